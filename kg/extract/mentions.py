"""Mentions of names, and offices told beside them, read from the layers of a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kg.extract.annotations import Agent, ResolvedDate, Text, Token, publication
from kg.extract.claims import ClaimWriter
from kg.extract.sentences import Segment
from kg.extract.spans import Spans
from kg.model import Claim, Field, Mention


def offices_told(
    writer: ClaimWriter, text: Text, headings: Sequence[ResolvedDate]
) -> Iterator[Claim]:
    """The claims of all offices told beside a name; ``headings`` are the body's dated ones."""
    field: Field = text.field
    sentences, dates = Spans(text.layer("sentences")), Spans(text.layer("dates"))
    headings = [heading for heading in headings if heading.span]
    for agent in text.layer("agents"):
        if agent.key is None or not agent.key.startswith("person/"):
            continue
        if not agent.offices:
            continue
        seen = _seen(text, agent, headings, sentences, dates)
        for office in agent.offices:
            yield from writer.office(agent, office, seen, field=field)


def _seen(
    text: Text, agent: Agent, headings: Sequence[ResolvedDate],
    sentences: Spans[Segment], dates: Spans[ResolvedDate],
) -> ResolvedDate | None:
    """The day on which an office was seen: of its sentence, its section, or of publication."""
    sentence = sentences.holding(agent.start)
    if sentence is not None:
        here = dates.within(sentence.start, sentence.end)
        told = [d for d in here if d.span and d.span.day]
        if told:
            return told[0]
    section = bisect_right(headings, agent.start, key=lambda heading: heading.start)
    in_body = section and text.field == "text"
    return headings[section - 1] if in_body else publication(text.article)


def mentions_of(text: Text) -> tuple[Mention, ...]:
    """The names in a text, in order of offsets."""
    agents: tuple[Agent, ...] = text.layer("agents")
    tokens: tuple[Token, ...] = text.layer("tokens")
    named = [
        Mention(a.kind, a.head_start, a.head_end, text.simplified[a.head_start : a.head_end],
                a.key, a.rule, a.confidence)
        for a in agents if a.key is not None
    ]
    named += [
        Mention("place", p.start, p.end, text.simplified[p.start : p.end], p.key, "name", 0.9)
        for p in text.layer("places") if not p.country
    ]
    named += [
        Mention("agreement", t.start, t.end, t.surface, f"agreement/{term.id}", "name", 0.95)
        for t in tokens if (term := t.meaning("agreement")) is not None
    ]
    return tuple(sorted(named, key=lambda m: (m.start, m.end, m.candidate)))
