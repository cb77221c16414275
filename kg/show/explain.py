"""One event with its sentences, its sources and the decisions that made it (``kg explain``).

Everything is read from the output folder, as any user of the graph could.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputUnreadable, KgError
from kg.rdf.hierarchy import curie, shipped_hierarchy
from kg.rdf.readback import Triples, iri, language, read_back, value
from kg.rdf.store import GraphBroken
from kg.rdf.write import ARTICLES

_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]?[”」』’]*")
# Told by kg:edtf already, or the way back to the evidence.
_SILENT = frozenset(
    iri(name)
    for name in ("kg:notBefore", "kg:notAfter", "schema:startDate", "schema:endDate", "kg:evidence")
)


class NoSuchEvent(KgError):
    """No event, or more than one, is called so."""


@dataclass(frozen=True, slots=True)
class Output:
    """An output folder as read back. ``articles`` are lines of articles.jsonl by file."""

    triples: Triples
    articles: Mapping[str, Mapping[str, Any]]


def read_output(folder: Path) -> Output:
    """Read graph.ttl and articles.jsonl. Raises GraphBroken, InputUnreadable."""
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
    return f"{_label(output.triples, event)}  {_key(event)}"


def explain(output: Output, event: str) -> Iterator[str]:
    """The lines that explain an event."""
    triples = output.triples
    yield headline(output, event)
    status = ", ".join(_local(state) for state in triples.values(event, "kg:status"))
    yield f"{', '.join(map(_local, _most_special(triples.values(event, 'rdf:type'))))}; {status}"
    yield from _section("Facts", _facts(output, event))
    yield from _section("Statements", _statements(output, event))
    yield from _section("Conflicts", _conflicts(output, event))
    tellings = triples.values(event, "prov:alternateOf")
    yield from _section("Tellings, for decisions of your own", iter(map(_key, tellings)))
    yield from _section("Decisions", _decisions(output, event))
    yield from _section("Articles", _sources(output, event))


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    """A heading and its lines, where there are any."""
    for i, line in enumerate(lines):
        if i == 0:
            yield from ("", title)
        yield f"  {line}"


def _facts(output: Output, event: str) -> Iterator[str]:
    """Each fact with the sentences that tell it."""
    triples = output.triples
    told: dict[tuple[str, str], list[str]] = {}
    for evidence in triples.subjects("rdf:subject", event):
        predicate = triples.one(evidence, "rdf:predicate") or ""
        told.setdefault((predicate, triples.one(evidence, "rdf:object") or ""), []).append(evidence)
    for predicate, obj in sorted(_worth_telling(told.keys())):
        yield f"{_local(predicate)}: {_label(triples, obj)}"
        for evidence in sorted(told[predicate, obj], key=lambda e: _place(output, e)):
            yield from (f"    {line}" for line in _quotation(output, evidence))


def _worth_telling(facts: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Facts as (predicate, object), those left out that only follow from others."""
    facts = {(predicate, obj) for predicate, obj in facts if predicate not in _SILENT}
    classes = _most_special(obj for predicate, obj in facts if predicate == iri("rdf:type"))
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


def _most_special(classes: Iterable[str]) -> list[str]:
    """The classes of which no other is a sub-class."""
    classes = sorted(classes)
    above = shipped_hierarchy().superclasses
    implied = {iri(general) for one in classes for general in above.get(curie(one), ())}
    return [one for one in classes if one not in implied]


def _quotation(output: Output, evidence: str) -> Iterator[str]:
    """The sentence of a piece of evidence, where it stands, by which rule, and what it rests on."""
    triples = output.triples
    file, field, start = _place(output, evidence)
    yield _sentence(output, evidence)
    sure = f"{triples.one(evidence, 'kg:rule')}, {triples.one(evidence, 'kg:confidence')}"
    yield f"— {file}, {field} {start}–{triples.one(evidence, 'oa:end')}; {sure}"
    for basis in triples.values(evidence, "prov:wasDerivedFrom"):
        told = f"「{triples.one(basis, 'oa:exact') or ''}」"
        yield f"  inferred from {told} ({', '.join(map(str, _place(output, basis)))})"


def _place(output: Output, evidence: str) -> tuple[str, str, int]:
    """File, field and offset of a piece of evidence."""
    triples = output.triples
    file = triples.one(triples.one(evidence, "oa:hasSource") or "", "kg:sourceFile")
    start = triples.one(evidence, "oa:start")
    return file or "", triples.one(evidence, "kg:field") or "", int(start or 0)


def _sentence(output: Output, evidence: str) -> str:
    """The whole sentence around the exact words, which stand in 【】; else the words alone."""
    triples = output.triples
    exact = triples.one(evidence, "oa:exact") or ""
    article = (triples.one(evidence, "oa:hasSource") or "").rsplit("/", 1)[-1]
    _, field, start = _place(output, evidence)
    text = output.articles.get(article, {}).get(field) or ""
    end = start + len(exact)
    if text[start:end] != exact:  # metadata, or an output without texts
        return f"【{exact}】"
    first = next(m.start() for m in _SENTENCE.finditer(text) if m.end() > start or not m.group())
    last = next(m.end() for m in _SENTENCE.finditer(text, first) if m.end() >= end)
    return f"{text[first:start]}【{exact}】{text[end:last]}".replace("\n", " ").strip()


def _statements(output: Output, event: str) -> Iterator[str]:
    """Who said what, in the order of the articles."""
    triples = output.triples
    made = triples.subjects("kg:madeIn", event)
    for statement in sorted(made, key=lambda one: (_first_place(output, one), one)):
        speakers = "、".join(_label(triples, s) for s in triples.values(statement, "kg:speaker"))
        topics = [_label(triples, topic) for topic in triples.values(statement, "schema:about")]
        about = f" [{'、'.join(topics)}]" if topics else ""
        yield f"{speakers}：{triples.one(statement, 'schema:text') or ''}{about}"


def _first_place(output: Output, statement: str) -> tuple[str, str, int]:
    """Where the first evidence of a statement stands."""
    evidences = output.triples.subjects("rdf:subject", statement)
    return min((_place(output, one) for one in evidences), default=("", "", 0))


def _conflicts(output: Output, event: str) -> Iterator[str]:
    triples = output.triples
    for conflict in triples.subjects("kg:onEvent", event):
        yield f"{_local(triples.one(conflict, 'kg:onProperty') or '')}:"
        for evidence in triples.values(conflict, "kg:evidence"):
            obj = _label(triples, triples.one(evidence, "rdf:object") or "")
            told = f"「{triples.one(evidence, 'oa:exact') or ''}」"
            yield f"    {obj}: {told} ({', '.join(map(str, _place(output, evidence)))})"


def _decisions(output: Output, event: str) -> Iterator[str]:
    """What was decided about the event and the tellings that it is made of."""
    triples = output.triples
    found: dict[str, None] = {}
    for node in (event, *triples.values(event, "prov:alternateOf")):
        for side in ("kg:left", "kg:right"):
            found |= dict.fromkeys(triples.subjects(side, node))
    for decision in sorted(found):
        left, right = (triples.one(decision, side) or "" for side in ("kg:left", "kg:right"))
        judgement = _local(triples.one(decision, "kg:judgement") or "")
        by, sure = triples.one(decision, "kg:decidedBy"), triples.one(decision, "kg:confidence")
        yield f"{_key(left)} and {_key(right)}: {judgement} (by {by}, {sure})"
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
        yield f"{_key(article)}  {', '.join(part for part in told if part)}"


def _is_meant(triples: Triples, event: str, wanted: str) -> bool:
    """Whether an event has this key, IRI, date or part of a label."""
    if wanted in (event, _key(event), event.rsplit("/", 1)[-1]):
        return True
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", wanted):
        return any(date.startswith(wanted) for date in triples.values(event, "kg:edtf"))
    return any(_folded(wanted) in _folded(name) for name in triples.names(event))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _label(triples: Triples, node: str) -> str:
    """The short name of a node: 简体 or English; of a term its local name; a literal itself."""
    if "://" not in node:
        return node
    labels = triples.terms(node, "rdfs:label") or triples.terms(node, "skos:prefLabel")
    by_language = {language(term): value(term) for term in labels}
    for tag in ("zh-hans", "zh-hant", "en"):
        if tag in by_language:
            return by_language[tag]
    return _key(node) if "#" not in node else _local(node)


def _key(node: str) -> str:
    """The last two parts of a data IRI: event/…"""
    return "/".join(node.rsplit("/", 2)[-2:])


def _local(node: str) -> str:
    """The local name of a term."""
    return re.split(r"[#/]", node)[-1]
