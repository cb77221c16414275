"""Every query answers what the texts tell, and the same on both engines."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from kg.rdf.queries import catalogue, run

IDS = [query.id for query in catalogue()]


def test_the_answer_is_as_expected(
    case: Any, in_oxigraph: Callable[[str], ox.Store], holding: SimpleNamespace
) -> None:
    table = run(in_oxigraph(case.folder), case.expected.query, case.expected.arguments)
    assert holding.differences(table, case.expected) == []


def test_both_engines_give_the_same_rows_in_the_same_order(
    case: Any,
    in_oxigraph: Callable[[str], ox.Store],
    in_rdflib: Callable[[str], rdflib.Graph],
) -> None:
    query, arguments = case.expected.query, case.expected.arguments
    by_oxigraph = run(in_oxigraph(case.folder), query, arguments)
    assert run(in_rdflib(case.folder), query, arguments) == by_oxigraph


@pytest.mark.parametrize("query", IDS)
def test_of_nothing_every_query_answers_nothing(query: str) -> None:
    assert run(ox.Store(), query).rows == ()
    assert run(rdflib.Graph(), query).rows == ()


def test_every_query_has_an_answer_expected_on_the_seeds(holding: SimpleNamespace) -> None:
    assert {case.expected.query for case in holding.read_cases("seeds")} == set(IDS)


def test_every_query_is_expected_to_find_something_somewhere(holding: SimpleNamespace) -> None:
    cases = [*holding.read_cases("seeds"), *holding.read_cases("articles")]
    assert {case.expected.query for case in cases if case.expected.rows} == set(IDS)


@pytest.mark.parametrize(
    ("got", "complaint"),
    [
        ([["2020", "甲", "3"]], []),
        ([["2020", "甲", "5"]], ["missing", "not expected"]),
        ([], ["missing"]),
        ([["2020", "甲", "3"], ["2021", "乙", "1"]], []),
        ([["2020", "甲", "3"], ["2022", "乙", "1"]], ["not expected"]),
    ],
)
def test_an_expectation_notices_what_differs(
    got: list[list[str]], complaint: list[str], holding: SimpleNamespace
) -> None:
    from kg.rdf.answers import Literal, Table

    expected = holding.Expectation(
        query="any", columns=("year", "who", "n"),
        rows=(("2020", "~甲", "2..4"),), optional=((["2021", "2023"], "*", 1),),
    )  # fmt: skip
    rows = tuple(tuple(Literal(cell) for cell in row) for row in got)
    found = holding.differences(Table(("year", "who", "n"), rows), expected)
    assert [line.split(":")[0] for line in found] == complaint
