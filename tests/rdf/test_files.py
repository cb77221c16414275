"""The files written: the same bytes each time, and each what the contract says."""

import csv
import gzip
import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from told_sample import TEXT_1, complete, sample

from kg.rdf.export import FORMATS, SUFFIXES, export, graph_triples
from kg.rdf.store import GraphBroken, load_dataset, load_oxigraph, load_rdflib
from kg.rdf.validate import validate
from kg.rdf.write import WriteOptions, write_output

BASE = "https://w3id.org/diplomacy-kg/id"
FILES = ("graph.ttl", "dataset.nq.gz", "articles.jsonl")
KEYS = [
    "id", "file", "also", "part", "title", "publisher", "published", "agency", "author",
    "language", "url", "text", "sha256",
]  # fmt: skip
# Writes the sample and every export of it, and prints the digests of all files.
PROGRAM = """
import hashlib, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from told_sample import sample
from kg.rdf.export import FORMATS, export
from kg.rdf.write import write_output
folder = Path(sys.argv[1])
write_output(sample(), folder, "https://w3id.org/diplomacy-kg/id")
for name in FORMATS:
    export(folder, folder / name, name)
for file in sorted(folder.rglob("*")):
    if file.is_file():
        print(file.relative_to(folder), hashlib.sha256(file.read_bytes()).hexdigest())
"""


def rows(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "articles.jsonl").read_text("utf-8").split("\n")
            if line]


def built(folder: Path, seed: str, locale: str) -> str:
    folder.mkdir()
    environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": "Asia/Tokyo"}
    command = [sys.executable, "-c", PROGRAM, str(folder), str(Path(__file__).parent)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def test_hash_seed_and_locale_change_no_byte(tmp_path: Path):
    first = built(tmp_path / "one", "1", "C")
    assert first == built(tmp_path / "two", "2", "C.UTF-8")
    assert len(first.splitlines()) == len(FILES) + len(FORMATS) + 1  # csv writes two


def test_the_order_of_what_the_graph_holds_changes_no_byte(folder: Path, tmp_path: Path):
    graph = sample()
    names = ("articles", "entities", "events", "statements", "claims", "topics")
    turned = replace(graph, **{name: getattr(graph, name)[::-1] for name in names})
    write_output(turned, tmp_path, BASE)
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


def test_the_packed_file_names_no_file_and_no_time(folder: Path):
    head = (folder / "dataset.nq.gz").read_bytes()[:10]
    assert head[:4] == b"\x1f\x8b\x08\x00"  # no flags: no file name
    assert head[4:8] == b"\x00\x00\x00\x00"  # mtime


def test_the_dataset_is_sorted(folder: Path):
    lines = gzip.decompress((folder / "dataset.nq.gz").read_bytes()).splitlines()
    assert lines == sorted(lines)


def test_a_line_of_articles_has_the_keys_of_the_contract(folder: Path):
    first, second = rows(folder)
    assert list(first) == list(second) == KEYS
    assert (first["id"], first["file"], first["also"]) == ("a1", "one/甲.txt", ["copy/甲.txt"])
    assert first["text"] == TEXT_1
    assert first["sha256"] == hashlib.sha256(TEXT_1.encode()).hexdigest()
    assert (second["publisher"], second["published"], second["part"]) == (None, None, 2)


def test_a_file_name_of_stray_bytes_is_written_with_replacements(tmp_path: Path):
    graph = sample()
    stray = replace(graph.articles[1], path="b\udce9.txt")
    write_output(replace(graph, articles=(graph.articles[0], stray)), tmp_path, BASE)
    assert rows(tmp_path)[1]["file"] == "b\ufffd.txt"
    complete(tmp_path)
    assert validate(tmp_path) == []


def test_turtle_puts_one_predicate_on_a_line_under_its_subject(folder: Path):
    text = (folder / "graph.ttl").read_text("utf-8")
    assert text.startswith("@prefix agreement: <https://w3id.org/diplomacy-kg/id/agreement/> .\n")
    assert (
        "\nagreement:shanhe\n"
        "    a kg:Agreement ;\n"
        '    rdfs:label "Shanhe Agreement"@en , "山河协定"@zh-hans , "山河協定"@zh-hant .\n'
    ) in text
    assert text.isprintable() or set(text) - {"\n"} <= {c for c in text if c.isprintable()}


def test_without_text_the_articles_keep_their_digest(tmp_path: Path):
    write_output(sample(), tmp_path, BASE, WriteOptions(without_text=True))
    first = rows(tmp_path)[0]
    assert first["text"] is None
    assert first["sha256"] == hashlib.sha256(TEXT_1.encode()).hexdigest()
    for name in ("graph.ttl", "articles.jsonl"):
        assert "支持应对" not in (tmp_path / name).read_text("utf-8")
    complete(tmp_path)
    assert validate(tmp_path) == []


def test_an_export_without_text_is_what_a_build_without_text_writes(folder: Path, tmp_path: Path):
    write_output(sample(), tmp_path, BASE, WriteOptions(without_text=True))
    export(folder, tmp_path / "shared.ttl", "turtle", without_text=True)
    assert (tmp_path / "shared.ttl").read_bytes() == (tmp_path / "graph.ttl").read_bytes()


def test_an_empty_graph_is_written_and_valid(tmp_path: Path):
    empty = {name: () for name in ("articles", "entities", "events", "statements", "memberships",
                                   "conflicts", "decisions", "claims")}
    write_output(replace(sample(), **empty), tmp_path, BASE)
    assert rows(tmp_path) == []
    assert validate(tmp_path / "graph.ttl") == []


def test_edges_run_between_nodes(folder: Path, tmp_path: Path):
    export(folder, tmp_path, "csv")
    with (tmp_path / "nodes.csv").open(encoding="utf-8", newline="") as file:
        nodes = {row["id"]: row for row in csv.DictReader(file)}
    with (tmp_path / "edges.csv").open(encoding="utf-8", newline="") as file:
        edges = list(csv.DictReader(file))
    assert {end for edge in edges for end in (edge["source"], edge["target"])} <= nodes.keys()
    meeting = nodes[f"{BASE}/event/2021-03-05-video"]
    assert meeting["types"] == "kg:Event;kg:Meeting;kg:VideoMeeting;schema:Event"
    assert json.loads(meeting["properties"])["kg:status"] == ["kg:held"]
    host = {"source": meeting["id"], "type": "kg:host", "target": f"{BASE}/person/zhang-san"}
    assert host in edges
    assert nodes[host["target"]]["label"] == "张三"


def test_tables_hold_every_triple(folder: Path, tmp_path: Path):
    export(folder, tmp_path, "csv")
    with (tmp_path / "nodes.csv").open(encoding="utf-8", newline="") as file:
        nodes = list(csv.DictReader(file))
    with (tmp_path / "edges.csv").open(encoding="utf-8", newline="") as file:
        count = len(list(csv.DictReader(file)))
    for node in nodes:
        count += len(node["types"].split(";"))
        count += sum(bool(node[f"label_{name}"]) for name in ("en", "zh_hans", "zh_hant"))
        count += sum(map(len, json.loads(node["properties"]).values()))
    assert count == len(graph_triples(folder))


def test_an_unknown_format_is_refused(folder: Path, tmp_path: Path):
    with pytest.raises(ValueError, match="known: turtle, n-triples"):
        export(folder, tmp_path / "x", "trix")


def test_every_format_has_a_suffix():
    assert tuple(SUFFIXES) == FORMATS


def test_both_stores_hold_the_graph(folder: Path):
    assert len(load_oxigraph(folder)) == len(load_rdflib(folder)) == len(graph_triples(folder))


def test_a_dataset_is_loaded_with_its_graphs(folder: Path):
    store = load_dataset(folder)
    assert len(list(store.named_graphs())) == 5


def test_what_is_no_folder_and_no_graph_is_refused(tmp_path: Path):
    with pytest.raises(GraphBroken, match="there is no such file"):
        load_oxigraph(tmp_path)
    (tmp_path / "graph.ttl").write_text("<a> <b> .")
    for load in (load_oxigraph, load_rdflib, graph_triples):
        with pytest.raises(GraphBroken, match="cannot be read"):
            load(tmp_path)
