"""Tellings of several articles: one event or two, and what each is inferred from."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from kg.model import Document, Ref, Span, Value
from tests.extract.reading import document
from tests.merge.merging import CALL, MARCH_6, graph, only, read


def test_two_articles_tell_one_call() -> None:
    event = only(graph(read(CALL), read("3月5日,马克龙与习近平通话。", path="b.txt")))
    assert len(event.articles) == 2
    assert event.date is not None
    assert event.date.edtf == "2021-03-05"


def test_calls_of_two_days_stay_two() -> None:
    found = graph(read(CALL), read("3月2日,马克龙与习近平通话。", path="b.txt"))
    assert len(found.events) == 2


def test_other_people_stay_apart() -> None:
    found = graph(read(CALL), read("3月5日,马克龙与普京通话。", path="b.txt"))
    assert len(found.events) == 2


def test_a_day_takes_its_month_from_the_other_telling_and_says_so() -> None:
    found = graph(read(CALL), read("习近平5日晚同马克龙通电话。", None, "b.txt"))
    event = only(found)
    assert event.date == Span("2021-03-05", date(2021, 3, 5), date(2021, 3, 5))
    (inferred,) = [claim for claim in found.claims if claim.rule == "date-completed"]
    told = {claim.id: claim for claim in found.claims}
    assert {told[key].predicate for key in inferred.derived_from} == {"kg:edtf"}
    assert {told[key].article for key in inferred.derived_from} == (
        set(event.articles) - {inferred.article})


@pytest.mark.parametrize(
    ("text", "last"), [("此前习近平向马克龙致贺电。", MARCH_6), ("习近平将会见马克龙。", None)]
)
def test_what_was_held_on_a_day_not_told_was_held_by_publication(
    text: str, last: date | None
) -> None:
    found = graph(read("天气很好。\n各地气温回升。\n花开了。\n" + text))  # far from the lead
    event = only(found)
    bounds = [fact for fact in event.facts if fact.predicate == "kg:notAfter"]
    assert event.date is None
    assert [fact.value for fact in bounds] == ([last] if last else [])
    told = {claim.id: claim.field for claim in found.claims}
    assert all(told[id_] == "metadata" for fact in bounds for id_ in fact.claims)


def test_a_day_that_nobody_completes_is_no_date() -> None:
    event = only(graph(read("国家主席习近平5日晚同法国总统马克龙通电话。", None)))
    assert event.date is None


def test_tellings_a_day_apart_at_one_place_are_one_event_with_a_conflict() -> None:
    found = graph(
        read("普京3月4日在日内瓦会见马克龙。"),
        read("普京3月5日在日内瓦会见马克龙。", path="b.txt"),
        read("普京与马克龙3月5日在日内瓦举行会晤。", path="c.txt"),
    )
    event = only(found)
    assert event.date is not None
    assert event.date.edtf == "2021-03-05"  # told by more
    (conflict,) = found.conflicts
    assert (conflict.event, conflict.predicate) == (event.key, "kg:edtf")
    assert [other.edtf for other in conflict.others if isinstance(other, Span)] == ["2021-03-04"]
    articles = {c.article for c in found.claims if c.id in conflict.claims}
    assert articles == set(event.articles)


def test_a_plan_that_came_true_is_one_event_that_was_held() -> None:
    found = graph(
        read("普京将于3月5日在日内瓦会见马克龙。", date(2021, 3, 1)),
        read("普京3月5日在日内瓦会见马克龙。", path="b.txt"),
    )
    assert only(found).status == "held"
    assert found.conflicts == ()


def test_what_is_told_as_held_and_as_denied_is_a_conflict() -> None:
    found = graph(
        read("普京3月5日在日内瓦会见马克龙。", date(2021, 3, 5)),
        read("发言人说,普京3月5日没有在日内瓦会见马克龙。", path="b.txt"),
    )
    assert only(found).status == "denied"
    assert [c.predicate for c in found.conflicts] == ["kg:status"]


def test_a_name_in_one_telling_and_the_country_in_the_other() -> None:
    event = only(graph(
        read("国家主席习近平3月5日会见法国总统马克龙。"),
        read("国家主席习近平3月5日会见法国总统。", path="b.txt"),
    ))
    assert event.participants == ("person/emmanuel-macron", "person/xi-jinping")
    assert "place/france" in event.parties


def test_the_order_of_the_articles_does_not_matter() -> None:
    documents = [read(CALL), read("马克龙5日与习近平通话。", path="b.txt"),
                 read("普京3月5日会见马克龙。", path="c.txt")]
    graphs = [graph(*order) for order in permutations(documents)]
    assert all(one == graphs[0] for one in graphs)


def test_equal_sentences_of_two_articles_point_at_each_other() -> None:
    found = graph(read(CALL), read(
        "习近平5日同马克龙通电话。\n习近平:中法要加强应对气候变化合作。", path="b.txt"))
    said = [s for s in found.statements if "气候" in s.text]
    assert {s.key for s in said} == {key for s in said for key in s.same_words_as}


def test_a_topic_is_raised_in_the_event_it_was_said_in() -> None:
    assert only(graph(read(CALL))).topics == ("topic/climate-change",)


def test_every_fact_of_an_event_rests_on_claims() -> None:
    found = graph(read(CALL))
    ids = {claim.id for claim in found.claims}
    facts = [f for thing in (*found.events, *found.memberships) for f in thing.facts]
    assert facts
    assert all(fact.claims and set(fact.claims) <= ids for fact in facts)


def test_an_office_is_seen_first_and_last() -> None:
    found = graph(
        read("法国总统马克龙3月2日会见普京。"),
        read("法国总统马克龙3月5日会见普京。", path="b.txt"),
    )
    (office,) = [m for m in found.memberships if m.member == "person/emmanuel-macron"]
    assert (office.first_seen, office.last_seen) == (date(2021, 3, 2), date(2021, 3, 5))


@pytest.mark.parametrize(
    ("text", "title", "labels"),
    [
        ("3月5日,习近平会见瑞典首相弗兰采斯卡·摩根(Franziska Morgan)。", "一则消息",
         {"zh-hans": "弗兰采斯卡·摩根", "en": "Franziska Morgan"}),
        ("玛丽·阿巴洛娃(Mary Abalova)会见习近平。", "一则消息",
         {"zh-hans": "玛丽·阿巴洛娃", "en": "Mary Abalova"}),
        ("3月5日,习近平会见瑞典首相玛丽·阿巴洛娃。", "一则消息", {"zh-hans": "玛丽·阿巴洛娃"}),
        ("此事尚无下文。", "瑞典首相玛丽·阿巴洛娃", {"zh-hans": "玛丽·阿巴洛娃"}),
    ],
)
def test_a_label_is_what_an_article_prints(text: str, title: str, labels: dict[str, str]) -> None:
    found = graph(document(text, title=title, published=MARCH_6))
    (person,) = [entity for entity in found.entities if not entity.known]
    assert {label.lang: label.text for label in person.labels} == labels


def test_what_rests_on_a_claim_follows_it_when_people_are_joined() -> None:
    found = graph(read("3月5日,王毅会见赞比亚外长穆伦加·班达。"),
                  read("3月5日,王毅会见外长穆伦加·班达。3月7日,外长会见普京。", path="b.txt"))
    assert any(decision.left.startswith("person/") for decision in found.decisions)
    claims = {claim.id: claim for claim in found.claims}
    inferred = [claim for claim in found.claims if claim.rule == "office-coreference"]
    assert {claims[id_].value for claim in inferred for id_ in claim.derived_from} == {
        claim.value for claim in inferred}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("3月5日,美国国务院召见中国大使崔天凯。",
         ("organization/us-state-department", "place/china", "place/united-states")),
        ("3月5日,习近平会见欧盟代表团。", ("organization/european-union", "place/china")),
        ("3月5日,王毅同世卫组织举行会谈。",
         ("organization/world-health-organization", "place/china")),
        ("3月5日,习近平会见法国总统马克龙。", ("place/china", "place/france")),
    ],
)
def test_who_takes_part_in_its_own_name_is_a_party(text: str, parties: tuple[str, ...]) -> None:
    assert only(graph(read(text))).parties == parties


def test_a_known_holder_counts_while_nobody_names_the_one_who_took_part() -> None:
    bare = read("国家主席习近平5日在北京会见法国总统。")
    named = read("国家主席习近平5日在北京会见法国总统马克龙。", path="b.txt")

    def holders(*documents: Document) -> list[Value]:
        return [fact.value for fact in only(graph(*documents)).facts
                if fact.predicate == "kg:officeHolder"]

    assert holders(bare) == [Ref("person/emmanuel-macron")]
    assert holders(bare, named) == []


def test_one_plan_without_a_day_is_told_by_two_papers() -> None:
    first = read("法国总统马克龙计划在伦敦会见罗冠聪和彭定康。", path="a.txt")
    second = read("马克龙总统还将会见彭定康。", path="b.txt", published=date(2021, 3, 7))
    met = [e for e in graph(first, second).events if "person/chris-patten" in str(e.facts)]
    assert len(met) == 1
