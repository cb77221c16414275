"""What the tellings of one article add up to: the events of that article."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TypeGuard

from kg.extract.annotations import EventCandidate, Office, ResolvedDate
from kg.model import Field

_FAMILY = {"VideoMeeting": "Meeting"}
# A telling in somebody's own words is less sure than this.
IN_SPEECH = 0.8
NEEDS_TWO = frozenset({"Meeting", "VideoMeeting", "PhoneCall"})
OF_ALL = "in-attendance-of-all"  # the rule of 参加上述活动


@dataclass(frozen=True, slots=True)
class Participant:
    """An agent, resolved to a node, with how it took part and where the text tells it.

    ``known_by`` is the office told elsewhere in the article by which a bare office is somebody,
    ``stands_by`` the one told there by which he stands for his country.
    """

    predicate: str
    key: str
    kind: str
    country: str | None  # key of the country or organization it stands for
    start: int
    end: int
    rule: str
    confidence: float
    known_by: Office | None = None
    stands_by: Office | None = None


@dataclass(frozen=True)
class Telling:
    """A candidate with its agents resolved."""

    candidate: EventCandidate
    field: Field
    participants: tuple[Participant, ...]
    section: int  # number of the dated section it stands in, 0 before the first
    name: str = ""  # the words of the event's name, simplified
    bodies: frozenset[str] = frozenset()  # keys of the agents in its name

    @cached_property
    def keys(self) -> frozenset[str]:
        """Who took part, those who only sat in left out."""
        return frozenset(p.key for p in self.participants if p.predicate != "kg:inAttendance")


@dataclass(frozen=True)
class LocalEvent:
    """An event of one article: all its tellings, in order, the first one anchors it."""

    tellings: tuple[Telling, ...]

    @cached_property
    def type(self) -> str:
        """The most specific type told."""
        told = [t.candidate for t in self.tellings if t.candidate.type != "Event"]
        types = [c.type for c in told if not is_vague(c)] or [c.type for c in told]
        return "VideoMeeting" if "VideoMeeting" in types else types[0]

    @cached_property
    def keys(self) -> frozenset[str]:
        """All who took part in any telling."""
        return frozenset().union(*(telling.keys for telling in self.tellings))

    @cached_property
    def dates(self) -> tuple[ResolvedDate, ...]:
        """The dates told, the most precise first."""
        dates = [t.candidate.date for t in self.tellings if _tells(t.candidate.date)]
        return tuple(sorted(dates, key=_precision))

    @property
    def status(self) -> str:
        """What the first telling says of it."""
        return self.tellings[0].candidate.status

    def with_telling(self, telling: Telling) -> LocalEvent:
        """The event with one telling more."""
        return replace(self, tellings=(*self.tellings, telling))


def _tells(date: ResolvedDate | None) -> TypeGuard[ResolvedDate]:
    """Whether a date tells at least a day of some month, or a year."""
    return date is not None and (date.span is None or bool(date.span.edtf))


def _precision(date: ResolvedDate) -> tuple[int, int]:
    if date.span is None:
        return 1, date.start
    if date.span.not_before and date.span.not_after:
        return (date.span.not_after - date.span.not_before).days * 2, date.start
    return 9999, date.start


def one_day(told: ResolvedDate | None) -> date | None:
    """The day of a date that means one day and no more."""
    if told is None or told.span is None or told.span.not_before != told.span.not_after:
        return None
    return told.span.not_before


def family(kind: str) -> str:
    return _FAMILY.get(kind, kind)


def is_vague(candidate: EventCandidate) -> bool:
    """Whether a word tells that they talked, and not how (讨论, 交换意见)."""
    return candidate.rule.startswith("talk:")
