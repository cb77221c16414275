"""Parameters of queries: from what a user types to the RDF term that is meant.

A parameter stands in its query as a line ``VALUES ?topic { <…/topic/climate-change> }``, so that
the file runs as it is in any store. Its value is exchanged for the term meant, written as SPARQL
writes terms: nothing that a user types ever becomes part of a query's text by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Literal as OneOf
from typing import TypeAlias

from kg.errors import KgError
from kg.rdf import naming, nodes
from kg.rdf.engines import Store

EventType: TypeAlias = OneOf["event-type"]
ParameterType: TypeAlias = OneOf[
    "topic", "person", "agent", "place", "event", "agreement", "event-type",
    "measure", "window", "year", "date", "integer", "text",
]  # fmt: skip
# Those whose values are things of the graph, by name.
NAMED_TYPES = frozenset({"topic", "person", "agent", "place", "event", "agreement"})
_YEAR = re.compile(r"\d{4}", re.ASCII)
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
    meant: dict[str, str] = {}
    for name, parameter in known.items():
        if name in arguments:
            meant[name] = read(parameter, arguments[name], store)
        elif parameter.type in NAMED_TYPES:
            with suppress(naming.UnknownName):
                meant[name] = read(parameter, parameter.default, store)
    _check_differ(meant, known, arguments)
    for name, term in meant.items():
        text = _put(text, name, term)
    return text


def _check_differ(
    meant: Mapping[str, str], known: Mapping[str, Parameter], arguments: Mapping[str, str]
) -> None:
    """Who stands on both sides of a question makes it another one. Raises BadArgument."""
    sides: dict[tuple[str, str], str] = {}
    for name, term in meant.items():
        kind = known[name].type
        if kind in NAMED_TYPES and (earlier := sides.setdefault((kind, term), name)) != name:
            value = arguments.get(name, known[name].default)
            what = f"{value!r} is also {earlier}"
            raise BadArgument(name, what, f"give {earlier} and {name} two different ones")


def read(parameter: Parameter, value: str, store: Store) -> str:
    """The term meant by a value, as SPARQL text. Raises BadArgument, UnknownName."""
    value = value.strip()
    digits = unicodedata.normalize("NFKC", value)  # ２０２０ is 2020
    match parameter.type:
        case "date":
            return _date(parameter, digits)
        case "year":
            _check(_YEAR.fullmatch(digits), parameter, value, "give four digits, like 2020")
            return nodes.string(digits)
        case "window":
            good = digits == "all" or _YEAR.fullmatch(digits)
            _check(good, parameter, value, "give a year, like 2020, or all")
            return nodes.string(digits)
        case "integer":
            _check(_INTEGER.fullmatch(digits), parameter, value, "give a whole number")
            return nodes.integer(int(digits))
        case "text":
            _check(value, parameter, value, "give some text")
            return nodes.string(value)
        case "measure":
            known = naming.measures(store)
            has = f"the graph has {', '.join(known)}" if known else "the graph has none"
            _check(value in known, parameter, value, has)
            return nodes.string(value)
        case kind:
            return _named(parameter.name, kind, value, store)


def _named(name: str, kind: naming.NamedKind | EventType, value: str, store: Store) -> str:
    try:
        if kind == "event-type":
            return naming.event_type(value, store)
        return naming.find(kind, value, store)
    except naming.UnknownName as error:
        raise naming.UnknownName(name, f"{error.place}: {error.what}", error.remedy) from error


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
