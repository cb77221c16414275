"""Who speaks where, to find the other one who speaks near a place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from kg.extract.annotations import Utterance


class Turns:
    """Where each person speaks, in order."""

    def __init__(self, speeches: Iterable[Utterance]) -> None:
        turns = sorted({(speech.start, key) for speech in speeches for key in speech.speakers
                        if key.startswith("person/")})
        self._starts = [start for start, _ in turns]
        self._keys = [key for _, key in turns]
        self._before = _of_others(self._keys)
        self._after = [len(turns) - 1 - i for i in reversed(_of_others(self._keys[::-1]))]

    def nearest_other(self, position: int, speaker: str) -> str | None:
        """The person nearest to a place who speaks and is not the speaker; of two the first key."""
        starts = [position]
        last = bisect_left(self._starts, position) - 1
        if last >= 0 and self._keys[last] == speaker:
            last = self._before[last]
        if last >= 0:
            starts.append(self._starts[last])
        others = ((abs(self._starts[turn] - position), self._keys[turn])
                  for turn in (self._from(start, speaker) for start in starts)
                  if turn < len(self._keys))
        return min(others, default=(0, None))[1]

    def _from(self, start: int, speaker: str) -> int:
        """The number of the first turn of another from a place on; that of all if there is none."""
        turn = bisect_left(self._starts, start)
        own = turn < len(self._keys) and self._keys[turn] == speaker
        return self._after[turn] if own else turn


def _of_others(keys: Sequence[str]) -> list[int]:
    """For each turn the number of the last one before it of another person; -1 if there is none."""
    found: list[int] = []
    for turn, key in enumerate(keys):
        same = turn > 0 and keys[turn - 1] == key
        found.append(found[turn - 1] if same else turn - 1)
    return found
