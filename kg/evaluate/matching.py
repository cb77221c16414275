"""Which event of the output is which event of the gold.

A gold event is *found* by a prediction told by the same file, with dates that overlap and at
least half of the people and parties in common. It is *exact* if type, date at its precision and
people agree as well (and parties, where fewer than two people are named). A prediction merged
from several files may meet the reading of any of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.evaluate.found import Prediction, bounds
from kg.evaluate.gold import GoldArticle, GoldEvent, Reading, events_by_file
from kg.rdf.readback import Names

_SAME_EVENT = 2.0  # likeness from which two tellings in the gold are one event
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Likeness:
    """How well a prediction meets a reading."""

    exact: bool
    score: float


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold event and its prediction, by their positions."""

    gold: int
    prediction: int
    exact: bool


def gold_events(articles: tuple[GoldArticle, ...]) -> dict[str, tuple[GoldEvent, ...]]:
    """The events of each file, each with its tellings in other files."""
    files = events_by_file(articles)
    everything = [
        (event, as_prediction(event.first))
        for events in files.values()
        for event in events
        if event.first.date
    ]
    return {
        file: tuple(replace(event, elsewhere=_elsewhere(event, everything)) for event in events)
        for file, events in files.items()
    }


def pair_up(golds: tuple[GoldEvent, ...], predictions: tuple[Prediction, ...]) -> tuple[Pair, ...]:
    """Pairs, each event in one at most, the most alike first; sorted by gold event."""
    options = [
        (-(found.score + 0.001 * gold.main), i, j, found.exact)
        for i, gold in enumerate(golds)
        for j, prediction in enumerate(predictions)
        if (found := _likeness(gold, prediction)) is not None
    ]
    pairs: dict[int, Pair] = {}
    taken: set[int] = set()
    for _, i, j, exact in sorted(options, key=lambda option: option[:3]):
        if i not in pairs and j not in taken:
            taken.add(j)
            pairs[i] = Pair(i, j, exact)
    return tuple(pairs[i] for i in sorted(pairs))


def _elsewhere(
    event: GoldEvent, everything: list[tuple[GoldEvent, Prediction]]
) -> tuple[GoldEvent, ...]:
    """The tellings of an event in other files."""
    if not event.first.date:
        return ()
    first, last = bounds(event.first.date)
    return tuple(
        other
        for other, as_told in everything
        if as_told.first_day <= last
        and first <= as_told.last_day
        and other.file != event.file
        and (found := _reading_likeness(event.first, as_told)) is not None
        and found.score >= _SAME_EVENT
    )


def as_prediction(reading: Reading) -> Prediction:
    """A reading as if it were the program's."""
    first, last = bounds(reading.date)
    return Prediction(
        iri="",
        type=reading.type,
        status=reading.status,
        date=reading.date,
        first_day=first,
        last_day=last,
        persons=tuple((name,) for name in sorted(reading.participants)),
        parties=tuple((name,) for name in sorted(reading.parties)),
    )


def _likeness(gold: GoldEvent, prediction: Prediction) -> Likeness | None:
    """The best over all readings of the event; those of other files count where its own fail."""
    own = _likenesses(gold.readings, prediction)
    elsewhere = gold.tellings(prediction.files)[1:]
    other = _likenesses((r for telling in elsewhere for r in telling.readings), prediction)
    if not own and not other:
        return None
    return Likeness(
        any(found.exact for found in own + other), max(found.score for found in own or other)
    )


def _likenesses(readings: Iterable[Reading], prediction: Prediction) -> list[Likeness]:
    found = (_reading_likeness(reading, prediction) for reading in readings)
    return [likeness for likeness in found if likeness is not None]


def _reading_likeness(gold: Reading, prediction: Prediction) -> Likeness | None:
    """How well a prediction meets one reading; None if not at all."""
    first, last = bounds(gold.date)
    if prediction.last_day < first or prediction.first_day > last:
        return None
    known = gold.participants | gold.parties | (gold.attendees or frozenset())
    persons = called(prediction.persons, known)
    parties = called(prediction.parties, known)
    sat_in = called(prediction.sat_in, known)
    everybody = _jaccard(gold.participants | gold.parties, persons | parties)
    alike = [everybody]
    if gold.participants:
        alike.append(_jaccard(gold.participants, persons))
        alike.append(_jaccard(gold.participants, persons | (sat_in & gold.participants)))
    if max(alike) < _HALF:
        return None
    same_type = prediction.type == gold.type
    same_date = (prediction.date or None) in _dates(gold)
    exact = same_type and same_date and _people_met(gold, persons, parties, sat_in)
    score = max(alike) + everybody + exact + 0.5 * same_type + 0.25 * same_date
    return Likeness(exact, score + 0.25 * (prediction.status == gold.status))


def _dates(gold: Reading) -> set[str | None]:
    """The dates that are right: of an interval its first day too."""
    return {gold.date, gold.date.split("/")[0]} if gold.date else {None}


def _people_met(
    gold: Reading, persons: frozenset[str], parties: frozenset[str], sat_in: frozenset[str]
) -> bool:
    """Exactly the people of the gold, and its parties."""
    people = persons <= gold.participants <= persons | sat_in
    sat = gold.attendees is None or gold.attendees <= sat_in
    return people and sat and _parties_met(gold.parties, parties, len(gold.participants))


def _parties_met(gold: frozenset[str], parties: frozenset[str], people: int) -> bool:
    """All parties where fewer than two people are named; each named person may bring one more."""
    missing = [g for g in gold if not any(same_party(g, p) for p in parties)]
    extra = [p for p in parties if not any(same_party(g, p) for g in gold)]
    return (people >= 2 or not missing) and len(extra) <= people


def same_party(left: str, right: str) -> bool:
    """Whether one name is the other, or holds it."""
    long_enough = min(len(left), len(right)) >= 2
    return left == right or (long_enough and (left in right or right in left))


def called(things: Iterable[Names], known: frozenset[str]) -> frozenset[str]:
    """Things as the gold calls them: by any name of theirs that it knows, else by their first."""
    return frozenset(
        next((name for name in names if name in known), names[0]) for names in things
    )


def _jaccard(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / len(left | right) if left | right else 1.0
