"""Which lines of a page are the article.

A page known to hold the article loses what is not text and everything below the first line that
ends it. In any other page the article is the run of lines with the most text between such ends:
prose counts for, link lists, menus and labels against.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.articles.boxes import boxed_lines, continued
from kg.articles.lines import Line, lines_of
from kg.articles.page import Page, han
from kg.articles.sites import whole_line

_TEASER = re.compile(r"(?:\.{3,}|…+)[”」』]?\Z")
_TAGS = re.compile(r"#?[\u4e00-\u9fff\w]{2,7}(?:\s+#?[\u4e00-\u9fff\w]{2,7}){4,}\Z")  # or names
_LEAST_TEASERS, _MOST_TEASERS = 3, 0.6  # lines, and the share of them, that are cut short
_LEAST_CLOSED = 50.0  # worth of the run that a credit closes
_TEASER_WORTH = 0.3  # of a paragraph that is cut short or stands in a list
_BELOW_END_WORTH = 0.25  # lines below an end are most often teasers of other articles
_COST = {
    "furniture": 15, "gallery": 15, "meta": 12, "link": 12, "label": 8, "credit": 4, "short": 4,
}  # fmt: skip
_MOST_ABOVE = 0.45  # share of the text that may stand above a byline
_MOST_ABOVE_TRUSTED = 40  # Chinese characters that may, in a page that holds the article
_MOST_PARAGRAPHS_ABOVE = 4


@dataclass(frozen=True, slots=True)
class Selection:
    """The article's lines, and all lines in their order, for the metadata around them."""

    body: tuple[Line, ...]
    lines: tuple[Line, ...]
    first: int  # index of the first body line; len(lines) where there is none
    last: int  # index of the last body line; -1 where there is none


def select(page: Page) -> Selection:
    """Find the article in a page."""
    lines = lines_of(page)
    first, last = _whole_span(lines) if page.trusted else continued(lines, *_densest_span(lines))
    first = _below_byline(lines, first, last, trusted=page.trusted)
    last = _above_tail(lines, first, last)
    first = _below_notes(lines, first, last)
    if not page.trusted:
        first, last = _between_sentences(lines, first, last)
    boxed = frozenset() if page.trusted else boxed_lines(lines, first, last)
    inside = range(first, last + 1)
    body = tuple(lines[i] for i in inside if lines[i].in_body and i not in boxed)
    return Selection(body, lines, first, last)


def is_index(selection: Selection) -> bool:
    """Whether what was found are beginnings of other articles, as on the front page of a site."""
    texts = [line for line in selection.body if line.kind == "text"]
    teasers = sum(bool(_TEASER.search(line.simplified)) for line in texts)
    return len(texts) >= _LEAST_TEASERS and teasers > _MOST_TEASERS * len(texts)


def _whole_span(lines: tuple[Line, ...]) -> tuple[int, int]:
    """All, down to the first line that ends it below some text.

    What stands above all text and would end it (分享到…) is below the title alone.
    """
    first = next((index for index, line in enumerate(lines) if line.in_body), len(lines))
    last, prose = -1, any(line.kind == "text" for line in lines)
    for index in range(first, len(lines)):
        if lines[index].kind == "end" and last >= 0:
            if prose and not any(line.kind == "text" for line in lines[first:index]):
                continue
            break
        if lines[index].in_body:
            last = index
    return first, last


def _densest_span(lines: tuple[Line, ...]) -> tuple[int, int]:
    """The run of lines with the highest sum of values, not crossing an end."""
    best, span = 0.0, (len(lines), -1)
    total, start, worth = 0.0, 0, 1.0
    for index, line in enumerate(lines):
        if line.kind in ("end", "related") or (line.closes and total >= _LEAST_CLOSED):
            total, start, worth = 0.0, index + 1, _BELOW_END_WORTH
            continue
        total += _value(line) * worth
        if total <= 0:
            total, start = 0.0, index + 1
        elif total > best:
            best, span = total, (start, index)
    return span


def _value(line: Line) -> float:
    """How much a line speaks for an article (more than 0) or against one."""
    if line.kind == "text":
        teaser = line.block.kind == "item" or not line.ended or _TEASER.search(line.simplified)
        return han(line.simplified) * (_TEASER_WORTH if teaser else 1.0)
    if line.kind == "menu" or _TAGS.match(line.simplified):
        return -15.0 - han(line.simplified)
    return -float(_COST[line.kind])


def _below_byline(lines: tuple[Line, ...], first: int, last: int, *, trusted: bool) -> int:
    """Where the body begins if the run found has title, author and date at its head.

    In a page of a site a line of date and source with most of the text below it ends the head,
    whatever notices stand above; in a page that holds the article, only names may.
    """
    total = sum(_prose(line) for line in lines[first : last + 1])
    most = _MOST_ABOVE_TRUSTED if trusted else _MOST_ABOVE * total
    above, paragraphs, start = 0, 0, first
    for index in range(first, last):
        above += _prose(lines[index])
        paragraphs += lines[index].kind == "text"
        if above > most or paragraphs > _MOST_PARAGRAPHS_ABOVE:
            break
        if lines[index].kind == "meta":
            start = index + 1
    return next((index for index in range(start, last + 1) if lines[index].in_body), first)


def _between_sentences(lines: tuple[Line, ...], first: int, last: int) -> tuple[int, int]:
    """The span without a long title above its first sentence and cut teasers below its last."""
    ended = [index for index in range(first, last + 1) if lines[index].ended]
    if not ended:
        return first, last
    start = ended[0] if lines[first].kind == "text" else first
    while start > 0 and _announces(lines[start - 1]):
        start -= 1
    return start, ended[-1]


def _announces(line: Line) -> bool:
    """Whether the next line is what somebody says: 外长答道：."""
    return line.in_body and line.simplified.endswith(("：", ":"))


def _prose(line: Line) -> int:
    """Chinese characters of a line of text."""
    return han(line.simplified) if line.in_body else 0


def _above_tail(lines: tuple[Line, ...], first: int, last: int) -> int:
    """Where the body ends without author's notes, appeals and closing datelines."""
    tails = whole_line("tails")
    while last > first and (not lines[last].in_body or tails.match(lines[last].simplified)):
        last -= 1
    return last


def _below_notes(lines: tuple[Line, ...], first: int, last: int) -> int:
    """Where the body begins without notes on the author and places of filing on their own."""
    heads, start = whole_line("heads"), first
    for index in range(first, last):
        line = lines[index]
        if heads.match(line.simplified):
            start = index + 1
        elif line.in_body and line.block.kind not in ("caption", "heading"):
            break
    return start
