"""``kg export``, ``kg validate``, ``kg knowledge``, ``kg evaluate``."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

PARSED = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


@pytest.mark.parametrize("format", PARSED)
def test_every_export_holds_the_same_triples(run, built: Path, format: str):
    whole = {quad.triple for quad in ox.parse(path=str(built / "graph.ttl"))}
    done = run("export", built, "--format", format)
    assert done.returncode == 0, done.stderr
    found = {quad.triple for quad in ox.parse(done.stdout.encode(), format=PARSED[format])}
    assert len(found) == len(whole)
    assert found == whole


def test_export_to_a_file(run, built: Path, tmp_path: Path):
    done = run("export", built, "--format", "nt", "--to", tmp_path / "graph.nt")
    assert (done.returncode, done.stdout) == (0, "")
    assert len((tmp_path / "graph.nt").read_text(encoding="utf-8").splitlines()) > 1000


def test_csv_export_is_nodes_and_edges_that_fit(run, built: Path, tmp_path: Path):
    assert run("export", built, "--format", "csv").returncode == 2  # two files need a folder
    assert run("export", built, "--format", "csv", "--to", tmp_path / "csv").returncode == 0
    with (tmp_path / "csv" / "nodes.csv").open(encoding="utf-8", newline="") as file:
        nodes = [row[0] for row in csv.reader(file)][1:]
    with (tmp_path / "csv" / "edges.csv").open(encoding="utf-8", newline="") as file:
        edges = list(csv.DictReader(file))
    assert len(nodes) == len(set(nodes)) > 100
    assert len(edges) > 1000
    ends = {edge[name] for edge in edges for name in (":START_ID", ":END_ID") if name in edge}
    assert ends <= set(nodes)


def test_export_without_text_has_no_sentence(run, built: Path):
    sentence = "发展必须是可持续的"
    assert sentence in run("export", built, "--format", "nt").stdout
    assert sentence not in run("export", built, "--format", "nt", "--without-text").stdout


def test_export_to_where_nothing_can_be_written(run, built: Path):
    done = run("export", built, "--format", "nt", "--to", "/proc/none/graph.nt")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_good_output_is_valid(run, built: Path):
    done = run("validate", built)
    assert (done.returncode, done.stdout) == (0, f"{built}: valid\n")
    told = json.loads(run("validate", built, "--json").stdout)
    assert told == {"path": str(built), "valid": True, "problems": []}


def test_an_output_that_was_tampered_with_is_invalid_data(run, built: Path, tmp_path: Path):
    shutil.copytree(built, tmp_path / "out")
    graph = tmp_path / "out" / "graph.ttl"
    text = graph.read_text(encoding="utf-8")
    graph.write_text(text.replace("kg:status kg:held", "kg:status kg:hled", 1), encoding="utf-8")
    done = run("validate", tmp_path / "out")
    assert done.returncode == 3
    assert "hled" in done.stdout
    assert "problems" in done.stderr
    told = json.loads(run("validate", tmp_path / "out", "--json").stdout)
    assert (told["path"], told["valid"]) == (str(tmp_path / "out"), False)
    lines = [f"{one['rule']}: {one['where']}: {one['what']}" for one in told["problems"]]
    assert lines == done.stdout.splitlines()


def test_turtle_that_is_none_is_invalid_data(run, tmp_path: Path):
    (tmp_path / "graph.ttl").write_text("<https://e.org/a> a .", encoding="utf-8")
    assert run("validate", tmp_path / "graph.ttl").returncode == 3


def test_validating_nothing_is_wrong_usage(run, tmp_path: Path):
    assert run("validate", tmp_path / "nowhere").returncode == 2


def test_the_shipped_knowledge_is_right(run):
    done = run("knowledge", "check")
    assert done.returncode == 0, done.stderr
    assert "No problem found" in done.stdout


def test_what_records_cite_is_looked_up_in_articles(run, tmp_path: Path):
    url = "https://news.example/2021/05/07/1"
    news = tmp_path / "news"
    news.mkdir()
    front = f"---\ntitle: 会议\ndate: 2021-05-07\nurl: {url}\n---\n\n"
    text = "无此地联合会7日在当地举行会议，多名代表就今后几年的工作交换了意见。" * 3
    (news / "one.md").write_text(front + text, encoding="utf-8")
    mine = tmp_path / "mine"
    mine.mkdir()
    record = "- {{id: nowhere-union, zh_hans: {}, source: '某报, 2021-05-07, {}'}}\n"
    own = mine / "organizations.yaml"
    own.write_text(record.format("无此地联合会", url), encoding="utf-8")
    done = run("knowledge", "check", mine, "--articles", news)
    assert done.returncode == 0, done.stderr
    assert "1 of them one at hand that says so" in done.stdout
    own.write_text(record.format("别处联合会", url), encoding="utf-8")
    done = run("knowledge", "check", mine, "--articles", news)
    assert done.returncode == 3
    assert f"organizations/nowhere-union: no name of it is in {url}" in done.stderr


def test_knowledge_of_ones_own_is_added_and_listed(run, tmp_path: Path):
    (tmp_path / "people").mkdir()
    record = "- {id: li-si-of-nowhere, zh_hans: 李四無此人, source: editor}\n"
    (tmp_path / "people" / "mine.yaml").write_text(record, encoding="utf-8")
    assert run("knowledge", "check", tmp_path).returncode == 0
    done = run("knowledge", "list", "people", "--knowledge", tmp_path)
    assert "people\tli-si-of-nowhere\t李四無此人\teditor" in done.stdout
    assert "xi-jinping" in done.stdout


def test_knowledge_as_json_is_one_record_a_line(run):
    lines = run("knowledge", "list", "agreements", "--json").stdout.splitlines()
    records = [json.loads(line) for line in lines]
    assert {record["kind"] for record in records} == {"agreements"}
    assert "paris-agreement" in {record["id"] for record in records}


def test_two_ids_with_one_strong_name_are_invalid_data(run, tmp_path: Path):
    (tmp_path / "people").mkdir()
    record = "- {id: another-xi, zh_hans: 习近平, source: editor}\n"
    (tmp_path / "people" / "mine.yaml").write_text(record, encoding="utf-8")
    done = run("knowledge", "check", tmp_path)
    assert done.returncode == 3
    assert "mine.yaml" in done.stderr and "习近平" in done.stderr


def test_an_unknown_kind_of_knowledge_is_wrong_usage(run):
    assert run("knowledge", "list", "animals").returncode == 2


def test_evaluate_tells_the_figures(run, built: Path, root: Path):
    gold = root / "tests" / "gold" / "seeds.json"
    done = run("evaluate", "--gold", gold, "--output", built, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["counts"]["main"] == 15
    shown = run("evaluate", "--gold", gold, "--output", built, "--show").stdout
    assert shown.startswith("found ")


def test_evaluate_scores_an_output_or_a_reader_not_both(run, built: Path, root: Path):
    gold = root / "tests" / "gold" / "seeds.json"
    done = run("evaluate", "--gold", gold, "--against", gold, "--output", built)
    assert done.returncode == 2
    assert "give --output or --against, not both" in done.stderr


def test_evaluate_without_gold_is_wrong_usage(run, built: Path, tmp_path: Path):
    done = run("evaluate", "--gold", tmp_path / "none.json", "--output", built)
    assert done.returncode == 2
    assert "none.json: cannot be read" in done.stderr
