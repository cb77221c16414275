"""What lies above a class or property, so that the graph needs no inference when it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DataBroken
from kg.rdf.nodes import NAMESPACES
from kg.resources import ontology_dir

if TYPE_CHECKING:
    from rdflib import Graph, URIRef


@dataclass(frozen=True)
class Hierarchy:
    """Super-classes and super-properties at any distance, as sorted CURIEs."""

    superclasses: Mapping[str, tuple[str, ...]]
    superproperties: Mapping[str, tuple[str, ...]]

    def own_classes(self) -> dict[str, tuple[str, ...]]:
        """The classes that the shipped ontology does not declare, with those above each."""
        shipped = shipped_hierarchy().superclasses
        return {name: above for name, above in self.superclasses.items() if name not in shipped}


@cache
def shipped_hierarchy() -> Hierarchy:
    """The hierarchy of ontology/kg.ttl."""
    return read_hierarchy(ontology_dir() / "kg.ttl")


def read_hierarchy(*files: Path) -> Hierarchy:
    """The hierarchy of Turtle files, added up: an event type of the user's own is a sub-class.

    Raises DataBroken where a file is no Turtle or names a term outside the known namespaces.
    """
    from rdflib import RDFS, Graph
    from rdflib.plugins.parsers.notation3 import BadSyntax

    graph = Graph(bind_namespaces="none")
    for file in files:
        try:
            graph.parse(file, format="turtle")
        except BadSyntax as error:
            raise DataBroken(str(file), f"is no Turtle: {error}", "mend it there") from error
    return Hierarchy(_above(graph, RDFS.subClassOf), _above(graph, RDFS.subPropertyOf))


def _above(graph: Graph, relation: URIRef) -> dict[str, tuple[str, ...]]:
    from rdflib import URIRef

    terms = sorted({term for term in graph.subjects(relation) if isinstance(term, URIRef)})
    return {
        curie(term): tuple(
            sorted(
                curie(above)
                for above in graph.transitive_objects(term, relation)
                if isinstance(above, URIRef) and above != term
            )
        )
        for term in terms
    }


def curie(term: str) -> str:
    """An IRI as prefix:local; DataBroken where no prefix is known for it."""
    for prefix, namespace in NAMESPACES.items():
        if term.startswith(namespace):
            return f"{prefix}:{term[len(namespace):]}"
    remedy = f"use one of the namespaces {', '.join(sorted(NAMESPACES))}"
    raise DataBroken(term, "is in no namespace that the graph declares", remedy)
