"""The vocabulary of dates: words with what they count, and longer words they are part of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from kg.errors import DataBroken
from kg.extract.dates import Anchor, Part, Unit
from kg.resources import data_dir

_FILE = "lists/dates.yaml"
_PARTS: tuple[Part, ...] = ("early", "middle", "late", "earlier")
_KEY = re.compile(
    r"(?P<context>context )?(?:(?P<part>early|late) )?(?P<unit>day|month|year|week|window)"
    r" (?P<offset>any|[+-]\d+)(?: to (?P<to>[+-]\d+))?(?P<month> with month)?"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word that counts from another day; see :class:`kg.extract.dates.DateMention`."""

    unit: Unit | None  # None: a window
    offset: int | None
    end_offset: int | None
    anchor: Anchor
    part: Part | None
    needs_month: bool


@dataclass(frozen=True, slots=True, eq=False)
class DateWords:
    """All vocabulary, compiled once."""

    words: Mapping[str, Word]
    weeks: Mapping[str, int]
    parts: Mapping[str, Part]
    lists: Mapping[str, tuple[str, ...]]
    covers: Mapping[str, tuple[tuple[str, int], ...]]

    def covered(self, word: str, text: str, start: int) -> bool:
        """Whether the word at this place is part of a longer one (前天 in 目前天气)."""
        return any(text.startswith(longer, start - at) for longer, at in self.covers.get(word, ()))

    def after(self, name: str, text: str, at: int) -> str | None:
        """The longest entry of a list that stands at this place."""
        found = [entry for entry in self.lists[name] if text.startswith(entry, at)]
        return max(found, key=len, default=None)

    def before(self, name: str, text: str, at: int) -> str | None:
        """The longest entry of a list that ends at this place."""
        found = [entry for entry in self.lists[name] if text.endswith(entry, 0, at)]
        return max(found, key=len, default=None)


@cache
def date_words() -> DateWords:
    """The vocabulary that comes with the package."""
    import yaml

    path = data_dir() / _FILE
    lists = yaml.safe_load(path.read_text(encoding="utf-8"))
    return compile_words({key: tuple(map(str, value)) for key, value in lists.items()})


def compile_words(lists: Mapping[str, tuple[str, ...]]) -> DateWords:
    """The vocabulary of a mapping as in the data file; DataBroken for a key that means nothing."""
    words: dict[str, Word] = {}
    weeks: dict[str, int] = {}
    for key, entries in lists.items():
        if " " not in key:
            continue
        told = _KEY.fullmatch(key)
        if told is None:
            raise DataBroken(_FILE, f"'{key}' tells no unit and offset", "write 'day -1'")
        if told["unit"] == "week":
            weeks.update(dict.fromkeys(entries, int(told["offset"])))
        else:
            words.update(dict.fromkeys(entries, _word(told)))
    parts: dict[str, Part] = {
        word: part
        for part in _PARTS
        for word in lists[part]
    }
    exceptions = lists["word_not_in"]
    covers = {word: tuple(_covering(word, exceptions)) for word in words}
    covers |= {word: tuple(_covering(word, lists["week_word_not_in"])) for word in weeks}
    return DateWords(words, weeks, parts, lists, covers)


def _word(told: re.Match[str]) -> Word:
    return Word(
        None if told["unit"] == "window" else cast(Unit, told["unit"]),
        None if told["offset"] == "any" else int(told["offset"]),
        int(told["to"]) if told["to"] else None,
        "context" if told["context"] else "now",
        cast(Part | None, told["part"]),
        bool(told["month"]),
    )


def _covering(word: str, longer: Iterable[str]) -> Iterable[tuple[str, int]]:
    """The longer strings that hold the word, with the place where it stands in them."""
    for entry in longer:
        at = entry.find(word)
        while at >= 0:
            yield entry, at
            at = entry.find(word, at + 1)


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
