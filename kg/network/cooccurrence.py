"""What comes up together more often than chance would have it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from kg.network.counting import Unit, all_windows


@dataclass(frozen=True, slots=True)
class Cooccurrence:
    """How often two items occur in one unit, in one window.

    ``lift`` is p(a, b) / (p(a) p(b)): 1 where they are independent. ``pmi`` is its binary
    logarithm, in bits. Both have six digits after the point.
    """

    between: tuple[str, str]
    window: str
    count: int
    lift: float
    pmi: float


def cooccurrences(units: Iterable[Unit]) -> tuple[Cooccurrence, ...]:
    """All pairs of items that share a unit, by window and then by key."""
    known = tuple(units)
    return tuple(
        pair
        for window in all_windows(known)
        for pair in _in_window([unit for unit in known if window in unit.windows], window)
    )


def _in_window(units: list[Unit], window: str) -> list[Cooccurrence]:
    single = Counter(item for unit in units for item in unit.items)
    double = Counter(pair for unit in units for pair in combinations(unit.items, 2))
    return [
        _cooccurrence(pair, window, count, single, len(units))
        for pair, count in sorted(double.items())
    ]


def _cooccurrence(
    pair: tuple[str, str], window: str, count: int, single: Counter[str], total: int
) -> Cooccurrence:
    # integers until the one division, so that no platform rounds differently on the way
    lift = (count * total) / (single[pair[0]] * single[pair[1]])
    return Cooccurrence(pair, window, count, round(lift, 6), round(math.log2(lift), 6) + 0.0)
