"""An inferred value names what it was inferred from."""

from __future__ import annotations

from datetime import date

import pytest

from kg.model import Claim, Document
from tests.extract.reading import PUBLISHED, document

PRINTED = PUBLISHED.isoformat()
COREFERENCE = "3月5日,王毅会见来访的俄罗斯外长拉夫罗夫。3月6日,俄外长会见法国总统马克龙。"


def words(claim: Claim, read: Document) -> str:
    """The exact words of a claim."""
    article = read.article
    fields = {"text": article.text, "title": article.title, "metadata": PRINTED}
    return fields[claim.field][claim.start : claim.end]


def grounds(read: Document, predicate: str, rule: str, said: str) -> set[tuple[str, str]]:
    """What the claims of a predicate and rule at these words rest on: predicates and words."""
    known = {claim.id: claim for claim in read.claims}
    found = [c for c in read.claims if (c.predicate, c.rule) == (predicate, rule)
             and words(c, read) == said]
    assert found
    return {(known[id_].predicate, words(known[id_], read))
            for claim in found for id_ in claim.derived_from}


@pytest.mark.parametrize(
    ("text", "claim", "expected"),
    [
        # dates: on the day of publication, on one told before, on none where the words say all
        ("习近平昨天会见马克龙。", ("kg:edtf", "date-relative", "昨天"),
         {("schema:datePublished", PRINTED)}),
        ("3月5日,习近平会见马克龙。", ("kg:edtf", "date-calendar", "3月5日"),
         {("schema:datePublished", PRINTED)}),
        ("2019年3月5日,普京抵达巴黎。次日,普京会见马克龙。", ("kg:edtf", "date-relative", "次日"),
         {("schema:temporalCoverage", "2019年3月5日")}),
        ("2019年3月5日,习近平会见马克龙。", ("kg:edtf", "date-calendar", "2019年3月5日"), set()),
        ("习近平会见马克龙。", ("kg:edtf", "date-of-publication", PRINTED),
         {("schema:datePublished", PRINTED)}),
        # parties: on who took part, and on the office told beside the name
        ("3月5日,习近平会见法国总统马克龙。", ("kg:party", "party-by-office", "马克龙"),
         {("schema:attendee", "马克龙"), ("org:member", "马克龙")}),
        ("3月5日,习近平会见马克龙。", ("kg:party", "party-by-office", "马克龙"),
         {("schema:attendee", "马克龙")}),
        ("3月5日,中国外交部同俄罗斯外交部举行会谈。", 
         ("kg:party", "party-by-office", "俄罗斯外交部"), set()),  # through its ministry
        # a bare office: on the office told beside a name
        (COREFERENCE, ("schema:attendee", "office-coreference", "外长"),
         {("org:member", "拉夫罗夫")}),
        # one side speaking is its person at the table
        ("3月5日,习近平会见普京。俄方表示,愿意合作。", ("kg:speaker", "speech-indirect", "俄方"),
         {("schema:attendee", "普京")}),
        ("3月5日,习近平会见法国总统马克龙。", ("kg:seen", "office-seen", "法国总统"),
         {("schema:temporalCoverage", "3月5日")}),
    ],
)  # fmt: skip
def test_what_an_inferred_value_rests_on(
    text: str, claim: tuple[str, str, str], expected: set[tuple[str, str]]
) -> None:
    assert grounds(document(text), *claim) == expected


@pytest.mark.parametrize("text", [
    COREFERENCE, "3月5日,习近平会见普京。次日,普京会见马克龙。",
    "新华社北京3月12日电 国家主席习近平12日同法国总统马克龙通电话。",
])  # fmt: skip
def test_each_claim_stands_after_those_it_rests_on(text: str) -> None:
    known: set[str] = set()
    for claim in document(text).claims:
        assert known.issuperset(claim.derived_from)
        known.add(claim.id)


def test_what_only_the_title_tells_rests_on_the_day_of_the_lead() -> None:
    read = document("2019年3月5日,天气很好。", title="习近平会见马克龙")
    found = grounds(read, "kg:edtf", "date-from-context", "2019年3月5日")
    assert found == {("schema:temporalCoverage", "2019年3月5日")}


def test_the_place_of_talks_on_a_visit_rests_on_that_of_the_visit() -> None:
    claims = document(
        "美国国务卿蓬佩奥3月5日访问伦敦。\n蓬佩奥3月5日会见了英国首相约翰逊。").claims
    by_id = {claim.id: claim for claim in claims}
    (inferred,) = [claim for claim in claims if claim.rule == "place-of-visit"]
    (ground,) = [by_id[id_] for id_ in inferred.derived_from]
    assert (ground.predicate, ground.value) == ("schema:location", inferred.value)
    assert ground.subject != inferred.subject


def _officers(text: str) -> list[tuple[str, bool]]:
    claims = document(text, published=date(2024, 11, 19)).claims
    known = {claim.id for claim in claims}
    return [(claim.value.key, set(claim.derived_from) <= known and bool(claim.derived_from))
            for claim in claims if claim.predicate == "kg:officeHolder"]


def test_a_bare_office_names_its_known_holder_on_that_day() -> None:
    told = _officers("11月18日,习近平在里约热内卢会见法国总统。")
    assert told == [("person/emmanuel-macron", True)]
    recalled = _officers("2010年11月4日,胡锦涛在巴黎会见法国总统。")
    assert recalled == [("person/nicolas-sarkozy", True)]


def test_an_office_with_a_name_needs_no_known_holder() -> None:
    assert _officers("11月18日,习近平会见法国总统马克龙。") == []
