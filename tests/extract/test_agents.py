"""Who can act: phrases of office, names known and found, pairs of countries."""

from __future__ import annotations

import pytest

from kg.extract.annotations import Agent, Text
from tests.extract.reading import article, matcher


def agents(text: str) -> list[Agent]:
    read = Text(article(text), "text", text, text)
    for extractor in matcher().extractors[:7]:
        read = read.with_layer(extractor.provides, extractor.extract(read))
    return list(read.layer("agents"))


@pytest.mark.parametrize(
    ("text", "member", "role", "of", "tenure"),
    [
        ("南非总统拉马福萨出席。", "cyril-ramaphosa", "president", "place/south-africa",
         "incumbent"),
        ("候任联合国秘书长古特雷斯出席。", "antonio-guterres", "secretary-general",
         "organization/united-nations", "elect"),
        ("前法国总统奥朗德出席。", "francois-hollande", "president", "place/france", "former"),
        ("俄外长拉夫罗夫出席。", "sergey-lavrov", "foreign-minister", "place/russia", "incumbent"),
    ],
)
def test_an_office_beside_a_name(text, member, role, of, tenure) -> None:
    agent = agents(text)[0]
    office = agent.offices[0]
    assert (agent.key, office.role, office.of, office.tenure) == (
        f"person/{member}", role, of, tenure)


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("捷克前总统哈韦尔出席。", ["place/czechia"]),
        ("世界卫生组织前总干事、挪威前首相布伦特兰出席。",
         ["organization/world-health-organization", "place/norway"]),
        ("会见副总理黄循财。", ["place/singapore"]),
        ("澳大利亚外长佩恩及防长雷诺丝出席。", ["place/australia", "place/australia"]),
        ("精神领袖达赖喇嘛出席。", [None]),
        ("拜登和总理阿巴洛娃出席。", [None]),
        ("卫生部长阿巴洛娃出席。", [None]),
        ("阿富汗总统阿巴洛娃、民主党主席阿尼洛夫出席。", ["place/afghanistan", None]),
    ],
)
def test_an_office_is_held_where_the_text_or_the_person_tells(
    text: str, of: list[str | None]
) -> None:
    assert [office.of for agent in agents(text) for office in agent.offices] == of


def test_a_chain_of_offices_is_one_phrase() -> None:
    (agent,) = agents("中共中央政治局委员、外交部长王毅出席。")
    assert agent.key == "person/wang-yi"
    assert len(agent.offices) == 2


def test_two_of_one_name_stay_two() -> None:
    (agent,) = agents("墨西哥众议长古特雷斯出席。")
    assert agent.key is not None
    assert agent.key != "person/antonio-guterres"


def test_a_name_that_ends_a_longer_one_is_none() -> None:
    assert not any(agent.kind == "person" for agent in agents("符拉迪沃斯托克很冷。"))


def test_a_pair_of_short_names_is_two_countries() -> None:
    assert [a.key for a in agents("中俄关系持续发展。")] == ["place/china", "place/russia"]


@pytest.mark.parametrize("text", ["中国军网报道。", "据新华社报道。"])
def test_an_outlet_is_not_its_country(text) -> None:
    assert not any(agent.key == "place/china" for agent in agents(text))


def test_a_name_found_once_is_found_again_bare() -> None:
    found = agents("汤加首相佩塔利卡出席。佩塔利卡说,谢谢。")
    assert len(found) == 2
    assert found[0].key == found[1].key


def test_offsets_give_the_surface_back() -> None:
    text = "国家主席习近平会见法国总统马克龙(Emmanuel Macron)。"
    assert [text[a.head_start : a.head_end] for a in agents(text)] == ["习近平", "马克龙"]


def test_a_long_name_with_a_known_part_is_the_known_person() -> None:
    (agent,) = agents("法国总统埃马纽埃尔·弗雷德里克·马克龙出席。")
    assert agent.key == "person/emmanuel-macron"


@pytest.mark.parametrize(
    ("text", "office", "of"),
    [
        ("习近平主席出席。", "state-president", "place/china"),
        ("中国驻英大使刘晓明出席。", "ambassador-to-united-kingdom", "place/china"),
        ("共和党参议员卢比奥出席。", "senator", "place/united-states"),
        ("前参议员麦凯恩出席。", "senator", "place/united-states"),
        ("欧洲理事会(European Council)主席米歇尔出席。", "chair", "organization/european-council"),
        ("香港运输及房屋局局长陈帆出席。", "transport-housing-secretary-hk", "place/hong-kong"),
        ("台北市长蒋万安出席。", "mayor-of-taipei", "place/taiwan"),
        ("欧盟委员会主席冯德莱恩出席。", "european-commission-president",
         "organization/european-union"),
    ],
)
def test_an_office_goes_by_its_full_name_and_its_country(text, office, of) -> None:
    told = agents(text)[0].offices[0]
    assert (told.role, told.of) == (office, of)


@pytest.mark.parametrize("text", ["两国领导人可能会晤。", "各国青年代表热烈欢迎。"])
def test_a_common_word_after_an_office_is_no_name(text) -> None:
    assert [agent for agent in agents(text) if agent.key and agent.kind == "person"] == []


def test_the_last_governor_holds_the_office_no_more() -> None:
    assert agents("香港末代总督彭定康出席。")[0].offices[0].tenure == "former"


def test_who_held_an_office_elsewhere_stands_for_his_own_country_again() -> None:
    assert agents("前港督彭定康出席。")[0].country == "place/united-kingdom"


@pytest.mark.parametrize(
    ("text", "name"),
    [("环境局局长黄锦星出席。", "黄锦星"), ("董事长任志强被查。", "任志强"),
     ("主席陈建强星期一出席。", "陈建强"), ("司法部长许志强调合作。", "许志")],
)
def test_a_character_that_begins_a_word_ends_a_name_only_there(text, name) -> None:
    (agent,) = agents(text)
    assert text[agent.head_start : agent.head_end] == name


def test_a_body_that_is_not_known_stands_before_its_office() -> None:
    (agent,) = agents("北桥街清真寺主席科斯巴出席。")
    assert agent.offices[0].body == (0, 6)
    assert agent.offices[0].of is not None


def test_no_body_is_called_after_what_bodies_are_in_general() -> None:
    assert agents("研究所主席科斯巴出席。")[0].offices[0].of is None
