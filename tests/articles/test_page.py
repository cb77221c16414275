"""Tidying: done once, before any offset is made."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles.page import han, line_of, sentences, tidy


@given(st.text(st.characters(), max_size=200))
def test_tidy_text_is_nfc_without_control_characters_and_surrogates(text: str) -> None:
    clean = tidy(text)
    assert unicodedata.is_normalized("NFC", clean)
    categories = {unicodedata.category(c) for c in clean if c != "\n"}
    assert not categories & {"Cc", "Cs", "Co", "Zl", "Zp"}
    clean.encode("utf-8")


@given(st.text(max_size=200))
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("甲\r\n乙\r丙", "甲\n乙\n丙"),
        ("甲\u200b乙\ufeff", "甲乙"),
        ("甲\xa0乙\t丙", "甲 乙 丙"),
        ("\uf9f4", "林"),
        ("e\u0301", "é"),
        ("a\ud800b", "ab"),
        ("，：（", "，：（"),
    ],
)
def test_tidy(raw: str, clean: str) -> None:
    assert tidy(raw) == clean


def test_a_line_has_no_white_space_at_its_ends() -> None:
    assert line_of("\u3000\u3000习近平  指出\n第二 ") == "习近平 指出 第二"


def test_counts() -> None:
    assert han("2020年9月23日，Xi会见") == 5
    assert sentences("甲说。乙问？丙") == 2
