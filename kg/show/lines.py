"""The lines of the drawing: those of the facts, and those that stand in when events are hidden."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kg.network.structure import Link
from kg.show.book import Book
from kg.show.cards import Row, Section, event_row, section, topic_claims
from kg.show.cards_events import link_card

STAND_INS = frozenset({"contact", "raised"})


@dataclass(frozen=True, slots=True)
class Line:
    """A link, what its card tells, and for a stand-in the events that it sums up."""

    link: Link
    card: tuple[Section, ...]
    events: tuple[str, ...] = ()


def lines(book: Book, nodes: Collection[str]) -> tuple[Line, ...]:
    """All lines between these nodes, those of facts first."""
    facts = (Line(link, link_card(link, book)) for link in book.links)
    found = (*facts, *_contacts(book), *_raised(book))
    return tuple(one for one in found if {one.link.source, one.link.target} <= set(nodes))


def _contacts(book: Book) -> Iterator[Line]:
    """Between two agents, for all events that they shared."""
    known = {contact.between: contact for found in book.contacts.values() for contact in found}
    for between, contact in sorted(known.items()):
        card = section("events", map(event_row, contact.events))
        yield Line(Link(*between, "contact"), card, tuple(event.key for event in contact.events))


def _raised(book: Book) -> Iterator[Line]:
    """From a speaker to a topic, for all events in which it was raised."""
    for speaker, statements in sorted(book.statements_by.items()):
        for topic in sorted({topic for said in statements for topic in said.topics}):
            theirs = [said for said in statements if topic in said.topics and said.event]
            events = tuple(dict.fromkeys(said.event for said in theirs if said.event))
            if not events:
                continue
            rows: Iterator[Row] = (
                event_row(book.events[event], topic_claims(
                    (said for said in theirs if said.event == event), topic))
                for event in events
            )
            yield Line(Link(speaker, topic, "raised"), section("events", rows), events)
