"""Events, statements, offices, conflicts: what is told, as facts, and what merging made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from kg.model import Conflict, Decision, Event, Fact, KnowledgeGraph, Membership, Ref, Statement
from kg.rdf import nodes
from kg.rdf.evidence import EvidenceIndex
from kg.rdf.facts import fact_written
from kg.rdf.hierarchy import Hierarchy
from kg.rdf.nodes import Names, Quad

MERGE, KNOWLEDGE, ANALYSIS = "graph/merge", "graph/knowledge", "graph/analysis"


def all_facts(graph: KnowledgeGraph) -> Iterator[Fact]:
    """Every fact about an event, a statement or an office, with those that their kind implies."""
    article_of = {claim.id: claim.article for claim in graph.claims}
    return chain(
        chain.from_iterable(event_facts(event, article_of) for event in graph.events),
        chain.from_iterable(map(statement_facts, graph.statements)),
        chain.from_iterable(map(membership_facts, graph.memberships)),
    )


def event_facts(event: Event, article_of: Mapping[str, str]) -> Iterator[Fact]:
    """The facts of an event, and by which article it is told.

    ``article_of`` gives the article id of a claim.
    """
    yield from event.facts
    told = next((fact for fact in event.facts if fact.predicate == "rdf:type"), None)
    if told is None:
        yield Fact(event.key, "rdf:type", Ref(f"kg:{event.type}"))
    claims = told.claims if told else ()
    for id_ in event.articles:
        own = tuple(claim for claim in claims if article_of.get(claim) == id_)
        yield Fact(event.key, "schema:subjectOf", Ref(f"article/{id_}"), own)


def statement_facts(statement: Statement) -> Iterator[Fact]:
    """The facts of a statement, what it is and in which article, as sure as its text."""
    yield from statement.facts
    text = _first(statement.facts, "schema:text", statement.key)
    yield replace(text, predicate="rdf:type", value=Ref("kg:Statement"))
    yield replace(text, predicate="schema:isPartOf", value=Ref(f"article/{statement.article}"))


def membership_facts(membership: Membership) -> Iterator[Fact]:
    """The facts of an office held, and what it is, as sure as who holds it."""
    yield from membership.facts
    member = _first(membership.facts, "org:member", membership.key)
    yield replace(member, predicate="rdf:type", value=Ref("org:Membership"))


def _first(facts: Iterable[Fact], predicate: str, subject: str) -> Fact:
    """The first fact with that predicate; without any, one that no claim supports."""
    found = (fact for fact in facts if fact.predicate == predicate)
    return next(found, Fact(subject, predicate, ""))


def describe_facts(
    facts: Iterable[Fact], index: EvidenceIndex, names: Names, hierarchy: Hierarchy, unsaid: str
) -> Iterator[Quad]:
    """The facts of one thing, each in the graphs of the articles that tell it.

    ``unsaid`` is the graph of what no article tells.
    """
    subject = None
    for fact in facts:
        subject = fact.subject
        told_by = {index.claim(id_, fact.subject).article for id_ in fact.claims}
        graphs = sorted(f"graph/article/{id_}" for id_ in told_by) or [unsaid]
        for predicate, object_ in fact_written(fact, names, hierarchy):
            for graph in graphs:
                yield Quad(names[subject], names[predicate], object_, names[graph])
    if subject:
        yield from describe_evidence_of(subject, index, names)


def describe_evidence_of(subject: str, index: EvidenceIndex, names: Names) -> Iterator[Quad]:
    """All evidence about a thing, each in the graph of its article."""
    for key in index.of_thing(subject):
        graph = f"graph/article/{index.nodes[key].claim.article}"
        yield Quad(names[subject], names["kg:evidence"], names[key], names[graph])


def describe_event_names(event: Event, names: Names) -> Iterator[Quad]:
    """The labels of an event, which merging makes from its parts."""
    for label in event.labels:
        literal = nodes.string(label.text, label.lang)
        yield Quad(names[event.key], names["rdfs:label"], literal, names[MERGE])


def tellings_of(event: Event, index: EvidenceIndex) -> set[str]:
    """The keys of the tellings that an event was merged from."""
    claims = (index.claim(id_, fact.subject) for fact in event.facts for id_ in fact.claims)
    return {claim.subject for claim in claims if claim.subject.startswith("event/")} - {event.key}


def describe_tellings(event: Event, index: EvidenceIndex, names: Names) -> Iterator[Quad]:
    """The tellings that an event was merged from: decisions are about them."""
    for telling in sorted(tellings_of(event, index)):
        yield Quad(names[event.key], names["prov:alternateOf"], names[telling], names[MERGE])


def describe_near_duplicates(id_: str, same: Iterable[str], names: Names) -> Iterator[Quad]:
    """That an article prints the same text as others; said of each of them.

    PROV's alternates are aspects of one thing, in no direction: which of them was first is not
    told, as prov:wasDerivedFrom or dcterms:isVersionOf would say; nor are they the same thing.
    """
    for other in same:
        if other != id_:
            article, printed = names[f"article/{id_}"], names[f"article/{other}"]
            yield Quad(article, names["prov:alternateOf"], printed, names[MERGE])


def describe_former(key: str, index: EvidenceIndex, names: Names) -> Iterator[Quad]:
    """What was merged into another node: decisions and evidence still name it."""
    yield Quad(names[key], names["rdf:type"], names["prov:Entity"], names[MERGE])
    yield from describe_evidence_of(key, index, names)


def describe_conflict(conflict: Conflict, index: EvidenceIndex, names: Names) -> Iterator[Quad]:
    """A conflict, with the evidence of each side."""
    for predicate, object_ in (
        ("rdf:type", "kg:Conflict"),
        ("kg:onEvent", conflict.event),
        ("kg:onProperty", conflict.predicate),
        *(("kg:evidence", index.of_claim(id_)) for id_ in conflict.claims),
    ):
        yield Quad(names[conflict.key], names[predicate], names[object_], names[MERGE])


def describe_decision(decision: Decision, names: Names) -> Iterator[Quad]:
    """Whether two things are the same, and why."""
    for predicate, object_ in (
        ("rdf:type", names["kg:Decision"]),
        ("kg:left", names[decision.left]),
        ("kg:right", names[decision.right]),
        ("kg:judgement", names[f"kg:{decision.judgement}"]),
        ("kg:reason", nodes.string(decision.reason)),
        ("kg:confidence", nodes.decimal(decision.score)),
        ("kg:decidedBy", nodes.string(decision.decided_by)),
    ):
        yield Quad(names[decision.key], names[predicate], object_, names[MERGE])
