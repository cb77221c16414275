"""Pieces of evidence as lines of text: the sentence, where it stands, and what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.merge.decisions import CLAIM_ID
from kg.rdf.readback import Triples, language, value

_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]?[”」』’]*")


@dataclass(frozen=True, slots=True)
class Output:
    """An output folder as read back. ``articles`` are lines of articles.jsonl by file."""

    triples: Triples
    articles: Mapping[str, Mapping[str, Any]]


def fact_of(triples: Triples, evidence: str) -> tuple[str, str]:
    """Predicate and object of the fact that a piece of evidence is for."""
    return triples.one(evidence, "rdf:predicate") or "", triples.one(evidence, "rdf:object") or ""


def claim_of(evidence: str) -> str:
    """The id of the claim that a piece of evidence is of."""
    return evidence.rsplit("/", 1)[-1][:CLAIM_ID]


def by_claim(evidences: Iterable[str]) -> dict[str, list[str]]:
    """Pieces of evidence by the id of their claim, sorted."""
    found: dict[str, list[str]] = {}
    for evidence in sorted(evidences):
        found.setdefault(claim_of(evidence), []).append(evidence)
    return found


def quotation(output: Output, evidence: str, keys: Iterable[str]) -> Iterator[str]:
    """The sentence of a piece of evidence, where it stands, by which rule, and what it rests on.

    ``keys`` are all evidence of its claim: any of them retracts it.
    """
    yield sentence_of(output, evidence)
    yield f"— {source_of(output, evidence)}; {', '.join(map(key_of, keys))}"
    yield from grounds(output, evidence)


def source_of(output: Output, evidence: str) -> str:
    """File, field, offsets, rule and confidence."""
    triples = output.triples
    file, field, start = place_of(output, evidence)
    sure = f"{triples.one(evidence, 'kg:rule')}, {triples.one(evidence, 'kg:confidence')}"
    return f"{file}, {field} {start}–{triples.one(evidence, 'oa:end')}; {sure}"


def grounds(output: Output, evidence: str) -> Iterator[str]:
    """What an inferred value rests on."""
    for basis in output.triples.values(evidence, "prov:wasDerivedFrom"):
        yield f"  inferred from {quoted(output, basis)}"


def quoted(output: Output, evidence: str) -> str:
    """The exact words of a piece of evidence, where they stand, and its key."""
    place = ", ".join(map(str, place_of(output, evidence)))
    told = output.triples.one(evidence, "oa:exact") or ""
    return f"「{told}」 ({place}; {key_of(evidence)})"


def place_of(output: Output, evidence: str) -> tuple[str, str, int]:
    """File, field and offset of a piece of evidence."""
    triples = output.triples
    file = triples.one(triples.one(evidence, "oa:hasSource") or "", "kg:sourceFile")
    start = triples.one(evidence, "oa:start")
    return file or "", triples.one(evidence, "kg:field") or "", int(start or 0)


def sentence_of(output: Output, evidence: str) -> str:
    """The whole sentence around the exact words, which stand in 【】; else the words alone."""
    triples = output.triples
    exact = triples.one(evidence, "oa:exact") or ""
    article = (triples.one(evidence, "oa:hasSource") or "").rsplit("/", 1)[-1]
    _, field, start = place_of(output, evidence)
    text = output.articles.get(article, {}).get(field) or ""
    end = start + len(exact)
    if text[start:end] != exact:  # metadata, or an output without texts
        return f"【{exact}】"
    first = next(m.start() for m in _SENTENCE.finditer(text) if m.end() > start or not m.group())
    last = next(m.end() for m in _SENTENCE.finditer(text, first) if m.end() >= end)
    return f"{text[first:start]}【{exact}】{text[end:last]}".replace("\n", " ").strip()


def label_of(triples: Triples, node: str) -> str:
    """The short name of a node: 简体 or English; of a term its local name; a literal itself."""
    if "://" not in node:
        return node
    labels = triples.terms(node, "rdfs:label") or triples.terms(node, "skos:prefLabel")
    by_language = {language(term): value(term) for term in labels}
    for tag in ("zh-hans", "zh-hant", "en"):
        if tag in by_language:
            return by_language[tag]
    return key_of(node) if "#" not in node else local_of(node)


def key_of(node: str) -> str:
    """The last two parts of a data IRI: event/…"""
    return "/".join(node.rsplit("/", 2)[-2:])


def local_of(node: str) -> str:
    """The local name of a term."""
    return re.split(r"[#/]", node)[-1]
