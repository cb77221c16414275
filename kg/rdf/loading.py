"""Load a graph into a running triple store, by the SPARQL 1.1 Graph Store HTTP Protocol.

Every store that speaks the protocol takes it alike: Oxigraph, Jena Fuseki, GraphDB, Virtuoso.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from kg.errors import KgError
from kg.rdf.store import graph_file, read_triples

if TYPE_CHECKING:
    from urllib.request import OpenerDirector, Request

TIMEOUT = 600  # seconds without an answer; bulk loading may take its time
_TURTLE, _N_TRIPLES = "text/turtle", "application/n-triples"


class StoreRefused(KgError):
    """The store cannot be reached, says no, or holds something else than was sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """Where to load. ``url`` is the store's Graph Store Protocol endpoint.

    ``graph`` is the IRI of the named graph to replace; None is the default graph.
    """

    url: str
    graph: str | None = None
    user: str | None = None
    password: str | None = None

    @property
    def target(self) -> str:
        """The URL of the graph itself."""
        which = "default" if self.graph is None else f"graph={quote(self.graph, safe='')}"
        return f"{self.url}{'&' if '?' in self.url else '?'}{which}"


def load(path: Path, store: Store) -> int:
    """Replace a graph of the store by that of an output folder or Turtle file; its triples.

    The store is then asked for the graph, and its triples are counted. Raises StoreRefused,
    GraphBroken.
    """
    if urlsplit(store.url).scheme not in ("http", "https"):
        raise StoreRefused(store.url, "is no web address", "name the store's http or https URL")
    sent = len(set(read_triples(path)))
    opener = _opener(store)
    _put(graph_file(path), store, opener)
    held = _count_held(store, opener)
    if held != sent:
        what = f"holds {held} triples after {sent} were sent"
        raise StoreRefused(store.url, what, "look at the store's log")
    return sent


def _put(path: Path, store: Store, opener: OpenerDirector) -> None:
    """Send the file. From memory, since it is sent twice where the store asks for a password."""
    from urllib.request import Request

    headers = {"Content-Type": _TURTLE}
    request = Request(store.target, path.read_bytes(), headers, method="PUT")
    for _ in _lines(request, store, opener):
        pass


def _count_held(store: Store, opener: OpenerDirector) -> int:
    """How many triples the store's graph has: one a line of N-Triples."""
    from urllib.request import Request

    request = Request(store.target, headers={"Accept": _N_TRIPLES})
    lines = _lines(request, store, opener)
    return sum(not line.startswith(b"#") and bool(line.strip()) for line in lines)


def _lines(request: Request, store: Store, opener: OpenerDirector) -> Iterable[bytes]:
    """The lines of the answer, as they come. Raises StoreRefused."""
    from http.client import HTTPException
    from urllib.error import HTTPError

    try:
        with opener.open(request, timeout=TIMEOUT) as answer:
            yield from answer
    except HTTPError as error:
        told = error.read(500).decode("utf-8", "replace").strip()
        what = f"answers {error.code} {error.reason}{': ' + told if told else ''}"
        remedy = "name its Graph Store Protocol endpoint, and user and password if it asks"
        raise StoreRefused(store.url, what, remedy) from error
    except (OSError, HTTPException) as error:
        what = f"cannot be reached: {getattr(error, 'reason', None) or error}"
        raise StoreRefused(store.url, what, "start the store, or mend the URL") from error


def _opener(store: Store) -> OpenerDirector:
    """Knows the password, for the store alone, where there is one."""
    from urllib.request import (
        HTTPBasicAuthHandler,
        HTTPDigestAuthHandler,
        HTTPPasswordMgrWithDefaultRealm,
        build_opener,
    )

    if store.user is None:
        return build_opener()
    known = HTTPPasswordMgrWithDefaultRealm()
    known.add_password(None, store.url, store.user, store.password or "")
    return build_opener(HTTPDigestAuthHandler(known), HTTPBasicAuthHandler(known))
