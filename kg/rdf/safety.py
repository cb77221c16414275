"""Whether a query that somebody wrote may run: it reads this graph, and nothing else.

Judged on the parsed query and its algebra, not on its text. Refused are updates, and whatever
makes an engine read files or the network: SERVICE, LOAD, FROM and FROM NAMED.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.rdf.engines import QueryBroken
from kg.terms import PREFIXES

if TYPE_CHECKING:
    from pyparsing import ParseBaseException

LONGEST = 100_000  # characters
_REFUSED: Mapping[str, str] = {
    "ServiceGraphPattern": "SERVICE asks another server",
    "DatasetClause": "FROM reads another graph",
}
_ESCAPED = re.compile(r"\\[uU]")
# A line each: where a # stands on the line of a SERVICE, rdflib takes what follows for a comment.
_PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in sorted(PREFIXES.items()))


class QueryRefused(KgError):
    """A query that would change something, or reach outside the graph."""


def checked(sparql: str) -> str:
    """The query as an engine may run it, with the usual prefixes before it.

    The text that is judged is the very text that is returned: line ends and escapes that two
    parsers could take in two ways are made one, or refused. Raises QueryRefused, QueryBroken.
    """
    if len(sparql) > LONGEST:
        what = f"has {len(sparql)} characters"
        raise QueryRefused("query", what, f"keep it below {LONGEST}")
    if _ESCAPED.search(sparql):
        raise QueryRefused("query", "escapes a character by \\u", "write the character itself")
    text = _PROLOGUE + sparql.replace("\r\n", "\n").replace("\r", "\n")
    for name in _constructs(text):
        if name in _REFUSED:
            raise QueryRefused("query", _REFUSED[name], "ask this graph alone")
    return text


def _constructs(text: str) -> Iterator[str]:
    """The names of all constructs of a query, in its syntax tree and in its algebra."""
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        tree = parseQuery(text)
        yield from _names(tree)
        yield from _names(translateQuery(tree).algebra)
    except ParseBaseException as error:
        raise _no_query(text, error) from error
    except RecursionError as error:
        raise QueryRefused("query", "is nested too deeply", "make it simpler") from error
    except Exception as error:
        if type(error) is not Exception:  # rdflib raises bare ones, for an unknown prefix say
            raise
        raise QueryBroken("query", str(error), "mend the query") from error


def _no_query(text: str, error: ParseBaseException) -> KgError:
    """Why a text is no query: an update, or an error at a place of the user's own text."""
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.parser import parseUpdate

    try:
        is_update = bool(parseUpdate(text).request)
    except ParseBaseException:
        is_update = False
    if is_update:
        remedy = "SELECT reads it; to change it, run kg build with other inputs or --decisions FILE"
        return QueryRefused("query", "is an update, and the graph can only be read", remedy)
    line = error.lineno - _PROLOGUE.count("\n")
    what = f"line {line}, column {error.column}: {error.msg}, found {error.line.strip()!r}"
    return QueryBroken("query", what, "mend the query")


def _names(part: object) -> Iterator[str]:
    """The names of the constructs in a part of a parsed query, however deep."""
    from pyparsing import ParseResults
    from rdflib.plugins.sparql.parserutils import CompValue

    stack = [part]
    while stack:
        found = stack.pop()
        if isinstance(found, CompValue):
            yield found.name
        if isinstance(found, Mapping):
            stack.extend(found.values())
        elif isinstance(found, (list, tuple, set, frozenset, ParseResults)):
            stack.extend(found)
