"""HTML to a page: blocks of the element that holds the article, and metadata of the head.

Where no known element holds it, the whole page goes into blocks, and the article is found by
the rules for text (:mod:`kg.articles.body`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from kg.articles.head import told_by_head
from kg.articles.page import Block, BlockKind, Page, han, line_of, tidy
from kg.articles.sites import sites
from kg.articles.spans import without_comments, without_scripts

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LEAST_HAN = 8  # Chinese characters of an element known to hold articles
_LEAST_HAN_OF_REGION = 60  # of one that may hold more beside it
_DEEPEST = 150  # levels that are walked; what is nested deeper counts as one text
_MOST_DROPPED = 0.4  # share of a page's text above which an element is kept, whatever its name


def parse_html(content: str, *, whole: bool) -> Page:
    """The page. ``whole`` is true for a page of a site, false for the HTML of one article."""
    from bs4 import BeautifulSoup  # heavy: only where there is HTML

    soup = BeautifulSoup(without_comments(without_scripts(content)), "lxml")
    told = tuple(told_by_head(soup, content)) if whole else ()
    if not whole:
        return Page(blocks_of(soup), told, trusted=True)
    found = _candidates(soup)
    container = _fullest(found, sites().markup.containers, _LEAST_HAN)
    region = container or _fullest(found, sites().markup.regions, _LEAST_HAN_OF_REGION)
    if region is not None and not any(name == "date" for name, _ in told):
        around = blocks_of(soup.body or soup, named=True)
        told += tuple(("line", block.text) for block in around)
    blocks = blocks_of(region or soup.body or soup)
    return Page(blocks, told, trusted=container is not None)


# --- blocks -------------------------------------------------------------------------------


@dataclass(slots=True)
class _Line:
    """The line being gathered, at a depth of the page.

    ``most`` is how many characters an element may have that is dropped for its name.
    """

    most: float = 0.0
    depth: int = 0
    pieces: list[str] = field(default_factory=list)
    linked: int = 0

    def take(self) -> tuple[str, int]:
        text, linked = line_of("".join(self.pieces)), self.linked
        self.pieces, self.linked = [], 0
        return text, linked


def blocks_of(element: Tag, *, named: bool = False) -> tuple[Block, ...]:
    """The lines of an element and what is below it, dropped elements left out.

    ``named`` keeps those whose name tells that they are no part of an article.
    """
    most = 0.0 if named else _MOST_DROPPED * len(element.get_text())
    line, blocks = _Line(most), list[Block]()
    _walk(element, line, blocks, "paragraph", linked=False)
    _flush(line, blocks, "paragraph")
    return tuple(blocks)


def _walk(
    element: Tag, line: _Line, blocks: list[Block], kind: BlockKind, *, linked: bool
) -> None:
    from bs4.element import NavigableString, Tag

    if line.depth > _DEEPEST:
        line.pieces.append(tidy(element.get_text(" ")))
        return
    line.depth += 1
    for child in element.children:
        if isinstance(child, Tag):
            _enter(child, line, blocks, kind, linked=linked)
        elif type(child) is NavigableString:
            text = tidy(str(child))
            line.pieces.append(text)
            line.linked += len(text.strip()) if linked else 0
    line.depth -= 1


def _enter(tag: Tag, line: _Line, blocks: list[Block], kind: BlockKind, *, linked: bool) -> None:
    name = tag.name
    if name == "br":
        _flush(line, blocks, kind)
    elif _dropped(tag, line.most):
        if name not in _inline_tags():
            _flush(line, blocks, kind)
    elif name in _inline_tags() and not _captions(tag):
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
def _inline_tags() -> frozenset[str]:
    return frozenset(sites().markup.inline_tags)


@cache
def _drop_tags() -> frozenset[str]:
    return frozenset(sites().markup.drop_tags)


@cache
def _is_dropped_name(name: str) -> bool:
    return bool(_drop_pattern().match(name))


@cache
def _is_caption_name(name: str) -> bool:
    return bool(_caption_pattern().match(name))


def _dropped(tag: Tag, most: float = math.inf) -> bool:
    """Whether an element is no part of an article.

    ``most`` characters: one with more text is kept, whatever its name; 0 keeps all of them.
    """
    if tag.name in _drop_tags():
        return True
    return most > 0 and _named_to_drop(tag) and len(tag.get_text()) <= most


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
        name is None or name in _inline_tags() for name in names[1:]
    )


def _names(tag: Tag) -> Iterator[str]:
    """Its classes and its id, in lower case."""
    yield from (name.lower() for name in _classes(tag))
    if "id" in tag.attrs:
        yield str(tag.attrs["id"]).lower()


def _classes(tag: Tag) -> list[str]:
    classes: object = tag.attrs.get("class") or []
    return [str(name) for name in classes] if isinstance(classes, list) else [str(classes)]


# --- the element that holds the article ------------------------------------------------------


def _fullest(
    found: dict[str, list[Tag]], selectors: tuple[str, ...], least_han: int
) -> Tag | None:
    """The element of the best selector that has enough text; of several the fullest."""
    for selector in selectors:
        tags = [tag for tag in found.get(selector, ()) if not _dropped(tag)]
        best = max(tags, key=lambda tag: han(tag.get_text()), default=None)
        if best is not None and han(best.get_text()) >= least_han:
            return best
    return None


def _candidates(soup: BeautifulSoup) -> dict[str, list[Tag]]:
    """The elements of every known selector, in one walk over the page."""
    wanted = frozenset((*sites().markup.containers, *sites().markup.regions))
    attributes = [
        (selector, *selector[1:-1].split("=", 1)) for selector in wanted if selector[0] == "["
    ]
    found: dict[str, list[Tag]] = {}
    for tag in soup.find_all(True):
        keys = {tag.name}
        if tag.attrs:
            keys |= {"." + name for name in _classes(tag)}
            keys.add("#" + str(tag.attrs.get("id", "")))
            keys |= {key for key, name, value in attributes if tag.attrs.get(name) == value}
        for key in keys & wanted:
            found.setdefault(key, []).append(tag)
    return found
