"""The quality gate that runs everywhere: pages made up for it, with pinned figures.

They hold what real folders hold: pages of many outlets and encodings, plans and denials, rumours,
round-ups, near-duplicates, pages without an article. ``tools/pin`` raises the pins.
"""

from __future__ import annotations

import json

import pytest

from tests.gold.corpus import OWN_SETS, READINGS, digest_of_own, own_articles, sunk_figures

PINS = json.loads((READINGS.parent / "pins.json").read_text(encoding="utf-8"))["own"]


def test_the_pins_are_those_of_these_articles() -> None:
    assert digest_of_own() == PINS["sha256"]


@pytest.mark.parametrize("name", OWN_SETS)
def test_no_figure_sinks_below_its_pin(name: str) -> None:
    found = own_articles(name)
    sunk = sunk_figures(found, PINS[name])
    assert not sunk, "\n".join([*sunk, *found.lines])


@pytest.mark.parametrize("name", OWN_SETS)
def test_no_more_is_told_as_held_than_is_known_of(name: str) -> None:
    told = own_articles(name).figures["not_held_told_as_held"]
    assert int(told.split(" of ")[0]) <= PINS[name]["told_as_held"], told
