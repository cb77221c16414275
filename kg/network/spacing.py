"""Moves nodes apart until no label covers another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_PASSES = 200  # most drawings need a few dozen
_ROOM = 6.0  # between two boxes


@dataclass(frozen=True, slots=True)
class Box:
    """What is drawn at a node: its width and height, and how far its middle lies below it."""

    width: float
    height: float
    drop: float = 0.0


def spread(places: list[list[float]], boxes: Sequence[Box]) -> None:
    """Shifts overlapping boxes, each pair along its shorter overlap, half each."""
    widest = max((box.width for box in boxes), default=0.0) + _ROOM
    for _ in range(_PASSES):
        order = sorted(range(len(places)), key=lambda number: (places[number][0], number))
        moved = False
        for rank, left in enumerate(order):
            for right in order[rank + 1 :]:
                if places[right][0] - places[left][0] > widest:
                    break
                moved = _part(places[left], places[right], boxes[left], boxes[right]) or moved
        if not moved:
            return


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
