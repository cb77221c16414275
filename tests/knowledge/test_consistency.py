"""Knowledge must hold together: ids, references, and one owner for each strong name."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.knowledge import KnowledgeError, KnowledgeFile, assemble, folded, load, strong_names

COUNTRY = "- {id: a-land, zh_hans: 甲国, source: editor}\n"


def problems_of(**texts: str) -> tuple[str, ...]:
    files = [KnowledgeFile("", f"{name}.yaml", text) for name, text in texts.items()]
    with pytest.raises(KnowledgeError) as caught:
        assemble(files)
    return caught.value.problems


@pytest.mark.parametrize(
    ("kind", "record", "told"),
    [
        ("people", "country: a-lnd", "'country: a-lnd' is no id of countries; did you mean"),
        ("people", "offices: [{role: king}]", "'role: king' is no id of roles"),
        ("countries", "capital: x", "'capital: x' is no id of cities"),
        ("countries", "part_of: x", "'part_of: x' is no id of countries"),
        ("organizations", "parent: x", "'parent: x' is no id of organizations"),
        ("cities", "within: x", "'within: x' is no id of countries"),
        ("venues", "within: x", "'within: x' is no id of venues or cities or countries"),
        ("roles", "default_of: x", "'default_of: x' is no id of countries or organizations"),
    ],
)
def test_dangling_reference_names_file_line_and_kind(kind: str, record: str, told: str) -> None:
    line = f"- {{id: b, zh_hans: 乙某, {record}, source: editor}}\n"
    texts = {"countries": COUNTRY}
    texts[kind] = texts.get(kind, "") + line
    (problem,) = problems_of(**texts)
    assert problem.startswith(f"{kind}.yaml:{2 if kind == 'countries' else 1}: {told}")


def test_two_owners_of_a_strong_name_are_an_error() -> None:
    cities = "- {id: b, zh_hans: 乙城, names: [甲国], within: a-land, source: editor}\n"
    (problem,) = problems_of(countries=COUNTRY, cities=cities)
    assert problem == (
        "cities.yaml:1: '甲国' of 'b' is a strong name of 'a-land' too (countries.yaml); "
        "make one of them weak"
    )


@pytest.mark.parametrize(
    ("one", "other"), [("习近平", "習近平"), ("BBC", "ｂｂｃ"), ("卫报", "衞報")]
)
def test_names_are_compared_across_scripts_and_widths(one: str, other: str) -> None:
    owners = {"a": one, "b": other}
    people = "".join(
        f"- {{id: {id_}, zh_hans: {name}, source: editor}}\n" for id_, name in owners.items()
    )
    (problem,) = problems_of(people=people)
    assert problem.startswith(f"people.yaml:2: '{other}' of 'b' is a strong name of 'a' too")


def test_weak_name_may_have_many_owners() -> None:
    people = (
        "- {id: a, zh_hans: 约翰逊, weak: [约翰逊], source: editor}\n"
        "- {id: b, zh_hans: 约翰逊, weak: [约翰逊], source: editor}\n"
    )
    known = assemble([KnowledgeFile("", "people.yaml", people)])
    assert [strong_names(person) for person in known.people.values()] == [(), ()]


def test_id_twice_in_one_folder_is_an_error() -> None:
    (problem,) = problems_of(countries=COUNTRY + COUNTRY)
    assert problem == "countries.yaml:2: id 'a-land' stands already in countries.yaml"


def test_places_share_one_space_of_ids() -> None:
    cities = "- {id: a-land, zh_hans: 乙城, within: a-land, source: editor}\n"
    (problem,) = problems_of(countries=COUNTRY, cities=cities)
    assert problem == "cities.yaml:1: id 'a-land' stands already in countries.yaml"


def test_wikidata_needs_a_source() -> None:
    countries = "- {id: a, zh_hans: 甲某, wikidata: Q1, source: editor}\n"
    (problem,) = problems_of(countries=countries)
    assert problem == "countries.yaml:1: 'wikidata' without 'wikidata_source': who says so?"


def test_organization_is_not_part_of_itself() -> None:
    organizations = (
        "- {id: a, zh_hans: 甲会, parent: b, source: editor}\n"
        "- {id: b, zh_hans: 乙会, parent: a, source: editor}\n"
        "- {id: c, zh_hans: 丙会, parent: a, source: editor}\n"
    )
    found = problems_of(organizations=organizations)
    assert [problem.split(":")[1] for problem in found] == ["1", "2"]


@pytest.mark.parametrize(
    ("start", "end", "wrong"),
    [("2020", "2019", True), ("2020-05", "2020-04", True), ("2020-05", "2020", False),
     ("2020", "2020-04", False), ("2020-05-02", "2020-05-02", False)],
)  # fmt: skip
def test_office_does_not_end_before_it_starts(start: str, end: str, wrong: bool) -> None:
    office = f"{{role: r, start: {start}, end: {end}}}"
    person = f"- {{id: a, zh_hans: 甲某, offices: [{office}], source: editor}}\n"
    files = [
        KnowledgeFile("", "roles.yaml", "- {id: r, zh_hans: 总统, source: editor}\n"),
        KnowledgeFile("", "people.yaml", person),
    ]
    if not wrong:
        assert assemble(files).people
        return
    with pytest.raises(KnowledgeError, match=r"people\.yaml:1: 'r' ends"):
        assemble(files)


def test_own_folder_adds_and_replaces(tmp_path: Path) -> None:
    (tmp_path / "countries.yaml").write_text(
        "- {id: fiji, zh_hans: 斐济群岛, source: mine}\n"
        "- {id: atlantis, zh_hans: 亚特兰蒂斯, source: mine}\n",
        encoding="utf-8",
    )
    shipped, known = load(), load(tmp_path)
    assert known.countries["fiji"].zh_hans == "斐济群岛"
    assert set(known.countries) == {*shipped.countries, "atlantis"}
    assert known.digest != shipped.digest


def test_a_verb_of_ones_own_stands_for_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "contact_verbs.yaml").write_text(
        "- {verb: 宴请, event: Meeting, frame: transitive, examples: [甲宴请乙。], source: mine}\n",
        encoding="utf-8",
    )
    (verb,) = (verb for verb in load(tmp_path).contact_verbs if verb.verb == "宴请")
    assert (verb.event, verb.source) == ("Meeting", "mine")
    assert any(verb.verb == "宴请" and verb.event == "Ceremony" for verb in load().contact_verbs)


def test_own_folder_is_checked_against_the_shipped(tmp_path: Path) -> None:
    (tmp_path / "people.yaml").write_text(
        "- {id: x, zh_hans: 聯合國, source: mine}\n", encoding="utf-8"
    )
    with pytest.raises(KnowledgeError) as caught:
        load(tmp_path)
    (problem,) = caught.value.problems
    assert problem == (
        f"{tmp_path.as_posix()}/people.yaml:1: '聯合國' of 'x' is a strong name of "
        "'united-nations' too (organizations/international.yaml); make one of them weak"
    )


def test_order_of_files_does_not_matter_to_what_is_known() -> None:
    city = "- {id: b, zh_hans: 乙城, within: a-land, source: editor}\n"
    files = [
        KnowledgeFile("", "countries.yaml", COUNTRY),
        KnowledgeFile("", "cities.yaml", city),
    ]
    one, other = assemble(files), assemble(files[::-1])
    assert (one.countries, one.cities) == (other.countries, other.cities)


def test_folding_is_idempotent() -> None:
    for name in ("衞生", "ＵＮ", "裏海", "習近平"):
        assert folded(folded(name)) == folded(name)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("的", "is a single character"),
        ("Ｘ", "is a single character"),
        ("「某」", "is a single character"),
        ("'  '", "holds no letter"),
        ("，。", "holds no letter"),
        ("2020", "holds no letter"),
        ("我們", "is a common word"),
        ("會見", "is a common word"),
        ("已经", "is a common word"),
        ("总统", "is the name of an office"),
    ],
)
@pytest.mark.parametrize("key", ["zh_hans: {}", "zh_hans: 甲某, names: [{}]"])
def test_a_strong_name_that_stands_everywhere_is_an_error(name: str, why: str, key: str) -> None:
    person = f"- {{id: a, {key.format(name)}, source: editor}}\n"
    (problem,) = problems_of(
        people=COUNTRY.replace("a-land", "b").replace("甲国", "乙某") + person,
        cues="- {word: 已经, means: ongoing}\n",
        contact_verbs="- {verb: 会见, event: Meeting, frame: transitive}\n",
        roles="- {id: president, zh_hans: 总统, source: editor}\n",
        **{"lists/speech": "first_person: [我, 我们]\n"},
    )
    assert problem == (
        f"people.yaml:2: the strong name '{name.strip(chr(39))}' of 'a' {why}, and would be met "
        "in every article; give a longer name, or make it weak"
    )


def test_a_weak_name_may_be_short() -> None:
    people = "- {id: a, zh_hans: 甲, weak: [甲], source: editor}\n"
    assert "a" in assemble([KnowledgeFile("", "people.yaml", people)]).people


def test_an_office_of_one_character_is_an_error() -> None:
    (problem,) = problems_of(roles="- {id: r, zh_hans: 的, source: editor}\n")
    assert problem.startswith("roles.yaml:1: the strong name '的' of 'r' is a single character")
