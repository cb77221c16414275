"""Paragraphs, sentences and quotations by offsets."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.sentences import paragraphs, quotes, sentences

SEEDS = Path(__file__).parents[2] / "seeds"

SENTENCES = {
    "two": ("甲说。乙说。", ["甲说。", "乙说。"]),
    "marks": ("真的？！是的！好", ["真的？！", "是的！", "好"]),
    "semicolon": ("只有一个体系；只有一套规则。", ["只有一个体系；只有一套规则。"]),
    "ascii-semicolon": ("只有一个体系;只有一套规则。", ["只有一个体系;只有一套规则。"]),
    "closing-quote": ("他说：“好。”她说：“不。”", ["他说：“好。”", "她说：“不。”"]),
    "corner-quote": ("他說「好。」她走了。", ["他說「好。」", "她走了。"]),
    "straight-quotes": ('他说："好。"她说："不。"', ['他说："好。"', '她说："不。"']),
    "straight-opens-next": ('他说好。"不。"', ["他说好。", '"不。"']),
    "inside-a-quote": ("他说：“一。二。”完。", ["他说：“一。", "二。”", "完。"]),
    "goes-on-after-quote": ("“谁负责？”的问题。", ["“谁负责？”的问题。"]),
    "goes-on-with-comma": ("“好！”，他说。", ["“好！”，他说。"]),
    "title": ("《谁赢了？谁输了？》一文说。完。", ["《谁赢了？谁输了？》一文说。", "完。"]),
    "bracket": ("甲（记者问？）说。", ["甲（记者问？）说。"]),
    "unclosed-title": ("《甲。乙。", ["《甲。", "乙。"]),
    "ascii-dot": ("增长3.5%,达58.7万.好。", ["增长3.5%,达58.7万.好。"]),
    "ascii-question": ("好?不好?", ["好?", "不好?"]),
    "address": ("见a?b=c处。", ["见a?b=c处。"]),
    "ellipsis": ("他说……不。完", ["他说……不。", "完"]),
    "newline": ("标题\n正文", ["标题", "正文"]),
    "blank": ("  甲。 \n\n 乙。", ["甲。", "乙。"]),
    "empty": ("", []),
    "only-marks": ("。。。", ["。。。"]),
}


@pytest.mark.parametrize(("text", "expected"), SENTENCES.values(), ids=SENTENCES)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [sentence.of(text) for sentence in sentences(text)] == expected


def test_paragraphs_are_lines_and_indented_blocks() -> None:
    text = "一。\n\n  二。  \n\u3000\u3000三。\u3000\u3000四。\n"
    assert [part.of(text) for part in paragraphs(text)] == ["一。", "二。", "三。", "四。"]


QUOTES = {
    "speech": ("说：“好。”", ["“好。”"]),
    "nested": ("「甲『乙』丙」", ["「甲『乙』丙」", "『乙』"]),
    "same-nested": ("“甲“乙”丙”", ["“甲“乙”丙”", "“乙”"]),
    "straight": ('说"好"和"坏"', ['"好"', '"坏"']),
    "title-in-speech": ("“落实《巴黎协定》”", ["“落实《巴黎协定》”", "《巴黎协定》"]),
    "closer-alone": ("好”。", []),
    "left-open": ("说：“好。\n“坏。”", ["“好。", "“坏。”"]),
    "title-left-open": ("《甲\n乙》", []),
    "crossed": ("“甲《乙”丙》", ["“甲《乙”"]),
}


@pytest.mark.parametrize(("text", "expected"), QUOTES.values(), ids=QUOTES)
def test_quotes(text: str, expected: list[str]) -> None:
    assert [text[quote.start : quote.end] for quote in quotes(text)] == expected


def test_marks_left_open_by_the_thousand_are_read_to_their_end() -> None:
    assert quotes("“甲" * 50_000)
    assert len(sentences("“甲。" * 50_000)) == 50_000


def test_a_quote_left_open_is_told() -> None:
    assert [quote.closed for quote in quotes("说：“好。\n“坏。”")] == [False, True]


def test_titles_are_told_from_speech() -> None:
    assert [quote.is_title for quote in quotes("“甲”《乙》")] == [False, True]


@pytest.mark.parametrize(
    ("seed", "first", "count"),
    [
        ("000", "習近平:聯合國成立75年來,為世界和平與發展作出重要貢獻。", 2),
        ("003", "世界需要真正的多边主义。", 1),
        ("004", "双方还就其他共同关心的国际和地区问题交换了意见。", 1),
    ],
)
def test_sentences_of_the_seeds(seed: str, first: str, count: int) -> None:
    text = next(SEEDS.glob(f"{seed}_*")).read_text(encoding="utf-8")
    found = [sentence.of(text) for sentence in sentences(text)]
    at = found.index(first)
    assert [text.count(part) for part in found[at : at + count]] == [1] * count


MARKS = st.text(alphabet="甲乙。！？；!?;…“”‘’「」『』《》（）()\"\n 　a.,，:：", max_size=60)


@given(MARKS)
def test_nothing_but_white_space_is_lost(text: str) -> None:
    inside = "".join(sentence.of(text) for sentence in sentences(text))
    assert "".join(inside.split()) == "".join(text.split())


@given(MARKS)
def test_sentences_are_in_order_and_trimmed(text: str) -> None:
    found = sentences(text)
    assert all(part.of(text).strip() == part.of(text) != "" for part in found)
    assert all(
        left.end <= right.start for left, right in itertools.pairwise(found)
    )


@given(MARKS)
def test_each_sentence_is_in_one_paragraph(text: str) -> None:
    lines = paragraphs(text)
    for part in sentences(text):
        assert sum(line.start <= part.start and part.end <= line.end for line in lines) == 1


@given(MARKS)
def test_quotes_are_inside_the_text_and_end_with_their_mark(text: str) -> None:
    for quote in quotes(text):
        assert 0 <= quote.start < quote.end <= len(text)
        assert text[quote.start] == quote.mark
        assert not quote.closed or text[quote.end - 1] in "”’」』》〉\"＂"
