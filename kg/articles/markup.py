"""HTML to a page: blocks of the element that holds the article, and metadata of the head.

Where no known element holds it, the whole page goes into blocks, and the article is found by
the rules for text (:mod:`kg.articles.body`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.articles.page import Block, BlockKind, Page, han, line_of, tidy
from kg.articles.sites import sites

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_SCRIPT = re.compile(r"<(script|style|noscript)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_JSON_LD = re.compile(
    r"<script[^>]+application/ld\+json[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE = frozenset(
    ["a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"]
)
_LEAST_HAN = 8  # Chinese characters of an element known to hold articles
_LEAST_HAN_OF_TAG = 60  # of one that only may: article, main
_MOST_DROPPED = 0.4  # share of a page's text above which an element is kept, whatever its name


def parse_html(content: str, *, whole: bool) -> Page:
    """The page. ``whole`` is true for a page of a site, false for the HTML of one article."""
    from bs4 import BeautifulSoup  # heavy: only where there is HTML

    soup = BeautifulSoup(_COMMENT.sub("", _SCRIPT.sub("", content)), "lxml")
    told = tuple(_told(soup, content)) if whole else ()
    if not whole:
        return Page(blocks_of(soup), told, trusted=True)
    container = _container(soup)
    if container is not None:
        if not any(name == "date" for name, _ in told):
            told += tuple(("line", block.text) for block in blocks_of(soup.body or soup))
        return Page(blocks_of(container), told, trusted=True)
    return Page(blocks_of(soup.body or soup), told, trusted=False)


# --- blocks -------------------------------------------------------------------------------


@dataclass(slots=True)
class _Line:
    """The line being gathered; ``most`` is how much text a dropped element may have."""

    most: float = 0.0
    pieces: list[str] = field(default_factory=list)
    linked: int = 0

    def take(self) -> tuple[str, int]:
        text, linked = line_of("".join(self.pieces)), self.linked
        self.pieces, self.linked = [], 0
        return text, linked


def blocks_of(element: Tag) -> tuple[Block, ...]:
    """The lines of an element and what is below it, dropped elements left out."""
    line, blocks = _Line(_MOST_DROPPED * len(element.get_text())), list[Block]()
    _walk(element, line, blocks, "paragraph", linked=False)
    _flush(line, blocks, "paragraph")
    return tuple(blocks)


def _walk(
    element: Tag, line: _Line, blocks: list[Block], kind: BlockKind, *, linked: bool
) -> None:
    from bs4 import NavigableString, Tag

    for child in element.children:
        if isinstance(child, Tag):
            _enter(child, line, blocks, kind, linked=linked)
        elif type(child) is NavigableString:
            text = tidy(str(child))
            line.pieces.append(text)
            line.linked += len(text.strip()) if linked else 0


def _enter(tag: Tag, line: _Line, blocks: list[Block], kind: BlockKind, *, linked: bool) -> None:
    name = tag.name
    if name == "br":
        _flush(line, blocks, kind)
    elif _dropped(tag, line.most):
        if name not in _INLINE:
            _flush(line, blocks, kind)
    elif name in _INLINE and not _captions(tag):
        _walk(tag, line, blocks, kind, linked=linked or name == "a")
    else:
        _flush(line, blocks, kind)
        inner = _kind(tag, kind)
        _walk(tag, line, blocks, inner, linked=linked)
        _flush(line, blocks, inner)


def _flush(line: _Line, blocks: list[Block], kind: BlockKind) -> None:
    text, linked = line.take()
    if text:
        blocks.append(Block(text, kind, linked))


def _kind(tag: Tag, outer: BlockKind) -> BlockKind:
    if tag.name in _HEADINGS:
        return "heading"
    if tag.name in ("figcaption", "caption") or _captions(tag):
        return "caption"
    if outer != "caption" and tag.name in ("li", "dd", "dt"):
        return "item"
    return "paragraph" if outer == "heading" else outer


@cache
def _drop_pattern() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(sites().markup.drop_classes) + r")\Z")


@cache
def _caption_pattern() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(sites().markup.caption_classes) + r")\Z")


@cache
def _drop_tags() -> frozenset[str]:
    return frozenset(sites().markup.drop_tags)


@cache
def _is_dropped_name(name: str) -> bool:
    return bool(_drop_pattern().match(name))


@cache
def _is_caption_name(name: str) -> bool:
    return bool(_caption_pattern().match(name))


def _dropped(tag: Tag, most: float = 0.0) -> bool:
    """Whether an element is no part of an article. ``most`` saves one that holds the page."""
    if tag.name in _drop_tags():
        return True
    return _named_to_drop(tag) and not (most and len(tag.get_text()) > most)


def _named_to_drop(tag: Tag) -> bool:
    attributes = tag.attrs
    if not attributes:
        return False
    style = attributes.get("style")
    if style and "display:none" in str(style).replace(" ", "").lower():
        return True
    return any(_is_dropped_name(name) for name in _names(tag))


def _captions(tag: Tag) -> bool:
    if tag.name == "small" and tag.parent is not None and len(tag.parent.contents) == 1:
        return True  # small print of its own below a picture
    if tag.name == "div" and _begins_with_picture(tag):
        return True
    return bool(tag.attrs) and any(_is_caption_name(name) for name in _names(tag))


def _begins_with_picture(tag: Tag) -> bool:
    """An image and then text, in one element without lines of its own: a picture of a gallery."""
    children = [child for child in tag.children if not isinstance(child, str) or child.strip()]
    names = [getattr(child, "name", None) for child in children]
    return len(children) > 1 and names[0] == "img" and all(
        name is None or name in _INLINE for name in names[1:]
    )


def _names(tag: Tag) -> Iterator[str]:
    """Its classes and its id, in lower case."""
    classes = tag.attrs.get("class")
    if classes:
        yield from (name.lower() for name in (classes if isinstance(classes, list) else [classes]))
    if "id" in tag.attrs:
        yield str(tag.attrs["id"]).lower()


# --- the element that holds the article ------------------------------------------------------


def _container(soup: BeautifulSoup) -> Tag | None:
    """The best known element with enough text; of several of one kind the fullest."""
    found = _candidates(soup)
    for selector in sites().markup.containers:
        tags = [tag for tag in found.get(selector, ()) if not _dropped(tag)]
        best = max(tags, key=lambda tag: han(tag.get_text()), default=None)
        least = _LEAST_HAN if selector[0] in "#.[" else _LEAST_HAN_OF_TAG
        if best is not None and han(best.get_text()) >= least:
            return best
    return None


def _candidates(soup: BeautifulSoup) -> dict[str, list[Tag]]:
    """The elements of every known selector, in one walk over the page."""
    wanted = frozenset(sites().markup.containers)
    attributes = [
        (selector, *selector[1:-1].split("=", 1)) for selector in wanted if selector[0] == "["
    ]
    found: dict[str, list[Tag]] = {}
    for tag in soup.find_all(True):
        keys = {tag.name}
        if tag.attrs:
            classes = tag.attrs.get("class") or []
            keys |= {"." + name for name in (classes if isinstance(classes, list) else [classes])}
            keys.add("#" + str(tag.attrs.get("id", "")))
            keys |= {key for key, name, value in attributes if tag.attrs.get(name) == value}
        for key in keys & wanted:
            found.setdefault(key, []).append(tag)
    return found


# --- metadata -------------------------------------------------------------------------------


def _told(soup: BeautifulSoup, content: str) -> Iterator[tuple[str, str]]:
    """(name, value) pairs, the better ones of a name first."""
    yield from _from_json_ld(content)
    yield from _from_meta(soup)
    yield from _from_scripts(content)
    for tag in soup.find_all("time"):
        yield "date", str(tag.get("datetime") or tag.get_text())
    for tag in soup.find_all("h1")[:1]:
        yield "title", line_of(tidy(tag.get_text()))
    if soup.title is not None:
        yield "page-title", line_of(tidy(soup.title.get_text()))
    for tag in soup.find_all("link", rel="canonical"):
        yield "url", str(tag.get("href") or "")


def _from_meta(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    metas: dict[str, str] = {}
    for tag in soup.find_all("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        if name and tag.get("content"):
            metas.setdefault(str(name).lower(), line_of(tidy(str(tag["content"]))))
    for ours, names in sites().markup.meta.items():
        yield from ((ours, metas[name]) for name in names if name in metas)


def _from_scripts(content: str) -> Iterator[tuple[str, str]]:
    for ours, patterns in sites().markup.scripts.items():
        for pattern in patterns:
            found = re.search(pattern, content)
            if found:
                yield ours, found[1]


def _from_json_ld(content: str) -> Iterator[tuple[str, str]]:
    for block in _JSON_LD.findall(content):
        try:
            record = json.loads(block, strict=False)
        except ValueError:
            continue  # metadata that cannot be read is metadata that is not there
        for item in _items(record):
            for ours, name in (("title", "headline"), ("date", "datePublished"), ("url", "url")):
                if isinstance(item.get(name), str):
                    yield ours, tidy(item[name])


def _items(record: Any) -> Iterator[dict[str, Any]]:
    """The articles in a JSON-LD record."""
    if isinstance(record, list):
        for item in record:
            yield from _items(item)
    elif isinstance(record, dict):
        yield from _items(record.get("@graph", []))
        if "Article" in str(record.get("@type", "")):
            yield record
