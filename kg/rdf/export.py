"""A built graph in other formats, the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Literal, get_args

from kg.folders import read_steadily
from kg.rdf import jsonld, property_graph, turtle
from kg.rdf.nodes import NAMESPACES, Triple
from kg.rdf.prefixes import Shortener
from kg.rdf.store import graph_prefixes, read_triples
from kg.rdf.triples import TEXT_PREDICATES

Format = Literal["turtle", "n-triples", "json-ld", "rdf-xml", "csv"]
FORMATS: tuple[Format, ...] = get_args(Format)
SUFFIXES: dict[Format, str] = {
    "turtle": ".ttl", "n-triples": ".nt", "json-ld": ".jsonld", "rdf-xml": ".rdf", "csv": "",
}  # fmt: skip


def export(
    source: str | Path, target: str | Path, format: Format, *, without_text: bool = False
) -> None:
    """Write the graph of an output folder, or a Turtle file, in another format.

    ``target`` is a file; for csv a folder, which is made, and gets nodes.csv and edges.csv.
    ``without_text`` leaves out the sentences; offsets into the articles stay. Raises GraphBroken
    where the graph cannot be read, ValueError for an unknown format, OSError.
    """
    if format not in FORMATS:
        raise ValueError(f"unknown format {format!r}; known: {', '.join(FORMATS)}")
    source, target = Path(source), Path(target)
    triples, prefixes = read_steadily(
        source,
        lambda: (graph_triples(source, without_text=without_text), graph_prefixes(source)),
    )
    if format == "csv":
        target.mkdir(parents=True, exist_ok=True)
        property_graph.write_tables(triples, target, Shortener(prefixes))
        return
    with target.open("wb") as file:
        _write(triples, prefixes, format, file)


def graph_triples(source: Path, *, without_text: bool = False) -> list[Triple]:
    """The triples of a built graph as N-Triples text, sorted, each once."""
    found = {Triple(*map(str, triple)) for triple in read_triples(source)}
    return sorted(_without_text(found) if without_text else found)


def _without_text(triples: set[Triple]) -> Iterator[Triple]:
    """The triples that quote nothing. Evidence for a sentence names it, and goes with it."""
    hidden = {_iri(name) for name in TEXT_PREDICATES}
    quoting = {
        triple.subject
        for triple in triples
        if triple.predicate == _iri("rdf:predicate") and triple.object in hidden
    }
    for triple in triples:
        if triple.predicate not in hidden and not quoting & {triple.subject, triple.object}:
            yield triple


def _write(
    triples: Iterable[Triple], prefixes: dict[str, str], format: Format, file: BinaryIO
) -> None:
    if format == "rdf-xml":
        _write_rdf_xml(triples, prefixes, file)
        return
    if format == "n-triples":
        pieces: Iterable[str] = (f"{' '.join(triple)} .\n" for triple in triples)
    else:
        writer = turtle if format == "turtle" else jsonld
        pieces = writer.serialize(triples, prefixes)
    file.writelines(piece.encode("utf-8") for piece in pieces)


def _write_rdf_xml(triples: Iterable[Triple], prefixes: dict[str, str], file: BinaryIO) -> None:
    import pyoxigraph as ox

    lines = "".join(f"{' '.join(triple)} .\n" for triple in triples)
    quads = ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)
    ox.serialize(
        (quad.triple for quad in quads), file, format=ox.RdfFormat.RDF_XML, prefixes=prefixes
    )


def _iri(curie: str) -> str:
    prefix, _, local = curie.partition(":")
    return f"<{NAMESPACES[prefix]}{local}>"
