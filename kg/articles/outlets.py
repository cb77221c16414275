"""Outlets by their names and addresses."""

from __future__ import annotations

import re
from functools import cache

from kg.articles.script import simplify
from kg.articles.sites import Outlet, sites

_HOST = re.compile(r"https?://([^/:?#]+)")
_FIRST_WORD = re.compile("([a-z0-9]{3,})[_-]")  # of a file's name
_LEAST_LABEL = 3  # letters of the name of a site
_OF_ANYBODY = {"news", "world", "china"}  # words that a file's name may begin with by chance
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d+[a-z_]*/(?=https?:)")


def outlet_named(name: str) -> Outlet | None:
    """The outlet with this name, in either script."""
    return _by_name().get(simplify(name).strip().lower())


def outlet_at(url: str) -> Outlet | None:
    """The outlet whose address it is, a relative link included where its form tells."""
    host = _HOST.match(url)
    if host is None:
        return next((o for o in sites().outlets if o.link and re.match(o.link, url)), None)
    labels = host[1].lower().split(".")
    ends = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return next((outlet for end in ends if (outlet := _by_domain().get(end))), None)


def outlet_of_file(path: str) -> Outlet | None:
    """The outlet whose address a file's name begins with: yna_20230113.md for yna.co.kr."""
    word = _FIRST_WORD.match(path.rpartition("/")[2].rpartition("#")[2].lower())
    return _by_label().get(word[1]) if word else None


def own_address(urls: tuple[str, ...]) -> str | None:
    """The article's own address among those told; an archive's copy only if it names no other."""
    direct = [_ARCHIVED.sub("", url) for url in urls]
    whole = [url for url in direct if _HOST.match(url)]
    own = next((url for url in whole if not ((o := outlet_at(url)) and o.mirror)), None)
    if own or whole:
        return own or whole[0]
    link = next((url for url in direct if url.startswith("/")), None)
    outlet = outlet_at(link) if link else None
    return f"https://www.{outlet.domains[0]}{link}" if outlet and link else None


@cache
def outlet_words() -> str:
    """A regular expression of the Chinese names of all outlets, the longer first."""
    return _alternative(agencies_only=False)


@cache
def agency_words() -> str:
    """The same of the agencies alone."""
    return _alternative(agencies_only=True)


@cache
def latin_names() -> tuple[str, ...]:
    """The names of all outlets in Latin letters, the longer first."""
    names = {name for outlet in sites().outlets for name in outlet.names if name.isascii()}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def _alternative(*, agencies_only: bool) -> str:
    names = {
        name
        for outlet in sites().outlets
        for name in (outlet.name, *outlet.names)
        if (outlet.agency or not agencies_only) and not name.isascii() and len(name) > 1
    }
    return "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))


@cache
def _by_name() -> dict[str, Outlet]:
    return {
        name.lower(): outlet for outlet in sites().outlets for name in (outlet.name, *outlet.names)
    }


@cache
def _by_domain() -> dict[str, Outlet]:
    return {domain: outlet for outlet in sites().outlets for domain in outlet.domains}


@cache
def _by_label() -> dict[str, Outlet]:
    """Outlets by the first part of their addresses (yna), where it is of one outlet alone."""
    found: dict[str, list[Outlet]] = {}
    for outlet in sites().outlets:
        for label in {domain.removeprefix("www.").split(".")[0] for domain in outlet.domains}:
            found.setdefault(label, []).append(outlet)
    return {label: outlets[0] for label, outlets in found.items()
            if len(outlets) == 1 and len(label) >= _LEAST_LABEL and label not in _OF_ANYBODY
            and not outlets[0].mirror}
