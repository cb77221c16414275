"""What is shipped: how much, how fast, and what must be in it."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from kg.knowledge import Knowledge, Record, folded, load, parse_partial_date, strong_names

NAMED = ("people", "countries", "organizations", "cities", "venues", "agreements")


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return load()


def records(known: Knowledge, *kinds: str) -> list[Record]:
    return [record for kind in kinds for record in getattr(known, kind).values()]


def owner(known: Knowledge, name: str) -> str | None:
    """The id that owns a strong name."""
    fold = folded(name)
    found = [r.id for r in records(known, *NAMED) if fold in map(folded, strong_names(r))]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("kind", "least"),
    [("people", 600), ("countries", 230), ("organizations", 1000), ("cities", 1000),
     ("venues", 400), ("agreements", 200), ("roles", 100)],
)  # fmt: skip
def test_there_is_enough(known: Knowledge, kind: str, least: int) -> None:
    assert len(getattr(known, kind)) >= least


def test_loading_twice_gives_the_same(known: Knowledge) -> None:
    assert load() == known


def test_no_name_is_strong_and_weak_in_one_record(known: Knowledge) -> None:
    for record in records(known, *NAMED):
        weak = {folded(name) for name in record.weak}
        assert not [name for name in strong_names(record) if folded(name) in weak], record.id


def test_labels_in_traditional_script_are_no_copies_of_simplified_ones(known: Knowledge) -> None:
    for record in records(known, *NAMED):
        if record.zh_hant:
            assert "国" not in record.zh_hant, record.id
            assert "会" not in record.zh_hant, record.id


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("中国", "china"), ("美利坚合众国", "united-states"), ("寮国", "laos"),
        ("澳洲", "australia"),
        ("纽西兰", "new-zealand"), ("沙乌地阿拉伯", "saudi-arabia"), ("義大利", "italy"),
        ("北韩", "north-korea"), ("南韓", "south-korea"), ("俄罗斯联邦", "russia"),
        ("安理会", "un-security-council"), ("联合国大会", "un-general-assembly"),
        ("世卫组织", "world-health-organization"), ("世界衞生組織", "world-health-organization"),
        ("联合国教科文组织", "unesco"), ("联合国工业发展组织", "unido"), ("世界银行", "world-bank"),
        ("国际货币基金组织", "imf"), ("欧亚经济联盟", "eurasian-economic-union"),
        ("上海合作组织", "shanghai-cooperation-organization"), ("非洲联盟", "african-union"),
        ("中非合作论坛", "focac"), ("新华社", "xinhua"), ("联合早报", "zaobao"),
        ("中国军网", "china-military-online"), ("布宜诺斯艾利斯", "buenos-aires"),
        ("人民大会堂", "great-hall-of-the-people"), ("釣魚臺國賓館", "diaoyutai-state-guesthouse"),
        ("万国宫", "palais-des-nations"), ("白宫", "white-house"),
        ("克里姆林宫", "kremlin-building"),
        ("联合国宪章", "un-charter"), ("巴黎协定", "paris-agreement"),
        ("一带一路", "belt-and-road-initiative"),
        ("新冠肺炎疫苗实施计划", "covax"), ("2030年可持续发展议程", "2030-agenda"),
        ("俄中睦邻友好合作条约", "china-russia-treaty"),
    ],
)  # fmt: skip
def test_name_leads_to_its_record(known: Knowledge, name: str, identifier: str) -> None:
    assert owner(known, name) == identifier


@pytest.mark.parametrize(
    "name", ["外交部", "国务院", "国会", "议会", "央行", "民主党", "蒙古", "德州"]
)
def test_name_that_needs_context_is_nobodys_alone(known: Knowledge, name: str) -> None:
    assert owner(known, name) is None


def test_countries_have_capitals_within_them(known: Knowledge) -> None:
    without = {"israel", "monaco", "san-marino", "singapore", "vatican"}
    for country in known.countries.values():
        if country.capital:
            assert country.capital in known.cities
            assert known.cities[country.capital].within in known.countries
        elif country.part_of is None and country.wikidata:
            without.discard(country.id)
    assert not without


def test_outlets_are_told_from_actors(known: Knowledge) -> None:
    outlets = {o.id for o in known.organizations.values() if o.outlet}
    assert {"xinhua", "reuters", "zaobao", "bbc"} <= outlets
    assert not outlets & {"united-nations", "white-house", "chinese-foreign-ministry"}


def test_identifiers_of_other_authorities_belong_to_one_record(known: Knowledge) -> None:
    wikidata = Counter(r.wikidata for r in records(known, *NAMED) if r.wikidata)
    geonames = Counter(r.geonames for kind in (known.cities, known.countries)
                       for r in kind.values() if r.geonames)  # fmt: skip
    assert not [i for counts in (wikidata, geonames) for i, n in counts.items() if n > 1]


def test_wikidata_identifiers_agree_with_the_facts(known: Knowledge) -> None:
    facts = {"china": "Q148", "russia": "Q159", "south-africa": "Q258", "egypt": "Q79",
             "senegal": "Q1041", "argentina": "Q414", "japan": "Q17", "switzerland": "Q39",
             "fiji": "Q712", "united-states": "Q30", "kazakhstan": "Q232"}  # fmt: skip
    assert {id_: known.countries[id_].wikidata for id_ in facts} == facts


def test_coordinates_are_where_the_place_is(known: Knowledge) -> None:
    for id_, (north, east) in {"beijing": (39.9, 116.4), "osaka": (34.7, 135.5),
                               "buenos-aires": (-34.6, -58.4)}.items():  # fmt: skip
        assert known.cities[id_].coordinates == pytest.approx((north, east), abs=0.2)


def test_dates_of_offices_are_valid(known: Knowledge) -> None:
    days = [parse_partial_date(day) for person in known.people.values()
            for office in person.offices for day in (office.start, office.end) if day]  # fmt: skip
    assert days
    assert all(isinstance(day, date) for day in days)


def test_examples_hold_their_words(known: Knowledge) -> None:
    for verb in (*known.contact_verbs, *known.speech_verbs):
        assert verb.verb
    for cue in known.cues:
        assert all(cue.word in example for example in cue.examples), cue.word
    assert known.contact_verbs
    assert known.speech_verbs
    assert known.cues
    assert known.topic_words


def test_decoys_hold_a_name_and_are_none(known: Knowledge) -> None:
    names = {folded(n) for r in records(known, *NAMED) for n in strong_names(r)}
    decoys = set(known.lists["grammar.decoys"])
    assert "发展中国家" in decoys
    assert not decoys & names
