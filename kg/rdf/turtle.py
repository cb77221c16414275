"""Turtle that people read and that every store loads: deterministic, grouped by subject.

Only what all parsers take alike: prefixes first and ASCII, no blank nodes, no raw newlines, no
numbers with a bare point, local names without escapes (else the whole IRI).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from kg.rdf.nodes import NAMESPACES, XSD, Triple

KINDS = (
    "agreement", "article", "conflict", "decision", "event", "evidence", "measure", "membership",
    "organization", "person", "place", "role", "statement", "topic",
)  # fmt: skip
VOCABULARIES = ("edtf", "kg", "oa", "org", "prov", "rdf", "rdfs", "schema", "skos", "xsd")

_LOCAL = re.compile(r"[A-Za-z][A-Za-z0-9_-]*|[0-9][A-Za-z0-9_-]*")
_TYPE = f"<{NAMESPACES['rdf']}type>"
_LABEL = f"<{NAMESPACES['rdfs']}label>"
_BARE = re.compile(rf'"(true|false|[+-]?[0-9]+)"\^\^<{re.escape(XSD)}(boolean|integer)>')
_WIDTH = 100  # columns


class TurtleWriter:
    """Writes the resources of a graph below a base IRI as Turtle."""

    def __init__(self, base: str) -> None:
        data = {kind: f"{base}/{kind}/" for kind in KINDS}
        self._prefixes = {name: NAMESPACES[name] for name in VOCABULARIES} | data
        self._by_namespace = {iri: name for name, iri in self._prefixes.items()}
        self._predicate = lru_cache(maxsize=None)(self._short)

    def header(self) -> str:
        """The prefixes, which stand first."""
        lines = (f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(self._prefixes.items()))
        return "".join(lines)

    def resource(self, triples: Iterable[Triple]) -> str:
        """All triples of one subject, sorted by predicate and object: its type and label first."""
        objects: dict[str, list[str]] = {}
        subject = ""
        for triple in sorted(set(triples), key=_order):
            subject = triple.subject
            objects.setdefault(triple.predicate, []).append(triple.object)
        lines = [self._line(predicate, found) for predicate, found in objects.items()]
        return f"\n{self._short(subject)}\n    " + " ;\n    ".join(lines) + " .\n"

    def _line(self, predicate: str, objects: Sequence[str]) -> str:
        name = "a" if predicate == _TYPE else self._predicate(predicate)
        terms = [self._term(object_) for object_ in objects]
        line = f"{name} {' , '.join(terms)}"
        if len(terms) == 1 or len(line) < _WIDTH:
            return line
        return f"{name}\n        " + " ,\n        ".join(terms)

    def _term(self, term: str) -> str:
        if term.startswith("<"):
            return self._short(term)
        if not term.endswith(">"):
            return term  # plain, or with a language tag
        bare = _BARE.fullmatch(term)
        if bare:
            return bare[1]
        lexical, _, datatype = term.rpartition("^^")
        return f"{lexical}^^{self._short(datatype)}"

    def _short(self, iri: str) -> str:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        name, local = self._by_namespace.get(iri[1:cut]), iri[cut:-1]
        return f"{name}:{local}" if name and _LOCAL.fullmatch(local) else iri


def _order(triple: Triple) -> tuple[int, str, str]:
    first = {_TYPE: 0, _LABEL: 1}.get(triple.predicate, 2)
    return first, triple.predicate, triple.object


def serialize(resources: Iterable[Iterable[Triple]], base: str) -> Iterator[str]:
    """The pieces of a Turtle document; each item of ``resources`` is all of one subject."""
    writer = TurtleWriter(base)
    yield writer.header()
    for triples in resources:
        yield writer.resource(triples)
