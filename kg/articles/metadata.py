"""Title, publisher, agency, author, date and address of an article, from all that tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from kg.articles.body import Line, Selection, is_meta
from kg.articles.credits import Dateline, outlet_words
from kg.articles.dates import day_of_path, day_of_url, days_in, stamp
from kg.articles.page import Page, han, line_of, tidy
from kg.articles.script import simplify
from kg.articles.sites import Outlet, sites

_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d+[a-z_]*/(?=https?:)")
_HOST = re.compile(r"https?://([^/:?#]+)")
_NOBODY = frozenset(("未知", "佚名", "匿名", "网络", "网络整理", "admin", "管理员", "小编", "本站", "unknown"))
_LONGEST_TITLE = 90  # code points
_LONGEST_NAME = 24
_NEAR = 4  # lines between a title and the date below it
_DEFAULT_ZONE = "Asia/Shanghai"
_SAME_STORY = timedelta(days=7)  # a date further from the metadata is another's
_LEAD = 600  # code points at the beginning of a body in which an agency is looked for


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is told about an article; None where nothing tells it."""

    title: str
    publisher: str | None
    agency: str | None
    author: str | None
    published: date | None
    url: str | None


def metadata_of(page: Page, selection: Selection, path: str, head: Dateline | None) -> Metadata:
    """Gather the metadata of an article. ``head`` is the dateline its body began with."""
    url = _url(page)
    labelled = dict(_labelled(page, selection))
    outlet = _outlet(url, page, labelled)
    body = "\n".join(line.simplified for line in selection.body)
    zone = outlet.zone if outlet else _DEFAULT_ZONE
    return Metadata(
        title=title_of(page, selection),
        publisher=_publisher(outlet, labelled),
        agency=_agency(body, head, labelled),
        author=_author(page, labelled),
        published=_published(page, selection, path, url, zone),
        url=url,
    )


# --- title --------------------------------------------------------------------------------


def title_of(page: Page, selection: Selection) -> str:
    """The title told, else the line that stands as one, else the first sentence."""
    for told in (*page.tell("title"), *page.tell("page-title")):
        title = clean_title(told)
        if han(title) >= 2:
            return title
    line = title_line(selection)
    if line is not None:
        return clean_title(line.text)
    first = selection.body[0].text if selection.body else ""
    return re.split("[。！？!?]", first, maxsplit=1)[0][:_LONGEST_TITLE]


def clean_title(text: str) -> str:
    """A title without what sites put before and after it."""
    title = line_of(tidy(text))
    simplified = simplify(title)
    for pattern in sites().markers.title_prefix:
        match = re.match(pattern, simplified)
        if match:
            title, simplified = title[match.end() :], simplified[match.end() :]
    suffix = _site_suffix().search(simplified)
    return title[: suffix.start()] if suffix and suffix.start() >= 4 else title


@cache
def _site_suffix() -> re.Pattern[str]:
    """_新闻_央视网(cctv.com), – 法国国际广播电台 - RFI: outlets and their sections after a title."""
    outlet = rf"(?:{outlet_words()}|BBC[^-_|｜]{{0,12}}|RFI|VOA|DW)[^-_|｜—–]{{0,16}}"
    section = r"[^-_|｜—–]{1,12}"
    return re.compile(rf"\s*[-_|｜—–]+\s*(?:{section}\s*[-_|｜]+\s*){{0,2}}{outlet}(?:\s*[-_|｜—–]+\s*{outlet})*\Z")


def title_line(selection: Selection) -> Line | None:
    """The line of a page without told title that stands as one."""
    before = range(selection.first - 1, -1, -1)  # the nearest to the body first
    after = range(selection.last + 1, len(selection.lines))
    for indexes in (before, after):
        dated = (i for i in indexes if selection.lines[i].kind == "meta")
        line = next((found for i in dated if (found := _title_above(selection, i))), None)
        if line is None and indexes is before:
            line = next((selection.lines[i] for i in before if _titles(selection.lines[i])), None)
        if line is not None:
            return line
    return None


def _title_above(selection: Selection, index: int) -> Line | None:
    above = selection.lines[max(0, index - _NEAR) : index]
    return next((line for line in reversed(above) if _titles(line)), None)


def _titles(line: Line) -> bool:
    return (
        line.kind in ("short", "text")
        and han(line.simplified) >= 4
        and len(line.text) <= _LONGEST_TITLE
        and not re.search("[。；;]", line.simplified)
        and line.block.kind != "item"
    )


# --- publisher, agency, author ----------------------------------------------------------------


def outlet_named(name: str) -> Outlet | None:
    """The outlet with this name, in either script."""
    return _outlets_by_name().get(simplify(name).strip().lower())


@cache
def _outlets_by_name() -> dict[str, Outlet]:
    return {
        name.lower(): outlet for outlet in sites().outlets for name in (outlet.name, *outlet.names)
    }


def outlet_at(url: str) -> Outlet | None:
    """The outlet whose address it is; archives and feeds only where nobody else is named."""
    host = _HOST.match(url)
    labels = host[1].lower().split(".") if host else []
    domains = _outlets_by_domain()
    for start in range(len(labels) - 1):
        found = domains.get(".".join(labels[start:]))
        if found:
            return found
    if host is None:
        return next((o for o in sites().outlets if o.link and re.match(o.link, url)), None)
    return None


@cache
def _outlets_by_domain() -> dict[str, Outlet]:
    return {domain: outlet for outlet in sites().outlets for domain in outlet.domains}


def _url(page: Page) -> str | None:
    """The article's own address; an archive's copy only if it names no other."""
    urls = [_ARCHIVED.sub("", url) for url in page.tell("url")]
    whole = [url for url in urls if _HOST.match(url)]
    own = next((url for url in whole if not ((o := outlet_at(url)) and o.mirror)), None)
    if own or whole:
        return own or whole[0]
    link = next((url for url in urls if url.startswith("/")), None)
    outlet = outlet_at(link) if link else None
    return f"https://www.{outlet.domains[0]}{link}" if outlet and link else None


def _labelled(page: Page, selection: Selection) -> Iterator[tuple[str, str]]:
    """(label, value) of the lines of metadata around the body; the first of a label last."""
    markers = sites().markers
    lines = [line.simplified for line in selection.lines if line.kind == "meta"]
    for text in reversed([*filter(is_meta, _lines_outside(page)), *lines]):
        for name, labels in (("publisher", markers.source_labels), ("author", markers.author_labels)):
            match = re.search(
                rf"(?:{'|'.join(labels)})\s*[:：]\s*([^\s:：|｜]{{2,{_LONGEST_NAME}}})", text, re.IGNORECASE
            )
            if match:
                yield name, match[1]
        bare = re.search(r"[\d日:：]\s+([\u4e00-\u9fff]{2,10})\Z", text)
        if bare:
            yield "named", bare[1]


def _outlet(url: str | None, page: Page, labelled: dict[str, str]) -> Outlet | None:
    """Who published it: the address knows best, then what the page says."""
    at = outlet_at(url) if url else None
    if at and not at.mirror:
        return at
    names = (
        *page.tell("publisher"), labelled.get("publisher", ""), labelled.get("named", ""),
        *page.tell("author"),
    )
    return next((outlet for name in names if (outlet := outlet_named(name))), None)


def _publisher(outlet: Outlet | None, labelled: dict[str, str]) -> str | None:
    if outlet:
        return outlet.name
    told = labelled.get("publisher") or labelled.get("named")
    return told if told and told.lower() not in _NOBODY else None


def _agency(body: str, head: Dateline | None, labelled: dict[str, str]) -> str | None:
    """The agency whose dispatch it is, or that it goes by: 据新华社报道."""
    names = [head.source if head else None, labelled.get("publisher")]
    match = _by_agency().search(body[:_LEAD])
    names.append(match["agency"] if match else None)
    found = (outlet_named(name) for name in names if name)
    return next((outlet.name for outlet in found if outlet and outlet.agency), None)


@cache
def _by_agency() -> re.Pattern[str]:
    names = {n for o in sites().outlets if o.agency for n in (o.name, *o.names) if not n.isascii()}
    words = "|".join(sorted(names, key=lambda n: (-len(n), n)))
    return re.compile(
        rf"(?P<agency>{words})(?:[、和与及](?:{words}))*(?:[\u4e00-\u9fff]{{0,6}}\d{{0,2}}[月日\d]{{0,4}})?"
        r"(?:报道|报导|消息|电[，,\s])"
    )


def _author(page: Page, labelled: dict[str, str]) -> str | None:
    names = (*page.tell("author"), labelled.get("author", ""))
    for name in names:
        author = line_of(tidy(name))
        if author and author.lower() not in _NOBODY and outlet_named(author) is None:
            return author
    return None


# --- date -------------------------------------------------------------------------------------


def _published(
    page: Page, selection: Selection, path: str, url: str | None, zone: str
) -> date | None:
    """The day of publication by the best witness: the page, its address, its metadata, its name.

    The address goes before the metadata because feeds label local time as UTC, which the path
    of the outlet's own address never does.
    """
    told = [
        day_of_url(url) if url else None,
        *(stamp(text, zone) for text in page.tell("date")),
        day_of_path(path),
        *(stamp(text, zone) for text in page.tell("epoch")),
    ]
    best = next((day for day in told if day is not None), None)
    for line in _dated_lines(selection, page):
        for day in days_in(line, zone):
            if best is None or abs(day - best) <= _SAME_STORY:
                return day
    return best


def _dated_lines(selection: Selection, page: Page) -> Iterator[str]:
    """Lines of metadata: the nearest above the body first; below it where the page is untold."""
    above = selection.lines[: selection.first]
    below = () if page.trusted else selection.lines[selection.last + 1 :]
    yield from (line.simplified for line in reversed(above) if line.kind == "meta")
    for line in below:
        if line.kind in ("end", "related"):
            break
        if line.kind == "meta":
            yield line.simplified
    yield from filter(is_meta, _lines_outside(page))


def _lines_outside(page: Page) -> Iterator[str]:
    """Lines of a page around the element that holds the article, in simplified script."""
    return (simplify(text) for text in page.tell("line"))
