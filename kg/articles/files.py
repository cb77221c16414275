"""Inputs to files on disk: folders, patterns, files given by themselves. None is opened here."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from kg.errors import InputMissing


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A file on disk: how it is called, below the input given, and where it is."""

    path: str
    place: str  # absolute, with no link but perhaps the last of its parts
    alone: bool  # given by itself, so that an archive's members are named inside it
    problem: str = ""  # why it cannot be read, where that is known already


def find_files(inputs: Sequence[str | Path]) -> list[Found]:
    """Every file of the inputs, sorted by path, each once. InputMissing names a missing input.

    Folders that cannot be read, and links to folders elsewhere, are among them with their problem.
    """
    found: dict[str, Found] = {}
    for given in inputs:
        for file in _files_of(str(given)):
            real = os.path.realpath(file.place)
            found[real] = min(file, found.get(real, file))
    return sorted(found.values())


def distinct(paths: Mapping[str, str]) -> dict[str, str]:
    """What files at these places are called: their paths, as long as no two are called the same.

    Such two are called by as many of the last parts of their places as tell them apart.
    """
    names, parts = dict(paths), {place: path.count("/") for place, path in paths.items()}
    while doubled := _doubled(names):
        for place in doubled:
            parts[place] += 1
            names[place] = "/".join(place.split("/")[-parts[place] :])
    return names


def _doubled(names: Mapping[str, str]) -> list[str]:
    """The places whose name is that of another place as well."""
    counts = Counter(names.values())
    return [place for place, name in names.items() if counts[name] > 1]


def hidden(relative: PurePath) -> bool:
    """Whether the file, or a folder it is in, is one that systems hide."""
    names = (part for part in relative.parts if part not in (".", ".."))
    return any(name.startswith((".", "__MACOSX")) for name in names)


def _files_of(given: str) -> Iterator[Found]:
    if os.path.isdir(given):
        yield from _below(os.path.realpath(given))
    elif _is_there(given):
        folder, name = os.path.split(given)
        yield Found(name, os.path.join(os.path.realpath(folder), name), alone=True)
    else:
        matches = sorted(glob.glob(given, recursive=True)) if glob.has_magic(given) else []
        if not matches:
            raise InputMissing(given, "there is no such file or folder", "check the path")
        for match in matches:
            yield from _files_of(match)


def _is_there(given: str) -> bool:
    """Whether there is anything, be it a link that leads nowhere or what may not be seen."""
    try:
        os.lstat(given)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError:
        return True
    return True


def _below(root: str) -> Iterator[Found]:
    """The files of a folder and of the folders in it."""
    failed: list[OSError] = []
    for folder, folders, files in os.walk(root, onerror=failed.append):
        if _is_built(folder, files):
            folders.clear()
            continue
        folders[:] = [name for name in folders if not hidden(PurePath(name))]
        for name in files:
            if not hidden(PurePath(name)):
                yield _found(root, os.path.join(folder, name))
        for name in folders:
            if _leads_out(root, place := os.path.join(folder, name)):
                yield _found(root, place, "is a link to a folder elsewhere, which is not followed")
    for error in failed:
        yield _found(root, str(error.filename), (error.strerror or str(error)).lower())


def _found(root: str, place: str, problem: str = "") -> Found:
    path = os.path.basename(root) if place == root else os.path.relpath(place, root)
    return Found(PurePath(path).as_posix(), place, alone=False, problem=problem)


def _is_built(folder: str, files: Sequence[str]) -> bool:
    """Whether it is the output of an earlier build: what was read once is no input."""
    articles = os.path.join(folder, "articles.jsonl")
    return "graph.ttl" in files and os.path.isfile(articles)


def _leads_out(root: str, place: str) -> bool:
    """Whether it is a link to what is not below the root, and so is not read anyway."""
    real = os.path.realpath(place)
    return os.path.islink(place) and os.path.commonpath((root, real)) != root
