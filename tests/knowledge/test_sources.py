"""Sources: the editor's own knowledge, or an article that prints the name."""

from __future__ import annotations

from datetime import date

import pytest

from kg.knowledge import (
    Attestation,
    Knowledge,
    KnowledgeFile,
    assemble,
    check_sources,
    load,
    parse_source,
)
from kg.model import Article

URL = "https://news.example/1"
CITED = f'"某报, 2021-05-07, {URL}"'


def article(text: str) -> Article:
    return Article(
        id="x", path="a.txt", part=1, title="标题", text=text, language="zh-Hant", sha256="0",
        url=URL,
    )


def known(source: str) -> Knowledge:
    first = f"- {{id: a, zh_hans: 联合会, source: {source}}}\n"
    text = first + "- {id: b, zh_hans: 乙会, source: editor}\n"
    return assemble([KnowledgeFile("", "organizations.yaml", text)])


def test_attestation_is_outlet_date_and_url() -> None:
    assert parse_source(f"某报, 2021-05-07, {URL}") == Attestation("某报", date(2021, 5, 7), URL)
    assert parse_source("editor") is None


@pytest.mark.parametrize(
    "source", ["", "somebody", f"某报, 2021, {URL}", f"某报, 2021-02-30, {URL}"]
)
def test_other_sources_are_refused(source: str) -> None:
    with pytest.raises(ValueError):
        parse_source(source)


def test_article_at_hand_confirms_in_either_script() -> None:
    report = check_sources(known(CITED), [article("聯合會舉行會議。")])
    assert (report.editor, report.attested, report.confirmed, report.problems) == (1, 1, 1, ())
    assert report.share_attested == 0.5


def test_article_at_hand_without_the_name_is_a_problem() -> None:
    report = check_sources(known(CITED), [article("別的事。")])
    assert report.confirmed == 0
    assert report.problems == (
        f"organizations/a: no name of it is in {URL}; cite another, or source: editor",)


def test_article_not_at_hand_says_nothing() -> None:
    report = check_sources(known(CITED))
    assert (report.attested, report.confirmed, report.problems) == (1, 0, ())


def test_source_of_neither_form_is_a_problem() -> None:
    (problem,) = check_sources(known("somebody")).problems
    assert problem.startswith("organizations/a: source 'somebody' is neither")


def test_nothing_known_has_no_share() -> None:
    assert check_sources(assemble([])).share_attested == 0.0


def test_all_shipped_sources_have_one_of_the_forms() -> None:
    report = check_sources(load())
    assert report.problems == ()
    assert report.editor + report.attested > 2000
