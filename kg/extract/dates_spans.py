"""Spans of days: from days, bounds, two ends, or a partial date and a day near it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from kg.extract.dates import Partial
from kg.model import Span

_HALF_A_YEAR = 183  # days


def of_day(day: date | None) -> Span | None:
    """The span of one day."""
    return Span(day.isoformat(), day, day) if day else None


def shifted(day: date, days: int) -> date | None:
    """The day so many days later; None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none (2月30日)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def coarsest(first: date, last: date) -> str:
    """EDTF of the smallest unit that holds both days; "" where no year does."""
    if first == last:
        return first.isoformat()
    if first.year != last.year:
        return ""
    return f"{first:%Y-%m}" if first.month == last.month else f"{first.year:04d}"


def bounded(first: date | None, last: date | None) -> Span | None:
    """A span with these bounds at the precision they allow."""
    return Span(coarsest(first, last), first, last) if first and last else None


def interval(first: Span, last: Span) -> Span | None:
    """From the first to the last; None where they are out of order."""
    if first.not_before is None or last.not_after is None or last.not_after < first.not_before:
        return None
    if first.edtf == last.edtf or not (first.edtf and last.edtf):
        return Span(coarsest(first.not_before, last.not_after), first.not_before, last.not_after)
    return Span(f"{first.edtf}/{last.edtf}", first.not_before, last.not_after)


def month_shifted(year: int, month: int, shift: int) -> tuple[int, int]:
    """Year and month so many months later."""
    years, zero_based = divmod(year * 12 + month - 1 + shift, 12)
    return years, zero_based + 1


def complete(partial: Partial, near: date) -> Span | None:
    """See :meth:`kg.extract.dates.Partial.completed`."""
    if partial.day is None and partial.weekday is None:
        if partial.month is None:
            return None
        years = [date(near.year + shift, partial.month, 15) for shift in (-1, 0, 1)]
        year = min(years, key=lambda day: abs(day - near)).year
        length = monthrange(year, partial.month)[1]
        return Span(f"{year:04d}-{partial.month:02d}", date(year, partial.month, 1),
                    date(year, partial.month, length))
    days = sorted(range(-_HALF_A_YEAR, _HALF_A_YEAR + 1), key=lambda days: (abs(days), days))
    for shift in days:
        day = shifted(near, shift)
        if day is not None and partial.fits(day):
            last = complete(partial.until, day) if partial.until else None
            return interval(Span(day.isoformat(), day, day), last) if last else of_day(day)
    return None
