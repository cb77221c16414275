"""What an output folder says, read back from its files as any user would."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.evaluate.found import Found, Office, Prediction, Said, Told, bounds
from kg.evaluate.pieces import read_piece, squeezed
from kg.folders import read_steadily
from kg.rdf.readback import Names, Triples, iri, read_back

# The more special first: a video meeting is a meeting too.
EVENT_TYPES = (
    "VideoMeeting", "PhoneCall", "Correspondence", "Conference",
    "Visit", "Speech", "Ceremony", "Meeting",
)  # fmt: skip
_WORDS_SHOWN = 30


class OutputUnreadable(KgError):
    """A folder that is not the output of a build."""


def read_output(folder: Path) -> Found:
    """What graph.ttl and articles.jsonl say. Raises OutputUnreadable, GraphBroken."""
    return read_steadily(folder, lambda: _found(folder))


def _found(folder: Path) -> Found:
    triples = read_back(folder)
    events = {
        event
        for name in (*EVENT_TYPES, "Event")
        for event in triples.subjects("rdf:type", iri(f"kg:{name}"))
    }
    statements = triples.subjects("rdf:type", iri("kg:Statement"))
    offices = triples.subjects("rdf:type", iri("org:Membership"))
    return Found(
        tuple(_event(triples, event) for event in sorted(events)),
        tuple(_office(triples, office) for office in offices),
        tuple(_said(triples, statement) for statement in statements),
        tuple(_read_articles(folder, triples)),
    )


def _read_articles(folder: Path, triples: Triples) -> list[Told]:
    path = folder / "articles.jsonl"
    nodes = {
        node.rsplit("/", 1)[-1]: node
        for node in triples.subjects("rdf:type", iri("schema:NewsArticle"))
    }
    try:
        lines = path.read_text(encoding="utf-8").split("\n")  # not at U+2028, which text may hold
        raw = [json.loads(line) for line in lines if line]
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        what, remedy = f"cannot be read: {reason}", "name the output folder of a build"
        raise OutputUnreadable(str(path), what, remedy) from error
    return [_article(triples, article, nodes.get(article["id"], "")) for article in raw]


def _article(triples: Triples, raw: Mapping[str, Any], node: str) -> Told:
    publishers = triples.values(node, "schema:publisher")
    names = [name for publisher in publishers for name in triples.names(publisher)]
    return Told(
        files=frozenset(Path(file).name for file in (raw["file"], *raw.get("also", ()))),
        part=raw.get("part") or 1,
        title=read_piece(raw.get("title")),
        publisher=(raw.get("publisher") or "", *names),
        published=str(raw.get("published") or ""),
        text=squeezed(raw.get("text") or ""),
    )


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
        files=_files(triples, triples.values(event, "schema:subjectOf")),
        told=_words(triples, event),
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


def _words(triples: Triples, event: str) -> dict[str, str]:
    """In each file, the first words that tell of the event, with their offset in the body."""
    found: dict[str, tuple[int, str]] = {}
    for evidence in triples.values(event, "kg:evidence"):
        if triples.one(evidence, "rdf:predicate") != iri("rdf:type"):
            continue
        words = int(triples.one(evidence, "oa:start") or 0), triples.one(evidence, "oa:exact") or ""
        for file in _files(triples, triples.values(evidence, "oa:hasSource")):
            found[file] = min(words, found.get(file, words))
    return {file: f"body@{start} {exact[:_WORDS_SHOWN]}" for file, (start, exact) in found.items()}


def _office(triples: Triples, membership: str) -> Office:
    person, office, of = (
        tuple(n for node in triples.values(membership, p) for n in triples.names(node))
        for p in ("org:member", "org:role", "org:organization")
    )
    return Office(person, office, of, _telling(triples, membership))


def _said(triples: Triples, statement: str) -> Said:
    return Said(
        speakers=tuple(triples.names(s) for s in triples.values(statement, "kg:speaker")),
        files=_telling(triples, statement),
        text=squeezed(triples.one(statement, "schema:text") or ""),
    )


def _telling(triples: Triples, node: str) -> frozenset[str]:
    """The base names of the files in which the evidence of something is."""
    evidence = triples.values(node, "kg:evidence")
    sources = {article for e in evidence for article in triples.values(e, "oa:hasSource")}
    return _files(triples, sources)


def _files(triples: Triples, articles: Iterable[str]) -> frozenset[str]:
    """The base names of the files that hold these articles."""
    return frozenset(
        Path(file).name for article in articles for file in triples.values(article, "kg:sourceFile")
    )
