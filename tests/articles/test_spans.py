"""Cutting between marks: as the plain pattern does, and in linear time."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles.clean import clean
from kg.articles.spans import without_comments, without_scripts
from kg.model import RawArticle

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
SCRIPT = re.compile(r"<(script|style|noscript)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
PIECES = ("<!--", "-->", "<script>", "<STYLE a>", "</script >", "</style>", "甲", "\n", "<p>", "-")


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_the_same_is_cut_as_by_the_plain_patterns(text: str) -> None:
    assert without_comments(text) == COMMENT.sub("", text)
    assert without_scripts(text) == SCRIPT.sub("", text)


def growth(media_type: str, unit: str) -> float:
    """How many times the work of one line that is eight times as long."""

    def work(count: int) -> float:
        raw = RawArticle("a", 1, media_type, f"<html><p>甲</p>\n{unit * count}\n</p>")

        def once(run: Callable[[RawArticle], object] = clean) -> float:
            start = time.process_time()
            run(raw)
            return time.process_time() - start

        return min(once() for _ in range(3))

    work(10)  # patterns are compiled
    return work(8_000) / max(work(1_000), 1e-4)


@pytest.mark.parametrize("media_type", ["text/html", "text/markdown", "text/plain"])
@pytest.mark.parametrize(
    "unit",
    [
        "<!-- 甲", "<script>甲", "<script 甲", '<script type="application/ld+json">甲', "{{< 甲",
        "{% 甲", "{{< 甲}", "![甲", "**甲 ", "***甲 ", "__甲 ", "[甲](", "甲 | ", "（记者张三",
        "张三 李四 ",
    ],
)  # fmt: skip
def test_no_mark_makes_a_long_line_cost_more_than_its_length(media_type: str, unit: str) -> None:
    assert growth(media_type, unit) < 30  # 64 where each mark reads to the end of the text
