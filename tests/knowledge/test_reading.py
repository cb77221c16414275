"""Knowledge files: what is taken, and how what is wrong is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputMissing
from kg.knowledge import KnowledgeError, KnowledgeFile, Organization, Person, assemble, load
from kg.knowledge.reading import decode_records
from kg.resources import data_dir

PERSON = "- {id: a-person, zh_hans: 某人, source: editor}\n"


def file(text: str, path: str = "people.yaml", folder: str = "") -> KnowledgeFile:
    return KnowledgeFile(folder, path, text)


def problems_of(*files: KnowledgeFile) -> tuple[str, ...]:
    with pytest.raises(KnowledgeError) as caught:
        assemble(files)
    return caught.value.problems


def test_unknown_key_names_file_and_line_and_the_key_meant() -> None:
    text = PERSON + "- {id: b, zh_hans: 乙, nams: [丙], source: editor}\n"
    assert problems_of(file(text)) == ("people.yaml:2: 'nams' unknown; did you mean 'names'?",)


def test_unknown_key_on_a_line_of_its_own_names_that_line() -> None:
    text = "- id: b\n  zh_hans: 乙\n  source: editor\n  wikdata: Q1\n"
    (problem,) = problems_of(file(text))
    assert problem == "people.yaml:4: 'wikdata' unknown; did you mean 'wikidata'?"


def test_unknown_key_of_an_office_is_told_too() -> None:
    text = "- {id: b, zh_hans: 乙, source: editor, offices: [{rol: president}]}\n"
    assert problems_of(file(text)) == ("people.yaml:1: 'rol' unknown; did you mean 'role'?",)


def test_unknown_key_like_no_other_gets_no_suggestion() -> None:
    text = "- {id: b, zh_hans: 乙, source: editor, qqqqqq: 1}\n"
    assert problems_of(file(text)) == ("people.yaml:1: 'qqqqqq' unknown",)


def test_key_twice_in_one_record_is_an_error() -> None:
    text = "- {id: b, zh_hans: 乙, names: [丙], names: [丁], source: editor}\n"
    found = problems_of(file(text, folder="mine"))
    assert found == ("mine/people.yaml:1: 'names' stands twice in one record",)


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ("{id: b, zh_hans: 乙}", "missing required field `source`"),
        ("{id: b, zh_hans: 乙, names: 丙, source: editor}", "'names': Expected `array`, got `str`"),
        ("{id: B_1, zh_hans: 乙, source: editor}", "'id': Expected `str` matching regex"),
        ('{id: b, zh_hans: "", source: editor}', "'zh_hans': Expected `str` of length >= 1"),
        (
            "{id: b, zh_hans: 乙, source: editor, offices: [{role: x, start: 2020-13}]}",
            "'offices[0].start': Expected `str` matching regex",
        ),
        (
            "{id: b, zh_hans: 乙, source: editor, wikidata: 148, wikidata_source: x}",
            "'wikidata': Expected `str` matching regex",
        ),
    ],
)
def test_wrong_value_names_the_key(record: str, told: str) -> None:
    (problem,) = problems_of(file(f"{PERSON}- {record}\n"))
    assert problem.startswith("people.yaml:2: ")
    assert told in problem


def test_coordinates_beyond_the_globe_are_an_error() -> None:
    text = "- {id: x, zh_hans: 某城, within: y, coordinates: [91, 0], source: editor}\n"
    (problem,) = problems_of(file(text, "cities.yaml"))
    assert problem.startswith("cities.yaml:1: 'coordinates[0]': Expected `float` <= 90")


def test_every_wrong_record_is_told_in_order_of_lines() -> None:
    text = "- {id: b, zh_hans: 乙}\n" + PERSON + "- {id: c, zh_hans: 丙}\n"
    lines = [problem.split(":")[1] for problem in problems_of(file(text))]
    assert lines == ["1", "3"]


def test_text_that_is_no_yaml_names_the_line() -> None:
    (problem,) = problems_of(file(PERSON + "- {id: b, zh_hans: [乙\n"))
    assert problem.startswith("people.yaml:3: not YAML: ")


def test_mapping_instead_of_a_list_is_an_error() -> None:
    assert problems_of(file("id: b\n")) == ("people.yaml:1: expected a list of records",)


def test_file_of_no_known_kind_is_an_error() -> None:
    (problem,) = problems_of(file("- a\n", "persons.yaml"))
    assert problem.startswith("persons.yaml:1: no kind of knowledge; known: people, ")


@pytest.mark.parametrize("path", ["people.yaml", "people/asia.yaml", "asia/people.yaml"])
def test_kind_is_told_by_name_or_folder(path: str) -> None:
    assert list(assemble([file(PERSON, path)]).people) == ["a-person"]


@pytest.mark.parametrize(
    "text",
    [
        "- {id: b, zh_hans: 乙, names: [丙, 丁 戊], outlet: true, source: editor}",
        "# note\n\n- {id: b, zh_hans: 乙, names: [丙, 丁 戊], outlet: true, source: editor}",
        "- id: b\n  zh_hans: 乙\n  names:\n   - 丙\n   - 丁 戊\n  outlet: true\n  source: editor",
        "- {id: b, zh_hans: '乙', names: [\"丙\", 丁 戊], outlet: true, source: editor}  # note",
        "- {id: b, zh_hans: 乙, country: null, names: [丙, 丁 戊],\n outlet: true, source: editor}",
        "- {id: b, zh_hans: 乙, parent: ~, names: [丙, 丁 戊], outlet: true, source: editor}",
    ],
)
def test_every_style_of_yaml_gives_the_same(text: str) -> None:
    expected = Organization(
        id="b", zh_hans="乙", names=("丙", "丁 戊"), outlet=True, source="editor"
    )
    assert decode_records(file(text), Organization) == (expected,)
    assert decode_records(file(text, folder="mine"), Organization) == (expected,)


def test_scalars_are_text_until_their_key_says_otherwise() -> None:
    text = "- {id: b, zh_hans: 2020, source: editor, offices: [{role: x, start: 2013-03-14}]}\n"
    (person,) = decode_records(file(text), Person)
    assert (person.zh_hans, person.offices[0].start) == ("2020", "2013-03-14")


def test_word_null_in_quotes_is_a_word() -> None:
    text = '- {id: b, zh_hans: "null", zh_hant: null, source: editor}\n'
    for folder in ("", "mine"):
        (person,) = decode_records(file(text, folder=folder), Person)
        assert (person.zh_hans, person.zh_hant) == ("null", None)


def test_lists_are_named_after_file_and_key() -> None:
    words = file("- 一\n- 二\n", "lists/words.yaml")
    lists = assemble([words, file("a: [三]\nb: [四]\n", "lists/more.yaml")]).lists
    assert lists == {"words": ("一", "二"), "more.a": ("三",), "more.b": ("四",)}


def test_list_of_something_else_is_an_error() -> None:
    (problem,) = problems_of(file("- [一]\n", "lists/words.yaml"))
    assert problem == "lists/words.yaml:1: expected a list of text, or a mapping of such lists"


def test_missing_folder_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match="nowhere: no such folder of knowledge"):
        load(tmp_path / "nowhere")


def test_file_in_another_encoding_is_an_error(tmp_path: Path) -> None:
    text = "- {id: b, zh_hans: 乙, source: editor}"
    (tmp_path / "people.yaml").write_bytes(text.encode("gb18030"))
    with pytest.raises(KnowledgeError, match=r"people\.yaml:1: not UTF-8"):
        load(tmp_path)


def test_shipped_files_all_take_the_quick_way(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(file: KnowledgeFile, kind: type) -> tuple[object, ...]:
        raise AssertionError(f"{file.name} is not in the style of one record a line")

    monkeypatch.setattr("kg.knowledge.yaml_reading.decode_yaml", slow)
    assert load().people


def test_quick_and_slow_way_agree_on_all_shipped_files() -> None:
    quick, slow = load(), assemble(_as_foreign_files())
    for field in quick.__struct_fields__:
        if field != "digest":
            assert getattr(quick, field) == getattr(slow, field), field


def _as_foreign_files() -> list[KnowledgeFile]:
    from kg.knowledge.reading import read_folder

    return [KnowledgeFile("x", f.path, f.text) for f in read_folder(data_dir(), folder="")]


@pytest.mark.parametrize("name", [None, "people.json", "people.yaml.txt"])
def test_a_folder_without_knowledge_is_told(tmp_path: Path, name: str | None) -> None:
    if name:
        (tmp_path / name).write_text("[]", encoding="utf-8")
    with pytest.raises(InputMissing, match="holds no knowledge"):
        load(tmp_path)


def test_a_folder_of_turtle_alone_is_knowledge(tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text("", encoding="utf-8")
    assert load(tmp_path).people == load().people
