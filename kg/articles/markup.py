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
from itertools import chain

from kg.articles.head import told_by_head
from kg.articles.page import Block, BlockKind, Page, han, line_of, tidy
from kg.articles.sites import sites
from kg.articles.spans import without_comments, without_scripts
from kg.articles.tree import Element, Hidden, parse

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TITLES = ("h1", "h2")
_LEAST_HAN = 8  # Chinese characters of an element known to hold articles
_LEAST_HAN_OF_REGION = 60  # of one that may hold more beside it
_LEAST_LEAD, _MOST_LEAD = 15, 500  # characters of a lead that stands on its own
_DEEPEST = 150  # levels that are walked; what is nested deeper counts as one text
_MOST_DROPPED = 0.4  # share of a page's text above which an element is kept, whatever its name


def parse_html(content: str, *, whole: bool) -> Page:
    """The page. ``whole`` is true for a page of a site, false for the HTML of one article."""
    root = parse(without_comments(without_scripts(content)))
    if not whole:
        return Page(blocks_of(root), trusted=True)
    told = tuple(told_by_head(root, content))
    body = root.find("body") or root
    found = _candidates(root)
    container = _fullest(found, sites().markup.containers, _LEAST_HAN)
    region = container or _fullest(found, sites().markup.regions, _LEAST_HAN_OF_REGION)
    if region is not None and not any(name == "date" for name, _ in told):
        around = blocks_of(body, named=True)
        told += tuple(("line", block.text) for block in around)
    parts = _parts(body, region) if region is not None else [body]
    blocks = tuple(chain.from_iterable(map(blocks_of, parts)))
    if container is not None:
        blocks = (*_lead(body, container), *blocks)
    return Page(blocks, told, trusted=container is not None)


# --- blocks -------------------------------------------------------------------------------


@dataclass(slots=True)
class _Line:
    """The line being gathered, at a depth of the page.

    ``most`` is how many characters an element may have that is dropped for its name. ``places``
    numbers the kinds of elements around lines: (number of the outer one, name, classes).
    """

    most: float = 0.0
    depth: int = 0
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    outer: int = 0  # number of what the innermost element stands in
    inner: int = 0  # of the innermost element itself
    places: dict[tuple[int, str, str], int] = field(default_factory=dict)

    def place_of(self, tag: Element) -> int:
        """The number of an element in the innermost one."""
        key = (self.inner, tag.name, tag.attributes.get("class", ""))
        return self.places.setdefault(key, len(self.places) + 1)

    def take(self) -> tuple[str, int]:
        text, linked = line_of("".join(self.pieces)), self.linked
        self.pieces, self.linked = [], 0
        return text, linked


def blocks_of(element: Element, *, named: bool = False) -> tuple[Block, ...]:
    """The lines of an element and what is below it, dropped elements left out.

    ``named`` keeps those whose name tells that they are no part of an article.
    """
    most = 0.0 if named else _MOST_DROPPED * element.length
    line, blocks = _Line(most), list[Block]()
    _walk(element, line, blocks, "paragraph", linked=False)
    _flush(line, blocks, "paragraph")
    return tuple(blocks)


def _walk(
    element: Element, line: _Line, blocks: list[Block], kind: BlockKind, *, linked: bool
) -> None:
    if line.depth > _DEEPEST:
        line.pieces.append(tidy(element.text(" ")))
        return
    line.depth += 1
    for child in element.children:
        if isinstance(child, Element):
            _enter(child, line, blocks, kind, linked=linked)
        elif not isinstance(child, Hidden):
            text = tidy(child)
            line.pieces.append(text)
            line.linked += len(text.strip()) if linked else 0
    line.depth -= 1


def _enter(
    tag: Element, line: _Line, blocks: list[Block], kind: BlockKind, *, linked: bool
) -> None:
    name = tag.name
    if name == "br":
        _flush(line, blocks, kind)
    elif _dropped(tag, line.most) or (kind == "caption" and name == "cite"):  # who took it
        if name not in _inline_tags():
            _flush(line, blocks, kind)
    elif name in _inline_tags() and not _captions(tag):
        _walk(tag, line, blocks, kind, linked=linked or name == "a")
    else:
        _flush(line, blocks, kind)
        inner, around = _kind(tag, kind), (line.outer, line.inner)
        line.outer, line.inner = line.inner, line.place_of(tag)
        _walk(tag, line, blocks, inner, linked=linked)
        _flush(line, blocks, inner)
        line.outer, line.inner = around


def _flush(line: _Line, blocks: list[Block], kind: BlockKind) -> None:
    text, linked = line.take()
    if text:
        blocks.append(Block(text, kind, linked, line.outer))


def _kind(tag: Element, outer: BlockKind) -> BlockKind:
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


def _dropped(tag: Element, most: float = math.inf) -> bool:
    """Whether an element is no part of an article.

    ``most`` characters: one with more text is kept, whatever its name; 0 keeps all of them.
    """
    if tag.name in _drop_tags():
        return True
    return most > 0 and _named_to_drop(tag) and tag.length <= most


def _named_to_drop(tag: Element) -> bool:
    if not tag.attributes:
        return False
    style = tag.attributes.get("style")
    if style and "display:none" in style.replace(" ", "").lower():
        return True
    return any(_is_dropped_name(name) for name in _names(tag))


def _captions(tag: Element) -> bool:
    if tag.name == "small" and tag.alone:
        return True  # small print of its own below a picture
    if tag.name == "div" and _begins_with_picture(tag):
        return True
    return any(_is_caption_name(name) for name in _names(tag))


def _begins_with_picture(tag: Element) -> bool:
    """An image and then text, in one element without lines of its own: a picture of a gallery."""
    children = [child for child in tag.children if not isinstance(child, str) or child.strip()]
    names = [getattr(child, "name", None) for child in children]
    return len(children) > 1 and names[0] == "img" and all(
        name is None or name in _inline_tags() for name in names[1:]
    )


def _names(tag: Element) -> Iterator[str]:
    """Its classes and its id, in lower case."""
    attributes = tag.attributes
    if "class" in attributes:
        yield from attributes["class"].lower().split()
    if "id" in attributes:
        yield attributes["id"].lower()


# --- the element that holds the article ------------------------------------------------------


def _fullest(
    found: dict[str, list[Element]], selectors: tuple[str, ...], least_han: int
) -> Element | None:
    """The element of the best selector that has enough text; of several the fullest."""
    for selector in selectors:
        tags = [tag for tag in found.get(selector, ()) if not _dropped(tag)]
        best = max(tags, key=lambda tag: han(tag.text()), default=None)
        if best is not None and han(best.text()) >= least_han:
            return best
    return None


def _parts(body: Element, container: Element) -> list[Element]:
    """The element, with those beside it that go on with its text: an article cut by a banner.

    They have its name and classes, and no heading of their own, as the next article would.
    """
    around = (tag for tag in body.elements() if isinstance(tag, Element))
    outer = next((tag for tag in around if any(c is container for c in tag.children)), body)
    own = _likeness(container)
    parts = [
        tag for tag in outer.children if isinstance(tag, Element) and (
            tag is container or (_likeness(tag) == own
                                 and han(tag.text()) >= _LEAST_HAN_OF_REGION
                                 and not any(map(tag.find, _TITLES)) and not _dropped(tag)))]
    return parts if container in parts and any(own[1:]) else [container]


def _likeness(tag: Element) -> tuple[str, str, bool]:
    """By what parts of one text are alike: name and class, or that they have an id alone."""
    told = tag.attributes
    return tag.name, told.get("class", ""), "id" in told and "class" not in told


def _lead(body: Element, container: Element) -> tuple[Block, ...]:
    """The first paragraph, where it stands between the title and the element with the others."""
    lead: Element | None = None
    titled = False
    for tag in body.elements():
        if tag is container:
            return blocks_of(lead) if lead else ()
        if isinstance(tag, Element):
            titled = titled or tag.name == "h1"
            if titled and tag.attributes and _LEAST_LEAD <= tag.length <= _MOST_LEAD:
                lead = tag if any(_is_lead_name(name) for name in _names(tag)) else lead
    return ()


@cache
def _is_lead_name(name: str) -> bool:
    return bool(_lead_pattern().match(name))


@cache
def _lead_pattern() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(sites().markup.lead_classes) + r")\Z")


def _candidates(root: Element) -> dict[str, list[Element]]:
    """The elements of every known selector, in one walk over the page."""
    wanted = frozenset((*sites().markup.containers, *sites().markup.regions))
    values = tuple(_value(selector) for selector in sorted(wanted) if selector[0] == "[")
    found: dict[str, list[Element]] = {}
    for tag in root.elements():
        if isinstance(tag, Element):
            keys = _keys(tag, values) if tag.attributes else (tag.name,)
            for key in wanted.intersection(keys):
                found.setdefault(key, []).append(tag)
    return found


def _value(selector: str) -> tuple[str, str, str]:
    """A selector like [name=value] with its name and value."""
    name, _, value = selector[1:-1].partition("=")
    return selector, name, value


def _keys(tag: Element, values: tuple[tuple[str, str, str], ...]) -> Iterator[str]:
    """The selectors that an element answers to; ``values`` are those of an attribute's value."""
    told = tag.attributes
    yield tag.name
    yield from ("." + name for name in told.get("class", "").split())
    yield "#" + told.get("id", "")
    yield from (selector for selector, name, value in values if told.get(name) == value)
