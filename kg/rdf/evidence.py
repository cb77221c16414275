"""One evidence node for every triple and every claim that supports it.

A claim may support facts of several things, and rest on claims of other articles; a conflict
points at the claims of both sides, also of the side that was not kept. So all evidence is laid
out at once, and then asked for by thing or by node.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kg.model import Article, Claim, Conflict, Fact, digest
from kg.rdf import nodes
from kg.rdf.facts import fact_written, written
from kg.rdf.hierarchy import Hierarchy
from kg.rdf.nodes import Names, Said


class Evidence(NamedTuple):
    """That a claim tells a triple. ``subject`` is a key, ``predicate`` a CURIE."""

    key: str
    subject: str
    predicate: str
    object: str  # N-Triples text
    claim: Claim


class EvidenceIndex:
    """All evidence of a graph, by key, by the thing it is about, and by claim.

    Raises ValueError where a fact or a claim names a claim that the graph does not have.
    """

    def __init__(
        self,
        facts: Iterable[Fact],
        conflicts: Sequence[Conflict],
        claims: Iterable[Claim],
        names: Names,
        hierarchy: Hierarchy,
    ) -> None:
        self._names, self._hierarchy = names, hierarchy
        self._claims = {claim.id: claim for claim in claims}
        self.nodes: dict[str, Evidence] = {}
        self._of_thing: dict[str, set[str]] = defaultdict(set)
        self._of_claim: dict[str, str] = {}
        for fact in facts:
            self._add_fact(fact)
        for conflict in conflicts:
            self._add_sides(conflict)
        self._add_grounds()

    def of_thing(self, key: str) -> list[str]:
        """The keys of the evidence about a thing, also of values not kept, sorted."""
        return sorted(self._of_thing.get(key, ()))

    def of_claim(self, claim: str) -> str:
        """The key of the evidence that a claim is for the triple it was made for."""
        return self._of_claim[claim]

    def claim(self, id_: str, wanted_by: str) -> Claim:
        """A claim by its id."""
        try:
            return self._claims[id_]
        except KeyError:
            raise ValueError(f"{wanted_by}: claim {id_} is not in the graph") from None

    def _add_fact(self, fact: Fact) -> None:
        if not fact.claims:
            return
        told = fact_written(fact, self._names, self._hierarchy)
        claims = [self.claim(id_, f"{fact.subject} {fact.predicate}") for id_ in fact.claims]
        for predicate, object_ in told:
            for claim in claims:
                self._add(fact.subject, predicate, object_, claim)

    def _add_sides(self, conflict: Conflict) -> None:
        """Evidence for the values that were not kept: told, though not in the graph."""
        for id_ in conflict.claims:
            claim = self.claim(id_, conflict.key)
            if id_ not in self._of_claim:
                self._add_alone(conflict.event, conflict.predicate, claim)

    def _add_grounds(self) -> None:
        """Evidence for claims that only serve others to rest on."""
        open_ = [evidence.claim for evidence in self.nodes.values()]
        while open_:
            claim = open_.pop()
            for id_ in claim.derived_from:
                if id_ not in self._of_claim:
                    ground = self.claim(id_, f"{claim.subject} {claim.predicate}")
                    self._add_alone(ground.subject, ground.predicate, ground)
                    open_.append(ground)

    def _add_alone(self, subject: str, predicate: str, claim: Claim) -> None:
        told = written(predicate, claim.value, self._names, self._hierarchy)
        if not told:
            raise ValueError(f"{subject} {predicate}: claim {claim.id} tells nothing")
        self._add(subject, *told[0], claim)

    def _add(self, subject: str, predicate: str, object_: str, claim: Claim) -> None:
        # The claim's own id goes first, so that who reads the graph can retract the claim.
        key = f"evidence/{claim.id}{digest(subject, predicate, object_, claim.id, length=6)}"
        if key not in self.nodes:
            self.nodes[key] = Evidence(key, subject, predicate, object_, claim)
            self._of_claim.setdefault(claim.id, key)
            self._of_thing[subject].add(key)


def field_text(article: Article, field: str) -> str:
    """The text that offsets of a claim count in: the body, the title, or the day published.

    Of the metadata only the publication date is ever a ground for anything.
    """
    if field == "text":
        return article.text
    if field == "title":
        return article.title
    return article.published.isoformat() if article.published else ""


def describe_evidence(
    evidence: Evidence, articles: Mapping[str, Article], index: EvidenceIndex, names: Names
) -> Said:
    """One evidence node, in the graph of the article that told it."""
    claim = evidence.claim
    article = articles[claim.article]
    exact = field_text(article, claim.field)[claim.start : claim.end]
    return Said(names[f"graph/{article.key}"], _predicates(names, len(claim.derived_from)), (
        names["kg:Evidence"],
        names["oa:SpecificResource"],
        names["rdf:Statement"],
        names[evidence.subject],
        names[evidence.predicate],
        evidence.object,
        names[article.key],
        nodes.string(claim.field),
        nodes.string(exact),
        nodes.integer(claim.start),
        nodes.integer(claim.end),
        nodes.string(claim.rule),
        nodes.decimal(claim.confidence),
        *[names[index.of_claim(id_)] for id_ in claim.derived_from],
    ))


# In the order in which the objects are given above.
_PREDICATES = (
    "rdf:type", "rdf:type", "rdf:type", "rdf:subject", "rdf:predicate", "rdf:object",
    "oa:hasSource", "kg:field", "oa:exact", "oa:start", "oa:end", "kg:rule", "kg:confidence",
)  # fmt: skip


def _predicates(names: Names, grounds: int) -> tuple[str, ...]:
    """The predicates of evidence that rests on so many others."""
    made = names.lists.get(grounds)
    if made is None:
        told = (*_PREDICATES, *["prov:wasDerivedFrom"] * grounds)
        made = names.lists[grounds] = tuple([names[name] for name in told])
    return made
