"""Measures against figures worked out by hand, and against networkx."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
import pytest
from small_graph import FIVE, agent, day, event, graph

from kg.model import Analysis
from kg.network import analyse
from kg.network.centrality import centralities, communities, pagerank


def measured(analysis: Analysis, name: str, window: str = "all") -> dict[str, float]:
    return {
        found.of.removeprefix("person/"): found.value
        for found in analysis.measures
        if found.name == name and found.window == window
    }


def contacts(analysis: Analysis, window: str = "all") -> dict[str, float]:
    return {
        "".join(key.removeprefix("person/") for key in tie.between): tie.value
        for tie in analysis.ties
        if tie.name == "contacts" and tie.window == window
    }


def test_contacts_count_events_that_took_place() -> None:
    assert contacts(analyse(graph(FIVE))) == {"ab": 2, "ac": 1, "bc": 1, "cd": 1}


def test_contacts_by_year() -> None:
    analysis = analyse(graph(FIVE))
    assert contacts(analysis, "2018") == {"ab": 1}
    assert contacts(analysis, "2019") == {"ab": 1, "ac": 1, "bc": 1, "cd": 1}
    assert contacts(analysis, "2020") == {}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("events", {"a": 2, "b": 2, "c": 2, "d": 1, "e": 1}),
        ("degree", {"a": 2, "b": 2, "c": 3, "d": 1, "e": 0}),
        ("weighted-degree", {"a": 3, "b": 3, "c": 3, "d": 1, "e": 0}),
        # a-d and b-d lead through c: 2 of the 6 pairs of the four others
        ("betweenness", {"a": 0, "b": 0, "c": 0.333333, "d": 0, "e": 0}),
        # (reached / steps) * (reached / all others): a reaches 3 of 4 in 4 steps, and so on
        ("closeness", {"a": 0.5625, "b": 0.5625, "c": 0.75, "d": 0.45, "e": 0}),
    ],
)
def test_measures_worked_out_by_hand(name: str, expected: dict[str, float]) -> None:
    assert measured(analyse(graph(FIVE)), name) == expected


def test_pagerank_worked_out_by_hand() -> None:
    # a - b - c: a = 0.05 + 0.85 b/2, b = 0.05 + 0.85 * 2a, hence b = 0.135 / 0.2775
    events = (event("1", "ab", day("2018-01-01")), event("2", "bc", day("2018-02-01")))
    found = measured(analyse(graph(events)), "pagerank")
    assert found == {"a": 0.256757, "b": 0.486486, "c": 0.256757}


def test_pagerank_is_that_of_networkx() -> None:
    network: nx.Graph[str] = nx.Graph()
    network.add_node("alone")
    for left, right, weight in [("a", "b", 3), ("b", "c", 1), ("d", "e", 2), ("a", "c", 5)]:
        network.add_edge(left, right, weight=weight)
    ours, theirs = pagerank(network), nx.pagerank(network, weight="weight", tol=1e-12)
    assert ours == pytest.approx(theirs, abs=1e-9)
    assert sum(ours.values()) == pytest.approx(1.0)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_networks_without_ties_have_measures(count: int) -> None:
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from("ab"[:count])
    assert all(len(values) == count for values in centralities(network).values())
    assert len(communities(network)) == count


def test_big_networks_are_measured_by_sample() -> None:
    network: nx.Graph[str] = nx.Graph()
    names = [f"{number:04}" for number in range(1100)]
    network.add_edges_from(pairwise(names), weight=1)
    found = centralities(network)["betweenness"]
    assert max(found, key=lambda name: found[name])[:2] in {"04", "05", "06"}
    assert found == centralities(network)["betweenness"]


def test_communities_are_numbered_by_size() -> None:
    events = tuple(
        event(name, name, day("2018-01-01")) for name in ("ab", "ac", "bc", "de")
    )
    assert communities_of(events) == {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2}


def communities_of(events: tuple[object, ...]) -> dict[str, int]:
    found = analyse(graph(events)).communities  # type: ignore[arg-type]
    return {key.removeprefix("person/"): number for key, number in found}


def test_reporters_agencies_and_those_who_only_sat_in_are_no_actors() -> None:
    analysis = analyse(graph(FIVE))
    agents = {found.of for found in analysis.measures}
    assert agents == {agent(name) for name in "abcde"}
    assert {key for key, _ in analysis.communities} == agents


def test_parties_are_no_actors_beside_their_persons() -> None:
    events = (event("1", "ab", day("2018-01-01"), parties=("place/china",)),)
    assert {found.of for found in analyse(graph(events)).measures} == {agent("a"), agent("b")}


def test_no_events_no_measures() -> None:
    assert analyse(graph(())) == Analysis()


def test_closeness_is_that_of_networkx_where_many_know_the_same_agents() -> None:
    network = nx.Graph([("a", leaf) for leaf in "bcdef"] + [("f", "g"), ("x", "y"), ("y", "z")])
    network.add_node("alone")
    nx.set_edge_attributes(network, 1, "weight")
    assert centralities(network)["closeness"] == {
        agent: round(value, 6) for agent, value in nx.closeness_centrality(network).items()}
