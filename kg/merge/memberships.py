"""Offices held, with the first and the last day on which articles show them held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from kg.merge.records import claim_ids
from kg.model import Claim, Document, Fact, Membership, Ref, Tenure, Value


def build_memberships(documents: Iterable[Document]) -> tuple[Membership, ...]:
    """All offices told, sorted by key."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for document in documents:
        for claim in document.claims:
            if claim.subject.startswith("membership/"):
                claims[claim.subject].append(claim)
    found = (_membership(key, own) for key, own in sorted(claims.items()))
    return tuple(membership for membership in found if membership is not None)


def _membership(key: str, claims: Sequence[Claim]) -> Membership | None:
    values: dict[tuple[str, Value], list[Claim]] = defaultdict(list)
    for claim in claims:
        values[claim.predicate, claim.value].append(claim)
    days = sorted({value for (name, value) in values if name == "kg:seen"
                   and isinstance(value, date)})
    facts = [
        Fact(key, predicate, value, claim_ids(told))
        for (predicate, value), told in values.items() if predicate != "kg:seen"
    ]
    if days:
        facts.append(Fact(key, "kg:firstSeen", days[0], claim_ids(values["kg:seen", days[0]])))
        facts.append(Fact(key, "kg:lastSeen", days[-1], claim_ids(values["kg:seen", days[-1]])))
    member, role = _ref(facts, "org:member"), _ref(facts, "org:role")
    if member is None or role is None:
        return None
    return Membership(
        key, member, role, _ref(facts, "org:organization"), _tenure(facts),
        days[0] if days else None, days[-1] if days else None,
        tuple(sorted(facts, key=lambda fact: (fact.predicate, repr(fact.value)))),
    )


def _ref(facts: Iterable[Fact], predicate: str) -> str | None:
    keys = sorted(f.value.key for f in facts
                  if f.predicate == predicate and isinstance(f.value, Ref))
    return keys[0] if keys else None


def _tenure(facts: Iterable[Fact]) -> Tenure | None:
    key = _ref(facts, "kg:tenure")
    return key.removeprefix("kg:") if key else None  # type: ignore[return-value]
