"""The query files: headers, parameters, and nothing that an engine might take in its own way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from pyparsing import ParseResults
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from kg.errors import DataBroken
from kg.rdf.params import read, slots
from kg.rdf.queries import Query, UnknownQuery, catalogue, find, read_query
from kg.terms import PREFIXES

QUERIES = pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.id)
OURS = ("kg", "schema", "org", "oa")  # vocabularies whose terms the ontology lists


def parts(tree: object) -> Iterator[object]:
    """All parts of a parsed query, however deep."""
    stack = [tree]
    while stack:
        part = stack.pop()
        yield part
        if isinstance(part, Mapping):
            stack.extend(part.values())
        elif isinstance(part, (list, tuple, set, frozenset, ParseResults)):
            stack.extend(part)
        elif isinstance(part, rdflib.paths.Path):
            stack.extend(getattr(part, "args", ()))
            stack.append(getattr(part, "path", None) or getattr(part, "arg", None))


@cache
def algebra(query: Query) -> list[object]:
    """All parts of a query's algebra."""
    return list(parts(translateQuery(parseQuery(query.text)).algebra))


@cache
def names(query: Query) -> set[str]:
    """The names of the constructs a query is made of, as written and as algebra."""
    everything = [*parts(parseQuery(query.text)), *algebra(query)]
    return {part.name for part in everything if isinstance(part, CompValue)}


@pytest.fixture(scope="module")
def declared(root: Path) -> set[str]:
    """The terms that the ontology declares, and the classes and properties of others it uses."""
    ontology = rdflib.Graph().parse(root / "ontology" / "kg.ttl")
    return {str(term) for term in ontology.subjects(rdflib.RDF.type)}


def test_there_are_enough() -> None:
    assert len(catalogue()) >= 32


@QUERIES
def test_the_header_tells_what_it_asks_in_two_languages(query: Query) -> None:
    assert query.summary and query.summary.isascii()
    assert any("一" <= character <= "鿿" for character in query.summary_zh)
    assert query.description.endswith(".")
    assert query.tags
    assert all(param.description and param.default for param in query.params)


@QUERIES
def test_every_term_is_declared(query: Query, declared: set[str]) -> None:
    ours = tuple(PREFIXES[name] for name in OURS)
    used = {
        str(part)
        for part in algebra(query)
        if isinstance(part, rdflib.URIRef) and part.startswith(ours)
    }
    assert used - {PREFIXES["kg"]} <= declared


def test_the_walk_sees_terms_inside_paths_and_filters(declared: set[str]) -> None:
    text = (
        f"PREFIX kg: <{PREFIXES['kg']}> SELECT * WHERE {{ ?s (kg:no1/kg:no2*)|^kg:no3 ?o ."
        " FILTER(?o IN (kg:no4)) FILTER NOT EXISTS { ?s a kg:no5 } }"
    )
    query = Query("any", "any", "any", "any", (), (), text)
    found = {str(part)[-3:] for part in algebra(query) if isinstance(part, rdflib.URIRef)}
    assert {"no1", "no2", "no3", "no4", "no5"} <= found


@QUERIES
def test_it_asks_the_default_graph_alone(query: Query) -> None:
    assert not names(query) & {"GraphGraphPattern", "Graph", "ServiceGraphPattern", "DatasetClause"}


@QUERIES
def test_languages_are_matched_and_never_compared(query: Query) -> None:
    relations = [
        part
        for part in algebra(query)
        if isinstance(part, CompValue) and part.name == "RelationalExpression"
    ]
    assert not [
        relation
        for relation in relations
        if any(isinstance(p, CompValue) and p.name == "Builtin_LANG" for p in parts(relation))
    ]


@QUERIES
def test_no_construct_leaves_its_order_to_the_engine(query: Query) -> None:
    found = names(query)
    assert "OrderBy" in found
    assert not found & {"Aggregate_GroupConcat", "Slice", "Builtin_RAND", "Builtin_NOW",
                        "Builtin_UUID", "Builtin_STRUUID", "Builtin_BNODE"}  # fmt: skip


@QUERIES
def test_events_are_counted_once(query: Query) -> None:
    counts = [
        part
        for part in algebra(query)
        if isinstance(part, CompValue) and part.name == "Aggregate_Count"
    ]
    assert all(part.distinct == "DISTINCT" for part in counts if str(part.vars) == "event")


@QUERIES
def test_the_default_in_the_text_is_the_default_in_the_header(
    query: Query, in_oxigraph: Callable[[str], ox.Store]
) -> None:
    seeds = in_oxigraph("seeds")
    meant = {param.name: read(param, param.default, seeds) for param in query.params}
    for name, term in slots(query.text):
        assert full(term) == meant[name]


def full(term: str) -> str:
    """A term of a query's text without prefixes."""
    if term.isdecimal():
        return f'"{term}"^^<{PREFIXES["xsd"]}integer>'
    if term.startswith("kg:"):
        return f"<{PREFIXES['kg']}{term.removeprefix('kg:')}>"
    lexical, mark, datatype = term.partition("^^xsd:")
    return f"{lexical}^^<{PREFIXES['xsd']}{datatype}>" if mark else term


@QUERIES
def test_it_shows_itself_in_one_line(query: Query) -> None:
    assert query.id in repr(query) and "\n" not in repr(query)


def test_an_unknown_query_is_told_with_what_comes_near() -> None:
    with pytest.raises(UnknownQuery, match="did you mean meetings-by-topic"):
        find("meeting-by-topic")


GOOD = """#+ summary: What it asks
#+ summary_zh: 所问
#+ description: More of it.
#+ tags: [any]
#+ params:
#+   - {name: year, type: year, default: "2018", description: which}
SELECT ?s WHERE {
  VALUES ?year { "2018" }
  ?s ?p ?year .
}
"""


def test_a_query_is_read_with_its_parameters(tmp_path: Path) -> None:
    file = tmp_path / "own.rq"
    file.write_text(GOOD, encoding="utf-8")
    query = read_query(file)
    assert (query.id, query.summary_zh, query.params[0].name) == ("own", "所问", "year")


@pytest.mark.parametrize(
    ("wrong", "right", "told"),
    [
        ("#+ sumary: What", "#+ summary: What", "sumary"),
        ("#+ tags: any", "#+ tags: [any]", "tags"),
        ("type: yeer", "type: year", "yeer"),
        ("VALUES ?years {", "VALUES ?year {", "year, years"),
    ],
)
def test_a_bad_header_is_refused(tmp_path: Path, wrong: str, right: str, told: str) -> None:
    file = tmp_path / "own.rq"
    file.write_text(GOOD.replace(right, wrong), encoding="utf-8")
    with pytest.raises(DataBroken, match=told) as refused:
        read_query(file)
    assert "own.rq" in str(refused.value)
