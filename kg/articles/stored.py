"""What files and archives hold, as bytes: bounded, so that no bomb fills the memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO

from kg.model import Refusal

MOST_BYTES = 2 << 30  # unpacked, of one archive
MOST_FILE = 64 << 20  # of one file
_MOST_MEMBERS = 200_000
REPACK = "get it again, or pack its files anew"  # remedy for what is wrong in an archive


@dataclass(frozen=True, slots=True)
class WebPage:
    """What a crawl tells of a page. ``part`` is the number of its record in the file, from 1."""

    part: int
    url: str
    charset: str | None = None  # as the server declared it


@dataclass(frozen=True, slots=True)
class Stored:
    """A file with its bytes, or a page of a crawl. ``path`` is relative to the input given."""

    path: str
    data: bytes
    page: WebPage | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive with its name as stored; None for what is told of the archive itself.

    What was found has no path yet: names are decoded all together.
    """

    name: bytes | None
    found: Stored | Refusal


class Budget:
    """How much an archive may still unpack to; ``told`` is that in the user's words."""

    def __init__(self, most: int | None = None, told: str = "2 GiB") -> None:
        self.bytes, self.members = MOST_BYTES if most is None else most, _MOST_MEMBERS
        self._told = told

    def count(self, found: Stored | Refusal) -> None:
        """Count what was read; what was too big to be read counts as the biggest that is not."""
        self.spend(len(found.data) if isinstance(found, Stored) else MOST_FILE)

    def spend(self, size: int) -> None:
        """Count a member. Raises ValueError where it is one too many."""
        self.bytes -= size
        self.members -= 1
        if self.bytes < 0 or self.members < 0:
            most = f"{self._told} or {_MOST_MEMBERS:,} files"
            raise ValueError(f"the archive unpacks to more than {most}")


def bounded(path: str, stream: IO[bytes]) -> Stored | Refusal:
    """All of the stream, unless it is too big."""
    data = stream.read(MOST_FILE + 1)
    if len(data) > MOST_FILE:
        return Refusal(path, None, "too-big", "is larger than 64 MiB", "split the file")
    return Stored(path, data)


def unreadable(
    path: str, why: str, part: int | None = None, *, remedy: str = "check the file and its rights"
) -> Refusal:
    """The refusal of what cannot be read."""
    return Refusal(path, part, "unreadable", f"cannot be read: {why}", remedy)


def printable(name: str) -> str:
    """A name of a file with U+FFFD for bytes that are no UTF-8, which Linux allows in names."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
