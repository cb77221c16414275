"""Date expressions of simplified Chinese news: what they say, and which day they mean.

:func:`find_dates` is purely lexical: it tells where a date stands and what its words give.
:func:`resolve` makes a span of days from it and from what is known about the article.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kg.model import Span

DateKind = Literal[
    "calendar",  # numbers: 2020年9月23日, 23日, 9月
    "relative",  # counted from another day: 昨天, 去年, 上周
    "weekday",  # 周三, 上周五
    "vague",  # 日前, 不久前
    "deadline",  # what has to be done by then, or a figure as of then: 2030年前, 截至9月23日
    "since",  # the beginning of a period up to now: 2013年以来
    "name",  # part of a name: 2030年可持续发展议程, 《2030年前国家发展目标》
    "dateline",  # the day on which an outlet told it: 新华社北京3月12日电, 路透社周三报道
]
Unit = Literal["day", "week", "month", "year"]
Anchor = Literal["now", "context"]
Part = Literal["early", "middle", "late", "earlier"]
EVENT_KINDS: frozenset[DateKind] = frozenset({"calendar", "relative", "weekday", "vague"})


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as its words give it; what they leave open is None.

    ``unit`` and ``offset`` count from the ``anchor``: 昨天 is ("day", -1), 去年12月 is ("year",
    -1) with ``month`` 12, 上周五 is ("week", -1) with ``weekday`` 5 (Monday is 1). A week without
    a weekday has ``weekend`` for 周末. ``window`` are days from the anchor for words that tell
    no day (日前). ``until`` is the last day of an interval, itself a mention. ``clock`` is the
    place whose time is told (当地, 北京), ``part_of_day`` a word (晚), ``part`` a part of the
    year or month (去年底).
    """

    start: int
    end: int  # exclusive, code points
    kind: DateKind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    unit: Unit | None = None
    offset: int = 0
    anchor: Anchor = "now"
    weekday: int | None = None
    weekend: bool = False
    part: Part | None = None
    part_of_day: str | None = None
    clock: str | None = None
    window: tuple[int | None, int] | None = None
    until: DateMention | None = None

    @property
    def tells_event(self) -> bool:
        """Whether the date may be that of an event, not a deadline, a name or a dateline."""
        return self.kind in EVENT_KINDS


@dataclass(frozen=True, slots=True)
class Reference:
    """What is known about when the words were said.

    ``published`` is the day of publication, ``dateline`` that of the dateline (新华社3月12日电),
    which goes first. ``context`` is the date resolved last in the article: 当天 and 次日 count
    from it; where it is a month or a year, 当天 means ``last_day``, the day told last.
    ``section`` is the day that a heading or the speech quoted is about: inside it,
    今天 and bare numbers count from that day and from nothing else.
    """

    published: date | None = None
    context: Span | None = None
    dateline: date | None = None
    section: Span | None = None
    last_day: date | None = None

    @property
    def now(self) -> date | None:
        """The day on which the words were said, as far as known."""
        if self.section is not None and self.section.day:
            return self.section.day
        return self.dateline or self.published

    @property
    def told_last(self) -> Span | None:
        """The date that 当天 means."""
        return self.context or self.section


@dataclass(frozen=True, slots=True)
class Partial:
    """A date whose month or year cannot be told yet: 23日晚 with nothing to go by.

    Another telling of the same event may give the rest: see :meth:`completed`.
    """

    month: int | None
    day: int | None
    weekday: int | None = None  # Monday is 1
    until: Partial | None = None

    def fits(self, day: date) -> bool:
        """Whether a known day agrees with what is told."""
        return (
            self.month in (None, day.month)
            and self.day in (None, day.day)
            and self.weekday in (None, day.isoweekday())
        )

    def completed(self, near: date) -> Span | None:
        """The date with month and year taken from the nearest day that fits; None if none does."""
        from kg.extract.dates_spans import complete

        return complete(self, near)


def find_dates(text: str) -> tuple[DateMention, ...]:
    """The date expressions of a simplified text, in order, none overlapping."""
    from kg.extract.dates_find import find

    return find(text)


def resolve(
    mention: DateMention, reference: Reference, *, future: bool = False
) -> Span | Partial | None:
    """The days that a mention means.

    ``future`` tells that the text speaks of what is to come: 周三 is then the next one. A
    :class:`Partial` where the text gives a number but nothing tells the rest; None where
    nothing can be told, or where the date does not exist (2月30日).
    """
    from kg.extract.dates_resolve import resolved

    return resolved(mention, reference, future=future)
