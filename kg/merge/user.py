"""The user's decisions held against the graph that they are about.

Events may be named by the keys of their tellings or by their own; what names nothing is refused.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from kg.merge.clusters import Clusters
from kg.merge.decisions import Addition, DecisionsRefused, UserDecisions
from kg.model import Claim, Decision, Document, Ref

_REMEDY = "take the key from `kg explain` or from the graph"
_AGENTIVE = frozenset({
    "schema:attendee", "kg:host", "kg:initiator", "kg:sender", "kg:recipient", "kg:party"})


@dataclass(frozen=True, slots=True)
class Told:
    """What the rules alone find: what a user's decisions may be about.

    ``told_in`` leads from each telling of an event to its article, ``events`` to its event.
    """

    articles: frozenset[str]
    told_in: Mapping[str, str]
    events: Mapping[str, str]
    claims: tuple[Claim, ...]


def resolved(
    user: UserDecisions, told: Told, kind_of: Callable[[str], str | None]
) -> UserDecisions:
    """The decisions in terms of tellings and claims that there are.

    ``kind_of`` tells what a node of the knowledge is. Raises DecisionsRefused for a key, a claim
    or an article that there is not, and for decisions that contradict one another.
    """
    tellings: dict[str, list[str]] = defaultdict(list)
    for telling, event in sorted(told.events.items()):
        tellings[telling].append(telling)
        tellings[event].append(telling)
    for claim in sorted(user.retractions - {claim.id for claim in told.claims}):
        raise DecisionsRefused(f"retract {claim}", "there is no such claim", _REMEDY)
    nodes = {claim.value.key for claim in told.claims if isinstance(claim.value, Ref)}
    identities = tuple(
        one
        for decision in user.identities
        for one in (_on_articles(decision, told.articles) or _pairs(decision, tellings))
    )
    _refuse_contradictions(identities)
    for added in user.additions:
        _refuse_unfit(added, nodes, kind_of(added.value))
    placed = tuple(_placed(added, tellings, told) for added in user.additions)
    return replace(user, identities=identities, additions=placed)


def without_retracted(
    documents: Iterable[Document], retractions: Collection[str]
) -> tuple[Document, ...]:
    """The documents without claims that the user retracts.

    Raises DecisionsRefused where an event is left without a status.
    """
    return tuple(_without(document, retractions) for document in documents)


def _standing(claims: Iterable[Claim], retractions: Collection[str]) -> Iterator[Claim]:
    """The claims that are not retracted and rest on none that is."""
    gone = set(retractions)
    for claim in claims:  # what a claim rests on comes before it
        if gone.isdisjoint((claim.id, *claim.derived_from)):
            yield claim
        else:
            gone.add(claim.id)


def _without(document: Document, retractions: Collection[str]) -> Document:
    kept = tuple(_standing(document.claims, retractions))
    if len(kept) == len(document.claims):
        return document
    still = {(claim.subject, claim.predicate) for claim in kept}
    for claim in document.claims:
        bare = (claim.subject, "kg:status") not in still and (claim.subject, "rdf:type") in still
        if claim.predicate == "kg:status" and bare:
            raise DecisionsRefused(
                f"retract {claim.id}", f"{claim.subject} is left without a status",
                "add the status it has, or retract its rdf:type too")
    return replace(document, claims=kept)


def _on_articles(decision: Decision, articles: Collection[str]) -> tuple[Decision, ...]:
    """A decision on two articles as it is; nothing where it is one on events."""
    sides = (decision.left, decision.right)
    if not all(key.startswith("article/") for key in sides):
        return ()
    for key in sides:
        if key.removeprefix("article/") not in articles:
            raise DecisionsRefused(
                key, "there is no such article", "take its id from articles.jsonl")
    return (decision,)


def _pairs(decision: Decision, tellings: Mapping[str, Sequence[str]]) -> Iterable[Decision]:
    """A decision on two events as decisions on their tellings."""
    sides = [tellings.get(key, ()) for key in (decision.left, decision.right)]
    for key, side in zip((decision.left, decision.right), sides, strict=True):
        if not side:
            raise DecisionsRefused(key, "there is no such event", _REMEDY)
    pairs = [sorted(pair) for pair in product(*sides) if len(set(pair)) == 2]
    if not pairs:
        raise DecisionsRefused(
            f"{decision.judgement} {decision.left}, {decision.right}",
            "both are one telling of one event", "name two events or tellings")
    if decision.judgement == "same":
        pairs = pairs[:1]  # the other tellings follow
    return [replace(decision, left=left, right=right) for left, right in pairs]


def _refuse_contradictions(identities: Sequence[Decision]) -> None:
    """Raises DecisionsRefused where what is the same, in however many steps, is different too."""
    clusters = Clusters(key for decision in identities for key in (decision.left, decision.right))
    for decision in identities:
        if decision.judgement == "different":
            clusters.keep_apart(decision.left, decision.right)
    for decision in identities:
        if decision.judgement == "same" and not clusters.join(decision.left, decision.right):
            raise DecisionsRefused(
                f"same {decision.left}, {decision.right}",
                "another decision keeps them apart", "remove one of the two")


def _refuse_unfit(added: Addition, nodes: Collection[str], kind: str | None) -> None:
    """Raises DecisionsRefused for a value that nobody knows, or that is none of its kind."""
    place = f"addition to {added.subject}"
    if added.predicate == "rdf:type" and kind != "event":
        raise DecisionsRefused(
            place, f"{added.value} is no known kind of event",
            "correct it, or give the kind a verb or a label in the knowledge")
    named = added.value.startswith(("person/", "organization/", "place/"))
    if named and added.value not in nodes and kind is None:
        raise DecisionsRefused(
            place, f"{added.value} is not known", "add it to the knowledge first, or correct it")
    if added.predicate in _AGENTIVE and kind == "place":
        raise DecisionsRefused(
            place, f"{added.value} is neither an agent nor a country", "give its country")


def _placed(added: Addition, tellings: Mapping[str, Sequence[str]], told: Told) -> Addition:
    """An addition to an event as one to the telling of its article, or else to the first one."""
    if added.article not in told.articles:
        raise DecisionsRefused(
            f"addition to {added.subject}", f"there is no article {added.article}",
            "take its id from articles.jsonl")
    own = tellings.get(added.subject, ())
    if not own:
        raise DecisionsRefused(added.subject, "there is no such event", _REMEDY)
    here = next((key for key in own if told.told_in[key] == added.article), own[0])
    if added.predicate != "schema:superEvent":
        return replace(added, subject=here)
    whole = tellings.get(added.value, ())
    if not whole or told.events[whole[0]] == told.events[here]:
        raise DecisionsRefused(
            f"addition to {added.subject}", f"{added.value} is no other event", _REMEDY)
    return replace(added, subject=here, value=whole[0])
