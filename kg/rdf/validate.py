"""Is an output folder, or a Turtle file, what it should be."""

from __future__ import annotations

import stat
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputUnreadable
from kg.folders import FILES, read_steadily
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
from kg.rdf.write import ARTICLES, DATASET, GRAPH

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["Problem", "validate"]


def validate(path: str | Path) -> list[Problem]:
    """Every problem of an output folder or a Turtle file, sorted; empty where all is well.

    Strictly parsed, then held against the export profile and the shapes; of a folder also
    against its dataset and its articles, and whether all files of a build are there. Raises
    GraphBroken only where there is no graph at all, InputUnreadable where one may not be read,
    OutputChanging where builds never cease.
    """
    path = Path(path)
    return read_steadily(path, lambda: _found(path))


def _found(path: Path) -> list[Problem]:
    unfit = dict(_unfit(path)) if path.is_dir() else {}
    if GRAPH not in unfit or len(unfit) == len(FILES):  # a folder of something else
        graph_file(path)
    remedy = f"build it again: kg build INPUT... --output {path}"
    problems = [Problem("files", str(path / n), f"{w}; {remedy}") for n, w in unfit.items()]
    if GRAPH not in unfit:
        try:
            problems.extend(_problems(path, unfit))
        except GraphBroken as error:
            problems.append(Problem("syntax", error.place, error.what))
    return sorted(set(problems))


def _unfit(folder: Path) -> Iterator[tuple[str, str]]:
    """The files of an output that are not as a build leaves them, and what is wrong."""
    for name in FILES:
        try:
            found = (folder / name).stat()
        except PermissionError as error:
            raise InputUnreadable.of(folder, error) from error
        except OSError:
            yield name, "is missing"
            continue
        if not stat.S_ISREG(found.st_mode):
            yield name, "is no file"
        elif not found.st_size:
            yield name, "is empty"


def _problems(path: Path, unfit: Collection[str]) -> Iterator[Problem]:
    triples = set(read_triples(path))
    if not triples:
        yield Problem("files", str(graph_file(path)), "holds no triple")
    yield from profile_problems(triples)
    graph = load_rdflib(path)
    yield from language_problems(graph)
    yield from shape_problems(graph)
    if path.is_dir():
        yield from _folder_problems(path, triples, unfit)


def _folder_problems(
    folder: Path, triples: set[ox.Triple], unfit: Collection[str]
) -> Iterator[Problem]:
    if DATASET not in unfit:
        quads = tuple(read_dataset(folder))
        if {quad.triple for quad in quads} != triples:
            what = "its graphs together are not graph.ttl"
            yield Problem("dataset", str(folder / DATASET), what)
        yield from support_problems(quads)
    if ARTICLES not in unfit:
        articles, problems = read_articles(readable(folder / ARTICLES))
        yield from problems
        yield from quotation_problems(triples, articles)
