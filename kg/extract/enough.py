"""Whether there is enough told to call it an event."""

from __future__ import annotations

import re

from kg.extract.local_events import IN_SPEECH, NEEDS_TWO, LocalEvent
from kg.model import LIVE

_ANSWER = re.compile("[回复来去发写]信|[复来发]函|信函")


def holds(event: LocalEvent) -> bool:
    """Whether there is enough to call it an event: two sides, or one at a named occasion."""
    if event.type in NEEDS_TWO and len(event.keys) < 2 and not is_named(event):
        return False
    if not event.keys:
        return False
    lead = any(telling.candidate.lead for telling in event.tellings)
    if event.type == "Correspondence" and len(event.keys) < 2 and not (
        (lead and not _answers(event)) or _to_a_gathering(event)
    ):
        return False
    off = event.status not in LIVE
    letter = event.type == "Correspondence" and len(event.keys) > 1
    in_section = any(
        t.section and t.candidate.confidence > IN_SPEECH for t in event.tellings)
    return bool(event.dates) or lead or off or letter or in_section or is_news(event)


def is_news(event: LocalEvent) -> bool:
    """Whether a paragraph begins with it, and people are named on both sides, or who came."""
    if all(telling.candidate.is_mostly_a_noun for telling in event.tellings):
        return False
    people = {p.key for t in event.tellings for p in t.participants if p.kind == "person"}
    least = 2 if event.type in NEEDS_TWO else 1
    return event.type in NEEDS_TWO | {"Visit"} and len(people) >= least and any(
        t.candidate.news and t.candidate.confidence > IN_SPEECH for t in event.tellings)


def _to_a_gathering(event: LocalEvent) -> bool:
    """Whether a message without a recipient is one of those sent to gatherings and nations."""
    return any(mark in t.candidate.rule for t in event.tellings for mark in "贺唁慰")


def _answers(event: LocalEvent) -> bool:
    """Whether it is a letter to somebody in particular, who is not told of another country."""
    return any(_ANSWER.search(telling.candidate.rule) for telling in event.tellings)


def is_named(event: LocalEvent) -> bool:
    """Whether an event is told with a name of its own."""
    return any(telling.candidate.name for telling in event.distinct.values())
