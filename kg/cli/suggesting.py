"""``kg knowledge suggest``: what articles tell again and again, and the knowledge lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.building import Inputs, KnowledgeFolders
from kg.cli.checking import Json
from kg.cli.console import UNREADABLE, WRONG_USAGE, Watched, tell, tell_refusals

if TYPE_CHECKING:
    from kg.evaluate.suggestions import Suggestion


def suggest(
    inputs: Inputs,
    folders: KnowledgeFolders = None,
    least: Annotated[
        int, typer.Option("--least", min=1, help="How often a word must be met.")
    ] = 3,
    json: Json = False,
    yaml: Annotated[
        bool, typer.Option("--yaml", help="As records for a folder of your own knowledge.")
    ] = False,
) -> None:
    """Suggest names, offices and verbs that articles tell often and that are not known.

    Each with its count and two sentences. They are found by form: check what you take.
    """
    from kg import extract, pipeline
    from kg.evaluate.suggestions import suggest as find
    from kg.knowledge import load

    if json and yaml:
        raise typer.BadParameter("give --json or --yaml, not both")
    known = load(*folders or ())
    with Watched().shown() as watch:
        matcher = extract.compile_matcher(known)
        documents, refusals = pipeline.read_documents(inputs, matcher, watch=watch)
    tell_refusals(refusals)
    found = find(documents, known, least=least)
    if yaml:
        from kg.evaluate.suggested_records import as_yaml

        typer.echo(as_yaml(found, known), nl=False)
    else:
        typer.echo(_as_json(found) if json else _as_table(found), nl=json)
    if refusals:
        raise typer.Exit(UNREADABLE)
    if not documents:
        tell("the inputs hold no article")
        raise typer.Exit(WRONG_USAGE)


def _as_json(found: Sequence[Suggestion]) -> str:
    """The suggestions for programs."""
    import orjson

    return orjson.dumps(list(found), option=orjson.OPT_INDENT_2).decode()


def _as_table(found: Sequence[Suggestion]) -> str:
    """A line for each example."""
    from kg.rdf.answers import Literal, Table
    from kg.rdf.tables import render

    columns = ("kind", "word", "count", "sentence", "file")
    rows = tuple(
        tuple(Literal(cell) if cell else None for cell in row) for row in _rows(found)
    )
    return render(Table(columns, rows), "table")


def _rows(found: Sequence[Suggestion]) -> Iterator[tuple[str, ...]]:
    for one in found:
        named: tuple[str, ...] = (one.kind, one.word, str(one.count))
        for example in one.examples:
            yield *named, example.sentence, example.file
            named = ("", "", "")
