"""When: each date expression with the day it means in this article."""

from __future__ import annotations

import re
from datetime import date

from kg.extract.annotations import ResolvedDate, Text
from kg.extract.dates import DateMention, Partial, Reference, find_dates, resolve
from kg.model import Span

# A line that is a date, with at most a remark in brackets: what follows happened then.
_REMARK = re.compile(r"\s*(?:[（(][^（）()]{1,12}[）)])?\s*")
_TO_COME = re.compile(r"将|即将|计划|拟|预定|定于|预计|打算|准备")


class Timeline:
    """Provides the layer ``dates``."""

    requires = ()
    provides = "dates"

    def extract(self, text: Text) -> tuple[ResolvedDate, ...]:
        """The dates an event may have, resolved, in order of offsets."""
        mentions = find_dates(text.simplified)
        dateline = self._dateline(text, mentions)
        context: Span | None = None
        section: Span | None = None
        last_day: date | None = None
        found: list[ResolvedDate] = []
        for mention in mentions:
            if not mention.tells_event and mention.kind != "dateline":
                continue
            heading = _is_heading(text.simplified, mention)
            reference = Reference(text.article.published, context, dateline,
                                  None if heading else section, last_day)
            span = resolve(mention, reference, future=_future(text.simplified, mention))
            if span is None:
                continue
            told = _resolved(mention, span, heading=heading)
            found.append(told)
            if told.span is not None and told.span.edtf and mention.tells_event:
                context = told.span
                if told.span.day and not _after(told.span.day, text.article.published):
                    last_day = told.span.day
                section = told.span if heading and told.span.day else section
        return tuple(found)

    def _dateline(
        self, text: Text, mentions: tuple[DateMention, ...]
    ) -> date | None:
        """The day of the dateline, where the text has kept one."""
        for mention in mentions[:2]:
            if mention.kind == "dateline":
                span = resolve(mention, Reference(text.article.published))
                return span.day if isinstance(span, Span) else None
        return None


def _after(day: date, published: date | None) -> bool:
    return published is not None and day > published


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
    return _TO_COME.search(before + re.split("[，,。；\n]", after)[0]) is not None


def _resolved(mention: DateMention, value: Span | Partial, *, heading: bool) -> ResolvedDate:
    if isinstance(value, Partial):
        return ResolvedDate(mention.start, mention.end, None, "date-partial",
                            value.day, value.month)
    return ResolvedDate(
        mention.start, mention.end, value, f"date-{mention.kind}", heading=heading
    )
