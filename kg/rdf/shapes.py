"""The SHACL shapes of ontology/shapes.ttl on a graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.rdf.problems import Problem
from kg.resources import ontology_dir

if TYPE_CHECKING:
    from rdflib import Graph, Namespace
    from rdflib.term import Node

SHACL = "http://www.w3.org/ns/shacl#"


def shape_report(graph: Graph, shapes: Path | None = None) -> Graph:
    """The validation report of SHACL; the shapes are the shipped ones where none are given."""
    from pyshacl import validate
    from rdflib import Graph

    shipped = shapes or ontology_dir() / "shapes.ttl"
    rules = Graph().parse(shipped, format="turtle")
    report: Graph = validate(graph, shacl_graph=rules, inference="none")[1]
    return report


def shape_problems(graph: Graph, shapes: Path | None = None) -> Iterator[Problem]:
    """Every violation: the node, the property, and what the shape asks for."""
    from rdflib import RDF, Namespace

    sh = Namespace(SHACL)
    report = shape_report(graph, shapes)
    for result in report.subjects(RDF.type, sh.ValidationResult):
        node, path = report.value(result, sh.focusNode), report.value(result, sh.resultPath)
        value = report.value(result, sh.value)
        shown = f" (found {value.n3()})" if value is not None else ""
        message = _message(report, result, sh)
        yield Problem("shapes", str(node), f"{path}: {message}{shown}")


def _message(report: Graph, result: Node, sh: Namespace) -> str:
    """The message in English where there is one."""
    from rdflib import Literal

    found = [m for m in report.objects(result, sh.resultMessage) if isinstance(m, Literal)]
    found.sort(key=lambda message: (message.language != "en", str(message)))
    return str(found[0]) if found else "violated"
