"""Annotations looked up by place, however many there are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Generic, Protocol, TypeVar


class Spanned(Protocol):
    """Anything with half-open offsets."""

    @property
    def start(self) -> int:
        """Where it begins."""
        ...

    @property
    def end(self) -> int:
        """Where it ends (exclusive)."""
        ...


T = TypeVar("T", bound=Spanned)


class Spans(Generic[T]):
    """Items in order of their starts. ``within`` finds those in a stretch of text quickly."""

    def __init__(self, items: Iterable[T]) -> None:
        self._items: Sequence[T] = sorted(items, key=lambda item: (item.start, item.end))
        self._starts = [item.start for item in self._items]

    def within(self, start: int, end: int) -> tuple[T, ...]:
        """The items that lie wholly in a half-open stretch, in order."""
        first, last = bisect_left(self._starts, start), bisect_right(self._starts, end)
        return tuple(item for item in self._items[first:last] if item.end <= end)

    def starting(self, start: int, end: int) -> Sequence[T]:
        """The items that begin in a half-open stretch, in order."""
        return self._items[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def touching(self, start: int, end: int) -> tuple[T, ...]:
        """The items that overlap a half-open stretch, in order, where none overlap each other."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = bisect_left(self._starts, end)
        return tuple(item for item in self._items[first:last] if item.end > start)

    def holding(self, position: int) -> T | None:
        """The last item to begin at or before a position, if it still holds it."""
        index = bisect_right(self._starts, position) - 1
        if index < 0 or self._items[index].end <= position:
            return None
        return self._items[index]

    def before(self, position: int) -> T | None:
        """The last item to begin before a position."""
        index = bisect_left(self._starts, position) - 1
        return self._items[index] if index >= 0 else None


class Taken:
    """Stretches of text that words stand in. They may overlap by little only (one word)."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._stretches = sorted(stretches)
        self._longest = max((end - start for start, end in self._stretches), default=0)

    def touches(self, start: int, end: int) -> bool:
        """Whether any stretch overlaps a half-open one."""
        first = bisect_left(self._stretches, (start - self._longest, 0))
        last = bisect_left(self._stretches, (end, 0))
        return any(begin < end and start < stop for begin, stop in self._stretches[first:last])
