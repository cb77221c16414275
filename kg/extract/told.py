"""The events that an article has told so far, to find the one that a sentence tells again.

However many there are, a telling is held only against those that may be it: by who takes part,
by whether it has been or is to come, and by the day, or the section, of which it is told.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import heappop, heappush, merge
from itertools import product

from kg.extract.fitting import fits, share_people
from kg.extract.local_events import (
    LIVE,
    NEEDS_TWO,
    OF_ALL,
    Growing,
    Telling,
    family,
    one_day,
    sides_of,
)

# When an event is told: on a day, on none (None), in a section (its number), in the lead, at all.
_When = date | None | int | str
_LEAD, _ANY = "lead", "any"
# Whether it lives (None: either), its family, a name of those who take part, and when.
_Slot = tuple[bool | None, str, str, _When]
# How those who take no other part in an event belong to it.
_JOINING = ("in-attendance", "came-along", "attends-it", "reference")
_OF, _WITHIN = "of ", "within "  # before names: people that stand for it; nobody else but it


@dataclass(frozen=True, slots=True)
class Near:
    """The events with a participant in common with a telling, of its kind, on no other day."""

    families: frozenset[str]
    events: tuple[set[int], ...]  # by participant
    only_vague: bool  # of them only those of which is not told how they talked


class Told:
    """Which events were told so far. ``tellings`` are all of the article.

    Who is told least in them tells events apart best.
    """

    def __init__(self, tellings: Iterable[Telling]) -> None:
        self.events: list[Growing] = []
        self._often = Counter(key for telling in tellings for key in telling.keys)
        self._with: dict[tuple[str, str, _When], set[int]] = defaultdict(set)
        self._families: dict[int, set[str]] = defaultdict(set)  # those an event was told in
        self._days: dict[int, set[date | None]] = defaultdict(set)
        self._filed: dict[_Slot, list[int]] = defaultdict(list)  # each in order
        self._in_title: set[int] = set()
        self._joinable: dict[tuple[int, str], list[tuple[int, int]]] = defaultdict(list)
        self._of_day: dict[tuple[int, date | None], set[int]] = defaultdict(set)

    # --- what was told --------------------------------------------------------------------

    def add(self, index: int | None, telling: Telling) -> None:
        """An event is told again, or for the first time."""
        if index is None:
            index = len(self.events)
            self.events.append(Growing([telling]))
        else:
            self.events[index].add(telling)
        event = self.events[index]
        days = event.days or {None}
        self._families[index].add(family(event.type))
        self._days[index] |= days
        for key, when in product(event.keys, (_ANY, *days)):
            self._with[family(event.type), key, when].add(index)
        self._file(index)

    def join(self, index: int, telling: Telling) -> None:
        """Somebody sat in on an event, came along or attended."""
        self.events[index].add(telling)
        self._file(index)

    def _file(self, index: int) -> None:
        event = self.events[index]
        section = event.tellings[-1].section
        whens: set[_When] = {_ANY, section, *(event.days or {None})}
        if event.tellings[0].candidate.lead:
            whens.add(_LEAD)
        self._enter(index, event.status in LIVE, self._names(event), whens)
        if event.apart and event.keys:
            self._enter(index, None, [self._rarest(event.keys)], {_ANY, *self._days[index]})
        if event.in_title:
            self._in_title.add(index)
        for rule in _JOINING:
            if _may_be_joined(event, rule):
                heappush(self._joinable[section, rule], (-event.told_last, index))
        for day in event.days:
            self._of_day[section, day].add(index)

    def _enter(
        self, index: int, live: bool | None, names: Iterable[str], whens: Collection[_When]
    ) -> None:
        for slot in product((live,), self._families[index], names, whens):
            filed = self._filed[slot]
            at = bisect_left(filed, index)
            if filed[at : at + 1] != [index]:
                filed.insert(at, index)

    def _names(self, event: Growing) -> Iterator[str]:
        """What an event is looked up by: each who takes part, with his side, and one of all."""
        for key, side in event.sides.items():
            yield key
            yield _OF + side if _is_person(key) else side
        for key in [self._rarest(event.acting)] if event.acting else event.keys:
            yield _WITHIN + key
            yield _WITHIN + event.sides[key]

    def _rarest(self, keys: Collection[str]) -> str:
        return min(keys, key=lambda key: (self._often[key], key))

    # --- what a telling may be of ---------------------------------------------------------

    def near(self, telling: Telling, *kinds: str, only_vague: bool = False) -> Near:
        """The events of a kind and participant in common, on no other day.

        The kind is that of the telling where none is given.
        """
        families = frozenset(map(family, kinds or (telling.candidate.type,)))
        day = one_day(telling.candidate.date)
        whens: tuple[_When, ...] = (_ANY,) if day is None else (day, None)
        slots = product(families, telling.keys, whens)
        return Near(families, tuple(self._with[slot] for slot in slots if slot in self._with),
                    only_vague)

    def _is_near(self, near: Near, index: int) -> bool:
        return any(index in events for events in near.events) and (
            not near.only_vague or self.events[index].vague)

    def is_summary(self, near: Near, telling: Telling) -> bool:
        """Whether a telling only names together those who were told to be met apart."""
        keys, day = telling.keys, one_day(telling.candidate.date)
        whens: tuple[_When, ...] = (_ANY,) if day is None else (day, None)
        found = {index for filed in self._at(None, near, keys, whens) for index in filed}
        apart = [self.events[i].keys for i in found
                 if self.events[i].keys < keys and self._is_near(near, i)]
        return len(apart) > 1 and set().union(*apart) == keys

    def fitting(self, near: Near, telling: Telling) -> int | None:
        """The last event that the telling may be of."""
        live = telling.candidate.status in LIVE
        here, whens = sides_of(telling.participants), _whens(telling)
        wider = min(
            (self._at(live, near, _likes(*item), whens) for item in here.items()),
            key=lambda filed: sum(map(len, filed)), default=[])
        narrower = self._at(live, near, [_WITHIN + key for key in here], whens)
        candidates = merge(*map(reversed, [*wider, *narrower]), reverse=True)
        return next((i for i in candidates if self._is_near(near, i)
                     and fits(self.events[i], telling)), None)

    def announced(self, near: Near, telling: Telling) -> int | None:
        """The first event that the title leaves open, and the lead tells to come or to be off."""
        if telling.candidate.status in LIVE or not telling.candidate.lead:
            return None
        return next((i for i in sorted(self._in_title)
                     if self.events[i].in_title and self.events[i].status == "held"
                     and self._is_near(near, i) and share_people(self.events[i], telling)), None)

    def _at(
        self, live: bool | None, near: Near, names: Iterable[str], whens: Sequence[_When]
    ) -> list[list[int]]:
        slots = product((live,), near.families, names, whens)
        return [self._filed[slot] for slot in slots if slot in self._filed]

    # --- what those who sat in may be of --------------------------------------------------

    def joined(self, telling: Telling) -> list[int]:
        """The event told last that those who sat in, came along or attended may be of.

        Who took part in 上述活动 was at all that the text has told of that day.
        """
        rule, section = telling.candidate.rule, telling.section
        last = self._last(section, "in-attendance" if rule == OF_ALL else
                          rule if rule in _JOINING else "reference")
        if last is None or rule != OF_ALL:
            return [] if last is None else [last]
        of_days = (self._of_day[section, day] for day in self.events[last].days)
        return [i for i in sorted(set().union(*of_days))
                if self.events[i].told_last >= 0 and self._is_open(i, section, "in-attendance")]

    def _last(self, section: int, rule: str) -> int | None:
        """The event told last in a section; what was told again since is passed over."""
        filed = self._joinable[section, rule]
        while filed:
            told_last, index = filed[0]
            if -told_last == self.events[index].told_last and self._is_open(index, section, rule):
                return index
            heappop(filed)
        return None

    def _is_open(self, index: int, section: int, rule: str) -> bool:
        event = self.events[index]
        return event.tellings[-1].section == section and _may_be_joined(event, rule)


def _whens(telling: Telling) -> tuple[_When, ...]:
    """When an event is told that a telling may be of: without a date, in its section or lead."""
    if telling.candidate.date is None:
        return telling.section, _LEAD
    day = one_day(telling.candidate.date)
    return (_ANY,) if day is None else (day, None)


def _likes(key: str, side: str) -> set[str]:
    """The names of events in which one takes part, or his side, or who stands for a body."""
    return {key, side} if _is_person(key) else {key, side, _OF + side}


def _is_person(key: str) -> bool:
    return key.startswith("person/")


def _may_be_joined(event: Growing, rule: str) -> bool:
    """Whether those who sat in, came along or attended may be of this event."""
    if rule == "came-along":
        return event.type in ("Visit", "Conference")
    if rule == "in-attendance":
        return event.type in NEEDS_TWO | {"Ceremony"}
    return event.type in NEEDS_TWO if rule != "attends-it" else event.named
