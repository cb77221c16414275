"""Events told by a dated heading alone: 2020年3月12日（通电话）, followed by what each said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.annotations import (
    Agent,
    EventCandidate,
    ResolvedDate,
    Role,
    Text,
    Token,
    Utterance,
)
from kg.extract.spans import Spans
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
        tokens = Spans[Token](text.layer("tokens"))
        speeches = Spans[Utterance](text.layer("speech"))
        for heading, end in zip(headings, ends, strict=True):
            remark = _REMARK.match(text.simplified, heading.end)
            word = _contact(tokens, remark.span(1)) if remark else None
            if word is not None:
                said = speeches.starting(heading.end, end)
                found.append(self._candidate(said, heading, word))
        return tuple(sorted(found, key=lambda event: (event.start, event.end)))

    def _candidate(
        self, speeches: Sequence[Utterance], heading: ResolvedDate, word: Token
    ) -> EventCandidate:
        spans = {
            key: speech.speaker_span
            for speech in reversed(speeches)
            for key in speech.speakers if speech.speaker_span and key.startswith("person/")
        }
        roles = tuple(
            Role("schema:attendee", Agent(*span, *span, key, "person", "speaks-in-section", 0.85))
            for key, span in sorted(spans.items(), key=lambda item: item[1])
        )
        line = (heading.start, word.end)
        return EventCandidate(self._events[word.surface], word.start, word.end, line, roles, "held",
                              "heading-remark", 0.9, date=heading)


def _contact(tokens: Spans[Token], span: tuple[int, int]) -> Token | None:
    return next((token for token in tokens.within(*span) if token.meaning("contact")), None)
