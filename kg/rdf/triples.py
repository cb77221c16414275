"""The graph as quads: every triple with the named graph it stands in.

``<base>/graph/article/<id>`` is what that article says, ``…/merge`` what merging decided,
``…/analysis`` the measures of the network, ``…/knowledge`` names, places and topics. The union
of all is the whole graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain

from kg.model import Article, Fact, KnowledgeGraph, Measure, Tie
from kg.rdf import entities, network, things
from kg.rdf.evidence import Evidence, EvidenceIndex, describe_evidence
from kg.rdf.hierarchy import Hierarchy, shipped_hierarchy
from kg.rdf.nodes import Names, Quad, Said
from kg.rdf.things import KNOWLEDGE, MERGE

# What quotes an article: left out where its text may not be shared. Offsets stay.
TEXT_PREDICATES = ("schema:text", "oa:exact")
Describe = Callable[[], Iterable[Quad]]
Whole = Evidence | Measure | Tie


def triples(
    graph: KnowledgeGraph,
    base: str,
    *,
    hierarchy: Hierarchy | None = None,
    without_text: bool = False,
) -> Iterator[Quad]:
    """All quads below a base IRI, sorted. ``hierarchy`` is the shipped ontology's where not given.

    Raises BadBase, and ValueError where the graph is not whole: a fact without its claim, a key
    that is none.
    """
    for quads in resources(graph, base, hierarchy=hierarchy, without_text=without_text):
        yield from quads


def resources(
    graph: KnowledgeGraph,
    base: str,
    *,
    hierarchy: Hierarchy | None = None,
    without_text: bool = False,
) -> Iterator[list[Quad]]:
    """As :func:`triples`, the sorted quads of one subject at a time."""
    for subject, said in described(graph, base, hierarchy=hierarchy, without_text=without_text):
        yield sorted(set(said.quads(subject))) if isinstance(said, Said) else said


def described(
    graph: KnowledgeGraph,
    base: str,
    *,
    hierarchy: Hierarchy | None = None,
    without_text: bool = False,
) -> Iterator[tuple[str, Said | list[Quad]]]:
    """As :func:`resources`, but what is of one form by the thousand is not made into quads yet."""
    hidden = TEXT_PREDICATES if without_text else ()
    plan = _Plan.of(graph, Names(base), hierarchy or shipped_hierarchy(), hidden)
    unsaid = frozenset(plan.names[name] for name in hidden)
    whole = dict(plan.whole())
    parts: dict[str, list[Describe]] = defaultdict(list)
    for subject, describe in plan.descriptions():
        parts[subject].append(describe)
    for subject in sorted([*whole, *parts]):
        if subject in whole:
            said = plan.said(whole[subject])
            yield subject, said.without(unsaid) if unsaid else said
        else:
            quads = {quad for describe in parts.pop(subject) for quad in describe()}
            yield subject, sorted(quad for quad in quads if quad.predicate not in unsaid)


@dataclass(frozen=True)
class _Plan:
    """Which subjects there are, and how each is described when its turn comes."""

    graph: KnowledgeGraph
    names: Names
    hierarchy: Hierarchy
    facts: dict[str, list[Fact]]
    index: EvidenceIndex
    outlets: dict[str, str]
    articles: dict[str, Article]

    @staticmethod
    def of(
        graph: KnowledgeGraph, names: Names, hierarchy: Hierarchy, hidden: Collection[str]
    ) -> _Plan:
        """``hidden`` predicates get no evidence either: it would quote them."""
        facts: dict[str, list[Fact]] = defaultdict(list)
        for fact in things.all_facts(graph):
            if fact.predicate not in hidden:
                facts[fact.subject].append(fact)
        told = chain.from_iterable(facts.values())
        index = EvidenceIndex(told, graph.conflicts, graph.claims, names, hierarchy)
        outlets = entities.outlets(graph.articles, graph.entities)
        articles = {article.id: article for article in graph.articles}
        return _Plan(graph, names, hierarchy, dict(facts), index, outlets, articles)

    def descriptions(self) -> Iterator[tuple[str, Describe]]:
        """Every subject with a way to get its quads."""
        yield from self._told()
        yield from self._known()
        yield from self._merged()

    def whole(self) -> Iterator[tuple[str, Whole]]:
        """The subjects that one description tells all about: evidence and measures."""
        for evidence in self.index.nodes.values():
            yield self.names[evidence.key], evidence
        analysis = self.graph.analysis
        measured: Iterator[Measure | Tie] = chain(network.all_measures(analysis), analysis.ties)
        for measure in measured:
            yield self.names[measure.key], measure

    def said(self, whole: Whole) -> Said:
        """The description of one of them."""
        if isinstance(whole, Evidence):
            return describe_evidence(whole, self.articles, self.index, self.names)
        return network.describe_measure(whole, self.names)

    def _told(self) -> Iterator[tuple[str, Describe]]:
        for article in self.graph.articles:
            describe = partial(entities.describe_article, article, self.outlets, self.names)
            yield self.names[article.key], describe
            yield self.names[article.key], partial(
                things.describe_evidence_of, article.key, self.index, self.names)
        offices = {membership.key for membership in self.graph.memberships}
        for key, facts in self.facts.items():
            unsaid = KNOWLEDGE if key in offices else MERGE
            yield self.names[key], partial(
                things.describe_facts, facts, self.index, self.names, self.hierarchy, unsaid
            )

    def _known(self) -> Iterator[tuple[str, Describe]]:
        own = entities.outlet_entities(self.outlets, self.graph.entities)
        for entity in (*self.graph.entities, *own):
            if entity.kind == "topic":
                continue  # topics come from the scheme
            describe = partial(entities.describe_entity, entity, self.names, self.hierarchy)
            yield self.names[entity.key], describe
            for subject, quad in entities.describe_point(entity, self.names):
                yield subject, partial(tuple, (quad,))
        for topic in self.graph.topics:
            key = f"{entities.SCHEME}/{topic.id}"
            yield self.names[key], partial(entities.describe_topic, topic, self.names)
        describe = partial(entities.describe_scheme, self.graph.topics, self.names)
        yield self.names[entities.SCHEME], describe
        for name, above in self.hierarchy.own_classes().items():
            yield self.names[name], partial(entities.describe_class, name, above, self.names)

    def _merged(self) -> Iterator[tuple[str, Describe]]:
        for event in self.graph.events:
            yield self.names[event.key], partial(things.describe_event_names, event, self.names)
            describe = partial(things.describe_tellings, event, self.index, self.names)
            yield self.names[event.key], describe
        for same in self.graph.near_duplicates:
            for id_ in same:
                describe = partial(things.describe_near_duplicates, id_, same, self.names)
                yield self.names[f"article/{id_}"], describe
        for conflict in self.graph.conflicts:
            describe = partial(things.describe_conflict, conflict, self.index, self.names)
            yield self.names[conflict.key], describe
        for decision in self.graph.decisions:
            describe = partial(things.describe_decision, decision, self.names)
            yield self.names[decision.key], describe
        for key in self._former():
            yield self.names[key], partial(
                things.describe_former, key, self.index, self.names)

    def _former(self) -> set[str]:
        """What decisions, events and evidence name that is no thing of its own any more."""
        sides = (side for one in self.graph.decisions for side in (one.left, one.right))
        subjects = (evidence.subject for evidence in self.index.nodes.values())
        tellings = (things.tellings_of(event, self.index) for event in self.graph.events)
        there = self.facts.keys() | {entity.key for entity in self.graph.entities}
        there |= {article.key for article in self.graph.articles}
        return {*sides, *subjects, *chain.from_iterable(tellings)} - there
