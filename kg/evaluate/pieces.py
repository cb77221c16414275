"""Pieces of text that are known by their digest, so that gold need not hold the text itself."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from typing import Any

START_CHARS, END_CHARS = 10, 8  # of a body's first and last words that are compared
_HEX_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text without its white space.

    ``at`` is where it begins in the decoded file, ``text`` what it says; both where known.
    """

    sha256: str  # its first hex digits
    chars: int
    at: int | None = field(default=None, compare=False)
    text: str | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        """What it says and where, as far as that is known."""
        place = "" if self.at is None else f"@{self.at}"
        return " ".join(filter(None, (place, self.text or f"sha256 {self.sha256}")))

    def stands_in(self, text: str) -> bool:
        """Whether squeezed text holds it."""
        if self.text is not None:
            return self.text in text
        return self.sha256 in _digests(text, self.chars)

    def begins(self, text: str) -> bool:
        """Whether squeezed text begins with it."""
        return digest(text[: self.chars]) == self.sha256

    def ends(self, text: str) -> bool:
        """Whether squeezed text ends with it."""
        return digest(text[max(len(text) - self.chars, 0) :]) == self.sha256

    def as_json(self) -> dict[str, Any]:
        """Without its text."""
        return {"sha256": self.sha256, "chars": self.chars, "at": self.at}


class Place:
    """A decoded file in which pieces are looked for."""

    def __init__(self, content: str) -> None:
        self._offsets = [i for i, character in enumerate(content) if not character.isspace()]
        self._squeezed = "".join(content[i] for i in self._offsets)

    def find(self, text: str, start: int = 0) -> int | None:
        """Where squeezed text begins in the file: from an offset on, else before it."""
        found = self._squeezed.find(text, bisect_left(self._offsets, start))
        found = found if found >= 0 else self._squeezed.find(text)
        return self._offsets[found] if text and found >= 0 else None

    def piece(self, text: str, start: int = 0) -> Piece:
        """A piece with its place."""
        bare = squeezed(text)
        return Piece(digest(bare), len(bare), self.find(bare, start), bare)

    def restored(self, piece: Piece) -> Piece:
        """A piece with its text, where it stands at its place."""
        if piece.at is None:
            return piece
        first = bisect_left(self._offsets, piece.at)
        text = self._squeezed[first : first + piece.chars]
        return replace(piece, text=text) if digest(text) == piece.sha256 else piece


def read_piece(raw: str | Mapping[str, Any] | None) -> Piece | None:
    """A piece as gold has it, as text or by digest; None for nothing."""
    if not raw:
        return None
    if isinstance(raw, str):
        bare = squeezed(raw)
        return Piece(digest(bare), len(bare), text=bare)
    return Piece(raw["sha256"], raw["chars"], raw["at"])


def squeezed(text: str) -> str:
    """Text without its white space."""
    return "".join(text.split())


def digest(text: str) -> str:
    """The first digits of the digest of squeezed text."""
    return sha256(text.encode(errors="surrogatepass")).hexdigest()[:_HEX_DIGITS]


@lru_cache(maxsize=4096)
def _digests(text: str, chars: int) -> frozenset[str]:
    """The digests of all pieces of this length."""
    return frozenset(digest(text[i : i + chars]) for i in range(len(text) - chars + 1))
