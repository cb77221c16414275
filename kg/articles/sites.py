"""What is known about outlets and their pages, as data: kg/articles/data/*.yaml.

Words are in simplified script and matched on simplified text; classes and ids of HTML are
matched in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec

from kg.errors import DataBroken

_LONGEST_PIECE = 120  # code points
_FOLDER = Path(__file__).resolve().parent / "data"


class Outlet(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A paper, station, site or agency. ``name`` is how it calls itself, in simplified script."""

    name: str
    names: tuple[str, ...] = ()  # other names, also those in English
    domains: tuple[str, ...] = ()  # the last labels of its hosts: zaobao.com
    zone: str = "Asia/Shanghai"  # IANA name; where its days begin
    agency: bool = False  # other outlets print its dispatches
    mirror: bool = False  # a feed or archive: prints others under its own address
    link: str | None = None  # regular expression of its relative links


class Fields(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Names of record fields and of page metadata, the better ones first."""

    title: tuple[str, ...]
    text: tuple[str, ...]
    date: tuple[str, ...]
    publisher: tuple[str, ...]
    author: tuple[str, ...]
    url: tuple[str, ...]
    inside: tuple[str, ...]  # of the text in a field that is itself a mapping
    records: tuple[str, ...]  # of lists of records inside a mapping
    blocks: tuple[str, ...]  # of a text in pieces, each a paragraph, a heading or a picture
    not_text: tuple[str, ...]  # of what stands among the pieces and is none: captions, links


class Markup(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """HTML: which elements hold the article, which are never part of it."""

    containers: tuple[str, ...]  # #id, .class, tag or [attribute=value], the better ones first
    regions: tuple[str, ...]  # elements that hold it and more
    inline_tags: tuple[str, ...]  # elements that begin no line
    drop_tags: tuple[str, ...]
    drop_classes: tuple[str, ...]  # regular expressions of a class or an id
    caption_classes: tuple[str, ...]
    lead_classes: tuple[str, ...]  # of a first paragraph outside the container
    meta: dict[str, tuple[str, ...]]  # our name → names of meta elements
    scripts: dict[str, tuple[str, ...]]  # our name → patterns in scripts


class Markers(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Regular expressions of whole lines, by what follows from them."""

    ends: tuple[str, ...]  # nothing after it is the article's
    related: tuple[str, ...]  # heads links to other articles
    furniture: tuple[str, ...]  # the line is no text of the article
    galleries: tuple[str, ...]  # headings of another piece's pictures
    tails: tuple[str, ...]  # furniture, but only as the last lines of a body
    heads: tuple[str, ...]  # the same, as the first lines
    closers: tuple[str, ...]  # credits that stand below an article
    source_labels: tuple[str, ...]  # 来源: before the name of an outlet
    author_labels: tuple[str, ...]
    outlet_endings: tuple[str, ...]  # of names of outlets that are not known
    date_labels: tuple[str, ...]
    counters: tuple[str, ...]  # what pages count beside date and source: 阅读, 评论
    nobody: tuple[str, ...]  # names that name no author and no source
    inline: tuple[str, ...]  # pieces cut off a line, at its beginning (\\A…) or end (…\\Z)
    title_prefix: tuple[str, ...]
    title_ending: tuple[str, ...]
    no_article_titles: tuple[str, ...]


class Credits(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words of staff credits, photo credits and datelines; the data tell what each is for."""

    roles: tuple[str, ...]
    photo_roles: tuple[str, ...]
    photo_verbs: tuple[str, ...]
    photo_marks: tuple[str, ...]
    photo_sources: tuple[str, ...]
    desks: tuple[str, ...]
    desk_kinds: tuple[str, ...]
    reporters: tuple[str, ...]
    reports: tuple[str, ...]
    compiled: tuple[str, ...]
    filed: tuple[str, ...]
    filed_forms: tuple[str, ...]
    bylines: tuple[str, ...]


class Sites(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All of it."""

    outlets: tuple[Outlet, ...]
    fields: Fields
    markup: Markup
    markers: Markers
    credits: Credits
    script: dict[str, str]  # characters that OpenCC leaves → their simplified form
    frequent: str  # the most frequent characters of Chinese text


@cache
def sites() -> Sites:
    """The data, read once. DataBroken names a file that does not have its shape."""
    whole = {
        "outlets": _read(_FOLDER / "outlets.yaml"),
        **_mapping(_read(_FOLDER / "characters.yaml")),
        **_mapping(_read(_FOLDER / "pages.yaml")),
    }
    try:
        return msgspec.convert(whole, Sites)
    except msgspec.ValidationError as error:
        raise DataBroken(str(_FOLDER), str(error), "correct the entry") from error


def either(words: Iterable[str]) -> str:
    """A regular expression of words, the longer first; two characters may stand apart (监 制)."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(
        rf"{word[0]}[ \u3000]{{0,2}}{word[1]}" if len(word) == 2 else re.escape(word)
        for word in ordered
    )


@cache
def whole_line(name: str) -> re.Pattern[str]:
    """The markers of this name (a field of Markers) as one pattern of a whole line."""
    words: tuple[str, ...] = getattr(sites().markers, name)
    return re.compile("(?:" + "|".join(words) + r")\Z", re.IGNORECASE)


def pieces_in(simplified: str) -> Iterator[re.Match[str]]:
    """What sites put at the beginning or at the end of a line."""
    heads, tails = _inline()
    end = max(0, len(simplified) - _LONGEST_PIECE)
    yield from filter(None, (pattern.match(simplified) for pattern in heads))
    yield from filter(None, (pattern.search(simplified, end) for pattern in tails))


@cache
def _inline() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    r"""The patterns that begin with \A, and the others, which end with \Z."""
    words = sites().markers.inline
    heads = tuple(re.compile(word) for word in words if word.startswith(r"\A"))
    return heads, tuple(re.compile(word) for word in words if not word.startswith(r"\A"))


def _mapping(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise DataBroken("pages.yaml", "is no mapping", "give it keys")
    return value


def _read(path: Path) -> object:
    import yaml  # a parser's import, needed once

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    except yaml.YAMLError as error:
        raise DataBroken(str(path), str(error), "correct the YAML") from error
