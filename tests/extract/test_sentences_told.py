"""What a reader finds in single sentences, the program finds too; known limits are told as such."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.extract.reading import events, told

_TODAY = date(2024, 11, 19)
_TITLE = "一则消息"
_ROWS = yaml.safe_load(
    (Path(__file__).parent / "sentences.yaml").read_text(encoding="utf-8"))
_LIMIT = pytest.mark.xfail(reason="a known limit", strict=True)


@pytest.mark.parametrize("row", [
    pytest.param(row, id=row["text"][:24], marks=[_LIMIT] if row.get("limit") else [])
    for row in _ROWS])
def test_the_events_of_a_sentence_are_found_and_no_others(row: dict[str, Any]) -> None:
    title = row.get("title", _TITLE)
    found = [told(event) for event in events(row["text"], title=title, published=_TODAY)]
    assert len(found) == len(row["events"]), found
    for wanted in row["events"]:
        assert any(_is(wanted, one) for one in found), (wanted, found)


def _is(wanted: str, found: tuple[str, str, str | None, frozenset[str]]) -> bool:
    """Whether an event is the one told as: type, status, day, and those who took part."""
    kind, status, day, *who = wanted.split()
    named = {name for name in who if name != "*"}
    return (
        _among(found[0], kind) and _among(found[1], status) and _among(str(found[2]), day)
        and (named <= found[3] if "*" in who else named == found[3])
        and len(found[3]) >= len(who))


def _among(value: str, allowed: str) -> bool:
    return allowed == "*" or value in allowed.split("|")
