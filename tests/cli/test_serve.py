"""``kg serve``: pages and queries for this machine, and nothing else."""

from __future__ import annotations

import http.client
import json
import re
import signal
import subprocess
import sys
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest

ALL = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture(scope="module")
def port(built: Path, root: Path) -> Iterator[int]:
    """The port of a running server."""
    command = [sys.executable, "-m", "kg", "serve", str(built), "--port", "0", "--seconds", "3"]
    with subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE, encoding="utf-8") as running:
        assert running.stderr is not None
        told = running.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", told)
        assert found, told
        yield int(found[1])
        try:
            running.send_signal(signal.SIGINT)
            running.communicate(timeout=10)
        finally:
            running.kill()  # where the signal is ignored, as for what a shell starts behind
    assert running.returncode == 0


def _ask(
    port: int, method: str, path: str, body: str | None = None, **headers: str
) -> tuple[int, str, str]:
    """Status, media type and content."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body=body.encode() if body else None, headers=given)
    answer = connection.getresponse()
    return answer.status, answer.getheader("Content-Type", ""), answer.read().decode()


def _query(sparql: str, **more: str) -> str:
    return "/sparql?" + urllib.parse.urlencode({"query": sparql, **more})


def test_the_pages_are_shown(port: int, built: Path):
    for path, file in (("/", "graph.html"), ("/report.html", "report.html")):
        status, media_type, content = _ask(port, "GET", path)
        assert (status, media_type) == (200, "text/html; charset=utf-8")
        assert content == (built / file).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "path", ["/articles.jsonl", "/../pyproject.toml", "/%2e%2e/pyproject.toml", "//etc/passwd"]
)
def test_nothing_else_is_shown(port: int, path: str):
    assert _ask(port, "GET", path)[0] == 404


def test_a_query_by_get_is_answered_as_json(port: int):
    status, media_type, content = _ask(port, "GET", _query(ALL))
    assert (status, media_type) == (200, "application/sparql-results+json")
    assert int(json.loads(content)["results"]["bindings"][0]["n"]["value"]) > 1000


def test_a_query_by_post_in_both_forms(port: int):
    form = urllib.parse.urlencode({"query": ALL})
    kinds = {"application/x-www-form-urlencoded": form, "application/sparql-query": ALL}
    answers = {
        _ask(port, "POST", "/sparql", body, Content_Type=kind)[2] for kind, body in kinds.items()
    }
    assert len(answers) == 1
    assert "bindings" in answers.pop()


def test_csv_where_it_is_asked_for(port: int):
    status, media_type, content = _ask(port, "GET", _query(ALL), Accept="text/csv")
    assert (status, media_type) == (200, "text/csv; charset=utf-8")
    assert content.startswith("n\r\n")


def test_a_graph_is_turtle(port: int):
    sparql = "CONSTRUCT { ?e a kg:Event } WHERE { ?e a kg:Meeting }"
    status, media_type, content = _ask(port, "GET", _query(sparql))
    assert (status, media_type) == (200, "text/turtle; charset=utf-8")
    assert content.count("ontology#Event") >= 7


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/sparql", 400),
        (_query("SELECT"), 400),
        (_query("INSERT DATA { <a:a> <a:b> <a:c> }"), 400),
        (_query("SELECT * FROM <file:///etc/hosts> { ?s ?p ?o }"), 400),
        (_query("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"), 400),
        (_query(ALL, **{"default-graph-uri": "file:///etc/hosts"}), 400),
        ("/sparql?update=CLEAR+ALL", 403),
    ],
)
def test_what_may_not_be_asked_is_refused(port: int, path: str, status: int):
    assert _ask(port, "GET", path)[0] == status


def test_updates_cannot_be_posted(port: int):
    update = "application/sparql-update"
    assert _ask(port, "POST", "/sparql", "CLEAR ALL", Content_Type=update)[0] == 415
    for method in ("PUT", "DELETE", "PATCH"):
        assert _ask(port, method, "/sparql", "x")[0] == 501


def test_a_query_that_takes_too_long_is_stopped_and_the_next_is_answered(port: int):
    long = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    assert _ask(port, "GET", _query(long))[0] == 503
    assert _ask(port, "GET", _query(ALL))[0] == 200


def test_a_page_of_another_site_cannot_reach_it_under_its_own_name(port: int):
    assert _ask(port, "GET", "/", Host="attacker.example")[0] == 403
    assert "Access-Control-Allow-Origin" not in str(_ask(port, "GET", "/"))


def test_a_body_without_end_is_refused(port: int):
    headers = {"Content_Type": "application/sparql-query", "Content_Length": str(10**9)}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest("POST", "/sparql")
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    assert connection.getresponse().status == 413


def test_a_taken_port_is_told(run, built: Path, port: int):
    done = run("serve", built, "--port", port)
    assert done.returncode == 2
    assert "name another by --port" in done.stderr


def test_serving_nothing_is_wrong_usage(run, tmp_path: Path):
    assert run("serve", tmp_path / "nowhere", "--port", "0").returncode == 2
