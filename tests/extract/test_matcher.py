"""The lexicon: which of overlapping words are kept."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.annotations import Term
from kg.extract.matcher import Lexicon
from kg.extract.pipeline import check_order
from tests.extract.reading import document

WORDS = [
    "中国", "中国外交部", "外交部长", "王毅", "联合国", "联合国大会", "大会", "主席", "WHO", "人民",
]
LEXICON = Lexicon({word: (Term("place", word),) for word in WORDS})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("中国外交部长王毅", ["中国", "外交部长", "王毅"]),
        ("联合国大会主席", ["联合国大会", "主席"]),
        ("WHO说", ["WHO"]),
        ("WHOSE", []),
    ],
)
def test_the_reading_that_covers_most(text, words) -> None:
    assert [token.surface for token in LEXICON.tokens(text)] == words


@given(st.lists(st.sampled_from([*WORDS, "的", "在", "，"]), max_size=12).map("".join))
def test_tokens_are_in_order_and_apart_and_true(text) -> None:
    tokens = LEXICON.tokens(text)
    assert all(text[t.start : t.end] == t.surface for t in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))


class NeedsMore:
    requires = ("nothing-makes-this",)
    provides = "more"

    def extract(self, text):
        return ()


def test_an_extractor_without_its_layers_is_refused() -> None:
    with pytest.raises(ValueError, match="NeedsMore requires nothing-makes-this"):
        check_order([NeedsMore()])


@given(st.text(alphabet="习近平会见普京在北京同马克龙，。：“”\n2021年3月5日晚 说表示", max_size=80))
def test_any_text_is_read_and_every_offset_is_true(text) -> None:
    read = document(text)
    assert all(read.simplified[m.start : m.end] == m.surface for m in read.mentions)
    for claim in read.claims:
        whole = {"text": read.article.text, "title": read.article.title,
                 "metadata": str(read.article.published)}[claim.field]
        assert 0 <= claim.start <= claim.end <= len(whole)
