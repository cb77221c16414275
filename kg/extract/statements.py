"""Statements: which event each sentence was said in, and what it raises and names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.annotations import Agent, Text, Token, Utterance
from kg.extract.local_events import LocalEvent
from kg.extract.occasions import Occasions
from kg.extract.resolution import Resolver
from kg.extract.spans import Spans
from kg.extract.topics import TopicFinder, TopicHit


@dataclass(frozen=True, slots=True, order=True)
class _Name:
    """A node named at a place."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with speakers, the event it was said in (by index), topics and names."""

    speech: Utterance
    speakers: tuple[str, ...]
    event: int | None
    topics: tuple[TopicHit, ...]
    mentions: tuple[tuple[str, int, int], ...]  # key, start, end


class StatementFinder:
    """Links what is said to the events of an article."""

    def __init__(self, topics: TopicFinder) -> None:
        self._topics = topics

    def find(
        self, text: Text, events: Sequence[LocalEvent], resolver: Resolver,
        sections: Sequence[tuple[int, int]],
    ) -> tuple[Said, ...]:
        """What is said in a text, sentence by sentence."""
        speeches: tuple[Utterance, ...] = text.layer("speech")
        names = Spans(_names(text))
        occasions = Occasions(events, resolver, sections)
        found = (self._said(text, s, occasions, names) for s in speeches)
        return tuple(said for said in found if said is not None)

    def _said(
        self, text: Text, speech: Utterance, occasions: Occasions, names: Spans[_Name],
    ) -> Said | None:
        event = occasions.of(speech)
        speakers = occasions.speakers(speech, event)
        if not speakers:
            return None
        words = text.simplified[speech.start : speech.end]
        hits = tuple(
            TopicHit(hit.topic, hit.start + speech.start, hit.end + speech.start)
            for hit in self._topics.find(words)
        )
        named = tuple(
            (name.key, name.start, name.end) for name in names.within(speech.start, speech.end)
            if name.key not in speech.speakers
        )
        return Said(speech, speakers, event, hits, named)


def _names(text: Text) -> list[_Name]:
    """The agreements, organizations, persons and places that a text names, in order."""
    tokens: tuple[Token, ...] = text.layer("tokens")
    agents: tuple[Agent, ...] = text.layer("agents")
    names = [
        _Name(token.start, token.end, f"agreement/{term.id}") for token in tokens
        if (term := token.meaning("agreement")) is not None
    ]
    names += [
        _Name(agent.head_start, agent.head_end, agent.key)
        for agent in agents if agent.key is not None
    ]
    names += [_Name(place.start, place.end, place.key) for place in text.layer("places")]
    return sorted(set(names))
