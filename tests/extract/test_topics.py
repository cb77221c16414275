"""Topics are raised by their own words, and by no set phrase or title that looks like them."""

import re

import pytest

from kg.articles.script import simplify
from kg.extract.topics import TopicFinder, TopicHit, find_topics
from kg.knowledge import TopicWords, load


def words(topic: str = "democracy", *said: str, **more: tuple[str, ...]) -> TopicWords:
    return TopicWords(topic=topic, words=said or ("民主",), source="test", **more)


@pytest.fixture(scope="module")
def finder() -> TopicFinder:
    return TopicFinder(load().topic_words)


def raised(finder: TopicFinder, text: str) -> set[str]:
    return {hit.topic for hit in finder.find(simplify(text))}


# --- the finder ---


def test_a_word_is_found_at_its_place():
    assert find_topics("谈民主。", [words()]) == (TopicHit("democracy", 1, 3),)


def test_a_word_inside_a_phrase_that_does_not_count_is_none():
    record = words(not_in=("民主党",))
    assert find_topics("民主党谈民主", [record]) == (TopicHit("democracy", 4, 6),)


def test_a_phrase_masks_the_words_of_its_own_topic_alone():
    records = [words(not_in=("民主和平",)), words("peace", "和平")]
    assert find_topics("民主和平", records) == (TopicHit("peace", 2, 4),)


def test_a_word_that_only_overlaps_a_phrase_counts():
    record = words("taiwan", "台湾", "对台", not_in=("面对台",))
    assert find_topics("面对台湾", [record]) == (TopicHit("taiwan", 2, 4),)


def test_of_overlapping_words_the_leftmost_and_longest_stands():
    record = words("epidemic", "新冠", "新冠肺炎", "肺炎疫情")
    assert find_topics("新冠肺炎疫情", [record]) == (TopicHit("epidemic", 0, 4),)


def test_one_word_may_raise_two_topics():
    records = [words("environment", "绿色丝绸之路"), words("belt-and-road", "丝绸之路")]
    assert find_topics("绿色丝绸之路", records) == (
        TopicHit("environment", 0, 6),
        TopicHit("belt-and-road", 2, 6),
    )


def test_a_pattern_raises_its_topic_and_can_be_masked():
    patterns, phrases = ("[甲乙]{2}关系",), ("甲乙关系学",)
    record = words("bilateral-relations", "邦交", patterns=patterns, not_in=phrases)
    found = find_topics("甲乙关系,甲乙关系学", [record])
    assert found == (TopicHit("bilateral-relations", 0, 4),)


def test_records_of_one_topic_add_up():
    found = find_topics("民主选举", [words(), words("democracy", "选举")])
    assert [hit.start for hit in found] == [0, 2]


def test_offsets_count_code_points():
    assert find_topics("𠮷民主", [words()]) == (TopicHit("democracy", 1, 3),)


# --- the shipped words ---


def test_no_phrase_is_useless():
    for record in load().topic_words:
        patterns = [re.compile(pattern) for pattern in record.patterns]
        for phrase in record.not_in:
            has_word = any(word in phrase for word in record.words)
            assert has_word or any(p.search(phrase) for p in patterns), (record.topic, phrase)


def test_no_word_stands_twice_or_contains_another():
    for record in load().topic_words:
        for word in record.words:
            inside = [other for other in record.words if other in word]
            assert inside == [word], (record.topic, word, inside)


def test_words_are_in_simplified_script():
    for record in load().topic_words:
        for text in (*record.words, *record.not_in):
            assert simplify(text) == text, (record.topic, text)


@pytest.mark.parametrize(
    "text",
    [
        "当今世界充满不确定性", "为世界和平与发展作出重要贡献", "这关系到世界和平",
        "中国国家主席同美国国务卿会面", "民主党人不同意", "朝鲜民主主义人民共和国成立",
        "各国防范得力", "感谢贸易代表来访", "捍卫正当权利",
        "在涉及彼此核心利益和重大关切问题上相互支持", "不顾反复交涉", "不可持续的做法",
        "维护世界和平与发展", "签订友好城市协议", "推动关系健康、可持续发展",
        "其中东部省份居多", "这违反《维也纳外交关系公约》",
        "除非中国同意", "暗中非法买卖", "殖民主义时代", "海外资产仍多",
        "可能源于误会", "大学历史系师生", "小朋友好似不懂", "占领事件的经过", "两极地区",
        "第一个中国驻外机构", "普通商人", "许多边远山区", "上海洋山港",
    ],
)  # fmt: skip
def test_set_phrases_titles_and_look_alikes_raise_nothing_certain(finder: TopicFinder, text: str):
    assert raised(finder, text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "军控司司长出席", "世贸组织总干事来访", "能源公司负责人在座", "她毕业于艺术学院",
        "主权委员会主席抵达", "网络安全局局长说", "农业银行行长陪同", "人权委员会主席致辞",
    ],
)  # fmt: skip
def test_names_of_bodies_and_offices_raise_nothing(finder: TopicFinder, text: str):
    assert raised(finder, text) == set()


@pytest.mark.parametrize(
    "text, topics",
    [
        ("各方應落實《巴黎協定》", {"climate-change"}),
        ("力爭2060年前實現碳中和", {"climate-change"}),
        ("共同抗擊冠病疫情", {"epidemic"}),
        ("反對單邊主義和保護主義", {"unilateralism"}),
        ("朝鮮半島無核化", {"korean-peninsula", "nuclear-arms-control"}),
        ("北韓試射飛彈", {"korean-peninsula", "military"}),
        ("維護臺海和平穩定", {"taiwan", "peace-and-security"}),
        ("堅持一國兩制", {"hong-kong"}),
        ("中美關係十分重要", {"bilateral-relations"}),
        ("踐行真正的多邊主義", {"multilateralism"}),
        ("放棄冷戰思維和零和博弈", {"cold-war-mentality"}),
        ("向聯合國維和行動提供疫苗", {"united-nations", "peacekeeping", "vaccines"}),
        ("互不干涉內政", {"sovereignty"}),
        ("構建人類命運共同體", {"shared-future"}),
        ("絕不搞脫鉤", {"decoupling"}),
        ("就烏克蘭局勢交換意見", {"ukraine"}),
        ("享有高度自主權", set()),
        ("保持供應鏈安全穩定", {"supply-chains"}),
        ("駛入釣魚台海域", {"maritime"}),
        ("非中兩國要攜手同行", {"africa"}),
        ("希望密切高層往來，深化互利合作", {"bilateral-relations"}),
        ("願把兩國友誼世代傳承下去", {"bilateral-relations"}),
        ("我們是好鄰居", {"bilateral-relations"}),
        ("美方無理要求關閉總領事館", {"bilateral-relations"}),
        ("願推動財政、旅遊各領域務實合作", {"bilateral-relations", "tourism"}),
        ("鼓勵本國企業赴貴國投資", {"investment", "trade"}),
        ("歡迎更多優質產品進入市場", {"trade"}),
        ("要加強互聯互通", {"infrastructure"}),
        ("支持全球發展倡議", {"sustainable-development"}),
        ("國際秩序應當更加公正合理", {"global-governance"}),
        ("全球南方要加強團結", {"developing-countries", "south-south-cooperation"}),
        ("不容損害中方核心利益", {"sovereignty"}),
        ("公務船闖入我國領海", {"maritime", "sovereignty"}),
        ("他要求釋放遭關押的維權人士", {"human-rights"}),
        ("對方試射彈道導彈", {"nuclear-arms-control"}),
    ],
)
def test_own_words_raise_a_topic_in_either_script(
    finder: TopicFinder, text: str, topics: set[str]
):
    assert raised(finder, text) == topics
