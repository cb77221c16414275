"""What the tellings of one article add up to: the events of that article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeGuard

from kg.extract.annotations import EventCandidate, Office, ResolvedDate
from kg.model import Field, Span

_FAMILY = {"VideoMeeting": "Meeting"}
# A telling in somebody's own words is less sure than this.
IN_SPEECH = 0.8
LIVE = frozenset({"held", "ongoing"})
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


@dataclass(frozen=True, slots=True)
class Telling:
    """A candidate with its agents resolved."""

    candidate: EventCandidate
    field: Field
    participants: tuple[Participant, ...]
    section: int  # number of the dated section it stands in, 0 before the first
    name: str = ""  # the words of the event's name, simplified
    bodies: frozenset[str] = frozenset()  # keys of the agents in its name

    @property
    def keys(self) -> frozenset[str]:
        """Who took part, those who only sat in left out."""
        return frozenset(p.key for p in self.participants if p.predicate != "kg:inAttendance")


@dataclass(frozen=True, slots=True)
class LocalEvent:
    """An event of one article: all its tellings, in order, the first one anchors it."""

    tellings: tuple[Telling, ...]

    @property
    def type(self) -> str:
        """The most specific type told."""
        told = [t.candidate for t in self.tellings if t.candidate.type != "Event"]
        types = [c.type for c in told if not is_vague(c)] or [c.type for c in told]
        return "VideoMeeting" if "VideoMeeting" in types else types[0]

    @property
    def keys(self) -> frozenset[str]:
        """All who took part in any telling."""
        return frozenset().union(*(telling.keys for telling in self.tellings))

    @property
    def dates(self) -> tuple[ResolvedDate, ...]:
        """The dates told, the most precise first."""
        dates = [t.candidate.date for t in self.tellings if _tells(t.candidate.date)]
        return tuple(sorted(dates, key=_precision))

    @property
    def status(self) -> str:
        """What the first telling says of it."""
        return self.tellings[0].candidate.status


class Growing:
    """An event while its article is read: what its tellings so far add up to."""

    def __init__(self, tellings: Iterable[Telling]) -> None:
        self.tellings: list[Telling] = []
        self.keys: set[str] = set()
        self.acting: set[str] = set()  # the keys without what a person told stands for
        self.sides: dict[str, str] = {}
        self.dates: dict[tuple[Span | None, int | None], ResolvedDate] = {}  # by what they mean
        self.days: set[date | None] = set()  # of the dates; None for one that is no day
        self.names: dict[tuple[str, frozenset[str]], Telling] = {}  # by words and bodies
        self.told_last = -1  # where in the body, in its own words
        self.named = self.apart = False
        self.vague = self.in_title = True  # all tellings so far
        self._types: dict[bool, str] = {}  # by whether the word is vague
        self._stood_for: set[str | None] = set()
        for telling in tellings:
            self.add(telling)

    @property
    def type(self) -> str:
        """The most specific type told."""
        return self._types[False] if False in self._types else self._types[True]

    @property
    def status(self) -> str:
        """What the first telling says of it."""
        return self.tellings[0].candidate.status

    def add(self, telling: Telling) -> None:
        """One telling more."""
        told = telling.candidate
        self.tellings.append(telling)
        if told.type != "Event":
            first = self._types.setdefault(is_vague(told), told.type)
            self._types[is_vague(told)] = (
                told.type if told.type == "VideoMeeting" else first)
        self.named = self.named or bool(told.name)
        self.apart = self.apart or ":separately" in told.rule
        self.vague = self.vague and is_vague(told)
        self.in_title = self.in_title and telling.field == "title"
        if telling.name:
            self.names.setdefault((telling.name, telling.bodies), telling)
        if telling.field == "text" and told.confidence > IN_SPEECH:
            self.told_last = max(self.told_last, told.start)
        if _tells(told.date):
            self.dates.setdefault((told.date.span, told.date.day), told.date)
            self.days.add(one_day(told.date))
        self._take(telling)

    def _take(self, telling: Telling) -> None:
        """Those who took part in one telling more."""
        self.keys |= telling.keys
        self.sides |= sides_of(telling.participants)
        self._stood_for |= {p.country for p in telling.participants if p.kind == "person"}
        self.acting = {key for key in self.keys if key not in self._stood_for}


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


def sides_of(participants: Iterable[Participant]) -> dict[str, str]:
    """What each participant stands for: a country or organization, or itself."""
    return {p.key: p.country or p.key for p in participants
            if p.predicate != "kg:inAttendance"}


def family(kind: str) -> str:
    return _FAMILY.get(kind, kind)


def is_vague(candidate: EventCandidate) -> bool:
    """Whether a word tells that they talked, and not how (讨论, 交换意见)."""
    return candidate.rule.startswith("talk:")
