"""Gold: what a careful reader finds in articles.

Files are named, or known by the digest of their bytes; texts stand as they are, or by digest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.evaluate.gold_shape import ArticleShape, ReadingShape, check
from kg.evaluate.pieces import END_CHARS, START_CHARS, Piece, read_piece, squeezed

EVERYBODY = "*"  # optional topics of any speaker
FORMER = "前"  # before an office that is held no more


class GoldUnreadable(KgError):
    """A gold file that cannot be read, or does not have its shape."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reader's view of an event: the part in which readers may differ."""

    type: str
    status: str
    date: str | None  # EDTF at the precision told
    participants: frozenset[str]
    parties: frozenset[str]
    attendees: frozenset[str] | None  # None where the reader does not tell who only sat in
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An event with all its readings, the first reader's first.

    ``main``: the article is about it; others are told in passing and never count as missed.
    ``elsewhere`` are the tellings of the same event in other files.
    """

    file: str
    main: bool
    readings: tuple[Reading, ...]
    topics: Mapping[str, frozenset[str]]  # by speaker
    optional_topics: Mapping[str, frozenset[str]]
    topics_count: bool
    quote: Piece | None = None  # words of the text that tell of it
    elsewhere: tuple[GoldEvent, ...] = field(default=(), repr=False)

    @property
    def first(self) -> Reading:
        return self.readings[0]

    def tellings(self, files: frozenset[str]) -> tuple[GoldEvent, ...]:
        """This event, and its tellings in others of these files."""
        return (self, *(other for other in self.elsewhere if other.file in files))


@dataclass(frozen=True, slots=True)
class GoldOffice:
    """Somebody's office, and the country or organization in which it is held."""

    person: str
    office: str
    of: str


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """The first and the last words of what somebody said."""

    speaker: str
    first: Piece
    last: Piece | None


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """What the clean article must be, and what it tells. None is what was not read."""

    file: str
    part: int
    title: Piece | None
    publisher: str | None
    published: str | None
    body_first: Piece | None
    body_last: Piece | None
    body_middle: tuple[Piece, ...]
    body_chars: int | None
    not_body: tuple[Piece, ...]
    events: tuple[GoldEvent, ...]
    offices: tuple[GoldOffice, ...] | None
    statements: tuple[GoldStatement, ...] | None

    @property
    def by_digest(self) -> bool:
        """Whether the file is known by the digest of its bytes, not by its name."""
        return is_digest(self.file)


def is_digest(file: str) -> bool:
    """Whether it is a SHA-256 in hex, not a name."""
    return len(file) == 64 and not set(file) - set("0123456789abcdef")


def read_gold(*paths: Path) -> tuple[GoldArticle, ...]:
    """The articles of gold files. Raises GoldUnreadable."""
    return tuple(article for path in paths for article in _read(path))


def digests(*paths: Path) -> frozenset[str]:
    """The digests of the files that gold knows by them alone. Raises GoldUnreadable."""
    return frozenset(article.file for article in read_gold(*paths) if article.by_digest)


def _read(path: Path) -> tuple[GoldArticle, ...]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        articles = tuple(_article(raw) for raw in content["articles"])
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise GoldUnreadable(str(path), f"cannot be read: {reason}", "name a gold file") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        told = str(error) if isinstance(error, ValueError) else repr(error)
        what = f"is no gold file: {told}"
        raise GoldUnreadable(str(path), what, "see the gold in tests/gold for its shape") from error
    if not articles:
        raise GoldUnreadable(str(path), "holds no article", "name a gold file that does")
    return articles


def events_by_file(articles: tuple[GoldArticle, ...]) -> dict[str, tuple[GoldEvent, ...]]:
    """The events of each file; one that several parts of a file tell counts once."""
    files: dict[str, dict[tuple[object, ...], GoldEvent]] = {}
    for article in articles:
        seen = files.setdefault(article.file, {})
        for event in article.events:
            first = event.first
            key = (first.type, first.date, first.participants, first.parties, first.status)
            known = seen.get(key, event)
            seen[key] = replace(known, main=known.main or event.main)
    return {file: tuple(events.values()) for file, events in files.items()}


def _article(raw: dict[str, Any]) -> GoldArticle:
    check(raw, ArticleShape)
    file = raw.get("file") or raw["file_sha256"]
    return GoldArticle(
        file=file,
        part=raw.get("part", 1),
        title=read_piece(raw.get("title")),
        publisher=raw.get("publisher") or None,
        published=raw.get("published") or None,
        body_first=read_piece(_cut(raw.get("body_first"), 0, START_CHARS)),
        body_last=read_piece(_cut(raw.get("body_last"), -END_CHARS, None)),
        body_middle=_pieces(raw.get("body_middle", ())),
        body_chars=raw.get("body_chars"),
        not_body=_pieces(raw.get("not_body", ())),
        events=tuple(_event(file, event) for event in raw["events"]),
        offices=_offices(raw["offices"]) if "offices" in raw else None,
        statements=_statements(raw["statements"]) if "statements" in raw else None,
    )


def _cut(raw: Any, start: int | None, end: int | None) -> Any:
    """The part of a text that is compared; a piece known by its digest has been cut already."""
    return squeezed(raw)[start:end] if isinstance(raw, str) else raw


def _pieces(raw: Iterable[Any]) -> tuple[Piece, ...]:
    return tuple(piece for one in raw if (piece := read_piece(one)))


def _offices(raw: list[dict[str, str | None]]) -> tuple[GoldOffice, ...]:
    """Each once, even if it is told twice."""
    told = (tuple(one[key] or "" for key in ("person", "office", "of")) for one in raw)
    return tuple(GoldOffice(*one) for one in dict.fromkeys(told))


def _statements(raw: list[dict[str, Any]]) -> tuple[GoldStatement, ...]:
    return tuple(
        GoldStatement(one["speaker"], first, read_piece(one["last"]))
        for one in raw
        if (first := read_piece(one["first"]))
    )


def _event(file: str, raw: dict[str, Any]) -> GoldEvent:
    alternatives = [raw, *({**raw, **other} for other in raw.get("alt", ()))]
    return GoldEvent(
        file=file,
        main=raw.get("main", True),
        readings=tuple(_reading(one) for one in alternatives),
        topics=_by_speaker(raw.get("topics") or {}),
        optional_topics=_by_speaker(raw.get("optional_topics") or {}),
        topics_count=not raw.get("no_topics"),
        quote=read_piece(raw.get("quote")),
    )


def _reading(raw: dict[str, Any]) -> Reading:
    check(raw, ReadingShape)
    return Reading(
        type=raw["type"],
        status=raw["status"],
        date=raw["date"],
        participants=frozenset(raw["participants"]),
        parties=frozenset(raw.get("parties") or ()),
        attendees=frozenset(raw["attendees"] or ()) if "attendees" in raw else None,
        places=tuple(raw.get("place") or ()),
    )


def _by_speaker(raw: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    return {speaker: frozenset(topics) for speaker, topics in raw.items()}
