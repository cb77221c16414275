"""Files to raw articles: decoded, told apart by kind, front matter read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.articles.containers import stored_files
from kg.articles.encoding import Binary, Undecodable, decode
from kg.articles.page import han, line_of, tidy
from kg.articles.records import CSV, JSON, JSON_LINES, MEDIA_TYPES
from kg.articles.sites import sites
from kg.articles.stored import Stored, WebPage
from kg.model import RawArticle, Refusal
from kg.terms import NAMESPACE

_BY_SUFFIX = {
    ".html": "text/html", ".htm": "text/html", ".shtml": "text/html", ".xhtml": "text/html",
    ".md": "text/markdown", ".markdown": "text/markdown",
    ".json": JSON,
    ".jsonl": JSON_LINES, ".ndjson": JSON_LINES,
    ".csv": CSV,
}  # fmt: skip
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_OPEN_FRONT_MATTER = re.compile(r"\A---[ \t]*\n[A-Za-z_]+:")
_PAGE = re.compile(
    r"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")  # JSON may be written in ASCII alone
# What a build or an export wrote: any serialisation of a graph, the articles, the pages.
_WRITTEN = re.compile(
    re.escape(NAMESPACE)
    + r'|\A\{"id":"[0-9a-f]{16}","file":"'
    + r'|<title>外交知识图谱</title>\s*<link rel="icon" href="data:,">'
)
_HEAD = 4_000  # code points in which it shows
_LEAST_HAN = 10  # Chinese characters, markup included
_KANA = re.compile("[\u3041-\u30ff]")
_FOREIGN = re.compile("[\u3041-\u30ff\uac00-\ud7a3]")  # kana or hangul
_HANGUL = re.compile("[\uac00-\ud7a3]")


def read(inputs: Sequence[str | Path]) -> Iterator[RawArticle | Refusal]:
    """Every file of the inputs, sorted by path. InputMissing if an input does not exist."""
    for _, stored in stored_files(inputs):
        yield stored if isinstance(stored, Refusal) else read_bytes(stored)


def read_bytes(stored: Stored) -> RawArticle | Refusal:
    """One file, or one page of a crawl."""
    found = _decoded(stored)
    if isinstance(found, str):
        page = stored.page
        return _crawled(stored.path, page, found) if page else _by_kind(stored.path, found)
    if stored.page:
        return replace(found, part=stored.page.part, message=f"{stored.page.url} {found.message}")
    return found


def _crawled(path: str, page: WebPage, text: str) -> RawArticle:
    """A page as it was served: HTML, whatever the name of the file that keeps it."""
    return RawArticle(path, page.part, "text/html", text, (("url", page.url),))


def _decoded(stored: Stored) -> str | Refusal:
    """The text in Chinese, or why there is none."""
    path = stored.path
    if not stored.data.strip():
        return Refusal(path, None, "empty", "is empty", "store the article again, or leave it out")
    try:
        text = decode(stored.data, stored.page.charset if stored.page else None)
        text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    except Binary as error:
        return Refusal(path, None, "binary", f"is no text: {error}", "give text, HTML or JSON")
    except Undecodable as error:
        return Refusal(path, None, "undecodable", str(error), "store it as UTF-8")
    if _WRITTEN.search(text[:_HEAD]):
        what, remedy = "is written by diplomacy-kg: what was read once is no input", "leave it out"
        return Refusal(path, None, "no-article", what, remedy)
    problem = _language_problem(_without_escapes(text))
    if problem:
        return Refusal(path, None, "not-chinese", problem, "give articles in Chinese")
    return text


def _by_kind(path: str, text: str) -> RawArticle | Refusal:
    kind = _media_type(path, text)
    if kind in MEDIA_TYPES:
        return RawArticle(path, 1, kind, text)
    front = _FRONT_MATTER.match(text)
    if front is None:
        if _OPEN_FRONT_MATTER.match(text):
            return _bad_front_matter(path, "it has no closing ---")
        return RawArticle(path, 1, kind, text)
    try:
        hints = _hints(front[1])
    except ValueError as error:
        return _bad_front_matter(path, str(error))
    return RawArticle(path, 1, "text/markdown", text[front.end() :], hints)


def _media_type(path: str, text: str) -> str:
    """By the name, then by how the text begins: names of stored pages often tell nothing."""
    by_name = _BY_SUFFIX.get(Path(path).suffix.lower().rstrip('"'))
    if by_name:
        return by_name
    if _PAGE.match(text):
        return "text/html"
    return "text/plain"


def _without_escapes(text: str) -> str:
    return text if "\\u" not in text else _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def _language_problem(text: str) -> str | None:
    chinese = han(text[:_HEAD])
    if chinese >= _LEAST_HAN and not _FOREIGN.search(text):
        return None
    chinese = han(text)
    if chinese < _LEAST_HAN:
        return f"has {chinese} Chinese characters"
    if len(_KANA.findall(text)) > 0.2 * chinese:
        return "is written in Japanese"
    if len(_HANGUL.findall(text)) > chinese:
        return "is written in Korean"
    return None


# --- front matter ------------------------------------------------------------------------------


def _bad_front_matter(path: str, why: str) -> Refusal:
    remedy = "correct the YAML between the --- lines"
    return Refusal(path, None, "front-matter", f"its front matter is broken: {why}", remedy)


def _hints(front: str) -> tuple[tuple[str, str], ...]:
    """(our name, value) pairs of the front matter, the better ones of a name first."""
    fields = _yaml(front)
    names = sites().fields
    return tuple(
        (ours, line_of(tidy(value)))
        for ours in ("title", "date", "publisher", "author", "url", "description")
        for name in (getattr(names, ours) if ours != "description" else ("description", "summary"))
        if isinstance(value := fields.get(name), str) and value.strip()
    )


def _yaml(front: str) -> dict[str, Any]:
    """A mapping whose scalars are text: dates and numbers stay as written. ValueError if none."""
    import yaml  # a parser's import, only where there is front matter

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        fields = yaml.load(front, Loader=loader)
    except yaml.YAMLError as error:
        raise ValueError(" ".join(str(error).split())) from error
    if not isinstance(fields, dict):
        raise ValueError("it is no mapping")
    return fields
