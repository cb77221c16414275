"""An output folder, or a Turtle file, in a store: Oxigraph for speed, rdflib for its API."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputUnreadable, KgError
from kg.rdf.write import DATASET, GRAPH

if TYPE_CHECKING:
    import pyoxigraph as ox
    import rdflib


class GraphBroken(KgError):
    """A file of triples that is missing, or that a strict parser refuses."""


def graph_file(path: Path) -> Path:
    """The Turtle file meant: the path itself, or graph.ttl in the folder.

    Raises GraphBroken where there is none, InputUnreadable where it may not be read.
    """
    try:
        file = path / GRAPH if path.is_dir() else path
        if file.is_file():
            return readable(file)
    except PermissionError as error:  # of the folder
        raise InputUnreadable.of(path, error) from error
    raise GraphBroken(str(file), "there is no such file", "name the output folder of a build")


def readable(file: Path) -> Path:
    """The file itself. Raises InputUnreadable where it may not be read."""
    try:
        file.open("rb").close()
    except OSError as error:
        raise InputUnreadable.of(file, error) from error
    return file


def load_oxigraph(path: Path) -> ox.Store:
    """graph.ttl in the default graph of an Oxigraph store in memory. Raises GraphBroken."""
    import pyoxigraph as ox

    file, store = graph_file(path), ox.Store()
    try:
        store.bulk_load(path=str(file), format=ox.RdfFormat.TURTLE)
    except (SyntaxError, ValueError) as error:
        raise _broken(file, error) from error
    return store


def load_rdflib(path: Path) -> rdflib.Graph:
    """graph.ttl as an rdflib graph. Raises GraphBroken."""
    import rdflib
    from rdflib.plugins.parsers.notation3 import BadSyntax

    file = graph_file(path)
    try:
        with file.open("rb") as stream:  # rdflib makes an IRI of a name, not of every name well
            return rdflib.Graph().parse(stream, format="turtle")
    except BadSyntax as error:
        raise _broken(file, error) from error


def load_dataset(folder: Path) -> ox.Store:
    """dataset.nq.gz as the named graphs of an Oxigraph store. Raises GraphBroken."""
    import pyoxigraph as ox

    store = ox.Store()
    store.bulk_extend(read_dataset(folder))
    return store


def read_triples(path: Path) -> Iterator[ox.Triple]:
    """The triples of graph.ttl in the order of the file, strictly parsed. Raises GraphBroken."""
    import pyoxigraph as ox

    file = graph_file(path)
    try:
        for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
            yield quad.triple
    except (SyntaxError, ValueError) as error:
        raise _broken(file, error) from error


def count_triples(content: bytes, file: Path) -> int:
    """How many different triples the content of a Turtle file has. Raises GraphBroken."""
    import pyoxigraph as ox

    try:
        return len({quad.triple for quad in ox.parse(content, format=ox.RdfFormat.TURTLE)})
    except (SyntaxError, ValueError) as error:
        raise _broken(file, error) from error


def graph_prefixes(path: Path) -> dict[str, str]:
    """The prefixes that graph.ttl declares, sorted. Raises GraphBroken."""
    import pyoxigraph as ox

    file = graph_file(path)
    try:
        parser = ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)
        next(parser, None)  # prefixes stand before the first triple
    except (SyntaxError, ValueError) as error:
        raise _broken(file, error) from error
    return dict(sorted(parser.prefixes.items()))


def read_dataset(folder: Path) -> Iterator[ox.Quad]:
    """The quads of dataset.nq.gz in the order of the file. Raises GraphBroken."""
    import gzip
    import zlib

    import pyoxigraph as ox

    file = folder / DATASET
    if file.exists():
        readable(file)
    try:
        with gzip.open(file, "rt", encoding="utf-8", newline="\n") as lines:
            yield from ox.parse(lines, format=ox.RdfFormat.N_QUADS)
    except (SyntaxError, ValueError, EOFError, zlib.error, OSError) as error:
        raise _broken(file, error) from error


def _broken(file: Path, error: Exception) -> GraphBroken:
    remedy = "mend the file, or build the output again"
    return GraphBroken(str(file), f"cannot be read: {error}", remedy)
