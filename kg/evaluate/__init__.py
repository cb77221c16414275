"""How good an output is, against what a careful reader finds (``kg evaluate``)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.evaluate.corpus import Files, find_files, named, unpack
from kg.evaluate.gold import GoldUnreadable, digests, read_gold
from kg.evaluate.output import OutputUnreadable, read_output
from kg.evaluate.scores import Evaluation, score
from kg.evaluate.second_reader import read_by

__all__ = [
    "Evaluation", "Files", "GoldUnreadable", "OutputUnreadable",
    "agreement", "digests", "evaluate", "find_files", "unpack",
]  # fmt: skip


def evaluate(gold: Sequence[Path], output: Path, files: Files | None = None) -> Evaluation:
    """Score an output folder against gold files. ``files`` tell the names of those files that
    the gold knows by their digests, and what its pieces of text say.

    Raises GoldUnreadable, OutputUnreadable, GraphBroken.
    """
    articles = named(read_gold(*gold), files or {})
    if unknown := {article.file for article in articles if article.by_digest}:
        what = f"{len(unknown)} of its files are known by their digests only"
        remedy = "name the folder or archive that holds them as the corpus"
        raise GoldUnreadable(", ".join(map(str, gold)), what, remedy)
    return score(articles, read_output(output))


def agreement(
    first: Sequence[Path], second: Sequence[Path], files: Files | None = None
) -> Evaluation:
    """Score second readers as if they were the program, on the articles that both read.

    Raises GoldUnreadable.
    """
    one, other = (named(read_gold(*paths), files or {}) for paths in (first, second))
    both = {a.file for a in one} & {a.file for a in other}
    return score(
        tuple(article for article in one if article.file in both),
        read_by(tuple(article for article in other if article.file in both)),
    )
