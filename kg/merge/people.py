"""People found by pattern under one name in several articles.

The key of such a person holds the name and the country told beside it. Where one article tells no
country and exactly one country is told elsewhere, they are taken for the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from kg.model import Claim, Decision, Document, Mention, Ref

_COUNTRY_UNKNOWN = "no country is told for one, and only one is told for the name"


def same_names(
    documents: Sequence[Document],
) -> tuple[tuple[Document, ...], tuple[Decision, ...]]:
    """The documents with people of one name joined, and the decisions that did it."""
    names: dict[str, set[str]] = defaultdict(set)
    countries: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        for mention in document.mentions:
            if mention.kind == "person" and mention.rule.startswith("name-"):
                names[mention.surface].add(mention.candidate)
        for claim in document.claims:
            if claim.predicate == "org:organization" and isinstance(claim.value, Ref):
                countries[claim.subject].add(claim.value.key)
    told = _told_countries(documents)
    decisions: dict[str, Decision] = {}
    for keys in names.values():
        without = sorted(key for key in keys if key not in told and _by_pattern(key))
        with_country = sorted(key for key in keys if key in told or not _by_pattern(key))
        if len(with_country) == 1:
            for key in without:
                decisions[key] = Decision(key, with_country[0], "same", 0.7,
                                          f"same name, {_COUNTRY_UNKNOWN}", "rule")
    if not decisions:
        return tuple(documents), ()
    lead = {key: decision.right for key, decision in decisions.items()}
    return (tuple(_renamed(d, lead) for d in documents),
            tuple(decisions[key] for key in sorted(decisions)))


def _by_pattern(key: str) -> bool:
    """Whether a key ends in a digest: a person not in the knowledge."""
    tail = key.rsplit("-", 1)[-1]
    return len(tail) == 6 and all(c in "0123456789abcdef" for c in tail)


def _told_countries(documents: Sequence[Document]) -> frozenset[str]:
    members: dict[str, str] = {}
    bodies: set[str] = set()
    for document in documents:
        for claim in document.claims:
            if claim.predicate == "org:member" and isinstance(claim.value, Ref):
                members[claim.subject] = claim.value.key
            elif claim.predicate == "org:organization":
                bodies.add(claim.subject)
    return frozenset(members[subject] for subject in bodies if subject in members)


def _renamed(document: Document, lead: dict[str, str]) -> Document:
    def mention(m: Mention) -> Mention:
        return replace(m, candidate=lead.get(m.candidate, m.candidate))

    def claim(c: Claim) -> Claim:
        value = Ref(lead[c.value.key]) if isinstance(c.value, Ref) and c.value.key in lead else (
            c.value)
        subject = lead.get(c.subject, c.subject)
        return c if value == c.value and subject == c.subject else replace(
            c, value=value, subject=subject)

    return replace(
        document, mentions=tuple(map(mention, document.mentions)),
        claims=_changed(document.claims, claim),
    )


def _changed(claims: Iterable[Claim], change: Callable[[Claim], Claim]) -> tuple[Claim, ...]:
    """The claims changed, and with them the ids by which others, which come later, rest on them."""
    now: dict[str, Claim] = {}
    for claim in claims:
        grounds = tuple(now[id_].id if id_ in now else id_ for id_ in claim.derived_from)
        changed = change(claim)
        same = grounds == claim.derived_from
        now[claim.id] = changed if same else replace(changed, derived_from=grounds)
    return tuple(now.values())
