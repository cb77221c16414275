"""Load a graph into a running triple store, by the SPARQL 1.1 Graph Store HTTP Protocol.

Every store that speaks the protocol takes it alike: Oxigraph, Jena Fuseki, GraphDB, Virtuoso.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, unquote, urlsplit

from kg.errors import InputUnreadable, KgError
from kg.rdf.store import count_triples, graph_file

if TYPE_CHECKING:
    from urllib.request import OpenerDirector, Request

TIMEOUT = 600  # seconds without an answer; bulk loading may take its time
# Where a login may stand in an address, also in one that is mistaken.
_LOGIN = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*://)?.*@", re.DOTALL)
_URL_SAFE = "/?%:@!$&'()*+,;=~-._"
_TURTLE, _N_TRIPLES = "text/turtle", "application/n-triples"


class StoreRefused(KgError):
    """The store cannot be reached, says no, or holds something else than was sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """Where to load. ``url`` is the store's Graph Store Protocol endpoint.

    ``graph`` is the IRI of the named graph to replace; None is the default graph. A login that
    stands in the URL (``http://user:password@…``) wins over ``user`` and ``password``.
    """

    url: str
    graph: str | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @property
    def target(self) -> str:
        """The URL of the graph itself."""
        which = "default" if self.graph is None else f"graph={quote(self.graph, safe='')}"
        return f"{self.url}{'&' if '?' in self.url else '?'}{which}"

    @property
    def shown(self) -> str:
        """The URL as anybody may see it: without what stands where a login may."""
        return _LOGIN.sub(r"\1…@", self.url)

    def refused(self, what: str, remedy: str) -> StoreRefused:
        """The error that it is."""
        return StoreRefused(self.shown, what, remedy)


def load(path: Path, store: Store) -> int:
    """Replace a graph of the store by that of an output folder or Turtle file; its triples.

    The store is then asked for the graph, and its triples are counted. Raises StoreRefused,
    GraphBroken, InputUnreadable.
    """
    store, file = checked(store), graph_file(path)
    try:
        content = file.read_bytes()  # once: a build may replace the file
    except OSError as error:
        raise InputUnreadable.of(file, error) from error
    sent = count_triples(content, file)
    opener = _opener(store)
    _put(content, store, opener)
    held = _count_held(store, opener)
    if held != sent:
        what = f"holds {held} triples after {sent} were sent"
        raise store.refused(what, "look at the store's log")
    return sent


def checked(store: Store) -> Store:
    """The store with its login apart from its address, so that the address can be shown.

    Raises StoreRefused where that is no web address, or the graph's name no absolute IRI.
    """
    parts = _parts(store.url)
    host = parts.netloc.rpartition("@")[2]
    path, query = (quote(part, safe=_URL_SAFE) for part in (parts.path, parts.query))
    if store.graph is not None:
        _check_graph(store.graph)
    bare = replace(store, url=parts._replace(netloc=host, path=path, query=query).geturl())
    if parts.username is None:
        return bare
    password = store.password if parts.password is None else unquote(parts.password)
    return replace(bare, user=unquote(parts.username), password=password)


def _parts(url: str) -> SplitResult:
    """The parts of a web address, without its fragment. Raises StoreRefused."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https") or any(map(str.isspace, host)):
        remedy = "name the store's http or https URL, with signs in a password percent-encoded"
        raise Store(url=url).refused("is no web address", remedy)
    return parts._replace(fragment="")


def _check_graph(name: str) -> None:
    """Raises StoreRefused for what is no absolute IRI."""
    import pyoxigraph as ox

    try:
        ox.NamedNode(name)
    except ValueError as error:
        remedy = "give one like https://example.org/news"
        raise StoreRefused(f"graph {name!r}", "is no absolute IRI", remedy) from error


def _put(content: bytes, store: Store, opener: OpenerDirector) -> None:
    """Send it. From memory, since it is sent twice where the store asks for a password."""
    from urllib.request import Request

    headers = {"Content-Type": _TURTLE}
    request = Request(store.target, content, headers, method="PUT")
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
        raise store.refused(what, remedy) from error
    except (OSError, HTTPException) as error:
        what = f"cannot be reached: {getattr(error, 'reason', None) or error}"
        raise store.refused(what, "start the store, or mend the URL") from error
    except ValueError as error:  # of urllib's, about what the store asks
        what = "asks for a login that is neither basic nor digest"
        raise store.refused(what, "let it take one of these, or none") from error


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
