"""The scheme of topics, from SKOS."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DataBroken
from kg.model import Text, Topic

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Literal, NamedNode, Triple

    Node = NamedNode | BlankNode | Literal | Triple

SKOS = "http://www.w3.org/2004/02/skos/core#"


About = dict[str, list["Node"]]  # what is said of a node, by predicate


def read_scheme(*files: Path) -> tuple[Topic, ...]:
    """The topics of Turtle files, added up, sorted by id.

    A topic's id is its skos:notation, or else the last part of its IRI. Raises DataBroken where
    a file is no Turtle, or the broader topic of one is not declared.
    """
    said, where = _said(files)
    ids = {iri: _topic_id(iri, about) for iri, about in said.items() if _is_topic(about)}
    topics = (_topic(id_, said[iri], ids, where[iri]) for iri, id_ in ids.items())
    return tuple(sorted(topics, key=lambda topic: topic.id))


def files_of_topics(*files: Path) -> dict[str, Path]:
    """The first file that speaks of each topic, by its id. Raises DataBroken for no Turtle."""
    said, where = _said(files)
    return {_topic_id(iri, said[iri]): where[iri] for iri in said if _is_topic(said[iri])}


def _said(files: Iterable[Path]) -> tuple[dict[str, About], dict[str, Path]]:
    """What the files say of each node, and the first of them that speaks of it."""
    said: dict[str, About] = defaultdict(lambda: defaultdict(list))
    where: dict[str, Path] = {}
    for file in files:
        for subject, predicate, value in _triples(file):
            said[subject][predicate].append(value)
            where.setdefault(subject, file)
    return said, where


def _is_topic(about: About) -> bool:
    return f"{SKOS}prefLabel" in about and f"{SKOS}inScheme" in about


def _triples(file: Path) -> Iterable[tuple[str, str, Node]]:
    from pyoxigraph import NamedNode, RdfFormat, parse

    try:
        for quad in parse(path=str(file), format=RdfFormat.TURTLE):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject.value, quad.predicate.value, quad.object
    except (SyntaxError, ValueError) as error:
        raise DataBroken(str(file), f"is no Turtle: {error}", "mend it at that place") from error


def _topic_id(iri: str, about: About) -> str:
    notations = _literals(about[f"{SKOS}notation"])
    return notations[0].text if notations else iri.rsplit("/", 1)[-1]


def _topic(id_: str, about: About, ids: dict[str, str], where: Path) -> Topic:
    broader = [getattr(node, "value", "") for node in about[f"{SKOS}broader"]]
    for iri in broader:
        if iri not in ids:
            what = f"{id_}: broader topic {iri} is unknown"
            raise DataBroken(str(where), what, "declare it too")
    labels = _literals(about[f"{SKOS}prefLabel"])
    return Topic(id_, labels, tuple(sorted(ids[iri] for iri in broader)))


def _literals(nodes: Iterable[Node]) -> tuple[Text, ...]:
    """The literals as texts, sorted by language."""
    from pyoxigraph import Literal

    texts = {Text(node.value, node.language) for node in nodes if isinstance(node, Literal)}
    return tuple(sorted(texts, key=lambda text: (text.lang or "", text.text)))
