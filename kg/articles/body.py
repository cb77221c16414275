"""Which lines of a page are the article.

Every line gets a kind (text, heading, furniture, credit, …). A page known to hold the article
loses what is not text and everything below the first line that ends it. In any other page the
article is the run of lines with the most text between such ends: prose counts for, link lists,
menus and labels against.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from kg.articles.credits import is_credit
from kg.articles.page import Block, Page, han, sentences
from kg.articles.script import simplify
from kg.articles.sites import sites, whole_line

LineKind = Literal[
    "text", "short", "end", "related", "furniture", "gallery", "credit", "meta", "label", "link",
    "menu",
]

_SEPARATORS = re.compile(r"[|｜»›>]|(?<=\s)[/／·•-](?=\s)")
_TEASER = re.compile(r"(?:\.{3,}|…+)[”」』]?\Z")
_DAY_HEADING = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日(?:\s?[（(][^）)]{1,12}[）)])?\Z")
_LEAST_PROSE = 40  # Chinese characters of a line that counts as prose without a full stop
_MOST_PARAGRAPHS_ABOVE = 4
_MOST_ABOVE_TRUSTED = 40  # Chinese characters
_MOST_ABOVE = 0.45  # share of the text that may stand above a byline
_LEAST_TEASERS, _MOST_TEASERS = 3, 0.6  # lines, and the share of them, that are cut short
_MOST_PIECE = 9  # Chinese characters of an entry in a menu
_COST = {"furniture": 15, "gallery": 15, "credit": 4, "meta": 12, "label": 8, "link": 12, "short": 4}


@dataclass(frozen=True, slots=True)
class Line:
    """A line with what it is. ``simplified`` is as long as ``text``."""

    text: str
    simplified: str
    block: Block
    kind: LineKind


@dataclass(frozen=True, slots=True)
class Selection:
    """The article's lines, and all lines in their order, for the metadata around them."""

    body: tuple[Line, ...]
    lines: tuple[Line, ...]
    first: int  # index of the first body line; len(lines) where there is none
    last: int  # index of the last body line; -1 where there is none


def select(page: Page) -> Selection:
    """Find the article in a page."""
    lines = _without_related(classify(page))
    first, last = _trusted_span(lines) if page.trusted else _densest_span(lines)
    first = _below_byline(lines, first, last, trusted=page.trusted)
    last = _above_tail(lines, first, last)
    body = tuple(line for line in lines[first : last + 1] if line.kind in ("text", "short"))
    return Selection(body, lines, first, last)


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
    return next((i for i in range(start, last + 1) if lines[i].kind in ("text", "short")), first)


def _prose(line: Line) -> int:
    """Chinese characters of a line of text."""
    return han(line.simplified) if line.kind in ("text", "short") else 0


def _above_tail(lines: tuple[Line, ...], first: int, last: int) -> int:
    """Where the body ends without author's notes, appeals and closing datelines."""
    while last > first and (
        lines[last].kind not in ("text", "short") or whole_line("tails").match(lines[last].simplified)
    ):
        last -= 1
    return last


def classify(page: Page) -> tuple[Line, ...]:
    """Every line with its kind."""
    lines: list[Line] = []
    in_body = False
    for block in page.blocks:
        simplified = simplify(block.text)
        kind = _kind(block, simplified, lines[-1].kind if lines else "text", in_body=in_body)
        in_body = in_body or kind == "text"
        lines.append(Line(block.text, simplified, block, kind))
    return tuple(lines)


def _kind(block: Block, simplified: str, before: LineKind, *, in_body: bool) -> LineKind:
    bare = simplified.strip(" \u3000[]【】<>《》-—:：|*")
    if whole_line("ends").match(simplified) or (bare and whole_line("ends").match(bare)):
        return "end"
    if whole_line("related").match(simplified) or (bare and whole_line("related").match(bare)):
        return "related"
    if whole_line("galleries").match(simplified) or (
        before == "gallery" and block.kind == "caption"
    ):
        return "gallery"
    if not bare or whole_line("furniture").match(simplified):
        return "furniture"
    if is_credit(simplified, after_credit=before == "credit"):
        return "credit"
    if is_meta(simplified):
        return "short" if in_body and _DAY_HEADING.match(simplified) else "meta"
    if label_of(simplified):
        return "label"
    if before == "label" and len(simplified) <= 20 and not sentences(simplified):
        return "meta"
    if _is_menu(simplified):
        return "menu"
    if block.linked > 0.6 * len(block.text) and (
        block.kind == "item" or not _ends_sentence(simplified)
    ):
        return "link"
    return "text" if _ends_sentence(simplified) or han(simplified) >= _LEAST_PROSE else "short"


def _ends_sentence(text: str) -> bool:
    return bool(re.search("[。！？；!?…][”」』）)\"']*\\Z", text)) or sentences(text) > 1


def _is_menu(text: str) -> bool:
    """高层论坛 | 省部长论坛 | …: many short entries between separators."""
    pieces = [piece for piece in _SEPARATORS.split(text) if piece.strip()]
    if len(pieces) < 5 or text.startswith(("|", "｜")):  # the row of a table
        return False
    return sum(han(piece) for piece in pieces) <= _MOST_PIECE * len(pieces)


@cache
def _meta_pattern() -> re.Pattern[str]:
    """A line of date, source and author, and nothing else."""
    markers = sites().markers
    labels = "|".join((*markers.date_labels, *markers.source_labels, *markers.author_labels))
    day = (
        r"(?:\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?[日号]?|\d{1,2}/\d{1,2}/\d{4}"
        r"|(?:[A-Za-z]{3,9},?\s)?\d{1,2}\s[A-Za-z]{3,9}\s\d{4}|[A-Za-z]{3,9}\.?\s\d{1,2},\s\d{4}"
        r"|[一二][〇零○一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)"
    )
    clock = r"(?:[\sT,-]*(?:星期[一二三四五六日天]|周[一二三四五六日])?\s*(?:上午|下午|晚上)?\d{1,2}[:：时]\d{2}(?:[:：分]\d{2})?(?:\.\d+)?秒?\s*(?:[AaPp][Mm]|Z|GMT|UTC)?)?"
    labelled = rf"[\s|｜/／·,，-]*(?:{labels})\s*[:：][^。！？!?]{{0,60}}"
    named = (
        r"\s*[|｜/／·-]?\s*[^。！？!?,，、；;（(]{0,16}"  # an outlet, a clock in words
        r"(?:[（(][^）)]{0,24}(?:更新|修订|发布)[）)])?[,，]?"
    )
    return re.compile(
        rf"(?:(?:{labels})\s*[:：]?\s*)?[（(【\[]?{day}{clock}[）)】\]]?(?:{labelled}|{named})\Z"
        rf"|(?:{labels})\s*[:：]\s*[^。！？!?]{{0,80}}\Z",
        re.IGNORECASE,
    )


def is_meta(simplified: str) -> bool:
    """Whether a line tells date, source or author: 2021-01-08 中国军网, 来源:新华网 作者:…"""
    if len(simplified) > 100 or sentences(simplified):
        return False
    return bool(_meta_pattern().match(simplified))


def label_of(simplified: str) -> str | None:
    """The name of the label that a line consists of (author, date, publisher); None if none."""
    markers = sites().markers
    word = simplified.strip(" :：").lower()
    for name, labels in (
        ("author", markers.author_labels),
        ("date", markers.date_labels),
        ("publisher", markers.source_labels),
    ):
        if word in labels and len(word) > 1:
            return name
    return None


def _trusted_span(lines: tuple[Line, ...]) -> tuple[int, int]:
    """All, down to the first line that ends it below some text."""
    first = next((i for i, line in enumerate(lines) if line.kind in ("text", "short")), len(lines))
    last = -1
    for index in range(first, len(lines)):
        if lines[index].kind == "end" and last >= 0:
            break
        if lines[index].kind in ("text", "short"):
            last = index
    return first, last


def _without_related(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Short lines below a head of links are links, down to the next paragraph."""
    kept, in_links = [], False
    for line in lines:
        in_links = line.kind == "related" or (in_links and line.kind != "text")
        kept.append(replace(line, kind="link") if in_links and line.kind == "short" else line)
    return tuple(kept)


def _densest_span(lines: tuple[Line, ...]) -> tuple[int, int]:
    """The run of lines with the highest sum of values, not crossing an end."""
    best, span = 0.0, (len(lines), -1)
    total, start = 0.0, 0
    below_end = False
    for index, line in enumerate(lines):
        if line.kind in ("end", "related"):
            total, start, below_end = 0.0, index + 1, True
            continue
        total += _value(line) * (_BELOW_END if below_end else 1)
        if total <= 0:
            total, start = 0.0, index + 1
        elif total > best:
            best, span = total, (start, index)
    return span


_BELOW_END = 0.25  # lines below an end are most often teasers of other articles


def is_index(selection: Selection) -> bool:
    """Whether what was found are beginnings of other articles, as on the front page of a site."""
    texts = [line for line in selection.body if line.kind == "text"]
    teasers = sum(bool(_TEASER.search(line.simplified)) for line in texts)
    return len(texts) >= _LEAST_TEASERS and teasers > _MOST_TEASERS * len(texts)


def _value(line: Line) -> float:
    """How much a line speaks for an article (more than 0) or against one."""
    if line.kind == "text":
        value = float(han(line.simplified))
        return value * (0.3 if line.block.kind == "item" or _TEASER.search(line.simplified) else 1)
    if line.kind == "menu":
        return -15.0 - han(line.simplified)
    return -float(_COST[line.kind])
