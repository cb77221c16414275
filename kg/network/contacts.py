"""Who was in contact with whom: a weighted network of agents, built from events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from kg.model import Event
from kg.network.counting import windows_of

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Contact:
    """Two agents and the events in which both took part, those of known date first."""

    between: tuple[str, str]
    events: tuple[Event, ...]

    def in_window(self, window: str) -> Contact:
        """The same two, with the events of one window only."""
        return Contact(self.between, events_in(self.events, window))


def contacts(events: Iterable[Event]) -> tuple[Contact, ...]:
    """Every pair of agents that took part in one event, sorted by their keys.

    Those who only sat in are no contact, nor are the parties that participants stand for.
    """
    shared: dict[tuple[str, str], list[Event]] = {}
    for event in sorted(events, key=when):
        for left, right in combinations(sorted(set(event.participants)), 2):
            shared.setdefault((left, right), []).append(event)
    return tuple(Contact(pair, tuple(found)) for pair, found in sorted(shared.items()))


def when(event: Event) -> tuple[str, str]:
    """Sorts events by their earliest day; those without one come last."""
    first = event.date.not_before if event.date else None
    return (first.isoformat() if first else "9999-99-99", event.key)


def events_in(events: Iterable[Event], window: str) -> tuple[Event, ...]:
    """The events of one window, in the order given."""
    return tuple(event for event in events if window in windows_of(event.date))


def contact_network(events: Iterable[Event]) -> nx.Graph[str]:
    """The agents of these events as a graph; edge attribute ``weight`` counts shared events.

    Nodes and edges are inserted in sorted order: the algorithms of networkx follow the order of
    insertion, so sums of floats come out the same in every run.
    """
    import networkx as nx

    known = tuple(events)
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(sorted({agent for event in known for agent in event.participants}))
    for contact in contacts(known):
        network.add_edge(*contact.between, weight=len(contact.events))
    return network
