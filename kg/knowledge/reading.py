"""Knowledge files: YAML to typed records, and errors that name file and line.

A shipped file keeps one record a line in YAML's flow style (``- {id: x, zh_hans: 某}``); such
a file turns into JSON by one regular expression and is decoded at once, 30 times as fast as
by a YAML parser. Any other YAML, and every file with an error in it, goes the slow way, which
knows line numbers. A test holds both ways to equal results on all shipped files.

Scalars are text until the type of their key says otherwise, so that ``start: 2013-03-14`` and
``zh_hans: 2020`` need no quotes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from kg.errors import InputMissing, InputUnreadable

T = TypeVar("T", bound=msgspec.Struct)

_COMMENT = re.compile(r"^[ \t]*#.*$", re.MULTILINE)
_ENTRY = re.compile(r"^- ", re.MULTILINE)
_QUOTED = re.compile(r'("(?:[^"\\\n]|\\.)*")')
# Text without quotes: it neither begins like other YAML nor holds a sign of it, nor ends in space.
_BARE = re.compile(
    r"""((?:-(?=[0-9])|[^\s,\[\]{}:"'#&*!|>%@`?\\-])(?:[^,\[\]{}:"\n#\\]*[^\s,\[\]{}:"#\\])?)"""
)
NULLS = frozenset({"null", "~", ""})  # where they stand without quotes


class KnowledgeError(ValueError):
    """The knowledge cannot be used. ``problems`` are all found, each ``file:line: what``."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class KnowledgeFile:
    """A file with its text. ``folder`` is "" where it is shipped, else as the user gave it."""

    folder: str
    path: str  # below the folder, with "/"
    text: str

    @property
    def name(self) -> str:
        """How errors call the file."""
        return f"{self.folder}/{self.path}" if self.folder else self.path

    @property
    def parts(self) -> tuple[str, ...]:
        """The folders of the path and the name without its suffix: they tell the kind."""
        return tuple(self.path.rsplit(".", 1)[0].split("/"))

    def problem(self, line: int, what: str) -> str:
        """One error as printed; lines count from 1."""
        return f"{self.name}:{line}: {what}"


def read_folder(root: Path, *, folder: str) -> tuple[KnowledgeFile, ...]:
    """Every YAML file below ``root``, sorted by path.

    Raises InputMissing where there is no folder, or nothing in it that knowledge is made of.
    """
    try:
        if not root.is_dir():
            raise InputMissing(str(root), "no such folder of knowledge", "check the path")
        next(root.iterdir(), None)  # what may not be read is no empty folder
        paths = sorted(
            (path.relative_to(root).as_posix(), path)
            for path in root.rglob("*")
            if path.suffix in {".yaml", ".yml"} and path.is_file()
        )
        if not paths and not any(root.glob("*.ttl")):
            what = "holds no knowledge, neither *.yaml nor *.ttl"
            raise InputMissing(str(root), what, "put people.yaml in it, say, or check the path")
    except PermissionError as error:
        raise InputUnreadable.of(root, error) from error
    return tuple(KnowledgeFile(folder, name, _text(path, name)) for name, path in paths)


def _text(path: Path, name: str) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise InputUnreadable.of(path, error) from error
    except UnicodeDecodeError as error:
        raise KnowledgeError((f"{name}:1: not UTF-8 (byte {error.start})",)) from error


def decode_records(file: KnowledgeFile, kind: type[T]) -> tuple[T, ...]:
    """The records of a file: a shipped one the quick way, if it can. KnowledgeError names lines."""
    if not file.folder:
        try:
            records: tuple[T, ...] = msgspec.json.decode(
                as_json(file.text), type=tuple[kind, ...], strict=False  # type: ignore[valid-type]
            )
            return records
        except msgspec.MsgspecError:
            pass  # not in the one-line style, or wrong: the slow way tells
    from kg.knowledge.yaml_reading import decode_yaml  # a parser's import, seldom needed

    return decode_yaml(file, kind)


def as_json(text: str) -> str:
    """A list of one-line flow mappings as JSON. Other YAML gives what no JSON parser takes."""
    entries = _ENTRY.sub(",", _COMMENT.sub("", text)).strip().removeprefix(",")
    pieces = _QUOTED.split(entries)  # bare, quoted, bare, …
    pieces[::2] = [
        '"'.join(_BARE.split(piece)).replace('"null"', "null").replace('"~"', "null")
        for piece in pieces[::2]  # split gives what is between, a scalar, what is between, …
    ]
    return f"[{''.join(pieces)}]"
