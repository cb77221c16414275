"""Five parsers that share no code read the same graph: the same triples, or the same count."""

import gzip
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph
from told_sample import sample

from kg.rdf.export import FORMATS, SUFFIXES, export, graph_triples
from kg.rdf.nodes import Triple
from kg.rdf.triples import triples

BASE = "https://w3id.org/diplomacy-kg/id"
HERE = Path(__file__).parent
RDFLIB_NAMES = {"turtle": "turtle", "n-triples": "nt", "json-ld": "json-ld", "rdf-xml": "xml"}
OXIGRAPH_NAMES = {
    "turtle": ox.RdfFormat.TURTLE,
    "n-triples": ox.RdfFormat.N_TRIPLES,
    "json-ld": ox.RdfFormat.JSON_LD,
    "rdf-xml": ox.RdfFormat.RDF_XML,
}


def expected() -> set[Triple]:
    return {quad.triple for quad in triples(sample(), BASE)}


def by_oxigraph(path: Path, format: str) -> set[Triple]:
    parsed = ox.parse(path=str(path), format=OXIGRAPH_NAMES[format])
    return {Triple(*map(str, quad.triple)) for quad in parsed}


def by_rdflib(path: Path, format: str) -> set[Triple]:
    graph = Graph().parse(path, format=RDFLIB_NAMES[format])
    lines = graph.serialize(format="nt").splitlines()
    parsed = ox.parse("\n".join(lines), format=ox.RdfFormat.N_TRIPLES)
    return {Triple(*map(str, quad.triple)) for quad in parsed}


def run(*command: str | Path) -> str:
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True)
    return done.stdout


def by_rapper(path: Path) -> int:
    return len(set(run("rapper", "-q", "-i", "turtle", "-o", "ntriples", path).splitlines()))


def by_serdi(path: Path) -> int:
    return len(set(run("serdi", "-i", "turtle", "-o", "ntriples", path).splitlines()))


def by_n3(path: Path) -> int:
    return int(run("node", HERE / "count_n3.js", path))


def test_oxigraph_reads_what_was_written(folder: Path):
    assert by_oxigraph(folder / "graph.ttl", "turtle") == expected()


def test_rdflib_reads_what_was_written(folder: Path):
    assert by_rdflib(folder / "graph.ttl", "turtle") == expected()


@pytest.mark.parametrize(
    "tool, count", [("rapper", by_rapper), ("serdi", by_serdi), ("node", by_n3)]
)
def test_others_count_the_same(folder: Path, tool: str, count: Callable[[Path], int]):
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    if tool == "node" and not (HERE.parent / "node_modules" / "n3").is_dir():
        pytest.skip("n3 is not installed: run npm ci in tests/")
    assert count(folder / "graph.ttl") == len(expected())


def test_the_datasets_graphs_together_are_the_graph(folder: Path):
    with gzip.open(folder / "dataset.nq.gz", "rt", encoding="utf-8") as lines:
        quads = list(ox.parse(lines, format=ox.RdfFormat.N_QUADS))
    assert {Triple(*map(str, quad.triple)) for quad in quads} == expected()
    names = {quad.graph_name.value.removeprefix(BASE) for quad in quads}
    assert names == {f"/graph/{name}" for name in
                     ("article/a1", "article/a2", "merge", "analysis", "knowledge")}


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "csv"])
def test_every_format_holds_the_same_triples(folder: Path, tmp_path: Path, format: str):
    target = tmp_path / f"graph{SUFFIXES[format]}"
    export(folder, target, format)
    assert by_oxigraph(target, format) == expected()
    assert by_rdflib(target, format) == expected()


def test_exported_turtle_is_the_graph_byte_for_byte(folder: Path, tmp_path: Path):
    export(folder, tmp_path / "graph.ttl", "turtle")
    assert (tmp_path / "graph.ttl").read_bytes() == (folder / "graph.ttl").read_bytes()


def test_reading_back_gives_the_triples_that_were_written(folder: Path):
    assert graph_triples(folder) == sorted(expected())
