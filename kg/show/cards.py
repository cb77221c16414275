"""What the panel beside the graph tells about a node or a link, as sections of rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import Event, Fact, Ref, Span, Statement, Text, Value
from kg.network.counting import same_words
from kg.show.book import Book

# ("ref", node key), ("word", word of the interface), ("text", as it stands)
Part = tuple[str, str]

_CURIE = ":"


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence said, once, however many articles print it."""

    text: str
    articles: tuple[str, ...]  # article ids, the first is the one quoted
    verb: str | None
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a section: what it says, and the sentences that say so."""

    parts: tuple[Part, ...]
    label: Part | None = None
    note: tuple[Part, ...] = ()
    evidence: tuple[str, ...] = ()  # claim ids
    count: int | None = None  # drawn as a bar
    sayings: tuple[Saying, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a heading, which is a word of the interface."""

    heading: str
    rows: tuple[Row, ...]


def section(heading: str, rows: Iterable[Row]) -> tuple[Section, ...]:
    """The section, or nothing where it has no rows."""
    found = tuple(rows)
    return (Section(heading, found),) if found else ()


def value_part(value: Value) -> Part:
    """A value as it is shown: nodes and terms by name, the rest as it stands."""
    if isinstance(value, Ref):
        is_term = _CURIE in value.key.split("/")[0]
        return ("word" if is_term else "ref", value.key)
    if isinstance(value, Span):
        return ("text", span_text(value))
    return ("text", value.text if isinstance(value, Text) else str(value))


def span_text(span: Span | None) -> str:
    """A date for reading: 2020-09-23, 2018-09-08 – 2018-09-10, or the bounds that are known."""
    if span is None:
        return ""
    if span.edtf:
        return span.edtf.replace("/", " – ")
    bounds = (day.isoformat() if day else "…" for day in (span.not_before, span.not_after))
    return " – ".join(bounds)


def claims_of(facts: Iterable[Fact]) -> tuple[str, ...]:
    """The claims of several facts, each once, in order."""
    return tuple(dict.fromkeys(name for fact in facts for name in fact.claims))


def topic_claims(statements: Iterable[Statement], topic: str) -> tuple[str, ...]:
    """The places where these statements raise the topic; of a repeated sentence only one."""
    facts = (
        fact
        for group in same_words(statements)
        for fact in group[0].facts
        if fact.predicate == "schema:about" and fact.value == Ref(topic)
    )
    return claims_of(facts)


def sayings(statements: Iterable[Statement]) -> tuple[Saying, ...]:
    """What was said in printed order, a repeated sentence once; nothing without texts."""
    ordered = tuple(said for said in statements if said.text)
    rank = {said.key: number for number, said in enumerate(ordered)}
    groups = sorted(same_words(ordered), key=lambda group: min(rank[said.key] for said in group))
    return tuple(
        Saying(
            group[0].text,
            tuple(dict.fromkeys(said.article for said in group)),
            group[0].verb,
            tuple(sorted({topic for said in group for topic in said.topics})),
        )
        for group in groups
    )


def event_row(event: Event, evidence: tuple[str, ...] = ()) -> Row:
    """A line that leads to an event, with its date where its name does not tell it."""
    note: tuple[Part, ...] = ()
    day = span_text(event.date)
    if not day:
        note = (("word", "undated"),)
    elif not all(day in label.text for label in event.labels):
        note = (("text", day),)
    if event.status != "held":
        note += (("word", f"kg:{event.status}"),)
    return Row((("ref", event.key),), note=note, evidence=evidence)


def conflict_rows(book: Book, event: str) -> Iterable[Row]:
    """Where tellings of the event disagree: what was kept, and what was told besides."""
    for conflict in book.conflicts.get(event, ()):
        others: list[Part] = []
        for other in conflict.others:
            others += [("word", "other"), value_part(other)]
        yield Row(
            (value_part(conflict.kept), ("word", "kept")),
            ("word", conflict.predicate), tuple(others), conflict.claims,
        )
