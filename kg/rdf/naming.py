"""Things by any of their names, in either script or in English."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal as OneOf
from typing import TypeAlias

from kg.errors import KgError
from kg.rdf.answers import Cell, Table
from kg.rdf.engines import Store, evaluate
from kg.terms import PREFIXES

NamedKind: TypeAlias = OneOf["topic", "person", "agent", "place", "event", "agreement"]

_PROLOGUE = "".join(
    f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("kg", "schema", "skos", "rdfs")
)
_LABELS = "rdfs:label|skos:prefLabel"
# Which things are of a kind.
_OF_KIND: Mapping[NamedKind, str] = {
    "topic": "?thing a skos:Concept .",
    "person": "?thing a schema:Person .",
    "agent": "VALUES ?class { schema:Person schema:Organization schema:Country } ?thing a ?class .",
    "place": "?thing a schema:Place .",
    "event": "?thing a kg:Event .",
    "agreement": "?thing a kg:Agreement .",
}
# What calls a thing, the strongest first.
_NAMES: Mapping[NamedKind, tuple[str, ...]] = {
    kind: (_LABELS, "skos:altLabel") for kind in _OF_KIND
} | {"topic": ("skos:notation", _LABELS, "skos:altLabel"), "event": (_LABELS, "kg:edtf")}
_SEPARATORS = re.compile(r"[\s_\-·•‧.'’]+")
_SUGGESTIONS = 5


class UnknownName(KgError):
    """A name that nothing of its kind has, or that several have."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A thing, one of its names with its language, and how strong it is (0 the strongest)."""

    iri: str
    name: str
    strength: int
    language: str = ""


def find(kind: NamedKind, name: str, store: Store) -> str:
    """The IRI, in angle brackets, of the one thing of a kind that has the name.

    A name is an IRI, the end of one (``xi-jinping``, ``person/xi-jinping``), or any label, in
    either script, whatever the case; last, a whole word of one thing's label (``Putin``). Raises
    UnknownName with what comes near.
    """
    known = _names(kind, store)
    for meant in _readings(name, known):
        if len(meant) == 1:
            return f"<{meant.pop()}>"
        if meant:
            raise _ambiguous(kind, name, meant, known)
    raise _unknown(kind, name, known)


def event_type(name: str, store: Store) -> str:
    """The IRI, in angle brackets, of a class of events by its local name or any label."""
    labelled = [*_declared_types(), *_used_types(store)]
    meant = {item.iri for item in labelled if _plain(item.name) == _plain(name)}
    if name in {item.iri for item in labelled}:
        meant = {name}
    if len(meant) == 1:
        return f"<{meant.pop()}>"
    if meant:
        raise _ambiguous("event type", name, meant, labelled)
    known = ", ".join(sorted({_local(item.iri) for item in labelled}))
    raise _unknown("event type", name, labelled, else_=f"give one of {known}")


def measures(store: Store) -> list[str]:
    """The names of the measures of agents that the graph has, sorted."""
    rows = _rows("?thing a kg:Measure ; kg:measureName ?name .", store)
    return sorted({_text(name) for _, name in rows})


def _readings(name: str, known: list[_Named]) -> Iterable[set[str]]:
    """What the name may mean, the strongest reading first."""
    yield {item.iri for item in known if name == item.iri}
    wanted = _plain(name)
    by_strength: dict[int, set[str]] = defaultdict(set)
    for item in known:
        if wanted and _plain(item.name) == wanted:
            by_strength[item.strength].add(item.iri)
    yield from (by_strength[strength] for strength in sorted(by_strength))
    yield {item.iri for item in known if item.iri.endswith(f"/{name}")}
    yield {item.iri for item in known if _is_word_of(name, item.name)}


def _is_word_of(name: str, label: str) -> bool:
    """Whether a name in Latin letters is a whole word of a label."""
    return name.isascii() and _plain(name) in {_plain(word) for word in label.split()[1:]}


def _plain(name: str) -> str:
    """A name without what does not tell names apart: script, case, accents, separators."""
    if not name.isascii():
        from kg.articles.script import simplify

        decomposed = unicodedata.normalize("NFD", simplify(unicodedata.normalize("NFC", name)))
        name = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _SEPARATORS.sub("", name).casefold()


def _names(kind: NamedKind, store: Store) -> list[_Named]:
    """Every name of every thing of a kind."""
    return [
        _Named(_text(thing), _text(name), strength, getattr(name, "language", ""))
        for strength, path in enumerate(_NAMES[kind])
        for thing, name in _rows(f"{_OF_KIND[kind]} ?thing {path} ?name .", store)
    ]


def _used_types(store: Store) -> list[_Named]:
    """The classes that events have: a user's own are there too, those of schema.org not meant."""
    rows = _rows("?event a kg:Event , ?thing . BIND(STR(?thing) AS ?name)", store)
    used = [_text(thing) for thing, _ in rows]
    return [_Named(iri, _local(iri), 0) for iri in used if iri.startswith(PREFIXES["kg"])]


def _declared_types() -> list[_Named]:
    """The classes of events of the ontology, by local name and label."""
    import pyoxigraph as ox

    from kg.rdf.store import load_oxigraph
    from kg.resources import ontology_dir

    ontology: ox.Store = load_oxigraph(ontology_dir() / "kg.ttl")
    where = "?thing rdfs:subClassOf* kg:Event ; rdfs:label ?name ."
    rows = _rows(where, ontology)
    named = [_Named(_text(thing), _text(name), 1) for thing, name in rows]
    return [_Named(item.iri, _local(item.iri), 0) for item in named] + named


def _rows(where: str, store: Store) -> list[tuple[Cell, ...]]:
    found = evaluate(store, f"{_PROLOGUE}SELECT DISTINCT ?thing ?name WHERE {{ {where} }}")
    assert isinstance(found, Table)
    return sorted(found.rows, key=repr)


def _text(cell: Cell) -> str:
    return cell.value if cell else ""


def _local(iri: str) -> str:
    return re.split(r"[/#]", iri)[-1]


def _unknown(
    kind: str, name: str, known: list[_Named], *, else_: str = "see what the graph has by kg query"
) -> UnknownName:
    near = _near(name, known)
    remedy = f"did you mean {', '.join(near)}?" if near else else_
    return UnknownName(repr(name), f"no {kind} has this name", remedy)


def _ambiguous(kind: str, name: str, meant: set[str], known: list[_Named]) -> UnknownName:
    titles = [f"{_title(iri, known)} ({_local(iri)})" for iri in sorted(meant)]
    listed = ", ".join(titles[:_SUGGESTIONS]) + (", …" if len(titles) > _SUGGESTIONS else "")
    what = f"{len(meant)} of kind {kind} have this name: {listed}"
    return UnknownName(repr(name), what, "give the part in brackets")


def _near(name: str, known: list[_Named]) -> list[str]:
    """What the user may have meant: names that are alike, then names that hold it."""
    things: dict[str, str] = {}
    for item in known:
        things.setdefault(_plain(item.name), item.iri)
    wanted = _plain(name)
    alike = get_close_matches(wanted, things, n=_SUGGESTIONS, cutoff=0.6)
    alike += [plain for plain in sorted(things) if len(wanted) > 1 and wanted in plain]
    iris = list(dict.fromkeys(things[plain] for plain in alike))[:_SUGGESTIONS]
    return [f"{_title(iri, known)} ({_local(iri)})" for iri in iris]


def _title(iri: str, known: list[_Named]) -> str:
    """The name that a thing is shown by: its label in simplified script, else any."""
    named = [item for item in known if item.iri == iri]
    best = min(named, key=lambda item: (item.language != "zh-hans", item.strength, item.name))
    return best.name
