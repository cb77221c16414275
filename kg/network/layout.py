"""Where nodes stand on a drawing: a force-directed layout without randomness.

Fruchterman and Reingold's method with far nodes taken together (Barnes and Hut), by nothing but
arithmetic number by number (add, multiply, divide, square root), which every machine rounds
alike, and sums one by one: the layouts and the sums of numerical libraries differ between
machines, and small differences grow with each step.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.network.crowd import Floats, gather, push
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
    if not ordered:
        return {}
    index = {node: number for number, node in enumerate(ordered)}
    springs = [
        (index[left], index[right], pull)
        for (left, right), pull in sorted(links.items())
        if left != right and left in index and right in index
    ]
    places = _start(len(ordered), springs)
    heat = _SPACING * math.sqrt(max(len(ordered), 1)) / 4
    steps = _STEPS if len(ordered) <= _BIG else _STEPS_IF_BIG
    x, y = (np.array(axis, dtype=np.float64) for axis in zip(*places, strict=True))
    pulling = _Springs.of(springs)
    for step in range(steps):
        x, y = _moved(x, y, pulling, max(heat * (1 - step / steps), 1.0))
    places = [[*place] for place in zip(x.tolist(), y.tolist(), strict=True)]
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


class _Springs(NamedTuple):
    """The links: the numbers of their ends, and how they pull."""

    left: NDArray[np.intp]
    right: NDArray[np.intp]
    pull: Floats

    @classmethod
    def of(cls, springs: Sequence[tuple[int, int, float]]) -> _Springs:
        """The springs in columns."""
        left, right, pull = zip(*springs, strict=True) if springs else ((), (), ())
        return cls(np.array(left, dtype=np.intp), np.array(right, dtype=np.intp),
                   np.array(pull, dtype=np.float64))


def _moved(x: Floats, y: Floats, springs: _Springs, limit: float) -> tuple[Floats, Floats]:
    """The places after one step: every node follows the forces on it, by ``limit`` at most."""
    crowd = gather(list(zip(x.tolist(), y.tolist(), strict=True)))
    push_x, push_y = push(crowd, x, y)
    strength = _SPACING * _SPACING
    # away from all others, and lightly to the middle, which bounds the drawing
    dx, dy = push_x * strength - x * _GRAVITY, push_y * strength - y * _GRAVITY
    _attract(x, y, springs, dx, dy)
    length = np.sqrt(dx * dx + dy * dy)
    scale = np.divide(
        np.minimum(length, limit), length, out=np.zeros_like(length), where=length != 0.0)
    return x + dx * scale, y + dy * scale


def _attract(x: Floats, y: Floats, springs: _Springs, dx: Floats, dy: Floats) -> None:
    """The pull of each link on both of its ends, added to the shifts one after the other."""
    across, down = x[springs.left] - x[springs.right], y[springs.left] - y[springs.right]
    force = springs.pull * np.sqrt(across * across + down * down) / _SPACING
    ends = np.stack((springs.left, springs.right), axis=1).ravel()
    for shift, pulled in ((dx, across * force), (dy, down * force)):
        np.add.at(shift, ends, np.stack((-pulled, pulled), axis=1).ravel())
