"""Each shape takes its good example, and finds each property of its bad one."""

from pathlib import Path

import pytest
from rdflib import RDF, SH, Graph, URIRef

from kg.rdf.shapes import shape_problems, shape_report
from kg.resources import ontology_dir

EXAMPLES = Path(__file__).parent / "shapes"
NAMESPACE = "https://w3id.org/diplomacy-kg/shapes#"
EX = "https://example.org/"


def shapes() -> Graph:
    return Graph().parse(ontology_dir() / "shapes.ttl")


def names() -> list[str]:
    found = shapes().subjects(RDF.type, SH.NodeShape)
    return sorted(str(shape).removeprefix(NAMESPACE) for shape in found)


def example(name: str, kind: str) -> Graph:
    graph = Graph().parse(EXAMPLES / "context.ttl")
    return graph.parse(EXAMPLES / f"{name}.{kind}.ttl")


def test_every_shape_has_its_examples_and_no_example_is_left():
    files = {file.name for file in EXAMPLES.iterdir()}
    kinds = {f"{name}.{kind}.ttl" for name in names() for kind in ("good", "bad")}
    assert files == {*kinds, "context.ttl"}
    assert len(names()) == 17


@pytest.mark.parametrize("name", names())
def test_the_good_example_conforms(name: str):
    graph = example(name, "good")
    target = shapes().value(URIRef(NAMESPACE + name), SH.targetClass)
    assert (URIRef(EX + "good"), RDF.type, target) in graph
    assert list(shape_problems(graph)) == []


@pytest.mark.parametrize("name", names())
def test_the_bad_example_breaks_every_property(name: str):
    rules = shapes()
    properties = rules.objects(URIRef(NAMESPACE + name), SH.property)
    asked = {rules.value(property_, SH.path) for property_ in properties}
    report = shape_report(example(name, "bad"))
    results = list(report.subjects(RDF.type, SH.ValidationResult))
    assert {report.value(result, SH.focusNode) for result in results} == {URIRef(EX + "bad")}
    assert {report.value(result, SH.resultPath) for result in results} == asked


def test_every_property_shape_tells_what_it_asks_for_in_english_and_chinese():
    rules = shapes()
    for property_ in set(rules.objects(None, SH.property)):
        languages = {message.language for message in rules.objects(property_, SH.message)}
        assert languages == {"en", "zh-hans"}, rules.value(property_, SH.path)
