"""The vocabulary of reported speech, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.knowledge.records import SpeechVerb
from kg.resources import data_dir

_FILE = "lists/speech.yaml"
_VERB_GAP = 6  # the longest word that may stand right before a verb and change it


@dataclass(frozen=True, slots=True, eq=False)
class SpeechWords:
    """Verbs and the words around them; see ``lists/speech.yaml`` for what each list means."""

    lists: Mapping[str, tuple[str, ...]]
    verbs: re.Pattern[str]
    stance: frozenset[str]
    joint: re.Pattern[str]
    pronoun: re.Pattern[str]
    asker: re.Pattern[str]
    side: re.Pattern[str]
    modal: re.Pattern[str]

    def ends_with(self, name: str, text: str, start: int, end: int) -> bool:
        """Whether the stretch ends with a word of the list."""
        return text.endswith(self.lists[name], start, end)

    def starts_with(self, name: str, text: str, start: int, end: int) -> bool:
        """Whether the stretch starts with a word of the list."""
        return text.startswith(self.lists[name], start, end)

    def ending(self, name: str, text: str, start: int, end: int) -> str:
        """The longest word of the list that the stretch ends with, else ""."""
        found = (word for word in self.lists[name] if text.endswith(word, start, end))
        return max(found, key=len, default="")

    def beginning(self, name: str, text: str, start: int, end: int) -> str:
        """The longest word of the list that the stretch begins with, else ""."""
        found = (word for word in self.lists[name] if text.startswith(word, start, end))
        return max(found, key=len, default="")

    def holds(self, name: str, text: str, start: int, end: int) -> bool:
        """Whether a word of the list is in the stretch."""
        stretch = text[start:end]
        return any(word in stretch for word in self.lists[name])

    def is_only(self, name: str, text: str, start: int, end: int) -> bool:
        """Whether a stretch is empty, or a word of the list and a mark."""
        stretch = text[start:end].rstrip("，,")
        return not stretch or stretch in self.lists[name]

    def found(self, text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
        """The verbs of a stretch, in order; those that touch (补充说) are one."""
        spans = [
            match.span() for match in self.verbs.finditer(text, start, end)
            if match["verb"] and self._reports(text, match.start(), match.end())
        ]
        merged: list[tuple[int, int]] = []
        for span in spans:
            ends = text[slice(*span)] in self.lists["report_ends"]
            if merged and merged[-1][1] == span[0] and ends:
                merged[-1] = merged[-1][0], span[1]
            else:
                merged.append(span)
        return merged

    def _reports(self, text: str, start: int, end: int) -> bool:
        return not self.starts_with(
            "verb_not_before", text, end, end + _VERB_GAP
        ) and not self.ends_with("verb_not_after", text, max(0, start - _VERB_GAP), start)


@cache
def _shipped_lists() -> Mapping[str, tuple[str, ...]]:
    import yaml

    lists = yaml.safe_load((data_dir() / _FILE).read_text(encoding="utf-8"))
    return {name: tuple(map(str, words)) for name, words in lists.items()}


@lru_cache(maxsize=8)
def speech_words(verbs: tuple[SpeechVerb, ...]) -> SpeechWords:
    """The vocabulary with these verbs."""
    lists = _shipped_lists()
    words = {record.verb for record in verbs}
    other = ["\0"] + [word for word in lists["verb_not_in"] if any(verb in word for verb in words)]
    return SpeechWords(
        lists,
        re.compile(f"{_any(other)}|(?P<verb>{_any(words)})"),
        frozenset(lists["stance_verbs"]),
        re.compile(f"(?:{_any(lists['both'])})(?:{_any(lists['both_adverbs'])}){{0,3}}"),
        re.compile(_any(lists["pronouns"])),
        re.compile(f"(?:{_any(lists['askers'])})[^，,。：:“]{{0,6}}[：:]"),
        re.compile(_any(lists["goes_on"])),
        re.compile(_any(lists["modals"])),
    )


def _any(words: Iterable[str]) -> str:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in ordered)
