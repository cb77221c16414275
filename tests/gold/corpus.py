"""The readings: of news that is no part of this repository, and of articles made up for tests."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.evaluate import Evaluation, evaluate
from kg.pipeline import build, write

ROOT = Path(__file__).resolve().parents[2]
READINGS = ROOT / "tests" / "gold" / "readings"
HALVES = ("beside", "unseen")  # what rules were written beside, and what no rule was
OWN = ROOT / "tests" / "gold" / "own"
OWN_SETS = ("simplified", "traditional", "mixed", "fresh1", "fresh2", "fresh3")
_PLACE = Path("shared", "corpus", "real-news.tar.xz")


def first_readings(half: str) -> list[Path]:
    """The first reader's file of each set of a half."""
    return [
        path
        for path in sorted(READINGS.glob("*-first.json"))
        if json.loads(path.read_text(encoding="utf-8"))["rules_written_beside"]
        == (half == "beside")
    ]


def digest_of_readings() -> str:
    """A digest of all first readings."""
    digest = hashlib.sha256()
    for path in sorted(READINGS.glob("*-first.json")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def corpus() -> Path | None:
    """$KG_CORPUS, else the archive that lies beside the checkout or the folder it is in."""
    if told := os.environ.get("KG_CORPUS"):
        return Path(told)
    places = (parent / _PLACE for parent in (ROOT.parent, ROOT.parent.parent))
    return next((place for place in places if place.is_file()), None)


def digest_of_own() -> str:
    """A digest of the articles that were made for the tests, and of their gold."""
    digest = hashlib.sha256()
    for path in sorted(file for file in OWN.rglob("*") if file.is_file()):
        name = path.relative_to(OWN).as_posix().encode()
        digest.update(name + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@cache
def own_articles(name: str) -> Evaluation:
    """A set of the articles that were made for the tests, built and scored."""
    with TemporaryDirectory() as folder:
        write(build([OWN / name]), Path(folder))
        return evaluate([OWN / f"{name}.json"], Path(folder))


def sunk_figures(found: Evaluation, pins: Mapping[str, Mapping[str, float]]) -> list[str]:
    """The figures below their pins, each told with its pin."""
    today = {name: found.figures[name]["f1"] for name in pins["f1"]}
    today |= {name: found.figures[name] for name in pins["share"]}
    return [
        f"{name}: {today[name]}, pinned {floor}"
        for name, floor in (*pins["f1"].items(), *pins["share"].items())
        if today[name] < floor
    ]
