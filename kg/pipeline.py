"""The only module that knows the order of the stages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from kg.model import KnowledgeGraph

DEFAULT_BASE = "https://w3id.org/diplomacy-kg/id"
Step = Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """How to build and write.

    ``knowledge`` are folders of the shape of ``kg/data/``, which add to it or replace its records;
    ``decisions`` is a file of the user's own decisions, which win over the rules; ``base_iri`` is
    the base of all data IRIs; ``without_text`` leaves article texts out of what is written.
    """

    knowledge: tuple[Path, ...] = ()
    decisions: Path | None = None
    base_iri: str = DEFAULT_BASE
    without_text: bool = False


class Watch(Protocol):
    """Who is told how far the work is: a progress bar, a profile."""

    def stage(self, name: str, total: int | None = None) -> AbstractContextManager[Step]:
        """A stage begins, and ends with the block; the value is called at each of its steps."""


class Unwatched:
    """Nobody is told."""

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Step]:
        yield lambda: None


def build(
    inputs: Sequence[str | Path],
    *,
    options: BuildOptions | None = None,
    watch: Watch | None = None,
) -> KnowledgeGraph:
    """The graph of all articles in ``inputs``: files, folders, globs or archives.

    Inputs that cannot be read are ``refusals`` of the graph. Raises KgError where the knowledge
    or the decisions cannot be used.
    """
    from kg import articles, extract, knowledge, merge, network

    options, watch = options or BuildOptions(), watch or Unwatched()
    with watch.stage("know"):
        known = knowledge.load(*options.knowledge)
        matcher = extract.compile_matcher(known)
        decisions = merge.load_decisions(options.decisions)
    with watch.stage("read"):
        found, refusals = articles.load([str(item) for item in inputs])
    documents = []
    with watch.stage("extract", len(found)) as step:
        for article in found:
            documents.append(extract.extract(article, matcher))
            step()
    with watch.stage("merge"):
        graph = merge.merge(tuple(documents), known, refusals, decisions)
    with watch.stage("analyse"):
        return replace(graph, analysis=network.analyse(graph))


def write(
    graph: KnowledgeGraph,
    folder: str | Path,
    *,
    options: BuildOptions | None = None,
    watch: Watch | None = None,
) -> None:
    """Write the output folder: all its files, or none. Raises OutputRefused."""
    from kg import network, show
    from kg.folders import replaced
    from kg.rdf.write import write_output

    options, watch = options or BuildOptions(), watch or Unwatched()
    with replaced(Path(folder)) as fresh:
        with watch.stage("write rdf"):
            write_output(graph, fresh, options.base_iri)
        with watch.stage("write analysis"):
            network.write_files(graph, fresh)
        with watch.stage("write graph.html"):
            show.write_graph_html(graph, fresh / "graph.html")
        with watch.stage("write report.html"):
            show.write_report_html(graph, fresh / "report.html")
