"""One event with its sentences, its sources and the decisions that made it (``kg explain``).

Everything is read from the output folder, as any user of the graph could.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import InputUnreadable, KgError
from kg.folders import read_steadily
from kg.rdf.hierarchy import curie, shipped_hierarchy
from kg.rdf.readback import Triples, iri, read_back
from kg.rdf.store import GraphBroken
from kg.rdf.write import ARTICLES
from kg.show.evidence_lines import (
    Output,
    by_claim,
    claim_of,
    fact_of,
    grounds,
    key_of,
    label_of,
    local_of,
    place_of,
    quotation,
    quoted,
    source_of,
)

# Told by kg:edtf already, or the way back to the evidence.
_SILENT = frozenset(
    iri(name)
    for name in ("kg:notBefore", "kg:notAfter", "schema:startDate", "schema:endDate", "kg:evidence")
)

# Of a statement, what stands above its evidence already.
_WHOLE = frozenset(iri(name) for name in ("rdf:type", "schema:text", "schema:isPartOf"))


class NoSuchEvent(KgError):
    """No event, or more than one, is called so."""


def read_output(folder: Path) -> Output:
    """Read graph.ttl and articles.jsonl. Raises GraphBroken, InputUnreadable."""
    return read_steadily(folder, lambda: _read(folder))


def _read(folder: Path) -> Output:
    triples = read_back(folder)
    try:
        lines = (folder / ARTICLES).read_text(encoding="utf-8").split("\n")
    except PermissionError as error:
        raise InputUnreadable.of(folder / ARTICLES, error) from error
    except OSError as error:
        what, remedy = f"has no {ARTICLES}", "name the output folder of a build"
        raise GraphBroken(str(folder), what, remedy) from error
    articles = (json.loads(line) for line in lines if line)
    return Output(triples, {article["id"]: article for article in articles})


def find_event(output: Output, wanted: str) -> str:
    """The IRI of the one event meant by its key, IRI, date or a part of a label.

    Raises NoSuchEvent where none is meant, or several; then it names them.
    """
    found = [event for event in events(output) if _is_meant(output.triples, event, wanted)]
    if not found:
        raise NoSuchEvent(wanted, "no event is called so", "kg query timeline lists them")
    if len(found) > 1:
        told = "".join(f"\n  {headline(output, event)}" for event in found)
        what = f"{len(found)} events are called so:{told}\n"
        raise NoSuchEvent(wanted, what, "name one by its key, event/…")
    return found[0]


def events(output: Output) -> list[str]:
    """The IRIs of all events, by date."""
    triples = output.triples
    found = triples.subjects("rdf:type", iri("kg:Event"))
    return sorted(found, key=lambda event: (triples.one(event, "kg:edtf") or "9", event))


def headline(output: Output, event: str) -> str:
    """Label and key of an event on one line."""
    return f"{label_of(output.triples, event)}  {key_of(event)}"


def explain(output: Output, event: str) -> Iterator[str]:
    """The lines that explain an event."""
    triples = output.triples
    yield headline(output, event)
    status = ", ".join(local_of(state) for state in triples.values(event, "kg:status"))
    kinds = _most_special(triples, triples.values(event, "rdf:type"))
    yield f"{', '.join(map(local_of, kinds))}; {status}"
    yield from _section("Facts", _facts(output, event))
    yield from _section("Statements", _statements(output, event))
    yield from _section("Conflicts", _conflicts(output, event))
    tellings = triples.values(event, "prov:alternateOf")
    yield from _section("Tellings, for decisions of your own", iter(map(key_of, tellings)))
    yield from _section("Decisions", _decisions(output, event))
    yield from _section("Articles", _sources(output, event))


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    """A heading and its lines, where there are any."""
    for i, line in enumerate(lines):
        if i == 0:
            yield from ("", title)
        yield f"  {line}"


def _facts(output: Output, event: str) -> Iterator[str]:
    """Each fact with the sentences that tell it; of facts that only follow, the evidence alone."""
    triples = output.triples
    told: dict[tuple[str, str], list[str]] = {}
    for evidence in triples.subjects("rdf:subject", event):
        told.setdefault(fact_of(triples, evidence), []).append(evidence)
    worth = _worth_telling(triples, told)
    following = by_claim(one for fact in told.keys() - worth for one in told[fact])
    for predicate, obj in sorted(worth):
        kept = "" if obj in triples.values(event, curie(predicate)) else " (not kept)"
        yield f"{local_of(predicate)}: {label_of(triples, obj)}{kept}"
        for evidence in sorted(told[predicate, obj], key=lambda e: place_of(output, e)):
            keys = (evidence, *following.get(claim_of(evidence), ()))
            yield from (f"    {line}" for line in quotation(output, evidence, keys))


def _worth_telling(triples: Triples, facts: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Facts as (predicate, object), those left out that only follow from others."""
    facts = set(facts)
    dated = any(predicate == iri("kg:edtf") for predicate, _ in facts)
    facts = {fact for fact in facts if not dated or fact[0] not in _SILENT}
    classes = _most_special(
        triples, (obj for predicate, obj in facts if predicate == iri("rdf:type")))
    above = shipped_hierarchy().superproperties
    implied = {
        (iri(general), obj)
        for predicate, obj in facts
        for general in above.get(curie(predicate), ())
    }
    return {
        (predicate, obj)
        for predicate, obj in facts - implied
        if predicate != iri("rdf:type") or obj in classes
    }


def _most_special(triples: Triples, classes: Iterable[str]) -> list[str]:
    """The classes of which no other is a sub-class, by the ontology or by the graph itself."""
    classes = sorted(classes)
    above = shipped_hierarchy().superclasses
    implied = {iri(general) for one in classes for general in above.get(curie(one), ())}
    implied.update(*(triples.values(one, "rdfs:subClassOf") for one in classes))
    return [one for one in classes if one not in implied]


def _statements(output: Output, event: str) -> Iterator[str]:
    """Who said what, in the order of the articles."""
    triples = output.triples
    made = triples.subjects("kg:madeIn", event)
    for statement in sorted(made, key=lambda one: (_first_place(output, one), one)):
        speakers = "、".join(label_of(triples, s) for s in triples.values(statement, "kg:speaker"))
        topics = [label_of(triples, topic) for topic in triples.values(statement, "schema:about")]
        about = f" [{'、'.join(topics)}]" if topics else ""
        yield f"{speakers}：{triples.one(statement, 'schema:text') or ''}{about}"
        yield from (f"    {line}" for line in _said(output, statement))


def _said(output: Output, statement: str) -> Iterator[str]:
    """What is told of a statement, claim by claim; its text alone is not said again."""
    triples = output.triples
    claims = by_claim(triples.subjects("rdf:subject", statement)).values()
    for evidences in sorted(claims, key=lambda them: (place_of(output, them[0]), them)):
        facts = (fact_of(triples, evidence) for evidence in evidences)
        told = ", ".join(
            local_of(predicate)
            if predicate in _WHOLE else f"{local_of(predicate)} {label_of(triples, obj)}"
            for predicate, obj in sorted(facts)
        )
        yield f"— {told}: {source_of(output, evidences[0])}; {', '.join(map(key_of, evidences))}"
        yield from grounds(output, evidences[0])


def _first_place(output: Output, statement: str) -> tuple[str, str, int]:
    """Where the first evidence of a statement stands."""
    evidences = output.triples.subjects("rdf:subject", statement)
    return min((place_of(output, one) for one in evidences), default=("", "", 0))


def _conflicts(output: Output, event: str) -> Iterator[str]:
    triples = output.triples
    for conflict in triples.subjects("kg:onEvent", event):
        yield f"{local_of(triples.one(conflict, 'kg:onProperty') or '')}:"
        for evidence in triples.values(conflict, "kg:evidence"):
            obj = label_of(triples, triples.one(evidence, "rdf:object") or "")
            yield f"    {obj}: {quoted(output, evidence)}"


def _decisions(output: Output, event: str) -> Iterator[str]:
    """What was decided about the event, the tellings that it is made of, and their articles."""
    triples = output.triples
    found: dict[str, None] = {}
    told_in = triples.values(event, "schema:subjectOf")
    for node in (event, *triples.values(event, "prov:alternateOf"), *told_in):
        for side in ("kg:left", "kg:right"):
            found |= dict.fromkeys(triples.subjects(side, node))
    for decision in sorted(found):
        left, right = (triples.one(decision, side) or "" for side in ("kg:left", "kg:right"))
        judgement = local_of(triples.one(decision, "kg:judgement") or "")
        by, sure = triples.one(decision, "kg:decidedBy"), triples.one(decision, "kg:confidence")
        yield f"{key_of(left)} and {key_of(right)}: {judgement} (by {by}, {sure})"
        yield f"    {triples.one(decision, 'kg:reason')}"


def _sources(output: Output, event: str) -> Iterator[str]:
    triples = output.triples
    for article in triples.values(event, "schema:subjectOf"):
        told = [
            *triples.values(article, "kg:sourceFile"),
            triples.one(article, "schema:headline"),
            triples.one(article, "schema:datePublished"),
            triples.one(article, "schema:url"),
        ]
        yield f"{key_of(article)}  {', '.join(part for part in told if part)}"
        for printed in triples.values(article, "prov:alternateOf"):
            yield f"    the same source as {key_of(printed)}: near-duplicate texts"


def _is_meant(triples: Triples, event: str, wanted: str) -> bool:
    """Whether an event has this key, IRI, date or part of a label."""
    if wanted in (event, key_of(event), event.rsplit("/", 1)[-1]):
        return True
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", wanted):
        return any(date.startswith(wanted) for date in triples.values(event, "kg:edtf"))
    return any(_folded(wanted) in _folded(name) for name in triples.names(event))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
