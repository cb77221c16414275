"""What is written of a graph, and in which named graph."""

import re
from dataclasses import replace
from datetime import date

import pytest
from told_sample import APRIL, MEETING, VISIT, sample

from kg.model import Entity, Fact, KnowledgeGraph, Measure, Ref, Span, Text
from kg.rdf.hierarchy import Hierarchy, read_hierarchy, shipped_hierarchy
from kg.rdf.nodes import NAMESPACES, Names, Quad
from kg.rdf.triples import resources, triples
from kg.terms import SUPERCLASSES, SUPERPROPERTIES

BASE = "https://w3id.org/diplomacy-kg/id"
NAMES = Names(BASE)
ARTICLES = {f"graph/article/{id_}" for id_ in ("a1", "a2")}


def quads(graph: KnowledgeGraph | None = None, **options) -> list[Quad]:
    return list(triples(graph or sample(), BASE, **options))


def objects(subject: str, predicate: str, found: list[Quad] | None = None) -> set[str]:
    """Objects of (key, CURIE): IRIs below the base as keys, else N-Triples text."""
    wanted = (NAMES[subject], NAMES[predicate])
    found = quads() if found is None else found
    return {short(q.object) for q in found if (q.subject, q.predicate) == wanted}


def graphs_of(subject: str, predicate: str, object_: str) -> set[str]:
    triple = (NAMES[subject], NAMES[predicate], object_)
    return {short(q.graph) for q in quads() if q.triple == triple}


def short(term: str) -> str:
    for prefix, namespace in {"": f"{BASE}/", **NAMESPACES}.items():
        if term.startswith(f"<{namespace}"):
            local = term[len(namespace) + 1 : -1]
            return f"{prefix}:{local}" if prefix else local
    return term


def evidence_for(subject: str, predicate: str, object_: str) -> list[dict[str, str]]:
    """The evidence nodes for a triple, as property → value."""
    about: dict[str, dict[str, str]] = {}
    derived: dict[str, list[str]] = {}
    for quad in quads():
        about.setdefault(short(quad.subject), {})[short(quad.predicate)] = short(quad.object)
        if short(quad.predicate) == "prov:wasDerivedFrom":
            derived.setdefault(short(quad.subject), []).append(short(quad.object))
    wanted = {"rdf:subject": subject, "rdf:predicate": predicate, "rdf:object": object_}
    return [
        {**node, "key": key, "derived": ",".join(derived.get(key, []))}
        for key, node in about.items()
        if wanted.items() <= node.items()
    ]


# --- what follows from a fact ---


def test_super_classes_of_an_event_are_there():
    assert objects(MEETING, "rdf:type") == {
        "kg:VideoMeeting", "kg:Meeting", "kg:Event", "schema:Event",
    }  # fmt: skip


def test_a_host_is_an_attendee_too():
    assert objects(MEETING, "kg:host") == {"person/zhang-san"}
    assert objects(MEETING, "schema:attendee") == {"person/zhang-san", "person/li-si"}


@pytest.mark.parametrize(
    "span, told",
    [
        (Span("2021-03-05", date(2021, 3, 5), date(2021, 3, 5)),
         {"kg:edtf": "2021-03-05", "kg:notBefore": "2021-03-05", "kg:notAfter": "2021-03-05",
          "schema:startDate": "2021-03-05"}),
        (APRIL, {"kg:edtf": "2021-04", "kg:notBefore": "2021-04-01", "kg:notAfter": "2021-04-30"}),
        (Span("2018-09-08/2018-09-10", date(2018, 9, 8), date(2018, 9, 10)),
         {"kg:edtf": "2018-09-08/2018-09-10", "kg:notBefore": "2018-09-08",
          "kg:notAfter": "2018-09-10", "schema:startDate": "2018-09-08",
          "schema:endDate": "2018-09-10"}),
        (Span("2018-09/2018-10", date(2018, 9, 1), date(2018, 10, 31)),
         {"kg:edtf": "2018-09/2018-10", "kg:notBefore": "2018-09-01",
          "kg:notAfter": "2018-10-31"}),
        (Span("", None, date(2020, 3, 12)), {"kg:notAfter": "2020-03-12"}),
    ],
)  # fmt: skip
def test_a_date_is_written_as_precise_as_it_is_known(span: Span, told: dict[str, str]):
    graph = sample()
    event = replace(graph.events[0], facts=(Fact(MEETING, "kg:edtf", span),))
    found = quads(replace(graph, events=(event, graph.events[1])))
    dated = ("kg:edtf", "kg:notBefore", "kg:notAfter", "schema:startDate", "schema:endDate")
    values = {name: objects(MEETING, name, found) for name in dated}
    got = {name: next(iter(value)).split('"')[1] for name, value in values.items() if value}
    assert got == told


def test_a_day_is_an_xsd_date():
    assert objects(MEETING, "schema:startDate") == {
        f'"2021-03-05"^^<{NAMESPACES["xsd"]}date>'
    }


# --- named graphs ---


def test_a_triple_told_twice_stands_in_both_articles_graphs():
    assert graphs_of(MEETING, "kg:host", NAMES["person/zhang-san"]) == ARTICLES


def test_a_triple_told_once_stands_in_that_articles_graph_alone():
    assert graphs_of(MEETING, "kg:party", NAMES["place/jia"]) == {"graph/article/a1"}


def test_labels_of_events_come_from_merging_and_names_from_knowledge():
    assert graphs_of(MEETING, "rdfs:label", '"张三、李四视频会晤"@zh-hans') == {"graph/merge"}
    assert graphs_of("person/li-si", "rdfs:label", '"Li Si"@en') == {"graph/knowledge"}


def test_what_no_article_tells_stands_in_the_graph_of_merging():
    same = ("statement/s2", "kg:sameWordsAs", NAMES["statement/s1"])
    assert graphs_of(*same) == {"graph/merge"}


def test_an_event_points_at_the_articles_that_tell_it():
    assert objects(MEETING, "schema:subjectOf") == {"article/a1", "article/a2"}
    assert objects(VISIT, "schema:subjectOf") == {"article/a1"}


# --- evidence ---


def test_every_told_triple_has_evidence_in_its_graph():
    found = quads()
    told_of = {
        q.subject for q in found
        if q.predicate == NAMES["rdf:type"]
        and short(q.object) in ("kg:Event", "kg:Statement", "org:Membership")
    }  # fmt: skip
    parts = {}
    for quad in found:
        name = short(quad.predicate)
        if name in ("rdf:subject", "rdf:predicate", "rdf:object"):
            parts.setdefault((quad.graph, quad.subject), {})[name] = quad.object
    backed = {
        (graph, node["rdf:subject"], node["rdf:predicate"], node["rdf:object"])
        for (graph, _), node in parts.items()
    }
    untold = {NAMES["kg:evidence"], NAMES["rdfs:label"]}
    told = [
        q for q in found
        if short(q.graph) in ARTICLES and q.subject in told_of and q.predicate not in untold
    ]  # fmt: skip
    assert len(told) > 60
    assert [q for q in told if (q.graph, *q.triple) not in backed] == []


def test_evidence_quotes_the_article_and_names_rule_and_confidence():
    (node,) = evidence_for("statement/s1", "kg:reportingVerb", '"表示"@zh-hans')
    start = int(re.sub(r'"(\d+)".*', r"\1", node["oa:start"]))
    article = sample().articles[0]
    assert node["oa:exact"] == '"表示"'
    assert article.text[start : start + 2] == "表示"
    assert node["kg:rule"] == '"test-rule"'
    assert node["kg:confidence"].startswith('"0.9"')
    assert node["oa:hasSource"] == "article/a1"
    assert node["kg:field"] == '"text"'


def test_a_materialised_triple_has_evidence_of_its_own():
    assert len(evidence_for(MEETING, "schema:attendee", "person/zhang-san")) == 2
    assert len(evidence_for(MEETING, "rdf:type", "schema:Event")) == 2


def test_the_subject_points_at_its_evidence():
    (node,) = evidence_for(MEETING, "kg:party", "place/jia")
    assert node["key"] in objects(MEETING, "kg:evidence")


def test_an_inferred_value_names_what_it_rests_on():
    day = f'"2021-03-05"^^<{NAMESPACES["edtf"]}EDTF>'
    nodes = {node["oa:exact"]: node for node in evidence_for(MEETING, "kg:edtf", day)}
    assert nodes['"5日"']["derived"] == nodes['"2021年3月5日"']["key"]
    assert nodes['"2021年3月5日"']["derived"] == ""


def test_evidence_in_the_metadata_quotes_the_day_of_publication():
    day = f'"2021-03-06"^^<{NAMESPACES["xsd"]}date>'
    (node,) = evidence_for("membership/m1", "kg:firstSeen", day)
    assert (node["kg:field"], node["oa:exact"]) == ('"metadata"', '"2021-03-06"')


def test_a_conflict_points_at_both_sides_and_the_lost_value_stays_out():
    (conflict,) = {q.subject for q in quads() if short(q.object) == "kg:Conflict"}
    sides = objects(short(conflict), "kg:evidence")
    lost = f'"2021-03-02"^^<{NAMESPACES["edtf"]}EDTF>'
    kept = f'"2021-04"^^<{NAMESPACES["edtf"]}EDTF>'
    assert sides == {
        evidence_for(VISIT, "kg:edtf", value)[0]["key"] for value in (lost, kept)
    }
    assert objects(VISIT, "kg:edtf") == {kept}
    assert sides <= objects(VISIT, "kg:evidence")


def test_every_node_that_is_named_says_what_it_is_and_points_at_its_evidence():
    found = quads()
    typed = {quad.subject for quad in found if short(quad.predicate) == "rdf:type"}
    named = {term for quad in found for term in (quad.subject, quad.object)}
    assert {term for term in named if term.startswith(f"<{BASE}/")} == {
        term for term in typed if term.startswith(f"<{BASE}/")}
    points = {(q.subject, q.object) for q in found if short(q.predicate) == "kg:evidence"}
    about = {(q.object, q.subject) for q in found if short(q.predicate) == "rdf:subject"}
    assert about <= points


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("甲报", {'"甲报"@zh-hans'}),
        ("乙時報", {'"乙时报"@zh-hans', '"乙時報"@zh-hant'}),
        ("The Paper", {'"The Paper"@en'}),
    ],
)
def test_an_outlet_is_labelled_by_the_script_of_its_name(name: str, labels: set[str]):
    graph = sample()
    first, *others = graph.articles
    found = quads(replace(graph, articles=(replace(first, publisher=name), *others)))
    (publisher,) = objects(first.key, "schema:publisher", found)
    assert objects(publisher, "rdfs:label", found) == labels


# --- names, outlets, topics, measures ---


def test_an_agency_that_is_known_is_that_entity_and_an_unknown_publisher_gets_a_node():
    assert objects("article/a1", "kg:agency") == {"organization/wire"}
    (publisher,) = objects("article/a1", "schema:publisher")
    assert objects(publisher, "rdfs:label") == {'"甲报"@zh-hans'}
    assert "schema:Organization" in objects(publisher, "rdf:type")


def test_all_files_of_an_article_are_named():
    assert objects("article/a1", "kg:sourceFile") == {'"one/甲.txt"', '"copy/甲.txt"'}


def test_a_country_is_a_place_and_an_organization():
    types = {"schema:Country", "schema:Place", "org:Organization"}
    assert objects("place/jia", "rdf:type") == types


def test_a_label_is_no_other_name_too():
    assert objects("person/zhang-san", "skos:altLabel") == {'"张总统"@zh-hans'}


def test_a_point_is_a_node_with_an_iri():
    (point,) = objects("place/yi-city", "schema:geo")
    latitude = {q.object for q in quads() if short(q.subject) == point
                and short(q.predicate) == "schema:latitude"}
    assert latitude == {f'"-12.5"^^<{NAMESPACES["xsd"]}decimal>'}


def test_topics_stand_in_one_scheme():
    assert objects("topic/climate-change", "skos:broader") == {"topic/environment"}
    assert objects("topic/climate-change", "skos:inScheme") == {"topic"}
    assert objects("topic", "skos:hasTopConcept") == {"topic/environment"}


def test_measures_have_six_digits():
    values = {q.object.split('"')[1] for q in quads() if short(q.predicate) == "kg:value"}
    assert values == {"0.333333", "1.000000", "2.000000"}


# --- order, options, errors ---


def test_quads_are_sorted_and_each_is_there_once():
    found = quads()
    assert found == sorted(set(found))


def test_all_of_a_subject_comes_at_once():
    subjects = [resource[0].subject for resource in resources(sample(), BASE)]
    assert len(subjects) == len(set(subjects))


def test_another_base_changes_the_iris_of_data_alone():
    other = {q.subject for q in triples(sample(), "https://example.org/kg/")}
    assert all(iri.startswith("<https://example.org/kg/") for iri in other)
    assert len(other) == len({quad.subject for quad in quads()})


def test_without_text_no_sentence_is_left_and_offsets_stay():
    found = quads(without_text=True)
    predicates = {short(q.predicate) for q in found}
    assert not {"schema:text", "oa:exact"} & predicates
    assert {"oa:start", "oa:end", "schema:headline"} <= predicates
    assert not any("应对气候变化" in q.object for q in found)


def test_a_sub_class_of_the_users_own_is_carried_up(tmp_path):
    file = tmp_path / "own.ttl"
    file.write_text(
        "@prefix kg: <https://w3id.org/diplomacy-kg/ontology#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "kg:Summit rdfs:subClassOf kg:Conference ."
    )
    from kg.resources import ontology_dir

    hierarchy = read_hierarchy(ontology_dir() / "kg.ttl", file)
    assert "kg:Event" in hierarchy.superclasses["kg:Summit"]


def test_the_ontology_read_by_rdflib_is_what_the_generated_terms_say():
    assert shipped_hierarchy() == Hierarchy(SUPERCLASSES, SUPERPROPERTIES)


def test_a_fact_whose_claim_is_missing_is_an_error_that_names_it():
    graph = replace(sample(), claims=())
    with pytest.raises(ValueError, match=r"claim [0-9a-f]{16} is not in the graph"):
        quads(graph)


@pytest.mark.parametrize(
    "change",
    [
        {"entities": (Entity("person/习近平", "person", (Text("习近平", "zh-hans"),)),)},
        {"events": (replace(sample().events[0], facts=(Fact(MEETING, "nope:x", Ref("a")),)),)},
    ],
)
def test_what_has_no_iri_is_an_error(change: dict[str, object]):
    graph = replace(sample(), conflicts=(), **change)
    with pytest.raises(ValueError, match=r"is no key|nope"):
        quads(graph)


def test_a_measure_that_is_no_number_is_an_error():
    graph = sample()
    analysis = replace(graph.analysis, measures=(Measure("person/a", "x", float("nan"), "all"),))
    with pytest.raises(ValueError, match="nan"):
        quads(replace(graph, analysis=analysis))
