"""A page of briefs to one raw article each: a heading, some lines, and whose they are at the end.

Papers print a column of short news so: every item ends with its agency behind a bullet, ●法新社.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from kg.articles.head import told_by_head
from kg.articles.markup import blocks_of
from kg.articles.page import Block
from kg.articles.spans import without_comments, without_scripts
from kg.articles.tree import parse
from kg.model import RawArticle

_WHOSE = re.compile(
    r"[\s\u3000]*●[\s\u3000]*[^\s●。]{1,9}(?:社|報道|报道|報導|报导|電|电|訊|讯|網|网)\Z")
_LEAST = 3  # items of a column
_LONGEST_NOTE = 80  # code points of a line above the column that may tell its day


def briefs(raw: RawArticle) -> list[RawArticle]:
    """The items of a page; none where it is no column of briefs."""
    root = parse(without_comments(without_scripts(raw.content)))
    lines = blocks_of(root)
    sections = list(_sections(lines))
    items = list(filter(_is_item, sections))
    if len(items) < max(_LEAST, len(sections) - 1):  # the title of the page is a section too
        return []
    first = lines.index(items[0][0])
    told = [pair for pair in told_by_head(root, raw.content) if pair[0] != "title"]
    told += [("line", line.text) for line in lines[:first] if len(line.text) <= _LONGEST_NOTE]
    return [RawArticle(raw.path, 1, "text/plain", _text(item), (
        ("title", item[0].text), *told)) for item in items]


def _sections(lines: Iterable[Block]) -> Iterator[list[Block]]:
    """Each heading with the lines below it."""
    section: list[Block] = []
    for line in lines:
        if line.kind == "heading":
            if section:
                yield section
            section = [line]
        elif section:
            section.append(line)
    if section:
        yield section


def _is_item(section: list[Block]) -> bool:
    return any(_WHOSE.search(line.text) for line in section[1:])


def _text(section: list[Block]) -> str:
    """The lines of an item, down to the one that tells whose it is, without that."""
    lines = [line.text for line in section[1:] if line.kind != "caption"]
    above = list(takewhile(lambda line: not _WHOSE.search(line), lines))
    last = lines[len(above) : len(above) + 1]
    return "\n".join([*above, *(_WHOSE.sub("", line) for line in last)])
