"""Gold: what a careful reader finds in articles."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kg.errors import KgError

LIVE = frozenset({"held", "ongoing"})
EVERYBODY = "*"  # optional topics of any speaker


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
    elsewhere: tuple[GoldEvent, ...] = field(default=(), repr=False)

    @property
    def first(self) -> Reading:
        return self.readings[0]

    def tellings(self, files: frozenset[str]) -> tuple[GoldEvent, ...]:
        """This event, and its tellings in others of these files."""
        return (self, *(other for other in self.elsewhere if other.file in files))


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """What the clean article must be. Texts are compared without white space."""

    file: str
    part: int
    published: str | None
    body_first: str
    body_last: str
    body_middle: tuple[str, ...]
    body_chars: int | None
    not_body: tuple[str, ...]
    events: tuple[GoldEvent, ...]


def read_gold(path: Path) -> tuple[GoldArticle, ...]:
    """The articles of a gold file. Raises GoldUnreadable."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return tuple(_article(raw) for raw in content["articles"])
    except OSError as error:
        raise GoldUnreadable(str(path), "cannot be read", "name a gold file") from error
    except (ValueError, KeyError, TypeError) as error:
        what = f"is no gold file: {error!r}"
        raise GoldUnreadable(str(path), what, "see the gold in tests/gold for its shape") from error


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
    return GoldArticle(
        file=raw["file"],
        part=raw.get("part", 1),
        published=raw.get("published") or None,
        body_first=raw.get("body_first") or "",
        body_last=raw.get("body_last") or "",
        body_middle=tuple(raw.get("body_middle", ())),
        body_chars=raw.get("body_chars"),
        not_body=tuple(raw.get("not_body", ())),
        events=tuple(_event(raw["file"], event) for event in raw["events"]),
    )


def _event(file: str, raw: dict[str, Any]) -> GoldEvent:
    alternatives = [raw, *({**raw, **other} for other in raw.get("alt", ()))]
    return GoldEvent(
        file=file,
        main=raw.get("main", True),
        readings=tuple(_reading(one) for one in alternatives),
        topics=_by_speaker(raw.get("topics", {})),
        optional_topics=_by_speaker(raw.get("optional_topics", {})),
        topics_count=not raw.get("no_topics"),
    )


def _reading(raw: dict[str, Any]) -> Reading:
    return Reading(
        type=raw["type"],
        status=raw["status"],
        date=raw["date"],
        participants=frozenset(raw["participants"]),
        parties=frozenset(raw.get("parties") or ()),
        attendees=frozenset(raw["attendees"]) if "attendees" in raw else None,
        places=tuple(raw.get("place", ())),
    )


def _by_speaker(raw: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    return {speaker: frozenset(topics) for speaker, topics in raw.items()}
