"""Tar archives, packed or not, to their files: damage costs what it hits and nothing else.

Where a header is broken, reading goes on at the next block that is one. Damaged places, links
to what the archive does not hold, and what is no file are told.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import posixpath
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from kg.articles import stored
from kg.articles.files import hidden
from kg.articles.stored import Budget, Member, Stored, bounded, printable, unreadable

_PACKED: tuple[tuple[bytes, Any], ...] = (
    (b"\x1f\x8b", gzip.open), (b"BZh", bz2.open),
    (b"\xfd7zXZ", lzma.open), (b"\x5d\x00\x00", lzma.open),
)  # fmt: skip
_UNPACKING = (OSError, EOFError, lzma.LZMAError, zlib.error)  # what packed it cannot be undone
_HEADER = (tarfile.TarError, ValueError)  # a header is broken
_BLOCK, _ZEROS = tarfile.BLOCKSIZE, bytes(tarfile.BLOCKSIZE)
_BUFFER = 1 << 16
_MOST_DAMAGES = 100  # places where an archive is taken up again
_LABELS = (b"V", b"D")  # kinds of GNU tar: the archive's name, the listing of a folder
_MOST_LINKS = 40  # that are followed one after another


@dataclass(frozen=True, slots=True)
class _Gap:
    """What stands between two members, or behind the last: ``end`` is -1 where none follows."""

    start: int  # bytes of the unpacked archive
    end: int
    zeros: int = 0  # blocks of zeros that it begins with
    junk: bool = False  # whether it holds anything else

    def problem(self, after: str) -> str:
        """What is wrong with it; "" where it ends the archive, or parts two in one file."""
        place = f" after '{after}'" if after else ""
        if self.junk and (self.end >= 0 or self.zeros < 2):
            till = f"to byte {self.end}" if self.end >= 0 else "to its end"
            return f"is damaged from byte {self.start} {till}{place}; what stood there is lost"
        if self.zeros or self.end >= 0:
            return ""
        return f"breaks off near byte {self.start}{place}; what followed is lost"


class _Unpacked(io.RawIOBase):
    """What a packed file holds, so that all is given that stands before a damaged place."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return int(self._file.seek(offset, whence))

    def readinto(self, buffer: Any) -> int:
        data = self._file.read1(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def tar_members(place: str) -> Iterator[Member]:
    """The files of the archive at ``place``, and a refusal without a name for each damaged place.

    Raises OSError where it is no tar archive, ValueError where it unpacks to too much.
    """
    with open(place, "rb") as file:
        opener = next((opener for mark, opener in _PACKED if file.peek(8).startswith(mark)), None)
        file.seek(0)
        plain: Any = _Unpacked(opener(file)) if opener else file.raw
        stream = io.BufferedReader(plain, _BUFFER)
        held: dict[str, bytes] = {}
        links: list[tarfile.TarInfo] = []
        budget = Budget()
        for archive, info in _entries(stream):
            if isinstance(info, Member):
                yield info
            elif (info.issym() or info.islnk()) and not hidden(PurePath(info.name)):
                links.append(info)
            elif not info.isdir() and info.type not in _LABELS and not hidden(PurePath(info.name)):
                yield _file(archive, info, held, budget)
        yield from _links(links, held, budget)


# --- headers --------------------------------------------------------------------------------


def _entries(stream: io.BufferedReader[Any]) -> Iterator[tuple[Any, tarfile.TarInfo | Member]]:
    """(Archive, header) of each member, and what is told of each damaged place."""
    last = ""
    try:
        for archive, found in _runs(stream):
            last = last if isinstance(found, Member) else printable(found.name)
            yield archive, found
    except _UNPACKING as error:
        if not last:
            raise
        problem = f"cannot be unpacked after '{last}', what followed is lost: {error}"
        yield None, _damage(problem)


def _runs(stream: io.BufferedReader[Any]) -> Iterator[tuple[Any, tarfile.TarInfo | Member]]:
    """The same as long as the stream can be read; at each damaged place a new archive begins."""
    gap, last = _gap(stream, 0), ""
    if gap.end < 0 and (gap.junk or not gap.zeros):
        raise OSError("it is no tar archive" if gap.junk else "it is empty")
    for _ in range(_MOST_DAMAGES):
        if problem := gap.problem(last):
            yield None, _damage(problem)
        if gap.end < 0:
            return
        stop, broken = gap.end, False
        stream.seek(gap.end)
        try:
            archive = tarfile.TarFile(fileobj=stream, encoding="utf-8", errors="surrogateescape")
            while (info := archive.next()) is not None:
                stop, last = archive.offset, printable(info.name)
                yield archive, info
            stop = archive.offset
        except _HEADER:
            broken = True
        gap = _gap(stream, stop, broken=broken)
    yield None, _damage(f"is damaged in {_MOST_DAMAGES} places")


def _gap(stream: io.BufferedReader[Any], start: int, *, broken: bool = False) -> _Gap:
    """What stands from ``start`` to the next header; ``broken`` tells that the one there is."""
    position, zeros, junk = start, 0, False
    stream.seek(start)
    while len(block := stream.read(_BLOCK)) == _BLOCK and position - start < stored.MOST_BYTES:
        if block == _ZEROS:
            zeros += not junk
        elif not (broken and position == start) and _is_header(block, sure=position > 0):
            return _Gap(start, position, zeros, junk)
        else:
            junk = True
        position += _BLOCK
    return _Gap(start, -1, zeros, junk or bool(block.strip(b"\x00")))


def _is_header(block: bytes, *, sure: bool) -> bool:
    """Whether the block is a header; ``sure`` wants the mark that all but the oldest tars have."""
    if sure and block[257:262] != b"ustar":
        return False
    try:
        tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except _HEADER:
        return False
    return True


def _damage(problem: str) -> Member:
    return Member(None, unreadable("", problem, remedy=stored.REPACK))


# --- members --------------------------------------------------------------------------------


def _file(
    archive: tarfile.TarFile, info: tarfile.TarInfo, held: dict[str, bytes], budget: Budget
) -> Member:
    name = _raw(info.name)
    if not info.isreg():
        return Member(name, unreadable("", "it is a pipe, a device or of an unknown kind"))
    try:
        stream = archive.extractfile(info)
        found = bounded("", stream) if stream else unreadable("", "it has no content")
    except (*_HEADER, *_UNPACKING) as error:
        return Member(name, unreadable("", f"damaged: {error}", remedy=stored.REPACK))
    if isinstance(found, Stored):
        held[posixpath.normpath(info.name)] = found.data
    budget.count(found)
    return Member(name, found)


def _links(
    links: list[tarfile.TarInfo], held: dict[str, bytes], budget: Budget
) -> Iterator[Member]:
    """Hard links with what they lead to; of the others those that lead to nothing that was read."""
    targets = {posixpath.normpath(link.name): _target(link) for link in links}
    for link in links:
        target = _target(link)
        for _ in range(_MOST_LINKS):
            target = targets.get(target, target)
        if link.islnk() and target in held:
            found = Stored("", held[target])
            budget.count(found)
            yield Member(_raw(link.name), found)
        elif not any(name == target or name.startswith(f"{target}/") for name in held):
            what = f"it is a link to '{printable(link.linkname)}', which was not read from there"
            yield Member(_raw(link.name), unreadable("", what, remedy=stored.REPACK))


def _target(link: tarfile.TarInfo) -> str:
    """Where a link leads, as the name of a member: hard links count from the archive's root."""
    folder = "" if link.islnk() else posixpath.dirname(link.name)
    return posixpath.normpath(posixpath.join(folder, link.linkname))


def _raw(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")
