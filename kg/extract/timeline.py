"""When: each date expression with the day it means in this article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from kg.extract.annotations import FILED_RULE, ResolvedDate, Text, publication
from kg.extract.dates import DateMention, Partial, Reference, find_dates, resolve
from kg.extract.dates_spans import month_shifted
from kg.model import Article, Span

# A line that is a date, with at most a remark in brackets: what follows happened then.
_REMARK = re.compile(r"\s*(?:[（(][^（）()]{1,12}[）)])?\s*")
_TO_COME = re.compile(
    "推迟到|推迟至|延至|延到|改到|改至|延期至|将|即将|计划|拟|预定|定于|原定|原订|预计|打算|准备|规划|行程"
    "|(?<![大峰机协晚盛聚宴年工社商学])会(?=设宴|与|同|到访|访问|出席|发表|举行|主持|前往|接见|会见)")

_YEAR_LINE = re.compile(
    r"^[\s【（(●■◆▲*#]*(?P<year>(?:19|20)[0-9]{2})年?[\s】）):：]*$", re.MULTILINE)
_FAR = 160  # code points after a plan that may go on with it
_OF_NOW = re.compile("曾|已|当时|正在|目前|现正|本周|上周")
_NEXT_TO = 6  # code points after a day
_ONCE = re.compile("曾|已|当时")
_MONTH = len("2020-07")
_SENTENCE = re.compile("[。；\n]")
_LATELY = 45  # days before publication
_AT_ITS_HEAD = 12  # code points of a paragraph: a day told there is that of what follows
_ABOUT_IT = re.compile("[谴责批评回应就对关于指称说]")

# What is known when a date is read, by the parts of a reference.
_Known = dict[str, ResolvedDate | None]
# In which order a date is thought to rest on them, where any of several would do.
_FIRST = ("section", "dateline", "published", "context", "last_day")


class Timeline:
    """Provides the layer ``dates``."""

    requires = ()
    provides = "dates"

    def extract(self, text: Text) -> tuple[ResolvedDate, ...]:
        """The dates an event may have, resolved, in order of offsets."""
        mentions = find_dates(text.simplified)
        known: _Known = {"dateline": self._dateline(text, mentions) or _filed(text.article),
                         "published": publication(text.article)}
        found: list[ResolvedDate] = []
        paragraph, topic = 0, None  # where the paragraph begins, and the day that it goes on from
        fresh = True  # the paragraph has told no day yet
        years = _year_headings(text.simplified)
        for mention in mentions:
            mention = _in_a_row(text.simplified, _of_year(mention, years), found)
            mention = _of_plan(text, mention, found)
            begin = text.simplified.rfind("\n", 0, mention.start) + 1
            if begin != paragraph:
                paragraph, known["last_day"], fresh = begin, topic or known.get("last_day"), True
            if not mention.tells_event and mention.kind != "dateline":
                continue
            heading = _is_heading(text.simplified, mention)
            here: _Known = {**known, "section": None} if heading else known
            future = _future(text.simplified, mention)
            if mention.unit == "day" and not mention.offset and mention.anchor != "now":
                if future:
                    here = {**here, "last_day": None}  # 甲将于5日会见乙。当天还将…: on the 5th
                elif fresh and topic:
                    here = {**here, "context": topic}  # 当天: of what the article tells
            span = resolve(mention, _reference(here), future=future)
            if span is None:
                continue
            told = _resolved(mention, span, heading=heading)
            if mention.start == _start(here["dateline"]):
                here = {**here, "dateline": None}  # nothing rests on itself
            told = replace(told, rests_on=_grounds(mention, span, here, future=future))
            found.append(told)
            if told.span is not None and told.span.edtf and mention.tells_event:
                known["context"] = told
                if told.span.day and not _after(told.span.day, text.article.published):
                    known["last_day"], fresh = told, False
                    if topic is None or (
                            _is_topic(text.simplified[begin : mention.start])
                            and not _is_recalled(told.span.day, topic, text.article.published)):
                        topic = told
                if heading and told.span.day:
                    known["section"] = told
        return tuple(found)

    def _dateline(
        self, text: Text, mentions: tuple[DateMention, ...]
    ) -> ResolvedDate | None:
        """The dateline, where the text has kept one that tells a day."""
        for mention in mentions[:2]:
            if mention.kind == "dateline":
                here: _Known = {"published": publication(text.article)}
                span = resolve(mention, _reference(here))
                if not isinstance(span, Span) or span.day is None:
                    return None
                told = _resolved(mention, span, heading=False)
                return replace(told, rests_on=_grounds(mention, span, here, future=False))
        return None


def _year_headings(text: str) -> list[tuple[int, int]]:
    """(Offset, year) of each line that is a year alone: a chronicle goes by it."""
    return [(match.start(), int(match["year"])) for match in _YEAR_LINE.finditer(text)]


def _of_year(mention: DateMention, years: Sequence[tuple[int, int]]) -> DateMention:
    """A day told without its year below the heading of one, with that year."""
    year = next((year for at, year in reversed(years) if at < mention.start), None)
    bare = mention.kind == "calendar" and mention.month is not None and mention.year is None
    return replace(mention, year=year) if year and bare else mention


def _in_a_row(
    text: str, mention: DateMention, found: Sequence[ResolvedDate]
) -> DateMention:
    """Days from one to another that follow such days in a sentence: 3日至6日…，9日至11日….

    They are of the month in which those end, or of the next one. So is a day after a month that
    is recalled: 1月曾访问某国，4日会见某人.
    """
    before = found[-1].span if found else None
    if mention.day is None or mention.month or mention.unit or (
            before is None or before.not_after is None
            or _SENTENCE.search(text, found[-1].end, mention.start)):
        return mention
    if inside := _inside(before, mention.day):
        return replace(mention, year=inside.year, month=inside.month)
    recalled = len(before.edtf) == _MONTH and _ONCE.search(text, found[-1].end, mention.start)
    if not recalled and (mention.until is None or "/" not in before.edtf):
        return mention
    last = before.not_before if recalled and before.not_before else before.not_after
    year, month = month_shifted(last.year, last.month, int(mention.day < last.day))
    return replace(mention, year=year, month=month,
                   until=mention.until and (mention.until if mention.until.month else replace(
                       mention.until, year=year, month=month)))


def _of_plan(
    text: Text, mention: DateMention, found: Sequence[ResolvedDate]
) -> DateMention:
    """A bare day within the days of a journey told before as one to come, as one of them."""
    published = text.article.published
    if mention.day is None or mention.month or mention.unit or published is None:
        return mention
    begin = text.simplified.rfind("。", 0, mention.start) + 1
    if _OF_NOW.search(text.simplified, begin, mention.end + _NEXT_TO):
        return mention
    plans = (told.span for told in found if told.span and told.span.not_before
             and told.span.not_before > published and mention.start - told.end < _FAR)
    day = next((one for plan in plans if (one := _inside(plan, mention.day))), None)
    return replace(mention, year=day.year, month=day.month) if day else mention


def _inside(span: Span, day: int) -> date | None:
    """The day of that number that lies within some days told: 27日至30日…，28日."""
    if "/" not in span.edtf or span.not_before is None or span.not_after is None:
        return None
    length = (span.not_after - span.not_before).days
    days = (span.not_before + timedelta(days=n) for n in range(min(length, _LATELY) + 1))
    return next((one for one in days if one.day == day), None)


def _is_topic(before: str) -> bool:
    """Whether a day so early in a paragraph is that of what the paragraph tells."""
    return len(before) <= _AT_ITS_HEAD and _ABOUT_IT.search(before) is None


def _is_recalled(day: date, topic: ResolvedDate, published: date | None) -> bool:
    """Whether a day is long past, in an article on what was done lately."""
    news = topic.span.day if topic.span else None
    return bool(published and news and (published - day).days > _LATELY
                and (published - news).days <= _LATELY)


def _filed(article: Article) -> ResolvedDate | None:
    """The day of a dateline that stands before the text."""
    day = article.filed
    if day is None:
        return None
    return ResolvedDate(0, 10, Span(day.isoformat(), day, day), FILED_RULE)


def _after(day: date, published: date | None) -> bool:
    return published is not None and day > published


def _start(date: ResolvedDate | None) -> int | None:
    return date.start if date and date.rule != FILED_RULE else None


def _reference(known: _Known) -> Reference:
    """What a date may count from, by the parts of a reference."""
    spans = {name: date.span for name, date in known.items() if date and date.span}
    days = {name: span.day for name, span in spans.items()}
    return Reference(days.get("published"), spans.get("context"), days.get("dateline"),
                     spans.get("section"), days.get("last_day"))


def _grounds(
    mention: DateMention, value: Span | Partial, known: _Known, *, future: bool
) -> tuple[ResolvedDate, ...]:
    """The least that a mention needs to mean what it does: nothing, one date known, or all."""
    there = {name: date for name in _FIRST if (date := known.get(name))}
    for name in ("", *there):
        needed: _Known = {name: there[name]} if name else {}
        if resolve(mention, _reference(needed), future=future) == value:
            return _told(known, needed)
    return _told(known, there)


def _told(known: _Known, needed: Mapping[str, ResolvedDate | None]) -> tuple[ResolvedDate, ...]:
    """What dates rest on that the article shows: the day of filing shows in its metadata."""
    shown = (known.get("published") if date and date.rule == FILED_RULE else date
             for date in needed.values())
    return tuple(dict.fromkeys(date for date in shown if date))


def _is_heading(text: str, mention: DateMention) -> bool:
    if mention.start and text[mention.start - 1] != "\n":
        return False
    end = text.find("\n", mention.end)
    rest = text[mention.end : end if end >= 0 else len(text)]
    return mention.day is not None and _REMARK.fullmatch(rest) is not None


def _future(text: str, mention: DateMention) -> bool:
    """Whether the clause around a date speaks of what is to come."""
    before = text[max(0, mention.start - 6) : mention.start]
    after = text[mention.end : mention.end + 16]
    clauses = re.split("[，,。；\n]", after)
    told = clauses[0] or (clauses[1] if after[:1] in "，," and len(clauses) > 1 else "")
    return _TO_COME.search(before + told) is not None


def _resolved(mention: DateMention, value: Span | Partial, *, heading: bool) -> ResolvedDate:
    if isinstance(value, Partial):
        return ResolvedDate(mention.start, mention.end, None, "date-partial",
                            value.day, value.month)
    return ResolvedDate(
        mention.start, mention.end, value, f"date-{mention.kind}", heading=heading
    )
