"""The triples of a graph by subject and predicate: enough to read an output back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kg.rdf.store import read_triples
from kg.terms import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Literal, NamedNode, Triple

    Term: TypeAlias = NamedNode | BlankNode | Literal | Triple

Names: TypeAlias = tuple[str, ...]
_LABEL_PREDICATES = ("rdfs:label", "skos:prefLabel", "skos:altLabel")
_LABEL_ORDER = {"zh-hans": 0, "zh": 1, "": 2}


def iri(curie: str) -> str:
    """The IRI of a CURIE over the prefixes of the ontology (``kg:status``)."""
    prefix, local = curie.split(":", 1)
    return PREFIXES[prefix] + local


class Triples:
    """Subjects and objects by predicate; predicates are CURIEs, nodes IRIs. All lists sorted."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        from pyoxigraph import NamedNode

        self._objects: dict[tuple[str, str], list[Term]] = {}
        self._subjects: dict[tuple[str, str], list[str]] = {}
        for triple in triples:
            subject, predicate = value(triple.subject), triple.predicate.value
            self._objects.setdefault((subject, predicate), []).append(triple.object)
            if isinstance(triple.object, NamedNode):
                self._subjects.setdefault((predicate, triple.object.value), []).append(subject)

    def terms(self, subject: str, predicate: str) -> list[Term]:
        """The objects as terms, in the file's order."""
        return self._objects.get((subject, iri(predicate)), [])

    def values(self, subject: str, predicate: str) -> list[str]:
        """The objects as strings."""
        return sorted(map(value, self.terms(subject, predicate)))

    def one(self, subject: str, predicate: str) -> str | None:
        """The least object, if any."""
        return next(iter(self.values(subject, predicate)), None)

    def subjects(self, predicate: str, node: str) -> list[str]:
        """The subjects that point to a node."""
        return sorted(self._subjects.get((iri(predicate), node), []))

    def names(self, node: str) -> Names:
        """All labels of a node, the short simplified one first; else its IRI."""
        labels: list[str] = []
        for predicate in _LABEL_PREDICATES:
            labels += map(value, sorted(self.terms(node, predicate), key=_label_order))
        return tuple(dict.fromkeys(labels)) or (node,)

    def containers(self, node: str) -> list[str]:
        """All places that a place is in."""
        found: set[str] = set()
        todo = [node]
        while todo:
            for place in self.values(todo.pop(), "schema:containedInPlace"):
                if place not in found:
                    found.add(place)
                    todo.append(place)
        return sorted(found - {node})


def read_back(path: Path) -> Triples:
    """The triples of an output folder or a Turtle file. Raises GraphBroken."""
    return Triples(read_triples(path))


def value(term: Term) -> str:
    """The IRI of a node, the text of a literal."""
    return str(getattr(term, "value", term))


def language(term: Term) -> str:
    """The language tag of a literal in lower case, else nothing."""
    return str(getattr(term, "language", None) or "").lower()


def _label_order(term: Term) -> tuple[int, str]:
    return _LABEL_ORDER.get(language(term), 3), value(term)
