"""Whether an event took place, by the words beside the word that tells it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kg.knowledge.records import Cue
from kg.model import Status

# A cue that is part of another word or construction: 将 in 将军, 没有 in 没有不…
_ORDER: dict[str, int] = {"none": 0, "cancelled": 1, "denied": 2, "planned": 3, "ongoing": 4}
Meaning = Status | Literal["none"]


@dataclass(frozen=True, slots=True)
class StatusFound:
    """A status with the cue that tells it; no span where nothing speaks against held."""

    status: Meaning
    span: tuple[int, int] | None
    moved: bool = False  # the span names the day that it was put off to


class StatusFinder:
    """Decides the status of an event from the words before and after it in its clause."""

    def __init__(self, cues: Sequence[Cue], decoys: Sequence[str] = ()) -> None:
        self._decoys = re.compile("|".join(decoys) or "(?!)")
        self._means = {cue.word: cue.means for cue in cues}
        self._before = _pattern(cue.word for cue in cues if cue.place in ("before", "either"))
        self._after = _pattern(cue.word for cue in cues if cue.place in ("after", "either"))

    def find(
        self, text: str, before: tuple[int, int], after: tuple[int, int],
        names: Sequence[tuple[int, int]] = (),
    ) -> StatusFound:
        """The strongest cue in the two windows, no part of which lies in a name (韩正在).

        All offsets are half-open, into the text.
        """
        begin, end = min(before[0], after[0]), max(before[1], after[1])
        decoys = [match.span() for match in self._decoys.finditer(text, begin, end)]
        names = [*names, *decoys]
        found = [
            (match.group(), match.start(), match.end())
            for pattern, window in ((self._before, before), (self._after, after))
            for match in pattern.finditer(text, *window)
            if not any(start < match.end() and match.start() < end for start, end in names)
        ]
        if not found:
            return StatusFound("held", None)
        word, start, end = min(found, key=lambda cue: (_ORDER[self._means[cue[0]]], -cue[1]))
        return StatusFound(self._means[word], (start, end))


def _pattern(words: object) -> re.Pattern[str]:
    ordered = sorted(words, key=len, reverse=True)  # type: ignore[call-overload]
    return re.compile("|".join(re.escape(word) for word in ordered))
