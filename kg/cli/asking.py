"""``kg query`` and ``kg explain``: what the graph answers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Output = Annotated[Path, typer.Option("--output", "-o", help="The output folder of a build.")]


def explain(
    event: Annotated[
        str, typer.Argument(help="Its key (event/…), IRI, date, or a part of its label.")
    ],
    output: Output = Path("output"),
) -> None:
    """Show an event with its sentences, its sources and the decisions that made it."""
    from kg.show import explain as explaining

    folder = explaining.read_output(output)
    for line in explaining.explain(folder, explaining.find_event(folder, event)):
        typer.echo(line)
