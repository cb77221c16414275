"""The lines of a page with what each is: text, credit, date and source, link, menu, …

Words that tell the kinds stand in the data (:mod:`kg.articles.sites`); everything is matched on
simplified text of the same length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from kg.articles.credits import is_credit
from kg.articles.metalines import is_meta
from kg.articles.page import Block, Page, han, sentences
from kg.articles.script import simplify
from kg.articles.sites import pieces_in, sites, whole_line

LineKind = Literal[
    "text",  # a paragraph
    "short",  # a heading, a caption, a line of dialogue
    "end",  # nothing below is the article's
    "related",  # heads links to other articles
    "furniture",  # of the site
    "gallery",  # pictures of another piece
    "credit",
    "meta",  # date, source, author
    "label",  # of a value on the next line
    "link",
    "menu",
]

BODY_KINDS = frozenset({"text", "short"})

_ORNAMENTS = " \u3000[]【】<>《》-—:：|*"
_SENTENCE_END = re.compile(  # with a note in brackets after it: （完）, (编辑:某某)
    r"(?:[。！？；!?…]|\.{3})[”」』）)\"']*(?:\s?[（(【\[][^（）()]{1,40}[）)】\]]\d{0,7})?\Z"
)
# Colons as printed in Hong Kong and Taiwan.
_ODD_COLON = re.compile("[\ufe30\ufe55\u2236]")
_COLONS = str.maketrans(dict.fromkeys("\ufe30\ufe55\u2236", "："))
_SEPARATORS = re.compile(r"[|｜»›>]|(?<=\s)[/／·•-](?=\s)")
_DAY_HEADING = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日(?:\s?[（(][^）)]{1,12}[）)])?\Z")
_LONGEST_END = 80  # code points of the mark of a sentence with what closes it and a note
_LONGEST_VALUE = 20  # code points of a line that is the value of a label
_LEAST_PROSE = 40  # Chinese characters of a line that counts as prose without a full stop
_LEAST_ENTRIES = 5
_LONGEST_ENTRY = 9  # Chinese characters of an entry in a menu, on the average
_MOSTLY_LINKED = 0.6  # share of its characters inside links that makes a line a link


@dataclass(frozen=True, slots=True)
class Line:
    """A line with what it is. ``simplified`` is as long as ``text``."""

    text: str
    simplified: str
    block: Block
    kind: LineKind
    ended: bool = False  # with the mark of a sentence; a title, a tag, a cut teaser is not

    @property
    def in_body(self) -> bool:
        """Whether it may be a line of an article."""
        return self.kind in BODY_KINDS

    @property
    def closes(self) -> bool:
        """Whether it is a credit below which nothing is the article's: 责任编辑：某某."""
        return self.kind == "credit" and bool(whole_line("closers").match(self.simplified))


def lines_of(page: Page) -> tuple[Line, ...]:
    """Every line of a page with its kind."""
    lines: list[Line] = []
    in_body = False
    for block in page.blocks:
        simplified = matchable(block.text)
        line = Line(block.text, simplified, block, "text", _is_ended(simplified))
        kind = _kind(line, lines[-1].kind if lines else "text", in_body=in_body)
        in_body = in_body or kind == "text"
        lines.append(line if kind == "text" else replace(line, kind=kind))
    return _with_link_lists(lines)


def matchable(text: str) -> str:
    """Text as the markers are written: simplified, with one form of colon; as long as it was."""
    simplified = simplify(text)
    return simplified.translate(_COLONS) if _ODD_COLON.search(simplified) else simplified


def _kind(line: Line, before: LineKind, *, in_body: bool) -> LineKind:
    """The kind of a line; ``before`` is that of the line above it."""
    block, simplified, ended = line.block, line.simplified, line.ended
    told = _told_kind(block, simplified, before)
    if told:
        return told
    if is_meta(simplified):
        return "short" if in_body and _DAY_HEADING.match(simplified) else "meta"
    if is_credit(simplified, after_credit=before == "credit"):
        return "credit"
    if _is_label(simplified):
        return "label"
    if before == "label" and len(simplified) <= _LONGEST_VALUE and not sentences(simplified):
        return "meta"
    if _is_menu(simplified):
        return "menu"
    if block.linked > _MOSTLY_LINKED * len(block.text) and (block.kind == "item" or not ended):
        return "link"
    return "text" if ended or han(simplified) >= _LEAST_PROSE else "short"


def _told_kind(block: Block, simplified: str, before: LineKind) -> LineKind | None:
    """The kind that the markers of the data tell."""
    bare = simplified.strip(_ORNAMENTS)
    forms = (simplified, bare) if bare and bare != simplified else (simplified,)
    if any(map(whole_line("ends").match, forms)):
        return "end"
    if any(map(whole_line("related").match, forms)):
        return "related"
    if whole_line("galleries").match(simplified):
        return "gallery"
    if before == "gallery" and block.kind == "caption":
        return "gallery"
    return "furniture" if not bare or whole_line("furniture").match(simplified) else None


def _with_link_lists(lines: list[Line]) -> tuple[Line, ...]:
    """Short lines below a head of links are links, down to the next paragraph."""
    kept, in_list = [], False
    for line in lines:
        in_list = line.kind == "related" or (in_list and line.kind != "text")
        kept.append(replace(line, kind="link") if in_list and line.kind == "short" else line)
    return tuple(kept)


def _is_ended(simplified: str) -> bool:
    if sentences(simplified) > 1 or _ends(simplified):
        return True
    return any(_ends(simplified[: match.start()]) for match in pieces_in(simplified))


def _ends(simplified: str) -> bool:
    return bool(_SENTENCE_END.search(simplified, max(0, len(simplified) - _LONGEST_END)))


def _is_label(simplified: str) -> bool:
    """Whether a line is nothing but a label: Author, 来源:"""
    word = simplified.strip(" :：").lower()
    return len(word) > 1 and word in _labels()


@cache
def _labels() -> frozenset[str]:
    markers = sites().markers
    return frozenset((*markers.author_labels, *markers.date_labels, *markers.source_labels))


def _is_menu(simplified: str) -> bool:
    """高层论坛 | 省部长论坛 | …: many short entries between separators."""
    entries = [entry for entry in _SEPARATORS.split(simplified) if entry.strip()]
    if len(entries) < _LEAST_ENTRIES or simplified.startswith(("|", "｜")):  # a row of a table
        return False
    return sum(han(entry) for entry in entries) <= _LONGEST_ENTRY * len(entries)
