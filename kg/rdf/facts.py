"""A fact of the merged graph as the triples that are written for it.

One fact gives its own triple and those that follow from it, so that nobody needs inference:
super-classes, super-properties, and of a date its bounds and its days.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kg.model import Fact, Ref, Span, Text, Value
from kg.rdf import nodes
from kg.rdf.hierarchy import Hierarchy
from kg.rdf.nodes import Names

# (predicate as CURIE, object as N-Triples text); the first is the fact's own
Written = tuple[str, str]


def written(predicate: str, value: Value, names: Names, hierarchy: Hierarchy) -> list[Written]:
    """The predicates and objects to write for a value: its own first, then what follows."""
    if isinstance(value, Span):
        return list(_span(predicate, value))
    objects = [node(value, names)]
    if predicate == "rdf:type" and isinstance(value, Ref):
        objects += [names[above] for above in hierarchy.superclasses.get(value.key, ())]
    predicates = (predicate, *hierarchy.superproperties.get(predicate, ()))
    return [(name, object_) for name in predicates for object_ in objects]


def fact_written(fact: Fact, names: Names, hierarchy: Hierarchy) -> list[Written]:
    """As :func:`written`, for a fact. ValueError names the fact where it has no RDF."""
    try:
        return written(fact.predicate, fact.value, names, hierarchy)
    except (KeyError, ValueError) as error:
        raise ValueError(f"{fact.subject} {fact.predicate} {fact.value!r}: {error}") from error


def node(value: Value, names: Names) -> str:
    """A value other than a span as one RDF term."""
    match value:
        case Ref(key=key):
            return names[key]
        case Text(text=text, lang=lang):
            return nodes.string(text, lang)
        case bool():
            return nodes.boolean(value)
        case int():
            return nodes.integer(value)
        case date():
            return nodes.day(value)
        case str():
            return nodes.string(value)
    raise ValueError(f"{value!r} is no single term")


def _span(predicate: str, span: Span) -> Iterator[Written]:
    if span.edtf:
        yield predicate, nodes.typed(span.edtf, "edtf:EDTF")
    if span.not_before:
        yield "kg:notBefore", nodes.day(span.not_before)
    if span.not_after:
        yield "kg:notAfter", nodes.day(span.not_after)
    first, _, last = span.edtf.partition("/")
    if _is_day(first):
        yield "schema:startDate", nodes.day(date.fromisoformat(first))
    if _is_day(last):
        yield "schema:endDate", nodes.day(date.fromisoformat(last))


def _is_day(edtf: str) -> bool:
    return len(edtf) == len("2020-07-28")
