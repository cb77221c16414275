"""Turtle that people read and that every store loads: deterministic, grouped by subject.

Only what all parsers take alike: prefixes first and ASCII, no blank nodes, no raw newlines, no
numbers with a bare point, local names without escapes (else the whole IRI).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from kg.rdf.nodes import NAMESPACES, XSD, Triple
from kg.rdf.prefixes import Shortener

TYPE = f"<{NAMESPACES['rdf']}type>"
LABEL = f"<{NAMESPACES['rdfs']}label>"
# Numbers and truth values that need no quotes.
BARE = re.compile(rf'"(true|false|-?[0-9]+)"\^\^<{re.escape(XSD)}(boolean|integer)>')
_WIDTH = 100  # columns


class TurtleWriter:
    """Writes resources one by one; ``header`` stands before the first."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._shorten = Shortener(prefixes)

    def header(self) -> str:
        """The prefixes."""
        prefixes = self._shorten.prefixes.items()
        return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes)

    def resource(self, triples: Iterable[Triple]) -> str:
        """All triples of one subject, sorted by predicate and object: its type and label first."""
        ordered = sorted(set(triples), key=order)
        if not ordered:
            return ""
        lines = [
            self._line(predicate, [triple.object for triple in group])
            for predicate, group in groupby(ordered, key=lambda triple: triple.predicate)
        ]
        return f"\n{self._iri(ordered[0].subject)}\n    " + " ;\n    ".join(lines) + " .\n"

    def _line(self, predicate: str, objects: Sequence[str]) -> str:
        name = "a" if predicate == TYPE else self._iri(predicate)
        terms = [self._term(object_) for object_ in objects]
        line = f"{name} {' , '.join(terms)}"
        if len(terms) == 1 or len(line) < _WIDTH:
            return line
        return f"{name}\n        " + " ,\n        ".join(terms)

    def _term(self, term: str) -> str:
        if term.startswith("<"):
            return self._iri(term)
        if not term.endswith(">"):
            return term  # plain, or with a language tag
        bare = BARE.fullmatch(term)
        if bare and (bare[1] in ("true", "false")) == (bare[2] == "boolean"):
            return bare[1]
        lexical, _, datatype = term.rpartition("^^")
        return f"{lexical}^^{self._iri(datatype)}"

    def _iri(self, iri: str) -> str:
        return self._shorten(iri[1:-1]) or iri


def order(triple: Triple) -> tuple[int, str, str]:
    """Sorts the triples of a subject: type, label, then by predicate and object."""
    first = {TYPE: 0, LABEL: 1}.get(triple.predicate, 2)
    return first, triple.predicate, triple.object


def serialize(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> Iterator[str]:
    """The pieces of a Turtle document of triples in which each subject's stand together."""
    writer = TurtleWriter(prefixes)
    yield writer.header()
    for _, group in groupby(triples, key=lambda triple: triple.subject):
        yield writer.resource(group)
