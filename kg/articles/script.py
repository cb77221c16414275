"""Traditional to simplified script, exactly as long as the text, code point for code point.

The conversion is OpenCC's t2s as opencc-python-reimplemented does it: in every stretch the
longest phrase of the dictionary wins, the leftmost among equals; what no phrase covers goes
character by character. The package walks a tree for that (2.4 MB/s); here the same dictionaries
are compiled once into a character map and one phrase automaton. A test proves both equal over
all entries. On top goes a small table of characters that t2s leaves (衞 → 卫).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.errors import DataBroken, ScriptLengthChanged

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_CONFIG = "t2s"


@dataclass(frozen=True, slots=True)
class _Table:
    """The compiled dictionaries."""

    characters: dict[int, str]
    phrases: tuple[tuple[str, str], ...]  # (traditional, simplified)
    automaton: AhoCorasick
    touched: re.Pattern[str]  # in a plain text, finds a character without which nothing changes


def simplify(text: str) -> str:
    """The text in simplified script. ScriptLengthChanged if that would move an offset."""
    table = _table()
    if _is_plain(text) and not table.touched.search(text):
        return text
    simplified = text.translate(table.characters)
    found = table.automaton.find_matches_as_indexes(text, overlapping=True)
    if found:
        simplified = _with_phrases(simplified, found, table)
    if len(simplified) != len(text):
        raise ScriptLengthChanged(
            "script table",
            f"{len(text)} code points became {len(simplified)}",
            "every entry of kg/articles/data/characters.yaml must keep its length",
        )
    return simplified


def _with_phrases(text: str, found: list[tuple[int, int, int]], table: _Table) -> str:
    """Put the phrases in: the longest first, the leftmost among equals, none overlapping."""
    taken = bytearray(len(text))
    kept: list[tuple[int, int, int]] = []
    for phrase, start, end in sorted(found, key=lambda match: (match[1] - match[2], match[1])):
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            kept.append((start, end, phrase))
    pieces: list[str] = []
    position = 0
    for start, end, phrase in sorted(kept):
        pieces += (text[position:start], table.phrases[phrase][1])
        position = end
    return "".join((*pieces, text[position:]))


@cache
def _table() -> _Table:
    """Read the dictionaries of OpenCC and the table of our own, once."""
    from ahocorasick_rs import AhoCorasick  # compiled code: only where it is used

    characters: dict[str, str] = {}
    phrases: dict[str, str] = {}
    for source, target in (*_opencc_entries(), *_own_entries()):
        if len(source) != len(target):
            raise DataBroken("script table", f"{source} → {target} changes the length", "fix it")
        (characters if len(source) == 1 else phrases)[source] = target
    own = str.maketrans({source: target for source, target in _own_entries()})
    pairs = tuple(sorted((source, target.translate(own)) for source, target in phrases.items()))
    return _Table(
        str.maketrans({source: target.translate(own) for source, target in characters.items()}),
        pairs,
        AhoCorasick([source for source, _ in pairs]),
        _touched(characters, phrases),
    )


def _is_plain(text: str) -> bool:
    """Whether all of it is in GB 2312, as nearly all text in simplified script is.

    The codec tells that thirty times faster than a table is looked up.
    """
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _touched(characters: Iterable[str], phrases: Iterable[str]) -> re.Pattern[str]:
    """The plain characters that may change, and one of each plain phrase that holds none."""
    known = {character for character in characters if _is_plain(character)}
    plain = (phrase for phrase in phrases if _is_plain(phrase))
    known.update([phrase[0] for phrase in plain if known.isdisjoint(phrase)])
    return re.compile("[" + "".join(map(re.escape, sorted(known))) + "]")


def _opencc_entries() -> Iterator[tuple[str, str]]:
    """(traditional, simplified) of all dictionaries that OpenCC's t2s uses."""
    import opencc

    converter = opencc.OpenCC(_CONFIG)
    for group in converter._dict_chain_data:
        for _, _, entries in group:
            for source, targets in entries.items():
                yield source, targets.split(" ")[0]  # the first is the one it takes


def _own_entries() -> Iterator[tuple[str, str]]:
    """What t2s leaves, from the data folder; single characters only."""
    from kg.articles.sites import sites

    yield from sorted(sites().script.items())
