"""SPARQL that somebody wrote: it reads this graph, within limits, and nothing else."""

from __future__ import annotations

import time
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.rdf.answers import Graph, Table, Truth
from kg.rdf.engines import QueryBroken
from kg.rdf.queries import run_text
from kg.rdf.safety import LONGEST, QueryRefused, checked
from kg.rdf.store import GraphBroken
from kg.rdf.worker import Limits, QueryTooLong, _environment

EVENTS = "SELECT ?event WHERE { ?event a kg:Event } ORDER BY ?event"
SERVICE = "SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o }"


@pytest.mark.parametrize(
    ("sparql", "told"),
    [
        (f"SELECT * WHERE {{ {SERVICE} }}", "SERVICE"),
        (f"SELECT * WHERE {{ OPTIONAL {{ {SERVICE} }} }}", "SERVICE"),
        ("SELECT * WHERE { service silent ?g { ?s ?p ?o } }", "SERVICE"),
        (f"SELECT * WHERE {{ ?s ?p ?o FILTER NOT EXISTS {{ {SERVICE} }} }}", "SERVICE"),
        (f"SELECT (EXISTS {{ {SERVICE} }} AS ?x) WHERE {{}}", "SERVICE"),
        (f"SELECT * WHERE {{ {{ SELECT * WHERE {{ {SERVICE} }} }} }}", "SERVICE"),
        (f"ASK {{ {{ ?s ?p ?o }} UNION {{ {SERVICE} }} }}", "SERVICE"),
        (f"SELECT * WHERE {{ ?s ?p ?o # \r {SERVICE}\n }}", "SERVICE"),
        ("SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }", "FROM"),
        ("SELECT * FROM NAMED <http://127.0.0.1/> WHERE { GRAPH ?g { ?s ?p ?o } }", "FROM"),
        ("DESCRIBE <http://x/y> FROM <http://x/z>", "FROM"),
        ("CONSTRUCT { ?s ?p ?o } FROM <http://x/z> WHERE { ?s ?p ?o }", "FROM"),
        ("LOAD <http://127.0.0.1/x>", "update"),
        ("INSERT DATA { <http://x/a> <http://x/b> <http://x/c> }", "update"),
        ("DELETE WHERE { ?s ?p ?o }", "update"),
        ("DROP ALL", "update"),
        ("SELECT * WHERE { ?s ?p \"\\u0022 . } #\" }", "escapes"),
        ("SELECT * WHERE { ?s ?p ?o }" + " " * LONGEST, "characters"),
        ("SELECT * WHERE " + "{" * 3000 + "}" * 3000, "nested"),
    ],
)
def test_what_reaches_outside_or_changes_something_is_refused(sparql: str, told: str) -> None:
    with pytest.raises(QueryRefused, match=told):
        checked(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * WHERE { ?s ?p 'SERVICE <http://x/> { }' }",
        "SELECT * WHERE { ?service ?from ?load } # FROM <http://x/> LOAD <http://x/>",
        "SELECT * WHERE { <http://x/SERVICE> <http://x/FROM> ?o }",
    ],
)
def test_the_same_words_as_mere_text_are_not(sparql: str) -> None:
    assert checked(sparql).endswith(sparql)


@pytest.mark.parametrize("sparql", ["", "SELECT", "SELECT * WHERE { ?s unknown:p ?o }", "你好"])
def test_what_is_no_query_is_told_so(sparql: str, small_file: Path) -> None:
    with pytest.raises(QueryBroken, match="mend the query") as broken:
        run_text(small_file, sparql)
    assert "PREFIX" not in str(broken.value)


def test_an_error_tells_the_line_of_the_users_own_text() -> None:
    with pytest.raises(QueryBroken, match="line 2, column"):
        checked("SELECT * WHERE {\n ?s ?p }")


def test_file_store_and_graph_answer_alike(
    small_file: Path, small: ox.Store, small_in_rdflib: rdflib.Graph
) -> None:
    table = run_text(small_file, EVENTS)
    assert isinstance(table, Table)
    assert [row[0].rsplit("/", 1)[-1] for row in table.texts()] == ["one", "three", "two"]
    assert run_text(small, EVENTS) == run_text(small_in_rdflib, EVENTS) == table


def test_other_forms_of_query_answer_too(small_file: Path) -> None:
    assert run_text(small_file, "ASK { ?event a kg:Visit }") == Truth(False)
    built = run_text(small_file, "CONSTRUCT WHERE { ?event kg:status kg:planned }")
    assert isinstance(built, Graph)
    assert [triple[0].value for triple in built.triples] == ["https://example.org/kg/event/two"]


def test_rows_beyond_the_limit_are_cut_and_the_answer_says_so(small_file: Path) -> None:
    table = run_text(small_file, EVENTS, limits=Limits(rows=2))
    assert isinstance(table, Table)
    assert (len(table.rows), table.cut) == (2, True)
    whole = run_text(small_file, EVENTS, limits=Limits(rows=3))
    assert isinstance(whole, Table) and not whole.cut


def test_a_query_without_end_is_stopped(small_file: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) WHERE {" + " ".join(
        f"?s{i} ?p{i} ?o{i} ." for i in range(9)
    ) + "}"
    begun = time.monotonic()
    with pytest.raises(QueryTooLong, match="after 2 seconds"):
        run_text(small_file, endless, limits=Limits(seconds=2))
    assert time.monotonic() - begun < 10


def test_a_query_without_bound_on_memory_is_stopped(small_file: Path) -> None:
    triples = " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(5))
    greedy = f"SELECT * WHERE {{ {triples} }} ORDER BY ?o4 ?o3"
    with pytest.raises(QueryTooLong, match="memory"):
        run_text(small_file, greedy, limits=Limits(seconds=60, rows=10**9, memory=400))


def test_a_file_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(GraphBroken, match="no such file"):
        run_text(tmp_path / "graph.ttl", EVENTS)


def test_the_process_can_open_nothing_once_the_graph_is_loaded() -> None:
    resource = pytest.importorskip("resource", reason="this system has no limits of processes")
    import subprocess
    import sys

    code = (
        "import socket\n"
        "from kg.rdf.worker import _shut_in; _shut_in(4096, 30)\n"
        "for opening in (lambda: open('/dev/null'), socket.socket):\n"
        "    try: opening()\n"
        "    except OSError: print('refused')\n"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, env=_environment())
    assert done.stdout.split() == ["refused", "refused"]
    assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] > 0  # this process keeps its own


def test_a_comment_that_hides_a_service_from_one_parser_hides_it_from_neither() -> None:
    text = checked("SELECT * WHERE { ?s ?p ?o # a \r . ?s ?q ?r\n }")
    assert "\r" not in text
