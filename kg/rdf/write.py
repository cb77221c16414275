"""The files of the output folder that hold the graph: graph.ttl, dataset.nq.gz, articles.jsonl."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg.model import Article, KnowledgeGraph
from kg.rdf.forms import FormWriter
from kg.rdf.hierarchy import Hierarchy
from kg.rdf.nodes import Quad, Said, checked_base, clean
from kg.rdf.packing import packing
from kg.rdf.prefixes import prefixes_below
from kg.rdf.triples import described
from kg.rdf.turtle import TurtleWriter

GRAPH, DATASET, ARTICLES = "graph.ttl", "dataset.nq.gz", "articles.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOptions:
    """How to write. ``without_text`` leaves out the texts of articles and all that quotes them.

    ``hierarchy`` is the ontology's with a user's own sub-classes; None is the shipped one.
    """

    without_text: bool = False
    hierarchy: Hierarchy | None = None


def write_output(
    graph: KnowledgeGraph, folder: Path, base: str, options: WriteOptions | None = None
) -> None:
    """Write the three files into an existing folder. Raises BadBase, OSError, ValueError."""
    options = options or WriteOptions()
    base = checked_base(base)
    write_articles(graph.articles, folder / ARTICLES, without_text=options.without_text)
    told = described(graph, base, hierarchy=options.hierarchy, without_text=options.without_text)
    with (folder / GRAPH).open("wb") as turtle, (folder / DATASET).open("wb") as packed:
        _write_both(told, TurtleWriter(prefixes_below(base)), turtle, packed)


def _write_both(
    told: Iterable[tuple[str, Said | list[Quad]]], writer: TurtleWriter,
    turtle: BinaryIO, packed: BinaryIO,
) -> None:
    """Both files in one go, so that the graph need not be held in memory."""
    turtle.write(writer.header().encode("utf-8"))
    forms = FormWriter(writer)
    with packing(packed) as pack:
        for subject, said in told:
            if isinstance(said, Said):
                text, lines = forms.write(subject, said)
            else:
                text, lines = writer.resource(quad.triple for quad in said), n_quads(said)
            turtle.write(text.encode("utf-8"))
            pack(lines)


def n_quads(quads: Iterable[Quad]) -> bytes:
    """The quads as lines of N-Quads in UTF-8, in their order."""
    return "".join([f"{' '.join(quad)} .\n" for quad in quads]).encode("utf-8")


def write_articles(
    articles: Iterable[Article], path: Path, *, without_text: bool = False
) -> None:
    """One article a line, sorted by id; ``text`` is null where it may not be shared."""
    import orjson

    with path.open("wb") as lines:
        for article in sorted(articles, key=lambda article: article.id):
            row = article_row(article)
            if without_text:
                row["text"] = None
            lines.write(orjson.dumps(row) + b"\n")


def article_row(article: Article) -> dict[str, object]:
    """An article as a line of articles.jsonl has it."""
    return {
        "id": article.id,
        "file": clean(article.path),
        "also": [clean(path) for path in article.also],
        "part": article.part,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "agency": article.agency,
        "author": article.author,
        "language": article.language,
        "url": article.url,
        "text": article.text,
        "sha256": article.sha256,
    }
