"""Use from Python and Jupyter, and how the stages are put together."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

import kg
import kg.extract
from kg.model import Article, Document, KnowledgeGraph
from kg.pipeline import BuildOptions


@pytest.fixture(scope="module")
def graph(seeds: Path) -> KnowledgeGraph:
    return kg.build([seeds])


def test_build_gives_a_graph_that_says_what_it_is(graph: KnowledgeGraph):
    assert isinstance(graph, kg.KnowledgeGraph)
    assert repr(graph).startswith("<KnowledgeGraph 5 articles, ")
    assert graph.entity("person/xi-jinping").label == "习近平"


def test_write_makes_the_output_folder(graph: KnowledgeGraph, tmp_path: Path):
    kg.write(graph, tmp_path / "out")
    assert (tmp_path / "out" / "graph.html").is_file()


def test_building_twice_gives_equal_graphs(graph: KnowledgeGraph, seeds: Path):
    assert kg.build([seeds]) == graph


def test_importing_kg_imports_nothing_else_of_it(root: Path):
    program = "import sys, kg; print([m for m in sys.modules if m.startswith('kg.')])"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_what_kg_has_not_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'buidl'"):
        kg.buidl  # noqa: B018


def test_an_error_on_one_article_costs_that_article_alone(
    monkeypatch: pytest.MonkeyPatch, seeds: Path
):
    extract = kg.extract.extract

    def fail_on_one(article: Article, matcher: kg.extract.Matcher) -> Document:
        if article.path.startswith("003"):
            raise ZeroDivisionError("division by zero")
        return extract(article, matcher)

    monkeypatch.setattr(kg.extract, "extract", fail_on_one)
    graph = kg.build([seeds])
    assert [article.path[:3] for article in graph.articles if article.path < "004"] == [
        "000", "001", "002",
    ]  # fmt: skip
    (refusal,) = graph.refusals
    assert (refusal.path[:3], refusal.code) == ("003", "failed")
    assert "ZeroDivisionError" in refusal.message


def test_a_watch_is_told_of_every_stage_and_article(seeds: Path, tmp_path: Path):
    stages: list[tuple[str, int | None]] = []
    steps: list[str] = []

    class Noted:
        @contextmanager
        def stage(self, name: str, total: int | None = None) -> Iterator[Callable[[], None]]:
            stages.append((name, total))
            yield lambda: steps.append(name)

    graph = kg.build([seeds], watch=Noted())
    kg.write(graph, tmp_path / "out", watch=Noted())
    assert [name for name, _ in stages] == [
        "know", "read", "extract", "merge", "analyse",
        "write rdf", "write analysis", "write graph.html", "write report.html",
    ]  # fmt: skip
    assert ("extract", 5) in stages
    assert steps == ["extract"] * 5


def test_an_event_type_of_ones_own_takes_no_python(seeds: Path, tmp_path: Path):
    """A sub-class in the user's folder, with its verb in data."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "types.ttl").write_text(
        "@prefix kg: <https://w3id.org/diplomacy-kg/ontology#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "kg:Banquet rdfs:subClassOf kg:Ceremony .\n",
        encoding="utf-8",
    )
    (tmp_path / "own" / "contact_verbs.yaml").write_text(
        "- {verb: 宴请, event: Banquet, frame: transitive, examples: [习近平宴请普京。]}\n",
        encoding="utf-8",
    )
    text = "习近平宴请普京\n\n新华社北京2月4日电 国家主席习近平2月4日在北京宴请俄罗斯总统普京。\n"
    (tmp_path / "news.txt").write_text(text, encoding="utf-8")
    options = kg.BuildOptions(knowledge=(tmp_path / "own",))
    graph = kg.build([tmp_path / "news.txt"], options=options)
    assert [event.type for event in graph.events] == ["Banquet"]
    kg.write(graph, tmp_path / "out", options=options)
    turtle = (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")
    assert "kg:Banquet" in turtle
    assert "kg:Ceremony" in turtle  # the super-class is materialised


@pytest.mark.parametrize("enabled", [True, False])
def test_the_search_for_cycles_is_as_it_was_after_a_build(tmp_path: Path, enabled: bool) -> None:
    told = "新华社北京3月5日电 国家主席习近平5日会见法国总统马克龙。"
    (tmp_path / "a.txt").write_text(told, "utf-8")
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        kg.write(kg.build([tmp_path / "a.txt"]), tmp_path / "output")
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()


def test_two_processes_write_what_one_writes(graph: KnowledgeGraph, tmp_path: Path):
    for processes in (1, 2):
        options = BuildOptions(processes=processes)
        kg.write(graph, tmp_path / str(processes), options=options)
    one, two = (sorted(p for p in (tmp_path / n).rglob("*") if p.is_file()) for n in "12")
    assert [p.name for p in one] == [p.name for p in two]
    assert [p.read_bytes() for p in one] == [p.read_bytes() for p in two]


def test_what_fails_in_the_helper_that_writes_is_told(graph: KnowledgeGraph, tmp_path: Path):
    broken = replace(graph, claims=())
    with pytest.raises(ValueError, match="is not in the graph"):
        kg.write(broken, tmp_path / "out", options=BuildOptions(processes=2))
    assert not list(tmp_path.iterdir())
