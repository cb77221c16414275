"""Co-occurrence against figures worked out by hand; what is told twice counts once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from small_graph import FIVE, agent, day, event, graph, said

from kg.model import Span
from kg.network import analyse
from kg.network.cooccurrence import Cooccurrence, cooccurrences
from kg.network.counting import event_units, statement_units, windows_of


def pair(
    found: tuple[Cooccurrence, ...], left: str, right: str, window: str = "all"
) -> Cooccurrence:
    return next(one for one in found if one.between == (left, right) and one.window == window)


def test_lift_and_pmi_worked_out_by_hand() -> None:
    found = cooccurrences(event_units(graph(FIVE)))
    # 4 events count; x in 3, y in 2, both in 2: 2*4 / (3*2) = 1.333333
    assert pair(found, "topic/x", "topic/y") == Cooccurrence(
        ("topic/x", "topic/y"), "all", 2, 1.333333, 0.415037)
    # in 2019, of 3 events: x in 2, y in 1, both in 1: 1*3 / (2*1)
    assert pair(found, "topic/x", "topic/y", "2019") == Cooccurrence(
        ("topic/x", "topic/y"), "2019", 1, 1.5, 0.584963)


def test_independent_items_have_lift_one_and_no_pmi() -> None:
    found = cooccurrences(event_units(graph((event("1", "ab", day("2018-01-01")),))))
    assert (found[0].lift, found[0].pmi) == (1.0, 0.0)
    assert str(found[0].pmi) == "0.0"


def test_persons_and_topics_occur_together() -> None:
    found = cooccurrences(event_units(graph(FIVE)))
    assert pair(found, agent("c"), "topic/x").count == 2
    assert pair(found, agent("e"), "topic/z").count == 1


def test_a_planned_event_counts_for_nothing() -> None:
    found = cooccurrences(event_units(graph(FIVE)))
    assert not [one for one in found if one.between == (agent("a"), "topic/z")]


def test_a_story_told_twice_counts_once() -> None:
    once = analyse(graph(FIVE))
    twice = tuple(replace(one, articles=("x", "y", "z")) for one in FIVE)
    assert analyse(graph(twice)) == once


def test_a_sentence_printed_twice_counts_once() -> None:
    topics = ("topic/x", "topic/y")
    printed = (
        said("1", "a", topics, event="event/1", same=("statement/2",)),
        said("2", "a", topics, event="event/1", same=("statement/3",), article="y"),
        said("3", "a", topics, event="event/1", article="z"),
        said("4", "a", ("topic/x",), event="event/1"),
    )
    units = statement_units(graph(FIVE, printed))
    assert [unit.key for unit in units] == ["statement/1", "statement/4"]
    assert pair(cooccurrences(units), "topic/x", "topic/y").count == 1
    assert pair(cooccurrences(units), agent("a"), "topic/x").count == 2


def test_sentences_of_planned_events_count_for_nothing() -> None:
    printed = (said("1", "a", ("topic/x",), event="event/4"), said("2", "a", ("topic/y",)))
    assert [unit.key for unit in statement_units(graph(FIVE, printed))] == ["statement/2"]


@pytest.mark.parametrize(
    ("edtf", "first", "last", "expected"),
    [
        ("2018-05-02", "2018-05-02", "2018-05-02", ("all", "2018")),
        ("2018", "2018-01-01", "2018-12-31", ("all", "2018")),
        ("2018-12-30/2019-01-02", "2018-12-30", "2019-01-02", ("all", "2018", "2019")),
        ("", "2018-12-20", "2019-01-10", ("all",)),  # some day between: the year is not sure
    ],
)
def test_the_years_of_a_date(edtf: str, first: str, last: str, expected: tuple[str, ...]) -> None:
    span = Span(edtf, date.fromisoformat(first), date.fromisoformat(last))
    assert windows_of(span) == expected


def test_an_event_without_a_date_counts_in_the_whole_only() -> None:
    assert windows_of(None) == ("all",)
    assert windows_of(Span("", None, date(2020, 1, 1))) == ("all",)
