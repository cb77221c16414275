"""How good an output is, against what a careful reader finds (``kg evaluate``)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from kg.errors import printable
from kg.evaluate.corpus import Files, find_files, named, unpack
from kg.evaluate.gold import GoldArticle, GoldUnreadable, digests, is_digest, read_gold
from kg.evaluate.output import OutputUnreadable, read_output
from kg.evaluate.scores import Evaluation, score
from kg.evaluate.second_reader import read_by

__all__ = [
    "Evaluation", "Files", "GoldUnreadable", "OutputUnreadable",
    "agreement", "digests", "evaluate", "find_files", "listed", "unpack",
]  # fmt: skip
_NAMED = 20  # of files that are missing; their number tells of the others
_DIGITS = 16


def evaluate(gold: Sequence[Path], output: Path, files: Files | None = None) -> Evaluation:
    """Score an output folder against gold files. ``files`` tell the names of those files that
    the gold knows by their digests, and what its pieces of text say.

    Files that the output lacks are told as ``missing``, and their events count as missed. Raises
    GoldUnreadable, GraphBroken, and OutputUnreadable where the output has none of the files.
    """
    articles = named(read_gold(*gold), files or {})
    wanted = {article.file for article in articles}
    _check_named(gold, articles, corpus=files is not None)
    found = read_output(output)
    missing = wanted - {file for told in found.articles for file in told.files}
    if missing == wanted:
        what, remedy = _none_of(missing), "name the output of a build of them"
        raise OutputUnreadable(str(output), what, remedy)
    return replace(score(articles, found), missing=tuple(sorted(missing)), files=len(wanted))


def _check_named(gold: Sequence[Path], articles: Sequence[GoldArticle], *, corpus: bool) -> None:
    """Raises GoldUnreadable where a file is known by its digest only."""
    unknown = sorted({article.file for article in articles if article.by_digest})
    if unknown:
        files = len({article.file for article in articles})
        told = f"not in the corpus: {listed(unknown)}" if corpus else "known by their digests only"
        what = f"{len(unknown)} of its {files} files are {told}"
        remedy = "name the folder or archive that holds them as the corpus"
        raise GoldUnreadable(_listed_paths(gold), what, remedy)


def _none_of(files: Collection[str]) -> str:
    return f"has none of the {len(files)} files of the gold ({listed(sorted(files))})"


def _listed_paths(paths: Sequence[Path]) -> str:
    return ", ".join(map(str, paths))


def listed(names: Sequence[str]) -> str:
    """Names on one line: the first of them, digests cut, and how many more there are."""
    first = (f"{n[:_DIGITS]}…" if is_digest(n) else n for n in names[:_NAMED])
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return printable(", ".join(first)) + more


def agreement(
    first: Sequence[Path], second: Sequence[Path], files: Files | None = None
) -> Evaluation:
    """Score second readers as if they were the program, on the articles that both read.

    Files that the second did not read are told as ``missing``. Raises GoldUnreadable, also where
    they have no file in common.
    """
    one, other = (named(read_gold(*paths), files or {}) for paths in (first, second))
    wanted = {article.file for article in one}
    both = wanted & {article.file for article in other}
    if not both:
        remedy = "name a reading of the same files"
        raise GoldUnreadable(_listed_paths(second), _none_of(wanted), remedy)
    found = score(
        tuple(article for article in one if article.file in both),
        read_by(tuple(article for article in other if article.file in both)),
    )
    return replace(found, missing=tuple(sorted(wanted - both)), files=len(wanted))
