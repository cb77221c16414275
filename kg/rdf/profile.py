"""The export profile, term by term: what every store must be able to load and compare alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from kg import terms
from kg.rdf.nodes import XSD
from kg.rdf.problems import Problem

if TYPE_CHECKING:
    import pyoxigraph as ox
    import rdflib

DECLARED = frozenset(curie.replace("kg:", terms.NAMESPACE) for curie in terms.LABELS)  # IRIs
_EVENT = f"{terms.NAMESPACE}Event"
_EDTF_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def profile_problems(triples: Iterable[ox.Triple]) -> Iterator[Problem]:
    """Blank nodes, IRIs and literals that stores take differently, terms that nobody declares."""
    import pyoxigraph as ox

    triples = tuple(triples)
    known = DECLARED.union(_own_event_types(triples))
    for term in {term for triple in triples for term in tuple(triple)}:
        if isinstance(term, ox.BlankNode):
            yield Problem("no-blank-nodes", str(term), "a node without an IRI")
        elif isinstance(term, ox.NamedNode):
            yield from _iri(term.value, known)
        elif isinstance(term, ox.Literal):
            yield from _literal(term)


def _own_event_types(triples: Iterable[ox.Triple]) -> Iterator[str]:
    """The classes that the graph itself places below kg:Event: a user's own types of events."""
    import pyoxigraph as ox

    below, event = ox.NamedNode(f"{terms.PREFIXES['rdfs']}subClassOf"), ox.NamedNode(_EVENT)
    for triple in triples:
        if triple.predicate == below and triple.object == event:
            yield str(triple.subject)[1:-1]


def _iri(iri: str, known: Collection[str]) -> Iterator[Problem]:
    if not iri.isascii():
        yield Problem("ascii-iris", iri, "an IRI that is not ASCII")
    if iri.startswith(terms.NAMESPACE) and iri not in known:
        yield Problem("declared-terms", iri, "is not declared in ontology/kg.ttl")


def _literal(literal: ox.Literal) -> Iterator[Problem]:
    shown = str(literal)
    if not unicodedata.is_normalized("NFC", literal.value):
        yield Problem("nfc", shown, "is not NFC")
    check = _DATATYPES.get(literal.datatype.value)
    if check and not check(literal.value):
        yield Problem("valid-literals", shown, "is no value of its datatype")


def _is_day(text: str) -> bool:
    """A day that exists; xsd:date has more forms, but stores compare only these."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_edtf(text: str) -> bool:
    """EDTF level 0: a day, month or year that exists, or an interval of such."""
    ends = text.split("/")
    return len(ends) <= 2 and all(
        _EDTF_DAY.fullmatch(end) and _is_day(end + "-01-01"[len(end) - 4 :]) for end in ends
    )


_DATATYPES: dict[str, Callable[[str], object]] = {
    f"{XSD}date": _is_day,
    "http://id.loc.gov/datatypes/edtf/EDTF": _is_edtf,
    f"{XSD}integer": re.compile(r"-?[0-9]+").fullmatch,
    f"{XSD}decimal": re.compile(r"-?[0-9]+\.[0-9]+").fullmatch,
    f"{XSD}boolean": re.compile(r"true|false").fullmatch,
}


def language_problems(graph: rdflib.Graph) -> Iterator[Problem]:
    """Language tags with capitals. Read by rdflib, since Oxigraph lowers them when it reads."""
    from rdflib import Literal

    for object_ in {o for o in graph.objects() if isinstance(o, Literal)}:
        if object_.language and object_.language != object_.language.lower():
            yield Problem("lower-case-tags", object_.n3(), "a language tag with capitals")
