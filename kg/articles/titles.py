"""The title of an article: as told, or the line of the page that stands as one."""

from __future__ import annotations

import re
from functools import cache

from kg.articles.body import Selection
from kg.articles.lines import Line
from kg.articles.outlets import latin_names, outlet_named, outlet_words
from kg.articles.page import Page, han, line_of, tidy
from kg.articles.script import simplify
from kg.articles.sites import sites

_PAGE_TITLE_END = re.compile(r"\s*[_|｜]\s*|\s+[-–—]+\s+")  # before the names of the site
_SENTENCE_END = re.compile("[。！？!?]")
_NO_TITLE = re.compile(r"[。；;]|[:：]\Z|\A【[^】]*】\Z")
_FILED = re.compile(r"\A.{2,12}\d{1,2}月\d{1,2}日(?:电|讯)?\s*[-–—]?\Z")  # 路透华盛顿2月3日
_LONGEST_TITLE = 90  # code points
_LONGEST_SUFFIX = 400  # code points of what a site puts after a title
_LEAST_TITLE = 4  # Chinese characters of a line that stands as a title
_LONGEST_SECTION = 8  # Chinese characters of the name of a section or a desk
_NEAR = 4  # lines between a title and the date below it


def title_of(page: Page, selection: Selection) -> str:
    """The title told, else the line that stands as one; empty if there is none."""
    line = None if (told := told_title(page)) else _title_line(selection)
    return clean_title(line.text) if line else told


def first_sentence(lines: list[str]) -> str:
    """What stands for a title where there is none."""
    return _SENTENCE_END.split(lines[0], maxsplit=1)[0][:_LONGEST_TITLE] if lines else ""


def told_title(page: Page) -> str:
    """The title that the metadata tell, cleaned; empty if they tell none in Chinese."""
    heads = (_PAGE_TITLE_END.split(title)[0] for title in page.tell("page-title"))
    titles = (clean_title(title) for title in (*page.tell("title"), *heads))
    return next((title for title in titles if han(title) >= 2), "")


def clean_title(text: str) -> str:
    """A title without what sites put before and after it."""
    title = line_of(tidy(text))
    simplified = simplify(title)
    for pattern in sites().markers.title_prefix:
        match = re.match(pattern, simplified)
        if match:
            title, simplified = title[match.end() :], simplified[match.end() :]
    for ending in (_site_suffix(), _short_suffix(), *_endings()):
        suffix = ending.search(simplified, max(0, len(simplified) - _LONGEST_SUFFIX))
        if suffix and suffix.start() >= _LEAST_TITLE:
            title, simplified = title[: suffix.start()], simplified[: suffix.start()]
    return title


@cache
def _site_suffix() -> re.Pattern[str]:
    """_新闻_央视网(cctv.com), – 法国国际广播电台 - RFI: outlets and sections after a title."""
    known = rf"(?:{outlet_words()}|BBC[^-_|｜]{{0,12}}|RFI|VOA|DW)"
    outlet = rf"(?:[A-Za-z.]{{2,12}}\s)?{known}[^-_|｜—–]{{0,16}}"
    sections = r"(?:[^-_|｜—–]{1,12}\s*[-_|｜]+\s*){0,4}"
    between = r"\s*[-_|｜—–]+\s*"
    return re.compile(rf"{between}{sections}{outlet}(?:{between}{outlet})*\Z")


@cache
def _short_suffix() -> re.Pattern[str]:
    """- RTHK, | 国际 | 某社 CNA, – DW – 2023年5月9日: outlets by their names in Latin letters."""
    names = "|".join(re.escape(name) for name in latin_names())
    between, day = r"(?:\s+[-–—]+\s+|\s*[_|｜]+\s*)", r"\d{4}年\d{1,2}月\d{1,2}日"
    return re.compile(
        rf"{between}(?:[\u4e00-\u9fff]{{2,6}}{between}){{0,2}}(?:{names})(?:{between}{day})?\Z",
        re.IGNORECASE,
    )


@cache
def _endings() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern + r"\Z") for pattern in sites().markers.title_ending)


def _title_line(selection: Selection) -> Line | None:
    """The line above a date nearest to the body, else a line above the body, else below it."""
    above = range(selection.first - 1, -1, -1)
    below = range(selection.last + 1, len(selection.lines))
    return (
        _above_a_date(selection, above)
        or next((selection.lines[i] for i in above if _is_title(selection.lines[i])), None)
        or _above_a_date(selection, below)
    )


def _above_a_date(selection: Selection, indexes: range) -> Line | None:
    """The title right above the first line of metadata among the lines with these indexes."""
    for index in indexes:
        if selection.lines[index].kind == "meta":
            near = selection.lines[max(0, index - _NEAR) : index]
            found = [line for line in reversed(near) if _is_title(line)]
            if found:
                return _most_like_a_title(found)
    return None


def _most_like_a_title(lines: list[Line]) -> Line:
    """The heading nearest to the date; else the line nearest to it, if it is not a mere label."""
    headings = (line for line in lines if line.block.kind == "heading")
    told = (line for line in lines if han(line.simplified) > _LONGEST_SECTION)
    return next(headings, None) or next(told, None) or lines[0]


def _is_title(line: Line) -> bool:
    return (
        line.in_body
        and line.block.kind != "item"
        and han(line.simplified) >= _LEAST_TITLE
        and len(line.text) <= _LONGEST_TITLE
        and not _NO_TITLE.search(line.simplified)
        and outlet_named(line.simplified) is None
        and _FILED.search(line.simplified) is None
    )
