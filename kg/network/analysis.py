"""Puts the measures together: the whole of what the network stage finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from kg.model import Analysis, Event, KnowledgeGraph, Measure, Tie
from kg.network.centrality import centralities, communities
from kg.network.contacts import contact_network, contacts, events_in
from kg.network.cooccurrence import Cooccurrence, cooccurrences
from kg.network.counting import (
    ALL,
    counted_events,
    event_units,
    statement_units,
    window_order,
    windows_of,
)
from kg.network.layout import layout
from kg.network.structure import boxes, drawn, pulls

# Pairs seen together once say nothing about either: they stand in the CSV files, but not in
# the graph, which they would fill.
_TOGETHER_AT_LEAST = 2


def analyse(graph: KnowledgeGraph) -> Analysis:
    """Centralities and contacts by year, co-occurrence, communities, and places on a drawing."""
    events = counted_events(graph)
    nodes, links = drawn(graph)
    places = layout(nodes, pulls(links), boxes(graph, links))
    return Analysis(
        measures=tuple(sorted(_measures(events), key=lambda found: (found.of, found.name,
                                                                    window_order(found.window)))),
        ties=tuple(sorted(_ties(graph, events), key=lambda tie: (tie.between, tie.name,
                                                                 window_order(tie.window)))),
        communities=communities(contact_network(events)),
        positions=tuple((node, *places[node]) for node in nodes),
    )


def windows(events: Iterable[Event]) -> tuple[str, ...]:
    """ALL and every year in which one of the events took place."""
    found = {window for event in events for window in windows_of(event.date)} | {ALL}
    return tuple(sorted(found, key=window_order))


def _measures(events: tuple[Event, ...]) -> Iterator[Measure]:
    for window in windows(events):
        seen = events_in(events, window)
        took_part = Counter(agent for event in seen for agent in set(event.participants))
        for agent, count in took_part.items():
            yield Measure(agent, "events", float(count), window)
        for name, values in centralities(contact_network(seen)).items():
            for agent, value in values.items():
                yield Measure(agent, name, value, window)


def _ties(graph: KnowledgeGraph, events: tuple[Event, ...]) -> Iterator[Tie]:
    for contact in contacts(events):
        for window in windows(contact.events):
            count = len(contact.in_window(window).events)
            yield Tie(contact.between, "contacts", float(count), window)
    yield from _together("events", cooccurrences(event_units(graph)))
    yield from _together("statements", cooccurrences(statement_units(graph)))


def _together(where: str, found: Iterable[Cooccurrence]) -> Iterator[Tie]:
    for pair in found:
        if pair.window == ALL and pair.count >= _TOGETHER_AT_LEAST:
            yield Tie(pair.between, f"{where}-together", float(pair.count), ALL)
            yield Tie(pair.between, f"{where}-pmi", pair.pmi, ALL)
