"""Inputs to files: folders, patterns, archives. Nothing is ever written to disk.

Members of an archive are data: their names may not leave it, and what they unpack to is
counted while it is read, so that a bomb is refused before it fills the memory.
"""

from __future__ import annotations

import bz2
import glob
import gzip
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO

from kg.errors import InputMissing
from kg.model import Refusal

_MOST_BYTES = 2 << 30  # unpacked, of one archive
_MOST_FILE = 64 << 20  # of one file
_MOST_MEMBERS = 200_000
_TARS = (".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2", ".tbz2")
_PACKED = {".gz": gzip.GzipFile, ".xz": lzma.LZMAFile, ".bz2": bz2.BZ2File}
_BROKEN = (
    OSError, EOFError, lzma.LZMAError, zlib.error, tarfile.TarError, zipfile.BadZipFile,
    NotImplementedError, RuntimeError, ValueError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stored:
    """A file with its bytes. ``path`` is relative to the input given, and can be written."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True, order=True)
class _Found:
    """A file on disk: how it is called, and where it is."""

    path: str
    place: Path
    alone: bool  # given by itself, so that an archive's members are named inside it


def stored_files(inputs: Sequence[str | Path]) -> Iterator[Stored | Refusal]:
    """Every file of the inputs, sorted by path, each once. InputMissing names a missing input."""
    found: dict[Path, _Found] = {}
    for given in inputs:
        for file in _files_of(given):
            known = found.get(file.place)
            found[file.place] = min(file, known) if known else file
    for file in sorted(found.values()):
        for stored in _open(file):
            yield replace(stored, path=_writable(stored.path))


def _writable(path: str) -> str:
    """The path with U+FFFD for bytes that are no UTF-8, which Linux allows in names."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _files_of(given: str | Path) -> Iterator[_Found]:
    path = Path(given)
    if path.is_dir():
        places = sorted(path.rglob("*"))
        built = _built_before(places)
        for place in places:
            relative = place.relative_to(path)
            if place.is_file() and not _hidden(relative) and built.isdisjoint(place.parents):
                yield _Found(relative.as_posix(), place.resolve(), alone=False)
    elif path.exists():
        yield _Found(path.name, path.resolve(), alone=True)
    else:
        pattern = str(given)
        matches = sorted(glob.glob(pattern, recursive=True)) if glob.has_magic(pattern) else []
        if not matches:
            raise InputMissing(str(given), "there is no such file or folder", "check the path")
        for match in matches:
            yield from _files_of(Path(match))


def _built_before(places: Sequence[Path]) -> set[Path]:
    """The folders that hold the output of an earlier build: what was read once is no input."""
    graphs = (place.parent for place in places if place.name == "graph.ttl")
    return {folder for folder in graphs if (folder / "articles.jsonl").is_file()}


def _hidden(relative: Path) -> bool:
    names = (part for part in relative.parts if part not in (".", ".."))
    return any(name.startswith((".", "__MACOSX")) for name in names)


def _open(file: _Found) -> Iterator[Stored | Refusal]:
    name = file.path.lower()
    prefix = "" if file.alone else file.path + "/"
    try:
        if name.endswith(_TARS):
            yield from _sorted(_tar_members(file.place), prefix)
        elif name.endswith(".zip"):
            yield from _sorted(_zip_members(file.place), prefix)
        else:
            yield _single(file)
    except _BROKEN as error:
        yield _unreadable(file.path, str(error) or type(error).__name__)


def _single(file: _Found) -> Stored | Refusal:
    suffix = Path(file.path).suffix.lower()
    packed = _PACKED.get(suffix)
    if packed is None:
        with file.place.open("rb") as stream:
            return _bounded(file.path, stream)
    with packed(file.place) as stream:
        return _bounded(file.path[: -len(suffix)], stream)


def _bounded(path: str, stream: IO[bytes]) -> Stored | Refusal:
    data = stream.read(_MOST_FILE + 1)
    if len(data) > _MOST_FILE:
        return _too_big(path)
    return Stored(path, data)


def _sorted(members: Iterator[Stored | Refusal], prefix: str) -> Iterator[Stored | Refusal]:
    for member in sorted(members, key=lambda member: member.path):
        if isinstance(member, Stored):
            yield Stored(prefix + member.path, member.data)
        else:
            yield Refusal(prefix + member.path, None, member.code, member.message, member.remedy)


def _zip_members(place: Path) -> Iterator[Stored | Refusal]:
    with zipfile.ZipFile(place) as archive:
        budget = _Budget()
        for info in archive.infolist():
            if not info.is_dir() and not _hidden(Path(info.filename)):
                with archive.open(info) as stream:
                    yield _member(info.filename, stream, budget)


def _tar_members(place: Path) -> Iterator[Stored | Refusal]:
    with tarfile.open(place) as archive:
        budget = _Budget()
        for info in archive:
            if info.isfile() and not _hidden(Path(info.name)):
                stream = archive.extractfile(info)
                if stream is not None:
                    yield _member(info.name, stream, budget)


class _Budget:
    """How much an archive may still unpack to."""

    def __init__(self) -> None:
        self.bytes, self.members = _MOST_BYTES, _MOST_MEMBERS

    def spend(self, size: int) -> None:
        self.bytes -= size
        self.members -= 1
        if self.bytes < 0 or self.members < 0:
            raise ValueError("the archive unpacks to more than 2 GiB or 200,000 files")


def _member(name: str, stream: IO[bytes], budget: _Budget) -> Stored | Refusal:
    path = PurePosixPath(name.replace("\\", "/"))  # as on systems where that parts folders
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return _unreadable(name, "the name leads out of its archive")
    found = _bounded(PurePosixPath(name).as_posix(), stream)
    budget.spend(len(found.data) if isinstance(found, Stored) else _MOST_FILE)
    return found


def _unreadable(path: str, why: str) -> Refusal:
    remedy = "check the file and its rights"
    return Refusal(path, None, "unreadable", f"cannot be read: {why}", remedy)


def _too_big(path: str) -> Refusal:
    return Refusal(path, None, "too-big", "is larger than 64 MiB", "split the file")
