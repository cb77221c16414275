"""Who speaks that the knowledge does not have: names and organizations told by what they say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.extract import extract
from kg.model import Ref, Text
from tests.extract.reading import article, document, matcher


def spoken(text: str, publisher: str | None = None) -> list[tuple[str, str]]:
    """Each sentence said, in order, with a name under which its speaker stands in the text."""
    told = replace(article(text), publisher=publisher)
    claims = extract(told, matcher()).claims
    names = {c.subject: c.value.text for c in reversed(claims)
             if c.predicate == "skos:altLabel" and isinstance(c.value, Text)}
    speakers = {c.subject: names.get(c.value.key, c.value.key) for c in claims
                if c.predicate == "kg:speaker" and isinstance(c.value, Ref)}
    words = sorted((c.start, c.subject, c.value.text) for c in claims
                   if c.predicate == "schema:text" and isinstance(c.value, Text))
    return [(speakers[subject], text) for _, subject, text in words]


def speakers(text: str, publisher: str | None = None) -> list[str]:
    return [name for name, _ in spoken(text, publisher)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("法律系教授林佩芝指出，条例仍有漏洞。", "林佩芝"),
        ("经济师郑若岚周三表示，出口将会回升。", "郑若岚"),
        ("独立学者山崎雅之认为，局势趋缓。", "山崎雅之"),
        ("独立学者索科连科称，谈判不会有结果。", "索科连科"),
        ("分析师Maria Kowalsky说，价格还会上涨。", "Maria Kowalsky"),
        ("公会理事何锐说，工人不满意。", "何锐"),
    ],
)
def test_who_says_something_is_somebody(text, name) -> None:
    assert speakers(text) == [name]


@pytest.mark.parametrize(
    "text",
    ["这篇文章又说，形势严峻。", "当地居民表示，水位很高。", "许多分析人士说，会谈没有结果。",
     "有14宗投诉指控当局。", "各国应该强调合作。"],
)
def test_not_all_that_stands_before_a_verb_is_a_name(text) -> None:
    assert speakers(text) == []


def test_a_name_cut_before_a_common_character_is_whole_where_it_speaks() -> None:
    text = "台湾前驻捷克代表温晓一出席。温晓一认为，关系很好。温晓一还说，会继续努力。"
    assert speakers(text) == ["温晓一", "温晓一"]


def test_who_answers_is_told_at_the_head_of_each_answer() -> None:
    text = ("德国之声：您怎样看这次会谈？\n郭若澄：我认为很有必要。\n"
            "德国之声：下一步呢？\n郭若澄：现在还很难说。\n")
    assert spoken(text) == [("郭若澄", "郭若澄：我认为很有必要。"),
                            ("郭若澄", "郭若澄：现在还很难说。")]


def test_a_list_of_people_is_no_dialogue() -> None:
    assert speakers("高国芬：山东省青岛市人。\n韩爱梅：辽宁省大连市人。\n") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("哥德堡地区法院认为，证据不足。", "哥德堡地区法院"),
        ("乌克兰武装部队总参谋部21日称，击退了进攻。", "乌克兰武装部队总参谋部"),
        ("此外，香港护士工会批评，人手不够。", "香港护士工会"),
        ("墨西哥卫生部发言人说，疫情趋缓。", "墨西哥卫生部"),
        ("英国财政研究学会（IFS）表示，税收会减少。", "英国财政研究学会"),
    ],
)
def test_an_organization_that_is_not_known_speaks(text, name) -> None:
    assert speakers(text) == [name]


@pytest.mark.parametrize(
    "text",
    ["他在记者会上的政府表示不同。", "许多家庭的医院表示，没有床位。", "如果当局指出这些，就好。"],
)
def test_what_is_no_name_of_an_organization_does_not_speak(text) -> None:
    assert speakers(text) == []


def test_a_ministry_without_its_country_is_that_told_in_full() -> None:
    text = "泰国外交部表示，会谈顺利。外交部还指出，双方将再谈。"
    assert speakers(text) == ["泰国外交部", "泰国外交部"]


def test_a_ministry_without_its_country_is_that_of_the_outlet() -> None:
    assert speakers("商务部表示，中方反对加征关税。", "新华社") == ["商务部"]


@pytest.mark.parametrize("name", ["中国驻英国大使馆", "中国驻英使馆", "中国驻英国使馆"])
def test_an_embassy_goes_by_several_names(name) -> None:
    claims = document(f"{name}发言人表示，中方坚决反对。").claims
    assert Ref("organization/china-embassy-united-kingdom") in [
        c.value for c in claims if c.predicate == "kg:speaker"]


@pytest.mark.parametrize(
    "text", ["法国外交部发言人说，局势严峻。", "法国外交部 8 日表示，局势严峻。"])
def test_a_spokesperson_without_a_name_speaks_for_the_ministry(text) -> None:
    claims = document(text).claims
    assert Ref("organization/france-foreign-ministry") in [
        c.value for c in claims if c.predicate == "kg:speaker"]


def test_who_holds_the_office_here_speaks_where_the_office_alone_is_told() -> None:
    assert speakers("法国总统马克龙抵达。法国总统随后说，会谈顺利。") == ["马克龙"]


def test_a_head_of_state_without_a_name_is_the_country_speaking() -> None:
    claims = document("法国总统说，会谈顺利。").claims
    assert [c.value for c in claims if c.predicate == "kg:speaker"] == [Ref("place/france")]


def test_a_body_told_before_an_office_is_known_by_its_printed_name() -> None:
    claims = document("北桥街清真寺主席科斯巴出席。").claims
    (of,) = [c.value for c in claims if c.predicate == "org:organization"]
    assert isinstance(of, Ref)
    names = [c.value for c in claims if c.predicate == "skos:altLabel" and c.subject == of.key]
    assert names == [Text("北桥街清真寺", "zh-hans")]


def test_what_is_too_short_for_a_name_at_the_head_of_a_text_is_none() -> None:
    assert speakers("马0日说，好。") == []
