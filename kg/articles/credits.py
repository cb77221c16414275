"""Credits: who wrote, edited and photographed. They are cut out; the names take part in nothing.

Everything is matched on simplified text and cut from the original at the same offsets.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from kg.articles.outlets import outlet_words
from kg.articles.sites import either, sites

_HAN = "[\u4e00-\u9fff]"
_NAME = rf"(?:{_HAN}{{2,4}}|{_HAN} {_HAN}|{_HAN}+[·•](?:{_HAN}|[·•])+)"
_LATIN = r"[A-Z][A-Za-z.'’-]*(?: [A-Z][A-Za-z.'’-]*){0,3}"
_WHO = rf"(?:{_NAME}|{_LATIN})"
_BETWEEN = r"[\s、，,;；/／&]{1,3}"
_PEOPLE = rf"{_WHO}(?:{_BETWEEN}{_WHO}){{0,11}}"
_OPEN, _CLOSE = r"[（(【\[〔［]", r"[）)】\]〕］]"

_NAMES_ALONE = re.compile(rf"{_PEOPLE}\Z")
_COPYRIGHT_TAIL = re.compile(r"\s?©\s?[^。！？©]{1,40}\Z")
_CAPTION_REST = re.compile(r"(?<=。)[^。！？，,\d]{1,16}\Z")  # a caption's credit has no mark
_LAST = 12  # code points at a line's end that are looked at before a credit is looked for
_LONGEST_CREDIT = 120  # code points; a longer line is prose
_LONGEST_NAMES = 40  # code points of a line of names


def is_credit(simplified: str, *, after_credit: bool) -> bool:
    """Whether a line only tells who made the piece.

    ``after_credit`` is true where the line before did, so that a line of names goes on with it.
    """
    line = simplified.strip(" \u3000")
    if not line or len(line) > _LONGEST_CREDIT:
        return False
    names = after_credit and len(line) < _LONGEST_NAMES and " " in line
    if names and _NAMES_ALONE.match(line):
        return True
    return bool(_credit_line().match(line) or _photo_line().match(line))


def credit_start(simplified: str, *, caption: bool, heading: bool = False) -> int:
    """Where the credits at the end of a line begin; the line's length if there are none."""
    start = len(simplified)
    for may_end, pattern in _tails(caption=caption, heading=heading):
        if may_end.search(simplified, max(0, start - _LAST), start):
            match = pattern().search(simplified, 0, start)
            start = match.start() if match else start
    return start


@cache
def _tails(
    *, caption: bool, heading: bool
) -> tuple[tuple[re.Pattern[str], Callable[[], re.Pattern[str]]], ...]:
    """(What the last characters of every such credit hold, the credit), in their order."""
    closed, anything = re.compile("[）)】\\]〕］]"), re.compile("")
    filed = re.compile("|".join(map(re.escape, sites().credits.photo_verbs)))
    tails: list[tuple[re.Pattern[str], Callable[[], re.Pattern[str]]]] = [
        (closed, _staff_tail), (filed, _photo_tail), (closed, _photo_brackets)
    ]
    tails += [(anything, lambda: _COPYRIGHT_TAIL)]
    tails += [(anything, _caption_tail)] if caption or heading else []
    tails += [(anything, lambda: _CAPTION_REST)] if caption else []
    return tuple(tails)


def byline_end(simplified: str) -> int:
    """Where a bracketed byline at the head of a line ends: 〔记者某某/台北报导〕; 0 without one."""
    match = _bracketed_byline().match(simplified)
    return match.end() if match else 0


@cache
def _bracketed_byline() -> re.Pattern[str]:
    heads = either(sites().credits.bylines)
    return re.compile(rf"{_OPEN}{_HAN}{{0,6}}(?:{heads})[^〕］】\]）)]{{0,40}}{_CLOSE}\s*")


@cache
def _credit_line() -> re.Pattern[str]:
    """A line of credits: 责任编辑：某某, 编译 某某；审校 某某, 某某/某某（综合报道）."""
    item = rf"(?:{_labelled()}|{_reporter()}|{_signed()})"
    joint = r"[\s；;，,、|｜丨/／]*"
    return re.compile(rf"[（(【\[—-]*\s?{item}(?:{joint}{item}){{0,8}}\s?[）)】\]。]*\Z")


def _labelled() -> str:
    """责任编辑：某某, 监 制:某 某, 来源：某报."""
    role = f"(?:{either(sites().credits.roles)})"
    roles = rf"{role}(?:\s?[/／、和与及|丨]?\s?{role}){{0,3}}"
    source = rf"(?:{outlet_words()}|[\u4e00-\u9fffA-Za-z0-9“”]{{2,16}})"
    value = rf"\s?[:：丨|/／]\s?(?:{_PEOPLE}|{source})"
    return rf"(?:(?:{_desk()})?\s?{roles}(?:{value}|\s{_PEOPLE}))"


def _reporter() -> str:
    """本报驻某国记者 某某, 某电台记者某某 台北报道."""
    words = sites().credits
    place = rf"(?:\s?{_HAN}{{2,6}}(?:综合)?(?:{either(words.reports)}))?"
    desk = rf"(?:(?:{_desk()})\s?[/／]?\s?)?"
    place = rf"(?:{place}|\s?[/／]\s?{_HAN}{{2,8}}(?:{either(words.reports)}))"
    return rf"(?:{desk}(?:{either(words.reporters)})[\s:：/／]{{0,2}}{_PEOPLE}{place})"


def _signed() -> str:
    """某某/某某（综合报道）, 某某 综合报道, （综合外电）."""
    words = sites().credits
    wires = rf"(?:{outlet_words()}|{either(words.compiled)}|[、/／，,\s])+"
    people = rf"{_WHO}(?:{_BETWEEN}{_WHO}){{0,3}}"
    return (
        rf"(?:{people}\s?[（(]{wires}[）)]"
        rf"|{people}\s[（(]?综合(?:{either(words.reports)})[）)]?"
        rf"|[（(](?:{_WHO}{_BETWEEN}?){{0,3}}(?:综合(?:{either(words.compiled)})|编译|整理)[）)])"
    )


def _desk() -> str:
    words = sites().credits
    outlets = rf"{outlet_words()}|{either(words.desks)}"
    return rf"(?:{outlets})(?:驻{_HAN}{{1,8}})?(?:{either(words.desk_kinds)})?"


def _photo() -> str:
    """新华社记者 某某 摄."""
    words = sites().credits
    who = rf"(?:{either(words.photo_roles)})[（(]?[\s:：]{{0,2}}(?:{_PEOPLE})[）)]?"
    return rf"(?:{who}\s?(?:{either(words.photo_verbs)}))"


@cache
def _photo_line() -> re.Pattern[str]:
    """A line that is nothing but a photo credit."""
    return re.compile(rf"[（(]?\s?{_photo()}\s?[）)]?\Z")


@cache
def _photo_tail() -> re.Pattern[str]:
    """…。新华社记者 某某 摄, after a sentence or a space."""
    return re.compile(rf"(?:(?<=[。！？”’」』）)\s])|\A)[（(]?{_photo()}\s?[）)]?。?\s?\Z")


@cache
def _staff_tail() -> re.Pattern[str]:
    """…（译者：某某/核稿：某某）, at the end of a paragraph."""
    item = rf"(?:{either(sites().credits.roles)})\s?[:：/／]\s?{_PEOPLE}"
    return re.compile(rf"\s?{_OPEN}\s?{item}(?:[\s；;，,、/／]*{item}){{0,5}}\s?{_CLOSE}。?\s?\Z")


@cache
def _photo_brackets() -> re.Pattern[str]:
    """…（图片来源：新华社）, （中央社资料照片）."""
    words = sites().credits
    sources, marks = either(words.photo_sources), either(words.photo_marks)
    return re.compile(
        rf"\s?[（(\[【](?:(?:{sources})\s?[:：/／|]\s?[^（）()\[\]【】]{{1,30}}"
        rf"|[^（）()\[\]【】，。]{{1,16}}(?:{marks})|(?:{sources}))[）)\]】]。?\s?\Z"
    )


@cache
def _caption_tail() -> re.Pattern[str]:
    """Only in captions and headings: …。美联社, …。图：美联社, …。政府新闻处图片, …（路透社）."""
    words = sites().credits
    sources, marks = either(words.photo_sources), either(words.photo_marks)
    return re.compile(
        rf"(?<=[。！？”’」』）)\s])(?:(?:{sources})\s?[:：/／]\s?\S{{1,24}}|{_NAME}摄影?)\Z"
        rf"|(?<=[。！？”’」』）)])\s?(?:[\u4e00-\u9fffA-Za-z/ ]{{2,16}}(?:{marks})"
        rf"|(?:{outlet_words()}))。?\s?\Z"
        rf"|\s?[（(](?:{outlet_words()})[）)]。?\s?\Z"
    )
