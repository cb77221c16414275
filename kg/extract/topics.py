"""Which topics a sentence raises, by the words said in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.knowledge import TopicWords


class TopicHit(NamedTuple):
    """A topic with the words that raise it: half-open code points into the text searched."""

    topic: str  # id in the scheme
    start: int
    end: int


Place = tuple[int, int]


class TopicFinder:
    """The topic words compiled once; ``find`` may then be called on any number of texts.

    Records of one topic add up, so that a user's file can widen a shipped topic.
    """

    def __init__(self, words: Iterable[TopicWords]) -> None:
        from ahocorasick_rs import AhoCorasick

        meanings: dict[str, list[tuple[str, bool]]] = defaultdict(list)
        self._patterns: list[tuple[str, re.Pattern[str]]] = []
        for record in words:
            for word in record.words:
                meanings[word].append((record.topic, True))
            for phrase in record.not_in:
                meanings[phrase].append((record.topic, False))
            self._patterns += [(record.topic, re.compile(p)) for p in record.patterns]
        self._meanings = tuple(tuple(found) for found in meanings.values())
        self._words = AhoCorasick(list(meanings))

    def find(self, simplified: str) -> tuple[TopicHit, ...]:
        """Every place where a topic's own words are said, in order of the text.

        A word inside a phrase of ``not_in`` does not count; of words of one topic that
        overlap, the leftmost and then the longest stands.
        """
        said: dict[str, list[Place]] = defaultdict(list)
        masked: dict[str, list[Place]] = defaultdict(list)
        for index, start, end in self._words.find_matches_as_indexes(simplified, overlapping=True):
            for topic, counts in self._meanings[index]:
                (said if counts else masked)[topic].append((start, end))
        for topic, pattern in self._patterns:
            said[topic] += [match.span() for match in pattern.finditer(simplified)]
        hits = (
            TopicHit(topic, *place)
            for topic, places in said.items()
            for place in _leftmost_longest(_outside(places, masked.get(topic, ())))
        )
        return tuple(sorted(hits, key=lambda hit: (hit.start, hit.end, hit.topic)))


def find_topics(simplified: str, words: Sequence[TopicWords]) -> tuple[TopicHit, ...]:
    """As :meth:`TopicFinder.find`, for a single text; compiles the words each time."""
    return TopicFinder(words).find(simplified)


def _outside(places: Iterable[Place], masks: Sequence[Place]) -> list[Place]:
    """The places that lie in no mask; one that only overlaps a mask stays."""
    return [
        (start, end)
        for start, end in places
        if not any(left <= start and end <= right for left, right in masks)
    ]


def _leftmost_longest(places: Iterable[Place]) -> list[Place]:
    kept: list[Place] = []
    for start, end in sorted(set(places), key=lambda place: (place[0], -place[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
