"""Within one article: which candidates tell the same event.

The title, the lead, a caption and a later sentence often tell one meeting four times; what the
lead leaves out, another sentence gives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeGuard

from kg.extract.annotations import EventCandidate, Office, ResolvedDate
from kg.model import Field, Span, Status

_FAMILY = {"VideoMeeting": "Meeting"}
# A telling in somebody's own words is less sure than this.
_IN_SPEECH = 0.8
OF_ALL = "in-attendance-of-all"  # the rule of 参加上述活动
_NEEDS_TWO = frozenset({"Meeting", "VideoMeeting", "PhoneCall"})


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
        types = [c.type for c in told if not _vague(c)] or [c.type for c in told]
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


def group(tellings: Sequence[Telling]) -> tuple[LocalEvent, ...]:
    """The events of one article. Those who only sat in join the event told before them."""
    events: list[LocalEvent] = []
    told = _Told()
    for telling in tellings:
        if telling.candidate.type == "Event":
            for index in _joined(events, telling):
                events[index] = events[index].with_telling(telling)
            continue
        near = told.near(telling)
        if telling.candidate.type in _NEEDS_TWO and (
                not near or _vague(telling.candidate)):  # how they talked is told elsewhere
            near = [i for i in told.near(telling, *_NEEDS_TWO)
                    if _vague(telling.candidate) or all(
                        _vague(t.candidate) for t in events[i].tellings)]
        if _is_summary(events, near, telling):
            continue
        fitting = [i for i in near if _fits(events[i], telling)]
        if not fitting and (announced := [i for i in near if _announces(events[i], telling)]):
            events[announced[0]] = _with_status(events[announced[0]], telling.candidate.status)
            fitting = announced[:1]
        index = fitting[-1] if fitting else len(events)
        if not fitting:
            events.append(LocalEvent(()))
        events[index] = events[index].with_telling(telling)
        told.add(index, events[index])
    return tuple(event for event in _fulfilled(events) if _holds(event))


def _vague(candidate: EventCandidate) -> bool:
    """Whether a word tells that they talked, and not how (讨论, 交换意见)."""
    return candidate.rule.startswith("talk:")


def _is_summary(events: Sequence[LocalEvent], near: Sequence[int], telling: Telling) -> bool:
    """Whether a telling only names together those who were told to be met apart."""
    apart = [events[i].keys for i in near if events[i].keys < telling.keys
             and any(":separately" in t.candidate.rule for t in events[i].tellings)]
    return len(apart) > 1 and frozenset().union(*apart) == telling.keys


def _fulfilled(events: Sequence[LocalEvent]) -> list[LocalEvent]:
    """The events without the plans, told without a day of their own, that another one fulfils.

    此行还将会见乙 in an article that tells how he met her is no second meeting.
    """
    live = [event for event in events if event.status in ("held", "ongoing")]
    return [
        event for event in events
        if event.status != "planned" or any(_one_day(told) for told in event.dates)
        or not any(_family(other.type) == _family(event.type) and event.keys <= other.keys
                   and any(t.field == "text" for t in other.tellings) for other in live)
    ]


class _Told:
    """Which events were told so far, by kind, participant and day: those that may come again."""

    def __init__(self) -> None:
        self._all: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._on: dict[tuple[str, str, date | None], set[int]] = defaultdict(set)

    def add(self, index: int, event: LocalEvent) -> None:
        """An event was told, or told again."""
        days = {_one_day(found) for found in event.dates} or {None}
        for key in event.keys:
            self._all[_family(event.type), key].add(index)
            for day in days:
                self._on[_family(event.type), key, day].add(index)

    def near(self, telling: Telling, *kinds: str) -> list[int]:
        """The events of a kind and participant in common, on no other day, in order.

        The kind is that of the telling where none is given.
        """
        day = _one_day(telling.candidate.date)
        found: set[int] = set()
        for family in {_family(kind) for kind in kinds or (telling.candidate.type,)}:
            for key in telling.keys:
                if day is None:
                    found |= self._all[family, key]
                else:
                    found |= self._on[family, key, day] | self._on[family, key, None]
        return sorted(found)


def _one_day(told: ResolvedDate | None) -> date | None:
    """The day of a date that means one day and no more."""
    if told is None or told.span is None or told.span.not_before != told.span.not_after:
        return None
    return told.span.not_before


def _joined(events: Sequence[LocalEvent], telling: Telling) -> list[int]:
    """The event told last that those who sat in, came along or attended may be of.

    Who took part in 上述活动 was at all that the text has told of that day.
    """
    talks = [
        i for i, event in enumerate(events)
        if event.tellings[-1].section == telling.section
        and _may_be_joined(event, telling.candidate.rule)
    ]
    last = max(talks, key=lambda i: _told_last(events[i]), default=None)
    if last is None:
        return []
    if telling.candidate.rule != OF_ALL:
        return [last]
    days = {_one_day(told) for told in events[last].dates}
    return [i for i in talks if _told_last(events[i]) >= 0
            and days & {_one_day(told) for told in events[i].dates}]


def _may_be_joined(event: LocalEvent, rule: str) -> bool:
    """Whether those who sat in, came along or attended may be of this event."""
    if rule == "came-along":
        return event.type in ("Visit", "Conference")
    if rule in ("in-attendance", OF_ALL):
        return event.type in _NEEDS_TWO | {"Ceremony"}
    return event.type in _NEEDS_TWO if rule != "attends-it" else _named(event)


def _told_last(event: LocalEvent) -> int:
    """Where an event was told last in the body."""
    return max((t.candidate.start for t in event.tellings
                if t.field == "text" and t.candidate.confidence > _IN_SPEECH), default=-1)


def _fits(event: LocalEvent, telling: Telling) -> bool:
    candidate = telling.candidate
    if (event.status in ("held", "ongoing")) != (candidate.status in ("held", "ongoing")):
        return False
    if not _share_people(event, telling):
        return False
    if candidate.name and not _same_name(event, telling):
        return False
    if candidate.date is None:
        return event.tellings[-1].section == telling.section or event.tellings[0].candidate.lead
    return all(_agree(candidate.date, told) for told in event.dates)


def _announces(event: LocalEvent, telling: Telling) -> bool:
    """Whether the lead tells that what the title leaves open (甲访乙国) is yet to come, or off."""
    off = telling.candidate.status not in ("held", "ongoing")
    open_ = event.status == "held" and all(t.field == "title" for t in event.tellings)
    return off and open_ and telling.candidate.lead and _share_people(event, telling)


def _with_status(event: LocalEvent, status: Status) -> LocalEvent:
    return LocalEvent(tuple(
        replace(t, candidate=replace(t.candidate, status=status)) for t in event.tellings))


def _family(kind: str) -> str:
    return _FAMILY.get(kind, kind)


def _sides(participants: Iterable[Participant]) -> dict[str, str]:
    """What each participant stands for: a country or organization, or itself."""
    return {p.key: p.country or p.key for p in participants
            if p.predicate != "kg:inAttendance"}


def _share_people(event: LocalEvent, telling: Telling) -> bool:
    """Whether one set of those who took part is within the other.

    A country told before and its minister now are the same side.
    """
    told, now = _acting(event), telling.keys
    if told <= now or now <= told:
        return True
    before = _sides(p for t in event.tellings for p in t.participants)
    here = _sides(telling.participants)
    return bool(told & now) and (
        all(here[key] in told for key in now - told)
        or all(before[key] in now for key in told - now)
        or _stand_for_each_other(now - told, told - now, {**before, **here})
    )


def _stand_for_each_other(
    now: frozenset[str], told: frozenset[str], sides: Mapping[str, str]
) -> bool:
    """Whether bodies of the one telling are what the people of the other stand for (某党代表团)."""
    of_people = [all(key.startswith("person/") for key in keys) for keys in (now, told)]
    of_bodies = [not any(key.startswith("person/") for key in keys) for keys in (now, told)]
    crossed = (of_people[0] and of_bodies[1]) or (of_people[1] and of_bodies[0])
    return crossed and {sides[key] for key in now} == {sides[key] for key in told}


def _acting(event: LocalEvent) -> frozenset[str]:
    """Who took part, without the countries for which a person is named in another telling."""
    sides = {p.country for t in event.tellings for p in t.participants if p.kind == "person"}
    return frozenset(key for key in event.keys if key not in sides)


def _same_name(event: LocalEvent, telling: Telling) -> bool:
    names = {t.candidate.name for t in event.tellings if t.candidate.name}
    return not names or len(telling.keys & event.keys) > 0


def _agree(left: ResolvedDate, right: ResolvedDate) -> bool:
    if left.span is None or right.span is None:
        partial, other = (left, right) if left.span is None else (right, left)
        day = other.span.day.day if other.span and other.span.day else other.day
        return partial.day is None or day is None or partial.day == day
    return overlap(left.span, right.span)


def overlap(left: Span, right: Span) -> bool:
    """Whether two spans have a day in common; an open bound is unlimited."""
    starts_before = not (left.not_before and right.not_after and left.not_before > right.not_after)
    ends_after = not (left.not_after and right.not_before and left.not_after < right.not_before)
    return starts_before and ends_after


def _holds(event: LocalEvent) -> bool:
    """Whether there is enough to call it an event: two sides, or one at a named occasion."""
    if event.type in _NEEDS_TWO and len(event.keys) < 2 and not _named(event):
        return False
    if not event.keys:
        return False
    lead = any(telling.candidate.lead for telling in event.tellings)
    if event.type == "Correspondence" and len(event.keys) < 2 and not (
        lead or _to_a_gathering(event)
    ):
        return False
    off = event.status not in ("held", "ongoing")
    letter = event.type == "Correspondence" and len(event.keys) > 1
    in_section = any(
        t.section and t.candidate.confidence > _IN_SPEECH for t in event.tellings)
    return bool(event.dates) or lead or off or letter or in_section or is_news(event)


def is_news(event: LocalEvent) -> bool:
    """Whether a paragraph begins with it, and people are named on both sides, or who came."""
    if event.type == "Visit" and all(
            t.candidate.rule == "visit:访问" and t.candidate.end - t.candidate.start == 2
            and t.candidate.places and t.candidate.places[0].end == t.candidate.end
            for t in event.tellings):
        return False  # 访日: mostly a noun
    people = {p.key for t in event.tellings for p in t.participants if p.kind == "person"}
    least = 2 if event.type in _NEEDS_TWO else 1
    return event.type in _NEEDS_TWO | {"Visit"} and len(people) >= least and any(
        t.candidate.news and t.candidate.confidence > _IN_SPEECH for t in event.tellings)


def _to_a_gathering(event: LocalEvent) -> bool:
    """Whether a message without a recipient is one of those sent to gatherings and nations."""
    return any(mark in t.candidate.rule for t in event.tellings for mark in "贺唁慰")


def _named(event: LocalEvent) -> bool:
    return any(telling.candidate.name for telling in event.tellings)
