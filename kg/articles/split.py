"""One file that holds many articles to one raw article each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.articles.briefs import briefs
from kg.articles.records import MEDIA_TYPES, records
from kg.articles.script import simplify
from kg.model import RawArticle, Refusal

_DAY_FILE_HEADING = re.compile(r"^###[ \t]+(.+?)[ \t]*$", re.MULTILINE)
_SECTION = re.compile(r"^##?[ \t]+.*$", re.MULTILINE)
_ORIGINAL = re.compile(r"^\[[^\]]*\]\((https?://[^\s)]+)\)[ \t]*$", re.MULTILINE)
_BYLINE = re.compile(
    r"(?:作者[:：][ \t]*(?P<author>\S[^\n]*?))?[ \t\u3000]*"
    r"时间[:：][ \t]*(?P<date>\d{4}-\d{1,2}-\d{1,2})[ \t]*\Z"
)
_LEAST_PARTS = 2
_LEAST_ITEMS = 3  # of a round-up that its title tells to be one
_ROUND_UP = re.compile("简报|要闻|早报|晚报|速览|汇总|一周|一览|简讯|短讯|快讯|综述")
_MOST_TITLE_LINES = 4
_LONGEST_TITLE_LINE = 60


def split(raw: RawArticle) -> Iterator[RawArticle | Refusal]:
    """The articles in a file, as parts 1, 2, …; the file itself where it holds one.

    A record that cannot be read is a refusal.
    """
    if raw.media_type in MEDIA_TYPES:
        yield from records(raw)
        return
    if raw.media_type in ("text/markdown", "text/plain") and (
            not raw.hints or _is_round_up(raw)):
        parts = list(_day_file(raw)) or list(_bylines(raw))
        if parts:
            yield from _numbered(raw, iter(parts))
            return
    if raw.media_type == "text/html" and raw.content.count("●") >= _LEAST_ITEMS and (
            items := briefs(raw)):
        yield from _numbered(raw, iter(items))
        return
    yield raw


def _is_round_up(raw: RawArticle) -> bool:
    """Whether front matter calls the file one of many items, each below a heading of its own."""
    titles = (simplify(value) for name, value in raw.hints if name == "title")
    many = len(_DAY_FILE_HEADING.findall(raw.content)) >= _LEAST_ITEMS
    return many and any(_ROUND_UP.search(title) for title in titles)


def _numbered(raw: RawArticle, parts: Iterator[RawArticle]) -> Iterator[RawArticle]:
    for number, part in enumerate(parts, start=1):
        yield replace(part, path=raw.path, part=number)


# --- programme files: a heading for every item ----------------------------------------------


def _day_file(raw: RawArticle) -> Iterator[RawArticle]:
    """Items below headings of the third level; what stands before the first is a summary."""
    headings = list(_DAY_FILE_HEADING.finditer(raw.content))
    if len(headings) < _LEAST_PARTS:
        return
    ends = [match.start() for match in headings[1:]] + [len(raw.content)]
    for match, end in zip(headings, ends, strict=True):
        content = raw.content[match.end() : end]
        section = _SECTION.search(content)
        content = content[: section.start()] if section else content
        content = re.split(r"^-{3,}[ \t]*$", content, maxsplit=1, flags=re.MULTILINE)[0]
        link = _ORIGINAL.search(content)
        told = [pair for pair in raw.hints if pair[0] not in ("title", "url")]
        hints = [("title", match[1]), *told] + ([("url", link[1])] if link else [])
        content = _ORIGINAL.sub("", content)
        yield RawArticle(raw.path, 1, "text/markdown", content, tuple(hints))


# --- texts one after another ------------------------------------------------------------------


def _bylines(raw: RawArticle) -> Iterator[RawArticle]:
    """Title, then 作者：… 时间：…, then text; the next title ends it."""
    lines = raw.content.replace("\r\n", "\n").split("\n")
    marks = [(i, match) for i, line in enumerate(lines) if (match := _BYLINE.match(line))]
    if len(marks) < _LEAST_PARTS:
        return
    starts = [_title_start(lines, index) for index, _ in marks]
    for (index, match), start, end in zip(marks, starts, [*starts[1:], len(lines)], strict=True):
        title = " ".join(line.strip().lstrip("# ") for line in lines[start:index]).strip()
        hints = (("title", title), ("date", match["date"]), ("author", match["author"] or ""))
        yield RawArticle(raw.path, 1, "text/plain", "\n".join(lines[index + 1 : end]), hints)


def _title_start(lines: list[str], mark: int) -> int:
    """The first of the title's lines above a byline."""
    if mark > 1 and not lines[mark - 1].strip() and lines[mark - 2].startswith("#"):
        return mark - 2  # a heading, and an empty line below it
    start = mark
    while start > 0 and mark - start < _MOST_TITLE_LINES:
        line = lines[start - 1].strip("\ufeff")
        if not line.strip() or line[0] in " \u3000\t" or len(line) > _LONGEST_TITLE_LINE:
            break
        start -= 1
    return start
