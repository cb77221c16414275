"""Statements: which event each sentence was said in, and what it raises and names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kg.extract.annotations import Agent, ResolvedDate, Text, Token, Utterance
from kg.extract.local_events import LocalEvent
from kg.extract.resolution import Resolver
from kg.extract.spans import Spans
from kg.extract.topics import TopicFinder, TopicHit
from kg.extract.wording import is_empty, raised, without_dateline
from kg.model import BETWEEN_TWO, LIVE

# What is no place where words are said: they are said in the talks of a visit.
_NOT_SPOKEN_IN = frozenset({"Visit"})
_MONTH = 31  # days
_NEXT_DAY = 1  # days from talks to when an office tells of them
_AT_BEGINNING = 4  # code points: 但, 到了
_TITLE = -1  # the section, as it were, of what a title tells
# By section: where the sentence begins, whether two talked, the event's number, negative, where
# the word stands.
_Places = dict[int, list[tuple[int, bool, int, int]]]
_DURING = re.compile("[^，,。；;：:]{0,14}(?:期间|时)")  # after the word that tells a visit
_SIDE = "方"
_DIRECT_CONFIDENCE = 0.8  # candidates below it stand in somebody's own words


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
        moved = _moved_on(text)
        names, dates = Spans(_names(text)), Spans[ResolvedDate](text.layer("dates"))
        told = _told_at(events)
        found = (self._said(text, s, events, told, resolver, sections, names, dates,
                            moved)
                 for s in speeches)
        return tuple(said for said in found if said is not None)

    def _said(
        self, text: Text, speech: Utterance, events: Sequence[LocalEvent], told: _Places,
        resolver: Resolver, sections: Sequence[tuple[int, int]], names: Spans[_Name],
        dates: Spans[ResolvedDate], moved: Sequence[ResolvedDate],
    ) -> Said | None:
        speech = without_dateline(text, speech)
        if is_empty(text, speech):
            return None
        day, section = _day_told(speech, dates), _section(sections, speech.start)
        event = _visit_of(text, speech, events)
        if event is None:
            event = _event_of(speech, events, told, day, section)
        if event is not None and _is_over(speech, events[event], moved):
            event = None
        if not _may_be_of_event(text, speech):
            event = None
        speakers = speech.speakers
        if speech.joint and event is not None:
            speakers = tuple(sorted(events[event].keys))
        if event is not None:
            speakers = _as_participants(speakers, events[event], resolver)
        if not speakers:
            return None
        words = text.simplified[speech.start : speech.end]
        hits = raised(text, speech, (
            TopicHit(hit.topic, hit.start + speech.start, hit.end + speech.start)
            for hit in self._topics.find(words)
        ))
        named = tuple(
            (name.key, name.start, name.end) for name in names.within(speech.start, speech.end)
            if name.key not in speech.speakers
        )
        return Said(speech, speakers, event, hits, named)


def _may_be_of_event(text: Text, speech: Utterance) -> bool:
    """Whether words may be of a meeting: those of a country by its name are told elsewhere."""
    persons = any(speaker.startswith("person/") for speaker in speech.speakers)
    return persons or speech.joint or _is_side(text, speech)


def _is_side(text: Text, speech: Utterance) -> bool:
    """Whether one of the sides speaks (俄方), not a country or ministry by its name."""
    return speech.speaker_span is not None and text.simplified[
        slice(*speech.speaker_span)].endswith(_SIDE)


def _as_participants(
    speakers: tuple[str, ...], event: LocalEvent, resolver: Resolver
) -> tuple[str, ...]:
    """俄方 in a meeting of Putin's is Putin speaking."""
    result: list[str] = []
    for speaker in speakers:
        if speaker.startswith("person/"):
            result.append(speaker)
            continue
        side = resolver.side(speaker)
        people = {p.key for p in event.participants if p.kind == "person" and p.country == side}
        result.append(people.pop() if len(people) == 1 else speaker)
    return tuple(dict.fromkeys(result))


def _event_of(
    speech: Utterance, events: Sequence[LocalEvent], told: _Places, day: date | None,
    section: int,
) -> int | None:
    """The event told last before the words, or with them, in which the speaker took part.

    ``day`` is that on which the words were said, where it is told beside them. In a dated
    section only what is told there counts, else the title too.
    """
    places = told.get(section, [])
    at = bisect_left(places, (speech.end,))
    earlier = (place for place in reversed(places[:at]) if place[3] < speech.end)
    in_title = () if section else reversed(told.get(_TITLE, []))
    return next((
        -before for _, _, before, _ in (*earlier, *in_title)
        if _may_speak(speech, events[-before])
        and (day is None or _may_be_on(events[-before], day))), None)


def _visit_of(text: Text, speech: Utterance, events: Sequence[LocalEvent]) -> int | None:
    """The visit during which the clause itself tells that words were said (访问英国期间表示).

    None where the clause tells a talk too: they were said in that.
    """
    if speech.verb_span is None:
        return None
    beside = [
        (index, telling.candidate) for index, event in enumerate(events)
        if event.status in LIVE and set(speech.speakers) & event.keys for telling in event.tellings
        if telling.field == text.field
        and speech.start <= telling.candidate.start < speech.verb_span[0]
    ]
    if any(events[index].type not in _NOT_SPOKEN_IN for index, _ in beside):
        return None
    return next((index for index, visit in beside if _DURING.match(
        text.simplified, visit.end, speech.verb_span[0])), None)


def _moved_on(text: Text) -> list[ResolvedDate]:
    """The days and months with which sentences begin: the story has moved on to them."""
    starts = [sentence.start for sentence in text.layer("sentences")]
    said = Spans[Utterance](text.layer("speech"))
    found: list[ResolvedDate] = []
    for told in text.layer("dates"):
        index = bisect_right(starts, told.start) - 1
        near = index >= 0 and told.start - starts[index] <= _AT_BEGINNING
        if not near or not told.span or not told.span.not_before or not told.span.not_after:
            continue
        speech = said.holding(told.start)
        inside = speech is not None and not (
            speech.verb_span and told.start < speech.verb_span[0] < speech.end)
        short = (told.span.not_after - told.span.not_before).days <= _MONTH
        if short and not inside:
            found.append(told)
    return found


def _is_over(speech: Utterance, event: LocalEvent, moved: Sequence[ResolvedDate]) -> bool:
    """Whether the story has moved on from an event before the words, to a day after it."""
    last = max((d.span.not_after for d in event.dates if d.span and d.span.not_after), default=None)
    if last is None:
        return False
    told = max((t.candidate.start for t in event.tellings if t.field == "text"
                and t.candidate.start < speech.end), default=-1)
    return any(
        told < date.start <= speech.start + _AT_BEGINNING and date.span and date.span.not_before
        and (date.span.not_before - last).days > _NEXT_DAY for date in moved)


def _told_at(events: Sequence[LocalEvent]) -> _Places:
    """Where the article itself tells its events, in order, by section."""
    found: _Places = defaultdict(list)
    for index, event in enumerate(events):
        if event.type in _NOT_SPOKEN_IN or event.status not in LIVE:
            continue
        for telling in event.tellings:
            candidate = telling.candidate
            if candidate.confidence > _DIRECT_CONFIDENCE:
                title = telling.field == "title"
                # Told in one sentence with a gathering, it is the talk in which words were said.
                found[_TITLE if title else telling.section].append(
                    (candidate.sentence[0], event.type in BETWEEN_TWO, -index, candidate.start))
    return {section: sorted(places) for section, places in found.items()}


def _day_told(speech: Utterance, dates: Spans[ResolvedDate]) -> date | None:
    """The day told before the verb of saying (某人5日说), None where none or several are."""
    if speech.verb_span is None or not speech.start <= speech.verb_span[0] < speech.end:
        return None
    told = dates.within(speech.start, speech.verb_span[0])
    days = {found.span.day for found in told if found.span and found.span.day}
    return days.pop() if len(days) == 1 else None


def _may_be_on(event: LocalEvent, day: date) -> bool:
    """Whether an event may have been on a day, as far as its dates tell."""
    spans = [found.span for found in event.dates if found.span]
    return not spans or any(
        (span.not_before or day) <= day <= (span.not_after or day) for span in spans)


def _may_speak(speech: Utterance, event: LocalEvent) -> bool:
    if speech.joint:
        return True
    sides = event.sides.values()
    return all(
        speaker in event.keys or speaker in sides  # 中方; not what a ministry says elsewhere
        for speaker in speech.speakers
    )


def _section(sections: Sequence[tuple[int, int]], position: int) -> int:
    """Number of the dated section a position lies in; 0 before the first."""
    return bisect_right(sections, position, key=lambda section: section[0])


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
