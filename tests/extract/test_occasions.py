"""In which event a sentence was said."""

from __future__ import annotations

from tests.extract.reading import document


def test_in_a_dated_section_words_are_of_no_event_that_only_the_title_tells() -> None:
    text = (
        "2020年3月12日（通电话）\n习近平：要合作。\n古特雷斯：我赞成。\n"
        "2020年3月14日\n普京表示，要合作。")
    found = document(text, title="习近平会见普京 习近平同普京会谈").claims
    said = {claim.subject: claim.value for claim in found if claim.predicate == "kg:madeIn"}
    assert len(said) == 2
    assert len(set(said.values())) == 1
