"""Who takes part where no plain name is told: shared offices, counted people, groups."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extract.local_events import LocalEvent
from tests.extract.reading import events, told

_PUBLISHED = date(2024, 11, 19)


def _all(text: str) -> list[tuple[str, frozenset[str]]]:
    return [(told(event)[0], told(event)[3]) for event in _events(text)]


def _events(text: str) -> tuple[LocalEvent, ...]:
    return events(text, published=_PUBLISHED)


@pytest.mark.parametrize(("text", "keys"), [
    ("11月18日,俄罗斯与英国外长在莫斯科举行会谈。", {"russia", "united-kingdom"}),
    ("俄罗斯外长拉夫罗夫访问了伊朗。11月18日,俄罗斯与英国外长举行会谈。",
     {"sergey-lavrov", "united-kingdom"}),
    ("11月18日,俄美两国外长举行会谈。俄罗斯外长拉夫罗夫表示,会谈很好。",
     {"sergey-lavrov", "united-states"}),
    ("11月18日,日本与美国国务卿布林肯举行会谈。", {"antony-blinken", "japan"}),
])
def test_an_office_told_once_is_held_in_each_country(text: str, keys: set[str]) -> None:
    assert ("Meeting", keys) in _all(text)


def test_an_office_is_that_of_the_one_named_who_is_known_to_hold_it() -> None:
    text = "11月18日,俄外长同英国外长在莫斯科举行会谈。拉夫罗夫会后表示,俄方愿意对话。"
    assert _all(text) == [("Meeting", {"sergey-lavrov", "united-kingdom"})]


def test_countries_talk_through_those_who_stand_for_them() -> None:
    text = "11月18日,俄罗斯、乌克兰、法国三方代表在柏林讨论了局势。"
    assert _all(text) == [("Meeting", {"russia", "ukraine", "france"})]
    assert _all("11月18日,俄罗斯、乌克兰、法国在柏林的企业讨论了局势。") == []


def test_four_people_are_those_of_the_sentence_before() -> None:
    text = ("美国国务卿布林肯与国防部长奥斯汀11月18日欢迎澳大利亚外长黄英贤与防长马尔斯。"
            "四人同日召开第34届美澳部长级磋商会议(AUSMIN)。")
    assert _all(text) == [("Meeting", {
        "antony-blinken", "lloyd-austin", "penny-wong", "richard-marles"})]


@pytest.mark.parametrize(("text", "label"), [
    ("11月18日,习近平在北京会见国际工商界代表。", "guo-ji-gong-shang-jie-dai-biao"),
    ("11月18日,习近平会见出席年会的外方主要代表并座谈。", "wai-fang-zhu-yao-dai-biao"),
    ("11月18日,伊朗总统佩泽希齐扬会见了部分国家驻伊朗的外交官。",
     "bu-fen-guo-jia-zhu-yi-lang-de-wai-jiao-guan"),
])
def test_a_group_without_a_name_takes_part(text: str, label: str) -> None:
    (event,) = _events(text)
    assert any(key.startswith(f"organization/{label}-") for key in event.keys)
    assert len(event.keys) == 2


def test_a_group_at_home_is_none() -> None:
    assert _all("11月18日,习近平会见全国劳动模范代表。") == []


def test_each_gathering_of_a_list_is_one() -> None:
    text = "11月18日,习近平在巴西出席二十国集团领导人第十九次峰会、金砖国家领导人会晤。"
    assert _all(text) == [("Conference", {"xi-jinping", "g20"}),
                          ("Conference", {"xi-jinping", "brics"})]


def test_after_a_list_of_gatherings_the_traveller_is_who_attended_them() -> None:
    text = ("11月18日,习近平结束出席亚太经合组织第三十一次领导人非正式会议、"
            "二十国集团领导人第十九次峰会并对秘鲁、巴西的国事访问后回到北京。")
    assert _all(text) == [("Visit", {"xi-jinping", "peru", "brazil"})]


def test_a_place_after_an_office_is_no_name() -> None:
    text = "11月18日,习近平出席二十国集团领导人杭州峰会。"
    assert _all(text) == [("Conference", {"xi-jinping", "g20"})]


@pytest.mark.parametrize(
    ("name", "key"), [("汪忠一", "wang-zhong-yi"), ("陈志强", "chen-zhi-qiang")])
def test_a_given_name_may_end_in_a_common_word(name: str, key: str) -> None:
    text = f"11月18日,中国驻法国大使{name}强调,要合作。11月18日,大使{name}会见法国总统马克龙。"
    (event,) = _events(text)
    assert any(found.startswith(f"person/{key}-") for found in event.keys)


@pytest.mark.parametrize("text", [
    "11月18日,马克龙前往东京视察,他在访问中称看到了进步。",
    "11月18日,马克龙在《今日新闻》的访问中谈到,他想去日本。",
    "11月18日,记者陈志强在北京访问马克龙。",
    "11月18日,马克龙办公室公布了他与默克尔会晤地点的照片。",
    "11月18日,合作将成为法德会谈焦点。",
])
def test_an_interview_or_what_belongs_to_a_meeting_is_no_event(text: str) -> None:
    assert _all(text) == []


def test_a_month_in_words_before_whom_somebody_meets() -> None:
    (event,) = events("普京五月与马克龙会谈。", published=date(2024, 3, 1))
    assert told(event)[1:3] == ("planned", "2024-05")


def test_the_countries_in_the_name_of_a_gathering_take_part() -> None:
    text = "11月18日,赵乐际在莫斯科出席中俄议会合作委员会第十一次会议。"
    assert _all(text) == [("Conference", {"zhao-leji", "china", "russia"})]


def test_a_banquet_given_by_one_with_several_offices_is_one_gathering() -> None:
    text = ("11月18日,国家主席习近平和夫人彭丽媛在平壤木兰馆出席朝鲜劳动党总书记、"
            "国务委员长金正恩举行的欢迎宴会。")
    assert _all(text) == [("Ceremony", {"xi-jinping", "peng-liyuan", "kim-jong-un"})]


def test_who_called_before_takes_no_part_in_the_call_after() -> None:
    text = "11月18日,王毅继政治局委员杨洁篪之后,与印度国家安全顾问多瓦尔通话。"
    assert _all(text) == [("PhoneCall", {"wang-yi", "ajit-doval"})]


def test_who_visits_countries_attends_there() -> None:
    text = "赵乐际将于12月3日至5日访问匈牙利、瑞士并在瑞士出席第六次世界议长大会。"
    assert ("Conference", {"zhao-leji"}) in _all(text)


def test_what_a_guest_came_to_attend_is_not_his_hosts() -> None:
    text = ("国务院总理李强16日在京同来华出席中非合作论坛北京峰会并进行正式访问的"
            "圣多美和普林西比总理特罗瓦达举行会谈。")
    assert _all(text) == [("Meeting", {"li-qiang", "patrice-trovoada"})]


@pytest.mark.parametrize("text", [
    "比根11月18日对特朗普总统和金正恩在大选前再次举行会谈表示怀疑。",
    "默克尔11月18日在柏林讲话。默克尔说:“我们将继续与中国在所有领域进行对话。”",
    "朝鲜劳动党中央政治局会议11月10日在平壤举行。",
])
def test_doubts_vague_plans_and_meetings_at_home_are_no_events(text: str) -> None:
    assert _all(text) == []


def test_a_delegation_travels() -> None:
    text = "普京11月1日会见莫迪。11月16日,美国军方代表团抵泰前访问了新加坡。"
    assert _all(text)[1] == ("Visit", {"us-military", "singapore"})


@pytest.mark.parametrize("text", [
    "11月18日,习近平出席北京大兴国际机场投运仪式。",
    "11月18日,习近平给边境群众代表回信。",
])
def test_what_is_at_home_is_no_event(text: str) -> None:
    assert _all(text) == []


def test_an_ambassador_is_no_group() -> None:
    text = "11月18日,中国外交部召见美驻华大使。"
    assert all("da-shi" not in key for event in _events(text) for key in event.keys)


def test_a_video_summit_is_a_gathering_that_is_attended() -> None:
    text = ("11月18日晚,国家主席习近平出席金砖国家领导人巴以问题特别视频峰会并发表题为"
            "《推动停火》的重要讲话。")
    assert ("Conference", {"xi-jinping", "brics"}) in _all(text)


def test_a_partys_delegation_visits() -> None:
    text = "中共代表团连日来访问南非、智利,同当地政要交流。"
    assert _all(text) == [("Visit", {"communist-party-of-china", "south-africa", "chile"})]


@pytest.mark.parametrize(("text", "event"), [
    ("11月18日,李强会见日本国际贸易促进协会访华团。", ("Meeting", {"li-qiang", "japan"})),
    ("11月18日,李家超展开沙特阿拉伯利雅得访问行程。", ("Visit", {"john-lee", "saudi-arabia"})),
    ("中越海警11月18日举行第七次高级别工作会晤。", ("Meeting", {"china", "vietnam"})),
    ("“77国集团和中国”峰会18日在古巴首都哈瓦那闭幕。", ("Conference", {"g77"})),
])
def test_who_stands_for_a_country(text: str, event: tuple[str, set[str]]) -> None:
    assert _all(text) == [event]


@pytest.mark.parametrize("text", [
    "近日,国家主席习近平复信津巴布韦“老战士”代表。",
    "11月18日,习近平给津巴布韦高中生回信,鼓励他们。",
])
def test_a_letter_to_a_countrys_people_is_to_that_country(text: str) -> None:
    assert _all(text) == [("Correspondence", {"xi-jinping", "zimbabwe"})]


def test_a_rank_is_no_word_of_a_plan() -> None:
    text = ("今年6月24日,中国国防部长魏凤和上将出席在莫斯科举行的"
            "纪念国际反法西斯战争胜利75周年阅兵活动。")
    ((_, status, day, _),) = [told(event) for event in _events(text)]
    assert (status, day) == ("held", "2024-06-24")


def test_what_is_recalled_is_not_of_the_day_that_the_lead_tells() -> None:
    text = ("11月18日,王毅会见法国外长。双方谈了合作。"
            "此前,王毅同印度国家安全顾问多瓦尔通电话,达成共识。")
    assert all(told(event)[3] != {"wang-yi", "ajit-doval"} for event in _events(text))


def test_who_takes_over_in_a_country_does_not_make_it_the_place() -> None:
    text = "在德国接任欧盟轮值主席国的时刻,马克龙11月18日会见习近平。"
    assert [p for e in _events(text) for t in e.tellings for p in t.candidate.places] == []


def test_an_airport_called_after_a_person_is_nobody() -> None:
    text = ("国务院总理李强于当地时间11月14日中午抵达伊斯兰堡努尔·汗机场,开始对巴基斯坦进行"
            "正式访问并将出席上海合作组织成员国政府首脑理事会第二十三次会议。")
    assert {key for _, keys in _all(text) for key in keys} == {
        "li-qiang", "pakistan", "shanghai-cooperation-organization"}


def test_a_summit_is_on_the_days_told_after_its_name() -> None:
    text = "2024年中非合作论坛峰会将于12月4日至6日在北京举行。"
    ((_, status, day, _),) = map(told, _events(text))
    assert (status, day) == ("planned", "2024-12-04/2024-12-06")


def test_the_day_on_which_a_plan_was_told_is_not_its_own() -> None:
    text = "11月19日,希腊总理米佐塔基斯访问英国。米佐塔基斯16日曾表示,计划将与苏纳克会晤。"
    planned = [event for event in _events(text) if event.status == "planned"]
    assert planned
    assert all(not event.dates or "11-16" not in str(event.dates) for event in planned)


@pytest.mark.parametrize("text", [
    "11月18日,崔天凯说,明年是基辛格秘密访华50周年。",
    "消息。\n7月10日,林小华到北京找徐升,两人签订了还款协议。",
])
def test_anniversaries_and_what_nobodies_sign_are_no_events(text: str) -> None:
    assert _all(text) == []


@pytest.mark.parametrize(("text", "keys"), [
    ("商务部部长王文涛11月18日在参与亚太经合组织(APEC)贸易部长会期间,与美国商务部长雷蒙多会谈。",
     {"wang-wentao", "gina-raimondo"}),
    ("俄罗斯总统普京和中国国家主席习近平11月18日在会谈中讨论了北京的乌克兰和平计划。",
     {"vladimir-putin", "xi-jinping"}),
    ("11月18日,意大利外长塔亚尼在罗马会见了美国大使,双方会谈的内容涉及华为的相关问题。",
     {"antonio-tajani", "united-states"}),
])
def test_who_is_only_talked_of_takes_no_part(text: str, keys: set[str]) -> None:
    assert _all(text) == [("Meeting", keys)]


def test_a_host_is_no_guest_of_the_visit_that_his_guest_is_on() -> None:
    text = "11月18日,正在俄罗斯访问的中国国家主席习近平与俄罗斯总理米舒斯京会面。"
    assert ("Visit", {"xi-jinping", "russia"}) in _all(text)


@pytest.mark.parametrize(("text", "kind", "keys"), [
    ("日本外务省11月18日召见中国驻日大使吴江浩。", "Meeting",
     {"japan-foreign-ministry", "wu-jianghao"}),
    ("G20领导人峰会11月18日在里约热内卢开幕,拜登、习近平等出席。", "Conference",
     {"g20", "joe-biden", "xi-jinping"}),
    ("习近平就俄罗斯前总理普里马科夫逝世向普京致唁电。", "Correspondence",
     {"xi-jinping", "vladimir-putin"}),
    ("美国总统拜登11月18日在白宫接待了英国首相斯塔默。", "Meeting",
     {"joe-biden", "keir-starmer"}),
])
def test_who_acts_in_sentences_of_several_manners(text: str, kind: str, keys: set[str]) -> None:
    assert _all(text) == [(kind, keys)]


def test_a_host_welcomes_the_guest_who_came() -> None:
    text = "沙特王储穆罕默德11月18日在利雅得为到访的英国首相斯塔默举行欢迎仪式。"
    assert ("Ceremony", {"mohammed-bin-salman", "keir-starmer"}) in _all(text)


def test_who_sends_an_envoy_stays() -> None:
    assert _all("11月18日,特朗普将派特使访问莫斯科。") == []


def test_a_day_in_brackets_is_today() -> None:
    (event,) = _events("总统赖清德今(19)日上午接见日本众议员访团。")
    assert told(event)[2] == "2024-11-19"


@pytest.mark.parametrize(("text", "keys"), [
    ("2012年2月,习近平以国家副主席身份会见布兰斯塔德。", {"xi-jinping", "terry-branstad"}),
    ("11月18日,朱立伦以国民党主席身分会见习近平。", {"eric-chu", "xi-jinping"}),
    ("11月18日,李强在北京出席中拉媒体合作论坛。", {"li-qiang"}),
    ("11月18日,习近平向“中俄人文交流活动”致贺信。", {"xi-jinping"}),
    ("11月18日,丁薛祥作为习近平主席特别代表会见土库曼斯坦总统别尔德穆哈梅多夫。",
     {"ding-xuexiang", "gurbanguly-berdimuhamedow"}),
    ("11月18日,菲律宾总统马科斯会见李强。", {"ferdinand-marcos-jr", "li-qiang"}),
])
def test_what_only_looks_like_a_country_or_another_person(text: str, keys: set[str]) -> None:
    ((_, found),) = _all(text)
    assert found == keys


def test_those_who_travel_to_a_country_talk_and_not_the_country() -> None:
    text = "乌克兰将派出代表团前往沙特,11月18日与美方举行会谈。"
    assert _all(text) == [("Meeting", {"ukraine", "united-states"})]


def test_a_roll_holds_names_that_end_in_a_common_word() -> None:
    (event,) = _events("11月18日,王沪宁会见法国议长。周强、王东峰等参加会见。")
    sat_in = {p.key for t in event.tellings for p in t.participants
              if p.predicate == "kg:inAttendance"}
    assert len(sat_in) == 2


def test_the_visit_of_a_guest_who_is_met_goes_on() -> None:
    text = "11月18日上午,习近平在北京同来华进行国事访问的法国总统马克龙举行会谈。"
    assert [(told(e)[0], told(e)[1]) for e in _events(text)] == [
        ("Visit", "ongoing"), ("Meeting", "held")]


@pytest.mark.parametrize("text", [
    "11月18日,泽连斯基对与俄方会谈持开放态度。", "11月18日,何卫东会见全体与会代表。",
])
def test_an_attitude_or_delegates_at_home_make_no_event(text: str) -> None:
    assert _all(text) == []
