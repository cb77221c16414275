"""The head of a plain text that names its fields (标题：…, 【来源】…, Date: …) or its address."""

from __future__ import annotations

import re
from functools import cache

from kg.articles.page import line_of
from kg.articles.script import simplify
from kg.articles.sites import sites

_FIELD = re.compile(
    r"\s*(?:[【\[](?P<boxed>[^】\]\n]{1,12})[】\]]|(?P<label>[^:：\n]{1,14})[:：])\s*(?P<value>.*)\Z"
)
_ADDRESS = re.compile(r"\s*(https?://\S+)[ \t]*\n")
_NAMES = ("title", "date", "publisher", "author", "url", "text")
_TELLING = frozenset({"title", "text"})  # without one of them, they are lines of a page


def header(content: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """(name, value) pairs that the first lines tell, and the text below them."""
    address = _ADDRESS.match(content)
    if address:
        return (("url", address[1]),), content[address.end() :]
    lines = content.split("\n")
    told: list[tuple[str, str]] = []
    for index, line in enumerate(lines):
        field = _field(line)
        if field is None and line.strip():
            return _accepted(told, lines[index:], content)
        if field and field[0] == "text":
            return _accepted([*told, field], [field[1], *lines[index + 1 :]], content)
        told += [field] if field else []
    return (), content


def _accepted(
    told: list[tuple[str, str]], rest: list[str], content: str
) -> tuple[tuple[tuple[str, str], ...], str]:
    if _TELLING.isdisjoint(name for name, _ in told):
        return (), content
    return tuple(pair for pair in told if pair[0] != "text" and pair[1]), "\n".join(rest)


def _field(line: str) -> tuple[str, str] | None:
    match = _FIELD.match(line)
    label = (match["boxed"] or match["label"]) if match else ""
    name = _by_label().get(simplify(label).strip().casefold())
    return (name, line_of(match["value"])) if match and name else None


@cache
def _by_label() -> dict[str, str]:
    """Our name of each label, a better one's first."""
    markers, known = sites().markers, sites().fields
    words = [(ours, getattr(known, ours)) for ours in _NAMES]
    words += [("date", markers.date_labels), ("publisher", markers.source_labels)]
    words += [("author", markers.author_labels)]
    labels: dict[str, str] = {}
    for ours, names in words:
        for name in names:
            labels.setdefault(name.casefold(), ours)
    return labels
