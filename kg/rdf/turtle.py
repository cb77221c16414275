"""Turtle that people read and that every store loads: deterministic, grouped by subject.

Only what all parsers take alike: prefixes first and ASCII, no blank nodes, no raw newlines, no
numbers with a bare point, local names without escapes (else the whole IRI).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
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
        self._typed = lru_cache(maxsize=4096)(self._literal)  # numbers and days recur

    def header(self) -> str:
        """The prefixes."""
        prefixes = self._shorten.prefixes.items()
        return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes)

    def resource(self, triples: Iterable[Triple]) -> str:
        """All triples of one subject, sorted by predicate and object: its type and label first."""
        ordered = sorted(set(triples))
        if not ordered:
            return ""
        told: dict[str, list[str]] = {}
        for _, predicate, object_ in ordered:
            told.setdefault(predicate, []).append(self.term(object_))
        lines = [
            f"{(name := self.predicate(predicate))}{objects(name, told[predicate])}"
            for predicate in sorted(told, key=rank)
        ]
        return resource(self.term(ordered[0].subject), lines)

    def predicate(self, iri: str) -> str:
        """A predicate as Turtle has it."""
        return "a" if iri == TYPE else self.term(iri)

    def term(self, term: str) -> str:
        """A term of N-Triples as short as Turtle has it."""
        if term.startswith("<"):
            return self._shorten(term[1:-1]) or term
        return self._typed(term) if term.endswith(">") else term  # plain, or with a language tag

    def _literal(self, literal: str) -> str:
        """A literal with a datatype."""
        bare = BARE.fullmatch(literal)
        if bare and (bare[1] in ("true", "false")) == (bare[2] == "boolean"):
            return bare[1]
        lexical, _, datatype = literal.rpartition("^^")
        return f"{lexical}^^{self.term(datatype)}"


def resource(subject: str, lines: Iterable[str]) -> str:
    """A resource of its lines, each a predicate with its objects."""
    return f"\n{subject}\n    " + " ;\n    ".join(lines) + " .\n"


def objects(name: str, terms: Sequence[str]) -> str:
    """What follows the name of a predicate: its objects on the same line, or on one each."""
    line = f" {' , '.join(terms)}"
    if len(terms) == 1 or len(name) + len(line) < _WIDTH:
        return line
    return "\n        " + " ,\n        ".join(terms)


def rank(predicate: str) -> tuple[int, str]:
    """Sorts the predicates of a subject: type, label, then by IRI."""
    return {TYPE: 0, LABEL: 1}.get(predicate, 2), predicate


def serialize(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> Iterator[str]:
    """The pieces of a Turtle document of triples in which each subject's stand together."""
    writer = TurtleWriter(prefixes)
    yield writer.header()
    for _, group in groupby(triples, key=lambda triple: triple.subject):
        yield writer.resource(group)
