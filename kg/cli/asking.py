"""``kg query`` and ``kg explain``: what the graph answers."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import tell
from kg.errors import printable

if TYPE_CHECKING:
    from kg.rdf.answers import Answer, Table
    from kg.rdf.worker import Limits

STDIN = "-"
Output = Annotated[Path, typer.Option("--output", "-o", help="The output folder of a build.")]


class Format(StrEnum):
    """How an answer is written."""

    table = "table"
    csv = "csv"
    json = "json"
    ttl = "ttl"


def _complete(incomplete: str) -> list[tuple[str, str]]:
    """The ids of queries for the shell."""
    from kg.rdf.queries import catalogue

    return [(q.id, q.summary) for q in catalogue() if q.id.startswith(incomplete)]


def query(
    query: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID|-]",
            help="A question's id; - takes SPARQL from stdin; none lists all questions.",
            autocompletion=_complete,
        ),
    ] = None,
    bindings: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME=VALUE...]", help="What to ask it with: topic=气候变化."),
    ] = None,
    format: Annotated[Format, typer.Option(help="How to write the answer.")] = Format.table,
    output: Output = Path("output"),
    graph: Annotated[
        Path | None, typer.Option(help="Ask this Turtle file, not an output folder.")
    ] = None,
    seconds: Annotated[
        float, typer.Option(help="How long SPARQL from stdin may take.", min=0.1)
    ] = 30.0,
    sparql: Annotated[
        bool, typer.Option("--sparql", help="Show the question's SPARQL; ask nothing.")
    ] = False,
) -> None:
    """Ask the graph: without an ID, the list of questions.

    Topics, people and places may be given by any of their names, in either script or in English.
    """
    from kg.rdf.worker import Limits

    source, limits = graph or output, Limits(seconds=seconds)
    if query is None:
        _print(_listed(), format)
    elif sparql:
        typer.echo(_text_of(query), nl=False)
    elif query == STDIN:
        _print(_asked(source, _from_stdin(), limits), format)
    else:
        _print(_answered(source, query, bindings or []), format)


def _from_stdin() -> str:
    """The SPARQL on stdin. Raises QueryBroken where there is none."""
    from kg.rdf.engines import QueryBroken

    sparql = sys.stdin.read()
    if not sparql.strip():
        raise QueryBroken("stdin", "holds no query", "pipe one into it")
    return sparql


def _text_of(query: str) -> str:
    from kg.rdf.queries import find

    return find(query).text


def _listed() -> Table:
    """All questions as a table."""
    from kg.rdf.answers import Literal, Table
    from kg.rdf.queries import catalogue

    rows = tuple(
        (
            Literal(question.id),
            Literal(question.summary),
            Literal(question.summary_zh),
            Literal(" ".join(f"{param.name}={param.default}" for param in question.params)),
        )
        for question in catalogue()
    )
    return Table(("id", "summary", "summary_zh", "parameters"), rows)


def _asked(source: Path, sparql: str, limits: Limits) -> Answer:
    """The answer of SPARQL that a user wrote."""
    from kg.rdf.queries import run_text
    from kg.rdf.store import graph_file

    return run_text(graph_file(source), sparql, limits=limits)


def _answered(source: Path, query: str, bindings: list[str]) -> Answer:
    """The answer of a question of the catalogue."""
    from kg.rdf.queries import find, run
    from kg.rdf.store import load_oxigraph

    find(query)  # before the graph is loaded
    return run(load_oxigraph(source), query, _arguments(bindings))


def _arguments(bindings: list[str]) -> dict[str, str]:
    """The values by name. Raises BadParameter for what is no NAME=VALUE, and for a name twice."""
    given: dict[str, str] = {}
    for binding in bindings:
        name, is_there, value = binding.partition("=")
        if not is_there:
            raise typer.BadParameter(f"{binding!r} is not of the form NAME=VALUE")
        if name in given:
            raise typer.BadParameter(f"{name} is given twice, as {given[name]!r} and {value!r}")
        given[name] = value
    return given


def _print(answer: Answer, format: Format) -> None:
    from shutil import get_terminal_size

    from kg.rdf.answers import Truth
    from kg.rdf.tables import render

    typer.echo(render(answer, format.value, width=get_terminal_size((120, 24)).columns), nl=False)
    if not isinstance(answer, Truth) and answer.cut:
        tell("there is more than is shown; ask for less")


def explain(
    event: Annotated[
        str, typer.Argument(help="Its key (event/…), IRI, date, or a part of its label.")
    ],
    output: Output = Path("output"),
) -> None:
    """Show an event with its sentences and sources.

    Each fact with what tells it, what was inferred and from where, what was said, conflicts,
    and the decisions that made the event.
    """
    from kg.show import explain as explaining

    folder = explaining.read_output(output)
    for line in explaining.explain(folder, explaining.find_event(folder, event)):
        typer.echo(printable(line))
