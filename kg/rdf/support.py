"""Does the evidence hold: the quotation where it says, and evidence for all that is told."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.model import Article
from kg.rdf.evidence import field_text
from kg.rdf.nodes import NAMESPACES
from kg.rdf.problems import Problem

if TYPE_CHECKING:
    import pyoxigraph as ox

TOLD = tuple(
    f"{NAMESPACES[prefix]}{local}"
    for prefix, local in (("kg", "Event"), ("kg", "Statement"), ("org", "Membership"))
)
# Not told by articles: made from what is told, or pointing at where it is told.
UNTOLD = (f"{NAMESPACES['rdfs']}label", f"{NAMESPACES['kg']}evidence")
_TYPE = f"{NAMESPACES['rdf']}type"
_ARTICLE_GRAPH = "/graph/article/"


def read_articles(path: Path) -> tuple[dict[str, Article], list[Problem]]:
    """The articles of articles.jsonl by id, and what is wrong with them."""
    import orjson

    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            article = _article(orjson.loads(line))
        except (KeyError, TypeError, ValueError) as error:
            problems.append(Problem("articles", f"{path.name}:{number}", f"no article: {error!r}"))
            continue
        articles[article.id] = article
        sha256 = hashlib.sha256(article.text.encode("utf-8")).hexdigest()
        if article.text and sha256 != article.sha256:
            what = "sha256 is not that of the text"
            problems.append(Problem("articles", f"{path.name}:{number}", what))
    return articles, problems


def _article(row: Mapping[str, Any]) -> Article:
    published = row["published"]
    return Article(
        id=row["id"], path=row["file"], part=row["part"], title=row["title"],
        text=row["text"] or "", language=row["language"], sha256=row["sha256"],
        published=date.fromisoformat(published) if published else None,
    )  # fmt: skip


def quotation_problems(
    triples: Iterable[ox.Triple], articles: Mapping[str, Article]
) -> Iterator[Problem]:
    """Evidence whose quotation is not at its offsets. Articles without text are passed over."""
    for node, about in sorted(_evidence(triples).items()):
        article = articles.get(about.get("hasSource", "").rsplit("/", 1)[-1])
        if article is None:
            yield Problem("evidence", node, "its article is not in articles.jsonl")
        elif article.text and "exact" in about:
            start, end = int(about.get("start", -1)), int(about.get("end", -1))
            text = field_text(article, about.get("field", ""))
            if not 0 <= start <= end <= len(text) or text[start:end] != about["exact"]:
                what = f"{about['exact']!r} is not at {start}–{end} of {about.get('field')}"
                yield Problem("evidence", node, what)


def _evidence(triples: Iterable[ox.Triple]) -> dict[str, dict[str, str]]:
    """The evidence nodes by IRI: the local name of each property with its value."""
    own = (NAMESPACES["oa"], NAMESPACES["kg"])
    names = {
        f"{namespace}{local}": local
        for namespace in own
        for local in ("hasSource", "exact", "start", "end", "field")
    }
    found: dict[str, dict[str, str]] = {}
    for triple in triples:
        name = names.get(triple.predicate.value)
        if name:
            value = getattr(triple.object, "value", "")
            found.setdefault(str(triple.subject)[1:-1], {})[name] = value
    return found


def support_problems(quads: Iterable[ox.Quad]) -> Iterator[Problem]:
    """Triples that an article tells of an event, a statement or an office without evidence.

    ``quads`` is the dataset: only it knows what an article tells.
    """
    quads = tuple(quads)
    told_of = {q.subject for q in quads if q.predicate.value == _TYPE and _value(q.object) in TOLD}
    backed = _backed(quads)
    for quad in quads:
        graph = _value(quad.graph_name)
        if _ARTICLE_GRAPH in graph and quad.subject in told_of:
            told = (graph, quad.subject, quad.predicate, quad.object)
            if quad.predicate.value not in UNTOLD and told not in backed:
                what = f"{quad.predicate} {quad.object} has no evidence in {graph}"
                yield Problem("supported", _value(quad.subject), what)


def _backed(quads: Iterable[ox.Quad]) -> set[tuple[object, ...]]:
    """(graph, subject, predicate, object) of every triple that has evidence."""
    rdf = NAMESPACES["rdf"]
    parts = {f"{rdf}subject": 0, f"{rdf}predicate": 1, f"{rdf}object": 2}
    found: dict[tuple[str, object], list[object]] = {}
    for quad in quads:
        part = parts.get(quad.predicate.value)
        if part is not None:
            key = (_value(quad.graph_name), quad.subject)
            found.setdefault(key, [None, None, None])[part] = quad.object
    return {(graph, *triple) for (graph, _), triple in found.items()}


def _value(term: object) -> str:
    return str(getattr(term, "value", ""))
