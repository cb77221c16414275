"""``kg export``, ``kg load`` and ``kg serve``: the graph for others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import tell

Output = Annotated[Path, typer.Argument(help="The output folder of a build.")]


def load(
    store: Annotated[
        str, typer.Option(help="The store's Graph Store Protocol endpoint, http://…/store.")
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
    """Load graph.ttl into a running triple store, replacing what the graph held."""
    from kg.rdf.loading import Store
    from kg.rdf.loading import load as load_graph

    count = load_graph(output, Store(url=store, graph=graph, user=user, password=password))
    typer.echo(f"{count} triples are in {graph or 'the default graph'} of {store}")


def serve(
    output: Output = Path("output"),
    port: Annotated[int, typer.Option(help="0 takes a free one.", min=0, max=65535)] = 8000,
    seconds: Annotated[float, typer.Option(help="How long a query may take.", min=0.1)] = 10.0,
) -> None:
    """Show an output folder on this machine: its pages, and a SPARQL endpoint for queries."""
    from kg.show.serve import make_server

    with make_server(output, port=port, seconds=seconds) as server:
        base = f"http://127.0.0.1:{server.server_port}"
        tell(f"{base}/ shows {output}; {base}/sparql answers queries; Ctrl-C ends it")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            tell("ended")
