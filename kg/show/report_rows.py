"""What the report lists: events in order of time, actors, topics, offices, disagreements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Decision, Event, Fact
from kg.network.contacts import when
from kg.network.counting import ALL, counted_events, event_units, statement_units, windows_of
from kg.show.book import Book
from kg.show.cards import Part, Row, conflict_rows, span_text
from kg.show.cards_events import fact_rows, office_rows, said_rows
from kg.show.quotes import Quote
from kg.show.words import Texts

_MOST = 25  # rows of the tables of actors and topics; the CSV files hold all
_ABOVE = frozenset({"rdf:type", "kg:status", "kg:edtf"})  # stand above the facts


@dataclass(frozen=True, slots=True)
class Bar:
    """A column of a chart."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class ReportEvent:
    """An event as the report tells it."""

    event: Event
    day: str
    name: Texts  # without the day it begins with
    facts: tuple[tuple[str, tuple[Row, ...]], ...]  # by predicate
    topics: tuple[tuple[Part, tuple[str, ...]], ...]  # by speaker
    told: tuple[Quote, ...]  # how each article tells that it took place
    said: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """A line of the table of actors."""

    key: str
    measures: dict[str, float]


@dataclass(frozen=True, slots=True)
class Raised:
    """A line of the table of topics: counts, and the event that raised it first."""

    key: str
    events: int
    statements: int
    first: Event | None
    speakers: tuple[str, ...]  # those who raised it in that first event


def year_bars(book: Book) -> tuple[Bar, ...]:
    """How many events took place in each year, years without any in between."""
    years = Counter(
        window for event in counted_events(book.graph)
        for window in windows_of(event.date) if window != ALL
    )
    span = range(int(min(years)), int(max(years)) + 1) if years else range(0)
    return tuple(Bar(str(year), years[str(year)]) for year in span)


def report_events(book: Book) -> tuple[ReportEvent, ...]:
    """Every event, by date."""
    return tuple(_report_event(event, book) for event in book.events.values())


def _report_event(event: Event, book: Book) -> ReportEvent:
    grouped: dict[str, list[Row]] = {}
    for row in fact_rows(event):
        if row.label and row.label[1] not in _ABOVE:
            grouped.setdefault(row.label[1], []).append(row)
    day = span_text(event.date)
    hans, hant, english = (
        text.removeprefix(f"{day} ") if text else None for text in book.names[event.key]
    )
    return ReportEvent(
        event,
        day,
        (hans, hant, english),
        tuple((predicate, tuple(rows)) for predicate, rows in grouped.items()),
        tuple(_topics(event, book)),
        tuple(_told(event, book)),
        tuple(said_rows(event, book)),
    )


def _topics(event: Event, book: Book) -> Iterator[tuple[Part, tuple[str, ...]]]:
    statements = book.statements_in.get(event.key, ())
    for speaker in dict.fromkeys(who for said in statements for who in said.speakers):
        theirs = Counter(
            topic for said in statements if speaker in said.speakers for topic in said.topics
        )
        if theirs:
            ranked = sorted(theirs, key=lambda topic: (-theirs[topic], topic))
            yield ("ref", speaker), tuple(ranked)


def _told(event: Event, book: Book) -> Iterator[Quote]:
    """One sentence an article: the one that tells of the event."""
    seen: set[str] = set()
    for fact in sorted(event.facts, key=_tells):
        for name in fact.claims:
            quote = book.quotes.get(name)
            if quote and quote.field == "text" and quote.article not in seen:
                seen.add(quote.article)
                yield quote


def _tells(fact: Fact) -> tuple[bool, bool, str]:
    """The type tells of the event best, then who took part."""
    return (fact.predicate != "rdf:type", fact.predicate != "schema:attendee", fact.predicate)


def actor_rows(book: Book) -> tuple[Actor, ...]:
    """Agents by PageRank."""
    found = [Actor(key, {one.name: one.value for one in measures})
             for key, measures in book.measures.items()]
    ranked = sorted(found, key=lambda one: (-one.measures.get("pagerank", 0.0), one.key))
    return tuple(ranked[:_MOST])


def topic_table(book: Book) -> tuple[Raised, ...]:
    """Topics by the number of events in which they were raised."""
    events, statements = (
        Counter(item for unit in units for item in unit.items if item.startswith("topic/"))
        for units in (event_units(book.graph), statement_units(book.graph))
    )
    ranked = sorted(events, key=lambda topic: (-events[topic], -statements[topic], topic))
    return tuple(_raised(topic, events[topic], statements[topic], book)
                 for topic in ranked[:_MOST])


def _raised(topic: str, events: int, statements: int, book: Book) -> Raised:
    counted = [event for event in counted_events(book.graph) if topic in event.topics]
    first = min(counted, key=when, default=None)
    said = book.statements_in.get(first.key, ()) if first else ()
    speakers = dict.fromkeys(who for one in said if topic in one.topics for who in one.speakers)
    return Raised(topic, events, statements, first, tuple(speakers))


def office_table(book: Book) -> tuple[tuple[str, Row], ...]:
    """(holder, office) by holder."""
    holders = sorted({held.member for held in book.graph.memberships})
    return tuple(
        (holder, row)
        for holder in holders
        for row in office_rows((held for held in book.offices_of[holder]
                                if held.member == holder), show="role")
    )


def conflict_events(book: Book) -> tuple[tuple[Event, tuple[Row, ...]], ...]:
    """Events whose tellings disagree, with what they disagree on."""
    return tuple(
        (event, tuple(conflict_rows(book, event.key)))
        for event in book.events.values()
        if event.key in book.conflicts
    )


def decision_rows(book: Book) -> tuple[tuple[Decision, Part, Part], ...]:
    """Decisions with both sides named where they are known."""
    return tuple(
        (one, _side(one.left, book), _side(one.right, book)) for one in book.graph.decisions
    )


def _side(key: str, book: Book) -> Part:
    return ("ref", key) if key in book.names else ("text", key)
