"""Datelines: where and when an agency or a paper filed from, at the head of a body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from kg.articles.dates import day_or_none
from kg.articles.outlets import outlet_words
from kg.articles.sites import either, sites

_WIDE_DIGITS = {0xFF10 + digit: str(digit) for digit in range(10)}
FIRST_LINES = 3  # of a body: the dateline stands in one of them, below captions
_LATEST = 10  # days after filing on which news is printed at the latest
_LONGEST = 140  # code points of a head that is looked at


@dataclass(frozen=True, slots=True)
class Dateline:
    """The head of a dispatch. ``length`` counts its code points in the line."""

    length: int
    source: str | None  # as named, in simplified script
    day: date | None  # only where the year is told
    month: int | None = None
    number: int | None = None  # the day of the month

    def filed_on(self, published: date | None) -> date | None:
        """The day on which it was filed: of those that its numbers may mean, that of this news."""
        if self.day or published is None or self.number is None:
            return self.day
        days = (published - timedelta(days=back) for back in range(-1, _LATEST))
        return next((day for day in days if day.day == self.number
                     and self.month in (None, day.month)), None)


def dateline(simplified: str) -> Dateline | None:
    """The dateline that a body begins with: 新华社北京3月12日电, （中央社記者…20日電）."""
    head = simplified[:_LONGEST].translate(_WIDE_DIGITS)
    match = next((found for form in _forms() if (found := form.match(head))), None)
    if match is None:
        return None
    told = match.groupdict()
    year, month, day = told.get("year"), told.get("month"), told.get("day")
    filed = day_or_none(int(year), month, day) if year and month and day else None
    return Dateline(match.end(), told.get("source"), filed, int(month) if month else None,
                    int(day) if day else None)


def without_datelines(simplified: str) -> str:
    """A simplified body with spaces for the dateline of its first lines: as long as it was.

    A dateline tells who filed a dispatch, not what it tells: 新华社北京3月12日电.
    """
    begin = 0
    for _ in range(FIRST_LINES):
        if found := dateline(simplified[begin:]):
            end = begin + found.length
            return simplified[:begin] + " " * found.length + simplified[end:]
        begin = simplified.find("\n", begin) + 1
        if not begin:
            break
    return simplified


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """The forms of a dateline, with their brackets and what joins them to the sentence."""
    words = sites().credits
    source = rf"(?:综合|据)?(?P<source>{outlet_words()}|{either(words.desks)})"
    on_day = (
        r"(?:(?P<year>\d{4})年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日"
        r"(?:[晨晚午]|上午|下午)?"
    )
    kind = f"(?:{either(words.filed)})"
    place, people = r"[\u4e00-\u9fff、·/ ]{0,24}?", r"[\u4e00-\u9fff、·/ ]{2,40}?"
    reporter = f"(?:{either(words.reporters)}|编译)"
    byline = rf"(?:\s*[（(][^（）()]{{0,8}}{reporter}[^（）()]{{0,60}}[）)])?"
    filed = (
        rf"{source}{place}{on_day}{kind}{byline}",
        rf"{source}{reporter}{people}{on_day}{kind}",
    )
    undated = rf"(?P<source>{outlet_words()})(?:{either(words.filed_forms)})"
    city = rf"[\u4e00-\u9fff、]{{2,12}}{on_day}{kind}"
    joint = r"\s*[:：丨|—–,，-]{0,2}\s*"
    bracketed = (*filed, rf"{source}{place}{kind}", city)
    return tuple(
        re.compile(form)
        for form in (
            *(rf"[（(【\[]\s?{form}\s?[）)】\]]\s*[:：]?\s*" for form in bracketed),
            *(form + joint for form in filed),
            rf"{undated}\s*(?:[（(][^（）()]{{2,12}}[）)]\s*[:：]?|[:：])\s*",
        )
    )
