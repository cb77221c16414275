"""What counts once: events that took place, and sentences however often they were printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.model import LIVE, Event, KnowledgeGraph, Span, Statement

COUNTED = LIVE
ALL = "all"  # the window that takes everything


@dataclass(frozen=True, slots=True)
class Unit:
    """An event or a sentence: counts once, with everything that occurs in it."""

    key: str
    items: tuple[str, ...]  # keys, sorted
    windows: tuple[str, ...]  # ALL, and the years it surely belongs to


def counted_events(graph: KnowledgeGraph) -> tuple[Event, ...]:
    """The events that took place or are under way; planned, cancelled, denied ones are none."""
    return tuple(event for event in graph.events if event.status in COUNTED)


def windows_of(span: Span | None) -> tuple[str, ...]:
    """ALL, and every year the span surely touches.

    An interval (2018-12-30/2019-01-02) touches both of its years; bounds that are merely outer
    limits of one unknown day count for a year only if they do not leave it.
    """
    if span is None or span.not_before is None or span.not_after is None:
        return (ALL,)
    first, last = span.not_before.year, span.not_after.year
    if first == last or "/" in span.edtf:
        return (ALL, *(str(year) for year in range(first, last + 1)))
    return (ALL,)


def event_units(graph: KnowledgeGraph) -> tuple[Unit, ...]:
    """Each counted event with its persons, organizations, countries and topics."""
    return tuple(
        Unit(event.key, _sorted(_event_items(event)), windows_of(event.date))
        for event in counted_events(graph)
    )


def _event_items(event: Event) -> Iterator[str]:
    yield from event.participants
    yield from event.in_attendance
    yield from event.parties
    yield from event.topics


def statement_units(graph: KnowledgeGraph) -> tuple[Unit, ...]:
    """Each sentence once, with who said it, to whom, and what it raises and names.

    Sentences that say the same words (``same_words_as``) are one; sentences said in an event
    that did not take place are none. Their window is that of the event.
    """
    windows = {event.key: windows_of(event.date) for event in counted_events(graph)}
    spoken = [said for said in graph.statements if said.event is None or said.event in windows]
    return tuple(
        _statement_unit(group, windows) for group in same_words(spoken)
    )


def _statement_unit(group: tuple[Statement, ...], windows: dict[str, tuple[str, ...]]) -> Unit:
    items = (item for said in group for item in _statement_items(said))
    found = {
        window for said in group for window in windows.get(said.event or "", (ALL,))
    }
    return Unit(group[0].key, _sorted(items), tuple(sorted(found, key=window_order)))


def _statement_items(said: Statement) -> Iterator[str]:
    yield from said.speakers
    yield from said.addressees
    yield from said.mentions
    yield from said.topics


def same_words(statements: Iterable[Statement]) -> tuple[tuple[Statement, ...], ...]:
    """The statements in groups of the same words, each group and the whole sorted by key."""
    ordered = sorted(statements, key=lambda said: said.key)
    leader = {said.key: said.key for said in ordered}
    for said in ordered:
        for other in said.same_words_as:
            if other in leader:
                _join(leader, said.key, other)
    groups: dict[str, list[Statement]] = {}
    for said in ordered:
        groups.setdefault(_find(leader, said.key), []).append(said)
    return tuple(tuple(group) for _, group in sorted(groups.items()))


def _find(leader: dict[str, str], key: str) -> str:
    while leader[key] != key:
        leader[key] = leader[leader[key]]
        key = leader[key]
    return key


def _join(leader: dict[str, str], left: str, right: str) -> None:
    first, second = sorted((_find(leader, left), _find(leader, right)))
    leader[second] = first


def window_order(window: str) -> tuple[int, str]:
    """Sorts ALL first, then the years."""
    return (window != ALL, window)


def all_windows(units: Iterable[Unit]) -> tuple[str, ...]:
    """Every window that a unit falls into, ALL first; ALL also where there is no unit."""
    found = {window for unit in units for window in unit.windows} | {ALL}
    return tuple(sorted(found, key=window_order))


def _sorted(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(items)))
