"""Where nodes stand on a drawing: a force-directed layout without randomness.

Fruchterman and Reingold's method with far nodes taken together (Barnes and Hut), written in
plain arithmetic (add, multiply, divide, square root), which every machine rounds alike: the
layouts of numerical libraries differ between machines, and small differences grow with each step.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from kg.network.crowd import Cell, gather, push
from kg.network.spacing import Box, spread

_SPACING = 100.0  # distance at which repulsion and attraction of two linked nodes balance
_GOLDEN = 2.399963229728653  # radians; the sunflower's angle
_STEPS = 120
_STEPS_IF_BIG = 50
_BIG = 1000  # nodes
_GRAVITY = 2.0  # bounds the drawing: its area grows with the number of nodes
_SMALL = Box(20.0, 20.0)


def layout(
    nodes: Sequence[str],
    links: Mapping[tuple[str, str], float],
    boxes: Mapping[str, Box] | None = None,
) -> dict[str, tuple[float, float]]:
    """Coordinates of each node, in whole units; ``links`` gives the pull of each link.

    ``boxes`` tell what is drawn at each node: no two will overlap.

    The same nodes and links in any order give the same places.
    """
    ordered = sorted(set(nodes))
    index = {node: number for number, node in enumerate(ordered)}
    springs = [
        (index[left], index[right], pull)
        for (left, right), pull in sorted(links.items())
        if left != right and left in index and right in index
    ]
    places = _start(len(ordered), springs)
    heat = _SPACING * math.sqrt(max(len(ordered), 1)) / 4
    steps = _STEPS if len(ordered) <= _BIG else _STEPS_IF_BIG
    for step in range(steps):
        _move(places, springs, max(heat * (1 - step / steps), 1.0))
    spread(places, [(boxes or {}).get(node, _SMALL) for node in ordered])
    return {
        node: (float(round(places[number][0])), float(round(places[number][1])))
        for number, node in enumerate(ordered)
    }


def _start(count: int, springs: Sequence[tuple[int, int, float]]) -> list[list[float]]:
    """A sunflower with the most linked nodes in the middle."""
    strength = [0.0] * count
    for left, right, pull in springs:
        strength[left] += pull
        strength[right] += pull
    places = [[0.0, 0.0] for _ in range(count)]
    ranked = sorted(range(count), key=lambda number: (-strength[number], number))
    for rank, number in enumerate(ranked):
        radius = _SPACING * math.sqrt(rank) * 0.8
        # rounded, since sine and cosine are not the same to the last bit everywhere
        places[number] = [
            round(radius * math.cos(rank * _GOLDEN), 3),
            round(radius * math.sin(rank * _GOLDEN), 3),
        ]
    return places


def _move(
    places: list[list[float]], springs: Sequence[tuple[int, int, float]], limit: float
) -> None:
    """One step: every node follows the forces on it, by ``limit`` at most."""
    crowd = gather([(x, y) for x, y in places])
    shifts = [_free(crowd, x, y) for x, y in places]
    _attract(places, shifts, springs)
    for place, (dx, dy) in zip(places, shifts, strict=True):
        length = math.sqrt(dx * dx + dy * dy)
        scale = min(length, limit) / length if length else 0.0
        place[0] += dx * scale
        place[1] += dy * scale


def _free(crowd: Sequence[Cell], x: float, y: float) -> list[float]:
    """The push away from all others, and the light pull to the middle that bounds the drawing."""
    push_x, push_y = push(crowd, x, y)
    strength = _SPACING * _SPACING
    return [push_x * strength - x * _GRAVITY, push_y * strength - y * _GRAVITY]


def _attract(
    places: Sequence[Sequence[float]], shifts: Sequence[list[float]],
    springs: Sequence[tuple[int, int, float]],
) -> None:
    """The pull of each link on both of its ends."""
    for left, right, pull in springs:
        (x, y), (other_x, other_y) = places[left], places[right]
        dx, dy = x - other_x, y - other_y
        force = pull * math.sqrt(dx * dx + dy * dy) / _SPACING
        one, other = shifts[left], shifts[right]
        one[0] -= dx * force
        one[1] -= dy * force
        other[0] += dx * force
        other[1] += dy * force
