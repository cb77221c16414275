"""How a crowd of points pushes one of them away: far groups count as one (Barnes and Hut)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_DEEPEST = 24  # halvings; points nearer than that are one
_COARSE = 0.8  # a group narrower than this times its distance counts as one

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Cell:
    """A square of the plane: how many points it holds, their middle, its four quarters."""

    count: int
    x: float
    y: float
    width: float
    quarters: tuple[Cell, ...]


def gather(points: Sequence[Point]) -> Cell:
    """The points in a tree of squares."""
    if not points:
        return Cell(0, 0.0, 0.0, 0.0, ())
    left, top = min(x for x, _ in points), min(y for _, y in points)
    width = max(max(x for x, _ in points) - left, max(y for _, y in points) - top) + 1.0
    return _cell(points, (left, top), width, _DEEPEST)


def _cell(points: Sequence[Point], corner: Point, width: float, deep: int) -> Cell:
    count = len(points)
    # fsum, since plain sums of floats come out differently from Python 3.12 on
    x, y = (math.fsum(axis) / count for axis in zip(*points, strict=True))
    quarters: tuple[Cell, ...] = ()
    if count > 1 and deep:
        quarters = tuple(
            _cell(inside, start, width / 2, deep - 1)
            for inside, start in _quarters(points, corner, width / 2)
        )
    return Cell(count, x, y, width, quarters)


def _quarters(
    points: Sequence[Point], corner: Point, half: float
) -> Iterator[tuple[list[Point], Point]]:
    across, down = corner[0] + half, corner[1] + half
    split: dict[tuple[bool, bool], list[Point]] = {}
    for point in points:
        split.setdefault((point[0] >= across, point[1] >= down), []).append(point)
    for (right, low), inside in sorted(split.items()):
        yield inside, (across if right else corner[0], down if low else corner[1])


def push(crowd: Cell, x: float, y: float) -> Point:
    """The sum over all points of the vector away from it, divided by the squared distance."""
    push_x = push_y = 0.0
    waiting = [crowd]
    while waiting:
        cell = waiting.pop()
        across, down = x - cell.x, y - cell.y
        squared = across * across + down * down
        if cell.quarters and cell.width * cell.width > _COARSE * _COARSE * squared:
            waiting.extend(cell.quarters)
        elif squared:
            force = cell.count / squared
            push_x += across * force
            push_y += down * force
    return push_x, push_y
