"""Sets that grow by joining, with pairs that must stay apart."""

from __future__ import annotations

from collections.abc import Iterable


class Clusters:
    """Union-find over keys; ``keep_apart`` is never crossed, by no chain of joins."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._of = {key: key for key in keys}
        self._members: dict[str, tuple[str, ...]] = {key: (key,) for key in self._of}
        self._apart: dict[str, set[str]] = {}

    def members(self, key: str) -> tuple[str, ...]:
        """All keys of the set that holds a key."""
        return self._members[self._of[key]]

    def keep_apart(self, left: str, right: str) -> None:
        """The two must never be in one set. Keys that are not known are ignored."""
        if left in self._of and right in self._of:
            self._apart.setdefault(left, set()).add(right)
            self._apart.setdefault(right, set()).add(left)

    def join(self, left: str, right: str) -> bool:
        """Join two sets; False, and nothing done, where that would put a pair together."""
        a, b = self._of[left], self._of[right]
        if a == b:
            return True
        if any(other in self._members[b] for key in self._members[a]
               for other in self._apart.get(key, ())):
            return False
        first, second = min(a, b), max(a, b)
        self._members[first] = tuple(sorted((*self._members[first], *self._members.pop(second))))
        for key in self._members[first]:
            self._of[key] = first
        return True

    def representatives(self) -> dict[str, str]:
        """From each key to the smallest key of its set."""
        return dict(self._of)
