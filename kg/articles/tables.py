"""Tables (CSV) to rows. What separates the columns is read from the header.

A row that does not fit the header costs that row and no other.
"""

from __future__ import annotations

import csv
import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import zip_longest

from kg.articles.sites import sites

_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_TOLD = re.compile(r"sep=([,;\t|])\n")  # the first line that Excel knows

_log = logging.getLogger(__name__)


class Broken(ValueError):
    """What is wrong with a file or a record."""


def rows(path: str, text: str) -> Iterator[tuple[str, dict[str, str | None] | Broken]]:
    """(The line it begins in, row) for each row below the header; the place of a problem of all
    is "". A separator that is no comma is logged with the ``path``.
    """
    told = _TOLD.match(text)
    lines_above = 1 if told else 0
    text = text[told.end() :] if told else text
    with _fields_as_long_as(text):
        separator = told[1] if told else _separator(text)
        try:
            (_, header), *found = list(_parsed(text, separator)) or [(0, [])]
        except csv.Error as error:
            yield "", Broken(f"cannot be parsed: {error}")
            return
    if not _names_text(header):
        yield "", Broken(f"has no column of text; known names: {', '.join(sites().fields.text)}")
        return
    if separator != ",":
        _log.warning("%s: its columns are separated by %s", path, _SEPARATORS[separator])
    unclosed = _has_open_quote(text, found)
    for number, (line, cells) in enumerate(found, start=1):
        last = unclosed and number == len(found)
        problem = Broken("opens a quote that is never closed") if last else None
        yield f"line {line + lines_above}", problem or _row(header, cells, separator)


def _separator(text: str) -> str:
    """The one by which the header names a column of text; a comma where none does."""
    headers = ((separator, next(_parsed(text, separator), (0, []))) for separator in _SEPARATORS)
    return next((separator for separator, (_, cells) in headers if _names_text(cells)), ",")


def _names_text(header: list[str]) -> bool:
    return not {name.strip() for name in header}.isdisjoint(sites().fields.text)


def _parsed(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """(Line it begins in, cells) of each line that is not empty, the header among them."""
    reader, line = csv.reader(io.StringIO(text), delimiter=separator), 1
    for cells in reader:
        if cells:
            yield line, cells
        line = reader.line_num + 1


def _row(header: list[str], cells: list[str], separator: str) -> dict[str, str | None] | Broken:
    """The cells by their names; what the row lacks is None."""
    if any(cell.strip() for cell in cells[len(header) :]):
        return Broken(
            f"has {len(cells)} cells, but the header names {len(header)} columns: text that "
            f"holds {_SEPARATORS[separator]} must stand in quotes"
        )
    return dict(zip_longest(header, cells[: len(header)]))


def _has_open_quote(text: str, found: list[tuple[int, list[str]]]) -> bool:
    """Whether the last cell ran on to the end of the file because nothing closes its quote."""
    return bool(found) and "\n" in found[-1][1][-1] and not text.rstrip().endswith('"')


@contextmanager
def _fields_as_long_as(text: str) -> Iterator[None]:
    """Fields of any length while a table is read: the limit is one for the whole process."""
    limit = csv.field_size_limit()
    csv.field_size_limit(max(limit, len(text)))
    try:
        yield
    finally:
        csv.field_size_limit(limit)
