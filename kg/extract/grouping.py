"""Within one article: which candidates tell the same event.

The title, the lead, a caption and a later sentence often tell one meeting four times; what the
lead leaves out, another sentence gives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kg.extract.annotations import ResolvedDate
from kg.extract.enough import holds, is_named
from kg.extract.fitting import as_one_stay, fits, of_one_stay, share_people
from kg.extract.local_events import (
    AT_TALKS,
    LEADS,
    NEEDS_TWO,
    OF_ALL,
    SAT_IN,
    LocalEvent,
    Participant,
    Telling,
    family,
    is_vague,
    one_day,
)
from kg.model import LIVE, Status

# How many of the events that may come again are thought of: in a text of any length the work
# grows with the length, and nobody tells an event again after that many others of its people.
_REMEMBERED = 100


def group(tellings: Sequence[Telling]) -> tuple[LocalEvent, ...]:
    """The events of one article. Those who only sat in join the event told before them."""
    events: list[LocalEvent] = []
    told = _Told()
    apart = {t.keys for t in tellings if ":separately" in t.candidate.rule or (
        t.field == "text" and t.candidate.type == "Visit")}  # of the title 甲将访问乙、丙、丁
    for telling in tellings:
        if telling.field == "title" and _names_together(telling, apart):
            continue
        if telling.candidate.type == "Event":
            for index in _joined(events, telling):
                events[index] = events[index].with_telling(telling)
            continue
        near = told.near(telling)
        if telling.candidate.type in NEEDS_TWO and (
                not near or is_vague(telling.candidate)):  # how they talked is told elsewhere
            near = [i for i in told.near(telling, *NEEDS_TWO)
                    if is_vague(telling.candidate) or events[i].is_vague]
        if _is_summary(events, near, telling):
            continue
        fitting = [i for i in near if fits(events[i], telling)]
        if not fitting and (announced := [i for i in near if _announces(events[i], telling)]):
            events[announced[0]] = _with_status(events[announced[0]], telling.candidate.status)
            fitting = announced[:1]
        if not fitting and telling.candidate.type == "Visit":
            stays = [i for i in told.near(telling.undated, "Visit")
                     if of_one_stay(events[i], telling)]
            for index in (fitting := stays[-1:]):
                events[index], telling = as_one_stay(events[index], telling)
        index = fitting[-1] if fitting else len(events)
        if not fitting:
            events.append(LocalEvent(()))
        events[index] = events[index].with_telling(telling)
        told.add(index, events[index])
    return tuple(event for event in _fulfilled(events) if holds(event))


def _names_together(telling: Telling, apart: set[frozenset[str]]) -> bool:
    """Whether a title names together those whom the body tells to be met apart."""
    parts = [keys for keys in apart if keys < telling.keys]
    return len(parts) > 1 and frozenset().union(*parts) == telling.keys


def _is_summary(events: Sequence[LocalEvent], near: Sequence[int], telling: Telling) -> bool:
    """Whether a telling only names together those who were told to be met apart."""
    apart = [events[i].keys for i in near if events[i].keys < telling.keys
             and any(":separately" in t.candidate.rule for t in events[i].distinct.values())]
    return len(apart) > 1 and frozenset().union(*apart) == telling.keys


def _fulfilled(events: Sequence[LocalEvent]) -> list[LocalEvent]:
    """The events without the plans, told without a day of their own, that another one fulfils.

    此行还将会见乙 in an article that tells how he met her is no second meeting.
    """
    live = [event for event in events if event.status in LIVE]
    return [
        event for event in events
        if event.status != "planned" or any(_has_days(told) for told in event.dates)
        or not any(family(other.type) == family(event.type) and event.keys <= other.keys
                   and any(t.field == "text" for t in other.distinct.values()) for other in live)
    ]


def _has_days(told: ResolvedDate) -> bool:
    """Whether a date tells a day, or from which to which."""
    return one_day(told) is not None or bool(told.span and "/" in told.span.edtf)


class _Told:
    """Which events were told so far, by kind, participant and day: those that may come again."""

    def __init__(self) -> None:
        self._all: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._on: dict[tuple[str, str, date | None], set[int]] = defaultdict(set)

    def add(self, index: int, event: LocalEvent) -> None:
        """An event was told, or told again."""
        days = {one_day(found) for found in event.dates} or {None}
        for key in _keys(event.participants):
            self._all[family(event.type), key].add(index)
            for day in days:
                self._on[family(event.type), key, day].add(index)

    def near(self, telling: Telling, *kinds: str) -> list[int]:
        """The events of a kind and participant in common, on no other day, in order.

        The kind is that of the telling where none is given.
        """
        day = one_day(telling.candidate.date)
        found: set[int] = set()
        for kind in {family(kind) for kind in kinds or (telling.candidate.type,)}:
            for key in _keys(telling.participants):
                if day is None:
                    found |= self._all[kind, key]
                else:
                    found |= self._on[kind, key, day] | self._on[kind, key, None]
        return sorted(found)[-_REMEMBERED:]


def _keys(participants: Sequence[Participant]) -> set[str]:
    """Those who took part, and the sides they stand for."""
    return {key for p in participants if p.predicate != "kg:inAttendance"
            for key in (p.key, p.country) if key}


def _joined(events: Sequence[LocalEvent], telling: Telling) -> list[int]:
    """The event told last that those who sat in, came along or attended may be of.

    Who took part in 上述活动 was at all that the text has told of that day.
    """
    recent = range(max(0, len(events) - _REMEMBERED), len(events))
    talks = [
        i for i in recent
        if events[i].tellings[-1].section == telling.section
        and (events[i].status in LIVE or events[i].status == telling.candidate.status)
        and (telling.candidate.status in LIVE or events[i].status == telling.candidate.status)
        and _may_be_joined(events[i], telling.candidate.rule)
    ]
    if telling.candidate.rule == "attends-it":  # 与会 is of a gathering before a ceremony
        talks = [i for i in talks if events[i].type == "Conference"] or talks
    last = max(talks, key=lambda i: events[i].told_last, default=None)
    if last is None:
        return []
    if telling.candidate.rule != OF_ALL:
        return [last]
    days = {one_day(told) for told in events[last].dates}
    return [i for i in talks if events[i].told_last >= 0 and (
        not days or not events[i].dates
        or days & {one_day(told) for told in events[i].dates})]


def _may_be_joined(event: LocalEvent, rule: str) -> bool:
    """Whether those who sat in, came along or attended may be of this event."""
    if rule == "came-along":
        return event.type in ("Visit", "Conference")
    if rule == AT_TALKS:
        return event.type in NEEDS_TWO
    if rule == LEADS:
        return any(p.kind != "person" for p in event.participants)
    if rule in ("in-attendance", OF_ALL):
        return event.type in NEEDS_TWO | {"Ceremony"}
    bodies = event.type in NEEDS_TWO and not any(
        p.kind == "person" for p in event.participants)  # 甲乙丙外长会…甲、乙、丙出席
    named = is_named(event) or event.type in ("Ceremony", "Conference") or bodies
    if rule == SAT_IN:
        return named or event.type in NEEDS_TWO
    return named if rule == "attends-it" else event.type in NEEDS_TWO


def _announces(event: LocalEvent, telling: Telling) -> bool:
    """Whether the lead tells that what the title leaves open (甲访乙国) is yet to come, or off."""
    off = telling.candidate.status not in LIVE
    open_ = event.status == "held" and all(
        t.field == "title" for t in event.distinct.values())
    return off and open_ and telling.candidate.lead and share_people(event, telling)


def _with_status(event: LocalEvent, status: Status) -> LocalEvent:
    return LocalEvent(tuple(
        replace(t, candidate=replace(t.candidate, status=status)) for t in event.tellings))
