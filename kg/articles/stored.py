"""What files and archives hold, as bytes: bounded, so that no bomb fills the memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO

from kg.model import Refusal

MOST_BYTES = 2 << 30  # unpacked, of one archive
MOST_FILE = 64 << 20  # of one file
_MOST_MEMBERS = 200_000


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


class Budget:
    """How much an archive may still unpack to; ``told`` is that in the user's words."""

    def __init__(self, most: int | None = None, told: str = "2 GiB") -> None:
        self.bytes, self.members = MOST_BYTES if most is None else most, _MOST_MEMBERS
        self._told = told

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


def unreadable(path: str, why: str, part: int | None = None) -> Refusal:
    """The refusal of what cannot be read."""
    remedy = "check the file and its rights"
    return Refusal(path, part, "unreadable", f"cannot be read: {why}", remedy)
