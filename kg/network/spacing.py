"""Moves nodes apart until no label covers another."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

_PASSES = 200  # most drawings need a few dozen
_PASSES_IF_BIG = 40  # what is left then overlaps little
_BIG = 1000  # nodes
_ROOM = 6.0  # between two boxes


@dataclass(frozen=True, slots=True)
class Box:
    """What is drawn at a node: its width and height, and how far its middle lies below it."""

    width: float
    height: float
    drop: float = 0.0


def spread(places: list[list[float]], boxes: Sequence[Box]) -> None:
    """Shifts overlapping boxes, each pair along its shorter overlap, half each."""
    cell = (
        max((box.width for box in boxes), default=0.0) + _ROOM,
        max((box.height + 2 * abs(box.drop) for box in boxes), default=0.0) + _ROOM,
    )
    for _ in range(_PASSES if len(places) <= _BIG else _PASSES_IF_BIG):
        moved = False
        for left, right in _near(places, cell):
            moved = _part(places[left], places[right], boxes[left], boxes[right]) or moved
        if not moved:
            return


def _near(places: Sequence[Sequence[float]], cell: tuple[float, float]) -> list[tuple[int, int]]:
    """Pairs in the same cell of a grid or in touching ones: no other two can overlap."""
    cells: dict[tuple[int, int], list[int]] = {}
    for number, (x, y) in enumerate(places):
        cells.setdefault((math.floor(x / cell[0]), math.floor(y / cell[1])), []).append(number)
    return [
        (left, right)
        for (column, row), inside in cells.items()
        for across in (-1, 0, 1)
        for down in (-1, 0, 1)
        for right in cells.get((column + across, row + down), ())
        for left in inside
        if left < right
    ]


def _part(left: list[float], right: list[float], one: Box, other: Box) -> bool:
    """Moves two boxes apart if they overlap; whether they did."""
    apart = (right[0] - left[0], right[1] + other.drop - left[1] - one.drop)
    across = (one.width + other.width) / 2 + _ROOM - abs(apart[0])
    down = (one.height + other.height) / 2 + _ROOM - abs(apart[1])
    if across <= 1e-6 or down <= 1e-6:
        return False
    axis, shift = (0, across / 2) if across < down else (1, down / 2)
    sign = 1.0 if apart[axis] >= 0.0 else -1.0
    left[axis] -= sign * shift
    right[axis] += sign * shift
    return True
