"""The quality gate: the seeds as read by hand, and pinned figures that may not sink.

``tools/pin`` raises the pins; only with ``--lower`` does it lower one.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from kg.evaluate import Evaluation, evaluate
from kg.pipeline import build, write

HERE = Path(__file__).parent
GOLD = HERE / "seeds.json"
PINS = json.loads((HERE / "pins.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Evaluation:
    """The seeds, built and scored."""
    output = tmp_path_factory.mktemp("gold") / "output"
    write(build([seeds]), output)
    return evaluate([GOLD], output)


def test_the_pins_are_those_of_this_gold() -> None:
    assert hashlib.sha256(GOLD.read_bytes()).hexdigest() == PINS["gold_sha256"]


@pytest.mark.parametrize("name", sorted(PINS["f1"]))
def test_no_figure_sinks_below_its_pin(result: Evaluation, name: str) -> None:
    assert result.figures[name]["f1"] >= PINS["f1"][name], "\n".join(result.lines)


@pytest.mark.parametrize("name", sorted(PINS["share"]))
def test_no_share_sinks_below_its_pin(result: Evaluation, name: str) -> None:
    assert result.figures[name] >= PINS["share"][name], "\n".join(result.lines)


def test_no_boilerplate_is_kept(result: Evaluation) -> None:
    assert result.figures["boilerplate_kept"].startswith("0 of ")


def test_nothing_that_did_not_happen_is_told_as_held(result: Evaluation) -> None:
    assert result.figures["not_held_told_as_held"].startswith("0 of ")
