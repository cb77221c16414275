"""How good an output is, against what a careful reader finds (``kg evaluate``)."""

from __future__ import annotations

from pathlib import Path

from kg.evaluate.gold import GoldUnreadable, read_gold
from kg.evaluate.predictions import OutputUnreadable, read_articles, read_events
from kg.evaluate.scores import Evaluation, score

__all__ = ["Evaluation", "GoldUnreadable", "OutputUnreadable", "evaluate"]


def evaluate(gold: Path, output: Path) -> Evaluation:
    """Score an output folder against a gold file. Raises GoldUnreadable,
    OutputUnreadable, GraphBroken."""
    return score(read_gold(gold), read_events(output), read_articles(output))
