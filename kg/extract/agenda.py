"""What talks were about, as the article itself tells it: 就…交换意见, 讨论了…, 议题包括…."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.annotations import Text, Utterance
from kg.extract.local_events import LocalEvent
from kg.extract.sentences import Segment
from kg.extract.spans import Spans
from kg.extract.topics import TopicFinder, TopicHit
from kg.knowledge import Knowledge

_TOLD = 0.8  # candidates not above it stand in somebody's own words
_LENGTH = "{2,80}"  # code points of an agenda
_FAR = 2000  # code points from talks to a sentence that goes on about them
# What two sides who are named together (双方, 两人) talked in.
_TALKS = frozenset({"Meeting", "VideoMeeting", "PhoneCall", "Conference"})


@dataclass(frozen=True, slots=True)
class _Told:
    """Where the article itself tells an event: the word that does, and the event's number."""

    start: int
    end: int
    event: int
    talks: bool


class AgendaFinder:
    """The frames of an agenda compiled once."""

    def __init__(self, knowledge: Knowledge, topics: TopicFinder) -> None:
        lists = knowledge.lists
        never = "".join(lists["agenda.around_not_after"])
        self._topics = topics
        self._frames = (
            re.compile(
                f"(?<![{never}])(?:{_any(lists['agenda.around'])})"
                f"([^。；！？\n]{_LENGTH}?)(?:{_any(lists['agenda.after'])})"),
            re.compile(f"(?:{_any(lists['agenda.before'])})([^，。；！？\n]{_LENGTH})"),
        )
        both = _any((*lists["speech.both"], *lists["agenda.talks"]))
        adverbs = _any(lists["speech.both_adverbs"])
        self._both = re.compile(f"(?:{both})(?:{adverbs}|[中上时里，]){{0,3}}")

    def find(self, text: Text, events: Sequence[LocalEvent]) -> tuple[tuple[int, TopicHit], ...]:
        """The topics told to have been on the agenda, each with the number of its event.

        The event is that told nearest in the same sentence; where 双方 or 会谈 stands before the
        agenda in one that tells none, the talks told last before. What somebody says there is
        left to the statements.
        """
        told = _told_in(text, events)
        here, talks = Spans(told), Spans([one for one in told if one.talks])
        sentences = Spans[Segment](text.layer("sentences"))
        said = Spans[Utterance](text.layer("speech"))
        found: set[tuple[int, TopicHit]] = set()
        for match in self._agendas(text.simplified):
            sentence = sentences.holding(match.start())
            if sentence is None:
                continue
            event = _nearest(here.starting(sentence.start, sentence.end), match.start())
            if event is None and said.holding(match.start()) is None:
                event = self._talks_before(match, sentence, talks)
            if event is not None:
                found.update((event.event, hit) for hit in self._hits(text, *match.span(1)))
        return tuple(sorted(found, key=lambda one: (one[1].start, one[1].end, one)))

    def _talks_before(
        self, match: re.Match[str], sentence: Segment, talks: Spans[_Told]
    ) -> _Told | None:
        """The talks told shortly before a sentence in which both sides have an agenda."""
        before = match.string[sentence.start : match.start()]
        who = list(self._both.finditer(before))
        if not any(one.start() == 0 or one.end() == len(before) for one in who):
            return None
        if sum(before.count(mark) for mark in "“「") > sum(before.count(mark) for mark in "”」"):
            return None  # in somebody's words
        last = talks.before(sentence.start)
        return last if last and sentence.start - last.start <= _FAR else None

    def _agendas(self, simplified: str) -> Iterator[re.Match[str]]:
        for frame in self._frames:
            yield from frame.finditer(simplified)

    def _hits(self, text: Text, start: int, end: int) -> Iterator[TopicHit]:
        for hit in self._topics.find(text.simplified[start:end]):
            yield TopicHit(hit.topic, hit.start + start, hit.end + start)


def _told_in(text: Text, events: Sequence[LocalEvent]) -> list[_Told]:
    return [
        _Told(told.candidate.start, told.candidate.end, number, event.type in _TALKS)
        for number, event in enumerate(events) for told in event.tellings
        if told.field == text.field and told.candidate.confidence > _TOLD
    ]


def _nearest(told: Sequence[_Told], position: int) -> _Told | None:
    return min(told, key=lambda one: (abs(one.start - position), one.event), default=None)


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
