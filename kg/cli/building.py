"""``kg build``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.console import UNREADABLE, WRONG_USAGE, Watched, tell, tell_refusals

if TYPE_CHECKING:
    from kg.model import KnowledgeGraph

Inputs = Annotated[
    list[str], typer.Argument(metavar="INPUT...", help="Files, folders, globs or archives.")
]
Output = Annotated[Path, typer.Option("--output", "-o", help="The folder to write.")]
BaseIri = Annotated[str | None, typer.Option(help="The base of all data IRIs.")]
KnowledgeFolders = Annotated[
    list[Path] | None,
    typer.Option("--knowledge", help="A folder of your own knowledge; may be given again."),
]
Decisions = Annotated[
    Path | None, typer.Option(help="A file of your own decisions, which win over the rules.")
]
WithoutText = Annotated[
    bool, typer.Option("--without-text", help="Leave article texts out of what is written.")
]
Profile = Annotated[
    bool, typer.Option("--profile", help="Tell how long each stage took, by the clock and in CPU.")
]
Processes = Annotated[
    int, typer.Option(
        min=0, help="How many processes work; 0: as many as are worth it.")
]
Json = Annotated[bool, typer.Option("--json", help="The summary as JSON.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")]

WHAT_IS_WHERE = (
    ("graph.html", "the graph to look at, in any browser"),
    ("report.html", "what was built, to read"),
    ("graph.ttl", "the graph for a triple store"),
    ("analysis", "who is central, who met whom, as tables"),
)


def build(
    inputs: Inputs,
    output: Output = Path("output"),
    base_iri: BaseIri = None,
    knowledge: KnowledgeFolders = None,
    decisions: Decisions = None,
    without_text: WithoutText = False,
    processes: Processes = 0,
    profile: Profile = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Build the graph of articles and write the output folder.

    Exit code 1 where some inputs could not be read: each is named with its reason, the others
    are built. Exit code 2 where the inputs hold no file at all.
    """
    from kg import pipeline

    options = pipeline.BuildOptions(
        knowledge=tuple(knowledge or ()),
        decisions=decisions,
        base_iri=pipeline.DEFAULT_BASE if base_iri is None else base_iri,
        without_text=without_text,
        processes=processes,
    )
    pipeline.check(output, options=options)
    with Watched(quiet=quiet or json).shown() as watch:
        graph = pipeline.build(inputs, options=options, watch=watch)
        if graph.articles:
            pipeline.write(graph, output, options=options, watch=watch)
    _tell_refusals(graph, output)
    if graph.articles and not quiet:
        _summarise(graph, output, watch, as_json=json)
    if profile:
        _tell_times(watch)
    if graph.refusals:
        raise typer.Exit(UNREADABLE)
    if not graph.articles:
        raise typer.Exit(WRONG_USAGE)


def _tell_refusals(graph: KnowledgeGraph, output: Path) -> None:
    """Each input that gave no article, and whether none did."""
    tell_refusals(graph.refusals)
    if not graph.articles:
        found = "no article could be read" if graph.refusals else "the inputs hold no article"
        tell(f"{found}; {output} is as it was")


def _tell_times(watch: Watched) -> None:
    """How long each stage took, and how long processors worked for it, in seconds."""
    whole = ("all", sum(seconds for _, seconds in watch.seconds)), sum(watch.cpu_seconds)
    for (name, seconds), cpu in (*zip(watch.seconds, watch.cpu_seconds, strict=True), whole):
        typer.echo(f"{seconds:8.3f} s {cpu:8.3f} s CPU  {name}", err=True)


def _counts(graph: KnowledgeGraph) -> dict[str, int]:
    """What was built, in figures."""
    from collections import Counter

    kinds = Counter(entity.kind for entity in graph.entities)
    return {
        "articles": len(graph.articles),
        "events": len(graph.events),
        "statements": len(graph.statements),
        "persons": kinds["person"],
        "organizations": kinds["organization"],
        "countries": kinds["country"],
        "places": kinds["place"],
        "conflicts": len(graph.conflicts),
        "refused": len(graph.refusals),
    }


def _summarise(graph: KnowledgeGraph, output: Path, watch: Watched, *, as_json: bool) -> None:
    """What was built and where to look next, on stdout."""
    if as_json:
        _print_json(graph, output, watch)
        return
    counted = ", ".join(
        f"{count} {name if count != 1 else _singular(name)}"
        for name, count in _counts(graph).items()
        if count
    )
    typer.echo(f"Built {counted}.")
    width = max(len(str(output / name)) for name, _ in WHAT_IS_WHERE)
    for name, what in WHAT_IS_WHERE:
        typer.echo(f"  {output / name!s:{width}}  {what}")
    where = "" if output == Path("output") else f" --output {output}"
    typer.echo(f"Next: kg query{where}, kg query meetings-by-topic topic=climate-change{where}")


def _singular(name: str) -> str:
    return {"countries": "country", "refused": "refused"}.get(name, name.removesuffix("s"))


def _print_json(graph: KnowledgeGraph, output: Path, watch: Watched) -> None:
    """The summary for programs."""
    import orjson

    from kg.rdf.nodes import clean

    summary: dict[str, Any] = {
        "output": clean(str(output)),
        **_counts(graph),
        "refusals": [
            {"path": r.path, "part": r.part, "code": r.code, "message": r.message}
            for r in graph.refusals
        ],
        "seconds": {name: round(seconds, 3) for name, seconds in watch.seconds},
    }
    typer.echo(orjson.dumps(summary, option=orjson.OPT_INDENT_2).decode())
