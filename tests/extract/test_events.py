"""What a sentence tells: written from the sentences, which are of our own making."""

from __future__ import annotations

import pytest

from tests.extract.reading import document, events, matcher, told

XI, MACRON, PUTIN = "xi-jinping", "emmanuel-macron", "vladimir-putin"
VERBS = [(v, e) for v in matcher().knowledge.contact_verbs for e in v.examples]
CUES = [(c, e) for c in matcher().knowledge.cues for e in c.examples]


@pytest.mark.parametrize(("verb", "example"), VERBS, ids=[f"{v.verb}" for v, _ in VERBS])
def test_each_contact_verb_tells_its_kind_of_event(verb, example) -> None:
    kinds = {event.type for event in events(example)}
    attended = verb.frame in ("attend", "host", "speech")
    assert kinds & ({"Conference", "Meeting", "Speech"} if attended else {verb.event})


def test_every_contact_verb_and_cue_has_an_example() -> None:
    knowledge = matcher().knowledge
    assert all(verb.examples for verb in knowledge.contact_verbs)
    assert all(cue.examples for cue in knowledge.cues)


@pytest.mark.parametrize(("cue", "example"), CUES, ids=[f"{c.word}" for c, _ in CUES])
def test_each_cue_decides_the_status(cue, example) -> None:
    statuses = {event.status for event in events(example)}
    assert statuses <= {cue.means}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3月5日,国家主席习近平在北京会见法国总统马克龙。",
         ("Meeting", "held", "2021-03-05", {XI, MACRON})),
        ("国家主席习近平5日晚应约同法国总统马克龙通电话。",
         ("PhoneCall", "held", "2021-03-05", {XI, MACRON})),
        ("习近平3月5日同来华进行国事访问的法国总统马克龙举行会谈。",
         ("Meeting", "held", "2021-03-05", {XI, MACRON})),
        ("普京和马克龙5日举行视频会晤。",
         ("VideoMeeting", "held", "2021-03-05", {PUTIN, MACRON})),
        ("国家主席习近平3月5日以视频方式会见俄罗斯总统普京。",
         ("VideoMeeting", "held", "2021-03-05", {XI, PUTIN})),
        ("马克龙昨天在巴黎获普京接见。",
         ("Meeting", "held", "2021-03-09", {PUTIN, MACRON})),
        ("3月5日,习近平向普京致贺电。",
         ("Correspondence", "held", "2021-03-05", {XI, PUTIN})),
        ("普京将于3月20日会见马克龙。",
         ("Meeting", "planned", "2021-03-20", {PUTIN, MACRON})),
        ("原定3月5日举行,但普京取消了与马克龙的会晤。",
         ("Meeting", "cancelled", "2021-03-05", {PUTIN, MACRON})),
        ("国家主席习近平5日同俄罗斯总统普京、法国总统马克龙举行中俄法三国元首会晤。",
         ("Meeting", "held", "2021-03-05", {XI, PUTIN, MACRON})),
        ("在同马克龙举行会谈时,普京5日表示,双方要加强合作。",
         ("Meeting", "held", "2021-03-05", {PUTIN, MACRON})),
        ("普京周二与马克龙通话。",
         ("PhoneCall", "held", "2021-03-09", {PUTIN, MACRON})),
    ],
)
def test_one_event(text, expected) -> None:
    kind, status, date, people = expected
    assert (kind, status, date, frozenset(people)) in {told(event) for event in events(text)}


@pytest.mark.parametrize(
    "text",
    [
        "普京希望会见马克龙。",
        "如果普京会见马克龙,局势将会缓和。",
        "普京与马克龙是否会晤,外界并不清楚。",
        "两国元首通过会见、通话、致信函等多种方式保持沟通。",
        "习近平同普京的七次会见谈了许多大事。",
        "习近平3月5日会见李克强。",
        "外交部发言人赵立坚5日主持例行记者会。",
        "习近平《同马克龙会谈》一书出版。",
        "习近平5日在学习班开班式上发表重要讲话。",
    ],
)
def test_what_only_looks_like_an_event(text) -> None:
    assert events(text) == ()


def test_visitors_received_apart_are_events_of_their_own() -> None:
    found = events("习近平3月5日在北京分别会见俄罗斯总统普京、法国总统马克龙。")
    assert {frozenset(k.split("/")[1] for k in e.keys) for e in found} == {
        frozenset({XI, PUTIN}), frozenset({XI, MACRON})}


def test_title_lead_and_caption_are_one_event() -> None:
    found = events(
        "国家主席习近平5日在北京会见法国总统马克龙。\n3月5日,习近平在北京会见马克龙。",
        title="习近平会见法国总统马克龙",
    )
    assert len(found) == 1
    assert told(found[0])[2] == "2021-03-05"


def test_those_who_sat_in_do_not_count_as_those_who_met() -> None:
    (event,) = events("国家主席习近平5日会见法国总统马克龙。\n王毅、杨洁篪参加会见。")
    assert {k.split("/")[1] for k in event.keys} == {XI, MACRON}
    sat_in = {p.key for t in event.tellings for p in t.participants
              if p.predicate == "kg:inAttendance"}
    assert sat_in == {"person/wang-yi", "person/yang-jiechi"}


def test_a_country_stands_where_nobody_is_named() -> None:
    (event,) = events("", title="李强会见南非副总统")
    assert {k.split("/", 1)[1] for k in event.keys} == {"li-qiang", "south-africa"}


def test_an_unknown_person_is_found_by_the_office() -> None:
    (event,) = events("国家主席习近平5日会见汤加首相佩塔利卡。")
    (other,) = {p for t in event.tellings for p in t.participants if p.key != f"person/{XI}"}
    assert other.key.startswith("person/pei-ta-li-ka-")
    assert other.country == "place/tonga"


def test_a_name_spelled_in_brackets_is_a_name() -> None:
    (event,) = events("普京5日会见法国特使龚欧罗多(Oro Do)一行。")
    names = {p.key for t in event.tellings for p in t.participants} - {f"person/{PUTIN}"}
    assert [name.rsplit("-", 1)[0] for name in names] == ["person/gong-ou-luo-duo"]


def test_the_venue_and_the_city_are_both_told() -> None:
    (event,) = events("国家主席习近平5日在瑞士日内瓦万国宫会见古特雷斯。")
    places = {p.key for t in event.tellings for p in t.candidate.places}
    assert places == {"place/geneva", "place/palais-des-nations"}


def test_a_number_joins_the_meeting_told_before() -> None:
    (event,) = events("国家主席习近平5日会见古特雷斯。\n这是习近平主席与古特雷斯的第八次会见。")
    assert [t.candidate.ordinal[0] for t in event.tellings if t.candidate.ordinal] == [8]


def test_a_number_of_this_year_is_not_the_number_of_the_meeting() -> None:
    found = events("习近平5日同普京举行今年第二次视频会晤。")
    assert [t.candidate.ordinal for e in found for t in e.tellings] == [None]


def test_a_day_without_a_month_stays_open_where_nothing_tells_it() -> None:
    (event,) = events("国家主席习近平23日晚在北京会见古特雷斯。", published=None)
    assert told(event)[2] == "XX-23"


def test_a_chaired_gathering_takes_those_who_attend_it() -> None:
    (event,) = events(
        "3月5日,国家主席习近平在大阪主持中非领导人会晤。南非总统拉马福萨(右二)、"
        "埃及总统塞西和联合国秘书长古特雷斯出席(右一)。"
    )
    assert {k.split("/")[1] for k in event.keys} == {
        XI, "cyril-ramaphosa", "abdel-fattah-el-sisi", "antonio-guterres"}


def test_a_dated_heading_with_a_remark_is_an_event_of_those_who_speak() -> None:
    found = events("2020年3月12日(通电话)\n习近平:我们要加强合作。\n古特雷斯:我完全赞成。")
    assert told(found[0]) == (
        "PhoneCall", "held", "2020-03-12", frozenset({XI, "antonio-guterres"}))


def test_the_gathering_beside_which_they_met() -> None:
    read = document(
        "马克龙3月4日出席二十国集团领导人罗马峰会。3月5日,普京在二十国集团领导人罗马峰会期间会见马克龙。"
    )
    (link,) = [c for c in read.claims if c.predicate == "schema:superEvent"]
    types = {c.subject: c.value.key for c in read.claims if c.predicate == "rdf:type"}
    assert types[link.subject] == "kg:Meeting"
    assert types[link.value.key] == "kg:Conference"


def test_a_guest_who_came_for_a_gathering_is_who_attends_it() -> None:
    (event,) = events("国家主席习近平5日会见来华出席世界人工智能大会的法国总统马克龙。")
    assert {k.split("/")[1] for k in event.keys} == {XI, MACRON}


def test_a_title_knows_the_name_that_the_body_tells() -> None:
    (event,) = events("国家主席习近平5日会见汤加首相佩塔利卡。", title="习近平会见佩塔利卡")
    assert len(event.tellings) == 2


def test_those_at_a_welcome_ceremony_only_sat_in() -> None:
    (event,) = events(
        "国家主席习近平5日上午在人民大会堂举行仪式，欢迎法国总统马克龙对我国进行国事访问。\n"
        "王毅等出席欢迎仪式。"
    )
    assert told(event)[0] == "Ceremony"
    assert {k.split("/")[1] for k in event.keys} == {XI, MACRON}
    sat_in = {p.key for t in event.tellings for p in t.participants
              if p.predicate == "kg:inAttendance"}
    assert sat_in == {"person/wang-yi"}


def test_who_was_met_before_does_not_meet_the_next_one() -> None:
    found = events("马克龙5日会见普京之后,还将会晤习近平。")
    assert {frozenset(k.split("/")[1] for k in e.keys) for e in found} == {
        frozenset({MACRON, PUTIN}), frozenset({MACRON, XI})}


def test_a_hope_before_those_who_would_meet_is_no_event() -> None:
    assert events("各界期待普京和马克龙5日举行会晤。") == ()


def test_home_letters_are_no_events() -> None:
    assert events("王毅5日致电杨洁篪。") == ()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("普京将于3月15日会见马克龙。", "普京会见马克龙"),
        ("峰会将于3月15日举行。各方表示欢迎。", "普京会见马克龙"),
        ("以下为行程。\n3月15日\n普京会见马克龙。", "一则消息"),
    ],
)
def test_what_its_context_dates_after_publication_is_planned(text: str, title: str) -> None:
    (event,) = events(text, title=title)
    assert event.status == "planned"
    read = document(text, title=title)
    assert {c.value.key for c in read.claims if c.predicate == "kg:status"} == {"kg:planned"}
