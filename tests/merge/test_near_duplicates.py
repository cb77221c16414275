"""A text printed twice is one source: syndicated, edited, in another script, updated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from opencc import OpenCC

from kg.merge import load_decisions
from kg.merge.decisions import DecisionsRefused
from kg.merge.near_duplicates import near_duplicates
from kg.model import Claim, Document, KnowledgeGraph
from kg.rdf.triples import triples
from tests.extract.reading import document
from tests.merge.merging import MARCH_6, graph, only

CALL = "国家主席习近平5日晚同法国总统马克龙通电话。"
DISPATCH = (
    f"{CALL}习近平说,两国渔民往来多年,港口之间的航线应当早日恢复,海关也要简化手续。"
    "马克龙说,法方愿同中方一道扩大葡萄酒、奶酪和海产品的贸易,并派青年学者来华研究古代建筑。"
    "双方还谈到铁路桥梁的修复、山区学校的重建,以及一批流失文物的归还,约定秋天再次通话。"
)
OTHER = (
    f"{CALL}爱丽舍宫的一名顾问事后对记者说,谈话持续了一个多小时,气氛坦率,涉及飞机订单和奶粉检验。"
    "这名顾问没有透露更多细节,只说总统府将在下周公布一份清单,列出双方企业签署的意向书。"
)


def read(
    text: str, title: str = "一则消息", published: date | None = MARCH_6, path: str = "a.txt"
) -> Document:
    found = document(text, title=title, published=published)
    return replace(found, article=replace(found.article, path=path))


def same(*documents: Document) -> bool:
    return bool(near_duplicates(documents))


def ids(*documents: Document) -> tuple[str, ...]:
    return tuple(sorted(document.article.id for document in documents))


REPRINTS = {
    "headline": (DISPATCH, "另一个标题"),
    "traditional": (OpenCC("s2t").convert(DISPATCH), "一則消息"),
    "marks": (DISPATCH.replace(",", "，").replace("。", "。\n"), "一则消息"),
    "edited": (DISPATCH.replace("早日", "尽快").replace("约定", "商定"), "一则消息"),
    "updated": (f"{DISPATCH}通话前,两国海关署长已先行会面,核对了货单。", "一则消息"),
}


@pytest.mark.parametrize("how", REPRINTS)
def test_a_text_printed_again_is_a_near_duplicate(how: str) -> None:
    text, title = REPRINTS[how]
    first, again = read(DISPATCH), read(text, title, path="b.txt")
    found = graph(first, again)
    assert found.near_duplicates == (ids(first, again),)
    assert len(found.articles) == 2
    assert len(only(found).articles) == 2


def test_the_decision_is_recorded_with_its_reason() -> None:
    first, again = read(DISPATCH), read(REPRINTS["updated"][0])
    (decision,) = (d for d in graph(first, again).decisions if d.left.startswith("article/"))
    assert (decision.left, decision.right) == tuple(f"article/{id_}" for id_ in ids(first, again))
    assert (decision.judgement, decision.decided_by) == ("same", "rule")
    assert decision.score == 1.0 and "100%" in decision.reason


def test_two_texts_on_one_event_are_two_sources() -> None:
    assert not same(read(DISPATCH), read(OTHER))


def test_a_text_quoted_in_one_much_longer_is_another_source() -> None:
    more = "".join(f"第{n}条意见来自{n}号观察员,他认为前景{n}成乐观。" for n in range(30))
    assert not same(read(DISPATCH), read(DISPATCH + more))


def test_short_texts_are_never_near_duplicates() -> None:
    assert not same(read(CALL, "甲"), read(CALL, "乙"))


def test_marks_and_line_breaks_make_no_text_longer() -> None:
    text = f"{CALL}{'。,!' * 30}"
    assert not same(read(text, "甲"), read(text, "乙"))


@pytest.mark.parametrize(
    ("published", "expected"),
    [(date(2021, 3, 13), True), (date(2021, 3, 14), False), (None, True)],
)
def test_a_formula_that_comes_back_later_is_another_text(
    published: date | None, expected: bool
) -> None:
    assert same(read(DISPATCH), read(DISPATCH, "又一次", published)) is expected


def test_the_order_does_not_matter() -> None:
    documents = [read(text, title, path=f"{how}.txt") for how, (text, title) in REPRINTS.items()]
    assert len({near_duplicates(order) for order in permutations(documents)}) == 1


# --- what counts once ------------------------------------------------------------------------


def numbered(found: Document, ordinal: int) -> Document:
    """The document with a number for its event."""
    (event,) = {c.subject for c in found.claims if c.predicate == "rdf:type"}
    claim = Claim(event, "kg:ordinal", ordinal, found.article.id, "text", 0, 2, "test", 0.9)
    return replace(found, claims=(*found.claims, claim))


def ordinal_of(found: KnowledgeGraph) -> int | None:
    return only(found).ordinal


THIRD = f"{CALL}据现场人士介绍,会客厅里摆着一盆兰花,两名译员分坐两侧,通话用了同声传译设备。"


def test_a_value_printed_three_times_by_one_source_yields_to_two_sources(tmp_path: Path) -> None:
    copies = [numbered(read(DISPATCH, f"标题{n}", path=f"{n}.txt"), 1) for n in range(3)]
    rest = [numbered(read(OTHER, path="o.txt"), 2), numbered(read(THIRD, path="t.txt"), 2)]
    assert ordinal_of(graph(*copies, *rest)) == 2
    apart = tmp_path / "apart.yaml"
    keys = [copy.article.key for copy in copies]
    apart.write_text("".join(
        f"- {{different: [{left}, {right}], reason: 各自采写}}\n"
        for left, right in ((keys[0], keys[1]), (keys[0], keys[2]), (keys[1], keys[2]))
    ), encoding="utf-8")
    assert ordinal_of(graph(*copies, *rest, user=load_decisions(apart))) == 1


# --- the user decides ------------------------------------------------------------------------


def decided(tmp_path: Path, text: str, *documents: Document) -> KnowledgeGraph:
    file = tmp_path / "decisions.yaml"
    file.write_text(text, encoding="utf-8")
    return graph(*documents, user=load_decisions(file))


def test_a_user_keeps_two_articles_apart(tmp_path: Path) -> None:
    first, again = read(DISPATCH), read(DISPATCH, "另一个标题")
    pair = f"{first.article.key}, {again.article.key}"
    found = decided(tmp_path, f"- {{different: [{pair}], reason: 各自采写}}\n", first, again)
    assert found.near_duplicates == ()
    assert [d.decided_by for d in found.decisions if d.left.startswith("article/")] == ["user"]


def test_a_user_joins_two_articles_by_their_addresses(tmp_path: Path) -> None:
    first, again = read(DISPATCH), read(OTHER)
    pair = ", ".join(f"'https://example.org/id/{d.article.key}'" for d in (first, again))
    found = decided(tmp_path, f"- {{same: [{pair}]}}\n", first, again)
    assert found.near_duplicates == (ids(first, again),)


def test_what_a_user_keeps_apart_is_joined_by_no_third(tmp_path: Path) -> None:
    first, again, third = (read(DISPATCH, title) for title in ("甲", "乙", "丙"))
    pair = f"{first.article.key}, {again.article.key}"
    found = decided(tmp_path, f"- {{different: [{pair}]}}\n", first, again, third)
    (joined,) = found.near_duplicates
    assert len(joined) == 2 and third.article.id in joined


@pytest.mark.parametrize(
    ("entries", "what"),
    [
        ("- {same: [article/A, article/0000]}", "no such article"),
        ("- {same: [article/A, event/b]}", "no such event"),
        ("- {same: [article/A, article/B]}\n- {different: [article/B, article/A]}",
         "contradicts"),
    ],
)
def test_decisions_on_articles_that_fit_nothing_are_refused(
    tmp_path: Path, entries: str, what: str
) -> None:
    first, again = read(DISPATCH), read(OTHER)
    entries = entries.replace("/A", f"/{first.article.id}").replace("/B", f"/{again.article.id}")
    with pytest.raises(DecisionsRefused, match=what):
        decided(tmp_path, entries, first, again)


# --- in the graph ----------------------------------------------------------------------------


def test_each_says_that_it_is_an_alternate_of_the_others() -> None:
    documents = [read(DISPATCH, title) for title in ("甲", "乙", "丙")]
    found = graph(*documents)
    base = "https://example.org/id"
    alternate = "http://www.w3.org/ns/prov#alternateOf"
    said = {
        (quad.subject, quad.object, quad.graph) for quad in triples(found, base)
        if quad.predicate == f"<{alternate}>" and "/article/" in quad.subject
    }
    iris = [f"<{base}/article/{id_}>" for id_ in ids(*documents)]
    assert said == {(a, b, f"<{base}/graph/merge>") for a, b in permutations(iris, 2)}
