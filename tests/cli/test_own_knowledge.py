"""A person, a verb, a kind of event and a topic of one's own: a folder of data, no Python."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import KnowledgeGraph
from kg.pipeline import BuildOptions, build, write
from kg.rdf.validate import validate
from kg.show.explain import explain, find_event, read_output

KIND = """@prefix kg: <https://w3id.org/diplomacy-kg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
kg:Audience a owl:Class ; rdfs:subClassOf kg:Meeting .
"""
TOPIC = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix topic: <https://w3id.org/diplomacy-kg/id/topic/> .
topic:pandas a skos:Concept ; skos:inScheme <https://w3id.org/diplomacy-kg/id/topic> ;
    skos:notation "pandas" ; skos:prefLabel "熊猫"@zh-hans, "熊貓"@zh-hant, "pandas"@en ;
    skos:broader topic:environment .
"""


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "people.yaml").write_text(
        "- {id: ada-novak, zh_hans: 艾达·诺瓦克, en: Ada Novak, country: czechia, "
        "source: editor}\n",
        encoding="utf-8")
    (folder / "contact_verbs.yaml").write_text(
        "- {verb: 觐见, event: Audience, frame: transitive, object: 'kg:host'}\n", encoding="utf-8")
    (folder / "topics.yaml").write_text(
        "- {topic: pandas, words: [大熊猫], source: editor}\n", encoding="utf-8")
    (folder / "kinds.ttl").write_text(KIND, encoding="utf-8")
    (folder / "scheme.ttl").write_text(TOPIC, encoding="utf-8")
    return folder


@pytest.fixture
def graph(tmp_path: Path, knowledge: Path) -> KnowledgeGraph:
    article = tmp_path / "a.txt"
    article.write_text(
        "诺瓦克觐见法国总统\n\n2021年3月6日 某报\n\n3月5日,艾达·诺瓦克在巴黎觐见法国总统马克龙。"
        "马克龙表示,法方愿加强大熊猫保护合作,欢迎更多交流。\n", encoding="utf-8")
    return build([article], options=BuildOptions(knowledge=(knowledge,)))


def test_all_of_it_is_found(graph: KnowledgeGraph) -> None:
    (event,) = graph.events
    assert event.type == "Audience"
    assert event.participants == ("person/ada-novak", "person/emmanuel-macron")
    assert event.topics == ("topic/pandas",)
    assert "pandas" in {topic.id for topic in graph.topics}


def test_queries_find_the_new_kind_as_a_meeting(
    graph: KnowledgeGraph, knowledge: Path, tmp_path: Path
) -> None:
    write(graph, tmp_path / "output", options=BuildOptions(knowledge=(knowledge,)))
    turtle = (tmp_path / "output" / "graph.ttl").read_text(encoding="utf-8")
    assert "kg:Audience" in turtle
    from pyoxigraph import RdfFormat, Store

    store = Store()
    store.load(turtle.encode(), format=RdfFormat.TURTLE)
    asked = store.query(
        "PREFIX kg: <https://w3id.org/diplomacy-kg/ontology#> "
        "ASK { ?e a kg:Audience, kg:Meeting }")
    assert bool(asked)


def test_the_output_is_valid_and_explains_the_new_kind(
    graph: KnowledgeGraph, knowledge: Path, tmp_path: Path
) -> None:
    write(graph, tmp_path / "output", options=BuildOptions(knowledge=(knowledge,)))
    assert validate(tmp_path / "output") == []
    told = read_output(tmp_path / "output")
    assert list(explain(told, find_event(told, "Audience")))[1] == "Audience; held"
