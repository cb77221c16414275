"""In which of an article's events a sentence was said, however many there are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.extract.annotations import Utterance
from kg.extract.local_events import LocalEvent
from kg.extract.resolution import Resolver

# What is no place where words are said: they are said in the talks of a visit.
_NOT_SPOKEN_IN = frozenset({"Visit"})
# Told in one sentence with a gathering, it is the talk in which words were said.
_BETWEEN_TWO = frozenset({"Meeting", "VideoMeeting", "PhoneCall", "Correspondence"})
_DIRECT_CONFIDENCE = 0.8  # candidates below it stand in somebody's own words
_IN_TITLE = -1  # where a title tells an event: before the whole text


@dataclass(frozen=True, slots=True)
class _Event:
    """Who took part in an event, those who only sat in left out."""

    keys: frozenset[str]
    sides: frozenset[str]
    people: dict[str | None, tuple[str, ...]]  # by the side that they stand for


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    """Where an event is told; of two in one sentence the greater is that of the words."""

    sentence: int  # where it begins
    between_two: bool
    before: int  # the event's number, negative: the first of two alike goes first
    word: int  # where the word stands that tells it


class Occasions:
    """The events of an article by who may speak in them and by where they are told."""

    def __init__(
        self, events: Sequence[LocalEvent], resolver: Resolver,
        sections: Sequence[tuple[int, int]],
    ) -> None:
        self._resolver = resolver
        self._events = [_took_part(event) for event in events]
        self._starts = [start for start, _ in sections]
        self._places = [_places(i, event) for i, event in enumerate(events)]
        # The events told in a section: all, by those who took part, and by their sides.
        self._told_in: dict[int, set[int]] = defaultdict(set)
        self._with: dict[tuple[int, str], set[int]] = defaultdict(set)
        self._of_side: dict[tuple[int, str | None], set[int]] = defaultdict(set)
        for index, event in enumerate(events):
            if event.type not in _NOT_SPOKEN_IN:
                self._index(index)
        self._told: dict[tuple[tuple[str, ...], bool, int], list[_Place]] = {}

    def _index(self, index: int) -> None:
        for section in self._places[index]:
            self._told_in[section].add(index)
            for key in self._events[index].keys:
                self._with[section, key].add(index)
            for side in self._events[index].sides:
                self._of_side[section, side].add(index)

    def of(self, speech: Utterance) -> int | None:
        """The event told last before the words, or with them, in which the speaker took part."""
        section = bisect_right(self._starts, speech.start)
        asked = speech.speakers, speech.joint, section
        if asked not in self._told:
            self._told[asked] = self._told_to(speech, section)
        told = self._told[asked]
        at = bisect_left(told, speech.end, key=lambda place: place.sentence)
        while at and told[at - 1].word >= speech.end:
            at -= 1
        return -told[at - 1].before if at else None

    def _told_to(self, speech: Utterance, section: int) -> list[_Place]:
        """Where a section (0: all before the first) tells events in which the speakers may speak.

        In a dated section only what is told there, else the title too.
        """
        sections = (section,) if section else (_IN_TITLE, section)
        found: Iterable[_Place] = (
            place for number in sections for index in self._may_speak(speech, number)
            for place in self._places[index][number]
        )
        return sorted(found)

    def _may_speak(self, speech: Utterance, section: int) -> Iterable[int]:
        """The events in which all speakers took part, or their sides; all where they are joint."""
        if speech.joint:
            return self._told_in.get(section, ())
        able = [self._with.get((section, key), set()) | self._of_side.get(
            (section, self._side(key)), set()) for key in speech.speakers]
        return set.intersection(*able) if able else ()

    def _side(self, speaker: str) -> str | None:
        """What a speaker stands for; a person for nobody else."""
        return None if speaker.startswith("person/") else self._resolver.side(speaker)

    def speakers(self, speech: Utterance, event: int | None) -> tuple[str, ...]:
        """Who speaks: in an event, all who took part where they are joint; 俄方 in a meeting of
        Putin's is Putin speaking.
        """
        if event is None:
            return speech.speakers
        took_part = self._events[event]
        result: list[str] = []
        for speaker in sorted(took_part.keys) if speech.joint else speech.speakers:
            person = speaker.startswith("person/")
            people = () if person else took_part.people.get(self._side(speaker), ())
            result.append(people[0] if len(people) == 1 else speaker)
        return tuple(dict.fromkeys(result))


def _took_part(event: LocalEvent) -> _Event:
    people: dict[str | None, set[str]] = defaultdict(set)
    keys: set[str] = set()
    for telling in event.tellings:
        for p in telling.participants:
            if p.predicate != "kg:inAttendance":
                keys.add(p.key)
                people[p.country] |= {p.key} if p.kind == "person" else set()
    return _Event(frozenset(keys), frozenset(side for side in people if side),
                  {side: tuple(found) for side, found in people.items()})


def _places(index: int, event: LocalEvent) -> dict[int, list[_Place]]:
    """Where an event is told, by the number of the section; those in a title under _IN_TITLE."""
    found: dict[int, list[_Place]] = defaultdict(list)
    between = event.type in _BETWEEN_TWO
    for telling in event.tellings:
        told = telling.candidate
        if told.confidence <= _DIRECT_CONFIDENCE:
            continue
        if telling.field == "title":
            found[_IN_TITLE].append(_Place(_IN_TITLE, between, -index, _IN_TITLE))
        else:
            found[telling.section].append(
                _Place(told.sentence[0], between, -index, told.start))
    return found
