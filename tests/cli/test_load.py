"""``kg load`` into a real store: Oxigraph's own server, over HTTP."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from kg.rdf import loading

TURTLE = """@prefix e: <https://example.org/> .
e:a e:name "甲"@zh-hans , "Jia\\nsecond line"@en ; e:next e:b .
e:b e:name "乙" .
"""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a running Oxigraph server."""
    program, port = Path(sys.executable).with_name("oxigraph"), _free_port()
    running = subprocess.Popen(
        [program, "serve", "--bind", f"127.0.0.1:{port}"], stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.kill()
        running.wait()


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    path = tmp_path / "graph.ttl"
    path.write_text(TURTLE, encoding="utf-8")
    return path


def _count(server: str, graph: str = "?s ?p ?o") -> int:
    query = urllib.parse.quote(f"SELECT (COUNT(*) AS ?n) WHERE {{ {graph} }}")
    request = urllib.request.Request(
        f"{server}/query?query={query}", headers={"Accept": "text/csv"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return int(answer.read().split()[1])


def test_a_graph_is_loaded_and_counted(run, server: str, graph: Path):
    done = run("load", graph, "--store", f"{server}/store")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("4 triples are in the default graph")
    assert _count(server) == 4


def test_loading_again_replaces(run, server: str, graph: Path):
    run("load", graph, "--store", f"{server}/store")
    graph.write_text("<https://example.org/a> a <https://example.org/B> .", encoding="utf-8")
    assert run("load", graph, "--store", f"{server}/store").returncode == 0
    assert _count(server) == 1


def test_a_named_graph_leaves_the_default_one(run, server: str, graph: Path):
    run("load", graph, "--store", f"{server}/store")
    before = _count(server)
    done = run("load", graph, "--store", f"{server}/store", "--graph", "https://example.org/图")
    assert done.returncode == 0, done.stderr
    assert _count(server) == before
    assert _count(server, "GRAPH <https://example.org/图> { ?s ?p ?o }") == 4


def test_the_graph_of_the_seeds_is_loaded_whole(run, server: str, built: Path):
    name = "https://example.org/seeds"
    done = run("load", built, "--store", f"{server}/store", "--graph", name)
    assert done.returncode == 0, done.stderr
    counted = int(done.stdout.split()[0])
    assert counted > 1000
    assert _count(server, f"GRAPH <{name}> {{ ?s ?p ?o }}") == counted


def test_a_store_that_is_not_there_is_told(run, graph: Path):
    done = run("load", graph, "--store", f"http://127.0.0.1:{_free_port()}/store")
    assert done.returncode == 2
    assert "cannot be reached" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_endpoint_that_is_none_is_told(run, server: str, graph: Path):
    done = run("load", graph, "--store", f"{server}/nowhere")
    assert done.returncode == 2
    assert "answers 404" in done.stderr


def test_a_store_that_keeps_less_than_it_was_sent_is_told(run, graph: Path):
    class Forgetful(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(204)
            self.end_headers()

        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'<https://example.org/b> <https://example.org/name> "x" .\n')

        def log_message(self, *arguments: object) -> None:
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Forgetful) as store:
        Thread(target=store.serve_forever, daemon=True).start()
        done = run("load", graph, "--store", f"http://127.0.0.1:{store.server_port}/store")
        store.shutdown()
    assert done.returncode == 2
    assert "holds 1 triples after 4 were sent" in done.stderr


@contextmanager
def _closed(scheme: str) -> Iterator[tuple[int, list[str]]]:
    """A store that asks for a login, its port, and what it was told of one."""
    asked: list[str] = []

    class Closed(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked.append(self.headers.get("Authorization", ""))
            if not asked[-1]:
                self.send_response(401)
                self.send_header("WWW-Authenticate", f'{scheme} realm="r", nonce="n", qop="auth"')
                self.end_headers()
                return
            self.send_response(200)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(b"<a:a> <a:b> <a:c> .\n" * 4)

        do_PUT = do_GET = _answer

        def log_message(self, *arguments: object) -> None:
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Closed) as store:
        Thread(target=store.serve_forever, daemon=True).start()
        yield store.server_port, asked
        store.shutdown()


def test_user_and_password_are_sent_where_the_store_asks(run, graph: Path):
    environment = {"KG_STORE_USER": "dba", "KG_STORE_PASSWORD": "secret"}
    with _closed("Digest") as (port, asked):
        url = f"http://127.0.0.1:{port}/store"
        done = run("load", graph, "--store", url, env=environment)
    assert done.returncode == 0, done.stderr
    assert 'username="dba"' in asked[1]
    assert "secret" not in "".join(asked)


@pytest.mark.parametrize(
    ("login", "environment", "sent"),
    [
        ("dba:s%40c%2Fret", {}, "dba:s@c/ret"),
        ("dba:s@cret", {}, "dba:s@cret"),
        ("dba", {"KG_STORE_PASSWORD": "s@cret"}, "dba:s@cret"),
        ("dba:s@cret", {"KG_STORE_USER": "other", "KG_STORE_PASSWORD": "x"}, "dba:s@cret"),
    ],
)
def test_the_login_in_an_address_is_sent_and_never_shown(
    run, graph: Path, login: str, environment: dict[str, str], sent: str
):
    with _closed("Basic") as (port, asked):
        done = run("load", graph, "--store", f"http://{login}@127.0.0.1:{port}/s", env=environment)
    assert done.returncode == 0, done.stderr
    assert b64decode(asked[1].removeprefix("Basic ")).decode() == sent
    assert done.stdout == (
        f"4 triples are in the default graph of http://127.0.0.1:{port}/s\n"
    )


@pytest.mark.parametrize(
    "store",
    [
        "http://dba:secret@127.0.0.1:1/store",  # nobody listens
        "http://dba:secret@127.0.0.1:port/store",
        "http://dba:se/cret@127.0.0.1/store",  # a sign that ends the host
        "http://dba:se?cret@127.0.0.1/store",
        "http://dba:se#cret@127.0.0.1/store",
        "http://dba:12/secret@127.0.0.1/store",
        "http://dba:secret@[127.0.0.1/store",
        "http://dba:secret@/store",
        "http://dba:secret@127.0.0.1 /store",
        "ftp://dba:secret@127.0.0.1/store",
        "dba:secret@127.0.0.1/store",
    ],
)
def test_no_failure_shows_the_password(run, graph: Path, store: str):
    done = run("load", graph, "--store", store)
    assert done.returncode == 2
    assert "cret" not in done.stdout + done.stderr
    assert done.stderr.startswith("kg: ") and len(done.stderr.splitlines()) == 1


def test_a_login_of_another_kind_is_told(run, graph: Path):
    with _closed("Bearer") as (port, _):
        done = run("load", graph, "--store", f"http://dba:secret@127.0.0.1:{port}/s")
    assert done.returncode == 2
    assert "asks for a login that is neither basic nor digest" in done.stderr


def test_an_address_that_is_not_ascii_is_taken(run, graph: Path):
    done = run("load", graph, "--store", f"http://127.0.0.1:{_free_port()}/图")
    assert "cannot be reached" in done.stderr


@pytest.mark.parametrize("name", ["", "news", "//example.org/a", "https://e.org/a b", "<a:b>"])
def test_a_name_of_a_graph_that_is_no_iri_is_refused(run, server: str, graph: Path, name: str):
    done = run("load", graph, "--store", f"{server}/store", "--graph", name)
    assert done.returncode == 2
    assert f"graph {name!r}: is no absolute IRI" in done.stderr


def test_a_file_address_is_refused(run, graph: Path):
    done = run("load", graph, "--store", "file:///etc/hosts")
    assert done.returncode == 2
    assert "no web address" in done.stderr


def test_a_missing_graph_is_told(run, tmp_path: Path):
    done = run("load", tmp_path / "none", "--store", "http://127.0.0.1:1/store")
    assert done.returncode == 2
    assert "there is no such file" in done.stderr


def test_what_is_counted_is_what_was_sent(
    run, server: str, graph: Path, monkeypatch: pytest.MonkeyPatch
):
    def and_replace(*arguments: object) -> object:
        graph.write_text("<https://example.org/a> a <https://example.org/B> .", encoding="utf-8")
        return opener(*arguments)

    opener = loading._opener
    monkeypatch.setattr(loading, "_opener", and_replace)
    done = run("load", graph, "--store", f"{server}/store")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("4 triples")
