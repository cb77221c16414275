"""What of a sentence was said, and what only stands around it."""

from __future__ import annotations

from datetime import date

import pytest

from kg.model import Claim
from tests.extract.reading import document

_LEAD = "11月18日,中国外长王毅在北京会见法国外长巴罗。"


def _claims(text: str, predicate: str) -> list[Claim]:
    found = document(text, published=date(2024, 11, 19)).claims
    return [claim for claim in found
            if claim.predicate == predicate and claim.subject.startswith("statement/")]


def test_an_office_before_the_verb_raises_no_topic() -> None:
    text = "美国气候问题特使克里11月18日表示,双方关系良好。"
    topics = {getattr(c.value, "key", "") for c in _claims(text, "schema:about")}
    assert "topic/climate-change" not in topics


@pytest.mark.parametrize("text", [
    "王毅就气候变化问题表示,要合作。", "谈到气候变化时,王毅指出,要合作。",
    "王毅表示,要应对气候变化。", "“要应对气候变化。”王毅说。",
])
def test_what_is_spoken_of_is_raised(text: str) -> None:
    topics = {getattr(c.value, "key", "") for c in _claims(_LEAD + text, "schema:about")}
    assert "topic/climate-change" in topics


@pytest.mark.parametrize("text", ["韩正出席并致辞。", "王毅同意了。"])
def test_an_act_without_words_is_no_statement(text: str) -> None:
    assert _claims(text, "schema:text") == []


def test_a_dateline_is_not_said() -> None:
    (claim,) = _claims("路透北京7月9日 - 中国外长王毅表示,要合作。", "schema:text")
    assert getattr(claim.value, "text", "").startswith("中国外长王毅")


def test_nothing_is_said_in_talks_that_are_only_planned() -> None:
    text = "王毅将于11月25日会见法国外长巴罗。王毅表示,要合作。"
    assert _claims(text, "schema:text")
    assert _claims(text, "kg:madeIn") == []
