"""The article inside the JSON that a site's own program gives: wrapped, and often in blocks.

{"data": {"detail": {"name": …, "content": "<p>…", "pubTime": …}}}, or a list of blocks, each a
list of pieces of text. Fields beside the text tell title, date and author; whatever other
articles the same answer names have less text.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from kg.articles.page import han
from kg.articles.sites import sites

_LEAST_TEXT = 60  # Chinese characters of a text that may be an article's
_MOST_MAPPINGS = 2000  # that are looked at
_DEEPEST = 12


def article_inside(value: dict[str, Any]) -> dict[str, Any] | None:
    """The mapping inside that has the longest text, as a record; None where none has any."""
    best, length = None, _LEAST_TEXT - 1
    for mapping in islice(_mappings(value, 0), _MOST_MAPPINGS):
        text = _own_text(mapping)
        if han(text) > length:
            best, length = {**mapping, "text": text}, han(text)
    return best


def _mappings(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """All mappings, the outer ones first."""
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for item in inner:
        yield from _mappings(item, depth + 1)


def _own_text(mapping: dict[str, Any]) -> str:
    """The text of an article that a mapping holds itself, whole or in blocks."""
    fields = sites().fields
    for name in (*fields.text, *fields.blocks):
        value = mapping.get(name)
        if isinstance(value, str) and han(value) >= _LEAST_TEXT:
            return value
        if isinstance(value, list) and name in fields.blocks:
            return "\n".join(filter(str.strip, _lines(value, 0)))
    return ""


def _lines(value: Any, depth: int) -> Iterator[str]:
    """The paragraphs of blocks: what stands inside one innermost list is one line."""
    if isinstance(value, list) and value and all(map(_is_piece, value)):
        yield "".join(_piece(item) for item in value)
    elif isinstance(value, list) and depth < _DEEPEST:
        for item in value:
            yield from _lines(item, depth + 1)
    elif isinstance(value, dict) and depth < _DEEPEST:
        fields = sites().fields
        for name, item in value.items():
            if isinstance(item, str):
                if name in fields.inside or name in fields.text:
                    yield item
            elif name not in fields.not_text:
                yield from _lines(item, depth + 1)


def _is_piece(value: Any) -> bool:
    """Whether a value is a piece of a line: {"type": "text", "content": …}."""
    return isinstance(value, str) or (
        isinstance(value, dict) and "type" in value and bool(_piece(value)))


def _piece(value: Any) -> str:
    if isinstance(value, str):
        return value
    inside = (value.get(name) for name in sites().fields.inside)
    return next((text for text in inside if isinstance(text, str)), "")
