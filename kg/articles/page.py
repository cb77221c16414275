"""What a page is made of, whatever it was stored as: blocks of text and told metadata."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["paragraph", "heading", "caption", "item"]

_LINE_BREAKS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = {
    **dict.fromkeys(range(0x20), None),
    **dict.fromkeys(range(0x7F, 0xA0), None),
    **dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xFFFC), None),
    **dict.fromkeys(range(0x202A, 0x202F), None),  # direction marks
    **dict.fromkeys(range(0x2066, 0x206A), None),
    **dict.fromkeys(range(0xE000, 0xF900), None),  # private use: icons of web fonts
    **dict.fromkeys(range(0xD800, 0xE000), None),  # lone surrogates
    0x09: " ",
    0x0A: "\n",
    0xA0: " ",
}
_SPACES = re.compile(r" {2,}")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SENTENCE = re.compile("[。！？；!?…]")


@dataclass(frozen=True, slots=True)
class Block:
    """A line of a page. ``linked`` is how many of its characters stand inside links."""

    text: str
    kind: BlockKind = "paragraph"
    linked: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A page in blocks.

    ``trusted`` pages hold the article and little else; in others it has to be found first.
    ``told`` are (name, value) pairs of metadata, the better ones of a name first.
    """

    blocks: tuple[Block, ...]
    told: tuple[tuple[str, str], ...] = ()
    trusted: bool = False

    def tell(self, name: str) -> tuple[str, ...]:
        """All values told under this name."""
        return tuple(value for key, value in self.told if key == name and value)


def tidy(text: str) -> str:
    """Text that no later stage has to mend: NFC, line breaks as \\n, no invisible characters."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _LINE_BREAKS.sub("\n", text).translate(_INVISIBLE))


def line_of(text: str) -> str:
    """A tidy text as one line: white space at its ends gone, runs of spaces one space."""
    return _SPACES.sub(" ", text.replace("\n", " ")).strip(" \u3000")


def han(text: str) -> int:
    """How many Chinese characters it has."""
    return len(_HAN.findall(text))


def sentences(text: str) -> int:
    """How many marks that end a sentence or a clause it has."""
    return len(_SENTENCE.findall(text))
