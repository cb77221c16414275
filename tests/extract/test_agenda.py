"""What talks were about, where the article tells it and nobody is told to have said it."""

import pytest

from kg.model import Document, Ref
from tests.extract.reading import document


def agenda(text: str) -> dict[str, set[str]]:
    """The topics of each event's agenda, by the type of the event."""
    found: Document = document(text)
    types = {c.subject: c.value.key.removeprefix("kg:") for c in found.claims
             if c.predicate == "rdf:type" and isinstance(c.value, Ref)}
    told: dict[str, set[str]] = {}
    for claim in found.claims:
        if claim.rule == "agenda-words" and isinstance(claim.value, Ref):
            told.setdefault(types[claim.subject], set()).add(claim.value.key.split("/")[1])
    return told


@pytest.mark.parametrize(
    "text, topics",
    [
        ("3月9日，普京与马克龙就乌克兰局势通电话。", {"ukraine"}),
        ("3月9日，普京在莫斯科会见马克龙，讨论气候和能源问题。", {"climate-change", "energy"}),
        ("3月9日，普京在莫斯科会见马克龙，会谈内容包括叙利亚局势。", {"middle-east", "syria"}),
        ("3月9日，普京同马克龙举行会谈，围绕反恐合作深入交换意见。", {"terrorism"}),
    ],
)
def test_the_agenda_told_with_talks_is_what_they_were_about(text: str, topics: set[str]):
    (found,) = agenda(text).values()
    assert found == topics


def test_both_sides_of_talks_told_before_have_the_agenda_of_the_next_sentence():
    text = "3月9日，普京在莫斯科会见马克龙。双方就能源合作进行了讨论。"
    assert agenda(text) == {"Meeting": {"energy"}}


def test_what_somebody_else_discusses_in_another_sentence_is_no_agenda_of_talks():
    text = "3月9日，普京在莫斯科会见马克龙。议会当天就能源法案进行了讨论。"
    assert agenda(text) == {}


def test_what_somebody_says_is_left_to_the_statements():
    text = "3月9日，普京在莫斯科会见马克龙。马克龙表示，愿就能源合作同俄方进行讨论。"
    assert agenda(text) == {}


def test_of_two_events_in_a_sentence_the_nearer_has_the_agenda():
    text = "3月9日，普京在莫斯科会见马克龙，并同默克尔就气候变化问题通电话。"
    assert agenda(text) == {"PhoneCall": {"climate-change"}}


def test_an_achievement_is_no_agenda():
    assert agenda("3月9日，普京会见马克龙，后者祝贺他的能源成就，气候议题并未进行。") == {}


def test_what_talks_were_about_is_their_agenda_though_somebody_speaks_of_it_afterwards():
    text = "3月9日，普京与马克龙就疫情问题通话，随后克里姆林宫表示满意。"
    assert agenda(text) == {"PhoneCall": {"epidemic"}}


def test_talks_may_be_named_as_what_had_the_agenda():
    text = "3月9日，普京在莫斯科会见马克龙。据公报，会谈聚焦能源合作。"
    assert agenda(text) == {"Meeting": {"energy"}}


def test_both_in_somebodys_words_are_not_those_of_the_talks():
    text = "3月9日，普京在莫斯科会见马克龙。有人称：“中德双方就能源合作进行了讨论。”"
    assert agenda(text) == {}
