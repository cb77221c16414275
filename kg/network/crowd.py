"""How a crowd of points pushes one of them away: far groups count as one (Barnes and Hut)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

_DEEPEST = 24  # halvings; points nearer than that are one
_COARSE = 0.8  # a group narrower than this times its distance counts as one
_COARSE_SQUARED = _COARSE * _COARSE

Point = tuple[float, float]


# A square of the plane: how many points it holds, their middle, its squared width (0 for what is
# not divided), and where in the list of cells stands what comes after all that is inside of it.
# Plain tuples in a list, since a drawing looks at tens of millions of them.
Cell = tuple[int, float, float, float, int]


def gather(points: Sequence[Point]) -> list[Cell]:
    """The points in a tree of squares: each square followed by those inside of it."""
    cells: list[Cell] = []
    if points:
        left, top = min(x for x, _ in points), min(y for _, y in points)
        width = max(max(x for x, _ in points) - left, max(y for _, y in points) - top) + 1.0
        _gather(cells, points, (left, top), width, _DEEPEST)
    return cells


def _gather(
    cells: list[Cell], points: Sequence[Point], corner: Point, width: float, deep: int
) -> None:
    count, place = len(points), len(cells)
    if count == 1:
        cells.append((1, *points[0], 0.0, place + 1))
        return
    # fsum, since plain sums of floats come out differently from Python 3.12 on
    x, y = (math.fsum(axis) / count for axis in zip(*points, strict=True))
    cells.append((count, x, y, 0.0, place + 1))
    if deep:
        for inside, start in _quarters(points, corner, width / 2):
            _gather(cells, inside, start, width / 2, deep - 1)
        cells[place] = (count, x, y, width * width, len(cells))


def _quarters(
    points: Sequence[Point], corner: Point, half: float
) -> Iterator[tuple[list[Point], Point]]:
    """The points in each quarter that holds any, from the far corner to the near one."""
    across, down = corner[0] + half, corner[1] + half
    split: tuple[list[Point], ...] = ([], [], [], [])
    for point in points:
        split[(point[0] < across) * 2 + (point[1] < down)].append(point)
    starts = ((across, down), (across, corner[1]), (corner[0], down), corner)
    return ((inside, start) for inside, start in zip(split, starts, strict=True) if inside)


def push(crowd: Sequence[Cell], x: float, y: float) -> Point:
    """The sum over all points of the vector away from it, divided by the squared distance."""
    push_x = push_y = 0.0
    place, end = 0, len(crowd)
    while place < end:
        count, middle_x, middle_y, squared_width, after = crowd[place]
        across, down = x - middle_x, y - middle_y
        squared = across * across + down * down
        if squared_width > _COARSE_SQUARED * squared:
            place += 1  # near: what is inside counts
            continue
        place = after
        if squared:
            force = count / squared
            push_x += across * force
            push_y += down * force
    return push_x, push_y
