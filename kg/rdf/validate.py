"""Is an output folder, or a Turtle file, what it should be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.folders import read_steadily
from kg.rdf.problems import Problem
from kg.rdf.profile import language_problems, profile_problems
from kg.rdf.shapes import shape_problems
from kg.rdf.store import (
    GraphBroken,
    graph_file,
    load_rdflib,
    read_dataset,
    read_triples,
    readable,
)
from kg.rdf.support import quotation_problems, read_articles, support_problems
from kg.rdf.write import ARTICLES, DATASET

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["Problem", "validate"]


def validate(path: str | Path) -> list[Problem]:
    """Every problem of an output folder or a Turtle file, sorted; empty where all is well.

    Strictly parsed, then held against the export profile and the shapes; of a folder also
    against its dataset and its articles. Raises GraphBroken only where there is no such file,
    InputUnreadable where one may not be read, OutputChanging where builds never cease.
    """
    path = Path(path)
    return read_steadily(path, lambda: _found(path))


def _found(path: Path) -> list[Problem]:
    graph_file(path)
    try:
        return sorted(set(_problems(path)))
    except GraphBroken as error:
        return [Problem("syntax", error.place, error.what)]


def _problems(path: Path) -> Iterator[Problem]:
    triples = set(read_triples(path))
    yield from profile_problems(triples)
    graph = load_rdflib(path)
    yield from language_problems(graph)
    yield from shape_problems(graph)
    if path.is_dir():
        yield from _folder_problems(path, triples)


def _folder_problems(folder: Path, triples: set[ox.Triple]) -> Iterator[Problem]:
    for name in (DATASET, ARTICLES):
        if not (folder / name).is_file():
            yield Problem("files", str(folder / name), "is missing")
    if (folder / DATASET).is_file():
        quads = tuple(read_dataset(folder))
        if {quad.triple for quad in quads} != triples:
            what = "its graphs together are not graph.ttl"
            yield Problem("dataset", str(folder / DATASET), what)
        yield from support_problems(quads)
    if (folder / ARTICLES).is_file():
        articles, problems = read_articles(readable(folder / ARTICLES))
        yield from problems
        yield from quotation_problems(triples, articles)
