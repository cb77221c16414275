"""Which of the days that bare numbers may mean is meant: 23日, 3月12日."""

from __future__ import annotations

from datetime import date, timedelta

from kg.extract.dates import DateMention, Reference
from kg.extract.dates_spans import day_of, month_shifted, shifted

# A bare day or month and day may be this far ahead of a text that tells the past, in days.
_DAY_AHEAD, _MONTH_AHEAD = 10, 62
# And this far behind a text that tells the future.
_DAY_BEHIND, _MONTH_BEHIND = 7, 31
# Of a day this fresh no earlier date told in the article is thought.
_FRESH_DAY, _FRESH_MONTH = 10, 31
# A day this much before the one told last goes on in the next year or month, in days.
_HALF_A_YEAR, _HALF_A_MONTH = 183, 15


def candidates_near(anchor: date, month: int | None, day: int) -> list[date]:
    """The days near the anchor that the numbers may mean, in order."""
    if month is not None:
        found = [day_of(anchor.year + years, month, day) for years in range(-4, 5)]
    else:
        months = (month_shifted(anchor.year, anchor.month, shift) for shift in range(-2, 3))
        found = [day_of(year, number, day) for year, number in months]
    return [candidate for candidate in found if candidate]


def agreeing(candidates: list[date], mention: DateMention, anchor: date) -> date | None:
    """The candidate that agrees best with the word told beside the numbers."""
    target = anchor
    if mention.unit == "day":
        target = shifted(anchor, mention.offset) or anchor
    elif mention.unit == "week":
        target = shifted(anchor, 7 * mention.offset) or anchor

    def distance(candidate: date) -> tuple[bool, int]:
        off = mention.weekday is not None and candidate.isoweekday() != mention.weekday
        days = abs((candidate - target).days)
        return (off and mention.month is not None and days > 300, days)

    return min(candidates, key=distance, default=None)


def nearest_told(
    candidates: list[date], anchor: date, future: bool, *, whole: bool
) -> date | None:
    """The last candidate of the past, or the next one of the future.

    ``whole`` tells that the month is told too.
    """
    if future:
        behind = timedelta(days=_MONTH_BEHIND if whole else _DAY_BEHIND)
        coming = [day for day in candidates if day >= anchor - behind]
        return coming[0] if coming else None
    ahead = timedelta(days=_MONTH_AHEAD if whole else _DAY_AHEAD)
    past = [
        day for day in candidates
        if day <= anchor or (day <= anchor + ahead and (whole or day.month == anchor.month))
    ]
    return past[-1] if past else None


def of_the_story(
    best: date | None, mention: DateMention, reference: Reference, anchor: date
) -> date | None:
    """The day in the year or month told last, where the best candidate is not fresh."""
    context, whole = reference.context, mention.month is not None
    fresh = timedelta(days=_FRESH_MONTH if whole else _FRESH_DAY)
    if context is None or context.not_before is None or not context.edtf:
        return best
    told = context.not_before
    if (best is not None and abs(best - anchor) <= fresh) or told > anchor - fresh:
        return best
    if len(context.edtf) == 4 and not whole:
        return best
    return _next_in_story(mention, told, anchor) or best


def _next_in_story(mention: DateMention, told: date, anchor: date) -> date | None:
    """The day near one told before it: a story goes on, over the end of a month or year."""
    day = mention.day or 1
    same = day_of(told.year, mention.month or told.month, day)
    if mention.month is not None:
        later, back = day_of(told.year + 1, mention.month, day), _HALF_A_YEAR
    else:
        year, month = month_shifted(told.year, told.month, 1)
        later, back = day_of(year, month, day), _HALF_A_MONTH
    if same is not None and (told - same).days <= back:
        return same
    return later if later is not None and later <= anchor else same
