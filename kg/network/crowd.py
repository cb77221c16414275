"""How a crowd of points pushes one of them away: far groups count as one (Barnes and Hut)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_DEEPEST = 24  # halvings; points nearer than that are one
_COARSE = 0.8  # a group narrower than this times its distance counts as one
_COARSE_SQUARED = _COARSE * _COARSE

_OFTEN = 8  # steps after which it is seen which points are done

Point = tuple[float, float]
Floats = NDArray[np.float64]


# A square of the plane: how many points it holds, their middle, its squared width (0 for what is
# not divided), and where in the list of cells stands what comes after all that is inside of it.
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


def push(crowd: Sequence[Cell], x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """For each point the sum over all others of the vector away from it, divided by its square.

    All points walk through the cells at a time, each at its own pace; every sum is made in the
    order of the cells, so that no bit depends on who walks along.
    """
    push_x, push_y = np.zeros_like(x), np.zeros_like(y)
    cells = _columns(crowd)
    who = np.arange(len(x))
    place = np.zeros(len(x), dtype=np.intp)
    sum_x, sum_y = push_x.copy(), push_y.copy()
    while len(who):
        for _ in range(_OFTEN):
            place = _step(cells, place, (x, y), (sum_x, sum_y))
        done = place >= len(crowd)
        if done.any():
            push_x[who[done]], push_y[who[done]] = sum_x[done], sum_y[done]
            left = ~done
            who, place, x, y = who[left], place[left], x[left], y[left]
            sum_x, sum_y = sum_x[left], sum_y[left]
    return push_x, push_y


class _Columns(NamedTuple):
    """The cells, with one more at the end that pushes nobody and comes after itself."""

    size: Floats
    x: Floats
    y: Floats
    squared_width: Floats
    after: NDArray[np.intp]


def _columns(crowd: Sequence[Cell]) -> _Columns:
    last = (0, 0.0, 0.0, 0.0, len(crowd))
    size, x, y, squared_width, after = zip(*crowd, last, strict=True)
    return _Columns(np.array(size, dtype=np.float64), np.array(x), np.array(y),
                    np.array(squared_width), np.array(after, dtype=np.intp))


def _step(
    cells: _Columns, place: NDArray[np.intp], point: tuple[Floats, Floats],
    sums: tuple[Floats, Floats],
) -> NDArray[np.intp]:
    """Each point looks at its cell: it counts, or is near, and then what is inside counts."""
    across, down = point[0] - cells.x[place], point[1] - cells.y[place]
    squared = across * across + down * down
    near = cells.squared_width[place] > _COARSE_SQUARED * squared
    counts = ~near & (squared != 0.0)
    force = np.divide(cells.size[place], squared, out=np.zeros_like(squared), where=counts)
    sums[0][:] += across * force
    sums[1][:] += down * force
    return np.where(near, place + 1, cells.after[place])
