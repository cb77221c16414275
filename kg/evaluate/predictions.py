"""What an output folder says, read back from its files as any user would."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.rdf.readback import Names, Triples, iri, read_back

# The more special first: a video meeting is a meeting too.
EVENT_TYPES = (
    "VideoMeeting", "PhoneCall", "Correspondence", "Conference",
    "Visit", "Speech", "Ceremony", "Meeting",
)  # fmt: skip


class OutputUnreadable(KgError):
    """A folder that is not the output of a build."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """One event of the output. People and places stand with all their names."""

    iri: str
    type: str
    status: str
    date: str | None
    first_day: str
    last_day: str
    persons: tuple[Names, ...]
    parties: tuple[Names, ...]
    sat_in: tuple[Names, ...] = ()
    places: tuple[Names, ...] = ()
    around: tuple[Names, ...] = ()  # what the places are in
    topics: Mapping[Names, frozenset[str]] = field(default_factory=dict)
    files: frozenset[str] = frozenset()


def read_articles(folder: Path) -> tuple[dict[str, Any], ...]:
    """The lines of articles.jsonl. Raises OutputUnreadable."""
    path = folder / "articles.jsonl"
    try:
        lines = path.read_text(encoding="utf-8").split("\n")  # not at U+2028, which text may hold
        return tuple(json.loads(line) for line in lines if line)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        what, remedy = f"cannot be read: {reason}", "name the output folder of a build"
        raise OutputUnreadable(str(path), what, remedy) from error


def read_events(folder: Path) -> tuple[Prediction, ...]:
    """Every event of graph.ttl, by IRI. Raises GraphBroken."""
    triples = read_back(folder)
    found = {
        event
        for name in (*EVENT_TYPES, "Event")
        for event in triples.subjects("rdf:type", iri(f"kg:{name}"))
    }
    return tuple(_event(triples, event) for event in sorted(found))


def bounds(edtf: str | None) -> tuple[str, str]:
    """First and last day of a day, month, year or interval; of no date, of all time."""
    if not edtf:
        return "0000-01-01", "9999-12-31"
    if "/" in edtf:
        first, last = edtf.split("/", 1)
        return bounds(first)[0], bounds(last)[1]
    return {
        4: (f"{edtf}-01-01", f"{edtf}-12-31"),
        7: (f"{edtf}-01", f"{edtf}-31"),
    }.get(len(edtf), (edtf, edtf))


def _event(triples: Triples, event: str) -> Prediction:
    types = {iri.rsplit("#", 1)[-1] for iri in triples.values(event, "rdf:type")}
    date = triples.one(event, "kg:edtf") or triples.one(event, "schema:startDate")
    first, last = bounds(date)
    persons, parties, sat_in = _agents(triples, event)
    places = triples.values(event, "schema:location")
    return Prediction(
        iri=event,
        type=next((name for name in EVENT_TYPES if name in types), "Event"),
        status=(triples.one(event, "kg:status") or "held").rsplit("#", 1)[-1],
        date=date,
        first_day=triples.one(event, "kg:notBefore") or first,
        last_day=triples.one(event, "kg:notAfter") or last,
        persons=persons,
        parties=parties,
        sat_in=sat_in,
        places=tuple(triples.names(place) for place in places),
        around=tuple(triples.names(c) for place in places for c in triples.containers(place)),
        topics=_topics(triples, event),
        files=_files(triples, event),
    )


def _agents(triples: Triples, event: str) -> tuple[tuple[Names, ...], ...]:
    """Persons, other agents, and those who only sat in."""
    sat_in = triples.values(event, "kg:inAttendance")
    agents = [a for a in triples.values(event, "schema:attendee") if a not in set(sat_in)]
    persons = [a for a in agents if iri("schema:Person") in triples.values(a, "rdf:type")]
    others = [a for a in agents if a not in set(persons)]
    return tuple(tuple(triples.names(a) for a in group) for group in (persons, others, sat_in))


def _topics(triples: Triples, event: str) -> dict[Names, frozenset[str]]:
    """The topics of all statements made in the event, by the names of who made them."""
    topics: dict[Names, set[str]] = {}
    for statement in triples.subjects("kg:madeIn", event):
        about: set[str] = set()
        for topic in triples.values(statement, "schema:about"):
            about.update(triples.values(topic, "skos:notation") or [topic.rsplit("/", 1)[-1]])
        for speaker in triples.values(statement, "kg:speaker"):
            topics.setdefault(triples.names(speaker), set()).update(about)
    return {names: frozenset(ids) for names, ids in topics.items()}


def _files(triples: Triples, event: str) -> frozenset[str]:
    """The base names of the files that tell the event."""
    return frozenset(
        Path(file).name
        for article in triples.values(event, "schema:subjectOf")
        for file in triples.values(article, "kg:sourceFile")
    )
