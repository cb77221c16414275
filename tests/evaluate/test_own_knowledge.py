"""A folder of one's own is held against ontology, topics and its own examples before a build."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.evaluate.own_knowledge import check_knowledge
from kg.knowledge import KnowledgeError

SKOS = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix t: <urn:t/> .\n"
TOPIC = 't:pandas skos:inScheme <urn:s> ; skos:prefLabel "熊猫"@zh-hans , "pandas"@en'
RDFS = "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
VERB = "- {verb: 宴请, event: Ceremony, frame: transitive, examples: [习近平宴请普京。]"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("topics.yaml", "\n- {topic: trades, words: [贸], source: editor}",
         "/topics.yaml:2: 'topic: trades' is not a topic of the scheme; did you mean 'trade'?"),
        ("topics.yaml", "- {topic: trade, words: [], patterns: ['(贸'], source: editor}",
         "/topics.yaml:1: '(贸' is no regular expression"),
        ("contact_verbs.yaml", VERB.replace("Ceremony", "Meting"),
         "/contact_verbs.yaml:1: 'event: Meting' is not a class below kg:Event; did you mean"),
        ("contact_verbs.yaml", VERB + ", subject: 'kg:hots'",
         "/contact_verbs.yaml:1: 'subject: kg:hots' is not a way to attend; did you mean"),
        ("contact_verbs.yaml", VERB.replace("习近平宴请普京", "天气宴请大地"),
         "/contact_verbs.yaml:1: the example «天气宴请大地。» tells of no event, not of Ceremony"),
        ("contact_verbs.yaml", VERB.replace("verb: 宴请", "verb: 款待"),
         "/contact_verbs.yaml:1: the example «习近平宴请普京。» does not hold '款待'"),
        ("cues.yaml", "- {word: 早先, means: planned, examples: [普京会见早先的马克龙。]",
         "/cues.yaml:1: the example «普京会见早先的马克龙。» tells of an event that is held, not"),
        ("speech_verbs.yaml", "- {verb: 嘀咕, examples: [天气嘀咕不停。]",
         "/speech_verbs.yaml:1: the example «天气嘀咕不停。» tells of nobody who says"),
        ("own.ttl", f"{SKOS}t:a skos:prefLabel", "/own.ttl: is no Turtle: Parser error at line 3"),
        ("own.ttl", f"{SKOS}{TOPIC} .", "/own.ttl: topic 'pandas' has no label in zh-hant; add"),
        ("own.ttl", f"{SKOS}{TOPIC} ; skos:broader t:b .",
         "/own.ttl: pandas: broader topic urn:t/b"),
        ("own.ttl", f"{RDFS}<urn:x> rdfs:subClassOf <urn:y> .", "/own.ttl: urn:x: is in no names"),
    ],
)  # fmt: skip
def test_what_does_not_fit_names_file_place_and_remedy(
    tmp_path: Path, name: str, text: str, told: str
) -> None:
    closed = text if text.endswith(("}", ".", "prefLabel")) else text + "}"
    (tmp_path / name).write_text(closed + "\n", encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        check_knowledge(tmp_path)
    (problem,) = caught.value.problems
    assert problem.startswith(f"{tmp_path}{told}")
    assert ";" in problem


def test_a_class_a_topic_and_words_of_ones_own_are_right(tmp_path: Path) -> None:
    (tmp_path / "kinds.ttl").write_text(
        f"{RDFS}@prefix kg: <https://w3id.org/diplomacy-kg/ontology#> .\n"
        "kg:Banquet rdfs:subClassOf kg:Ceremony .\n", encoding="utf-8")
    (tmp_path / "topics.ttl").write_text(
        f'{SKOS}{TOPIC} , "熊貓"@zh-hant .\n', encoding="utf-8")
    (tmp_path / "topics.yaml").write_text(
        "- {topic: pandas, words: [熊猫], source: editor}\n", encoding="utf-8")
    (tmp_path / "contact_verbs.yaml").write_text(
        VERB.replace("Ceremony", "Banquet") + "}\n", encoding="utf-8")
    assert check_knowledge(tmp_path).people
