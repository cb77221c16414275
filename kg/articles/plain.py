"""Plain text to a page: a line is a block; a long line of several paragraphs becomes several."""

from __future__ import annotations

import re

from kg.articles.header import header
from kg.articles.page import Block, Page, han, line_of, tidy

# Chinese has no space after a full stop: one there was a paragraph's end before the text was
# pulled into one line.
_LOST_BREAK = re.compile(r"(?<=[。！？”」』])[ \u3000]+(?=[\u3400-\u9fff“「『《（(])")
_ITEM = re.compile(r"[ \u3000]*(?:[-•·*●▪◆■]|\u2022)[ \u3000]+(.*)\Z")
_DATE_BEFORE = re.compile(r"\A(date \d{4}-\d\d(?:-\d\d)?)[ \t]+")
_DATE_INSIDE = re.compile(
    r"\A([^\n。]{6,80}?)[ \t]+((?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})"
    r"|(?:\d{4}[-/]\d\d?[-/]\d\d?(?: \d\d:\d\d(?::\d\d)?)?))[ \t]+(?=[^\n]*。)"
)
_LEAST_LOST_LINE = 300  # Chinese characters of a line that is looked at for lost breaks


def parse_plain(content: str) -> Page:
    """The page: every line a block, but for those at its head that name its fields."""
    told, content = header(tidy(content).lstrip("\n"))
    blocks: list[Block] = []
    for line in _with_breaks(content).split("\n"):
        item = _ITEM.match(line)
        for text in _paragraphs(item[1] if item else line):
            blocks.append(Block(text, "item" if item else "paragraph"))
    return Page(tuple(blocks), told)


def _with_breaks(content: str) -> str:
    """Title, date and text in one line come apart, and so does a date put before the text."""
    content = _DATE_BEFORE.sub(r"\g<1>\n", content.lstrip(), count=1)
    return _DATE_INSIDE.sub(r"\1\n\2\n", content, count=1)


def _paragraphs(line: str) -> list[str]:
    pieces = _LOST_BREAK.split(line) if han(line) >= _LEAST_LOST_LINE else [line]
    return [text for text in map(line_of, pieces) if text]
