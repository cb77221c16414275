"""EDTF level 0 as a span of days."""

from __future__ import annotations

import calendar
from datetime import date

from kg.model import Span


def span_of(edtf: str) -> Span | None:
    """The span of a day, month, year or interval; None where it is none of them."""
    try:
        first, _, last = edtf.partition("/")
        return Span(edtf, _bounds(first)[0], _bounds(last or first)[1])
    except ValueError:
        return None


def _bounds(part: str) -> tuple[date, date]:
    if len(part) == 10:
        day = date.fromisoformat(part)
        return day, day
    numbers = [int(number) for number in part.split("-")]
    if len(numbers) == 1:
        return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
    year, month = numbers
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
