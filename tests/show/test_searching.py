"""What the search box compares."""

from __future__ import annotations

import pytest

from kg.show.searching import fold_table, folded, search_terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("習近平", "习近平"),
        ("António Guterres", "antonioguterres"),
        ("《聯合國憲章》", "联合国宪章"),
        ("21 世纪·论坛", "21世纪论坛"),
        ("　", ""),
    ],
)
def test_folding(text: str, expected: str) -> None:
    assert folded(text) == expected


def test_a_name_is_found_by_pinyin_initials_and_surname() -> None:
    assert search_terms(["习近平", "習近平", "Xi Jinping"]) == (
        "习近平", "xijinping", "xjp", "xi", "jinping",
    )  # fmt: skip


def test_words_of_more_than_one_reading_are_read_in_their_phrase() -> None:
    assert "chongqing" in search_terms(["重庆"])


def test_u_with_dots_is_found_as_v_and_as_u() -> None:
    assert {"lvxiulian", "luxiulian"} <= set(search_terms(["吕秀莲"]))


def test_events_have_no_initials() -> None:
    assert search_terms(["习近平会见普京"], initials=False) == (
        "习近平会见普京", "xijinpinghuijianpujing",
    )  # fmt: skip


def test_queries_in_traditional_script_are_folded_by_the_characters_that_occur() -> None:
    table = fold_table(["习近平", "联合国"])
    assert table["習"] == "习"
    assert table["聯"] == "联"
    assert table["國"] == "国"
    assert "氣" not in table
    assert "习" not in table
