"""The scheme of topics as shipped, and what is refused in a user's."""

import re
from pathlib import Path

import pytest

from kg.errors import DataBroken
from kg.extract.topic_scheme import read_scheme
from kg.knowledge import load
from kg.resources import ontology_dir

PREFIXES = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix topic: <https://example.org/topic/> .
"""
IDS = """multilateralism unilateralism united-nations global-governance international-law
peace-and-security peacekeeping sustainable-development climate-change environment biodiversity
epidemic vaccines public-health belt-and-road africa south-south-cooperation developing-countries
poverty-reduction debt trade economic-globalization world-economy energy finance aerospace
science-and-technology sports human-rights democracy shared-future decoupling ideology
cold-war-mentality sovereignty taiwan hong-kong xinjiang tibet south-china-sea korean-peninsula
middle-east ukraine iran nuclear-arms-control terrorism cyber bilateral-relations education culture
agriculture infrastructure military"""
CONTRACT = IDS.split()


def scheme():
    return read_scheme(ontology_dir() / "topics.ttl")


def test_every_topic_of_the_contract_is_there():
    assert len(CONTRACT) == 53
    assert set(CONTRACT) <= {topic.id for topic in scheme()}


def test_every_topic_has_a_label_in_each_language():
    for topic in scheme():
        assert [label.lang for label in topic.labels] == ["en", "zh-hans", "zh-hant"], topic


def test_ids_are_ascii_and_unique():
    ids = [topic.id for topic in scheme()]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", id_) for id_ in ids)


def test_climate_change_lies_below_environment():
    broader = {topic.id: topic.broader for topic in scheme()}
    assert broader["climate-change"] == ("environment",)
    assert broader["vaccines"] == broader["epidemic"] == ("public-health",)


def test_no_topic_lies_below_itself():
    broader = {topic.id: topic.broader for topic in scheme()}

    def above(id_: str, seen: tuple[str, ...] = ()) -> None:
        assert id_ not in seen, (id_, seen)
        for wider in broader[id_]:
            above(wider, (*seen, id_))

    for id_ in broader:
        above(id_)


def test_every_topic_word_raises_a_topic_of_the_scheme():
    assert {record.topic for record in load().topic_words} <= {topic.id for topic in scheme()}


def test_a_users_file_adds_topics(tmp_path: Path):
    file = tmp_path / "topics.ttl"
    file.write_text(
        PREFIXES
        + 'topic:whaling a skos:Concept ; skos:inScheme <urn:s> ; skos:prefLabel "捕鲸"@zh-hans .',
        encoding="utf-8",
    )
    found = {topic.id for topic in read_scheme(ontology_dir() / "topics.ttl", file)}
    assert {"whaling", "climate-change"} <= found


@pytest.mark.parametrize(
    "turtle, what",
    [
        ("topic:a skos:prefLabel", "no Turtle"),
        (
            'topic:a skos:inScheme <urn:s> ; skos:prefLabel "a"@en ; skos:broader topic:b .',
            "broader topic https://example.org/topic/b is unknown",
        ),
    ],
)
def test_a_broken_scheme_is_refused(tmp_path: Path, turtle: str, what: str):
    file = tmp_path / "topics.ttl"
    file.write_text(PREFIXES + turtle, encoding="utf-8")
    with pytest.raises(DataBroken, match=what):
        read_scheme(file)
