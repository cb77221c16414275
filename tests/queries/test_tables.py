"""Answers to read, for spreadsheets, for programs, for triple stores."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import pytest
import rdflib

from kg.rdf.answers import STRING, XSD, Blank, Graph, Iri, Literal, Table, Truth, literal
from kg.rdf.engines import evaluate
from kg.rdf.queries import run
from kg.rdf.tables import FORMATS, read_json, render

KG = "https://w3id.org/diplomacy-kg/ontology#"
TABLE = Table(
    ("who", "n", "odd"),
    (
        (Iri("https://example.org/kg/person/vladimir-putin"), Literal("-3", f"{XSD}integer"), None),
        (Iri(f"{KG}held"), Literal("普京", f"{XSD}string", "zh-hans"), Literal('=1+1, "x"\n')),
        (Blank("b"), Literal("-x"), Literal("[red]x[/red] \x1b[31m")),
    ),
)
GRAPH = Graph(((Iri("http://x/s"), Iri("http://x/p"), Literal("值")),))


def test_a_table_is_drawn_with_short_names_and_a_count() -> None:
    drawn = render(TABLE, "table")
    assert "person/vladimir-putin" in drawn and "kg:held" in drawn and "普京" in drawn
    assert drawn.endswith("3 rows\n")


def test_what_is_cut_says_so() -> None:
    assert render(Table(("x",), ((None,),), cut=True), "table").endswith("1 row; there are more\n")


def test_no_cell_becomes_markup_or_a_control_code() -> None:
    drawn = render(TABLE, "table")
    assert "[red]x[/red]" in drawn and "\x1b" not in drawn


def test_the_text_of_an_article_stays_text(small: ox.Store) -> None:
    drawn = render(run(small, "meetings-by-topic"), "table", width=300)
    assert "<b>气候</b> [red]变化[/red]" in drawn and "\x1b" not in drawn


def test_what_repeats_the_row_above_is_left_blank() -> None:
    rows = tuple(tuple(map(Literal, row)) for row in (("甲", "乙", "丙"), ("甲", "丁", "丙")))
    lines = render(Table(("a", "b", "c"), rows), "table").splitlines()
    assert [line.split() for line in lines if "丙" in line] == [["甲", "乙", "丙"], ["丁", "丙"]]


def test_csv_has_every_value_and_no_formula() -> None:
    rows = list(csv.reader(io.StringIO(render(TABLE, "csv"))))
    assert rows[0] == ["who", "n", "odd"]
    assert rows[1] == ["https://example.org/kg/person/vladimir-putin", "-3", ""]
    assert rows[2] == [f"{KG}held", "普京", "'=1+1, \"x\"\n"]
    assert rows[3][:2] == ["_:b", "'-x"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_a_spreadsheet_would_calculate_is_quoted(start: str) -> None:
    text = render(Table(("x",), ((Literal(f"{start}1"),),)), "csv")
    assert next(csv.reader(io.StringIO(text.split("\r\n", 1)[1], newline="")))[0][0] == "'"


def test_json_is_that_of_sparql_and_is_read_by_rdflib() -> None:
    text = render(TABLE, "json")
    found = rdflib.query.Result.parse(io.StringIO(text), format="json")
    assert [str(variable) for variable in found.vars or ()] == ["who", "n", "odd"]
    assert len(list(found)) == 3
    assert json.loads(text)["results"]["bindings"][1]["n"]["xml:lang"] == "zh-hans"


def test_json_comes_back_as_it_was() -> None:
    table = Table(TABLE.columns, TABLE.rows[:1])
    assert read_json(render(table, "json")) == table
    assert read_json(render(Truth(True), "json")) == Truth(True)


def test_a_graph_is_turtle() -> None:
    text = render(GRAPH, "ttl")
    assert len(rdflib.Graph().parse(data=text, format="turtle")) == 1


def test_a_table_is_a_result_set_in_turtle() -> None:
    text = render(TABLE, "ttl")
    strict = list(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE))
    found = rdflib.Graph().parse(data=text, format="turtle")
    assert len(strict) == len(found)
    vocabulary = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
    assert len(list(found.triples((None, vocabulary.solution, None)))) == 3
    assert len(list(found.triples((None, vocabulary.binding, None)))) == 8
    assert rdflib.Literal("普京", lang="zh-hans") in set(found.objects(None, vocabulary.value))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("answer", [TABLE, GRAPH, Truth(False), Table(("x",), ())])
def test_every_answer_has_every_form(answer: Table | Graph | Truth, form: str) -> None:
    text = render(answer, form)  # type: ignore[arg-type]
    assert text.endswith("\n")


@pytest.mark.parametrize(
    ("value", "datatype", "told"),
    [
        ("0.90", "decimal", "0.9"), ("1.0", "decimal", "1"), ("-0.0", "decimal", "-0"),
        ("100", "decimal", "100"), ("007", "integer", "7"), ("1", "boolean", "true"),
        ("0.90", "string", "0.90"), ("x", "decimal", "x"), ("x", "integer", "x"),
    ],
)  # fmt: skip
def test_a_number_is_one_value_however_it_is_written(value: str, datatype: str, told: str) -> None:
    assert literal(value, f"{XSD}{datatype}").value == told


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?x WHERE { VALUES ?x { 0.90 1.0 007 true 'x' 'x'@zh-Hans <http://x/> } }",
        "SELECT (1.10 + 2.20 AS ?x) (COUNT(*) AS ?n) WHERE { }",
        "SELECT ?x ?y WHERE { VALUES (?x ?y) { (1 UNDEF) } }",
    ],
)
def test_both_engines_mean_the_same_values(sparql: str) -> None:
    assert evaluate(ox.Store(), sparql) == evaluate(rdflib.Graph(), sparql)


def test_a_plain_string_is_a_string() -> None:
    answer = evaluate(rdflib.Graph(), "SELECT ('x' AS ?x) WHERE { }")
    assert answer == Table(("x",), ((Literal("x", STRING),),))


def test_values_show_themselves() -> None:
    assert repr(TABLE) == "<Table who n odd: 3 rows>"
    assert repr(GRAPH) == "<Graph 1 triples>"
