"""In which event a sentence was said."""

from __future__ import annotations

from datetime import date

import pytest

from tests.extract.reading import document


def test_in_a_dated_section_words_are_of_no_event_that_only_the_title_tells() -> None:
    text = (
        "2020年3月12日（通电话）\n习近平：要合作。\n古特雷斯：我赞成。\n"
        "2020年3月14日\n普京表示，要合作。")
    found = document(text, title="习近平会见普京 习近平同普京会谈").claims
    said = {claim.subject: claim.value for claim in found if claim.predicate == "kg:madeIn"}
    assert len(said) == 2
    assert len(set(said.values())) == 1


@pytest.mark.parametrize(
    ("words", "linked"),
    [("俄方愿加强合作。", True), ("普京说，愿加强合作。", True),
     ("俄罗斯称，制裁没有作用。", False), ("俄罗斯外交部表示，制裁没有作用。", False)],
)
def test_a_country_or_ministry_by_its_name_speaks_elsewhere_than_in_talks(words, linked) -> None:
    text = f"习近平10日在北京同普京会谈。普京表示，会谈很好。\n{words}"
    found = document(text).claims
    last = max((claim for claim in found if claim.predicate == "schema:text"),
               key=lambda claim: claim.start)
    told = [c for c in found if c.predicate == "kg:madeIn" and c.subject == last.subject]
    assert bool(told) == linked


@pytest.mark.parametrize(
    ("clause", "kind"),
    [("普京10日访问中国期间表示，", "Visit"),
     ("普京10日访问中国时同习近平会谈，他表示，", "Meeting")],
)
def test_words_said_during_a_visit_are_of_it_unless_a_talk_is_told_beside(clause, kind) -> None:
    found = document(f"{clause}要扩大贸易。").claims
    made = {claim.value.key for claim in found if claim.predicate == "kg:madeIn"}
    told = {c.subject for c in found if c.predicate == "rdf:type" and kind in str(c.value)}
    assert made and made <= told


@pytest.mark.parametrize(
    ("before", "linked"),
    [("", True), ("11日，外交部发布消息。", True), ("3月20日，美国宣布制裁。", False),
     ("3月1日，美国宣布制裁。", True)],
)
def test_a_story_that_moved_on_to_later_days_is_past_the_talks(before, linked) -> None:
    text = f"2020年3月10日，习近平同普京在北京会谈。{before}普京说，要扩大贸易。"
    made = [c for c in document(text, published=date(2020, 3, 22)).claims
            if c.predicate == "kg:madeIn"]
    assert bool(made) == linked
