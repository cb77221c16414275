"""Publisher, agency, author, date and address of an article, from all that tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import takewhile

from kg.articles.body import Selection
from kg.articles.datelines import Dateline
from kg.articles.dates import day_of_code, day_of_path, day_of_url, days_in, stamp
from kg.articles.metalines import is_meta
from kg.articles.outlets import agency_words, outlet_at, outlet_named, outlet_of_file, own_address
from kg.articles.page import Page, han, line_of, sentences, tidy
from kg.articles.script import simplify
from kg.articles.sites import Outlet, sites

_BARE_SOURCE = re.compile(r"[\d日:：]\s+([\u4e00-\u9fff]{2,10})\Z")  # 2021-01-08 中国军网
_NAME_PARTS = re.compile(r"\s*[-－–—|｜_:：]+\s*")  # 来源：某网－某报
_ROW_PARTS = re.compile(r"[\s|｜/／·•]+")
_TITLE_PARTS = re.compile(r"\s*[_|｜]+\s*|\s+[-–—]+\s+|-{2,}")
_LEAST_NAME = 2  # Chinese characters of the name of an outlet
_LONGEST_NAME = 24  # code points of the value of a label
_ABOVE_TITLE, _BELOW_TITLE = 4, 20  # lines around a title that may tell of its article
_HEAD, _LONGEST_HEAD = 6, 60  # lines above a body, code points of one that may tell its day
_DEFAULT_ZONE = "Asia/Shanghai"
_SAME_STORY = timedelta(days=7)  # a date further from the metadata is another's
_LEAD = 600  # code points at the beginning of a body in which an agency is looked for


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is told about an article; None where nothing tells it."""

    publisher: str | None
    agency: str | None
    author: str | None
    published: date | None
    url: str | None


def metadata_of(page: Page, selection: Selection, path: str, head: Dateline | None) -> Metadata:
    """Gather the metadata of an article. ``head`` is the dateline its body began with."""
    url = own_address(page.tell("url"))
    labelled = dict(_labelled(page, selection))
    outlet = _outlet(url, page, selection, labelled)
    body = "\n".join(line.simplified for line in selection.body)
    return Metadata(
        publisher=_publisher(outlet, page, labelled) or _of_dateline(head) or _of_file(path),
        agency=_agency(body, head, labelled),
        author=_author(page, labelled),
        published=_published(page, selection, (url, path, head), outlet),
        url=url,
    )


# --- who ----------------------------------------------------------------------------------


def _labelled(page: Page, selection: Selection) -> Iterator[tuple[str, str]]:
    """(label, value) of the lines of metadata around the body; the nearest of a label last."""
    for text in reversed(list(_meta_lines(selection, page))):
        for name, pattern in _label_patterns():
            match = pattern.search(text)
            if match:
                yield name, match[1]
        bare = _BARE_SOURCE.search(text)
        if bare:
            yield "named", bare[1]


@cache
def _label_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The value after 来源: and after 作者:."""
    markers = sites().markers
    value = rf"([^\s:：|｜]{{2,{_LONGEST_NAME}}})"
    labels = (("publisher", markers.source_labels), ("author", markers.author_labels))
    return tuple(
        (name, re.compile(rf"(?:{'|'.join(words)})\s*[:：]\s*{value}", re.IGNORECASE))
        for name, words in labels
    )


def _outlet(
    url: str | None, page: Page, selection: Selection, labelled: dict[str, str]
) -> Outlet | None:
    """Who published it: the address knows best, then what the page says."""
    at = outlet_at(url) if url else None
    if at and not at.mirror:
        return at
    said = (labelled.get("publisher", ""), labelled.get("named", ""))
    told = (*page.tell("publisher"), *said, *page.tell("author"))
    names = (*told, *_named_in_head(selection), *_ends_of_titles(page))
    parts = (part for name in names for part in (name, *_NAME_PARTS.split(name)))
    found = (outlet for part in parts if (outlet := outlet_named(part)))
    return next((outlet for outlet in found if not outlet.mirror), None)


def _named_in_head(selection: Selection) -> Iterator[str]:
    """Lines above the body that may be an outlet's name, and what rows of metadata hold."""
    for line in reversed(selection.lines[max(0, selection.first - _HEAD) : selection.first]):
        if line.kind in ("meta", "short") and len(line.text) <= _LONGEST_HEAD:
            yield from _ROW_PARTS.split(line.simplified)


def _ends_of_titles(page: Page) -> Iterator[str]:
    """What stands last in the title of a page: …--国际--人民网, … - 某某在线."""
    for title in page.tell("page-title"):
        yield from _TITLE_PARTS.split(title)[:0:-1]


def _publisher(outlet: Outlet | None, page: Page, labelled: dict[str, str]) -> str | None:
    """The outlet known, else the name told on the page, else the one that the site goes by."""
    if outlet:
        return outlet.name
    ends = filter(_sounds_like_outlet().search, map(simplify, _ends_of_titles(page)))
    told = (labelled.get("publisher"), labelled.get("named"), *page.tell("publisher"), *ends)
    names = (simplify(line_of(tidy(name))) for name in told if name)
    return next((name for name in names if _may_be_outlet(name)), None)


def _of_dateline(head: Dateline | None) -> str | None:
    """Whose dispatch it is, where nothing tells who else published it."""
    outlet = outlet_named(head.source) if head and head.source else None
    return outlet.name if outlet else None


def _of_file(path: str) -> str | None:
    """Whose address a file is called after: yna_20230113.md, where nothing else tells."""
    outlet = outlet_of_file(path)
    return outlet.name if outlet else None


@cache
def _sounds_like_outlet() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(sites().markers.outlet_endings)})\\Z", re.IGNORECASE)


def _may_be_outlet(name: str) -> bool:
    """Whether it is a name in Chinese of somebody, not a number or an address."""
    outlet = outlet_named(name)
    if name.lower() in sites().markers.nobody or (outlet and outlet.mirror):
        return False
    return han(name) >= _LEAST_NAME and len(name) <= _LONGEST_NAME


def _agency(body: str, head: Dateline | None, labelled: dict[str, str]) -> str | None:
    """The agency whose dispatch it is, or that it goes by: 据新华社报道."""
    cited = _citation().search(body[:_LEAD])
    names = (head.source if head else "", labelled.get("publisher", ""), cited[1] if cited else "")
    found = (outlet_named(name) for name in names if name)
    return next((outlet.name for outlet in found if outlet and outlet.agency), None)


@cache
def _citation() -> re.Pattern[str]:
    """新华社报道, 法新社和路透社报导, 朝中社25日报道."""
    words = agency_words()
    between = r"(?:[\u4e00-\u9fff]{0,6}\d{0,2}[月日\d]{0,4})?"
    return re.compile(
        rf"({words})(?:[、和与及](?:{words}))*{between}(?:报道|报导|消息|电[，,\s])"
    )


def _author(page: Page, labelled: dict[str, str]) -> str | None:
    for name in (*page.tell("author"), labelled.get("author", "")):
        author = line_of(tidy(name))
        known = author.lower() in sites().markers.nobody or outlet_named(author)
        if author and not known and not author.isdigit():
            return author
    return None


# --- when ---------------------------------------------------------------------------------


def _published(
    page: Page,
    selection: Selection,
    places: tuple[str | None, str, Dateline | None],
    outlet: Outlet | None,
) -> date | None:
    """The day of publication by the best witness: the page, its address, its metadata, its name.

    The address goes before the metadata because feeds label local time as UTC, which the path
    of the outlet's own address never does.
    """
    zone = outlet.zone if outlet else _DEFAULT_ZONE
    best = next((day for day in _told_days(page, places, zone) if day), None)
    for line in _meta_lines(selection, page):
        for told in days_in(line, zone):
            if best is None or abs(told - best) <= _SAME_STORY:
                return told
    below = selection.lines[max(selection.first, selection.last - 1) : selection.last + _HEAD]
    coded = (day for line in below if (day := day_of_code(line.text)))
    return best or next(_days_of_head(page, selection, zone), None) or next(coded, None)


def _days_of_head(page: Page, selection: Selection, zone: str) -> Iterator[date]:
    """The only day of a short line between title and body, in whatever words it is told.

    Where the element that holds the article has no such line, those below the title count.
    """
    head = selection.lines[max(0, selection.first - _HEAD) : selection.first]
    lines = [line.simplified for line in reversed(head)]
    for line in (*lines, *map(simplify, _around(page)[:_HEAD])):
        days = set(days_in(line, zone)) if len(line) <= _LONGEST_HEAD else set()
        if len(days) == 1 and not sentences(line):
            yield from days


def _told_days(
    page: Page, places: tuple[str | None, str, Dateline | None], zone: str
) -> Iterator[date | None]:
    """Days told by anything but the page's own text, the better witness first."""
    url, path, head = places
    yield day_of_url(url) if url else None
    yield from (stamp(text, zone) for text in page.tell("date"))
    yield day_of_path(path)
    yield from (stamp(text, zone) for text in page.tell("epoch"))
    yield head.day if head else None
    yield from (day for title in page.tell("page-title") for day in days_in(title, zone))


def _meta_lines(selection: Selection, page: Page) -> Iterator[str]:
    """Lines of date, source and author, the nearest above the body first, in simplified script.

    Below the body they count where the page is not known to hold one article only; of such a
    page those around the element that holds it come last.
    """
    above = selection.lines[: selection.first]
    below = () if page.trusted else selection.lines[selection.last + 1 :]
    yield from (line.simplified for line in reversed(above) if line.kind == "meta")
    own = takewhile(lambda line: line.kind not in ("end", "related"), below)
    yield from (line.simplified for line in own if line.kind == "meta")
    yield from filter(is_meta, map(simplify, _around(page)))


def _around(page: Page) -> tuple[str, ...]:
    """The lines around the element with the body: those below the title, then those above it.

    Far from the title dates and sources are other articles'.
    """
    lines, titles = page.tell("line"), frozenset(page.tell("title"))
    title = next((index for index, line in enumerate(lines) if line in titles), None)
    if title is None:
        return lines
    return (*lines[title : title + _BELOW_TITLE], *lines[max(0, title - _ABOVE_TITLE) : title])
