"""What a page is made of, whatever it was stored as: blocks of text and told metadata."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["paragraph", "heading", "caption", "item"]

_UNTIDY = re.compile(  # any of what follows
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060\u2066-\u2069"
    "\ud800-\uf8ff\ufeff\ufffc\U000f0000-\U0010ffff]"
)
_LINE_BREAKS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACE_LIKE = re.compile("[\t\xa0]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad"  # control characters, soft hyphens
    "\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffc"  # widths and directions
    "\ud800-\udfff"  # lone surrogates
    "\ue000-\uf8ff\U000f0000-\U0010ffff]"  # private use: icons of web fonts
)
_SPACES = re.compile(r" {2,}")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_SENTENCE = re.compile("[。！？；!?…]")


@dataclass(frozen=True, slots=True)
class Block:
    """A line of a page. ``linked`` is how many of its characters stand inside links.

    Lines of one ``place`` stand in elements of the same names and classes, all the way up; 0
    where there are none.
    """

    text: str
    kind: BlockKind = "paragraph"
    linked: int = 0
    place: int = field(default=0, compare=False)


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
    if _UNTIDY.search(text):
        text = _SPACE_LIKE.sub(" ", _LINE_BREAKS.sub("\n", text))
        text = _INVISIBLE.sub("", text)
    return unicodedata.normalize("NFC", text)


def line_of(text: str) -> str:
    """A tidy text as one line: white space at its ends gone, runs of spaces one space."""
    text = text.replace("\n", " ")
    return (_SPACES.sub(" ", text) if "  " in text else text).strip()


def han(text: str) -> int:
    """How many Chinese characters it has."""
    return sum(map(len, _HAN.findall(text)))


def sentences(text: str) -> int:
    """How many marks that end a sentence or a clause it has."""
    return len(_SENTENCE.findall(text))
