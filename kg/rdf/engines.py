"""SPARQL on either engine: Oxigraph for speed, rdflib for graphs that are at hand anyway."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from kg.errors import KgError
from kg.rdf.answers import (
    LANG_STRING,
    STRING,
    Answer,
    Blank,
    Cell,
    Graph,
    Iri,
    Literal,
    Table,
    Term,
    Truth,
    literal,
)

if TYPE_CHECKING:
    import pyoxigraph as ox
    import rdflib

    Store: TypeAlias = ox.Store | rdflib.Graph
else:
    Store = Any

T = TypeVar("T")


class QueryBroken(KgError):
    """A text that is no SPARQL query, or that the engine cannot carry out."""


def evaluate(store: Store, sparql: str, *, rows: int | None = None) -> Answer:
    """The answer of a query on an Oxigraph store or an rdflib graph (its default graph).

    ``rows`` is the most rows or triples to return; the answer then says that it was cut. Trusts
    the text: what users write goes through :mod:`kg.rdf.safety` first. Raises QueryBroken.
    """
    import pyoxigraph as ox

    if isinstance(store, ox.Store):
        return _by_oxigraph(store, sparql, rows)
    return _by_rdflib(store, sparql, rows)


def _by_oxigraph(store: ox.Store, sparql: str, limit: int | None) -> Answer:
    import pyoxigraph as ox

    try:
        found = store.query(sparql)
        if isinstance(found, ox.QuerySolutions):
            columns = tuple(variable.value for variable in found.variables)
            rows = (tuple(map(_from_oxigraph, solution)) for solution in found)
            return _table(columns, rows, limit)
        if isinstance(found, ox.QueryTriples):
            return _graph((tuple(map(_from_oxigraph, triple)) for triple in found), limit)
        return Truth(bool(found))
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        raise _broken(error) from error


def _by_rdflib(store: rdflib.Graph, sparql: str, limit: int | None) -> Answer:
    from pyparsing import ParseBaseException

    try:
        # only the prefixes of the text itself, as in any other engine
        found = store.query(sparql, initNs={})
        if found.type == "SELECT":
            columns = tuple(str(variable) for variable in found.vars or ())
            rows = (tuple(map(_from_rdflib, row)) for row in found)  # type: ignore[arg-type]
            return _table(columns, rows, limit)
        if found.type == "ASK":
            return Truth(bool(found.askAnswer))
        triples = found.graph if found.graph is not None else ()
        return _graph((tuple(map(_from_rdflib, triple)) for triple in triples), limit)
    except (ParseBaseException, SyntaxError, ValueError, TypeError) as error:
        raise _broken(error) from error
    except Exception as error:
        if type(error) is not Exception:  # rdflib raises bare ones, for an unknown prefix say
            raise
        raise _broken(error) from error


def _broken(error: Exception) -> QueryBroken:
    return QueryBroken("query", str(error).strip() or type(error).__name__, "mend the query")


def _limited(items: Iterable[T], limit: int | None) -> tuple[tuple[T, ...], bool]:
    """The first items, and whether there were more."""
    stop = None if limit is None else limit + 1
    taken = tuple(islice(items, stop))
    return (taken, False) if limit is None or len(taken) <= limit else (taken[:limit], True)


def _table(
    columns: tuple[str, ...], rows: Iterator[tuple[Cell, ...]], limit: int | None
) -> Table:
    kept, cut = _limited(rows, limit)
    return Table(columns, kept, cut)


def _graph(triples: Iterator[tuple[Cell, ...]], limit: int | None) -> Graph:
    kept, cut = _limited(triples, limit)
    whole = ((s, p, o) for s, p, o in kept if s and p and o)
    return Graph(tuple(sorted(set(whole), key=repr)), cut)


def _from_oxigraph(term: Any) -> Cell:
    import pyoxigraph as ox

    match term:
        case None:
            return None
        case ox.NamedNode():
            return Iri(term.value)
        case ox.BlankNode():
            return Blank(term.value)
        case ox.Literal():
            return literal(term.value, term.datatype.value, term.language or "")
    raise ValueError(f"{term} is no plain term of RDF 1.1")


def _from_rdflib(term: Any) -> Cell:
    import rdflib

    match term:
        case None:
            return None
        case rdflib.URIRef():
            return Iri(str(term))
        case rdflib.BNode():
            return Blank(str(term))
        case rdflib.Literal(language=str(language)):
            return literal(str(term), LANG_STRING, language)
        case rdflib.Literal():
            return literal(str(term), str(term.datatype or STRING))
    raise ValueError(f"{term!r} is no plain term of RDF 1.1")


def term_text(term: Term) -> str:
    """A term as N-Triples and SPARQL write it."""
    from kg.rdf import nodes

    match term:
        case Iri(value):
            return f"<{value}>"
        case Blank(value):
            return f"_:{value}"
        case Literal(value, datatype, language):
            plain = nodes.string(value, language or None)
            return plain if language or datatype == STRING else f"{plain}^^<{datatype}>"
