"""Parameters of queries: from what a user types to the RDF term that is meant.

A parameter stands in its query as a line ``VALUES ?topic { <…/topic/climate-change> }``, so that
the file runs as it is in any store. Its value is exchanged for the term meant, written as SPARQL
writes terms: nothing that a user types ever becomes part of a query's text by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Literal as OneOf
from typing import TypeAlias

from kg.errors import KgError
from kg.rdf import naming, nodes
from kg.rdf.engines import Store

ParameterType: TypeAlias = OneOf[
    "topic", "person", "agent", "place", "event", "agreement", "event-type",
    "year", "date", "integer", "text",
]  # fmt: skip
# Those whose values are things of the graph, by name.
NAMED_TYPES = frozenset({"topic", "person", "agent", "place", "event", "agreement"})
_YEAR = re.compile(r"\d{4}")
_INTEGER = re.compile(r"-?\d{1,18}", re.ASCII)


class BadArgument(KgError):
    """An argument that its query does not take, or whose value cannot be meant."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query asks for: its name in the query, how to read it, and its default as typed."""

    name: str
    type: ParameterType
    default: str
    description: str


def bind(
    text: str, parameters: Iterable[Parameter], arguments: Mapping[str, str], store: Store
) -> str:
    """The query with the arguments in place, and the defaults as this graph has them.

    A default stands in the text as an IRI below the default base; a graph with another base has
    the same thing under another. Where the graph has it not, the text is left as it is. Raises
    BadArgument for an argument that the query has no parameter for or whose value is of the wrong
    form, and UnknownName where nothing in the store has the name given.
    """
    known = {parameter.name: parameter for parameter in parameters}
    for name in arguments:
        if name not in known:
            has = f"it takes {', '.join(known)}" if known else "it takes none"
            raise BadArgument(name, "is no parameter of this query", has)
    for name, parameter in known.items():
        if name in arguments:
            text = _put(text, name, read(parameter, arguments[name], store))
        elif parameter.type in NAMED_TYPES:
            with suppress(naming.UnknownName):
                text = _put(text, name, read(parameter, parameter.default, store))
    return text


def read(parameter: Parameter, value: str, store: Store) -> str:
    """The term meant by a value, as SPARQL text. Raises BadArgument, UnknownName."""
    value = value.strip()
    match parameter.type:
        case "date":
            return _date(parameter, value)
        case "year":
            _check(_YEAR.fullmatch(value), parameter, value, "give four digits, like 2020")
            return nodes.string(value)
        case "integer":
            _check(_INTEGER.fullmatch(value), parameter, value, "give a whole number")
            return nodes.integer(int(value))
        case "text":
            _check(value, parameter, value, "give some text")
            return nodes.string(value)
        case "event-type":
            return naming.event_type(value, store)
        case kind:
            return naming.find(kind, value, store)


def _date(parameter: Parameter, value: str) -> str:
    try:
        return nodes.day(date.fromisoformat(value))
    except ValueError as error:
        raise BadArgument(parameter.name, f"{value!r} is no day: {error}", "2020-09-23") from error


def _check(good: object, parameter: Parameter, value: str, remedy: str) -> None:
    if not good:
        raise BadArgument(parameter.name, f"{value!r} is no {parameter.type}", remedy)


def slots(text: str) -> list[tuple[str, str]]:
    """The parameters that stand in a query's text, each with the term it has there."""
    return [(match["name"], match["term"]) for match in _SLOT.finditer(text)]


_SLOT = re.compile(r"^ *VALUES \?(?P<name>\w+) \{ (?P<term>\S.*\S|\S) \}$", re.MULTILINE)


def _put(text: str, name: str, term: str) -> str:
    def exchanged(match: re.Match[str]) -> str:
        if match["name"] != name:
            return match.group()
        return match.group().replace(f"{{ {match['term']} }}", f"{{ {term} }}")

    return _SLOT.sub(exchanged, text)
