"""Files of records to raw articles: JSON, JSON Lines, CSV. Each is parsed once.

A record that cannot be read costs that record and no other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kg.articles.inside import article_inside
from kg.articles.sites import sites
from kg.articles.tables import Broken, rows
from kg.model import RawArticle, Refusal

JSON, JSON_LINES, CSV = "application/json", "application/x-ndjson", "text/csv"
MEDIA_TYPES = frozenset({JSON, JSON_LINES, CSV})

_LONGEST_NUMBER = 40  # digits; Python refuses to read some thousand
_HINTS = ("title", "date", "publisher", "author", "url")


def records(raw: RawArticle) -> Iterator[RawArticle | Refusal]:
    """A raw article for each record, or why there is none; parts count both."""
    found = False
    for number, (place, value) in enumerate(_values(raw), start=1):
        found = True
        try:
            yield _article(raw.path, number, value)
        except (Broken, RecursionError) as error:
            problem = "is nested too deep" if isinstance(error, RecursionError) else error
            yield _refusal(raw.path, number if place else None, f"{place} {problem}".lstrip())
    if not found:
        yield _refusal(raw.path, None, "holds no record")


def _refusal(path: str, part: int | None, problem: str) -> Refusal:
    return Refusal(path, part, "bad-records", problem, "correct it, or leave it out")


# --- from a file to values -----------------------------------------------------------------------


def _values(raw: RawArticle) -> Iterator[tuple[str, Any]]:
    """(Where it stands, value) of each record; the place is "" where it is the whole file.

    A value that cannot be parsed is a Broken that tells why.
    """
    if raw.media_type == CSV:
        yield from rows(raw.path, raw.content)
    elif raw.media_type == JSON_LINES:
        lines = enumerate(raw.content.split("\n"), start=1)  # text may hold other line breaks
        yield from ((f"line {number}", _parsed(line)) for number, line in lines if line.strip())
    else:
        yield from _json_values(_parsed(raw.content))


def _parsed(text: str) -> Any:
    """The JSON value, or the Broken that tells where it is none."""
    try:
        return json.loads(text, parse_int=_number)
    except json.JSONDecodeError as error:
        line = f"line {error.lineno}, " if "\n" in text else ""
        return Broken(f"cannot be parsed: {error.msg} at {line}column {error.colno}")
    except (ValueError, RecursionError) as error:
        return Broken(f"cannot be parsed: {error}")


def _number(digits: str) -> int | str:
    """A number; one that is too long for any quantity stays as it is written."""
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits


def _json_values(value: Any) -> Iterator[tuple[str, Any]]:
    """The records of a list, of a list inside a mapping, or of a single record, however deep."""
    if isinstance(value, dict) and not any(map(value.get, sites().fields.text)):
        value = next(_lists(value), None) or article_inside(value) or value
    if isinstance(value, list):
        yield from ((f"record {number}", item) for number, item in enumerate(value, start=1))
    else:
        yield "", value


def _lists(value: dict[str, Any]) -> Iterator[list[Any]]:
    return (value[key] for key in sites().fields.records if isinstance(value.get(key), list))


# --- from a value to a raw article ---------------------------------------------------------------


def _article(path: str, number: int, value: Any) -> RawArticle:
    """The article of a record. Raises Broken where it is none."""
    if isinstance(value, Broken):
        raise value
    if not isinstance(value, dict):
        raise Broken("is no record: it has no names of fields")
    known = sites().fields
    fields = {_plain(key): field for key, field in value.items()}
    fields |= {str(key).strip(): field for key, field in value.items()}
    text = _first(fields, known.text)
    if not text and (inner := article_inside(value)):
        return _article(path, number, inner)
    for name in () if text else known.text:
        if isinstance(fields.get(name), (dict, list)) and fields[name]:
            what = f"has no text in '{name}'; known names inside it: {', '.join(known.inside)}"
            raise Broken(what)
    told = ((name, _first(fields, getattr(known, name))) for name in _HINTS)
    return RawArticle(path, number, "text/plain", text, tuple(hint for hint in told if hint[1]))


def _first(fields: dict[str, Any], names: tuple[str, ...]) -> str:
    """The first of these fields that holds something, as text."""
    texts = (_text(fields.get(name, fields.get(_plain(name)))) for name in names)
    return next((text for text in texts if text.strip()), "")


def _plain(key: object) -> str:
    """A name of a field however it is written: pubTime, pub_time, PubTime."""
    return str(key).strip().casefold().replace("_", "").replace("-", "")


def _text(value: Any) -> str:
    """A value as text: of a list its items line by line, of a mapping what stands for its text."""
    if isinstance(value, list):
        return "\n".join(filter(str.strip, map(_text, value)))
    if isinstance(value, dict):
        return _first(value, sites().fields.inside)
    return str(value) if isinstance(value, (str, int, float)) else ""
