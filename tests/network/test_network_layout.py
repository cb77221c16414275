"""Where nodes stand: everywhere the same, apart from each other, and near what they belong to."""

from __future__ import annotations

import math
import time
from itertools import combinations, pairwise

from sample_graph import sample_graph

from kg.network import analyse
from kg.network.layout import layout
from kg.network.spacing import Box, spread
from kg.network.structure import drawn

STAR = {("hub", f"leaf{number}"): 1.0 for number in range(8)}
NODES = ["hub", *(f"leaf{number}" for number in range(8)), "far"]


def test_input_order_changes_nothing() -> None:
    assert layout(NODES[::-1], dict(reversed(STAR.items()))) == layout(NODES, STAR)


def test_linked_nodes_stand_nearer() -> None:
    places = layout(NODES, STAR)
    reach = max(math.dist(places["hub"], places[leaf]) for leaf in NODES[1:9])
    assert math.dist(places["hub"], places["far"]) > reach


def test_no_two_nodes_stand_on_each_other() -> None:
    places = analyse(sample_graph()).positions
    assert min(math.dist(a[1:], b[1:]) for a, b in combinations(places, 2)) > 20


def test_every_drawn_node_has_a_place() -> None:
    graph = sample_graph()
    nodes, links = drawn(graph)
    assert [key for key, _, _ in analyse(graph).positions] == list(nodes)
    assert {link.source for link in links} | {link.target for link in links} == set(nodes)


def test_big_drawings_come_apart_too() -> None:
    nodes = [f"n{number}" for number in range(400)]
    chain = {(left, right): 1.0 for left, right in pairwise(nodes)}
    places = layout(nodes, chain)
    assert len(set(places.values())) == 400
    assert all(math.isfinite(value) for place in places.values() for value in place)


def test_nothing_and_a_single_node_have_a_layout() -> None:
    assert layout([], {}) == {}
    assert layout(["one"], {}) == {"one": (0.0, 0.0)}


def test_a_few_large_boxes_make_no_long_work_of_many_small_ones() -> None:
    """In a drawing of thousands the few who are in everything have wide labels."""
    boxes = [Box(2000.0, 400.0), *(Box(60.0, 30.0) for _ in range(4000))]
    places = [[50.0 * (number % 63), 25.0 * (number // 63)] for number in range(len(boxes))]
    started = time.process_time()
    spread(places, boxes)
    assert time.process_time() - started < 12


def test_boxes_of_unlike_size_come_apart() -> None:
    count = 1200
    boxes = [Box(300.0, 60.0) if number % 100 == 0 else Box(20.0, 20.0) for number in range(count)]
    places = [[45.0 * (number % 40), 45.0 * (number // 40)] for number in range(count)]
    spread(places, boxes)
    wide = [number for number in range(count) if number % 100 == 0]
    covered = sum(
        abs(places[one][0] - places[other][0]) < 150 and abs(places[one][1] - places[other][1]) < 30
        for one in wide for other in range(count) if one != other)
    assert covered < count // 100
