"""What a user types becomes a term, and never a part of the query's text."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.rdf import nodes
from kg.rdf.answers import Iri, Literal, Table
from kg.rdf.engines import evaluate, term_text
from kg.rdf.naming import UnknownName
from kg.rdf.params import BadArgument, Parameter, bind, slots
from kg.rdf.queries import catalogue, run
from kg.terms import PREFIXES

TEXT = "SELECT ?x WHERE {\n  VALUES ?x { \"old\" }\n}"


def parameter(kind: str) -> Parameter:
    return Parameter("x", kind, "old", "any")  # type: ignore[arg-type]


def asked(kind: str, value: str, store: ox.Store) -> str:
    """The term that stands in the query after binding."""
    return slots(bind(TEXT, [parameter(kind)], {"x": value}, store))[0][1]


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("year", "2020", '"2020"'),
        ("year", "２０２０", '"2020"'),
        ("window", "２０２０", '"2020"'),
        ("window", "all", '"all"'),
        ("date", "２０２０-０９-２３", f'"2020-09-23"^^<{nodes.XSD}date>'),
        ("integer", "１２", f'"12"^^<{nodes.XSD}integer>'),
        ("event-type", "Event", f"<{PREFIXES['kg']}Event>"),
        ("date", " 2020-09-23 ", f'"2020-09-23"^^<{nodes.XSD}date>'),
        ("integer", "007", f'"7"^^<{nodes.XSD}integer>'),
        ("text", 'a "b" \\ c', '"a \\"b\\" \\\\ c"'),
        ("person", "Putin", "<https://example.org/kg/person/vladimir-putin>"),
    ],
)
def test_a_value_becomes_a_term(kind: str, value: str, term: str, small: ox.Store) -> None:
    assert asked(kind, value, small) == term


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("year", "20"), ("year", "２０２０年"), ("year", "٢٠٢٠"), ("window", "ever"),
        ("measure", "betweeness"), ("measure", ""), ("date", "2020-02-30"), ("date", "23日"),
        ("integer", "1.5"), ("integer", "٣"), ("integer", "9" * 40), ("text", "  "),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_form_is_refused(kind: str, value: str, small: ox.Store) -> None:
    with pytest.raises(BadArgument, match=r"^x: "):
        asked(kind, value, small)


def test_a_parameter_that_a_query_has_not_is_refused(small: ox.Store) -> None:
    with pytest.raises(BadArgument, match=r"place: is no parameter .* takes topic, from, to"):
        run(small, "meetings-by-topic", {"place": "Moscow"})


@pytest.mark.parametrize(
    "value",
    [
        '" } UNION { ?s ?p ?o } #', "x\" }\n VALUES ?y { \"z", "} . ?s ?p ?o . {", "\\", "\\u0022",
        "a\nb", "VALUES ?measure { \"degree\" }", "?measure", "🦆", "\x00", "\ud800",
    ],
)  # fmt: skip
def test_text_stays_text(value: str, small: ox.Store) -> None:
    table = evaluate(small, bind(TEXT, [parameter("text")], {"x": value}, small))
    assert isinstance(table, Table)
    assert table.texts() == ((nodes.clean(value),),)
    with pytest.raises(BadArgument, match=r"^measure: "):
        run(small, "most-central-actors", {"measure": value})


@pytest.mark.parametrize("query", ["contacts-between", "topics-between", "who-connects"])
def test_both_sides_being_one_is_refused(query: str, small: ox.Store) -> None:
    with pytest.raises(BadArgument, match=r"^other: 'Russia' is also one; give one and other two"):
        run(small, query, {"one": "俄罗斯", "other": "Russia"})
    if query != "who-connects":
        with pytest.raises(BadArgument, match=r"^other: '俄罗斯' is also one"):  # by default
            run(small, query, {"one": "俄罗斯"})


def test_an_unknown_value_names_its_parameter_and_what_there_is(small: ox.Store) -> None:
    with pytest.raises(UnknownName, match=r"^topic: 'climate-chnage': no topic .* did you mean"):
        run(small, "meetings-by-topic", {"topic": "climate-chnage"})
    with pytest.raises(UnknownName, match=r"^type: 'Feast': no event type .* Ceremony, Conference"):
        run(small, "events-by-type", {"type": "Feast"})


@given(st.text())
def test_any_text_comes_back_from_both_engines(value: str) -> None:
    query = f"SELECT ?x WHERE {{ VALUES ?x {{ {nodes.string(value)} }} }}"
    by_oxigraph, by_rdflib = evaluate(ox.Store(), query), evaluate(rdflib.Graph(), query)
    assert by_oxigraph == by_rdflib
    assert isinstance(by_oxigraph, Table)
    assert nodes.string(by_oxigraph.texts()[0][0]) == nodes.string(value)


def test_only_the_parameter_meant_is_exchanged(small: ox.Store) -> None:
    query = next(query for query in catalogue() if query.id == "contacts-of-person")
    bound = bind(query.text, query.params, {"person": "Putin"}, small)
    before, after = dict(slots(query.text)), dict(slots(bound))
    assert after["person"] == "<https://example.org/kg/person/vladimir-putin>"
    assert (after["from"], after["to"]) == (before["from"], before["to"])


def test_a_parameter_is_exchanged_wherever_it_stands(small: ox.Store) -> None:
    query = next(query for query in catalogue() if query.id == "who-connects")
    terms = [term for name, term in slots(query.text) if name == "one"]
    bound = bind(query.text, query.params, {"one": "Anna Li"}, small)
    exchanged = [term for name, term in slots(bound) if name == "one"]
    assert exchanged == ["<https://example.org/kg/person/anna-li>"] * len(terms) and terms[1:]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (Iri("https://example.org/x"), "<https://example.org/x>"),
        (Literal("x", f"{nodes.XSD}date"), f'"x"^^<{nodes.XSD}date>'),
        (Literal("x", "any", "zh-hans"), '"x"@zh-hans'),
    ],
)
def test_terms_are_written_as_sparql_has_them(term: Iri | Literal, text: str) -> None:
    assert term_text(term) == text
