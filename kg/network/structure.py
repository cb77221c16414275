"""The graph as it is drawn: which nodes, which links between them, resting on which facts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from kg.model import Event, Fact, KnowledgeGraph, Membership, Ref, Statement, Text
from kg.network.spacing import Box

# which relation a property of an event is drawn as
EVENT_RELATIONS: Mapping[str, str] = {
    "schema:attendee": "attendee",
    "kg:host": "attendee",
    "kg:initiator": "attendee",
    "kg:sender": "attendee",
    "kg:recipient": "attendee",
    "kg:inAttendance": "inAttendance",
    "kg:party": "party",
    "schema:location": "location",
    "schema:about": "about",
    "schema:superEvent": "superEvent",
}

# Relations that nearly every event has with the same few: drawn on demand, and of little pull.
QUIET_RELATIONS = frozenset({"mentions", "party"})

# As nodes are drawn: what the rarest have, and what the most frequent have more.
_NODE = (8.0, 22.0)  # radius
_LETTER = 0.56  # of the width of a Chinese character is that of a Latin letter
_SIGN = (14.0, 9.0)  # width of a Chinese character of the label
_DATE = 6.2  # characters that a date is as wide as
_LINE = 1.35  # height of a line, in characters


@dataclass(frozen=True, slots=True)
class Link:
    """A line of the drawing with the facts it stands for."""

    source: str
    target: str
    relation: str  # "attendee", "party", "location", "about", "mentions", "office", "within", …
    facts: tuple[Fact, ...] = ()


def links(graph: KnowledgeGraph) -> tuple[Link, ...]:
    """Every link between two nodes, once a relation, sorted."""
    found = chain(
        chain.from_iterable(_event_links(event) for event in graph.events),
        _mention_links(graph.statements),
        _office_links(graph.memberships),
        _place_links(graph),
    )
    return tuple(sorted(found, key=lambda link: (link.source, link.target, link.relation)))


def _event_links(event: Event) -> Iterator[Link]:
    grouped: dict[tuple[str, str], list[Fact]] = {}
    for fact in event.facts:
        relation = EVENT_RELATIONS.get(fact.predicate)
        if relation and isinstance(fact.value, Ref):
            grouped.setdefault((fact.value.key, relation), []).append(fact)
    for (target, relation), facts in grouped.items():
        # a host who attends is one line; one who only sat in, or also stands for a side, is two
        yield Link(event.key, target, relation, tuple(facts))


def _mention_links(statements: Iterable[Statement]) -> Iterator[Link]:
    """From an event to what was named in it."""
    grouped: dict[tuple[str, str], list[Fact]] = {}
    for said in sorted(statements, key=lambda one: one.key):
        for fact in said.facts:
            if said.event and fact.predicate == "schema:mentions" and isinstance(fact.value, Ref):
                grouped.setdefault((said.event, fact.value.key), []).append(fact)
    for (event, target), facts in grouped.items():
        yield Link(event, target, "mentions", tuple(facts))


def _office_links(memberships: Iterable[Membership]) -> Iterator[Link]:
    grouped: dict[tuple[str, str], list[Fact]] = {}
    for held in sorted(memberships, key=lambda one: one.key):
        if held.organization:
            grouped.setdefault((held.member, held.organization), []).extend(held.facts)
    for (member, organization), facts in grouped.items():
        yield Link(member, organization, "office", tuple(facts))


def _place_links(graph: KnowledgeGraph) -> Iterator[Link]:
    for entity in graph.entities:
        if entity.contained_in:
            yield Link(entity.key, entity.contained_in, "within")


def drawn(graph: KnowledgeGraph) -> tuple[tuple[str, ...], tuple[Link, ...]]:
    """The nodes of the drawing and its links: every event, and whatever is linked to one.

    Places are drawn up to the country they lie in; what no link reaches is left out, since a
    dot without a line tells nothing.
    """
    known = _known(graph)
    usable = [link for link in links(graph) if {link.source, link.target} <= known]
    reached = {event.key for event in graph.events}
    grown = True
    while grown:  # from events to people and places, on to offices and countries
        more = {link.target for link in usable if link.source in reached} - reached
        grown = bool(more)
        reached |= more
    kept = tuple(link for link in usable if link.source in reached)
    return tuple(sorted(reached)), kept


def _known(graph: KnowledgeGraph) -> set[str]:
    entities = {entity.key for entity in graph.entities if entity.kind != "role"}
    return entities | {event.key for event in graph.events} | {
        f"topic/{topic.id}" for topic in graph.topics
    }


def pulls(found: Iterable[Link]) -> dict[tuple[str, str], float]:
    """How strongly each link pulls in the layout.

    A node with many links pulls less on each, so that the few who are in everything do not
    gather the whole drawing around them.
    """
    known = tuple(found)
    degree = Counter(chain.from_iterable((link.source, link.target) for link in known))
    return {
        (link.source, link.target): _strength(link)
        / min(degree[link.source], degree[link.target]) ** 0.5
        for link in known
    }


def _strength(link: Link) -> float:
    """What is only named stands near, but moves nothing."""
    return 0.3 if link.relation in QUIET_RELATIONS else 2.0


def appearances(found: Iterable[Link]) -> Counter[str]:
    """In how many events each node appears; of an event, how many took part in it.

    Quiet relations are left out.
    """
    count: Counter[str] = Counter()
    for link in found:
        if link.source.startswith("event/") and link.relation not in QUIET_RELATIONS:
            count[link.target] += 1
            count[link.source] += link.relation == "attendee"
    return count


def growth(lines: int) -> float:
    """How much bigger the most frequent nodes get in a big drawing, to be seen from afar."""
    return max(1.0, math.sqrt(lines / 400))


def boxes(graph: KnowledgeGraph, found: Sequence[Link]) -> dict[str, Box]:
    """The room that each node takes on the drawing with its label, in units of the layout.

    Nodes are drawn the bigger the more they appear, with the label below.
    """
    names = {entity.key: _widest(entity.labels) for entity in graph.entities}
    names |= {f"topic/{topic.id}": _widest(topic.labels) for topic in graph.topics}
    count = appearances(found)
    most = max(count.values(), default=1)
    grown = growth(len(found))
    keys = (*names, *(event.key for event in graph.events))
    share = {key: count[key] / most * grown for key in keys}
    plain = {key: _box(share[key], max(signs, 2.0), 1) for key, signs in names.items()}
    # events are labelled by date and type, on two lines
    return plain | {event.key: _box(share[event.key], _DATE, 2) for event in graph.events}


def _widest(labels: Sequence[Text]) -> float:
    """Width of the widest label, in Chinese characters: the page may show any of its languages."""
    return max((sum(_LETTER if sign < "\u2e80" else 1.0 for sign in label.text)
                for label in labels), default=0.0)


def _box(share: float, signs: float, lines: int) -> Box:
    """Node and label grow with the share of the most appearances that a node has."""
    size, sign = 2 * (_NODE[0] + _NODE[1] * share), _SIGN[0] + _SIGN[1] * share
    label = sign * _LINE * lines
    return Box(max(size, signs * sign), size + label, label / 2)
