"""What the page shows before anything is chosen, and the choices that it offers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from kg.model import Event
from kg.network.structure import appearances
from kg.show.book import Book
from kg.show.cards import Row, Section, event_row, section

_COLUMNS = 28  # of the histogram of events over time
_AGENTS, _TOPICS = 6, 8  # rows of the lists

_NO_DAYS = (date(2000, 1, 1), date(2000, 12, 31))


def overview(book: Book, nodes: Sequence[str]) -> tuple[Section, ...]:
    """Who is most in contact, which topics come up most, and all events in order of time."""
    met = {node: int(one.value) for node in nodes
           for one in book.measures.get(node, ()) if one.name == "weighted-degree"}
    count = appearances(book.links)
    raised = {node: count[node] for node in nodes if book.kinds[node] == "topic"}
    return (
        *section("most-contacts", _most(met, _AGENTS)),
        *section("most-raised", _most(raised, _TOPICS)),
        *section("timeline", map(event_row, book.events.values())),
    )


def _most(counts: dict[str, int], limit: int) -> Iterable[Row]:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return (Row((("ref", key),), count=count) for key, count in ranked[:limit] if count)


def days(events: Iterable[Event]) -> tuple[date, date]:
    """The first and the last day on which any event may have taken place."""
    spans = [event.date for event in events if event.date]
    known = [day for span in spans for day in (span.not_before, span.not_after) if day]
    return (min(known), max(known)) if known else _NO_DAYS


def histogram(events: Sequence[Event]) -> tuple[int, ...]:
    """Heights of the columns over time, in percent of the highest."""
    first, last = days(events)
    columns = [0] * _COLUMNS
    for event in events:
        day = event.date and (event.date.not_before or event.date.not_after)
        if day:
            place = (day - first).days * _COLUMNS // max((last - first).days + 1, 1)
            columns[place] += 1
    return tuple(count * 100 // max(*columns, 1) for count in columns)


def narrower(topic: str, book: Book) -> tuple[str, ...]:
    """All topics below a topic."""
    found: dict[str, None] = {}
    waiting = [topic]
    while waiting:
        for inner in book.inside.get(waiting.pop(), ()):
            if inner not in found:
                found[inner] = None
                waiting.append(inner)
    return tuple(sorted(found))
