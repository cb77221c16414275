"""The slow way to read a knowledge file: through a YAML parser that knows line numbers."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import TypeVar

import msgspec
import yaml

from kg.knowledge.reading import NULLS, KnowledgeError, KnowledgeFile

T = TypeVar("T", bound=msgspec.Struct)
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNKNOWN = re.compile(r"Object contains unknown field `(.*)`")
_AT = re.compile(r"^(?P<what>.*?)(?: - at `\$(?P<path>.*)`)?$", re.DOTALL)
_STEP = re.compile(r"\[(\d+)\]|\.(\w+)")


class _Problem(Exception):
    """One error with the node it is at."""

    def __init__(self, node: yaml.Node, what: str) -> None:
        super().__init__(what)
        self.node = node
        self.what = what


def decode_yaml(file: KnowledgeFile, kind: type[T]) -> tuple[T, ...]:
    """The records of a file; KnowledgeError tells every wrong record with its line."""
    records: list[T] = []
    problems: list[str] = []
    for node in _entries(file):
        try:
            records.append(_record(node, kind))
        except _Problem as problem:
            problems.append(file.problem(_line(problem.node), problem.what))
    if problems:
        raise KnowledgeError(tuple(problems))
    return tuple(records)


def read_yaml(file: KnowledgeFile) -> object:
    """A file of any shape as mappings, lists, text and null; None where it is empty."""
    node = _compose(file)
    try:
        return None if node is None else _plain(node)
    except _Problem as problem:
        raise KnowledgeError((file.problem(_line(problem.node), problem.what),)) from None


def entry_line(file: KnowledgeFile, index: int) -> int:
    """The line (from 1) at which the entry with this index (from 0) begins."""
    return _line(list(_entries(file))[index])


def _compose(file: KnowledgeFile) -> yaml.Node | None:
    try:
        node: yaml.Node | None = yaml.compose(file.text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise KnowledgeError((file.problem(line, f"not YAML: {error.problem}"),)) from None
    except yaml.YAMLError as error:
        raise KnowledgeError((file.problem(1, f"not YAML: {error}"),)) from None
    return node


def _entries(file: KnowledgeFile) -> list[yaml.Node]:
    node = _compose(file)
    if node is None:
        return []
    if not isinstance(node, yaml.SequenceNode):
        raise KnowledgeError((file.problem(_line(node), "expected a list of records"),))
    return list(node.value)


def _record(node: yaml.Node, kind: type[T]) -> T:
    value = _plain(node)
    try:
        return msgspec.convert(value, kind, strict=False)
    except msgspec.ValidationError as error:
        raise _located(node, kind, str(error)) from None


def _located(node: yaml.Node, kind: type[msgspec.Struct], message: str) -> _Problem:
    """The error of msgspec at the node it speaks of, in words for people who write YAML."""
    match = _AT.match(message)
    assert match  # the pattern takes any text
    at = node
    for index, key in _STEP.findall(match["path"] or ""):
        at = at.value[int(index)] if index else _item(at, key)[1]
    unknown = _UNKNOWN.fullmatch(match["what"])
    if unknown:
        return _Problem(_item(at, unknown[1])[0], _suggest(unknown[1], kind))
    where = f"'{match['path'].lstrip('.')}': " if match["path"] else ""
    return _Problem(at, f"{where}{match['what']}")


def _item(node: yaml.Node, key: str) -> tuple[yaml.Node, yaml.Node]:
    return next(((k, v) for k, v in node.value if k.value == key), (node, node))


def _suggest(key: str, kind: type[msgspec.Struct]) -> str:
    close = difflib.get_close_matches(key, sorted(_keys(kind)), n=1)
    return f"'{key}' unknown" + (f"; did you mean '{close[0]}'?" if close else "")


def _keys(kind: type[msgspec.Struct]) -> Iterator[str]:
    """The keys of a record and of the records inside it."""
    for field in msgspec.structs.fields(kind):
        yield field.name
        for inner in getattr(field.type, "__args__", ()):
            if isinstance(inner, type) and issubclass(inner, msgspec.Struct):
                yield from _keys(inner)


def _plain(node: yaml.Node) -> object:
    """The node as mappings, lists and text; a plain ``null`` as None."""
    if isinstance(node, yaml.MappingNode):
        return _mapping(node)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    assert isinstance(node, yaml.ScalarNode)  # YAML has these three
    plain = not node.style  # None in Python, "" in C; quoted ones have a sign
    return None if plain and node.value in NULLS else str(node.value)


def _mapping(node: yaml.MappingNode) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _Problem(key, "a key must be a word")
        if key.value in found:
            raise _Problem(key, f"'{key.value}' stands twice in one record")
        found[key.value] = _plain(value)
    return found


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
