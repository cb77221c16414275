"""What the head of a page of HTML tells: title, date, address, publisher."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kg.articles.page import line_of, tidy
from kg.articles.sites import sites
from kg.articles.tree import Element

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_JSON_LD = re.compile(
    r"<script[^<>]+application/ld\+json[^<>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE
)
_TELLING = frozenset({"meta", "time", "h1", "title", "link"})
_SCRIPT_END = re.compile("</script>", re.IGNORECASE)
_JSON_LD_NAMES = ("author", "publisher")
_JSON_LD_FIELDS = (("title", "headline"), ("date", "datePublished"), ("url", "url"))


def told_by_head(root: Element, content: str) -> Iterator[tuple[str, str]]:
    """(name, value) pairs, the better ones of a name first."""
    soup = _soup(root)
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


def _soup(root: Element) -> BeautifulSoup:
    """The elements of a page that hold metadata, in their order, as Beautiful Soup reads them."""
    from bs4 import BeautifulSoup  # heavy: only where there is HTML

    return BeautifulSoup("".join(_telling(root)), "lxml")


def _telling(root: Element) -> Iterator[str]:
    for element in root.elements(without=_TELLING):
        if isinstance(element, Element) and element.name in _TELLING:
            told = element.attributes
            if element.name == "link" and "canonical" not in told.get("rel", ""):
                continue
            yield element.html()


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
    end = max((match.end() for match in _SCRIPT_END.finditer(content)), default=0)
    for block in _JSON_LD.findall(content, 0, end):  # nothing is closed behind it
        try:
            record = json.loads(block, strict=False)
        except ValueError:
            continue  # metadata that cannot be read is metadata that is not there
        for item in _items(record):
            for ours, name in _JSON_LD_FIELDS:
                if isinstance(item.get(name), str):
                    yield ours, tidy(item[name])
            for ours in _JSON_LD_NAMES:
                yield from ((ours, tidy(name)) for name in _names(item.get(ours)))


def _names(value: Any) -> Iterator[str]:
    """The names of somebody, or of several as one value: {"@type": "Person", "name": …}."""
    told = value if isinstance(value, list) else [value]
    names = [item.get("name") if isinstance(item, dict) else item for item in told]
    found = [name.strip() for name in names if isinstance(name, str) and name.strip()]
    if found and not any("://" in name for name in found):
        yield "、".join(found)


def _items(record: Any) -> Iterator[dict[str, Any]]:
    """The articles in a JSON-LD record."""
    if isinstance(record, list):
        for item in record:
            yield from _items(item)
    elif isinstance(record, dict):
        yield from _items(record.get("@graph", []))
        if "Article" in str(record.get("@type", "")):
            yield record
