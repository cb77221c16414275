"""Which days a date expression means, by what is known about the article."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date

from kg.extract.dates import DateMention, Partial, Reference
from kg.extract.dates_candidates import agreeing, candidates_near, nearest_told, of_the_story
from kg.extract.dates_spans import bounded, day_of, interval, month_shifted, of_day, shifted
from kg.model import Span

# A bare month may be this far ahead of a text that tells the past, in days.
_MONTH_AHEAD = 62
# And this far behind a text that tells the future; one this fresh is not of an older story.
_MONTH_BEHIND, _FRESH_MONTH = 31, 31
_PARTS_OF_YEAR = {"early": (1, 3), "middle": (5, 8), "late": (10, 12)}
_PARTS_OF_MONTH = {"early": (1, 10), "middle": (10, 20), "late": (20, 31)}


def resolved(
    mention: DateMention, reference: Reference, *, future: bool
) -> Span | Partial | None:
    """See :func:`kg.extract.dates.resolve`."""
    if mention.until is None:
        return _single(mention, reference, future)
    if mention.month and not (mention.day or mention.year or mention.unit):
        mention = _of_one_year(mention, mention.until, reference, future)
    first = _single(replace(mention, until=None), reference, future)
    until = mention.until or mention
    if isinstance(first, Partial):
        last = _single(until, reference, future)
        return replace(first, until=last) if isinstance(last, Partial) else first
    if first is None or first.not_before is None:
        return None
    start = Reference(section=first) if first.day and until.unit is None else reference
    last = _single(until, start, True)
    return interval(first, last) if isinstance(last, Span) else None


def _of_one_year(
    mention: DateMention, until: DateMention, reference: Reference, future: bool
) -> DateMention:
    """1—10月 with the year that its last month is of."""
    last = _single(until, reference, future)
    if not isinstance(last, Span) or last.not_before is None:
        return mention
    year = last.not_before.year
    begun = year - 1 if until.month and (mention.month or 0) > until.month else year
    return replace(mention, year=begun, until=replace(until, year=year))


def _single(mention: DateMention, reference: Reference, future: bool) -> Span | Partial | None:
    if mention.window is not None:
        return _window(mention, reference, future)
    if mention.day is not None:
        return _numbered_day(mention, reference, future)
    if mention.unit == "day":
        anchor = _anchor(mention, reference)
        return of_day(shifted(anchor, mention.offset)) if anchor else None
    if mention.weekday is not None:
        return _weekday(mention, reference, future)
    if mention.unit == "week" or mention.weekend:
        return _week(mention, reference, future)
    if mention.month is not None or mention.unit == "month":
        return _month(mention, reference, future)
    return _year(mention, reference, future)


def _anchor(mention: DateMention, reference: Reference) -> date | None:
    """The day that a word counts from."""
    told = reference.told_last
    told_day = told.day if told else None
    if mention.anchor == "now":
        return reference.now or told_day
    if told_day is None and told is not None and mention.unit in ("year", "month"):
        told_day = told.not_before
    if mention.unit == "day" and not mention.offset and (
            told_day is None or (reference.last_day and told_day > reference.last_day)):
        told_day = reference.last_day
    # 次日 and 两年后 count from a day told; without one only 当天 can be that of telling.
    eve = mention.unit == "day" and mention.offset == -1  # 前一晚: before what is reported now
    return told_day or (None if mention.offset and not eve else reference.now)


# --- words --------------------------------------------------------------------------------


def _window(mention: DateMention, reference: Reference, future: bool) -> Span | None:
    """日前: a span of days up to the day of telling."""
    anchor = _anchor(mention, reference)
    if anchor is None or mention.window is None:
        return None
    low, high = mention.window
    if future and high == 0:
        last = shifted(anchor, -low) if low is not None else None
        return Span("", anchor, last)
    last = shifted(anchor, high)
    first = shifted(anchor, low) if low is not None else None
    return bounded(first, last) if first else Span("", None, last)


def _weekday(
    mention: DateMention, reference: Reference, future: bool
) -> Span | Partial | None:
    anchor = _anchor(mention, reference)
    weekday = mention.weekday or 1
    if anchor is None:
        return Partial(None, None, weekday)
    if mention.unit == "week":
        monday = shifted(anchor, 7 * mention.offset - anchor.weekday())
        return of_day(shifted(monday, weekday - 1)) if monday else None
    ahead = (weekday - anchor.isoweekday()) % 7
    return of_day(shifted(anchor, ahead if future or not ahead else ahead - 7))


def _week(mention: DateMention, reference: Reference, future: bool) -> Span | None:
    """上周: the month where one holds the whole week, else the year, with the week's bounds."""
    anchor = _anchor(mention, reference)
    if anchor is None:
        return None
    offset = mention.offset
    if mention.unit is None and not future and anchor.isoweekday() < 6:
        offset = -1  # a bare 周末 of the past, told on a working day
    monday = shifted(anchor, 7 * offset - anchor.weekday())
    first = shifted(monday, 5 if mention.weekend else 0) if monday else None
    last = shifted(monday, 6) if monday else None
    if mention.part == "earlier" and last:
        last = min(last, anchor)
    return bounded(first, last)


# --- numbers ------------------------------------------------------------------------------


def _numbered_day(
    mention: DateMention, reference: Reference, future: bool
) -> Span | Partial | None:
    day = mention.day or 1
    year = _told_year(mention, reference)
    if mention.month is not None and year is not None:
        return of_day(day_of(year, mention.month, day))
    anchor = _anchor(mention, reference)
    if anchor is None:
        return Partial(mention.month, day, mention.weekday)
    if mention.unit == "month":
        year, month = month_shifted(anchor.year, anchor.month, mention.offset)
        return of_day(day_of(year, month, day))
    candidates = candidates_near(anchor, mention.month, day)
    if mention.weekday is not None or mention.unit == "day":
        return of_day(agreeing(candidates, mention, anchor))
    best = nearest_told(candidates, anchor, future, whole=mention.month is not None)
    return of_day(best if future else of_the_story(best, mention, reference, anchor))


def _told_year(mention: DateMention, reference: Reference) -> int | None:
    if mention.year is not None or mention.unit != "year":
        return mention.year
    anchor = _anchor(mention, reference)
    return anchor.year + mention.offset if anchor else None


def _month(
    mention: DateMention, reference: Reference, future: bool
) -> Span | Partial | None:
    anchor, year, month = _anchor(mention, reference), _told_year(mention, reference), mention.month
    if mention.unit == "month":
        if anchor is None:
            return None
        year, month = month_shifted(anchor.year, anchor.month, mention.offset)
    elif year is None and month is not None:
        if anchor is None:
            return Partial(month, None)
        year = _year_of_month(month, anchor, reference, future)
    if year is None or month is None or not date.min.year <= year <= date.max.year:
        return Partial(month, None) if month and year is None else None
    return _part_of_month(year, month, mention, anchor)


def _year_of_month(month: int, anchor: date, reference: Reference, future: bool) -> int:
    firsts = [date(anchor.year + years, month, 1) for years in (-1, 0, 1)]
    if future:
        return next(d.year for d in firsts if (anchor - d).days <= _MONTH_BEHIND + 31)
    past = next(
        d for d in reversed(firsts)
        if d <= anchor or (d.year == anchor.year and (d - anchor).days <= _MONTH_AHEAD)
    )
    told = reference.context.not_before if reference.context else None
    if told and told.year < anchor.year and (anchor - past).days > 2 * _FRESH_MONTH:
        return told.year
    return past.year


def _part_of_month(
    year: int, month: int, mention: DateMention, anchor: date | None
) -> Span | None:
    length = monthrange(year, month)[1]
    first, last = _PARTS_OF_MONTH.get(mention.part or "", (1, length))
    span = Span(f"{year:04d}-{month:02d}", date(year, month, first),
                date(year, month, min(last, length)))
    return _up_to(span, anchor) if mention.part == "earlier" else span


def _year(mention: DateMention, reference: Reference, future: bool) -> Span | None:
    year = _told_year(mention, reference)
    if year is None or not date.min.year <= year <= date.max.year:
        return None
    anchor = _anchor(mention, reference)
    if mention.unit == "year" and mention.part == "late" and _is_bare(mention) and anchor:
        year -= not future and anchor.month <= 3  # 年底, told in spring, was last year's
    first, last = _PARTS_OF_YEAR.get(mention.part or "", (1, 12))
    span = Span(f"{year:04d}", date(year, first, 1), date(year, last, monthrange(year, last)[1]))
    return _up_to(span, anchor) if mention.part == "earlier" else span


def _is_bare(mention: DateMention) -> bool:
    """Whether a part of a year stands without the year (年底, not 今年底)."""
    return mention.end - mention.start <= 2


def _up_to(span: Span, anchor: date | None) -> Span:
    """A span that ends with the day of telling at the latest."""
    if anchor is None or span.not_before is None or anchor < span.not_before:
        return span
    return Span(span.edtf, span.not_before, min(anchor, span.not_after or anchor))
