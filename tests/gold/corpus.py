"""The readings of news that is no part of this repository, and where that news is."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READINGS = ROOT / "tests" / "gold" / "readings"
HALVES = ("beside", "unseen")  # what rules were written beside, and what no rule was
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
