"""What an output folder says, read back from its files as any user would."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError

if TYPE_CHECKING:
    pass

KG = "https://w3id.org/diplomacy-kg/ontology#"
SCHEMA = "https://schema.org/"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
SKOS = "http://www.w3.org/2004/02/skos/core#"
# The more special first: a video meeting is a meeting too.
EVENT_TYPES = (
    "VideoMeeting", "PhoneCall", "Correspondence", "Conference",
    "Visit", "Speech", "Ceremony", "Meeting",
)  # fmt: skip
LABEL_ORDER = {"zh-hans": 0, "zh": 1, "": 2}
Names = tuple[str, ...]


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


class Triples:
    """The triples of a file by subject and predicate."""

    def __init__(self, triples: Iterable[Any]) -> None:
        from pyoxigraph import NamedNode

        self._objects: dict[tuple[str, str], list[Any]] = {}
        self._subjects: dict[tuple[str, str], list[str]] = {}
        for quad in triples:
            subject, predicate = quad.subject.value, quad.predicate.value
            self._objects.setdefault((subject, predicate), []).append(quad.object)
            if isinstance(quad.object, NamedNode):
                self._subjects.setdefault((predicate, quad.object.value), []).append(subject)

    def terms(self, subject: str, predicate: str) -> list[Any]:
        """The objects as terms."""
        return self._objects.get((subject, predicate), [])

    def values(self, subject: str, predicate: str) -> list[str]:
        """The objects as strings, sorted."""
        return sorted(term.value for term in self.terms(subject, predicate))

    def one(self, subject: str, predicate: str) -> str | None:
        """The least object, if any."""
        return next(iter(self.values(subject, predicate)), None)

    def subjects(self, predicate: str, value: str) -> list[str]:
        """The subjects that point to a node, sorted."""
        return sorted(self._subjects.get((predicate, value), []))

    def names(self, node: str) -> Names:
        """All labels of a node, the short simplified one first; else its IRI."""
        labels: list[str] = []
        for predicate in (RDFS_LABEL, f"{SKOS}prefLabel", f"{SKOS}altLabel"):
            found = self.terms(node, predicate)
            labels += [term.value for term in sorted(found, key=_label_order)]
        return tuple(dict.fromkeys(labels)) or (node,)

    def containers(self, node: str) -> list[str]:
        """All places that a place is in, sorted."""
        found: set[str] = set()
        todo = [node]
        while todo:
            for place in self.values(todo.pop(), f"{SCHEMA}containedInPlace"):
                if place not in found:
                    found.add(place)
                    todo.append(place)
        return sorted(found - {node})


def _label_order(term: Any) -> tuple[int, str]:
    return LABEL_ORDER.get((getattr(term, "language", "") or "").lower(), 3), term.value


def read_articles(folder: Path) -> tuple[dict[str, Any], ...]:
    """The lines of articles.jsonl. Raises OutputUnreadable."""
    try:
        lines = (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise _unreadable(folder, "articles.jsonl") from error
    return tuple(json.loads(line) for line in lines)


def read_events(folder: Path) -> tuple[Prediction, ...]:
    """Every event of graph.ttl, by IRI. Raises OutputUnreadable."""
    from pyoxigraph import RdfFormat, parse

    path = folder / "graph.ttl"
    if not path.is_file():
        raise _unreadable(folder, "graph.ttl")
    triples = Triples(parse(path=str(path), format=RdfFormat.TURTLE))
    found = {
        event
        for name in (*EVENT_TYPES, "Event")
        for event in triples.subjects(RDF_TYPE, KG + name)
    }
    return tuple(_event(triples, event) for event in sorted(found))


def _unreadable(folder: Path, name: str) -> OutputUnreadable:
    return OutputUnreadable(str(folder), f"has no {name}", "name the output folder of a build")


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
    types = {iri.rsplit("#", 1)[-1] for iri in triples.values(event, RDF_TYPE)}
    date = triples.one(event, f"{KG}edtf") or triples.one(event, f"{SCHEMA}startDate")
    first, last = bounds(date)
    persons, parties, sat_in = _agents(triples, event)
    places = triples.values(event, f"{SCHEMA}location")
    return Prediction(
        iri=event,
        type=next((name for name in EVENT_TYPES if name in types), "Event"),
        status=(triples.one(event, f"{KG}status") or "held").rsplit("#", 1)[-1],
        date=date,
        first_day=triples.one(event, f"{KG}notBefore") or first,
        last_day=triples.one(event, f"{KG}notAfter") or last,
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
    sat_in = triples.values(event, f"{KG}inAttendance")
    agents = [a for a in triples.values(event, f"{SCHEMA}attendee") if a not in set(sat_in)]
    persons = [a for a in agents if f"{SCHEMA}Person" in triples.values(a, RDF_TYPE)]
    others = [a for a in agents if a not in set(persons)]
    return tuple(tuple(triples.names(a) for a in group) for group in (persons, others, sat_in))


def _topics(triples: Triples, event: str) -> dict[Names, frozenset[str]]:
    """The topics of all statements made in the event, by the names of who made them."""
    topics: dict[Names, set[str]] = {}
    for statement in triples.subjects(f"{KG}madeIn", event):
        about: set[str] = set()
        for topic in triples.values(statement, f"{SCHEMA}about"):
            about.update(triples.values(topic, f"{SKOS}notation") or [topic.rsplit("/", 1)[-1]])
        for speaker in triples.values(statement, f"{KG}speaker"):
            topics.setdefault(triples.names(speaker), set()).update(about)
    return {names: frozenset(ids) for names, ids in topics.items()}


def _files(triples: Triples, event: str) -> frozenset[str]:
    """The base names of the files that tell the event."""
    return frozenset(
        Path(file).name
        for article in triples.values(event, f"{SCHEMA}subjectOf")
        for file in triples.values(article, f"{KG}sourceFile")
    )
