"""Tellings of several articles: one event or two, and what each is inferred from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from kg.knowledge import load
from kg.merge import UserDecisions, load_decisions, merge
from kg.merge.decisions import DecisionsRefused
from kg.model import Decision, Document, Event, KnowledgeGraph, Ref, Span
from kg.rdf.triples import triples
from tests.extract.reading import document

KNOWLEDGE = load()
MARCH_6 = date(2021, 3, 6)
CALL = "国家主席习近平5日晚同法国总统马克龙通电话。习近平指出,中法要加强应对气候变化合作。"


def graph(*documents: Document, user: UserDecisions | None = None) -> KnowledgeGraph:
    return merge(documents, KNOWLEDGE, (), user)


def read(text: str, published: date | None = MARCH_6, path: str = "a.txt") -> Document:
    found = document(text, published=published)
    return replace(found, article=replace(found.article, path=path))


def only(found: KnowledgeGraph) -> Event:
    (event,) = found.events
    return event


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


# --- the user's decisions ---------------------------------------------------------------------


def keys(found: KnowledgeGraph) -> tuple[str, str]:
    """The two tellings that a rule took for one event."""
    (decision,) = [d for d in found.decisions if d.left.startswith("event/")]
    return decision.left, decision.right


def test_a_user_keeps_two_tellings_apart() -> None:
    documents = [read(CALL), read("3月5日,马克龙与习近平通话。", path="b.txt")]
    left, right = keys(graph(*documents))
    user = UserDecisions((Decision(left, right, "different", 1.0, "two calls", "user"),))
    found = graph(*documents, user=user)
    assert len(found.events) == 2
    assert [d.decided_by for d in found.decisions if d.left.startswith("event/")] == ["user"]


def test_a_negative_decision_is_not_crossed_by_a_third_telling() -> None:
    documents = [read(CALL), read("3月5日,马克龙与习近平通话。", path="b.txt"),
                 read("习近平与马克龙3月5日通电话。", path="c.txt")]
    first = next(d for d in graph(*documents).decisions if d.left.startswith("event/"))
    user = UserDecisions((replace(first, judgement="different", decided_by="user"),))
    assert len(graph(*documents, user=user).events) == 2


def test_a_user_joins_what_rules_keep_apart() -> None:
    documents = [read(CALL), read("3月1日,马克龙与习近平通话。", path="b.txt")]
    apart = {c.subject for d in documents for c in d.claims if c.predicate == "rdf:type"}
    left, right = sorted(apart)
    user = UserDecisions((Decision(left, right, "same", 1.0, "a slip of the pen", "user"),))
    found = graph(*documents, user=user)
    assert len(found.events) == 1
    assert len(found.conflicts) == 1


def test_a_retracted_claim_is_gone() -> None:
    telling = read("国家主席习近平3月5日在北京会见法国总统马克龙。")
    (place,) = [c for c in telling.claims if c.predicate == "schema:location"]
    user = UserDecisions(retractions=frozenset({place.id}))
    assert only(graph(telling)).places == ("place/beijing",)
    assert only(graph(telling, user=user)).places == ()


def test_what_rests_on_a_retracted_claim_goes_with_it() -> None:
    telling = read("国家主席习近平3月5日在北京会见法国总统马克龙、俄罗斯总统普京。")
    (there,) = [c for c in telling.claims if c.value == Ref("person/emmanuel-macron")
                and c.predicate == "schema:attendee"]
    user = UserDecisions(retractions=frozenset({there.id}))
    assert only(graph(telling)).parties == ("place/china", "place/france", "place/russia")
    assert only(graph(telling, user=user)).parties == ("place/china", "place/russia")


def test_what_rests_on_a_claim_follows_it_when_people_are_joined() -> None:
    found = graph(read("3月5日,王毅会见赞比亚外长穆伦加·班达。"),
                  read("3月5日,王毅会见外长穆伦加·班达。3月7日,外长会见普京。", path="b.txt"))
    assert any(decision.left.startswith("person/") for decision in found.decisions)
    claims = {claim.id: claim for claim in found.claims}
    inferred = [claim for claim in found.claims if claim.rule == "office-coreference"]
    assert {claims[id_].value for claim in inferred for id_ in claim.derived_from} == {
        claim.value for claim in inferred}


def test_a_claim_is_retracted_by_the_key_of_its_evidence(tmp_path: Path) -> None:
    telling = read("国家主席习近平3月5日在北京会见法国总统马克龙。")
    found = graph(telling)
    told = {str(quad[0]) for quad in triples(found, "https://example.org/id")
            if str(quad[0]).startswith("<https://example.org/id/evidence/")}
    (place,) = [c for c in found.claims if c.predicate == "schema:location"]
    (evidence,) = [iri for iri in told if f"/{place.id}" in iri]
    file = tmp_path / "decisions.yaml"
    file.write_text(f"- {{retract: '{evidence.strip('<>')}'}}\n", encoding="utf-8")
    assert only(graph(telling, user=load_decisions(file))).places == ()


def test_a_user_adds_a_claim_with_its_quote(tmp_path: Path) -> None:
    telling = read("国家主席习近平3月5日会见法国总统马克龙,地点是爱丽舍宫。")
    subject = next(c.subject for c in telling.claims if c.predicate == "rdf:type")
    file = tmp_path / "decisions.yaml"
    file.write_text(
        f"- add: {{subject: {subject}, predicate: 'schema:location', value: place/paris, "
        f"article: {telling.article.id}, quote: 爱丽舍宫}}\n  reason: read by hand\n",
        encoding="utf-8",
    )
    event = only(graph(telling, user=load_decisions(file)))
    assert event.places == ("place/paris",)
    (fact,) = [f for f in event.facts if f.value == Ref("place/paris")]
    assert len(fact.claims) == 1


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("same: 1", "not a list"),
        ("- {same: [event/a]}", "not a pair"),
        ("- {reason: none}", "not one decision"),
        ("- {add: {subject: event/a}}", "lacks predicate, value, article, quote"),
        ("- {same: [", "not readable as YAML"),
    ],
)
def test_decisions_that_cannot_be_used(tmp_path: Path, text: str, what: str) -> None:
    file = tmp_path / "decisions.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DecisionsRefused, match=what):
        load_decisions(file)


def test_an_addition_that_quotes_what_is_not_there_is_refused(tmp_path: Path) -> None:
    telling = read(CALL)
    subject = next(c.subject for c in telling.claims if c.predicate == "rdf:type")
    file = tmp_path / "decisions.yaml"
    file.write_text(
        f"- add: {{subject: {subject}, predicate: 'kg:ordinal', value: 3, "
        f"article: {telling.article.id}, quote: 从未说过}}\n", encoding="utf-8")
    with pytest.raises(DecisionsRefused, match="从未说过"):
        graph(telling, user=load_decisions(file))


def test_an_event_may_be_named_by_its_own_key_or_iri(tmp_path: Path) -> None:
    documents = [read(CALL), read("3月1日,马克龙与习近平通话。", path="b.txt")]
    first, second = graph(*documents).events
    file = tmp_path / "decisions.yaml"
    file.write_text(
        f"- {{same: ['https://example.org/id/{first.key}', {second.key}]}}\n", encoding="utf-8")
    assert len(graph(*documents, user=load_decisions(file)).events) == 1


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ("{retract: 0123456789abcdef}", "no such claim"),
        ("{same: [event/a, event/b]}", "no such event"),
        ("{add: {subject: SUBJECT, predicate: 'foo:bar', value: place/beijing, article: ARTICLE, "
         "quote: 习近平}}", "cannot be added"),
        ("{add: {subject: SUBJECT, predicate: 'kg:edtf', value: 2021-02-30, article: ARTICLE, "
         "quote: 习近平}}", "is no date"),
        ("{add: {subject: SUBJECT, predicate: 'kg:ordinal', value: eight, article: ARTICLE, "
         "quote: 习近平}}", "is no number"),
        ("{add: {subject: SUBJECT, predicate: 'schema:location', value: place/nowhere, "
         "article: ARTICLE, quote: 习近平}}", "is not known"),
        ("{add: {subject: SUBJECT, predicate: 'schema:location', value: Beijing, "
         "article: ARTICLE, quote: 习近平}}", "does not fit"),
        ("{add: {subject: SUBJECT, predicate: 'schema:location', value: place/beijing, "
         "article: '0000', quote: 习近平}}", "no article 0000"),
    ],
)
def test_decisions_that_fit_nothing_are_refused(tmp_path: Path, entry: str, what: str) -> None:
    telling = read(CALL)
    subject = next(c.subject for c in telling.claims if c.predicate == "rdf:type")
    file = tmp_path / "decisions.yaml"
    file.write_text(
        "- " + entry.replace("SUBJECT", subject).replace("ARTICLE", telling.article.id) + "\n",
        encoding="utf-8")
    with pytest.raises(DecisionsRefused, match=what):
        graph(telling, user=load_decisions(file))
