"""What graph.html is given: whole, each thing once, and the same every time."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sample_data import GUTERRES, XI
from sample_graph import sample_graph

from kg.model import Event, KnowledgeGraph
from kg.network import analyse
from kg.show import data as data_module
from kg.show.book import make_book
from kg.show.data import page_data
from kg.show.graph_page import graph_html, graph_script, write_graph_html
from kg.show.page import json_block
from kg.show.report import report_html, write_report_html
from kg.show.timeline import timeline
from kg.show.words import LANGUAGES, word, words

VIDEO = "event/2020-09-23-video-meeting"


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    found = sample_graph()
    return replace(found, analysis=analyse(found))


@pytest.fixture(scope="module")
def data(graph: KnowledgeGraph) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(page_data(make_book(graph))))
    return found


def rows(data: dict[str, Any], node: str, heading: str) -> list[dict[str, Any]]:
    found = next(one for one in data["nodes"][node]["card"] if one["heading"] == heading)
    return list(found["rows"])


def test_every_node_is_placed_as_computed_and_does_not_move(
    graph: KnowledgeGraph, data: dict[str, Any]
) -> None:
    places = {key: (x, y) for key, x, y in graph.analysis.positions}
    drawn = {node["id"]: (node["x"], node["y"]) for node in data["picture"]["nodes"]}
    assert drawn == places
    assert data["picture"]["options"]["physics"] == {"enabled": False}


def test_every_line_joins_two_nodes_and_every_reference_has_a_name(data: dict[str, Any]) -> None:
    for edge in data["picture"]["edges"]:
        assert {edge["from"], edge["to"]} <= data["nodes"].keys()
    cards = [node["card"] for node in data["nodes"].values()]
    cards += [link["card"] for link in data["links"]]
    parts = [part for card in cards for one in card for row in one["rows"]
             for part in (*row["parts"], *row.get("note", []))]
    assert parts
    for kind, value in parts:
        if kind == "ref":
            assert value in data["names"], value
        elif kind == "word":
            assert value in data["words"], value
        elif kind == "article":
            assert value in data["articles"], value


def test_quotes_mark_the_words_that_the_claim_stands_on(
    graph: KnowledgeGraph, data: dict[str, Any]
) -> None:
    assert data["quotes"]
    texts = {article.id: article.text for article in graph.articles}
    for article, sentence, start, end, field, *_ in data["quotes"]:
        text = data["sentences"][sentence]
        assert field == "text"
        assert text in texts[article]
        assert 0 <= start < end <= len(text)


def test_positions_in_quotes_count_as_the_page_counts() -> None:
    """Signs beyond the basic plane are two units in a browser, one in Python."""
    found = sample_graph()
    articles = tuple(replace(one, text=one.text.replace("國家主席", "𠮷家主席"))
                     for one in found.articles)
    spoilt = replace(found, articles=articles)
    for article, sentence, start, end, *_ in (given := page_data(make_book(replace(
            spoilt, analysis=analyse(spoilt)))))["quotes"]:
        units = given["sentences"][sentence].encode("utf-16-le")
        assert units[2 * start : 2 * end].decode("utf-16-le"), article


def test_a_sentence_printed_by_two_articles_stands_once_with_both(data: dict[str, Any]) -> None:
    said = [saying for row in rows(data, VIDEO, "said") for saying in row["said"]]
    shared = [saying for saying in said if len(saying[1]) == 2]
    assert shared
    assert len({saying[0] for saying in said}) == len(said)


def test_topics_of_an_event_are_told_by_speaker(data: dict[str, Any]) -> None:
    told = [(row["label"][1], row["parts"][0][1])
            for row in rows(data, "event/2018-11-30-meeting", "topics-by-speaker")]
    assert (GUTERRES, "topic/climate-change") in told
    assert (XI, "topic/climate-change") not in told


def test_contacts_of_a_person_are_counted_and_dated(data: dict[str, Any]) -> None:
    first = rows(data, XI, "contacts")[0]
    assert first["parts"] == [["ref", GUTERRES]]
    assert first["count"] == 10
    assert first["note"] == [["text", "2016-11-28 – 2021-05-06"]]


def test_conflicting_tellings_are_shown(data: dict[str, Any]) -> None:
    row = rows(data, "event/2020-03-12-call", "conflicts")[0]
    assert row["parts"][0] == ["text", "2020-03-12"]
    assert ["text", "2020-03-13"] in row["note"]


def test_too_many_nodes_are_cut_to_those_that_appear_most(
    graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data_module, "MOST_NODES", 20)
    found = page_data(make_book(graph))
    assert len(found["nodes"]) == len(found["picture"]["nodes"]) == 20
    assert found["capped"] is True
    assert XI in found["nodes"]
    for edge in found["picture"]["edges"]:
        assert {edge["from"], edge["to"]} <= found["nodes"].keys()


def test_the_timeline_keeps_events_in_order_and_apart(graph: KnowledgeGraph) -> None:
    book = make_book(graph)
    found = timeline(book, book.nodes, book.links)
    assert found.places.keys() == set(book.nodes)
    assert len(set(found.places.values())) == len(found.places)
    xs = [found.places[key][0] for key in book.events]
    assert xs == sorted(xs)
    assert [label for _, label in found.ticks] == [str(year) for year in range(2016, 2023)]


def without_dates(event: Event) -> Event:
    return replace(event, date=None)


def test_graphs_without_dates_or_without_anything_have_pages(graph: KnowledgeGraph) -> None:
    undated = replace(graph, events=tuple(map(without_dates, graph.events)))
    nothing = KnowledgeGraph((), (), (), (), (), (), (), (), ())
    for one in (undated, nothing):
        assert graph_html(one).endswith("</html>\n")
        assert report_html(one).endswith("</html>\n")


def test_a_graph_not_yet_analysed_is_analysed(graph: KnowledgeGraph) -> None:
    assert graph_html(sample_graph()) == graph_html(graph)


def test_pages_can_be_written_without_the_words_of_articles(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    write_graph_html(graph, tmp_path / "graph.html", without_text=True)
    write_report_html(graph, tmp_path / "report.html", without_text=True)
    sentences = {said.text.strip() for said in graph.statements if len(said.text) > 15}
    for name in ("graph.html", "report.html"):
        page = (tmp_path / name).read_text(encoding="utf-8")
        assert "習近平與古特雷斯的八次會見和一次通話都談了這些大事" in page  # the title stays
        assert [text for text in sentences if text in page] == []


def test_json_cannot_end_its_element() -> None:
    block = json_block({"a": "</script><!--\u2028"})
    assert "<" not in block
    assert json.loads(block) == {"a": "</script><!--\u2028"}


def test_the_pages_name_no_other_place(graph: KnowledgeGraph) -> None:
    own = re.sub(r"<script>/\*\*\n \* vis-network.*?</script>", "", graph_html(graph), flags=re.S)
    for page in (own, report_html(graph)):
        head = page.split("<body>")[0]
        assert "://" not in head
        assert not re.search(r"<(script|link|img|iframe)[^>]+(src|href)=\"(?!data:,)", page)
        assert "default-src &#39;none&#39;" in head


def test_every_word_that_the_scripts_use_is_known_in_three_languages() -> None:
    used = set(re.findall(r'word\("([^"]+)"\)', graph_script()))
    assets = Path(data_module.__file__).parent / "assets"
    for page in ("graph/page.html.j2", "report/page.html.j2"):
        text = (assets / page).read_text(encoding="utf-8")
        used |= set(re.findall(r'data-(?:word|label)="([^"{]+)"', text))
        used |= set(re.findall(r'say\("([^"~]+)"\)', text))
    assert len(used) > 60
    for name in sorted(used):
        assert name in words(), name
        assert all(word(name)), name


def test_words_have_all_languages_and_terms_nobody_named_a_fallback() -> None:
    assert len(LANGUAGES) == 3
    assert [name for name, texts in words().items() if len(texts) != 3 or not all(texts)] == []
    assert word("kg:VideoMeeting") == ("视频会晤", "視訊會晤", "Video meeting")
    assert word("kg:SomethingNew") == ("SomethingNew", "SomethingNew", "SomethingNew")


_WRITE = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[2:]
from sample_graph import sample_graph
from kg.show import write_graph_html, write_report_html
folder = Path(sys.argv[1])
write_graph_html(sample_graph(), folder / "graph.html")
write_report_html(sample_graph(), folder / "report.html")
"""


def _digests(folder: Path, seed: str, locale: str) -> list[str]:
    folder.mkdir()
    tests = Path(__file__).parents[1]
    subprocess.run(
        [sys.executable, "-c", _WRITE, str(folder), str(tests / "network"), str(tests.parent)],
        env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale}, check=True,
    )  # fmt: skip
    return [hashlib.sha256((folder / name).read_bytes()).hexdigest()
            for name in ("graph.html", "report.html")]


def test_the_same_bytes_with_other_hash_seeds_and_locales(tmp_path: Path) -> None:
    assert _digests(tmp_path / "a", "1", "C") == _digests(tmp_path / "b", "4711", "C.UTF-8")


def test_the_order_of_the_input_changes_nothing(graph: KnowledgeGraph) -> None:
    turned = replace(
        graph,
        events=graph.events[::-1], statements=graph.statements[::-1],
        entities=graph.entities[::-1], articles=graph.articles[::-1], claims=graph.claims[::-1],
    )  # fmt: skip
    assert graph_html(turned) == graph_html(graph)
    assert report_html(turned) == report_html(graph)
