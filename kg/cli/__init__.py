"""The command line: parsing of arguments, messages and exit codes; all else is elsewhere.

Exit codes: 0 done, 1 done but some inputs could not be read, 2 wrong usage, 3 invalid data.
Results go to stdout, progress and messages to stderr.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

import kg
from kg.cli.asking import explain, query
from kg.cli.building import build
from kg.cli.checking import evaluate, knowledge, validate
from kg.cli.console import exit_code, message, reopen_closed, stoppable, written_out
from kg.cli.sharing import export, load, serve
from kg.cli.suggesting import suggest

app = typer.Typer(
    name="kg",
    help="From Chinese news articles to an evidence-backed knowledge graph of diplomacy.",
    no_args_is_help=True,
    rich_markup_mode=None,  # drawing boxes around help would double its time
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (build, query, explain, validate, serve, export, load):
    app.command()(command)
knowledge.command()(suggest)
app.add_typer(knowledge, name="knowledge")
app.command()(evaluate)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {kg.__version__}")
        raise typer.Exit


@app.callback()
def _kg(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """From Chinese news articles to an evidence-backed knowledge graph of diplomacy."""


def main() -> None:
    """Run the command; an error that a user can act on is one clear message, no traceback."""
    reopen_closed()
    for stream in (sys.stdout, sys.stderr):  # Chinese names, whatever the locale
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        with stoppable(), written_out():
            app(prog_name="kg")
    except Exception as error:
        if not type(error).__module__.startswith("kg."):
            raise
        typer.echo(f"kg: {message(error)}", err=True)
        sys.exit(exit_code(error))
