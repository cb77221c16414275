"""Moves nodes apart until no label covers another."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

_PASSES = 200  # most drawings need a few dozen
_PASSES_IF_BIG = 40  # what is left then overlaps little
_BIG = 1000  # nodes
_ROOM = 6.0  # between two boxes
_TOUCHING = 1e-6  # an overlap that is none


@dataclass(frozen=True, slots=True)
class Box:
    """What is drawn at a node: its width and height, and how far its middle lies below it."""

    width: float
    height: float
    drop: float = 0.0


@dataclass(frozen=True, slots=True)
class _Level:
    """Nodes of like size, and the cells of a grid in which only touching ones can overlap."""

    numbers: tuple[int, ...]
    width: float
    height: float

    def cell(self, place: Sequence[float]) -> tuple[int, int]:
        """The column and row that a place is in."""
        return math.floor(place[0] / self.width), math.floor(place[1] / self.height)


def spread(places: list[list[float]], boxes: Sequence[Box]) -> None:
    """Shifts overlapping boxes, each pair along its shorter overlap, half each."""
    big = len(places) > _BIG
    levels = _levels(boxes, by_size=big)
    halves = [(box.width / 2, box.height / 2, box.drop) for box in boxes]
    for _ in range(_PASSES_IF_BIG if big else _PASSES):
        if not _part(_near(places, levels), places, halves):
            return


def _levels(boxes: Sequence[Box], *, by_size: bool) -> list[_Level]:
    """The nodes from small to large: a few large ones make no wide cells for all others."""
    sizes: dict[int, list[int]] = {}
    for number, box in enumerate(boxes):
        sizes.setdefault(math.frexp(box.width)[1] if by_size else 0, []).append(number)
    return [
        _Level(
            tuple(numbers),
            max(boxes[number].width for number in numbers) + _ROOM,
            max(boxes[number].height + 2 * abs(boxes[number].drop) for number in numbers) + _ROOM,
        )
        for _, numbers in sorted(sizes.items())
    ]


def _near(places: Sequence[Sequence[float]], levels: Sequence[_Level]) -> list[tuple[int, int]]:
    """Pairs in the same cell of a grid or in touching ones: no other two can overlap."""
    grids: list[dict[tuple[int, int], list[int]]] = []
    for level in levels:
        cells: dict[tuple[int, int], list[int]] = {}
        for number in level.numbers:
            cells.setdefault(level.cell(places[number]), []).append(number)
        grids.append(cells)
    found: list[tuple[int, int]] = []
    for cells in grids:
        for cell, inside in cells.items():
            for right in _touching(cells, cell):
                found += [(left, right) for left in inside if left < right]
    for smaller, level in enumerate(levels):
        for larger in range(smaller + 1, len(levels)):
            around = cache(partial(_touching, grids[larger]))
            for one in level.numbers:
                found += [(one, other) if one < other else (other, one)
                          for other in around(levels[larger].cell(places[one]))]
    return found


def _touching(
    cells: Mapping[tuple[int, int], Sequence[int]], cell: tuple[int, int]
) -> list[int]:
    """What stands in a cell and in those around it."""
    found: list[int] = []
    for across in (-1, 0, 1):
        for down in (-1, 0, 1):
            found += cells.get((cell[0] + across, cell[1] + down), ())
    return found


def _part(
    pairs: Iterable[tuple[int, int]], places: Sequence[list[float]],
    halves: Sequence[tuple[float, float, float]],
) -> bool:
    """Moves the boxes of each pair apart if they overlap; whether any did.

    ``halves`` are half the width and height of each box, and its drop.
    """
    moved = False
    for left, right in pairs:
        one, other = places[left], places[right]
        (half, high, drop), (other_half, other_high, other_drop) = halves[left], halves[right]
        right_by = other[0] - one[0]
        across = half + other_half + _ROOM - abs(right_by)
        if across <= _TOUCHING:
            continue
        below_by = other[1] + other_drop - one[1] - drop
        down = high + other_high + _ROOM - abs(below_by)
        if down > _TOUCHING:
            _shift(one, other, (right_by, across), (below_by, down))
            moved = True
    return moved


def _shift(
    left: list[float], right: list[float],
    across: tuple[float, float], down: tuple[float, float],
) -> None:
    """Moves two boxes by half of the shorter overlap each; each axis: how far apart, overlap."""
    axis, (apart, overlap) = (0, across) if across[1] < down[1] else (1, down)
    shift = overlap / 2 if apart >= 0.0 else -overlap / 2
    left[axis] -= shift
    right[axis] += shift
