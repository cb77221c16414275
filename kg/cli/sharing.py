"""``kg export``, ``kg load`` and ``kg serve``: the graph for others."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import tell

Output = Annotated[Path, typer.Argument(help="The output folder of a build, or a Turtle file.")]


class ExportFormat(StrEnum):
    """The formats of ``kg export``."""

    ttl = "ttl"
    nt = "nt"
    jsonld = "jsonld"
    rdfxml = "rdfxml"
    csv = "csv"


def export(
    output: Output = Path("output"),
    format: Annotated[
        ExportFormat,
        typer.Option(help="csv is nodes.csv and edges.csv, for property-graph stores."),
    ] = ExportFormat.ttl,
    to: Annotated[
        Path | None,
        typer.Option(help="The file to write, for csv the folder; else it goes to stdout."),
    ] = None,
    without_text: Annotated[
        bool, typer.Option("--without-text", help="Leave the sentences of articles out.")
    ] = False,
) -> None:
    """Write the graph in another format."""
    if to is None and format is ExportFormat.csv:
        raise typer.BadParameter("csv is two files; name their folder by --to")
    if to is not None:
        _export(output, to, format, without_text=without_text)
        tell(f"wrote {to}")
        return
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:  # whole before a byte of it is shown
        path = Path(folder) / "graph"
        _export(output, path, format, without_text=without_text)
        sys.stdout.buffer.write(path.read_bytes())


def _export(output: Path, to: Path, format: ExportFormat, *, without_text: bool) -> None:
    from kg.folders import OutputRefused
    from kg.rdf.export import Format
    from kg.rdf.export import export as write

    formats: dict[ExportFormat, Format] = {
        ExportFormat.ttl: "turtle",
        ExportFormat.nt: "n-triples",
        ExportFormat.jsonld: "json-ld",
        ExportFormat.rdfxml: "rdf-xml",
        ExportFormat.csv: "csv",
    }
    try:
        write(output, to, formats[format], without_text=without_text)
    except OSError as error:
        raise OutputRefused.of(to, error) from error


def load(
    store: Annotated[
        str,
        typer.Option(
            help="The store's Graph Store Protocol endpoint, http://…/store. "
            "A login in it, http://user:password@…, is sent and never shown."
        ),
    ],
    output: Output = Path("output"),
    graph: Annotated[
        str | None, typer.Option(help="The IRI of the named graph to replace; else the default.")
    ] = None,
    user: Annotated[str | None, typer.Option(envvar="KG_STORE_USER", help="The store's user.")] = (
        None
    ),
    password: Annotated[
        str | None,
        typer.Option(envvar="KG_STORE_PASSWORD", help="Better set in the environment."),
    ] = None,
) -> None:
    """Load the graph into a running triple store.

    What the store's graph held is replaced; the triples that arrived are counted.
    """
    from kg.rdf.loading import Store, checked
    from kg.rdf.loading import load as load_graph

    target = checked(Store(url=store, graph=graph, user=user, password=password))
    count = load_graph(output, target)
    typer.echo(f"{count} triples are in {graph or 'the default graph'} of {target.shown}")


def serve(
    output: Output = Path("output"),
    port: Annotated[int, typer.Option(help="0 takes a free one.", min=0, max=65535)] = 8000,
    seconds: Annotated[float, typer.Option(help="How long a query may take.", min=0.1)] = 10.0,
) -> None:
    """Show the pages on this machine; answer SPARQL.

    Both for this machine alone, and read only.
    """
    from kg.show.serve import make_server

    with make_server(output, port=port, seconds=seconds) as server:
        tell(f"{server.address}/ shows {output}; {server.address}/sparql answers; Ctrl-C ends it")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            tell("ended")
