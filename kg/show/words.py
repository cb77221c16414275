"""Words of the interface and of the ontology's terms, in three languages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kg.resources import ontology_dir

LANGUAGES = ("zh-hans", "zh-hant", "en")
ASSETS = Path(__file__).resolve().parent / "assets"
_KG = "https://w3id.org/diplomacy-kg/ontology#"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"

# One text a language, in the order of LANGUAGES; None where there is none.
Texts = tuple[str | None, str | None, str | None]


@cache
def words() -> Mapping[str, Texts]:
    """Texts by word: those of ``assets/words.json``, and the labels of ``ontology/kg.ttl``."""
    own = json.loads((ASSETS / "words.json").read_text(encoding="utf-8"))
    return {**_ontology_labels(), **{word: (one, two, three) for word, (one, two, three)
                                     in own.items()}}


def _ontology_labels() -> dict[str, Texts]:
    """``kg:VideoMeeting`` → its labels. Names of new event types thus need no Python."""
    import pyoxigraph as ox

    turtle = (ontology_dir() / "kg.ttl").read_bytes()
    found: dict[str, dict[str, str]] = {}
    for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE):
        subject, label = quad.subject, quad.object
        if quad.predicate.value != _LABEL or not isinstance(label, ox.Literal):
            continue
        if isinstance(subject, ox.NamedNode) and subject.value.startswith(_KG):
            term = f"kg:{subject.value.removeprefix(_KG)}"
            found.setdefault(term, {})[label.language or ""] = label.value
    return {term: _texts(labels) for term, labels in sorted(found.items())}


def _texts(labels: Mapping[str, str]) -> Texts:
    return (labels.get("zh-hans"), labels.get("zh-hant"), _capital(labels.get("en")))


def _capital(text: str | None) -> str | None:
    return text[:1].upper() + text[1:] if text else None


def word(name: str) -> Texts:
    """The texts of a word; a term nobody has named is shown by its local name."""
    local = name.rsplit(":", 1)[-1]
    return words().get(name, (local, local, local))
