"""The graph with the look-ups that the pages need, made once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from kg.model import (
    Article,
    Claim,
    Conflict,
    Entity,
    Event,
    KnowledgeGraph,
    Measure,
    Membership,
    Statement,
    Text,
)
from kg.network.contacts import Contact, contacts, when
from kg.network.counting import ALL, counted_events
from kg.network.structure import Link, drawn
from kg.show.quotes import Quote, Quotes
from kg.show.words import Texts

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Book:
    """What the pages look up. Sequences are in the order in which they are shown."""

    graph: KnowledgeGraph
    nodes: tuple[str, ...]
    links: tuple[Link, ...]
    names: Mapping[str, Texts]
    kinds: Mapping[str, str]
    events: Mapping[str, Event]  # by date
    articles: Mapping[str, Article]
    quotes: Mapping[str, Quote]  # by claim id
    contacts: Mapping[str, tuple[Contact, ...]]  # by either agent
    statements_in: Mapping[str, tuple[Statement, ...]]  # by event
    statements_by: Mapping[str, tuple[Statement, ...]]  # by speaker
    statements_about: Mapping[str, tuple[Statement, ...]]  # by topic
    statements_naming: Mapping[str, tuple[Statement, ...]]  # by entity mentioned
    events_of: Mapping[str, tuple[Event, ...]]  # by participant, attendee, party, place, topic
    offices_of: Mapping[str, tuple[Membership, ...]]  # by member and by organization
    inside: Mapping[str, tuple[str, ...]]  # what lies in a place, what is narrower than a topic
    outside: Mapping[str, tuple[str, ...]]  # the reverse
    conflicts: Mapping[str, tuple[Conflict, ...]]  # by event
    entities: Mapping[str, Entity]
    measures: Mapping[str, tuple[Measure, ...]]  # by agent, of the whole time
    communities: Mapping[str, int]


def textless(graph: KnowledgeGraph) -> KnowledgeGraph:
    """The graph without the words of articles, for pages that may go where those may not.

    Titles stay, as do the places in the texts that facts rest on.
    """
    return replace(
        graph,
        articles=tuple(replace(article, text="") for article in graph.articles),
        statements=tuple(replace(said, text="") for said in graph.statements),
    )


def make_book(graph: KnowledgeGraph) -> Book:
    """Looks everything up that the pages of this graph show."""
    nodes, links = drawn(graph)
    events = {event.key: event for event in sorted(graph.events, key=when)}
    articles = {article.id: article for article in graph.articles}
    claims = {claim.id: claim for claim in graph.claims}
    said = sorted(graph.statements, key=lambda one: _position(one, articles, claims))
    inside = _inside(graph)
    return Book(
        graph=graph,
        nodes=nodes,
        links=links,
        names=_names(graph),
        kinds={**{entity.key: entity.kind for entity in graph.entities},
               **dict.fromkeys(events, "event"),
               **{f"topic/{topic.id}": "topic" for topic in graph.topics}},
        events=events,
        articles=articles,
        quotes=Quotes(claims, articles),
        contacts=_by(contacts(counted_events(graph)), lambda one: one.between),
        statements_in=_by(said, lambda one: (one.event,) if one.event else ()),
        statements_by=_by(said, lambda one: one.speakers),
        statements_about=_by(said, lambda one: one.topics),
        statements_naming=_by(said, lambda one: one.mentions),
        events_of=_by(events.values(), _involved),
        offices_of=_by(graph.memberships, lambda one: (one.member, one.organization or "")),
        inside=_by_pairs(inside),
        outside=_by_pairs((inner, outer) for outer, inner in inside),
        conflicts=_by(graph.conflicts, lambda one: (one.event,)),
        entities={entity.key: entity for entity in graph.entities},
        measures=_by((one for one in graph.analysis.measures if one.window == ALL),
                     lambda one: (one.of,)),
        communities=dict(graph.analysis.communities),
    )


def _names(graph: KnowledgeGraph) -> dict[str, Texts]:
    labelled: list[tuple[str, tuple[Text, ...]]] = [
        *((entity.key, entity.labels) for entity in graph.entities),
        *((event.key, event.labels) for event in graph.events),
        *((f"topic/{topic.id}", topic.labels) for topic in graph.topics),
    ]
    return {key: _texts(labels, key) for key, labels in labelled}


def _texts(labels: Iterable[Text], key: str) -> Texts:
    """Names by language; the simplified one is there even where only another is known."""
    found = {label.lang: label.text for label in labels}
    first = found.get("zh-hans") or next(iter(found.values()), key)
    return (first, found.get("zh-hant"), found.get("en"))


def _position(
    said: Statement, articles: Mapping[str, Article], claims: Mapping[str, Claim]
) -> tuple[str, int, str]:
    """Statements in the order in which their article prints them."""
    starts = (
        claims[name].start for fact in said.facts for name in fact.claims if name in claims
    )
    known = articles.get(said.article)
    found = known.text.find(said.text) if known and said.text else -1
    return (said.article, found if found >= 0 else min(starts, default=0), said.key)


def _involved(event: Event) -> tuple[str, ...]:
    return (*event.participants, *event.in_attendance, *event.parties, *event.places,
            *event.topics)


def _inside(graph: KnowledgeGraph) -> set[tuple[str, str]]:
    """(outer, inner) of places and of topics."""
    places = {(entity.contained_in, entity.key) for entity in graph.entities
              if entity.contained_in}
    topics = {(f"topic/{outer}", f"topic/{topic.id}") for topic in graph.topics
              for outer in topic.broader}
    return places | topics


def _by(
    items: Iterable[Item], keys: Callable[[Item], Iterable[str]]
) -> dict[str, tuple[Item, ...]]:
    """The items under each of their keys, in the order given."""
    found: dict[str, list[Item]] = {}
    for item in items:
        for key in dict.fromkeys(keys(item)):
            found.setdefault(key, []).append(item)
    return {key: tuple(listed) for key, listed in found.items()}


def _by_pairs(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key, value in sorted(pairs):
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
