"""Texts of any length: the work grows with them, not with their square."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count, takewhile

import pytest

from kg.extract.sentences import sentences
from tests.extract.reading import document

_SOUNDS = "巴卡达法哈拉马纳帕萨塔瓦亚比迪基里米尼皮西蒂"
# Read in a second or two; where work grows with the square of the length it takes minutes.
_LENGTH = 40_000


def _president(number: int) -> str:
    return "阿" + _SOUNDS[number % 22] + _SOUNDS[number // 22 % 22] + _SOUNDS[number // 484 % 22]


def _day(number: int) -> str:
    return f"{number % 12 + 1}月{number // 12 % 28 + 1}日"


PIECES: dict[str, Callable[[int], str]] = {
    "one-line": lambda i: (
        f"国家主席习近平{_day(i)}在北京会见法国总统马克龙。习近平指出,“要加强合作。”他说,很好。"
        f"俄罗斯总统普京{_day(i)}同印度总理莫迪通电话!“我们应该坚持和平。”王毅说。双方一致认为,要合作。"
    ),
    "each-another": lambda i: (
        f"{_day(i)},习近平会见法国总统{_president(i)}。{_president(i)}指出,要合作。\n王毅等参加会见。\n"
    ),
    "without-days": lambda i: f"习近平会见法国总统{_president(i)}。这是两人第八次会晤。",
    "pronouns": lambda i: (
        f"{_day(i)},普京会见马克龙。他说,“期待同你会晤。”马克龙表示,我将同你会晤。"),
    "sections": lambda i: (
        f"\n{2000 + i // 336 % 20}年{_day(i)}(通电话)\n习近平:要合作。\n古特雷斯:我赞成。\n"),
    "undated-in-sections": lambda i: (
        f"\n{2000 + i // 336 % 20}年{_day(i)}\n习近平会见普京。王毅出席。普京说,要合作。\n"),
    "plans": lambda i: f"习近平将于{_day(i)}会见普京。习近平会见普京。王毅等参加会见。",
    "apart": lambda i: (
        f"{_day(i)},习近平分别会见普京、莫迪。习近平会见普京和莫迪。王毅等参加上述活动。"),
    "straight-marks": lambda i: f"普京{_day(i)}会见马克龙。普京指出,\"要合作!\"他说,\"很好。\"",
    "without-marks": lambda i: "习近平在北京会见普京总统指出要加强合作,",
    "the-same": lambda i: "国家主席习近平会见法国总统马克龙,双方谈了合作。",
    "bare": lambda i: "习近平会见",
}


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_long_articles_are_read_to_their_end(piece: Callable[[int], str]) -> None:
    size = len(piece(0))
    text = "".join(map(piece, takewhile(lambda i: i * size < _LENGTH, count())))
    told = document(text, published=date(2021, 12, 30)).claims
    assert max(claim.end for claim in told) > 0.9 * len(text)


def test_a_sentence_without_an_end_is_read_in_pieces() -> None:
    text = "双方将加强合作," * 1000
    found = sentences(text)
    assert "".join(sentence.of(text) for sentence in found) == text
    assert max(sentence.end - sentence.start for sentence in found) <= 800
    assert all(sentence.of(text).endswith(",") for sentence in found)
    assert [s.end - s.start for s in sentences("好" * 4500)] == [800] * 5 + [500]
