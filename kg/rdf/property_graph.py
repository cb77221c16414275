"""Nodes and edges as CSV, for property-graph stores.

Edges run between things of the graph. What points elsewhere (a status, a Wikidata identifier) is
a property of its node, since a property graph has no node for it.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.rdf.literals import parts
from kg.rdf.nodes import NAMESPACES, Triple
from kg.rdf.prefixes import Shortener
from kg.rdf.turtle import LABEL, TYPE

NODE_COLUMNS = ("id", "types", "label", "label_en", "label_zh_hans", "label_zh_hant", "properties")
EDGE_COLUMNS = ("source", "type", "target")
_LABELS = (LABEL, f"<{NAMESPACES['skos']}prefLabel>", f"<{NAMESPACES['schema']}headline>")
_LANGUAGES = ("en", "zh-hans", "zh-hant")


def write_tables(triples: Iterable[Triple], folder: Path, shorten: Shortener) -> None:
    """Write nodes.csv and edges.csv, UTF-8, sorted, into an existing folder.

    ``types`` are separated by semicolons; ``properties`` is a JSON object of lists.
    """
    about: dict[str, set[Triple]] = defaultdict(set)
    for triple in triples:
        about[triple.subject].add(triple)
    nodes = (_node(subject, about, shorten) for subject in sorted(about))
    _write(folder / "nodes.csv", NODE_COLUMNS, nodes)
    edges = (
        (triple.subject[1:-1], shorten.name(triple.predicate), triple.object[1:-1])
        for subject in sorted(about)
        for triple in sorted(about[subject])
        if triple.object in about and triple.predicate != TYPE
    )
    _write(folder / "edges.csv", EDGE_COLUMNS, edges)


def _node(subject: str, about: dict[str, set[Triple]], shorten: Shortener) -> tuple[str, ...]:
    import orjson

    types: list[str] = []
    labels: dict[str, str] = {}
    others: dict[str, list[str]] = defaultdict(list)
    for triple in sorted(about[subject]):
        if triple.predicate == TYPE:
            types.append(shorten.name(triple.object))
        elif triple.predicate in _LABELS:
            said = parts(triple.object)
            labels[said.lang or ""] = said.text
        elif triple.object not in about:
            others[shorten.name(triple.predicate)].append(_plain(triple.object, shorten))
    own = [labels.get(language, "") for language in _LANGUAGES]
    label = own[1] or own[2] or own[0] or "".join(labels.values())
    properties = orjson.dumps(dict(sorted(others.items()))).decode()
    return (subject[1:-1], ";".join(sorted(types)), label, *own, properties)


def _plain(term: str, shorten: Shortener) -> str:
    return shorten.name(term) if term.startswith("<") else parts(term).text


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
