"""``kg load`` into a real store: Oxigraph's own server, over HTTP."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

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


def test_user_and_password_are_sent_where_the_store_asks(run, graph: Path):
    asked: list[str] = []

    class Closed(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked.append(self.headers.get("Authorization", ""))
            if not asked[-1]:
                self.send_response(401)
                self.send_header("WWW-Authenticate", 'Digest realm="r", nonce="n", qop="auth"')
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
        url = f"http://127.0.0.1:{store.server_port}/store"
        environment = {"KG_STORE_USER": "dba", "KG_STORE_PASSWORD": "secret"}
        done = run("load", graph, "--store", url, env=environment)
        store.shutdown()
    assert done.returncode == 0, done.stderr
    assert 'username="dba"' in asked[1]
    assert "secret" not in "".join(asked)


def test_a_file_address_is_refused(run, graph: Path):
    done = run("load", graph, "--store", "file:///etc/hosts")
    assert done.returncode == 2
    assert "no web address" in done.stderr


def test_a_missing_graph_is_told(run, tmp_path: Path):
    done = run("load", tmp_path / "none", "--store", "http://127.0.0.1:1/store")
    assert done.returncode == 2
    assert "there is no such file" in done.stderr
