"""``kg validate``, ``kg knowledge`` and ``kg evaluate``: what is wrong, what is known, how good."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.building import KnowledgeFolders
from kg.cli.console import INVALID_DATA, UNREADABLE, tell, tell_refusals
from kg.errors import printable

if TYPE_CHECKING:
    from kg.evaluate import Evaluation, Files
    from kg.knowledge import AnyRecord, Knowledge
    from kg.rdf.problems import Problem

Json = Annotated[bool, typer.Option("--json", help="As JSON.")]

RECORD_KINDS = (
    "people", "countries", "organizations", "cities", "venues", "roles", "agreements",
)  # fmt: skip

knowledge = typer.Typer(
    help="Check or list what is known beforehand.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def evaluate(
    gold: Annotated[
        list[Path], typer.Option(help="What a careful reader finds, as JSON; may be given again.")
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The output of a build.  [default: output]"),
    ] = None,
    corpus: Annotated[
        Path | None,
        typer.Option(
            help="A folder or archive of the files that the gold knows by their digests. "
            "Without --output these files are built."
        ),
    ] = None,
    against: Annotated[
        list[Path] | None,
        typer.Option(help="A second reader's gold, scored instead of an output; as often as gold."),
    ] = None,
    show: Annotated[bool, typer.Option("--show", help="List every miss, extra and near hit.")] = (
        False
    ),
    json: Json = False,
) -> None:
    """Score an output folder, or a second reader, against gold files.

    Exit code 1 where the output lacks some of the gold's files: they are named, and count as
    missed. What a second reader did not read is named and left out.
    """
    from kg.evaluate import agreement, digests, find_files
    from kg.evaluate import evaluate as score

    if against and output:
        raise typer.BadParameter("give --output or --against, not both")
    files = find_files(corpus, digests(*gold)) if corpus else None
    if against:
        found = agreement(gold, against, files)
    elif files and output is None:
        tell(f"building {len(files)} files")
        found = build_and_score(gold, files)
    else:
        found = score(gold, output or Path("output"), files)
    _print_evaluation(found, show=show, as_json=json)
    if found.missing and against:
        _tell_missing(found, against, "are left out")
    elif found.missing:
        _tell_missing(found, [output or corpus or Path("output")], "count as missed")
        raise typer.Exit(UNREADABLE)


def build_and_score(gold: Sequence[Path], files: Files) -> Evaluation:
    """Build the files that gold was read from, and nothing else; score what comes out.

    Raises GoldUnreadable.
    """
    from tempfile import TemporaryDirectory

    from kg.evaluate import evaluate, unpack
    from kg.pipeline import DEFAULT_BASE, merged
    from kg.rdf.write import write_output

    with TemporaryDirectory() as folder:
        articles, output = Path(folder, "articles"), Path(folder, "output")
        output.mkdir()
        unpack(files, articles)
        write_output(merged([articles]), output, DEFAULT_BASE)
        return evaluate(gold, output, files)


def _tell_missing(found: Evaluation, where: Sequence[Path], what: str) -> None:
    """The files of the gold that were not there to be scored."""
    from kg.evaluate import listed

    count = f"{len(found.missing)} of the {found.files} files of the gold"
    place = ", ".join(map(str, where))
    tell(f"{count} are not in {place}, and {what}: {listed(found.missing)}")


def _print_evaluation(found: Evaluation, *, show: bool, as_json: bool) -> None:
    if as_json:
        import orjson

        told = {**found.figures, "missing": found.missing}
        typer.echo(orjson.dumps(told).decode())
        return
    _print_figures(found)
    for line in found.lines if show else ():
        typer.echo(printable(line))


def _print_figures(found: Evaluation) -> None:
    for name, value in found.figures.items():
        told = value
        if isinstance(value, dict):
            told = " ".join(f"{key}={figure}" for key, figure in value.items())
        typer.echo(f"{name:24} {told}")


@knowledge.command()
def check(
    folders: Annotated[
        list[Path] | None, typer.Argument(metavar="[FOLDER...]", help="Your own folders.")
    ] = None,
    articles: Annotated[
        list[str] | None,
        typer.Option(
            metavar="INPUT",
            help="Where articles that records cite may be found; may be given again.",
        ),
    ] = None,
) -> None:
    """Check the shipped knowledge together with your own; exit code 3 where it is wrong.

    Names, topics, classes of events, Turtle files, what the examples of words tell, and what
    the records cite: of the articles at hand, whether they print the name, of a person beside
    the office.
    """
    from kg.evaluate.own_knowledge import check_knowledge
    from kg.knowledge import KnowledgeError, check_sources
    from kg.pipeline import read_articles

    known = check_knowledge(*folders or ())
    found, refusals = read_articles(articles) if articles else ((), ())
    tell_refusals(refusals)
    report = check_sources(known, found)
    if articles and report.problems:
        raise KnowledgeError(report.problems)
    typer.echo(f"{_counted(known)}. No problem found.")
    confirmed = f", {report.confirmed} of them one at hand that says so" if articles else ""
    typer.echo(
        f"{report.attested} records cite an article{confirmed}; {report.editor} "
        f"({1 - report.share_attested:.0%}) rest on their editor's own knowledge.")


@knowledge.command("list")
def list_records(
    kind: Annotated[
        str | None, typer.Argument(help=f"One of {', '.join(RECORD_KINDS)}; all if none.")
    ] = None,
    folders: KnowledgeFolders = None,
    json: Json = False,
) -> None:
    """List what is known: id, names, source."""
    from kg.knowledge import load

    if kind is not None and kind not in RECORD_KINDS:
        raise typer.BadParameter(f"{kind!r} is none of {', '.join(RECORD_KINDS)}")
    known = load(*folders or ())
    for name in (kind,) if kind else RECORD_KINDS:
        for record in getattr(known, name).values():
            typer.echo(_as_json(name, record) if json else _as_line(name, record))


def _counted(known: Knowledge) -> str:
    return ", ".join(f"{len(getattr(known, kind))} {kind}" for kind in RECORD_KINDS)


def _as_json(kind: str, record: AnyRecord) -> str:
    """A record as one line of JSON, with its kind."""
    import msgspec

    return msgspec.json.encode({"kind": kind, **msgspec.to_builtins(record)}).decode()


def _as_line(kind: str, record: AnyRecord) -> str:
    names = (record.zh_hans, record.zh_hant, record.en, *record.names, *record.weak)
    told = ", ".join(dict.fromkeys(name for name in names if name))
    return f"{kind}\t{record.id}\t{told}\t{record.source}"


def validate(
    path: Annotated[Path, typer.Argument(help="An output folder, or a Turtle file.")],
    json: Json = False,
) -> None:
    """Check an output folder or a Turtle file.

    Strict syntax, export profile, shapes; of a folder also that all its files are there, and
    that every quotation stands where it says. Exit code 3 where something is wrong.
    """
    from kg.rdf.validate import validate as find_problems

    problems = find_problems(path)
    if json:
        _print_problems(path, problems)
    else:
        for problem in problems:
            typer.echo(printable(str(problem)))
    if problems:
        tell(f"{path}: {len(problems)} problems")
        raise typer.Exit(INVALID_DATA)
    if not json:
        typer.echo(f"{path}: valid")


def _print_problems(path: Path, problems: Sequence[Problem]) -> None:
    """What is wrong, for programs."""
    import orjson

    from kg.rdf.nodes import clean

    told = [
        {"rule": problem.rule, "where": clean(problem.where), "what": clean(problem.what)}
        for problem in problems
    ]
    report = {"path": clean(str(path)), "valid": not problems, "problems": told}
    typer.echo(orjson.dumps(report, option=orjson.OPT_INDENT_2).decode())
