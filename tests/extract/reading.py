"""Reads a sentence as an article, with all the knowledge: what extractors' tests share."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cache

from kg.extract import Matcher, compile_matcher, extract
from kg.extract.local_events import LocalEvent
from kg.extract.pipeline import read_events
from kg.knowledge import load
from kg.model import Article, Document, digest

PUBLISHED = date(2021, 3, 10)


@cache
def matcher() -> Matcher:
    """The matcher of the shipped knowledge."""
    return compile_matcher(load())


def article(text: str, *, title: str = "一则消息", published: date | None = PUBLISHED) -> Article:
    """An article of one's own making."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    return Article(digest(title, sha), "own.txt", 1, title, text, "zh-Hans", sha,
                   published=published)


def document(text: str, **more: object) -> Document:
    """What the extractors find in a text."""
    return extract(article(text, **more), matcher())  # type: ignore[arg-type]


def events(text: str, **more: object) -> tuple[LocalEvent, ...]:
    """The events found in a text."""
    return read_events(article(text, **more), matcher())  # type: ignore[arg-type]


def told(event: LocalEvent) -> tuple[str, str, str | None, frozenset[str]]:
    """Type, status, date and participants of an event."""
    dates = [d.span.edtf if d.span else f"XX-{d.day}" for d in event.dates]
    names = frozenset(key.split("/", 1)[1] for key in event.keys)
    return event.type, event.status, dates[0] if dates else None, names
