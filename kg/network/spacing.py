"""Moves nodes apart until no label covers another."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
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
    for _ in range(_PASSES_IF_BIG if big else _PASSES):
        moved = False
        for left, right in _near(places, levels):
            moved = _part(places[left], places[right], boxes[left], boxes[right]) or moved
        if not moved:
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
    found = [
        (left, right)
        for cells in grids
        for cell, inside in cells.items()
        for right in _touching(cells, cell)
        for left in inside
        if left < right
    ]
    for smaller, level in enumerate(levels):
        for larger in range(smaller + 1, len(levels)):
            found += (
                (min(one, other), max(one, other)) for one in level.numbers
                for other in _touching(grids[larger], levels[larger].cell(places[one]))
            )
    return found


def _touching(
    cells: Mapping[tuple[int, int], Sequence[int]], cell: tuple[int, int]
) -> Iterator[int]:
    """What stands in a cell and in those around it."""
    for across in (-1, 0, 1):
        for down in (-1, 0, 1):
            yield from cells.get((cell[0] + across, cell[1] + down), ())


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
