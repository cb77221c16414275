"""Zip archives to their files. A member that is damaged or locked costs that member alone."""

from __future__ import annotations

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePath

from kg.articles import stored
from kg.articles.files import hidden
from kg.articles.stored import Budget, Member, bounded, unreadable

_UTF8 = 0x800  # the flag of a name in UTF-8
_LOCKED = 0x1
_UNICODE_PATH = 0x7075  # an extra field: version, checksum of the name, the name in UTF-8
_BROKEN = (
    OSError, EOFError, lzma.LZMAError, zlib.error, zipfile.BadZipFile, NotImplementedError,
    RuntimeError, ValueError,
)  # fmt: skip


def zip_members(place: str) -> Iterator[Member]:
    """The files of the archive at ``place``.

    Raises BadZipFile where it is none, ValueError where it unpacks to too much.
    """
    with zipfile.ZipFile(place) as archive:
        budget = Budget()
        for info in archive.infolist():
            if not info.filename.endswith("/") and not hidden(PurePath(info.filename)):
                yield _member(archive, info, budget)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Member:
    name = _name(info)
    if stat.S_ISLNK(info.external_attr >> 16):
        return Member(name, unreadable("", "it is a link", remedy=stored.REPACK))
    if info.flag_bits & _LOCKED:
        return Member(name, unreadable("", "it is locked by a password", remedy=stored.REPACK))
    try:
        with archive.open(info) as stream:
            found = bounded("", stream)
    except _BROKEN as error:
        return Member(name, unreadable("", f"damaged: {error}", remedy=stored.REPACK))
    budget.count(found)
    return Member(name, found)


def _name(info: zipfile.ZipInfo) -> bytes:
    """The name as it is stored: without the flag of UTF-8 it was read as code page 437."""
    if info.flag_bits & _UTF8:
        return info.filename.encode("utf-8", "surrogatepass")
    raw = info.filename.encode("cp437")
    return _told_name(info.extra, raw) or raw


def _told_name(extra: bytes, raw: bytes) -> bytes | None:
    """The name in UTF-8 that an extra field tells beside the one in another encoding."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and len(field) > 5 and field[0] == 1:
            (checksum,) = struct.unpack_from("<I", field, 1)
            return field[5:] if checksum == zlib.crc32(raw) else None
    return None
