"""The questions that come with the package, and how to put them, or one's own, to a graph."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import msgspec

from kg.errors import DataBroken, KgError
from kg.rdf.answers import Answer, Table
from kg.rdf.engines import Store, evaluate
from kg.rdf.params import Parameter, ParameterType, bind, slots
from kg.rdf.worker import Limits, run_apart
from kg.resources import queries_dir

_HEADER_LINE = re.compile(r"#\+ ?(.*)")


class UnknownQuery(KgError):
    """An id that no query has."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question: what it asks in two languages, what it can be given, and its SPARQL.

    The text runs as it is in any store; its parameters then have their defaults.
    """

    id: str
    summary: str
    summary_zh: str
    description: str
    tags: tuple[str, ...]
    params: tuple[Parameter, ...]
    text: str

    def __repr__(self) -> str:
        asks = " ".join(f"{param.name}={param.default}" for param in self.params)
        return f"<Query {self.id}{' ' + asks if asks else ''}: {self.summary}>"


class _Param(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    type: ParameterType
    default: str
    description: str


class _Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    summary: str
    summary_zh: str
    description: str
    tags: tuple[str, ...]
    params: tuple[_Param, ...] = ()


@cache
def catalogue() -> tuple[Query, ...]:
    """All queries that come with the package, by id. Raises DataBroken for a bad header."""
    return tuple(read_query(path) for path in sorted(queries_dir().glob("*.rq")))


def read_query(path: Path) -> Query:
    """A query file: a header of YAML in ``#+`` comments, then SPARQL. Raises DataBroken."""
    text = path.read_text(encoding="utf-8")
    matched = (_HEADER_LINE.fullmatch(line) for line in text.splitlines())
    yaml = "\n".join(match[1] for match in matched if match)
    try:
        header = msgspec.yaml.decode(yaml, type=_Header)
    except msgspec.MsgspecError as error:
        raise DataBroken(str(path), f"bad header: {error}", "mend its #+ lines") from error
    params = tuple(Parameter(p.name, p.type, p.default, p.description) for p in header.params)
    declared, standing = {param.name for param in params}, {name for name, _ in slots(text)}
    if declared != standing:
        odd = ", ".join(sorted(declared ^ standing))
        remedy = "give each a line VALUES ?name { term } and a place under params"
        raise DataBroken(str(path), f"header and text differ in the parameters {odd}", remedy)
    return Query(
        path.stem, header.summary, header.summary_zh, header.description.strip(),
        header.tags, params, text,
    )  # fmt: skip


def find(query_id: str) -> Query:
    """The query with this id. Raises UnknownQuery with what comes near."""
    known = {query.id: query for query in catalogue()}
    if query_id not in known:
        near = get_close_matches(query_id, known, n=3, cutoff=0.5)
        remedy = f"did you mean {', '.join(near)}?" if near else "kg query lists them"
        raise UnknownQuery(query_id, "is no query", remedy)
    return known[query_id]


def run(store: Store, query_id: str, arguments: Mapping[str, str] | None = None) -> Table:
    """The answer of a query of the catalogue on an Oxigraph store or an rdflib graph.

    ``arguments`` are what a user types, by name of the parameter: topics, people, places by any
    of their names. Raises UnknownQuery, BadArgument, UnknownName.
    """
    query = find(query_id)
    text = bind(query.text, query.params, arguments or {}, store)
    answer = evaluate(store, text)
    assert isinstance(answer, Table), f"{query_id} is no SELECT"
    return answer


def run_text(store: Store | Path, sparql: str, *, limits: Limits | None = None) -> Answer:
    """The answer of SPARQL that somebody wrote, on a store, or on a Turtle file.

    It runs in a process of its own that ends with the limits, and can reach nothing but the
    graph. The prefixes of the ontology need not be declared. Raises QueryRefused, QueryBroken,
    QueryTooLong.
    """
    return run_apart(store, sparql, limits or Limits())
