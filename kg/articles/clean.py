"""A raw article to a clean one: body, metadata, language."""

from __future__ import annotations

import hashlib
import re
from operator import ne

from kg.articles.body import Selection, is_index, select
from kg.articles.credits import byline_end, credit_start
from kg.articles.datelines import FIRST_LINES, Dateline, dateline
from kg.articles.lines import Line, matchable
from kg.articles.markdown import parse_markdown
from kg.articles.markup import parse_html
from kg.articles.metadata import metadata_of
from kg.articles.page import Page, han, line_of
from kg.articles.plain import parse_plain
from kg.articles.script import simplify
from kg.articles.sites import pieces_in, whole_line
from kg.articles.titles import first_sentence, title_of, told_title
from kg.model import Article, RawArticle, Refusal, Script, digest

_MARKUP = re.compile(r"</(?:p|div|span|a|h\d|section)>|<br\s*/?>", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_LATIN = re.compile("[A-Za-z]")
_LEAST_BODY = 10  # Chinese characters of an article found in a page of a site
_BRACKETS = "（(【［[〔"
_NEWS_OF = re.compile(r"[\u4e00-\u9fff]{2,8}消息\s*(?:[（(][^（）()]{2,12}[）)])?\s*[:：]")
_LEAST_REPEATED = 10  # Chinese characters of a line that is not said twice
_NEAR = 4  # lines
_LEAST_HEADLINE = 6  # Chinese characters of a headline that stands for an article
_MOST_FOREIGN = 200  # code points below a headline that are no Chinese text
_MOST_LATIN = 3  # Latin letters to a Chinese character
_PART = 4  # of a text in traditional script, this part of it proves enough
_PHRASE = 20  # code points: more than any phrase that a part may cut
_TRADITIONAL = 0.04  # share of characters that simplification changes in traditional script


def clean(raw: RawArticle) -> Article | Refusal:
    """The article in a raw one, or why there is none."""
    page = _page(raw)
    selection = select(page)
    told = title_of(page, selection)
    lines, head = _body_lines(selection, told)
    title = told or first_sentence(lines)
    text = "\n".join(lines) or _headline(page, selection)
    problem = _problem(page, selection, title, text)
    if problem:
        code, why, remedy = problem
        return Refusal(raw.path, raw.part, code, why, remedy)
    # The name of a crawl's file tells the day of the crawl, not of publication.
    found = metadata_of(page, selection, "" if _is_crawled(raw) else raw.path, head)
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
        filed=head.filed_on(found.published) if head else None,
    )


def script_of(text: str) -> Script:
    """Traditional where simplification would change more than a few characters of the text."""
    most = _TRADITIONAL * han(text)
    if _changed(text[: len(text) // _PART]) > most + _PHRASE:  # which no later one can undo
        return "zh-Hant"
    return "zh-Hant" if _changed(text) > most else "zh-Hans"


def _changed(text: str) -> int:
    """How many of its characters simplification changes."""
    simplified = simplify(text)
    return 0 if simplified is text else sum(map(ne, text, simplified))


# --- page ----------------------------------------------------------------------------------


def _page(raw: RawArticle) -> Page:
    """The page; what its container told comes before what it tells itself."""
    parsed = _parsed(raw)
    trusted = parsed.trusted or (bool(raw.hints) and not _is_crawled(raw))
    return Page(parsed.blocks, (*raw.hints, *parsed.told), trusted)


def _is_crawled(raw: RawArticle) -> bool:
    """Whether it is a page as a server gave it, of which the container told only the address."""
    return raw.media_type == "text/html" and bool(raw.hints)


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
    """The lines of the body without title, credits and dateline, and the dateline.

    What names a source in brackets, or nothing but a source, stays, as readers take it for the
    first words of the body: （某社某地5日電）, 央视网消息：.
    """
    kept = _without_title(selection.body, title)
    lines = _once([text for line in kept if (text := _without_pieces(line))])
    for index, line in enumerate(lines[:FIRST_LINES]):
        if head := dateline(simplify(line)):
            source = line[0] in _BRACKETS or (_NEWS_OF.match(line) and head.number is None)
            lines[index] = line if source else line_of(line[head.length :])
            return list(filter(None, lines)), head
    return lines, None


def _without_title(lines: tuple[Line, ...], title: str) -> list[Line]:
    """The title is no line of the body: not above it, not below it, not under pictures."""
    same = _SPACE.sub("", matchable(title))
    return [line for line in lines if _SPACE.sub("", line.simplified) != same]


def _once(lines: list[str]) -> list[str]:
    """Lines without those that stand a few lines above as well: summaries, captions."""
    return [
        line
        for index, line in enumerate(lines)
        if han(line) < _LEAST_REPEATED or line not in lines[max(0, index - _NEAR) : index]
    ]


def _without_pieces(line: Line) -> str:
    """A line without credits and what sites put inside."""
    text, simplified = line.text, line.simplified
    for match in sorted(pieces_in(simplified), key=lambda match: match.start(), reverse=True):
        text = text[: match.start()] + text[match.end() :]
        simplified = simplified[: match.start()] + simplified[match.end() :]
    kind = line.block.kind
    end = credit_start(simplified, caption=kind == "caption", heading=kind == "heading")
    start = 0 if dateline(simplified) else byline_end(simplified)
    return line_of(text[start:end].strip(" \u3000|｜*").rstrip("（("))


def _headline(page: Page, selection: Selection) -> str:
    """The text of an article that is only a headline: the headline.

    Pages in another language have a headline in Chinese at most, and are no such articles.
    """
    foreign = sum(len(line.text) for line in selection.body)
    title = told_title(page)
    said = page.trusted and foreign <= _MOST_FOREIGN and han(title) >= _LEAST_HEADLINE
    return title if said else ""


# --- refusals ------------------------------------------------------------------------------


def _problem(
    page: Page, selection: Selection, title: str, text: str
) -> tuple[str, str, str] | None:
    """Code, reason and remedy if this is no article in Chinese."""
    remedy = "leave the file out, or store the article's own page"
    if whole_line("no_article_titles").match(simplify(title)):
        return "no-article", f"'{title}' is an index or an error, not an article", remedy
    if not page.trusted and is_index(selection):
        return "no-article", "holds only the beginnings of other articles", remedy
    found = title + "".join(line.text for line in selection.body)
    if len(_LATIN.findall(found)) > _MOST_LATIN * han(found):
        return "not-chinese", "its text is not in Chinese", "give articles in Chinese"
    if han(text) < (1 if page.trusted else _LEAST_BODY):
        return "no-article", "no text of an article was found", remedy
    return None
