"""The user's own decisions: they win over the rules, and what fits nothing is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kg.merge import UserDecisions, load_decisions
from kg.merge.decisions import DecisionsRefused
from kg.model import Decision, Document, KnowledgeGraph, Ref
from kg.rdf.triples import triples
from tests.merge.merging import CALL, graph, only, read


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
        ("[" * 3000, "not readable as YAML"),
        ("- retract: a\n  retract: b\n", "entry 1: 'retract' twice; begin each decision with a"),
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


# --- the user wins ----------------------------------------------------------------------------

@pytest.mark.parametrize("reason", ["", "' '", "null"])
def test_a_decision_without_a_reason_is_the_users(tmp_path: Path, reason: str) -> None:
    file = tmp_path / "decisions.yaml"
    file.write_text(f"- {{same: [event/a, event/b], reason: {reason}}}\n", encoding="utf-8")
    (decision,) = load_decisions(file).identities
    assert decision.reason == ("null" if reason == "null" else "decided by the user")


MEETING = "国家主席习近平3月5日在北京会见法国总统马克龙。"
AGAIN = "3月5日,习近平在北京会见马克龙。两人谈了气候。"


def telling(document: Document) -> str:
    """The key of the one event that an article tells."""
    (subject,) = {c.subject for c in document.claims if c.predicate == "rdf:type"}
    return subject


def with_entries(tmp_path: Path, documents: list[Document], *entries: str) -> KnowledgeGraph:
    """The graph with decisions; SUBJECT, ARTICLE stand for the first telling and its article."""
    file = tmp_path / "decisions.yaml"
    told = "".join(f"- {entry}\n" for entry in entries)
    file.write_text(told.replace("SUBJECT", telling(documents[0])).replace(
        "ARTICLE", documents[0].article.id), encoding="utf-8")
    return graph(*documents, user=load_decisions(file))


def addition(predicate: str, value: str, quote: str = "习近平") -> str:
    return (f"add: {{subject: SUBJECT, predicate: '{predicate}', value: '{value}', "
            f"article: ARTICLE, quote: {quote}}}")


@pytest.mark.parametrize(
    ("predicate", "value", "field", "kept"),
    [
        ("kg:status", "kg:denied", "status", "denied"),
        ("kg:status", "kg:cancelled", "status", "cancelled"),
        ("kg:edtf", "2021-03-04", "date", "2021-03-04"),
        ("kg:edtf", "2021-03", "date", "2021-03"),
        ("rdf:type", "kg:Visit", "type", "Visit"),
        ("schema:location", "place/paris", "places", ("place/paris",)),
    ],
)
def test_what_a_user_adds_wins_over_all_tellings(
    tmp_path: Path, predicate: str, value: str, field: str, kept: object
) -> None:
    documents = [read(
        MEETING.replace("在北京", "")), read(AGAIN, path="b.txt"),
        read(AGAIN.replace("谈了", "谈到"), date(2021, 3, 8), path="c.txt")]
    same = [f"same: [SUBJECT, {telling(other)}]" for other in documents[1:]]
    event = only(with_entries(tmp_path, documents, addition(predicate, value), *same))
    found = getattr(event, field)
    assert (found.edtf if field == "date" else found) == kept


def test_a_number_that_a_user_adds_wins(tmp_path: Path) -> None:
    documents = [read("3月5日,习近平第七次会见普京。")]
    assert only(graph(*documents)).ordinal == 7
    assert only(with_entries(tmp_path, documents, addition("kg:ordinal", "8"))).ordinal == 8


def test_a_country_that_a_user_adds_takes_part_beside_its_president(tmp_path: Path) -> None:
    found = with_entries(tmp_path, [read(MEETING)], addition("schema:attendee", "place/france"))
    assert "place/france" in only(found).participants


def test_who_only_sat_in_by_the_user_is_no_participant(tmp_path: Path) -> None:
    found = with_entries(
        tmp_path, [read(MEETING)], addition("kg:inAttendance", "person/emmanuel-macron"))
    assert only(found).in_attendance == ("person/emmanuel-macron",)
    assert only(found).participants == ("person/xi-jinping",)


def test_an_article_that_does_not_tell_the_event_may_be_quoted(tmp_path: Path) -> None:
    other = read("发言人说,那次会见没有举行。", date(2021, 3, 9), path="b.txt")
    entry = addition("kg:status", "kg:denied", "没有举行").replace("ARTICLE", other.article.id)
    assert only(with_entries(tmp_path, [read(MEETING), other], entry)).status == "denied"


def test_a_date_completed_from_another_article_can_be_retracted(tmp_path: Path) -> None:
    documents = [read("习近平5日晚同马克龙通电话。", None), read(CALL, path="b.txt")]
    (claim,) = [c for c in graph(*documents).claims if c.rule == "date-completed"]
    found = with_entries(tmp_path, documents, f"retract: evidence/{claim.id}")
    assert "date-completed" not in {c.rule for c in found.claims}


def test_what_a_person_joined_by_name_did_can_be_retracted() -> None:
    documents = [read("3月5日,习近平会见阿富汗总统玛丽·阿巴洛娃。"),
                 read("3月6日,玛丽·阿巴洛娃会见习近平。", path="b.txt")]
    found = graph(*documents)
    assert [d for d in found.decisions if d.left.startswith("person/")]
    (claim,) = [c for c in found.claims if c.article == documents[1].article.id
                and c.predicate == "schema:attendee" and c.value != Ref("person/xi-jinping")]
    assert claim.id not in {c.id for c in documents[1].claims}
    user = UserDecisions(retractions=frozenset({claim.id}))
    assert claim.id not in {c.id for c in graph(*documents, user=user).claims}


def test_an_event_without_a_status_is_refused(tmp_path: Path) -> None:
    (claim,) = [c for c in read(MEETING).claims if c.predicate == "kg:status"]
    retract = f"retract: {claim.id}"
    with pytest.raises(DecisionsRefused, match="without a status"):
        with_entries(tmp_path, [read(MEETING)], retract)
    added = addition("kg:status", "kg:denied")
    assert only(with_entries(tmp_path, [read(MEETING)], retract, added)).status == "denied"


def test_an_event_that_is_retracted_holds_no_other() -> None:
    documents = [read("3月5日,习近平出席二十国集团领导人峰会。峰会期间,习近平会见法国总统马克龙。")]
    (held,) = [c for c in documents[0].claims if c.predicate == "schema:superEvent"]
    (kind,) = [c for c in documents[0].claims
               if c.predicate == "rdf:type" and Ref(c.subject) == held.value]
    user = UserDecisions(retractions=frozenset({kind.id}))
    event = only(graph(*documents, user=user))
    assert event.super_event is None


# --- decisions that contradict one another ------------------------------------------------------


@pytest.mark.parametrize(
    ("entries", "what"),
    [
        (("same: [event/a, event/a]",), "entry 1: event/a twice"),
        (("different: [event/a, https://example.org/id/event/a]",), "entry 1: event/a twice"),
        (("same: [event/a, event/b]", "different: [event/b, event/a]"),
         "entry 2: 'different' of event/a event/b contradicts 'same' of entry 1"),
        ((addition("kg:status", "kg:held"), addition("kg:status", "kg:denied")),
         "entry 2: 'kg:denied' of .* contradicts 'kg:held' of entry 1"),
        ((addition("rdf:type", "kg:Nonsense"),), "kg:Nonsense is no known kind of event"),
        ((addition("rdf:type", "kg:held"),), "kg:held is no known kind of event"),
        ((addition("kg:status", "kg:heldback"),), "'kg:heldback' does not fit"),
        ((addition("kg:party", "place/beijing"),), "neither an agent nor a country"),
        ((addition("schema:superEvent", "event/none"),), "event/none is no other event"),
        ((addition("schema:superEvent", "SUBJECT"),), "is no other event"),
    ],
)
def test_decisions_that_contradict_or_say_nothing(
    tmp_path: Path, entries: tuple[str, ...], what: str
) -> None:
    with pytest.raises(DecisionsRefused, match=what):
        with_entries(tmp_path, [read(MEETING)], *entries)


def test_what_is_the_same_in_two_steps_is_not_different(tmp_path: Path) -> None:
    documents = [read(MEETING), read(AGAIN, path="b.txt"), read(AGAIN + "完。", path="c.txt")]
    first, second, third = map(telling, documents)
    with pytest.raises(DecisionsRefused, match="another decision keeps them apart"):
        with_entries(tmp_path, documents, f"same: [{first}, {second}]",
                     f"same: [{second}, {third}]", f"different: [{first}, {third}]")


def test_an_event_and_its_only_telling_are_no_pair(tmp_path: Path) -> None:
    document = read(MEETING)
    key = only(graph(document)).key
    with pytest.raises(DecisionsRefused, match="one telling of one event"):
        with_entries(tmp_path, [document], f"different: [SUBJECT, {key}]")


def test_one_telling_can_be_taken_out_of_its_event(tmp_path: Path) -> None:
    documents = [read(MEETING), read(AGAIN, path="b.txt")]
    key = only(graph(*documents)).key
    assert len(with_entries(tmp_path, documents, f"different: [SUBJECT, {key}]").events) == 2


def test_what_rests_on_a_retracted_claim_goes_with_it() -> None:
    telling = read("国家主席习近平3月5日在北京同法国总统马克龙、俄罗斯总统普京举行三方会谈。")
    (there,) = [c for c in telling.claims if c.value == Ref("person/emmanuel-macron")
                and c.predicate == "schema:attendee"]
    user = UserDecisions(retractions=frozenset({there.id}))
    assert only(graph(telling)).parties == ("place/china", "place/france", "place/russia")
    assert only(graph(telling, user=user)).parties == ("place/china", "place/russia")
