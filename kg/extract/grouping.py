"""Within one article: which candidates tell the same event.

The title, the lead, a caption and a later sentence often tell one meeting four times; what the
lead leaves out, another sentence gives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.enough import holds
from kg.extract.local_events import (
    LIVE,
    NEEDS_TWO,
    Growing,
    LocalEvent,
    Telling,
    family,
    is_vague,
    one_day,
)
from kg.extract.told import Told
from kg.model import Status


def group(tellings: Sequence[Telling]) -> tuple[LocalEvent, ...]:
    """The events of one article. Those who only sat in join the event told before them."""
    told = Told(tellings)
    for telling in tellings:
        if telling.candidate.type == "Event":
            for joined in told.joined(telling):
                told.join(joined, telling)
            continue
        vague = is_vague(telling.candidate)
        near = told.near(telling)
        if telling.candidate.type in NEEDS_TWO and (
                vague or not any(near.events)):  # how they talked is told elsewhere
            near = told.near(telling, *NEEDS_TWO, only_vague=not vague)
        if told.is_summary(near, telling):
            continue
        index = told.fitting(near, telling)
        if index is None and (index := told.announced(near, telling)) is not None:
            told.events[index] = _with_status(told.events[index], telling.candidate.status)
        told.add(index, telling)
    events = [LocalEvent(tuple(event.tellings)) for event in told.events]
    return tuple(event for event in _fulfilled(events) if holds(event))


def _fulfilled(events: Sequence[LocalEvent]) -> list[LocalEvent]:
    """The events without the plans, told without a day of their own, that another one fulfils.

    此行还将会见乙 in an article that tells how he met her is no second meeting.
    """
    live: dict[tuple[str, str], set[int]] = defaultdict(set)
    for index, event in enumerate(events):
        if event.status in LIVE and any(t.field == "text" for t in event.tellings):
            for key in event.keys:
                live[family(event.type), key].add(index)
    return [
        event for event in events
        if event.status != "planned" or any(one_day(told) for told in event.dates)
        or not _are_in_one([live[family(event.type), key] for key in event.keys])
    ]


def _are_in_one(with_each: Sequence[set[int]]) -> bool:
    """Whether an event is among those of each participant."""
    return bool(with_each) and bool(set.intersection(*with_each))


def _with_status(event: Growing, status: Status) -> Growing:
    return Growing(
        replace(t, candidate=replace(t.candidate, status=status)) for t in event.tellings)
