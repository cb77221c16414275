"""Short names of IRIs, in Turtle and JSON-LD alike."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from kg.rdf.nodes import NAMESPACES

KINDS = (
    "agreement", "article", "conflict", "decision", "event", "evidence", "measure", "membership",
    "organization", "person", "place", "role", "statement", "topic",
)  # fmt: skip
VOCABULARIES = ("edtf", "kg", "oa", "org", "prov", "rdf", "rdfs", "schema", "skos", "xsd")

# Local names that every store reads: no escapes, and none that begins with a digit and holds a
# hyphen (event:2020-09-23-…), which some parsers of Turtle refuse.
_LOCAL = re.compile(r"(?:[A-Za-z][A-Za-z0-9_-]*[A-Za-z0-9]|[A-Za-z0-9]+)")


def prefixes_below(base: str) -> dict[str, str]:
    """The vocabularies and, below the base IRI, one prefix for each kind of thing; sorted."""
    data = {kind: f"{base}/{kind}/" for kind in KINDS}
    return dict(sorted(({name: NAMESPACES[name] for name in VOCABULARIES} | data).items()))


class Shortener:
    """Shortens IRIs by prefixes."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.prefixes = dict(prefixes)
        self._by_namespace = {namespace: name for name, namespace in prefixes.items()}
        self._remembered = lru_cache(maxsize=4096)(self._find)  # the terms of vocabularies recur

    def __call__(self, iri: str) -> str | None:
        """``prefix:local`` for an IRI without its brackets; None where there is none."""
        return self._remembered(iri)

    def name(self, node: str) -> str:
        """A node ``<iri>`` as it is called outside RDF: shortened where there is a prefix."""
        return self(node[1:-1]) or node[1:-1]

    def _find(self, iri: str) -> str | None:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        name, local = self._by_namespace.get(iri[:cut]), iri[cut:]
        return f"{name}:{local}" if name is not None and _LOCAL.fullmatch(local) else None
