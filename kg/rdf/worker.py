"""Runs one query that a user wrote, in a process of its own, which can be killed.

No engine here has a time limit, so the limit is the process. It reads a request from stdin (one
line of JSON, then the graph as N-Quads where no file is named), loads the graph, gives up the
right to open any file or connection, and writes the answer to stdout.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import kg
from kg.errors import KgError
from kg.rdf.answers import Answer, Graph, Table
from kg.rdf.engines import QueryBroken, Store, evaluate
from kg.rdf.safety import QueryRefused, checked
from kg.rdf.store import GraphBroken, graph_file, load_oxigraph
from kg.rdf.tables import read_json, render

if TYPE_CHECKING:
    import pyoxigraph as ox

_ERRORS: dict[str, type[KgError]] = {
    kind.__name__: kind for kind in (GraphBroken, QueryBroken, QueryRefused)
}

_LONGEST = 86_400  # seconds: a day


class QueryTooLong(KgError):
    """A query that was stopped, because it took more time or memory than it may."""


class BadLimit(KgError):
    """A limit that cannot be kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a query may take: seconds of wall time, rows or triples, MiB of memory."""

    seconds: float = 30.0
    rows: int = 10_000
    memory: int = 4096

    def __post_init__(self) -> None:
        """Raises BadLimit for seconds that no process can be given, as inf and nan."""
        if not 0 < self.seconds <= _LONGEST:
            remedy = f"give a number of seconds above 0, at most {_LONGEST}"
            raise BadLimit("seconds", f"{self.seconds:g} is no time that a query may take", remedy)


def run_apart(source: Store | Path, sparql: str, limits: Limits) -> Answer:
    """The answer of a query that is not trusted. ``source`` is a Turtle file or a store.

    Raises QueryRefused, QueryBroken, QueryTooLong, and GraphBroken for the file.
    """
    path = str(graph_file(source)) if isinstance(source, Path) else None
    request = {"sparql": sparql, "path": path, **asdict(limits)}
    given = json.dumps(request).encode() + b"\n" + (b"" if path else _dump(source))
    command = [sys.executable, "-P", "-m", "kg.rdf.worker"]
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, timeout=limits.seconds, env=_environment()
        )
    except subprocess.TimeoutExpired as error:
        what = f"was stopped after {limits.seconds:g} seconds"
        raise QueryTooLong("query", what, "ask for less, or allow more time") from error
    if done.returncode or not done.stdout:
        what = f"was stopped, perhaps at {limits.memory} MiB of memory"
        raise QueryTooLong("query", what, "ask for less") from RuntimeError(_last(done.stderr))
    return _received(done.stdout)


def _environment() -> dict[str, str]:
    """That of this process, with this very package first on the path."""
    path = [str(Path(kg.__file__).parents[1]), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, path))}


def _last(stderr: bytes) -> str:
    return stderr.decode("utf-8", "replace").strip()[-500:]


def _dump(source: Any) -> bytes:
    """The triples of a store's default graph as N-Triples."""
    import pyoxigraph as ox

    if isinstance(source, ox.Store):
        return source.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b""
    text: str = source.serialize(format="nt")
    return text.encode()


def _received(output: bytes) -> Answer:
    """The answer in what the process wrote, or the error it names."""
    head, _, body = output.partition(b"\n")
    told = json.loads(head)
    if "error" in told:
        raise _ERRORS[told["error"]](told["place"], told["what"], told["remedy"])
    answer = read_json(body)
    if isinstance(answer, Table):
        if told["graph"]:
            triples = ((s, p, o) for s, p, o in answer.rows if s and p and o)
            return Graph(tuple(triples), told["cut"])
        return Table(answer.columns, answer.rows, told["cut"])
    return answer


def main() -> None:
    """The process itself."""
    request = json.loads(sys.stdin.buffer.readline())
    try:
        sparql = checked(request["sparql"])
        store = _load(request["path"])
        _shut_in(request["memory"], request["seconds"])
        answer = evaluate(store, sparql, rows=request["rows"])
    except tuple(_ERRORS.values()) as error:
        told = {"place": error.place, "what": error.what, "remedy": error.remedy}
        print(json.dumps({"error": type(error).__name__, **told}))
        return
    cut = isinstance(answer, (Table, Graph)) and answer.cut
    print(json.dumps({"graph": isinstance(answer, Graph), "cut": cut}))
    sys.stdout.write(render(answer, "json"))


def _load(path: str | None) -> ox.Store:
    import pyoxigraph as ox

    if path:
        return load_oxigraph(Path(path))
    store = ox.Store()
    store.bulk_load(input=sys.stdin.buffer.read(), format=ox.RdfFormat.N_TRIPLES)
    return store


def _shut_in(memory: int, seconds: float) -> None:
    """From here on no file and no connection can be opened, whatever the query says."""
    try:
        import resource
    except ImportError:  # no such limits on this system; the query was judged all the same
        return
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory << 20, memory << 20))
    whole = int(seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (2 * whole, 2 * whole))


if __name__ == "__main__":
    main()
