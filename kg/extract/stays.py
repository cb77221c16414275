"""Talks of a visit are where the visit is, where nothing else is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.annotations import PlaceName
from kg.extract.fitting import overlap
from kg.extract.local_events import IN_SPEECH, NEEDS_TWO, LocalEvent, Telling

_TALKS = NEEDS_TWO - {"PhoneCall", "VideoMeeting"} | {"Ceremony"}


def located(events: Sequence[LocalEvent]) -> tuple[LocalEvent, ...]:
    """The events, those without a place at that of a guest's visit to one of those he met."""
    visits = [event for event in events if event.type == "Visit"]
    return tuple(_placed(event, visits) for event in events)


def _placed(event: LocalEvent, visits: Sequence[LocalEvent]) -> LocalEvent:
    told = any(telling.candidate.places for telling in event.tellings)
    first = event.tellings[0]
    if told or event.type not in _TALKS or first.candidate.confidence < IN_SPEECH:
        return event
    stays = [visit for visit in visits if _is_during(event, visit)]
    places = {place.key: place for visit in stays for place in _places(visit, first)}
    if len({_host(visit) for visit in stays}) != 1 or not places:
        return event
    inferred = tuple(replace(p, rule="place-of-visit") for p in places.values())
    placed = replace(first, candidate=replace(first.candidate, places=inferred))
    return LocalEvent((placed, *event.tellings[1:]))


def _is_during(event: LocalEvent, visit: LocalEvent) -> bool:
    """Whether a guest of the event was then on that visit, and its host there too."""
    hosts = {_host(visit)}
    guests = {p.key for t in visit.tellings for p in t.participants if p.kind == "person"}
    here = {p.key: p.country for t in event.tellings for p in t.participants}
    there = any(country in hosts or key in hosts for key, country in here.items())
    days = [d.span for d in event.dates if d.span], [d.span for d in visit.dates if d.span]
    at_once = any(overlap(left, right) for left in days[0] for right in days[1])
    return bool(guests & here.keys()) and there and at_once and visit.status == event.status


def _host(visit: LocalEvent) -> str | None:
    return next((p.key for t in visit.tellings for p in t.participants
                 if p.predicate == "kg:host"), None)


def _places(visit: LocalEvent, telling: Telling) -> list[PlaceName]:
    """The places told of a visit in the same text, the narrow ones where there are any."""
    told = [place for t in visit.tellings if t.field == telling.field
            for place in t.candidate.places]
    return [place for place in told if not place.country] or told
