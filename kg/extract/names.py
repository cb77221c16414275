"""Names never seen before: what follows an office and looks like a person's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.extract.annotations import Token

_SOFTER = "布加内万申代席各因日后二三十那强信天中外参主"  # what a name spelled in brackets may hold
_DOTS = "·•‧・．"
SEPARATORS = "·•‧・．-"
_LATIN = re.compile(r"\s{0,2}[（(]\s{0,2}([A-Z][A-Za-zÀ-ž'’.\- ]{2,50})(?:[,，][^）)]{0,30})?[）)]")
# The longest a transliterated name part, and an East Asian name, may be.
_FOREIGN_PART, _EAST_ASIAN, _LONGEST = 8, 5, 16


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name by pattern: where it ends, the Latin spelling beside it, and how sure it is."""

    end: int
    phrase_end: int  # after the spelling in brackets, if any
    latin: str | None
    rule: str
    confidence: float


class NameFinder:
    """Finds a personal name that begins at a given place."""

    def __init__(self, lists: Mapping[str, tuple[str, ...]], known: Iterable[str] = ()) -> None:
        listed = "".join(lists["grammar.transliteration"])
        boundaries = "".join(lists["grammar.boundaries"])
        self._foreign = frozenset(
            character for character in listed + "".join(known)
            if "\u4e00" <= character <= "\u9fff" and character not in boundaries
        )
        self._surnames = frozenset("".join(lists["grammar.surnames"]))
        self._compound = frozenset(lists["grammar.compound_surnames"])
        self._boundaries = frozenset(boundaries)
        self._not_names = tuple(lists["grammar.not_names"])
        self._given_ends = re.compile("|".join(lists["grammar.given_name_ends"]))
        self._soft = re.compile("|".join(lists["grammar.inside_names"]))
        part = f"(?:[{''.join(sorted(self._foreign))}]|{self._soft.pattern})"
        joined = f"(?:-{part}{{2,8}})?"
        self._dotted = re.compile(
            f"(?:让-)?{part}{{1,6}}{joined}(?:[{_DOTS}]{part}{{1,8}}{joined}){{1,3}}")

    def is_chinese(self, text: str) -> bool:
        """Whether a whole text looks like a Chinese name: a surname and one or two characters."""
        surname = 2 if text[:2] in self._compound else 1
        known = surname == 2 or text[:1] in self._surnames
        whole = self._given_ends.fullmatch(text[-1:])
        return known and 1 <= len(text) - surname <= 2 and all(
            map(self._inside, text[surname:-1] if whole else text[surname:]))

    def is_transliterated(self, text: str) -> bool:
        """Whether a whole text is made of what transliterated names are made of."""
        return len(text) >= 2 and all(
            self._is_foreign(text, at) or text[at] in SEPARATORS for at in range(len(text)))

    def _is_foreign(self, text: str, at: int) -> int:
        """How many characters from a place are of a transliterated name; 0 for none."""
        if text[at] in self._foreign:
            return 1
        soft = self._soft.match(text, at)
        return soft.end() - at if soft else 0

    def begins(self, text: str, end: int) -> int:
        """Where the run of characters of transliterated names that ends at a place begins."""
        start = end
        while start and end - start < _LONGEST and (
                self._is_foreign(text, start - 1) or text[start - 1] in SEPARATORS):
            start -= 1
        return start

    def dotted(self, text: str) -> Iterator[tuple[int, int]]:
        """Names in several parts (夏尔·米歇尔), wherever they stand."""
        return (match.span() for match in self._dotted.finditer(text))

    def inside_longer(self, text: str, start: int) -> bool:
        """Whether a name only ends a longer transliterated one (斯托克 in 符拉迪沃斯托克)."""
        before = text[max(0, start - 2) : start]
        return len(before) == 2 and all(self._is_foreign(before, at) for at in (0, 1))

    def goes_on(self, text: str, end: int) -> bool:
        """Whether what stands at a place may go on with a name."""
        return end < len(text) and self._inside(text[end])

    def at(self, text: str, start: int, stop: int, *, east_asian: bool) -> FoundName | None:
        """The name from ``start``, not going beyond ``stop``; None where nothing looks like one."""
        if text.startswith(self._not_names, start):
            return None
        if spelled := self._spelled(text, start, stop):
            return spelled
        end = self._foreign_end(text, start, stop)
        if east_asian and (found := self._east_asian(text, start, stop)):
            return found
        if end - start >= 2 and self._ends_here(text, end, stop):
            return FoundName(end, end, None, "name-transliterated", 0.85)
        found = self._east_asian(text, start, stop)
        return found if found and found.rule == "name-surname" else None

    def _spelled(self, text: str, start: int, stop: int) -> FoundName | None:
        """A name with its Latin spelling in brackets after it, whatever it is made of."""
        end = start
        while end < min(stop, start + _LONGEST) and (
            self._inside(text[end]) or text[end] in SEPARATORS or text[end] in _SOFTER
        ):
            end += 1
        latin = _LATIN.match(text, end) if end > start + 1 else None
        if latin is None:
            return None
        return FoundName(end, latin.end(), latin.group(1).strip(), "name-latin", 0.95)

    def _foreign_end(self, text: str, start: int, stop: int) -> int:
        position, part = start, 0
        while position < stop:
            size = self._is_foreign(text, position)
            if size and part < _FOREIGN_PART:
                part += size
            elif text[position] in SEPARATORS and part and position + 1 < stop:
                part = 0
            else:
                break
            position += max(1, size)
        while position > start and text[position - 1] in SEPARATORS:
            position -= 1
        return position

    def _east_asian(self, text: str, start: int, stop: int) -> FoundName | None:
        """A surname and given name, ending where a word of another kind begins."""
        surname = 2 if text[start : start + 2] in self._compound else 1
        known = surname == 2 or text[start : start + 1] in self._surnames
        end = start
        while end < stop and end - start < _EAST_ASIAN and self._inside(text[end]):
            end += 1
        short = known and end - start == surname + 1
        if short and end < stop and self._given_ends.match(text, end):
            return FoundName(end + 1, end + 1, None, "name-surname", 0.85)
        length = end - start
        if not self._ends_here(text, end, stop) or length < 2:
            return None
        if known and length <= surname + 2:
            return FoundName(end, end, None, "name-surname", 0.85)
        return FoundName(end, end, None, "name-run", 0.6) if length <= 4 else None

    def _inside(self, character: str) -> bool:
        return "\u4e00" <= character <= "\u9fff" and character not in self._boundaries

    def _ends_here(self, text: str, end: int, stop: int) -> bool:
        return end >= stop or end >= len(text) or not self._inside(text[end])


def spelled_after(text: str, end: int) -> tuple[int, int] | None:
    """Where the Latin spelling of a name that ends here stands: 摩根(Franziska Morgan)."""
    latin = _LATIN.match(text, end)
    if latin is None:
        return None
    start = latin.start(1)
    return start, start + len(latin.group(1).rstrip())


def next_stop(text: str, tokens: tuple[Token, ...], index: int, limit: int) -> int:
    """Where a name must end at the latest: the next word that is no part of a name."""
    for following in range(index, len(tokens)):
        token = tokens[following]
        if token.start >= limit:
            break
        if token.start and text[token.start - 1] in _DOTS:
            continue  # 罗伯特·马士基·乌格拉: a part of the name
        term = token.meaning("contact", "speech", "role", "marker", "country", "organization")
        if term is not None and term.id != "decoys":
            return min(token.start, limit)
    return limit
