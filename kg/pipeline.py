"""The only module that knows the order of the stages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kg.crew import beside, cores, no_cycles_sought
from kg.model import Article, Document, KnowledgeGraph, Refusal

if TYPE_CHECKING:
    from kg.extract import Matcher
    from kg.rdf.hierarchy import Hierarchy

DEFAULT_BASE = "https://w3id.org/diplomacy-kg/id"
Step = Callable[[], None]
_CLAIMS_WORTH_A_PROCESS = 30_000


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """How to build and write.

    ``knowledge`` are folders of the shape of ``kg/data/``, which add to it or replace its records;
    ``decisions`` is a file of the user's own decisions, which win over the rules; ``base_iri`` is
    the base of all data IRIs; ``without_text`` leaves article texts out of what is written;
    ``processes`` is how many work, 0 for as many as there are cores and the articles are worth.
    What is built is the same for any number.
    """

    knowledge: tuple[Path, ...] = ()
    decisions: Path | None = None
    base_iri: str = DEFAULT_BASE
    without_text: bool = False
    processes: int = 0


class Watch(Protocol):
    """Who is told how far the work is: a progress bar, a profile."""

    def stage(self, name: str, total: int | None = None) -> AbstractContextManager[Step]:
        """A stage begins, and ends with the block; the value is called at each of its steps."""


class Unwatched:
    """Nobody is told."""

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Step]:
        yield lambda: None


def check(folder: str | Path, *, options: BuildOptions | None = None) -> None:
    """Raise now what would stop ``write`` after a long build: OutputRefused, BadBase."""
    from kg.folders import check_output
    from kg.rdf.nodes import checked_base

    checked_base((options or BuildOptions()).base_iri)
    check_output(Path(folder))


def build(
    inputs: Sequence[str | Path],
    *,
    options: BuildOptions | None = None,
    watch: Watch | None = None,
) -> KnowledgeGraph:
    """The graph of all articles in ``inputs``: files, folders, globs or archives.

    Inputs that cannot be read are ``refusals`` of the graph. Raises KgError where the knowledge
    or the decisions cannot be used, InputMissing where no input exists.
    """
    from kg import network

    watch = watch or Unwatched()
    graph = merged(inputs, options=options, watch=watch)
    with watch.stage("analyse"), no_cycles_sought():
        return replace(graph, analysis=network.analyse(graph))


def merged(
    inputs: Sequence[str | Path],
    *,
    options: BuildOptions | None = None,
    watch: Watch | None = None,
) -> KnowledgeGraph:
    """The graph that ``build`` makes, without the measures of its network."""
    from kg import extract, knowledge, merge

    options, watch = options or BuildOptions(), watch or Unwatched()
    with watch.stage("know"):
        known = knowledge.load(*options.knowledge)
        matcher = extract.compile_matcher(known)
        decisions = merge.load_decisions(options.decisions)
    documents, refused = read_documents(
        inputs, matcher, watch=watch, processes=options.processes)
    with watch.stage("merge"), no_cycles_sought():
        own = _own_turtle(options.knowledge)
        return merge.merge(documents, known, refused, decisions, schemes=own)


def read_documents(
    inputs: Sequence[str | Path], matcher: Matcher, *, watch: Watch | None = None,
    processes: int = 0,
) -> tuple[tuple[Document, ...], tuple[Refusal, ...]]:
    """What each article of the inputs tells, and what was refused. Raises InputMissing."""
    from kg.workers import extracted

    watch = watch or Unwatched()
    with watch.stage("read"):
        found, refusals = read_articles(inputs, processes)
    with watch.stage("extract", len(found)) as step:
        results = extracted(found, matcher, step, processes)
    documents = tuple(result for result in results if isinstance(result, Document))
    failed = (result for result in results if isinstance(result, Refusal))
    refused = sorted((*refusals, *failed), key=lambda r: (r.path, r.part or 0, r.code))
    return documents, tuple(refused)


def read_articles(
    inputs: Sequence[str | Path], processes: int = 0
) -> tuple[tuple[Article, ...], tuple[Refusal, ...]]:
    """Articles and refusals; an input that does not exist is refused where others do exist.

    Raises InputMissing where none does.
    """
    from kg import articles
    from kg.errors import InputMissing
    from kg.workers import cleaned

    try:
        return articles.load(inputs, partial(cleaned, processes=processes))
    except InputMissing as error:
        others = [item for item in inputs if str(item) != error.place]
        if len(others) in (0, len(inputs)):
            raise
        found, refusals = read_articles(others, processes)
        missing = Refusal(error.place, None, "missing", error.what, error.remedy)
        return found, (missing, *refusals)


def write(
    graph: KnowledgeGraph,
    folder: str | Path,
    *,
    options: BuildOptions | None = None,
    watch: Watch | None = None,
) -> None:
    """Write the output folder: all its files, or none. Raises OutputRefused."""
    from kg.folders import replaced

    options, watch = options or BuildOptions(), watch or Unwatched()
    with replaced(Path(folder)) as fresh, no_cycles_sought():
        if _worth_two(graph, options.processes):
            through = fresh / "graph.pickle"
            with beside(_write_rdf, graph, fresh, options, through=through) as written:
                _write_pages(graph, fresh, options, watch)
                with watch.stage("write rdf"):  # what is left of it
                    written()
        else:
            with watch.stage("write rdf"):
                _write_rdf(graph, fresh, options)
            _write_pages(graph, fresh, options, watch)


def _worth_two(graph: KnowledgeGraph, processes: int) -> bool:
    """Whether to write by two processes: it takes as long to start one as to write so much."""
    return processes > 1 or (
        processes == 0 and len(graph.claims) > _CLAIMS_WORTH_A_PROCESS and cores() > 1)


def _write_rdf(graph: KnowledgeGraph, folder: Path, options: BuildOptions) -> None:
    """The files that hold the graph."""
    from kg.rdf.write import WriteOptions, write_output

    how = WriteOptions(without_text=options.without_text, hierarchy=_hierarchy(options.knowledge))
    with no_cycles_sought():
        write_output(graph, folder, options.base_iri, how)


def _write_pages(
    graph: KnowledgeGraph, folder: Path, options: BuildOptions, watch: Watch
) -> None:
    """The files to look at: tables, networks, pages."""
    from kg import network, show

    with watch.stage("write analysis"):
        network.write_files(graph, folder)
    with watch.stage("write graph.html"):
        show.write_graph_html(graph, folder / "graph.html", without_text=options.without_text)
    with watch.stage("write report.html"):
        show.write_report_html(graph, folder / "report.html", without_text=options.without_text)


def _hierarchy(folders: Sequence[Path]) -> Hierarchy | None:
    """The ontology's classes with those of the user's folders (``*.ttl``); None: no more."""
    from kg.rdf.hierarchy import read_hierarchy
    from kg.resources import ontology_dir

    own = _own_turtle(folders)
    return read_hierarchy(ontology_dir() / "kg.ttl", *own) if own else None


def _own_turtle(folders: Sequence[Path]) -> tuple[Path, ...]:
    """The Turtle files of the user's folders: classes of events, and topics."""
    return tuple(path for folder in folders for path in sorted(folder.glob("*.ttl")))
