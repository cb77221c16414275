"""kg validate finds what is wrong, names the rule, and is silent where all is well."""

import gzip
import json
import shutil
from pathlib import Path

import pytest

from kg.folders import FILES
from kg.rdf.store import GraphBroken
from kg.rdf.validate import Problem, validate

HEAD = """@prefix ex: <https://example.org/> .
@prefix kg: <https://w3id.org/diplomacy-kg/ontology#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
"""


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    """The sample's files, to be broken."""
    return Path(shutil.copytree(folder, tmp_path / "copy"))


def rules(path: Path) -> set[str]:
    return {problem.rule for problem in validate(path)}


def turtle(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "some.ttl"
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_sample_is_valid(folder: Path):
    assert validate(folder) == []


def test_a_turtle_file_alone_is_valid_too(folder: Path):
    assert validate(folder / "graph.ttl") == []


@pytest.mark.parametrize(
    "text, rule",
    [
        ("ex:a schema:about [] .", "no-blank-nodes"),
        ('ex:a schema:text "会见"@zh-Hans .', "lower-case-tags"),
        ('ex:a schema:text "e\u0301"@en .', "nfc"),
        ('ex:a schema:startDate "2017-02-30"^^xsd:date .', "valid-literals"),
        ('ex:a schema:startDate "2017-02-03+08:00"^^xsd:date .', "valid-literals"),
        ('ex:a kg:edtf "2017-13"^^edtf:EDTF .', "valid-literals"),
        ('ex:a kg:edtf "2017-01/2017-02/2017-03"^^edtf:EDTF .', "valid-literals"),
        ('ex:a kg:part "x"^^xsd:integer .', "valid-literals"),
        ('ex:a kg:confidence "0"^^xsd:decimal .', "valid-literals"),
        ('ex:a kg:direct "yes"^^xsd:boolean .', "valid-literals"),
        ("ex:a kg:meets ex:b .", "declared-terms"),
        ("ex:a schema:about <https://example.org/气候> .", "ascii-iris"),
        ("ex:a a kg:Event .", "shapes"),
        ("ex:a schema:about <relative> .", "syntax"),
        ("ex:a schema:about <https://example.org/a b> .", "syntax"),
        ("ex:a schema:about ex:b", "syntax"),
    ],
)
def test_each_rule_finds_its_breach(tmp_path: Path, text: str, rule: str):
    assert rules(turtle(tmp_path, text)) == {rule}


@pytest.mark.parametrize(
    "text",
    [
        'ex:a schema:startDate "2016-02-29"^^xsd:date .',
        'ex:a kg:edtf "2017"^^edtf:EDTF , "2017-12"^^edtf:EDTF , "2017-01-31/2017-02"^^edtf:EDTF .',
        'ex:a kg:part -5 ; kg:value "-0.500000"^^xsd:decimal ; kg:direct true .',
    ],
)
def test_valid_literals_are_let_through(tmp_path: Path, text: str):
    assert validate(turtle(tmp_path, text)) == []


def test_a_problem_names_rule_place_and_what(tmp_path: Path):
    (problem,) = validate(turtle(tmp_path, "ex:a kg:meets ex:b ."))
    assert isinstance(problem, Problem)
    assert str(problem) == (
        "declared-terms: https://w3id.org/diplomacy-kg/ontology#meets: "
        "is not declared in ontology/kg.ttl"
    )


def test_a_broken_shape_tells_node_property_and_value(copy: Path):
    change(copy / "graph.ttl", "kg:status kg:planned", "kg:status kg:elect")
    told = [str(problem) for problem in validate(copy / "graph.ttl")]
    assert told == [
        "shapes: https://w3id.org/diplomacy-kg/id/event/2021-04-visit: "
        "https://w3id.org/diplomacy-kg/ontology#status: one status "
        "(found <https://w3id.org/diplomacy-kg/ontology#elect>)"
    ]


def test_a_quotation_that_is_not_where_it_says_is_found(copy: Path):
    rows = (copy / "articles.jsonl").read_text("utf-8").splitlines()
    article = json.loads(rows[0])
    article["text"] = "。" + article["text"]
    rows[0] = json.dumps(article, ensure_ascii=False)
    (copy / "articles.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    problems = validate(copy)
    assert {problem.rule for problem in problems} == {"articles", "evidence"}
    assert any("sha256 is not that of the text" in problem.what for problem in problems)
    assert any("is not at" in problem.what for problem in problems)


def test_evidence_from_an_article_that_is_not_there_is_found(copy: Path):
    rows = (copy / "articles.jsonl").read_text("utf-8").splitlines()
    (copy / "articles.jsonl").write_text(rows[0] + "\n", encoding="utf-8")
    assert {p.what for p in validate(copy)} == {"its article is not in articles.jsonl"}


def test_a_line_that_is_no_article_is_found(copy: Path):
    with (copy / "articles.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "x"}\nnot json\n')
    assert [p.where for p in validate(copy)] == ["articles.jsonl:3", "articles.jsonl:4"]


def dataset(folder: Path, *, without: str = "", more: str = "") -> None:
    path = folder / "dataset.nq.gz"
    lines = gzip.decompress(path.read_bytes()).decode().splitlines(keepends=True)
    kept = [line for line in lines if not without or without not in line]
    path.write_bytes(gzip.compress(("".join(kept) + more).encode()))


def test_a_dataset_that_is_not_the_graph_is_found(copy: Path):
    dataset(copy, more="<urn:a> <urn:b> <urn:c> <urn:d> .\n")
    assert rules(copy) == {"dataset"}


def test_a_told_triple_without_evidence_is_found(copy: Path):
    dataset(copy, without="rdf-syntax-ns#object> <https://w3id.org/diplomacy-kg/id/place/jia>")
    found = [problem for problem in validate(copy) if problem.rule == "supported"]
    assert len(found) == 1
    assert "ontology#party" in found[0].what


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_found(copy: Path, name: str):
    (copy / name).unlink()
    remedy = f"build it again: kg build INPUT... --output {copy}"
    assert validate(copy) == [Problem("files", str(copy / name), f"is missing; {remedy}")]


@pytest.mark.parametrize("name", FILES)
def test_an_empty_file_is_found(copy: Path, name: str):
    (copy / name).write_bytes(b"")
    remedy = f"build it again: kg build INPUT... --output {copy}"
    assert Problem("files", str(copy / name), f"is empty; {remedy}") in validate(copy)
    assert rules(copy) == {"files"}


def test_a_folder_in_the_place_of_a_file_is_found(copy: Path):
    (copy / "report.html").unlink()
    (copy / "report.html").mkdir()
    (problem,) = validate(copy)
    assert problem.what.startswith("is no file; ")


def test_all_that_is_missing_is_named_at_once(copy: Path):
    shutil.rmtree(copy / "analysis")
    (copy / "graph.ttl").unlink()
    analysis = [name for name in FILES if name.startswith("analysis/")]
    places = [str(copy / name) for name in (*analysis, "graph.ttl")]
    assert [problem.where for problem in validate(copy)] == sorted(places)


@pytest.mark.parametrize("text", ["", "# nothing\n"])
def test_a_turtle_file_that_says_nothing_is_found(tmp_path: Path, text: str):
    path = tmp_path / "some.ttl"
    path.write_text(text, encoding="utf-8")
    assert validate(path) == [Problem("files", str(path), "holds no triple")]


def test_a_graph_of_an_output_that_says_nothing_is_found(copy: Path):
    (copy / "graph.ttl").write_text("# nothing\n", encoding="utf-8")
    assert Problem("files", str(copy / "graph.ttl"), "holds no triple") in validate(copy)


def test_a_packed_file_that_is_none_is_found(copy: Path):
    (copy / "dataset.nq.gz").write_bytes(b"no gzip")
    assert rules(copy) == {"syntax"}


def test_a_folder_without_a_graph_is_an_error(tmp_path: Path):
    with pytest.raises(GraphBroken, match=r"graph\.ttl: there is no such file"):
        validate(tmp_path)
