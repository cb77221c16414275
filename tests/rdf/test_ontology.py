"""The ontology: whole, aligned, the source of all terms, and consistent under a DL reasoner."""

import re
import shutil
from io import BytesIO
from pathlib import Path
from typing import get_args

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef

from kg import terms
from kg.model import Judgement, Status, Tenure
from kg.resources import ontology_dir, queries_dir

KG, SCHEMA = Namespace(terms.NAMESPACE), Namespace("https://schema.org/")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual)
LANGUAGES = {"en", "zh-hans", "zh-hant"}
# Of the network and of evidence a reasoner has nothing to say but would say it at length: 110
# seconds on the seeds. The sample graph of these tests is checked with all of it.
LEFT_OUT = ("/measure/", "/evidence/")


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ontology_dir() / "kg.ttl")


def own(ontology: Graph) -> set[URIRef]:
    found = {term for kind in KINDS for term in ontology.subjects(RDF.type, kind)}
    return {term for term in found if term in KG}


def test_every_term_has_labels_and_comments_in_three_languages(ontology: Graph):
    for term in own(ontology):
        for annotation in (RDFS.label, RDFS.comment):
            texts = list(ontology.objects(term, annotation))
            assert {text.language for text in texts} == LANGUAGES, (term, annotation)
            assert len(texts) == 3 and all(map(str.strip, texts)), (term, annotation)


def test_every_term_used_is_declared(ontology: Graph):
    used = {term for triple in ontology for term in triple if isinstance(term, URIRef)}
    assert {term for term in used if term in KG} == own(ontology)


def test_every_property_says_what_it_is_about(ontology: Graph):
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in ontology.subjects(RDF.type, kind):
            if term in KG:
                said = set(ontology.predicates(term))
                assert said & {RDFS.domain, SCHEMA.domainIncludes}, term


def test_terms_are_aligned_to_schema_org_and_sem(ontology: Graph):
    aligned = {str(target) for target in ontology.objects(None, SKOS.closeMatch)}
    aligned |= {str(target) for target in ontology.objects(None, RDFS.subClassOf)}
    aligned |= {str(target) for target in ontology.objects(None, RDFS.subPropertyOf)}
    for namespace in ("https://schema.org/", "http://semanticweb.cs.vu.nl/2009/11/sem/"):
        assert sum(iri.startswith(namespace) for iri in aligned) >= 3


def test_every_class_has_a_shape_or_is_a_set_of_values(ontology: Graph):
    shapes = Graph().parse(ontology_dir() / "shapes.ttl")
    shaped = {term for triple in shapes for term in triple if term in KG}
    for term in own(ontology):
        if (term, RDF.type, OWL.Class) not in ontology or (term, OWL.oneOf, None) in ontology:
            continue
        above = set(ontology.transitive_objects(term, RDFS.subClassOf))
        assert above & shaped, term


def test_every_property_and_value_has_a_shape(ontology: Graph):
    shapes = Graph().parse(ontology_dir() / "shapes.ttl")
    shaped = {term for triple in shapes for term in triple if term in KG}
    classes = set(ontology.subjects(RDF.type, OWL.Class))
    for term in own(ontology) - classes:
        above = set(ontology.transitive_objects(term, RDFS.subPropertyOf))
        assert above & (shaped | {SCHEMA.attendee}), term


def test_shapes_and_queries_use_declared_terms_alone(ontology: Graph):
    declared = {str(term).removeprefix(terms.NAMESPACE) for term in own(ontology)}
    texts = [(ontology_dir() / "shapes.ttl").read_text("utf-8")]
    if queries_dir().is_dir():
        texts += [file.read_text("utf-8") for file in queries_dir().glob("*.rq")]
    used = {name for text in texts for name in re.findall(r"\bkg:([A-Za-z]\w*)", text)}
    assert used and used <= declared


def test_every_term_is_written_by_something(ontology: Graph, root: Path):
    sources = [file for file in (root / "kg").rglob("*.py") if file.name != "terms.py"]
    sources += (root / "kg" / "data").rglob("*.yaml")
    text = "\n".join(file.read_text("utf-8") for file in sources)
    written = set(re.findall(r"\bkg:([A-Za-z]\w*)", text))
    # The verbs, and what is gathered without one, name types of events.
    written |= set(re.findall(r'(?:\bevent: |_heads": ")([A-Z]\w*)', text))
    written |= {name for values in (Status, Tenure, Judgement) for name in get_args(values)}
    ranges = set(ontology.subjects(OWL.oneOf))  # Status, Tenure, Judgement: what values are of
    names = {str(term).removeprefix(terms.NAMESPACE) for term in own(ontology) - ranges}
    assert names <= written


def test_every_term_is_in_the_generated_names(ontology: Graph):
    names = {str(term).replace(terms.NAMESPACE, "kg:") for term in own(ontology)}
    assert names == set(terms.LABELS)
    constants = {
        value
        for group in (terms.Class, terms.Property, terms.Individual)
        for name, value in vars(group).items()
        if not name.startswith("__")
    }
    assert constants == names


def test_the_generated_names_are_up_to_date(ontology: Graph, root: Path):
    import importlib.util

    spec = importlib.util.spec_from_file_location("generator", root / "tools/generate_terms.py")
    generator = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generator)
    graph = Graph(bind_namespaces="none").parse(generator.ONTOLOGY)
    assert generator.TERMS.read_text("utf-8") == generator.generate(graph)


# --- reasoning ---


def is_consistent(*graphs: Graph) -> bool:
    """Whether HermiT finds a model. Dates are beyond it; the shapes check them."""
    if shutil.which("java") is None:
        pytest.skip("java is not installed")
    import owlready2

    world = owlready2.World()
    merged = world.get_ontology("https://example.org/merged#")
    whole = Graph()
    for graph in graphs:
        whole += graph
    merged.load(fileobj=BytesIO(whole.serialize(format="nt", encoding="utf-8")), format="ntriples")
    try:
        with merged:
            owlready2.sync_reasoner_hermit(world, ignore_unsupported_datatypes=True, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return False
    return list(world.inconsistent_classes()) == []


def data(turtle: str) -> Graph:
    prefixes = """@prefix kg: <https://w3id.org/diplomacy-kg/ontology#> .
        @prefix schema: <https://schema.org/> . @prefix org: <http://www.w3.org/ns/org#> .
        @prefix ex: <https://example.org/> ."""
    return Graph().parse(data=prefixes + turtle, format="turtle")


def test_the_ontology_is_consistent_and_every_class_can_have_members(ontology: Graph):
    assert is_consistent(ontology)


def test_the_sample_graph_is_consistent(ontology: Graph, folder: Path):
    assert is_consistent(ontology, Graph().parse(folder / "graph.ttl"))


def test_the_graph_of_the_seeds_is_consistent(ontology: Graph, root: Path):
    path = root / "output" / "graph.ttl"
    if not path.is_file():
        pytest.skip("output/graph.ttl is not there: run make run")
    kept = Graph()
    for triple in Graph().parse(path):
        if not any(part in term for part in LEFT_OUT for term in (triple[0], triple[2])):
            kept.add(triple)
    assert len(kept) > 1000
    assert is_consistent(ontology, kept)


@pytest.mark.parametrize(
    "turtle",
    [
        "ex:a a kg:Meeting , kg:PhoneCall .",
        "ex:a kg:status kg:held , kg:denied .",
        "ex:a kg:madeIn ex:b . ex:b a schema:Person .",
        "ex:a a kg:Event ; kg:speaker ex:b .",
        "ex:a a schema:Country , schema:Person .",
        "ex:a kg:tenure kg:held .",
        "ex:a a kg:VideoMeeting , kg:Statement .",
    ],
)
def test_what_cannot_be_is_found_inconsistent(ontology: Graph, turtle: str):
    assert not is_consistent(ontology, data(turtle))


def test_one_wrong_triple_makes_the_sample_graph_inconsistent(ontology: Graph, folder: Path):
    graph = Graph().parse(folder / "graph.ttl")
    base = "https://w3id.org/diplomacy-kg/id"
    graph += data(f"<{base}/event/2021-03-05-video> a kg:Speech .")
    assert not is_consistent(ontology, graph)
