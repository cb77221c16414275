"""Credits and datelines: who wrote, edited and photographed, and where an agency filed from.

Everything is matched on simplified text and cut from the original at the same offsets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.articles.sites import sites

_NAME = r"(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff] [\u4e00-\u9fff]|[\u4e00-\u9fff]+[·•][\u4e00-\u9fff·•]+)"
_LATIN = r"[A-Z][A-Za-z.'’-]*(?: [A-Z][A-Za-z.'’-]*){0,3}"
_WHO = rf"(?:{_NAME}|{_LATIN})"
_BETWEEN = r"[\s、，,;；/／&]{1,3}"
_PEOPLE = rf"{_WHO}(?:{_BETWEEN}{_WHO}){{0,11}}"
_NAMES_ALONE = re.compile(rf"{_PEOPLE}\Z")
_WIDE = {0xFF10 + digit: str(digit) for digit in range(10)}
_BRACKETED_BYLINE = re.compile(
    r"[〔［【\[（(](?:[\u4e00-\u9fff]{0,6}(?:记者|特派员|特约)|编译|即时(?:新闻|中心)|国际中心|政治中心)"
    r"[^〕］】\]）)]{0,40}[〕］】\]）)]\s*"
)
_COPYRIGHT_TAIL = re.compile(r"\s?©\s?[^。！？©]{1,40}\Z")
_CAPTION_REST = re.compile(r"(?<=[。！？])[^。！？，,]{1,16}\Z")  # a caption's credit has no mark
_LONGEST_CREDIT = 120  # code points; a longer line is prose
_LONGEST_DATELINE = 140


@dataclass(frozen=True, slots=True)
class Dateline:
    """The head of a dispatch. ``length`` counts its code points in the line."""

    length: int
    source: str | None
    month: int | None
    day: int | None


def is_credit(simplified: str, *, after_credit: bool) -> bool:
    """Whether a line only tells who made the piece.

    ``after_credit`` is true where the line before did, so that a line of names goes on with it.
    """
    line = simplified.strip(" \u3000")
    if not line or len(line) > _LONGEST_CREDIT:
        return False
    if after_credit and len(line) < 40 and _NAMES_ALONE.match(line) and " " in line:
        return True
    return bool(_credit_line().match(line) or _photo_line().match(line))


def photo_credit_start(simplified: str, *, caption: bool) -> int:
    """Where the photo credit at the end of a line begins; the line's length if there is none."""
    best = len(simplified)
    patterns = (_staff_tail(), _photo_tail(), _photo_brackets(), _COPYRIGHT_TAIL)
    for pattern in (*patterns, *((_caption_tail(), _CAPTION_REST) if caption else ())):
        match = pattern.search(simplified[:best])
        if match:
            best = match.start()
    return best


def dateline(simplified: str) -> Dateline | None:
    """The dateline that a body begins with: 新华社北京3月12日电, （中央社記者…20日電）."""
    head = simplified[:_LONGEST_DATELINE].translate(_WIDE)
    match = next((found for form in _datelines() if (found := form.match(head))), None)
    if match is None:
        return None
    month, day = match["month"], match["day"]
    return Dateline(
        match.end(),
        match["source"] or None,
        int(month) if month else None,
        int(day) if day else None,
    )


def byline_end(simplified: str) -> int:
    """Where a bracketed byline at the head of a line ends: 〔记者某某/台北报导〕; 0 without one."""
    match = _BRACKETED_BYLINE.match(simplified)
    return match.end() if match else 0


def _words(words: tuple[str, ...]) -> str:
    """An alternative of words, the longer first; two characters may stand apart (监 制)."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(
        rf"{word[0]}[ \u3000]{{0,2}}{word[1]}" if len(word) == 2 else re.escape(word)
        for word in ordered
    )


@cache
def outlet_words() -> str:
    """An alternative of the Chinese names of all outlets, the longer first."""
    names = {
        name
        for outlet in sites().outlets
        for name in (outlet.name, *outlet.names)
        if not name.isascii() and len(name) > 1
    }
    return "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))


@cache
def _credit_line() -> re.Pattern[str]:
    role = f"(?:{_words(sites().credits.roles)})"
    roles = rf"{role}(?:\s?[/／、和与及|丨]?\s?{role}){{0,3}}"
    desk = rf"(?:(?:{outlet_words()}|本[报刊网台社])(?:驻[\u4e00-\u9fff]{{1,8}})?(?:特派|特约|实习|见习)?)"
    reporter = rf"(?:{desk}记者|{desk}编辑|记者|特约记者|实习记者|见习记者)[\s:：/／]{{0,2}}{_PEOPLE}(?:[\s]?[\u4e00-\u9fff]{{2,6}}(?:综合)?报[道导])?"
    labelled = rf"(?:{desk}\s?)?{roles}\s?[:：丨|/／]\s?(?:{_PEOPLE}|(?:{outlet_words()}|[\u4e00-\u9fffA-Za-z0-9“”]{{2,16}}))"
    spaced = rf"{roles}\s{_PEOPLE}"
    wires = rf"(?:{outlet_words()}|综合|报[道导]|外电|编译|等|[、/／，,\s])+"
    written = rf"{_WHO}(?:{_BETWEEN}{_WHO}){{0,3}}\s?[（(]{wires}[）)]"
    written += rf"|{_WHO}(?:{_BETWEEN}{_WHO}){{0,2}}\s[（(]?综合报[道导][）)]?"
    written += rf"|[（(](?:{_WHO}{_BETWEEN}?){{0,3}}(?:综合报[道导]|综合外电|编译|整理)[）)]"
    item = rf"(?:{labelled}|{reporter}|{spaced}|{written})"
    return re.compile(rf"[（(【\[—-]*\s?{item}(?:[\s；;，,、|丨/／]*{item}){{0,8}}\s?[）)】\]。]*\Z")


@cache
def _photo_line() -> re.Pattern[str]:
    """A line that is nothing but a photo credit."""
    return re.compile(rf"[（(]?\s?(?:{_photo()})\s?[）)]?\Z")


def _photo() -> str:
    credits = sites().credits
    roles, verbs = _words(credits.photo_roles), "|".join(credits.photo_verbs)
    names = rf"(?:{_PEOPLE})"
    return rf"(?:{roles})[（(]?[\s:：]{{0,2}}{names}[）)]?\s?(?:{verbs})"


@cache
def _photo_tail() -> re.Pattern[str]:
    """…。新华社记者 庞兴雷 摄, at the end of a line, after a sentence or a space."""
    return re.compile(rf"(?:(?<=[。！？”’」』）)\s])|\A)[（(]?(?:{_photo()})\s?[）)]?[。]?\s?\Z")


@cache
def _staff_tail() -> re.Pattern[str]:
    """…（译者：陈昱婷/核稿：卢映孜）, at the end of a paragraph."""
    role = f"(?:{_words(sites().credits.roles)})"
    item = rf"{role}\s?[:：/／]\s?{_PEOPLE}"
    return re.compile(rf"\s?[（(【\[]\s?{item}(?:[\s；;，,、/／]*{item}){{0,5}}\s?[）)】\]][。]?\s?\Z")


@cache
def _photo_brackets() -> re.Pattern[str]:
    """…（图片来源：新华社）, （中央社资料照片） at the end of a line."""
    sources = _words(sites().credits.photo_sources)
    verbs = "图片|照片|资料图|截图|翻摄|供图|提供|摄影?|图"
    return re.compile(
        rf"\s?[（(\[【](?:(?:{sources})\s?[:：/／|]\s?[^（）()\[\]【】]{{1,30}}"
        rf"|[^（）()\[\]【】，。]{{1,16}}(?:{verbs})|(?:{sources}))[）)\]】][。]?\s?\Z"
    )


@cache
def _caption_tail() -> re.Pattern[str]:
    """Only in captions: …。美联社, …。圖：美联社, …。政府新闻处图片."""
    sources = _words(sites().credits.photo_sources)
    return re.compile(
        rf"(?<=[。！？”’」』）)\s])(?:(?:{sources})\s?[:：/／]\s?\S{{1,24}}"
        rf"|[\u4e00-\u9fffA-Za-z/]{{2,16}}(?:图片|照片|资料图|截图|供图|摄)"
        rf"|(?:{outlet_words()}))[。]?\s?\Z|\s?[（(](?:{outlet_words()})[）)][。]?\s?\Z"
    )


@cache
def _datelines() -> tuple[re.Pattern[str], ...]:
    """The forms of a dateline, with their brackets and what joins them to the sentence."""
    source = rf"(?:综合|据)?(?P<source>{outlet_words()}|本[报刊网台社])"
    filed = r"(?:\d{4}年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日(?:[晨晚午]|上午|下午)?"
    kind = r"(?:综合|专)?(?:电|讯|消息|外电报[道导]|综合外电报[道导]|综合报[道导])"
    place = r"[\u4e00-\u9fff、·/ ]{0,24}?"
    names = r"[\u4e00-\u9fff、·/ ]{2,40}?"
    byline = r"(?:\s*[（(][^（）()]{0,8}(?:记者|编译|作者)[^（）()]{0,60}[）)])?"
    forms = (
        rf"{source}{place}{filed}{kind}{byline}",
        rf"{source}(?:记者|编译){names}{filed}{kind}",
        rf"{source}消息\s*(?:[（(][^（）()]{{2,12}}[）)])?(?P<month>)(?P<day>)",
        rf"{source}{place}{kind}(?P<month>)(?P<day>)(?=[）)】])",
    )
    bare = tuple(rf"{form}\s*[:：丨|—–-]{{0,2}}\s*" for form in forms[:3])
    bracketed = tuple(rf"[（(【\[]\s?{form}\s?[）)】\]]\s*[:：]?\s*" for form in forms)
    city = rf"[（(【](?P<source>)[\u4e00-\u9fff、]{{2,12}}{filed}{kind}[）)】]\s*"
    return tuple(re.compile(form) for form in (*bracketed, city, *bare))
