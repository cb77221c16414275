"""Ids of claims: made from content alone, and only once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg import model
from kg.model import Claim, Ref

CLAIM = Claim("event/1", "kg:host", Ref("person/a"), "1a", "text", 3, 5, "test", 0.9)


def test_a_claim_changed_has_an_id_of_its_own() -> None:
    assert replace(CLAIM, subject="event/2").id != CLAIM.id


def test_equal_claims_have_one_id_and_stay_equal_when_it_was_asked_for() -> None:
    other = replace(CLAIM)
    assert other.id == CLAIM.id
    assert replace(CLAIM) == other


def test_the_id_of_a_claim_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[object, ...]] = []
    monkeypatch.setattr(model, "digest", lambda *parts, **more: made.append(parts) or "id")
    claim = replace(CLAIM)
    assert (claim.id, claim.id) == ("id", "id")
    assert len(made) == 1
