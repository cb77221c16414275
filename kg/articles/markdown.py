"""Markdown to a page: also posts of static sites, whose body is HTML inside Markdown."""

from __future__ import annotations

import re

from kg.articles.markup import parse_html
from kg.articles.page import Block, Page, line_of, tidy
from kg.articles.spans import without_comments

_TAG = re.compile(
    r"</?(?:p|div|figure|figcaption|span|br|section|article|table|[ou]l|strong|a|img)\b"
)
_SHORT_CODES = (  # of static sites, with how each ends
    (re.compile(r"\{\{[<%].*?[%>]\}\}", re.DOTALL), ("%}}", ">}}")),
    (re.compile(r"\{%.*?%\}", re.DOTALL), ("%}",)),
)
_EPOCH = re.compile(r"<!--\s*(\d{13})\s*-->")
_LINKED_TITLE = re.compile(
    r"\A\s*\[(?P<title>.+)\]\((?P<url>https?://[^\s]+)\)[ \t]*\n-{3,}[ \t]*(?:\n|\Z)"
)
_TARGET = r"\(((?:[^()\s]|\([^()\s]*\))*)(?:\s+\"[^\"]*\")?\s*\)"
_IMAGE = re.compile(rf"!\[(?:[^\]!]|!(?!\[))*\]{_TARGET}")
_LINK = re.compile(rf"\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]{_TARGET}")
_EMPHASIS = re.compile(  # the rarest mark first, whose end is looked for nearby only
    r"\*\*\*(?=\S)(.{1,400}?)(?<=\S)\*\*\*|(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\2"
)
_EMPHASIS_END = re.compile(r"(?<=\S)(?:\*{2,}|__|~~)")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\Z")
_ITEM = re.compile(r"(?:[-*+]|\d{1,3}\.)\s+(.*)\Z")
_RULE = re.compile(r"(?:[-*_]\s*){3,}\Z|={3,}\Z")


def parse_markdown(content: str) -> Page:
    """The page; its first linked title and the time stamp in a comment are metadata."""
    told: list[tuple[str, str]] = []
    stamp = _EPOCH.search(content)
    if stamp:
        told.append(("epoch", stamp[1]))
    content = without_comments(_without_short_codes(content)).lstrip()
    title = _LINKED_TITLE.match(content)
    if title:
        told += [("title", line_of(tidy(title["title"]))), ("url", title["url"])]
        content = content[title.end() :]
    if _TAG.search(content):
        return Page(parse_html(_as_html(content), whole=False).blocks, tuple(told), trusted=True)
    return Page(_lines(content), tuple(told), trusted=True)


def _without_short_codes(content: str) -> str:
    for pattern, marks in _SHORT_CODES:
        end = max(content.rfind(mark) + len(mark) for mark in marks)  # nothing is closed behind it
        content = pattern.sub("", content[:end]) + content[end:]
    return content


def _lines(content: str) -> tuple[Block, ...]:
    """Blocks of Markdown without HTML: paragraphs are told apart by line breaks."""
    blocks = []
    for line in tidy(content).split("\n"):
        text = line.strip(" \u3000")
        heading, item = _HEADING.match(text), _ITEM.match(text)
        inner = heading[2] if heading else text
        plain = line_of(_plain(inner))
        if plain and not _RULE.match(text):
            linked = sum(len(match[1]) for match in _LINK.finditer(_IMAGE.sub("", inner)))
            kind = "heading" if heading else "item" if item and linked else "paragraph"
            blocks.append(Block(plain, kind, linked))  # type: ignore[arg-type]
    return tuple(blocks)


def _plain(text: str) -> str:
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    return _without_emphasis(text).removeprefix("> ")


def _without_emphasis(text: str) -> str:
    end = max((match.end() for match in _EMPHASIS_END.finditer(text)), default=0)
    return _EMPHASIS.sub(r"\1\3", text[:end]) + text[end:]  # nothing is closed behind it


def _as_html(content: str) -> str:
    """Markdown lines between HTML as HTML."""
    return "\n".join(_line_as_html(line) for line in content.split("\n"))


def _line_as_html(line: str) -> str:
    text = line.strip()
    if not text or text.startswith("<"):
        return line
    if _RULE.match(text):
        return "<hr>"
    heading = _HEADING.match(text)
    inner = _LINK.sub(r'<a href="\2">\1</a>', _IMAGE.sub("", heading[2] if heading else text))
    inner = _without_emphasis(inner)
    return f"<h{len(heading[1])}>{inner}</h{len(heading[1])}>" if heading else f"<p>{inner}</p>"
