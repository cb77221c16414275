"""What the tellings of one article add up to: the events of that article."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TypeGuard

from kg.extract.annotations import EventCandidate, Office, ResolvedDate
from kg.model import FAMILY, VAGUE_RULE, Field

# A telling in somebody's own words is less sure than this.
IN_SPEECH = 0.8
NEEDS_TWO = frozenset({"Meeting", "VideoMeeting", "PhoneCall"})
SAT_IN = "sat-in"  # the rule of a paragraph that only says who attended: 甲、乙出席。
LEADS = "leads-delegation"  # that of who led the body that was met
AT_TALKS = "in-attendance-of-talks"  # that of 参加会谈, which no banquet is
OF_ALL = "in-attendance-of-all"  # the rule of 参加上述活动


@dataclass(frozen=True, slots=True)
class Participant:
    """An agent, resolved to a node, with how it took part and where the text tells it.

    ``known_by`` is the office told elsewhere in the article by which a bare office is somebody,
    ``stands_by`` the one told there by which he stands for his country. ``holder`` is the key of
    who is known to hold the office by which a country takes part, where no name is
    told; ``through`` that of the department by which it does (某国外交部召见大使).
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
    holder: str | None = None
    through: str | None = None


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

    @property
    def undated(self) -> Telling:
        """The same without a day."""
        return replace(self, candidate=replace(self.candidate, date=None))

    @cached_property
    def says(self) -> Hashable:
        """All that it tells, but not where: tellings that say the same tell no news."""
        told, date = self.candidate, self.candidate.date
        return (
            told.type, told.rule, told.status, self.field, bool(told.name), self.name, self.bodies,
            date and (date.span, date.month, date.day),
            tuple((p.predicate, p.key, p.kind, p.country) for p in self.participants),
        )


@dataclass(frozen=True)
class LocalEvent:
    """An event of one article: all its tellings, in order, the first one anchors it.

    What the tellings add up to is worked out once and carried on while further ones say the
    same, so that a text that tells one meeting a thousand times is read in time.
    """

    tellings: tuple[Telling, ...]

    @cached_property
    def distinct(self) -> Mapping[Hashable, Telling]:
        """The first of the tellings that say the same, by what they say, in order."""
        first: dict[Hashable, Telling] = {}
        for telling in self.tellings:
            first.setdefault(telling.says, telling)
        return first

    @cached_property
    def type(self) -> str:
        """The most specific type told."""
        told = [t.candidate for t in self.distinct.values() if t.candidate.type != "Event"]
        types = [c.type for c in told if not is_vague(c)] or [c.type for c in told]
        return "VideoMeeting" if "VideoMeeting" in types else types[0]

    @cached_property
    def is_vague(self) -> bool:
        """Whether no telling says how they talked."""
        return all(is_vague(t.candidate) for t in self.distinct.values())

    @cached_property
    def keys(self) -> frozenset[str]:
        """All who took part in any telling."""
        return frozenset().union(*(telling.keys for telling in self.distinct.values()))

    @cached_property
    def participants(self) -> tuple[Participant, ...]:
        """Those who took part, as the distinct tellings name them, without those who sat in."""
        return tuple(p for t in self.distinct.values() for p in t.participants
                     if p.predicate != "kg:inAttendance")

    @cached_property
    def sides(self) -> Mapping[str, str | None]:
        """The keys of the countries and organizations that those who took part stand for."""
        return {p.key: p.country for p in self.participants}

    @cached_property
    def dates(self) -> tuple[ResolvedDate, ...]:
        """The distinct dates told, the most precise first."""
        dates = [t.candidate.date for t in self.distinct.values() if _tells(t.candidate.date)]
        return tuple(sorted(dates, key=_precision))

    @cached_property
    def told_last(self) -> int:
        """Where the body itself tells it last; -1 where only a title or a speech does."""
        return max(map(_place, self.tellings), default=-1)

    @property
    def status(self) -> str:
        """What the first telling says of it."""
        return self.tellings[0].candidate.status

    def with_telling(self, telling: Telling) -> LocalEvent:
        """The event with one telling more."""
        grown = replace(self, tellings=(*self.tellings, telling))
        if telling.says in self.distinct:
            vars(grown).update({name: value for name, value in vars(self).items()
                                if name != "tellings"})
        else:
            vars(grown)["distinct"] = {**self.distinct, telling.says: telling}
        vars(grown)["told_last"] = max(self.told_last, _place(telling))
        return grown


def _place(telling: Telling) -> int:
    """Where a telling stands in the body, -1 where it is not the article's own."""
    own = telling.field == "text" and telling.candidate.confidence > IN_SPEECH
    return telling.candidate.start if own else -1


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
    return FAMILY.get(kind, kind)


def is_vague(candidate: EventCandidate) -> bool:
    """Whether a word tells that they talked, and not how (讨论, 交换意见)."""
    return candidate.rule.startswith(VAGUE_RULE)
