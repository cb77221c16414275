"""The files of the network stage: readable by others, and the same bytes every time."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
from sample_data import GUTERRES, XI
from sample_graph import sample_graph
from small_graph import day, event, graph

from kg.model import Entity, KnowledgeGraph, Text
from kg.network import analyse, write_files

TABLES = {"measures", "met", "communities", "cooccurrence_events", "cooccurrence_statements",
          "topics", "events"}


def analysed(found: KnowledgeGraph) -> KnowledgeGraph:
    return replace(found, analysis=analyse(found))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("output")
    write_files(analysed(sample_graph()), path)
    return path


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_table_is_written_with_rows(folder: Path) -> None:
    written = {path.stem: rows(path) for path in (folder / "analysis").glob("*.csv")}
    assert written.keys() == TABLES
    assert all(written.values())


def test_every_row_has_every_column(folder: Path) -> None:
    for path in (folder / "analysis").glob("*.csv"):
        assert all(None not in row and None not in row.values() for row in rows(path)), path.name


def test_who_met_whom_is_weighted_and_dated(folder: Path) -> None:
    found = next(row for row in rows(folder / "analysis/met.csv")
                 if row["window"] == "all" and {row["agent_a"], row["agent_b"]} == {XI, GUTERRES})
    assert (found["label_a"], found["label_hant_b"]) == ("古特雷斯", "習近平")
    # seven meetings, the video meeting told by two articles, two calls
    assert (found["events"], found["Meeting"], found["VideoMeeting"]) == ("10", "7", "1")
    assert (found["first"], found["last"]) == ("2016-11-28", "2021-05-06")
    assert found["dates"].split("; ")[0] == "2016-11-28"
    assert len(found["event_keys"].split("; ")) == 10


def test_planned_events_are_listed_but_not_counted(folder: Path) -> None:
    found = {row["status"]: row["counted"] for row in rows(folder / "analysis/events.csv")}
    assert found == {"held": "1", "planned": "0"}


def test_articles_that_print_one_text_are_one_source(tmp_path: Path) -> None:
    found = analysed(sample_graph())
    told = next(event for event in found.events if len(event.articles) == 2)
    for same, sources in (((), "2"), ((told.articles,), "1")):
        write_files(replace(found, near_duplicates=same), tmp_path)
        row = next(row for row in rows(tmp_path / "analysis/events.csv")
                   if row["event"] == told.key)
        assert (row["articles"], row["sources"]) == ("2", sources)


@pytest.mark.parametrize("name", ["network.graphml", "network.gexf"])
def test_networks_are_read_back(folder: Path, name: str) -> None:
    read = nx.read_graphml if name.endswith("graphml") else nx.read_gexf
    network = read(folder / name)
    assert network.nodes[XI]["label"] == "习近平"
    assert network.nodes[XI]["label_hant"] == "習近平"
    assert network.nodes[XI]["kind"] == "person"
    assert network.edges[XI, GUTERRES]["weight"] == 10
    assert network.edges[XI, GUTERRES]["dates"].startswith("2016-11-28; 2017-01-18")
    assert network.number_of_nodes() == 7


def test_nothing_tells_the_day_or_the_program_that_wrote_it(folder: Path) -> None:
    text = (folder / "network.gexf").read_text(encoding="utf-8")
    assert "lastmodifieddate" not in text
    assert nx.__version__ not in text


def test_text_never_becomes_a_formula_or_broken_xml(tmp_path: Path) -> None:
    found = graph((event("1", "ab", day("2018-01-01")),))
    hostile = Entity("person/a", "person", (Text('=1+1,"<b>\x07', "zh-hans"),))
    entities = tuple(hostile if one.key == hostile.key else one for one in found.entities)
    write_files(analysed(replace(found, entities=entities)), tmp_path)
    assert rows(tmp_path / "analysis/measures.csv")[0]["label"].startswith("'=1+1")
    assert nx.read_graphml(tmp_path / "network.graphml").nodes["person/a"]["label"] == '=1+1,"<b>'
    assert nx.read_gexf(tmp_path / "network.gexf").nodes["person/a"]["label"] == '=1+1,"<b>'


def test_an_empty_graph_is_written(tmp_path: Path) -> None:
    write_files(analysed(graph(())), tmp_path)
    assert rows(tmp_path / "analysis/measures.csv") == []
    assert len(nx.read_graphml(tmp_path / "network.graphml")) == 0


_WRITE = """
import sys
from dataclasses import replace
from pathlib import Path
sys.path[:0] = sys.argv[2:]
from sample_graph import sample_graph
from kg.network import analyse, write_files
graph = sample_graph()
write_files(replace(graph, analysis=analyse(graph)), Path(sys.argv[1]))
print(replace(graph, analysis=analyse(graph)).analysis)
"""


def _written(folder: Path, seed: str) -> tuple[dict[str, bytes], str]:
    here = Path(__file__).parent
    result = subprocess.run(
        [sys.executable, "-c", _WRITE, str(folder), str(here), str(here.parents[1])],
        env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C" if seed == "1" else "C.UTF-8",
             "PYTHONIOENCODING": "utf-8"},
        check=True, capture_output=True, encoding="utf-8",
    )
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}, result.stdout


def test_the_same_bytes_with_other_hash_seeds_and_locales(tmp_path: Path) -> None:
    first, second = _written(tmp_path / "a", "1"), _written(tmp_path / "b", "4711")
    assert first == second
    assert len(first[0]) == len(TABLES) + 2


def test_the_order_of_events_changes_nothing() -> None:
    found = sample_graph()
    turned = replace(found, events=found.events[::-1], statements=found.statements[::-1])
    assert analyse(turned) == analyse(found)
