"""Contacts told in the many ways of news: who met whom, and which told contact is none."""

from __future__ import annotations

from datetime import date

import pytest

from tests.extract.reading import PUBLISHED, events, told

XI, PUTIN, MACRON, MERKEL = "xi-jinping", "vladimir-putin", "emmanuel-macron", "angela-merkel"


def people(event) -> set[str]:
    """Who took part, without prefixes."""
    return {key.split("/", 1)[1] for key in event.keys}


def sat_in(event) -> set[str]:
    """Who only sat in."""
    return {p.key.split("/", 1)[1] for t in event.tellings for p in t.participants
            if p.predicate == "kg:inAttendance"}


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("3月5日,普京在莫斯科与马克龙讨论边境局势。", "Meeting", {PUTIN, MACRON}),
        ("普京3月5日与马克龙在电话中商讨边境局势。", "PhoneCall", {PUTIN, MACRON}),
        ("普京与法国总统马克龙,5日起在巴黎磋商。", "Meeting", {PUTIN, MACRON}),
        ("3月5日,普京在巴黎与马克龙共进晚餐。", "Meeting", {PUTIN, MACRON}),
        ("3月5日,普京与马克龙在巴黎签署联合声明。", "Ceremony", {PUTIN, MACRON}),
        ("李强表示,去年11月,习近平主席在秘鲁同马克龙总统举行会晤。", "Meeting", {XI, MACRON}),
        ("3月5日,习近平同马克龙一道主持全球气候峰会。", "Conference", {XI, MACRON}),
        ("3月5日,习近平会见来华举行第九次中国—欧盟领导人会晤的法国总统马克龙。", "Meeting",
         {XI, MACRON}),
        ("马克龙周一抵达柏林。他5日将同默克尔会面。", "Meeting", {MERKEL, MACRON}),
        ("3月5日,习近平出席普京举行的欢迎宴会。", "Ceremony", {XI, PUTIN}),
        ("习近平3月5日会见日本经济界访华团。", "Meeting", {XI, "japan"}),
        ("习近平3月5日会见越南共产党代表团。", "Meeting", {XI, "communist-party-of-vietnam"}),
        ("马克龙3月5日在巴黎与欧盟高官会面。", "Meeting", {MACRON, "european-union"}),
        ("3月5日,法国总统马克龙抵达柏林。", "Visit", {MACRON, "germany"}),
        ("台北市长蒋万安3月5日赴日访问四天。", "Visit", {"chiang-wan-an", "japan"}),
        ("国家主席习近平3月5日赴法国尼斯出席联合国海洋大会并访问西班牙。", "Visit", {XI, "spain"}),
        ("欧盟各国3月5日在布鲁塞尔召开欧盟特别峰会。", "Conference", {"european-union"}),
        ("第9届中美旅游高层对话3月5日在西安市开幕。", "Meeting", {"china", "united-states"}),
    ],
)
def test_the_contact_told(text: str, kind: str, who: set[str]) -> None:
    assert (kind, who) in [(event.type, people(event)) for event in events(text)]


@pytest.mark.parametrize(
    "text",
    [
        "如果对方不让步,普京3月5日将不会与马克龙会谈。",  # an open condition
        "大使威胁部长,要取消普京与马克龙的会晤。",
        "文在寅表示乐见普京和马克龙3月再次会面。",
        "普京无法访问法国。",
        "总统蔡英文5日受访时,针对达赖喇嘛提出“访问台湾”的心愿,只表示知道了。",
        "金大中遗孀之说,与普京3月5日的行程无关。",
        "台湾总统蔡英文3月5日出席台湾资安大会开幕典礼。",  # nobody from abroad
    ],
)
def test_what_is_no_contact(text: str) -> None:
    assert events(text) == ()


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("普京3月5日与埃及、意大利外长通电话。", [{PUTIN, "egypt"}, {PUTIN, "italy"}]),
        ("习近平3月5日同马克龙、默克尔等多国领导人举行双边会见。", [{XI, MACRON}, {XI, MERKEL}]),
        ("3月5日,马克龙与默克尔都与习近平会谈。", [{XI, MACRON}, {XI, MERKEL}]),
        ("3月5日,默克尔先后获习近平及普京接见。", [{XI, MERKEL}, {PUTIN, MERKEL}]),
        ("3月5日,习近平与默克尔及马克龙分别会谈。", [{XI, MACRON}, {XI, MERKEL}]),
    ],
)
def test_contacts_apart_are_one_event_each(text: str, pairs: list[set[str]]) -> None:
    assert [people(e) for e in sorted(events(text), key=lambda e: sorted(e.keys))] == sorted(
        pairs, key=sorted)


def test_a_call_with_two_of_one_government_is_one() -> None:
    (event,) = events("3月5日,刘鹤与美贸易代表莱特希泽和财政部长努钦通电话。")
    assert people(event) == {"liu-he", "robert-lighthizer", "steven-mnuchin"}


def test_the_days_of_a_list_are_one_each() -> None:
    found = events("普京3月5日、6日先后与马克龙及默克尔会面。")
    assert {(told(e)[2], MACRON in people(e)) for e in found} == {
        ("2021-03-05", True), ("2021-03-06", False)}


def test_those_who_were_met_apart_and_named_together_are_no_third_event() -> None:
    found = events(
        "3月5日,习近平分别会见马克龙、默克尔。\n习近平在会见马克龙和默克尔前参观了展览。")
    assert {frozenset(people(e)) for e in found} == {
        frozenset({XI, MACRON}), frozenset({XI, MERKEL})}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("普京原计划3月5日会见马克龙,但因病取消。", "cancelled"),
        ("美国宣布将派出国务卿布林肯到日本,3月5日参加世界气候峰会。", "planned"),
        ("普京3月5日会见马克龙。", "held"),
    ],
)
def test_the_status_told_beside_the_verb(text: str, status: str) -> None:
    assert {event.status for event in events(text)} == {status}


def test_the_lead_tells_that_what_the_title_leaves_open_is_to_come() -> None:
    (event,) = events("普京将于下周五访问法国。", title="普京访问法国")
    assert (event.type, event.status) == ("Visit", "planned")


def test_a_plan_that_the_same_article_tells_fulfilled_is_no_second_event() -> None:
    (event,) = events("普京3月5日会见马克龙。此行还有别的安排。普京还将会见马克龙。")
    assert event.status == "held"


def test_two_gatherings_attended_on_the_same_days_are_two() -> None:
    found = events("习近平3月5日出席二十国集团领导人峰会。习近平3月5日出席亚太经合组织工商大会。")
    assert [event.type for event in found] == ["Conference", "Conference"]


def test_a_plain_name_on_a_roll_is_a_person_who_sat_in() -> None:
    (event,) = events("国家主席习近平5日会见法国总统马克龙。\n何某清、王毅等参加会见。")
    assert "wang-yi" in sat_in(event) and len(sat_in(event)) == 2


def test_who_took_part_in_all_of_it_was_at_each() -> None:
    found = events("3月5日,习近平分别会见马克龙、默克尔。\n王毅参加上述会见。")
    assert [sat_in(event) for event in found] == [{"wang-yi"}, {"wang-yi"}]


@pytest.mark.parametrize(
    ("text", "absent", "present"),
    [
        ("金大中遗孀李姬镐3月5日访问朝鲜。", "kim-dae-jung", "李姬镐"),
        ("3月5日,国家主席习近平致电帕斯,祝贺他当选玻利维亚总统。", "bolivia", "帕斯"),
        ("3月5日,习近平致电阿卜杜勒法塔赫·塞西,祝贺他连任总统。", "fatah", "塞西"),
        ("3月5日,习近平致电让-吕西安·德托夫,祝贺他就任总统。", "togo", "让-吕西安·德托夫"),
    ],
)
def test_the_one_who_is_meant(text: str, absent: str, present: str) -> None:
    (event,) = [e for e in events(text) if e.type in ("Visit", "Correspondence")]
    named = {text.replace(",", "，")[p.start : p.end] for t in event.tellings
             for p in t.participants}
    assert absent not in people(event)
    assert any(present in name for name in named)


def test_the_holder_of_a_name_is_told_by_the_office() -> None:
    (event,) = events("李强3月5日同阿联酋副总统兼总理穆罕默德举行会谈。")
    assert people(event) == {"li-qiang", "mohammed-bin-rashid"}


def test_a_day_that_somebody_else_acts_on_is_not_that_of_the_event() -> None:
    (event,) = events("汪文斌周一称普京将访问法国。", published=PUBLISHED)
    assert event.dates == ()


def test_that_evening_is_the_evening_of_the_day_told_not_of_one_to_come() -> None:
    found = events(
        "3月5日,习近平同普京会谈。双方商定自5月1日起降低关税。\n当晚,习近平为普京举行欢迎宴会。")
    assert {told(event)[2] for event in found} == {"2021-03-05"}


def test_news_further_down_a_page_is_of_its_month() -> None:
    from kg.model import Span
    from tests.extract.reading import document

    claims = document("各地天气很好。\n花开了。\n农民很忙。\n普京在莫斯科会见马克龙。").claims
    (date,) = [c for c in claims if c.predicate == "kg:edtf"]
    assert isinstance(date.value, Span) and date.value.edtf == "2021-03"


def test_visitors_of_different_countries_are_received_apart() -> None:
    found = events("习近平3月5日在北京会见法国总统马克龙和俄罗斯总统普京。")
    assert {frozenset(people(e)) for e in found} == {
        frozenset({XI, MACRON}), frozenset({XI, PUTIN})}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("蓬佩奥与国防部长埃斯珀3月5日欢迎澳洲外长佩恩与防长雷诺兹,双方展开两天会谈。",
         {"mike-pompeo", "mark-esper", "marise-payne", "linda-reynolds"}),
        ("蓬佩奥与澳洲外长佩恩3月4日见了记者。两人5日举行会谈。", {"mike-pompeo", "marise-payne"}),
        ("蓬佩奥3月5日与塔利班谈判代表巴拉达(Mullah Abdul Ghani Baradar)通话。",
         {"mike-pompeo", "abdul-ghani-baradar"}),
        ("蓬佩奥3月5日主持了有澳大利亚外长佩恩参加的部长级会谈。", {"mike-pompeo", "marise-payne"}),
    ],
)
def test_who_is_meant_by_other_words(text: str, who: set[str]) -> None:
    assert who in [people(event) for event in events(text)]


def test_a_trip_to_two_countries_is_one_visit() -> None:
    (trip,) = events("国家主席习近平将于4月15日至18日对马来西亚、柬埔寨进行国事访问。")
    assert people(trip) == {XI, "malaysia", "cambodia"}


def test_heads_of_state_of_several_countries_visit_one_by_one() -> None:
    found = events("埃及总统塞西、法国总统马克龙将于4月15日至18日来华进行国事访问。")
    assert {frozenset(people(e)) for e in found} == {
        frozenset({"abdel-fattah-el-sisi", "china"}), frozenset({"emmanuel-macron", "china"})}


def test_each_of_a_list_visits_on_days_of_his_own() -> None:
    found = events(
        "应邀，埃及总统塞西将于4月15日至18日、法国总统马克龙将于4月20日至21日对中国进行访问。")
    assert {(e.dates[0].span.edtf, *sorted(people(e))) for e in found if e.dates[0].span} == {
        ("2021-04-15/2021-04-18", "abdel-fattah-el-sisi", "china"),
        ("2021-04-20/2021-04-21", "china", "emmanuel-macron")}


def test_a_telling_that_names_the_people_covers_one_that_names_their_countries() -> None:
    (event,) = events(
        "美国与澳洲3月5日举行会谈。\n"
        "美国国务卿蓬佩奥、国防部长埃斯珀3月5日与澳洲外长佩恩、防长雷诺兹举行会谈。",
        title="美澳外长和防长会谈")
    assert people(event) >= {"mike-pompeo", "mark-esper", "marise-payne", "linda-reynolds"}


def test_talks_of_a_visit_are_where_it_is() -> None:
    found = events("美国国务卿蓬佩奥3月5日访问伦敦。\n蓬佩奥3月5日会见了英国首相约翰逊。")
    (talks,) = [event for event in found if event.type == "Meeting"]
    places = [(p.key, p.rule) for t in talks.tellings for p in t.candidate.places]
    assert places == [("place/london", "place-of-visit")]


def test_what_a_subject_did_besides_is_of_the_day_told_last() -> None:
    found = events(
        "比根3月5日在东京与外务大臣茂木敏充举行会谈。会谈很好。天气很好。花开了。\n"
        "比根还与防卫大臣河野太郎举行了会谈。")
    assert {told(event)[2] for event in found} == {"2021-03-05"}


def test_a_day_of_report_is_no_day_of_a_plan() -> None:
    (event,) = events("据某社5日报道,普京将访问法国。")
    assert (event.status, event.dates) == ("planned", ())


def _places(text: str) -> list[tuple[str, list[tuple[str, str]]]]:
    found = events(text, published=date(2024, 11, 19))
    return [(told(event)[0], [(place.key.removeprefix("place/"), place.rule)
             for telling in event.tellings for place in telling.candidate.places])
            for event in found]


def test_a_visit_is_where_its_talks_are() -> None:
    text = ("11月18日,全国人大常委会委员长赵乐际对俄罗斯进行正式友好访问。"
            "11月18日,赵乐际在莫斯科同马特维延科举行会谈。")
    assert _places(text)[0] == ("Visit", [("russia", "place-in"), ("moscow", "place-of-talks")])


def test_talks_beside_a_gathering_are_where_it_is() -> None:
    text = ("11月16日至18日,习近平出席在撒马尔罕举行的上海合作组织峰会。"
            "11月17日,习近平会见吉尔吉斯斯坦总统扎帕罗夫。")
    assert _places(text)[1] == ("Meeting", [("samarkand", "place-of-gathering")])


def test_a_venue_not_known_is_told_by_its_city() -> None:
    ((_, places),) = _places("11月18日,李强在河内望月宫同越南总理范明政举行会谈。")
    assert places[0] == ("hanoi", "place-in")
    assert places[1][0].startswith("wang-yue-gong-")
    assert places[1][1] == "venue-by-pattern"


def test_a_hall_is_told_with_its_building() -> None:
    ((_, places),) = _places("11月18日,习近平在人民大会堂北大厅为法国总统马克龙举行欢迎仪式。")
    assert [key for key, _ in places] == ["great-hall-of-the-people", "great-hall-north-hall"]


def test_talks_told_with_an_arrival_are_there() -> None:
    text = "美国国务卿布林肯展开东亚之行,首站到访日本,与日本外相岩屋毅会谈。"
    assert _places(text)[1] == ("Meeting", [("japan", "place-of-visit")])


def test_more_guests_than_days_were_met_on_one_of_them() -> None:
    text = "李强11月8日和9日在北京分别会见马克龙、默茨、斯塔默。"
    found = events(text, published=date(2024, 11, 19))
    assert [told(event)[2] for event in found] == ["2024-11-08/2024-11-09"] * 3
