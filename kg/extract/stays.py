"""Where events were that tell no place: by the visit or gathering that they belong to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from kg.extract.annotations import PlaceName
from kg.extract.fitting import overlap
from kg.extract.local_events import IN_SPEECH, NEEDS_TWO, LocalEvent, Telling
from kg.model import LIVE

_TALKS = NEEDS_TWO - {"PhoneCall", "VideoMeeting"} | {"Ceremony"}
_STAYS = _TALKS | {"Conference", "Speech"}
INFERRED_PLACES = ("place-of-talks", "place-of-visit", "place-of-gathering")
CountryOf = Callable[[str], str | None]


def located(events: Sequence[LocalEvent], country_of: CountryOf) -> tuple[LocalEvent, ...]:
    """The events, those without a place where a guest of theirs stayed then.

    A visit is where its guest's talks in that country were; talks are where the guest's visit
    to one of those he met is, else where he attended a gathering on that day.
    """
    there = [_visited(event, events, country_of) for event in events]
    visits = [event for event in there if event.type == "Visit"]
    there = [_dated(event, visits) for event in there]
    gatherings = [event for event in there if event.type == "Conference"]
    return tuple(_placed(event, visits, gatherings) for event in there)


def is_placed_by_another(event: LocalEvent) -> bool:
    """Whether a place of an event is inferred from another event."""
    return any(place.rule in INFERRED_PLACES for place in _told(event))


def _visited(
    visit: LocalEvent, events: Iterable[LocalEvent], country_of: CountryOf
) -> LocalEvent:
    """A visit without a city, with those in that country where its guest was then."""
    host = _host(visit)
    if visit.type != "Visit" or host is None or not all(p.country for p in _told(visit)):
        return visit
    cities = {
        place.key: place for event in events
        if event.type in _STAYS and _own_words(event) and _alike(event, visit)
        and _people(visit) & _people(event) and _at_once(event, visit)
        for place in _told(event, visit.tellings[0].field)
        if place.level == "city" and country_of(place.key) == host
    }
    return _with_places(visit, cities.values(), "place-of-talks")


def _placed(
    event: LocalEvent, visits: Sequence[LocalEvent], gatherings: Sequence[LocalEvent]
) -> LocalEvent:
    if _told(event) or event.type not in _TALKS or not _own_words(event):
        return event
    first = event.tellings[0]
    stays = [visit for visit in visits if _is_during(event, visit)]
    if len({_host(visit) for visit in stays}) == 1:
        places = {place.key: place for visit in stays for place in _narrow(visit, first)}
        return _with_places(event, places.values(), "place-of-visit")
    attended = [found for found in gatherings if _alike(found, event)
                and _people(found) & _people(event) and _at_once(event, found)]
    cities = {place.key: place for found in attended for place in _told(found, first.field)
              if place.level == "city"}
    return _with_places(event, cities.values(), "place-of-gathering") if (
        len(cities) == 1) else event


def _dated(event: LocalEvent, visits: Sequence[LocalEvent]) -> LocalEvent:
    """Talks without a day, with the days of the visit on which their guest was: 访问期间会见乙."""
    if event.dates or event.type not in _TALKS or event.status not in LIVE or not (
            _own_words(event)):
        return event
    told = [day for visit in visits if _is_during(event, visit, told_of_day=False)
            for day in visit.dates if day.span and "/" in day.span.edtf]
    if len({day.span for day in told}) != 1:
        return event
    first = event.tellings[0]
    dated = replace(first, candidate=replace(first.candidate, date=told[0]))
    return LocalEvent((dated, *event.tellings[1:]))


def _with_places(event: LocalEvent, places: Iterable[PlaceName], rule: str) -> LocalEvent:
    """The event with places that are inferred, told with its first telling."""
    inferred = tuple(replace(place, rule=rule) for place in places)
    if not inferred:
        return event
    first = event.tellings[0]
    kept = (*first.candidate.places, *inferred)
    placed = replace(first, candidate=replace(first.candidate, places=kept))
    return LocalEvent((placed, *event.tellings[1:]))


def _is_during(event: LocalEvent, visit: LocalEvent, *, told_of_day: bool = True) -> bool:
    """Whether a guest of the event was then on that visit, and its host there too."""
    host = _host(visit)
    here = {p.key: p.country for t in event.tellings for p in t.participants}
    there = any(host in (key, country) for key, country in here.items())
    return bool(_people(visit) & here.keys()) and there and (
        (_at_once(event, visit) or not told_of_day) and _alike(visit, event))


def _at_once(left: LocalEvent, right: LocalEvent) -> bool:
    """Whether two events may have been on one day, as far as both tell theirs."""
    days = [[d.span for d in event.dates if d.span] for event in (left, right)]
    if not all(days):  # told in one breath
        return bool(_sentences(left) & _sentences(right))
    return any(overlap(one, other) for one in days[0] for other in days[1])


def _sentences(event: LocalEvent) -> set[tuple[str, tuple[int, int]]]:
    return {(t.field, t.candidate.sentence) for t in event.tellings}


def _alike(left: LocalEvent, right: LocalEvent) -> bool:
    """Whether both took place, or neither in the same way."""
    live = [event.status in LIVE for event in (left, right)]
    return all(live) or left.status == right.status


def _own_words(event: LocalEvent) -> bool:
    """Whether the article itself tells it first."""
    return event.tellings[0].candidate.confidence >= IN_SPEECH


def _people(event: LocalEvent) -> set[str]:
    return {p.key for p in event.participants if p.kind == "person"}


def _host(visit: LocalEvent) -> str | None:
    return next((p.key for t in visit.tellings for p in t.participants
                 if p.predicate == "kg:host"), None)


def _told(event: LocalEvent, field: str | None = None) -> list[PlaceName]:
    """The places told of an event, in the text of one field where one is given."""
    return [place for t in event.tellings if field in (None, t.field)
            for place in t.candidate.places]


def _narrow(visit: LocalEvent, telling: Telling) -> list[PlaceName]:
    """The places told of a visit in the same text, the narrow ones where there are any."""
    told = _told(visit, telling.field)
    return [place for place in told if not place.country] or told
