"""What an article vouches for: a name beside an office held that day, a label on its own."""

from __future__ import annotations

from datetime import date

import pytest

from kg.knowledge import Attestation, Knowledge, KnowledgeFile, assemble, check_sources
from kg.knowledge.attesting import Witnesses
from kg.model import Article

URL = "https://news.example/1"
RECORDS = {
    "countries": "- {id: a-land, zh_hans: 甲国国, source: editor}\n",
    "roles": (
        "- {id: minister, zh_hans: 部长, zh_hant: 部長, source: editor}\n"
        "- {id: vice-minister, zh_hans: 副部长, zh_hant: 副部長, source: editor}\n"
    ),
    "people": (
        "- {id: ding-yi, zh_hans: 丁一某, zh_hant: 丁一某, source: editor, "
        'offices: [{role: minister, of: a-land, start: "2019-05", end: "2021-05"}]}\n'
        "- {id: the-other, zh_hans: 戊二某, weak: [戊某], source: editor, "
        "offices: [{role: vice-minister, of: a-land}]}\n"
        "- {id: longer, zh_hans: 丁一某某, source: editor}\n"
    ),
    "cities": "- {id: b-town, zh_hans: 乙城, within: a-land, source: editor}\n",
    "organizations": "- {id: c-group, zh_hans: 丙联合会, zh_hant: 丙聯合會, source: editor}\n",
}


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return assemble([KnowledgeFile("", f"{name}.yaml", text) for name, text in RECORDS.items()])


def article(text: str, day: date | None = date(2020, 7, 1), url: str = URL) -> Article:
    return Article(id="x", path="a.txt", part=1, title="", text=text, language="zh-Hant",
                   sha256="0", url=url, published=day, publisher="某报")


@pytest.mark.parametrize(("text", "vouched"), [
    ("部長丁一某說。", {"people/ding-yi"}),
    ("丁一某部长说。", {"people/ding-yi"}),
    ("副部长戊二某说。", {"people/the-other"}),
    ("副部长丁一某说。", set()),
    ("副部长戊某说。", set()),
    ("丁一某说，部长来了。", set()),
    ("部长丁一某某说。", set()),
    ("乙城的丙聯合會", {"organizations/c-group"}),  # labels of two characters are in other words
])
def test_what_an_article_vouches_for(known: Knowledge, text: str, vouched: set[str]) -> None:
    found = Witnesses(known).vouched(article(text))
    assert {key for key in found if not key.startswith("roles/")} == vouched


@pytest.mark.parametrize("day", [None, date(2017, 1, 1), date(2023, 1, 1)])
def test_only_in_the_time_of_office(known: Knowledge, day: date | None) -> None:
    assert "people/ding-yi" not in Witnesses(known).vouched(article("部长丁一某说。", day))


def test_the_earliest_that_can_be_cited_stands_for_a_record(known: Knowledge) -> None:
    text = "部长丁一某说。"
    late, early = article(text, date(2020, 7, 2)), article(text, date(2020, 7, 1))
    spaced = article(text, date(2020, 6, 1), "https://news.example/a b")
    long = article(text, date(2020, 6, 1), URL + "x" * 200)
    assert Witnesses(known).first([late, spaced, long, early])["people/ding-yi"] == (
        Attestation("某报", date(2020, 7, 1), URL))


def test_a_person_is_attested_beside_the_office_only() -> None:
    people = RECORDS["people"].replace("source: editor", f'source: "某报, 2020-07-01, {URL}"', 1)
    records = {**RECORDS, "people": people}
    known = assemble([KnowledgeFile("", f"{name}.yaml", text) for name, text in records.items()])
    assert check_sources(known, [article("部长丁一某说。")]).confirmed == 1
    (problem,) = check_sources(known, [article("丁一某说。")]).problems
    assert problem.startswith("people/ding-yi: no name beside an office of it is in")
