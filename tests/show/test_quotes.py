"""The sentence around a place in an article."""

from __future__ import annotations

import pytest

from kg.model import Article, Claim
from kg.show import quotes as of_quotes
from kg.show.quotes import Quotes, quote, sentence_bounds

TEXT = "他说：“好。”明天，习近平会见普京。双方讨论了气候变化！\n然后散会"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("习近平", "明天，习近平会见普京。"),
        ("好", "他说：“好。”"),
        ("气候变化", "双方讨论了气候变化！"),
        ("散会", "然后散会"),
        ("会见普京。双方", "明天，习近平会见普京。双方讨论了气候变化！"),
        ("然后散会", "然后散会"),
    ],
)
def test_the_whole_sentence_and_no_more(words: str, sentence: str) -> None:
    start = TEXT.index(words)
    left, right = sentence_bounds(TEXT, start, start + len(words))
    assert TEXT[left:right] == sentence


def test_a_line_without_end_is_cut() -> None:
    text = "长" * 5000
    left, right = sentence_bounds(text, 2500, 2503)
    assert (left, right) == (2240, 2763)


def article(text: str = TEXT) -> Article:
    return Article("a", "a.txt", 1, "标题在此", text, "zh-Hans", "0")


def claim(start: int, end: int, field: str = "text", **more: object) -> Claim:
    return Claim("event/1", "kg:x", "v", "a", field, start, end, "r", 0.5, **more)  # type: ignore[arg-type]


def test_the_words_that_tell_the_fact_stand_apart() -> None:
    start = TEXT.index("会见")
    found = quote(claim(start, start + 2), article())
    assert (found.before, found.exact, found.after) == ("明天，习近平", "会见", "普京。")


def test_a_title_is_quoted_whole() -> None:
    found = quote(claim(0, 2, "title"), article())
    assert (found.before, found.exact, found.after) == ("", "标题", "在此")


def test_what_the_page_s_data_tell_has_no_sentence() -> None:
    found = quote(claim(0, 10, "metadata"), article())
    assert (found.before, found.exact, found.after, found.field) == ("", "", "", "metadata")


def test_what_an_inferred_value_rests_on_is_quoted_too() -> None:
    basis = claim(0, 2)
    inferred = claim(3, 5, derived_from=(basis.id,))
    found = Quotes({one.id: one for one in (basis, inferred)}, {"a": article()})
    assert found.keys() == {basis.id, inferred.id}
    assert found[inferred.id].derived_from == (basis.id,)
    assert found[basis.id] == quote(basis, article())


def test_what_is_no_claim_has_no_quote() -> None:
    found = Quotes({}, {"a": article()})
    assert "0a1b" not in found
    assert found.get("0a1b") is None


def test_only_quotes_asked_for_are_made_and_each_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Claim] = []
    monkeypatch.setattr(of_quotes, "quote", lambda one, _: made.append(one) or quote(one, _))
    wanted, other = claim(0, 2), claim(3, 5)
    found = Quotes({one.id: one for one in (wanted, other)}, {"a": article()})
    assert found[wanted.id] == found[wanted.id]
    assert made == [wanted]
