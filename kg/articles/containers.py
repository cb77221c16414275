"""Files to their bytes, and archives to their members. Nothing is ever written to disk.

Members of an archive are data: their names may not leave it, and what they unpack to is
counted while it is read, so that a bomb is refused before it fills the memory.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from kg.articles.files import Found, find_files
from kg.articles.names import decode_names
from kg.articles.stored import Member, Stored, bounded, printable, unreadable
from kg.articles.tars import tar_members
from kg.articles.warc import is_warc, pages
from kg.articles.zips import zip_members
from kg.model import Refusal

_TARS = (".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2", ".tbz2")
_PACKED = {".gz": gzip.GzipFile, ".xz": lzma.LZMAFile, ".bz2": bz2.BZ2File}
_BROKEN = (
    OSError, EOFError, lzma.LZMAError, zlib.error, tarfile.TarError, zipfile.BadZipFile,
    NotImplementedError, RuntimeError, ValueError,
)  # fmt: skip


def stored_files(inputs: Sequence[str | Path]) -> Iterator[tuple[str, Stored | Refusal]]:
    """(Place, file) for every file of the inputs, sorted by path, each once.

    A place is absolute; that of a member of an archive goes on inside the archive. InputMissing
    names a missing input.
    """
    for file in find_files(inputs):
        for place, stored in _open(file):
            yield place, replace(stored, path=printable(stored.path))


def _open(file: Found) -> Iterator[tuple[str, Stored | Refusal]]:
    try:
        _check_kind(file)
        if is_warc(file.path):
            yield from ((file.place, page) for page in pages(file.path, file.place))
            return
        members = _members_of(file)
        if members is None:
            yield file.place, _single(file)
            return
        prefix = "" if file.alone else f"{file.path}/"
        for member in sorted(members, key=lambda member: member.path):
            path = (prefix + member.path).rstrip("/") or file.path
            yield f"{file.place}/{member.path}", replace(member, path=path)
    except _BROKEN as error:
        yield file.place, unreadable(file.path, _reason(error))


def _check_kind(file: Found) -> None:
    """Raise OSError where it is no file: who opens a pipe may wait for ever."""
    if file.problem:
        raise OSError(file.problem)
    try:
        mode = os.stat(file.place).st_mode
    except FileNotFoundError as error:
        raise OSError("the link leads nowhere") from error
    if not stat.S_ISREG(mode):
        raise OSError("it is a pipe, a socket or a device")


def _reason(error: Exception) -> str:
    """The error in the user's words, without the place on this machine."""
    told = error.strerror.lower() if isinstance(error, OSError) and error.strerror else str(error)
    return told or type(error).__name__


def _members_of(file: Found) -> Iterator[Stored | Refusal] | None:
    """The members of an archive, with their names in it; None where the file is none."""
    name = file.path.lower()
    if name.endswith(_TARS):
        return _named(tar_members(file.place), file.path)
    return _named(zip_members(file.place), file.path) if name.endswith(".zip") else None


def _named(members: Iterable[Member], archive: str) -> Iterator[Stored | Refusal]:
    """What was found in an archive, with the names decoded."""
    found = list(members)
    names = decode_names((member.name for member in found if member.name is not None), archive)
    for member in found:
        if member.name is None:
            yield member.found
        else:
            yield _called(names[member.name], member.found)


def _called(name: str, found: Stored | Refusal) -> Stored | Refusal:
    path = PurePosixPath(name.replace("\\", "/"))  # as on systems where that parts folders
    if not path.parts:
        return unreadable("", "a file in the archive has no name")
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return unreadable(name, "the name leads out of its archive")
    return replace(found, path=PurePosixPath(name).as_posix())


def _single(file: Found) -> Stored | Refusal:
    suffix = Path(file.path).suffix.lower()
    packed = _PACKED.get(suffix)
    if packed is None:
        with Path(file.place).open("rb") as stream:
            return bounded(file.path, stream)
    with packed(file.place) as stream:
        return bounded(file.path[: -len(suffix)], stream)
