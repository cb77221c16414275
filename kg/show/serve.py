"""``kg serve``: the pages of an output folder and a SPARQL endpoint, for this machine alone.

Read only: pages by a fixed list of names, queries by GET and POST. Each query runs in a process
of its own that is killed when it takes too long, and can reach nothing but the graph.
"""

from __future__ import annotations

from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import BoundedSemaphore
from urllib.parse import parse_qs, urlsplit

from kg.errors import KgError
from kg.rdf.answers import Answer, Graph
from kg.rdf.queries import run_text
from kg.rdf.safety import LONGEST
from kg.rdf.store import graph_file
from kg.rdf.tables import render
from kg.rdf.worker import Limits, QueryTooLong

PAGES = {
    "/graph.html": "text/html; charset=utf-8",
    "/report.html": "text/html; charset=utf-8",
    "/graph.ttl": "text/turtle; charset=utf-8",
}
AT_ONCE = 2  # queries; more wait
_HOSTS = ("127.0.0.1", "localhost")  # a page elsewhere may not reach us under a name of its own
_FORM, _SPARQL = "application/x-www-form-urlencoded", "application/sparql-query"
_OTHER_GRAPHS = ("default-graph-uri", "named-graph-uri")


class PortTaken(KgError):
    """The port cannot be listened on."""


class Refused(Exception):
    """A request that gets no answer: the status and what to say."""

    def __init__(self, status: HTTPStatus, told: str) -> None:
        super().__init__(told)
        self.status = status


class Server(ThreadingHTTPServer):
    """Listens on the loopback interface."""

    daemon_threads = True

    def __init__(self, folder: Path, port: int, limits: Limits) -> None:
        self.folder = folder
        self.limits = limits
        self.turns = BoundedSemaphore(AT_ONCE)
        super().__init__(("127.0.0.1", port), Handler)

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://127.0.0.1:{self.server_port}"


def make_server(folder: Path, *, port: int = 0, seconds: float = 10.0) -> Server:
    """A server for an output folder; port 0 takes a free one. Raises GraphBroken, PortTaken."""
    graph_file(folder)
    try:
        return Server(folder, port, Limits(seconds=seconds))
    except OSError as error:
        raise PortTaken(f"port {port}", str(error.strerror), "name another by --port") from error


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Server
    server_version = "kg"
    sys_version = ""
    timeout = 30  # seconds for a client to send its request

    def do_GET(self) -> None:
        self._guarded(b"")

    do_HEAD = do_GET

    def do_POST(self) -> None:
        try:
            body = self._body()
        except Refused as error:
            self._send(error.status, "text/plain; charset=utf-8", f"{error}\n".encode())
        else:
            self._guarded(body)

    def _guarded(self, body: bytes) -> None:
        """Answer, or say why not."""
        try:
            status, media_type, content = HTTPStatus.OK, *self._answer(body)
        except Refused as error:
            status, media_type = error.status, "text/plain; charset=utf-8"
            content = f"{error}\n".encode()
        self._send(status, media_type, content)

    def _answer(self, body: bytes) -> tuple[str, bytes]:
        """Media type and content."""
        if (self.headers.get("Host") or "").rsplit(":", 1)[0] not in _HOSTS:
            raise Refused(HTTPStatus.FORBIDDEN, "this server answers this machine alone")
        path = urlsplit(self.path).path
        if path == "/sparql":
            return self._queried(body)
        if self.command == "POST":
            raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, "only /sparql takes POST")
        page = "/graph.html" if path == "/" else path
        file = self.server.folder / page.lstrip("/")
        if page not in PAGES or not file.is_file():
            raise Refused(HTTPStatus.NOT_FOUND, f"there is only {', '.join(PAGES)}, /sparql")
        try:
            return PAGES[page], file.read_bytes()
        except OSError as error:
            told = f"{page} cannot be read"
            raise Refused(HTTPStatus.INTERNAL_SERVER_ERROR, told) from error

    def _body(self) -> bytes:
        """What was posted, if it is not too long."""
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal():
            raise Refused(HTTPStatus.LENGTH_REQUIRED, "tell the length of the request")
        if int(length) > 12 * LONGEST:  # a character is up to 12 bytes when percent-encoded
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "the query is too long")
        return self.rfile.read(int(length))

    def _queried(self, body: bytes) -> tuple[str, bytes]:
        """The answer of a query by the SPARQL 1.1 Protocol."""
        sparql = self._sparql(body)
        try:
            with self.server.turns:
                path = graph_file(self.server.folder)
                answer = run_text(path, sparql, limits=self.server.limits)
        except QueryTooLong as error:
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, str(error)) from error
        except KgError as error:
            raise Refused(HTTPStatus.BAD_REQUEST, str(error)) from error
        return _written(answer, self.headers.get("Accept", ""))

    def _sparql(self, body: bytes) -> str:
        """The text of the query."""
        kind = self.headers.get_content_type()
        if self.command == "POST" and kind == _SPARQL:
            return _decoded(body)
        if self.command == "POST" and kind != _FORM:
            raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"post {_FORM} or {_SPARQL}")
        fields = parse_qs(_decoded(body) if body else urlsplit(self.path).query)
        if any(name in fields for name in _OTHER_GRAPHS):
            raise Refused(HTTPStatus.BAD_REQUEST, "there is no graph but the default one")
        if "update" in fields:
            raise Refused(HTTPStatus.FORBIDDEN, "the graph can only be read")
        if len(fields.get("query", ())) != 1:
            raise Refused(HTTPStatus.BAD_REQUEST, "give one query: /sparql?query=SELECT…")
        return fields["query"][0]

    def _send(self, status: HTTPStatus, media_type: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "DENY")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing: what users ask is theirs."""


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(HTTPStatus.BAD_REQUEST, "the query is not UTF-8") from error


def _written(answer: Answer, accept: str) -> tuple[str, bytes]:
    """A graph as Turtle; a table as JSON, or as CSV where the client asks for that."""
    if isinstance(answer, Graph):
        return "text/turtle; charset=utf-8", render(answer, "ttl").encode()
    if "text/csv" in accept and "json" not in accept:
        return "text/csv; charset=utf-8", render(answer, "csv").encode()
    return "application/sparql-results+json", render(answer, "json").encode()
