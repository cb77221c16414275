"""The five seed articles come out as a careful reader has them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kg.articles import load, simplify
from kg.model import Article

ROOT = Path(__file__).resolve().parents[2]
GOLD: list[dict[str, Any]] = json.loads(
    (ROOT / "tests" / "gold" / "seeds.json").read_text(encoding="utf-8")
)["articles"]
SAMPLE = pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold["file"][:3])


@pytest.fixture(scope="module")
def articles(seeds: Path) -> dict[str, Article]:
    found, refusals = load([seeds])
    assert refusals == ()
    return {article.path: article for article in found}


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_there_are_five(articles: dict[str, Article]) -> None:
    assert sorted(articles) == sorted(gold["file"] for gold in GOLD)


@SAMPLE
def test_the_body_is_whole_and_nothing_else(
    gold: dict[str, Any], articles: dict[str, Article]
) -> None:
    text = squeezed(articles[gold["file"]].text)
    assert text.startswith(squeezed(gold["body_first"])[:10])
    assert text.endswith(squeezed(gold["body_last"])[-8:])
    assert all(squeezed(piece) in text for piece in gold["body_middle"])
    assert not [piece for piece in gold["not_body"] if squeezed(piece) in text]
    assert 0.8 * gold["body_chars"] <= len(text) <= 1.35 * gold["body_chars"]


@SAMPLE
def test_photographers_and_staff_are_not_in_it(
    gold: dict[str, Any], articles: dict[str, Article]
) -> None:
    text = simplify(squeezed(articles[gold["file"]].text))
    assert not [name for name in gold.get("credits", []) if name in text]


@SAMPLE
def test_metadata(gold: dict[str, Any], articles: dict[str, Article]) -> None:
    article = articles[gold["file"]]
    assert article.title == gold["title"]
    assert article.publisher == gold.get("publisher")
    assert article.agency == gold.get("agency")
    assert (article.published and article.published.isoformat()) == gold.get("published")
    assert article.url == gold.get("url")
    assert article.language == "zh-" + gold["script"][:4]


def test_captions_and_dates_stay_as_lines(articles: dict[str, Article]) -> None:
    lines = articles["000_cf6008a473dea2e5.txt"].text.split("\n")
    assert "2016年11月28日" in lines and "2020年3月12日(通電話)" in lines
    assert "9月23日晚,國家主席習近平在北京以視頻方式會見聯合國秘書長古特雷斯。" in lines


def test_paragraphs_of_one_long_line_come_apart(articles: dict[str, Article]) -> None:
    lines = articles["002_6cdceab04aad32ca.txt"].text.split("\n")
    heads = ["3月12日", "习近平指出", "习近平强调", "习近平强调", "古特雷斯表"]
    assert [line[:5] for line in lines] == heads
