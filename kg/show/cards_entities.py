"""The cards of people, organizations, countries, places, agreements and topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from kg.model import Event, Ref, Statement
from kg.network.contacts import when
from kg.network.counting import same_words
from kg.show.book import Book
from kg.show.cards import Part, Row, Section, claims_of, event_row, section, topic_claims
from kg.show.cards_events import office_rows

_CONTACTS_SHOWN = 60  # the rest is in analysis/met.csv


def entity_card(key: str, book: Book) -> tuple[Section, ...]:
    """Offices, contacts, places, events, topics raised, where it is named, measures, names."""
    offices = book.offices_of.get(key, ())
    return (
        *section("offices", office_rows((one for one in offices if one.member == key),
                                        show="role")),
        *section("office-holders", office_rows((one for one in offices if one.organization == key),
                                               show="member")),
        *section("contacts", _contact_rows(key, book)),
        *section("within", _refs(book.outside.get(key, ()))),
        *section("contains", _refs(book.inside.get(key, ()))),
        *section("events", map(event_row, book.events_of.get(key, ()))),
        *section("topics-raised", _raised_rows(book.statements_by.get(key, ()))),
        *section("named-in", _naming_rows(key, book)),
        *section("measures", _measure_rows(key, book)),
        *section("names", _name_rows(key, book)),
    )


def topic_card(key: str, book: Book) -> tuple[Section, ...]:
    """Who raised the topic, in which events, and which topics are wider and narrower."""
    statements = book.statements_about.get(key, ())
    return (
        *section("raised-by", _raiser_rows(key, statements)),
        *section("events", _event_rows(key, statements, book)),
        *section("broader", _refs(book.outside.get(key, ()))),
        *section("narrower", _refs(book.inside.get(key, ()))),
    )


def _refs(keys: Iterable[str]) -> Iterator[Row]:
    return (Row((("ref", key),)) for key in keys)


def _contact_rows(key: str, book: Book) -> Iterator[Row]:
    """Those met most often first."""
    known = book.contacts.get(key, ())
    ranked = sorted(known, key=lambda contact: (-len(contact.events), contact.between))
    for contact in ranked[:_CONTACTS_SHOWN]:
        other = next(end for end in contact.between if end != key)
        yield Row((("ref", other),), note=_period(contact.events), count=len(contact.events))


def _period(events: Iterable[Event]) -> tuple[Part, ...]:
    """The first and the last day of several events."""
    spans = [event.date for event in events if event.date]
    days = sorted(
        day.isoformat() for span in spans for day in (span.not_before, span.not_after) if day
    )
    return (("text", " – ".join(dict.fromkeys((days[0], days[-1])))),) if days else ()


def _raised_rows(statements: tuple[Statement, ...]) -> Iterator[Row]:
    """The topics raised most often first, with the sentences."""
    counts = Counter(topic for group in same_words(statements) for topic in group[0].topics)
    for topic, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        raising = (said for said in statements if topic in said.topics)
        yield Row((("ref", topic),), evidence=topic_claims(raising, topic), count=count)


def _raiser_rows(topic: str, statements: tuple[Statement, ...]) -> Iterator[Row]:
    groups = same_words(statements)
    counts = Counter(speaker for group in groups for speaker in group[0].speakers)
    for speaker, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        theirs = (said for said in statements if speaker in said.speakers)
        yield Row((("ref", speaker),), evidence=topic_claims(theirs, topic), count=count)


def _event_rows(topic: str, statements: tuple[Statement, ...], book: Book) -> Iterator[Row]:
    for event in book.events_of.get(topic, ()):
        raising = [said for said in statements if said.event == event.key]
        yield event_row(event, topic_claims(raising, topic))


def _naming_rows(key: str, book: Book) -> Iterator[Row]:
    """Events in which somebody names it, with the sentences."""
    statements = book.statements_naming.get(key, ())
    events = {book.events[said.event] for said in statements if said.event}
    for event in sorted(events, key=when):
        naming = [said for said in statements if said.event == event.key]
        facts = (
            fact for group in same_words(naming) for fact in group[0].facts
            if fact.predicate == "schema:mentions" and fact.value == Ref(key)
        )
        yield event_row(event, claims_of(facts))


def _measure_rows(key: str, book: Book) -> Iterator[Row]:
    for found in book.measures.get(key, ()):
        text = f"{found.value:.4f}".rstrip("0").rstrip(".")
        yield Row((("text", text),), ("word", f"measure.{found.name}"))
    if key in book.communities:
        yield Row((("text", str(book.communities[key])),), ("word", "measure.community"))


def _name_rows(key: str, book: Book) -> Iterator[Row]:
    """All names, whatever the language, each once."""
    entity = book.entities.get(key)
    if entity:
        names = dict.fromkeys(text.text for text in (*entity.labels, *entity.alt_labels))
        yield Row(tuple(("text", name) for name in names))
