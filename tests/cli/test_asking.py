"""``kg query`` and ``kg explain`` as a user types them."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from kg.rdf.readback import iri, read_back

MEETINGS = [
    "2016-11-28", "2017-01-18", "2018-11-30", "2019-04-26", "2019-06-28", "2020-09-23",
    "2021-12-15",
]  # fmt: skip


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_without_an_id_all_questions_are_listed(run, root: Path):
    done = run("query", "--format", "csv")
    ids = [row["id"] for row in _rows(done.stdout)]
    assert sorted(ids) == sorted(path.stem for path in (root / "queries").glob("*.rq"))
    assert len(ids) >= 25


@pytest.mark.parametrize("topic", ["climate-change", "气候变化", "氣候變化", "Climate change"])
def test_the_climate_meetings_by_any_name_of_the_topic(run, built: Path, topic: str):
    done = run(
        "query", "meetings-by-topic", f"topic={topic}", "--format", "csv", "--output", built
    )
    assert done.returncode == 0, done.stderr
    assert sorted({row["date"] for row in _rows(done.stdout)}) == MEETINGS


def test_the_climate_calls(run, built: Path):
    done = run("query", "calls-by-topic", "--format", "csv", "--output", built)
    assert sorted({row["date"] for row in _rows(done.stdout)}) == ["2020-03-12", "2021-05-06"]


@pytest.mark.parametrize("person", ["普京", "Putin", "蒲亭", "弗拉基米尔·普京"])
def test_people_by_any_name(run, built: Path, person: str):
    done = run("query", "contacts-of-person", f"person={person}", "--format", "csv", "-o", built)
    assert done.returncode == 0, done.stderr
    assert "2021-12-15" in {row["date"] for row in _rows(done.stdout)}


def test_json_is_sparql_results(run, built: Path):
    done = run("query", "timeline", "--format", "json", "--output", built)
    found = json.loads(done.stdout)
    assert "date" in found["head"]["vars"]
    assert len(found["results"]["bindings"]) > 10


def test_turtle_of_a_construct_can_be_parsed(run, built: Path, tmp_path: Path):
    sparql = "CONSTRUCT { ?e a kg:Event } WHERE { ?e a kg:Meeting }"
    done = run("query", "-", "--format", "ttl", "--output", built, stdin=sparql)
    (tmp_path / "answer.ttl").write_text(done.stdout, encoding="utf-8")
    counted = run(
        "query", "-", "--graph", tmp_path / "answer.ttl", "--format", "csv",
        stdin="SELECT (COUNT(*) AS ?n) { ?s a kg:Event }",
    )  # fmt: skip
    assert int(counted.stdout.split()[1]) >= 7


def test_the_table_is_for_reading(run, built: Path):
    done = run("query", "meetings-by-topic", "--output", built)
    assert "钓鱼台国宾馆" in done.stdout
    assert "2016-11-28" in done.stdout
    assert "http" not in done.stdout


def test_the_sparql_of_a_question_can_be_seen(run, root: Path):
    done = run("query", "timeline", "--sparql")
    assert done.stdout == (root / "queries" / "timeline.rq").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["meeting-by-topic"], "did you mean meetings-by-topic"),
        (["meetings-by-topic", "climate-change"], "NAME=VALUE"),
        (["meetings-by-topic", "topics=climate-change"], "it takes topic"),
        (["meetings-by-topic", "topic=nonsense-xyz"], "nonsense-xyz"),
        (["meetings-by-topic", "topic=trade", "topic=debt"], "topic is given twice, as 'trade'"),
        (["most-central-actors", "measure=fame"], "measure: 'fame' is no measure; the graph has b"),
        (["timeline", "--format", "xml"], "xml"),
        (["timeline", "--output", "nowhere"], "nowhere"),
    ],
)
def test_wrong_usage_is_told_in_one_line(run, built: Path, arguments: list[str], told: str):
    if "--output" not in arguments:
        arguments = [*arguments, "--output", str(built)]
    done = run("query", *arguments)
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?s ?p ?o",
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "SELECT * FROM <file:///etc/hosts> { ?s ?p ?o }",
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    ],
)
def test_sparql_that_may_not_run_is_refused(run, built: Path, sparql: str):
    done = run("query", "-", "--output", built, stdin=sparql)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_sparql_that_takes_too_long_is_stopped(run, built: Path):
    sparql = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    done = run("query", "-", "--output", built, "--seconds", "2", stdin=sparql)
    assert done.returncode == 2
    assert "2 seconds" in done.stderr


@pytest.mark.parametrize("seconds", ["inf", "nan", "-1", "0", "1e300"])
def test_a_time_that_no_query_can_have_is_refused(run, built: Path, seconds: str):
    for command in (["query", "-"], ["query", "timeline"], ["serve"]):
        done = run(*command, *(["--output"] if command[0] == "query" else []), built,
                   "--seconds", seconds, stdin="ASK { ?s ?p ?o }")  # fmt: skip
        assert (done.returncode, done.stdout) == (2, "")
        assert "seconds" in done.stderr and "Traceback" not in done.stderr


def test_a_broken_graph_is_invalid_data(run, tmp_path: Path):
    (tmp_path / "graph.ttl").write_text("<a> <b> .", encoding="utf-8")
    done = run("query", "timeline", "--graph", tmp_path / "graph.ttl")
    assert done.returncode == 3
    assert "graph.ttl" in done.stderr


def test_explain_shows_sentences_sources_and_inference(run, built: Path):
    """001 tells only 23日晚; month and year come from 000."""
    done = run("explain", "2020-09-23", "--output", built)
    assert done.returncode == 0, done.stderr
    assert "国家主席习近平【23日晚】在北京以视频方式会见联合国秘书长古特雷斯。" in done.stdout
    assert "inferred from 「2020年9月23日晚」 (000_cf6008a473dea2e5.txt" in done.stdout
    assert "attendee: 古特雷斯" in done.stdout
    assert "ordinal: 8" in done.stdout
    assert "001_60e15d2907e51d05.txt" in done.stdout


def test_explain_and_the_query_show_every_piece_of_evidence(run, built: Path):
    """Of the event, of what was said in it, and of what it was merged from: to retract it by."""
    triples = read_back(built)
    for event in triples.subjects("rdf:type", iri("kg:Event")):
        tellings = triples.values(event, "prov:alternateOf")
        about = [event, *tellings, *triples.subjects("kg:madeIn", event)]
        evidence = {one for node in about for one in triples.subjects("rdf:subject", node)}
        evidence |= {one for node in about for one in triples.values(node, "kg:evidence")}
        keys = {one.rsplit("/", 2)[-2] + "/" + one.rsplit("/", 1)[-1] for one in evidence}
        explained = run("explain", event, "--output", built).stdout
        asked = run("query", "evidence-of-event", f"event={event}", "--output", built,
                    "--format", "csv").stdout  # fmt: skip
        for told in (explained, asked):
            assert keys <= set(re.findall(r"evidence/\w+", told))


def test_explain_shows_the_decisions_that_made_it(run, built: Path):
    done = run("explain", "2020-09-23", "--output", built)
    _, _, decided = done.stdout.partition("\nDecisions\n")
    assert "same (by rule" in decided
    assert "fits 2020-09-23" in decided


def test_explain_tells_which_articles_print_one_text(run, root: Path, tmp_path: Path):
    papers = sorted((root / "tests" / "queries" / "articles").glob("call-in-two-papers-*.txt"))
    assert run("build", *papers, "--output", tmp_path / "output").returncode == 0
    told = run("explain", "2033-02-08", "--output", tmp_path / "output").stdout
    assert told.count("the same source as article/") == 2
    assert re.search(r"article/\w+ and article/\w+: same \(by rule", told)


def test_explain_takes_key_and_iri_and_label(run, built: Path):
    first = run("explain", "2021-12-15", "--output", built).stdout
    label, key = first.splitlines()[0].rsplit("  ", 1)
    for name in (key, f"https://w3id.org/diplomacy-kg/id/{key}", label, "普京、习近平视频"):
        assert run("explain", name, "--output", built).stdout == first, name


def test_explain_of_several_lists_them(run, built: Path):
    done = run("explain", "2020", "--output", built)
    assert done.returncode == 2
    assert "events are called so" in done.stderr
    assert "event/2020-03-12" in done.stderr and "event/2020-09-23" in done.stderr


def test_explain_of_none_says_so(run, built: Path):
    done = run("explain", "2029-01-01", "--output", built)
    assert done.returncode == 2
    assert "no event is called so" in done.stderr


def test_an_update_is_told_how_a_graph_is_changed(run, built: Path):
    done = run("query", "-", "--output", built, stdin="DELETE WHERE { ?s ?p ?o }")
    assert done.returncode == 2
    assert "can only be read" in done.stderr and "run kg build" in done.stderr
