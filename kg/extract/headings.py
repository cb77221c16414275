"""Events told by a dated heading alone: 2020年3月12日（通电话）, followed by what each said."""

from __future__ import annotations

import re

from kg.extract.annotations import (
    Agent,
    EventCandidate,
    ResolvedDate,
    Role,
    Text,
    Token,
    Utterance,
)
from kg.knowledge import Knowledge

_REMARK = re.compile(r"\s*[（(]([^（）()]{1,12})[）)]")


class HeadingEvents:
    """Provides ``events`` anew, with those that a heading's remark tells."""

    requires = ("tokens", "dates", "speech", "events")
    provides = "events"

    def __init__(self, knowledge: Knowledge) -> None:
        self._events = {verb.verb: verb.event for verb in knowledge.contact_verbs}

    def extract(self, text: Text) -> tuple[EventCandidate, ...]:
        """The candidates with those of headings, in order of offsets."""
        headings: list[ResolvedDate] = [d for d in text.layer("dates") if d.heading]
        ends = [heading.start for heading in headings[1:]] + [len(text.simplified)] * bool(headings)
        found = list(text.layer("events"))
        for heading, end in zip(headings, ends, strict=True):
            remark = _REMARK.match(text.simplified, heading.end)
            word = _contact(text.layer("tokens"), remark.span(1)) if remark else None
            if word is not None:
                found.append(self._candidate(text, heading, word, end))
        return tuple(sorted(found, key=lambda event: (event.start, event.end)))

    def _candidate(
        self, text: Text, heading: ResolvedDate, word: Token, end: int
    ) -> EventCandidate:
        speeches: tuple[Utterance, ...] = text.layer("speech")
        spans = {
            key: speech.speaker_span
            for speech in reversed(speeches) if heading.end <= speech.start < end
            for key in speech.speakers if speech.speaker_span and key.startswith("person/")
        }
        roles = tuple(
            Role("schema:attendee", Agent(*span, *span, key, "person", "speaks-in-section", 0.85))
            for key, span in sorted(spans.items(), key=lambda item: item[1])
        )
        line = (heading.start, word.end)
        return EventCandidate(self._events[word.surface], word.start, word.end, line, roles, "held",
                              "heading-remark", 0.9, date=heading)


def _contact(tokens: tuple[Token, ...], span: tuple[int, int]) -> Token | None:
    return next(
        (token for token in tokens
         if span[0] <= token.start and token.end <= span[1] and token.meaning("contact")), None,
    )
