"""A raw article to a clean one: body, metadata, language."""

from __future__ import annotations

import hashlib
import re

from kg.articles.body import Line, Selection, is_index, select
from kg.articles.credits import Dateline, byline_end, dateline, photo_credit_start
from kg.articles.markdown import parse_markdown
from kg.articles.markup import parse_html
from kg.articles.metadata import clean_title, metadata_of, title_of
from kg.articles.page import Page, han, line_of
from kg.articles.plain import parse_plain
from kg.articles.script import simplify
from kg.articles.sites import sites, whole_line
from kg.model import Article, RawArticle, Refusal, Script, digest

_MARKUP = re.compile(r"</(?:p|div|span|a|h\d|section)>|<br\s*/?>", re.IGNORECASE)
_LEAST_BODY = 20  # Chinese characters
_LEAST_HEADLINE = 6
_MOST_FOREIGN = 200  # characters below a headline that are no Chinese text
_LATIN = re.compile("[A-Za-z]")
_MOST_LATIN = 3  # Latin letters to a Chinese character
_SPACE = re.compile(r"\s+")


def clean(raw: RawArticle) -> Article | Refusal:
    """The article in a raw one, or why there is none."""
    page = _page(raw)
    selection = select(page)
    title = title_of(page, selection)
    lines, head = _body_lines(selection, title)
    text = "\n".join(lines) or _headline(page, selection)
    refusal = _refusal(raw, page, title, text, index=not page.trusted and is_index(selection))
    if refusal:
        return refusal
    found = metadata_of(page, selection, raw.path, head)
    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return Article(
        id=digest(title, sha256),
        path=raw.path,
        part=raw.part,
        title=title,
        text=text,
        language=script_of(text),
        sha256=sha256,
        publisher=found.publisher,
        agency=found.agency,
        author=found.author,
        published=found.published,
        url=found.url,
    )


def script_of(text: str) -> Script:
    """Traditional where simplification would change more than a few characters of the text."""
    changed = sum(a != b for a, b in zip(text, simplify(text), strict=True))
    return "zh-Hant" if changed > 0.04 * han(text) else "zh-Hans"


# --- page ----------------------------------------------------------------------------------


def _page(raw: RawArticle) -> Page:
    parsed = _parsed(raw)
    return Page(parsed.blocks, (*raw.hints, *parsed.told), parsed.trusted or bool(raw.hints))


def _parsed(raw: RawArticle) -> Page:
    if raw.media_type == "text/html":
        return parse_html(raw.content, whole=True)
    if raw.media_type == "text/markdown":
        return parse_markdown(raw.content)
    if _MARKUP.search(raw.content):
        return parse_html(raw.content, whole=False)
    return parse_plain(raw.content)


# --- body ----------------------------------------------------------------------------------


def _body_lines(selection: Selection, title: str) -> tuple[list[str], Dateline | None]:
    """The lines of the body without title, credits and dateline, and the dateline."""
    kept = _without_title(list(selection.body), title)
    lines = [text for line in kept if (text := _without_pieces(line))]
    head = dateline(simplify(lines[0])) if lines else None
    if head:
        lines[0] = lines[0][head.length :].lstrip(" \u3000")
        lines = lines if lines[0] else lines[1:]
    return lines, head


def _headline(page: Page, selection: Selection) -> str:
    """The text of an article that is only a headline: the headline.

    Pages in another language have a headline in Chinese at most, and are no such articles.
    """
    if not page.trusted or sum(len(line.text) for line in selection.body) > _MOST_FOREIGN:
        return ""
    told = [clean_title(text) for text in (*page.tell("title"), *page.tell("page-title"))]
    return next((title for title in told if han(title) >= _LEAST_HEADLINE), "")


def _without_title(lines: list[Line], title: str) -> list[Line]:
    """The title is no line of the body, neither above nor below it."""
    same = _SPACE.sub("", simplify(title))
    while lines and _SPACE.sub("", lines[0].simplified) == same:
        lines = lines[1:]
    while lines and _SPACE.sub("", lines[-1].simplified) == same:
        lines = lines[:-1]
    return lines


def _without_pieces(line: Line) -> str:
    """A line without photo credits and what sites put inside."""
    text, simplified = line.text, line.simplified
    for pattern in sites().markers.inline:
        match = re.search(pattern, simplified)
        while match:
            text = text[: match.start()] + text[match.end() :]
            simplified = simplified[: match.start()] + simplified[match.end() :]
            match = re.search(pattern, simplified)
    start = byline_end(simplified)
    end = photo_credit_start(simplified, caption=line.block.kind in ("caption", "heading"))
    return line_of(text[start:end].strip(" \u3000|｜*").rstrip("（("))


# --- refusals ------------------------------------------------------------------------------


def _refusal(
    raw: RawArticle, page: Page, title: str, text: str, *, index: bool
) -> Refusal | None:
    simplified = simplify(title)
    if index or whole_line("no_article_titles").match(simplified):
        return _no_article(raw, f"the page '{title}' is an index or an error, not an article")
    if len(_LATIN.findall(text)) > _MOST_LATIN * han(text) and han(title) < _LEAST_HEADLINE:
        return Refusal(
            raw.path, raw.part, "not-chinese", "its text is not in Chinese", "give articles in Chinese"
        )
    if han(text) < _LEAST_BODY and not (han(text) and page.trusted):
        return _no_article(raw, "no text of an article was found")
    return None


def _no_article(raw: RawArticle, why: str) -> Refusal:
    return Refusal(
        raw.path, raw.part, "no-article", why, "leave the file out, or store the article's own page"
    )


__all__ = ["clean", "script_of"]
