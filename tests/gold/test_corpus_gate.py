"""The quality gate on other news: readings by hand, and pinned figures that may not sink.

The news itself is no part of this repository: without it nothing is scored here. Of the half
that no rule was written beside, a failure names the figures alone, so that none ever will be.
``tools/pin`` raises the pins; only with ``--lower`` does it lower one.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.articles.encoding import decode
from kg.cli.checking import build_and_score
from kg.evaluate import Files, digests, evaluate, find_files, unpack
from kg.evaluate.pieces import Place, read_piece
from kg.pipeline import DEFAULT_BASE, merged
from kg.rdf.write import write_output
from tests.gold.corpus import (
    HALVES,
    READINGS,
    corpus,
    digest_of_readings,
    first_readings,
    sunk_figures,
)

PINS = json.loads((READINGS.parent / "pins.json").read_text(encoding="utf-8"))["corpus"]
ONE_SET = READINGS / "D1-first.json"


@pytest.fixture(scope="module")
def files() -> Files:
    """All files of the readings, read out of the corpus once."""
    place = corpus()
    if place is None:
        pytest.skip("no corpus of news: $KG_CORPUS names none, and none lies beside the checkout")
    return find_files(place, digests(*READINGS.glob("*-first.json")))


def test_the_pins_are_those_of_these_readings() -> None:
    assert digest_of_readings() == PINS["readings_sha256"]


@pytest.mark.needs_corpus
@pytest.mark.parametrize("half", HALVES)
def test_no_figure_sinks_below_its_pin(files: Files, half: str) -> None:
    gold = first_readings(half)
    found = build_and_score(gold, _files_of(gold, files))
    sunk = sunk_figures(found, PINS[half])
    assert not sunk, "\n".join([*sunk, *(found.lines if half == "beside" else ())])


@pytest.mark.needs_corpus
def test_the_figures_are_those_of_the_scorer(root: Path, files: Files, tmp_path: Path) -> None:
    scorer = _scorer()
    own = _files_of([ONE_SET], files)
    articles, output, plain = (tmp_path / name for name in ("articles", "output", "gold.json"))
    output.mkdir()
    unpack(own, articles)
    write_output(merged([articles]), output, DEFAULT_BASE)
    plain.write_text(json.dumps(_in_words(ONE_SET, own)), encoding="utf-8")
    seeds = root / "tests" / "gold" / "seeds.json"
    for gold, built in ((plain, output), (seeds, root / "output")):
        assert _common(evaluate([gold], built).figures) == _scored(scorer, gold, built)


def _files_of(gold: list[Path], files: Files) -> Files:
    return {key: files[key] for key in digests(*gold)}


def _scorer() -> Path:
    """The scorer that lies beside the corpus."""
    place = corpus()
    scorer = place.parent.parent / "score.py" if place else None
    if scorer is None or not scorer.is_file():
        pytest.skip("no score.py lies beside the corpus")
    return scorer


def _scored(scorer: Path, gold: Path, output: Path) -> dict[str, Any]:
    command = [sys.executable, scorer, "--gold", gold, "--output", output, "--json"]
    done = subprocess.run(command, capture_output=True, check=True)
    return json.loads(done.stdout)


def _common(figures: Any) -> dict[str, Any]:
    """Those of our figures that the scorer has too."""
    ours = ("persons", "parties", "offices", "statements_found", "statements_right", "title",
            "publisher")  # fmt: skip
    counts = {k: v for k, v in figures["counts"].items() if k not in ("offices", "statements")}
    return {k: v for k, v in figures.items() if k not in ours} | {"counts": counts}


def _in_words(reading: Path, files: Files) -> dict[str, Any]:
    """A reading with the names of its files, and its pieces in words."""
    content = json.loads(reading.read_text(encoding="utf-8"))
    for article in content["articles"]:
        stored = files[article.pop("file_sha256")]
        place = Place(decode(stored.data))
        article["file"] = Path(stored.path).name
        for key in ("body_first", "body_last"):
            article[key] = _words(place, article.get(key))
        not_body = (_words(place, raw) for raw in article.pop("not_body", ()))
        article["not_body"] = [words for words in not_body if words]
        del article["title"]
    return content


def _words(place: Place, raw: dict[str, Any] | None) -> str:
    """What a piece says; nothing where mark-up stands in it."""
    piece = read_piece(raw)
    return (place.restored(piece).text or "") if piece else ""
