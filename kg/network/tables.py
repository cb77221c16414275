"""The analysis as tables: rows of strings, integers and floats, ready for CSV."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.model import Event, KnowledgeGraph, Text
from kg.network.analysis import windows
from kg.network.centrality import communities
from kg.network.contacts import Contact, contact_network, contacts, events_in, when
from kg.network.cooccurrence import cooccurrences
from kg.network.counting import (
    COUNTED,
    Unit,
    all_windows,
    counted_events,
    event_units,
    statement_units,
)

Cell = str | int | float | None
Row = tuple[Cell, ...]

_LABELS = ("label", "label_hant", "label_en")


@dataclass(frozen=True, slots=True)
class Table:
    """A file's name below ``analysis/``, its header, its rows in order."""

    name: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Labels and kinds of all nodes by key."""

    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)

    def columns(self, key: str) -> tuple[str | None, ...]:
        """The label in each of LANGUAGES; a missing simplified one falls back to the key."""
        found = self.labels.get(key, {})
        return (found.get("zh-hans", key), found.get("zh-hant"), found.get("en"))

    def kind(self, key: str) -> str:
        """person, organization, country, place, agreement, role, topic or event."""
        return self.kinds.get(key, key.split("/")[0])

    def listed(self, keys: Iterable[str]) -> str:
        """Simplified labels, joined for a cell."""
        return "; ".join(str(self.columns(key)[0]) for key in keys)


def names_of(graph: KnowledgeGraph) -> Names:
    """The names of every entity, event and topic."""
    labelled: dict[str, tuple[Text, ...]] = {entity.key: entity.labels for entity in graph.entities}
    labelled |= {event.key: event.labels for event in graph.events}
    labelled |= {f"topic/{topic.id}": topic.labels for topic in graph.topics}
    return Names(
        {key: {text.lang or "": text.text for text in texts} for key, texts in labelled.items()},
        {entity.key: entity.kind for entity in graph.entities},
    )


def tables(graph: KnowledgeGraph) -> tuple[Table, ...]:
    """Every table of the ``analysis`` folder."""
    names = names_of(graph)
    return (
        _measures(graph, names),
        _met(graph, names),
        _communities(graph, names),
        _cooccurrence("cooccurrence_events", event_units(graph), names),
        _cooccurrence("cooccurrence_statements", statement_units(graph), names),
        _topics(graph, names),
        _events(graph, names),
    )


def _measures(graph: KnowledgeGraph, names: Names) -> Table:
    rows = (
        (found.window, found.of, names.kind(found.of), *names.columns(found.of),
         found.name, found.value)
        for found in graph.analysis.measures
    )
    return Table("measures", ("window", "agent", "kind", *_LABELS, "measure", "value"), tuple(rows))


def _met(graph: KnowledgeGraph, names: Names) -> Table:
    known = contacts(counted_events(graph))
    types = sorted({event.type for contact in known for event in contact.events})
    header = ("window", *_pair("agent"), "events", *types, "first", "last", "dates", "event_keys")
    rows = (
        _met_row(contact.in_window(window), window, types, names)
        for contact in known
        for window in windows(contact.events)
    )
    return Table("met", header, tuple(rows))


def _met_row(contact: Contact, window: str, types: list[str], names: Names) -> Row:
    counts = Counter(event.type for event in contact.events)
    days = sorted(
        day for event in contact.events if event.date
        for day in (event.date.not_before, event.date.not_after) if day
    )
    dates = [event.date.edtf for event in contact.events if event.date and event.date.edtf]
    return (
        window, *_pair_cells(contact.between, names), len(contact.events),
        *(counts[name] for name in types),
        days[0].isoformat() if days else None, days[-1].isoformat() if days else None,
        "; ".join(dates), "; ".join(event.key for event in contact.events),
    )


def _pair(name: str) -> tuple[str, ...]:
    """Header of two nodes side by side."""
    return tuple(
        column
        for side in ("a", "b")
        for column in (f"{name}_{side}", f"kind_{side}", *(f"{label}_{side}" for label in _LABELS))
    )


def _pair_cells(between: tuple[str, str], names: Names) -> Row:
    return tuple(
        cell for key in between for cell in (key, names.kind(key), *names.columns(key))
    )


def _communities(graph: KnowledgeGraph, names: Names) -> Table:
    events = counted_events(graph)
    rows = (
        (window, number, agent, names.kind(agent), *names.columns(agent))
        for window in windows(events)
        for agent, number in communities(contact_network(events_in(events, window)))
    )
    ordered = sorted(rows, key=lambda row: (row[0] != "all", row[:3]))
    return Table("communities", ("window", "community", "agent", "kind", *_LABELS), tuple(ordered))


def _cooccurrence(name: str, units: tuple[Unit, ...], names: Names) -> Table:
    rows = (
        (pair.window, *_pair_cells(pair.between, names), pair.count, pair.lift, pair.pmi)
        for pair in cooccurrences(units)
    )
    return Table(name, ("window", *_pair("item"), "count", "lift", "pmi_bits"), tuple(rows))


def _topics(graph: KnowledgeGraph, names: Names) -> Table:
    return Table(
        "topics",
        ("window", "topic", *_LABELS, "events", "statements"),
        tuple(_topic_rows(event_units(graph), statement_units(graph), names)),
    )


def _topic_rows(
    events: tuple[Unit, ...], statements: tuple[Unit, ...], names: Names
) -> Iterator[Row]:
    for window in all_windows(events + statements):
        raised = [_topics_in(units, window) for units in (events, statements)]
        for topic in sorted(raised[0].keys() | raised[1].keys()):
            yield (window, topic, *names.columns(topic), raised[0][topic], raised[1][topic])


def _topics_in(units: tuple[Unit, ...], window: str) -> Counter[str]:
    return Counter(
        item for unit in units if window in unit.windows
        for item in unit.items if item.startswith("topic/")
    )


_EVENT_COLUMNS: tuple[tuple[str, Callable[[Event], tuple[str, ...]]], ...] = (
    ("participants", lambda event: event.participants),
    ("in_attendance", lambda event: event.in_attendance),
    ("parties", lambda event: event.parties),
    ("places", lambda event: event.places),
    ("topics", lambda event: event.topics),
)


def _events(graph: KnowledgeGraph, names: Names) -> Table:
    header = ("event", *_LABELS, "type", "status", "counted", "edtf", "not_before", "not_after",
              "ordinal", *(name for name, _ in _EVENT_COLUMNS), "articles", "sources")
    first = {id_: same[0] for same in graph.near_duplicates for id_ in same}
    rows = (_event_row(event, names, first) for event in sorted(graph.events, key=when))
    return Table("events", header, tuple(rows))


def _event_row(event: Event, names: Names, first_print: Mapping[str, str]) -> Row:
    """``first_print`` leads from articles that print one text to one of them."""
    span = event.date
    first, last = (span.not_before, span.not_after) if span else (None, None)
    return (
        event.key, *names.columns(event.key), event.type, event.status,
        int(event.status in COUNTED), span.edtf if span else None,
        first.isoformat() if first else None, last.isoformat() if last else None,
        event.ordinal, *(names.listed(column(event)) for _, column in _EVENT_COLUMNS),
        len(event.articles), len({first_print.get(id_, id_) for id_ in event.articles}),
    )
