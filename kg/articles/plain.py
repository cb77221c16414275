"""Plain text to a page: a line is a block; a long line of several paragraphs becomes several."""

from __future__ import annotations

import re

from kg.articles.page import Block, Page, han, line_of, tidy

# Chinese has no space after a full stop: one there was a paragraph's end before the text was
# pulled into one line.
_LOST_BREAK = re.compile(r"(?<=[。！？”」』])[ \u3000]+(?=[\u3400-\u9fff“「『《（(])")
_ITEM = re.compile(r"[ \u3000]*(?:[-•·*●▪◆■]|\u2022)[ \u3000]+(.*)\Z")
_LEAST_LOST_LINE = 300  # Chinese characters of a line that is looked at for lost breaks


def parse_plain(content: str) -> Page:
    """The page: every line a block."""
    blocks: list[Block] = []
    for line in tidy(content).split("\n"):
        item = _ITEM.match(line)
        for text in _paragraphs(item[1] if item else line):
            blocks.append(Block(text, "item" if item else "paragraph"))
    return Page(tuple(blocks))


def _paragraphs(line: str) -> list[str]:
    pieces = _LOST_BREAK.split(line) if han(line) >= _LEAST_LOST_LINE else [line]
    return [text for text in map(line_of, pieces) if text]
