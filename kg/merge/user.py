"""The user's decisions held against the graph that they are about.

Events may be named by the keys of their tellings or by their own; what names nothing is refused.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from kg.merge.decisions import Addition, DecisionsRefused, UserDecisions
from kg.model import Decision, Document, Ref

_REMEDY = "take the key from `kg explain` or from the graph"


def resolved(
    user: UserDecisions, documents: Sequence[Document], events: Mapping[str, str],
    is_known: Callable[[str], bool],
) -> UserDecisions:
    """The decisions in terms of tellings and claims that there are.

    ``events`` leads from each telling to its event; ``is_known`` tells whether the knowledge has
    a node. Raises DecisionsRefused for a key, a claim or an article that there is not.
    """
    tellings: dict[str, list[str]] = defaultdict(list)
    for telling, event in sorted(events.items()):
        tellings[telling].append(telling)
        tellings[event].append(telling)
    claims = {claim.id: claim for document in documents for claim in document.claims}
    for claim in sorted(user.retractions - claims.keys()):
        raise DecisionsRefused(f"retract {claim}", "there is no such claim", _REMEDY)
    articles = {document.article.id for document in documents}
    nodes = {claim.value.key for claim in claims.values() if isinstance(claim.value, Ref)}
    told_in = {claim.subject: claim.article for claim in claims.values()
               if not claim.subject.startswith("article/")}
    return replace(
        user,
        identities=tuple(p for decision in user.identities for p in _pairs(decision, tellings)),
        additions=tuple(
            _placed(added, tellings, told_in, articles) for added in user.additions
            if _of_something(added, nodes, is_known)),
    )


def _pairs(decision: Decision, tellings: Mapping[str, Sequence[str]]) -> Iterable[Decision]:
    """A decision on two events as decisions on their tellings."""
    sides = [tellings.get(key, ()) for key in (decision.left, decision.right)]
    for key, side in zip((decision.left, decision.right), sides, strict=True):
        if not side:
            raise DecisionsRefused(key, "there is no such event", _REMEDY)
    if decision.judgement == "same":
        sides = [side[:1] for side in sides]  # the other tellings follow
    for left in sides[0]:
        for right in sides[1]:
            yield replace(decision, left=min(left, right), right=max(left, right))


def _of_something(added: Addition, nodes: set[str], is_known: Callable[[str], bool]) -> bool:
    """True; raises DecisionsRefused where the value is a node that nobody knows."""
    kind = added.value.split("/", 1)[0]
    named = kind in ("person", "organization", "place") and "/" in added.value
    if named and added.value not in nodes and not is_known(added.value):
        raise DecisionsRefused(
            f"addition to {added.subject}", f"{added.value} is not known",
            "add it to the knowledge first, or correct it")
    return True


def _placed(
    added: Addition, tellings: Mapping[str, Sequence[str]], told_in: Mapping[str, str],
    articles: set[str],
) -> Addition:
    """An addition to an event as one to the telling of its article, or else to the first one."""
    if added.article not in articles:
        raise DecisionsRefused(
            f"addition to {added.subject}", f"there is no article {added.article}",
            "take its id from articles.jsonl")
    if added.subject in told_in:
        return added
    own = tellings.get(added.subject, ())
    if not own:
        raise DecisionsRefused(added.subject, "there is no such event", _REMEDY)
    return replace(
        added, subject=next((key for key in own if told_in[key] == added.article), own[0]))
