"""The cards of events and of links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.model import Event, Fact, Membership, Ref
from kg.network.structure import EVENT_RELATIONS, Link
from kg.show.book import Book
from kg.show.cards import (
    Part,
    Row,
    Section,
    claims_of,
    conflict_rows,
    sayings,
    section,
    topic_claims,
    value_part,
)

# The order in which an event's facts are told; what is not listed follows.
_ORDER = (
    "schema:name", "rdf:type", "kg:status", "kg:edtf", "schema:attendee", "kg:inAttendance",
    "kg:party", "kg:officeHolder", "schema:location", "kg:ordinal", "schema:superEvent",
)
_OWN_SECTION = frozenset({"schema:about", "rdfs:label", "schema:subjectOf"})


def event_card(event: Event, book: Book) -> tuple[Section, ...]:
    """Facts, topics by speaker, what was said, disagreements, the articles that tell it."""
    return (
        *section("facts", fact_rows(event)),
        *section("conflicts", conflict_rows(book, event.key)),
        *section("topics-by-speaker", _topic_rows(event, book)),
        *section("said", said_rows(event, book)),
        *section("told-by", _article_rows(event)),
    )


def fact_rows(event: Event) -> Iterator[Row]:
    """Participants once, with what part they had; other facts one by one."""
    grouped: dict[tuple[str, Part], list[Fact]] = {}
    for fact in event.facts:
        if fact.predicate not in _OWN_SECTION:
            grouped.setdefault((_shown_as(fact), value_part(fact.value)), []).append(fact)
    for (predicate, part), facts in sorted(grouped.items(), key=lambda item: _rank(item[0])):
        parts = sorted({fact.predicate for fact in facts} - {predicate})
        note: tuple[Part, ...] = tuple(("word", name) for name in parts)
        yield Row((part,), ("word", predicate), note, claims_of(facts))


def _shown_as(fact: Fact) -> str:
    """A host attends, and is listed among those who do."""
    attends = EVENT_RELATIONS.get(fact.predicate) == "attendee"
    return "schema:attendee" if attends else fact.predicate


def _rank(item: tuple[str, Part]) -> tuple[int, str, Part]:
    predicate, part = item
    return (_ORDER.index(predicate) if predicate in _ORDER else len(_ORDER), predicate, part)


def _topic_rows(event: Event, book: Book) -> Iterator[Row]:
    statements = book.statements_in.get(event.key, ())
    told: set[str] = set()
    for speaker in dict.fromkeys(who for said in statements for who in said.speakers):
        theirs = [said for said in statements if speaker in said.speakers]
        rows = {
            topic: topic_claims((said for said in theirs if topic in said.topics), topic)
            for topic in sorted({topic for said in theirs for topic in said.topics})
        }
        told |= rows.keys()
        for topic, claims in sorted(rows.items(), key=lambda row: (-len(row[1]), row[0])):
            yield Row((("ref", topic),), ("ref", speaker), evidence=claims, count=len(claims))
    for fact in event.facts:
        value = fact.value
        if fact.predicate == "schema:about" and isinstance(value, Ref) and value.key not in told:
            yield Row((("ref", value.key),), evidence=fact.claims)


def said_rows(event: Event, book: Book) -> Iterator[Row]:
    """Speaker by speaker, in the order in which they first speak."""
    statements = book.statements_in.get(event.key, ())
    for speakers in dict.fromkeys(said.speakers for said in statements):
        theirs = sayings(said for said in statements if said.speakers == speakers)
        if theirs:
            yield Row(tuple(("ref", who) for who in speakers), sayings=theirs)


def _article_rows(event: Event) -> Iterator[Row]:
    for article in event.articles:
        yield Row((("article", article),))


def link_card(link: Link, book: Book) -> tuple[Section, ...]:
    """The facts that one line of the drawing stands for."""
    if link.relation == "office":
        held = (one for one in book.offices_of.get(link.source, ())
                if one.organization == link.target)
        return section("offices", office_rows(held, show="role"))
    grouped: dict[tuple[str, Part], list[Fact]] = {}
    for fact in link.facts:
        grouped.setdefault((fact.predicate, value_part(fact.value)), []).append(fact)
    rows = (
        Row((part,), ("word", predicate), evidence=claims_of(facts))
        for (predicate, part), facts in grouped.items()
    )
    return section("facts", rows)


def office_rows(memberships: Iterable[Membership], *, show: str) -> Iterator[Row]:
    """Offices by the time they were first seen. ``show`` is "role", or "member" for holders."""
    ordered = sorted(memberships, key=lambda held: (str(held.first_seen or ""), held.key))
    for held in ordered:
        note: list[Part] = [("word", f"kg:{held.tenure}")] if held.tenure else []
        days = dict.fromkeys(day.isoformat() for day in (held.first_seen, held.last_seen) if day)
        if days:
            note += [("word", "seen"), ("text", " – ".join(days))]
        role: Part = ("ref", held.role)
        if show == "member":
            parts: tuple[Part, ...] = (("ref", held.member), role)
        else:
            parts = (("ref", held.organization), role) if held.organization else (role,)
        told = (fact for fact in held.facts if fact.predicate == "org:role")
        yield Row(parts, note=tuple(note), evidence=claims_of(told))
