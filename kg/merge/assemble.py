"""From documents to the merged graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kg.extract.topic_scheme import read_scheme
from kg.knowledge import Knowledge
from kg.merge.additions import with_additions
from kg.merge.decisions import UserDecisions
from kg.merge.entities import Entities
from kg.merge.events import build_event, event_key
from kg.merge.facts import Merged, merge_facts
from kg.merge.identity import cluster, decide
from kg.merge.memberships import build_memberships
from kg.merge.near_duplicates import (
    Support,
    groups,
    near_duplicates,
    on_articles,
    on_events,
    overruled,
    sources,
    support_by,
)
from kg.merge.people import same_names
from kg.merge.records import Telling, tellings
from kg.merge.statements import build_statements
from kg.merge.user import Told, resolved, without_retracted
from kg.model import (
    Claim,
    Conflict,
    Decision,
    Document,
    Event,
    Fact,
    KnowledgeGraph,
    Ref,
    Refusal,
    Statement,
)
from kg.resources import ontology_dir


def merge(
    documents: Sequence[Document],
    knowledge: Knowledge,
    refusals: Sequence[Refusal] = (),
    decisions: UserDecisions | None = None,
    *,
    schemes: Sequence[Path] = (),
) -> KnowledgeGraph:
    """The graph of all documents. The order of the documents does not matter.

    ``schemes`` are Turtle files with topics of the user's own, beside the shipped scheme.
    """
    user = decisions or UserDecisions()
    ordered = sorted(documents, key=lambda d: (d.article.path, d.article.part, d.article.id))
    duplicates = near_duplicates(ordered)
    if user != UserDecisions():
        alone = _by_rules_alone(ordered, knowledge, sources(ordered, duplicates))
        user = resolved(user, alone, Entities(knowledge, ()).kind_of)
    duplicates = overruled(duplicates, on_articles(user.identities))
    source_of = sources(ordered, duplicates)
    documents, people = same_names(with_additions(ordered, user.additions))
    documents = without_retracted(documents, user.retractions)
    entities = Entities(knowledge, documents)
    told = tellings(documents, entities.around)
    judged = decide(told, on_events(user.identities))
    clusters = cluster(told, judged)
    support = support_by(source_of)
    merged = _merged_events(told, clusters, entities, support, user.retractions)
    keys = _final_keys(merged, clusters)
    topics = read_scheme(ontology_dir() / "topics.ttl", *schemes)
    claims = _all_claims(documents, merged)
    statements = build_statements(documents, keys)
    events = _events(merged, keys, clusters, told, statements, entities)
    memberships = build_memberships(documents)
    conflicts = _conflicts(merged, keys)
    return KnowledgeGraph(
        tuple(document.article for document in ordered),
        entities.of(events, statements, memberships, conflicts),
        events, statements, memberships,
        conflicts, _renamed((*people, *duplicates, *judged), keys),
        topics, claims, tuple(refusals), groups(source_of),
    )


def _by_rules_alone(
    documents: Sequence[Document], knowledge: Knowledge, source_of: Mapping[str, str]
) -> Told:
    """What there is before the user decides."""
    named, _ = same_names(documents)
    entities = Entities(knowledge, named)
    told = tellings(named, entities.around)
    clusters = cluster(told, decide(told, ()))
    merged = _merged_events(told, clusters, entities, support_by(source_of))
    return Told(frozenset(document.article.id for document in documents),
                {telling.key: telling.article.id for telling in told},
                _final_keys(merged, clusters), _all_claims(named, merged))


def _merged_events(
    told: Sequence[Telling], clusters: Mapping[str, str], entities: Entities,
    support: Support, retracted: Collection[str] = (),
) -> dict[str, tuple[Merged, tuple[Telling, ...]]]:
    groups: dict[str, list[Telling]] = defaultdict(list)
    for telling in told:
        groups[clusters[telling.key]].append(telling)
    return {
        key: (merge_facts(key, members, entities.around, support, retracted), tuple(members))
        for key, members in sorted(groups.items())
    }


def _final_keys(
    merged: Mapping[str, tuple[Merged, tuple[Telling, ...]]], clusters: Mapping[str, str]
) -> dict[str, str]:
    """From the key of each telling to that of its event, made from what the event is."""
    final: dict[str, str] = {}
    used: set[str] = set()
    for provisional, (facts, _) in merged.items():
        key = event_key(facts.facts)
        if key in used:  # two events alike in all a key is made of
            key = event_key(facts.facts, provisional)
        used.add(key)
        final[provisional] = key
    return {telling: final[representative] for telling, representative in clusters.items()}


def _events(
    merged: Mapping[str, tuple[Merged, tuple[Telling, ...]]], keys: Mapping[str, str],
    clusters: Mapping[str, str], told: Sequence[Telling], statements: Sequence[Statement],
    entities: Entities,
) -> tuple[Event, ...]:
    raised: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.event is not None:
            raised[statement.event].append(statement)
    events = [
        build_event(keys[provisional], _led(facts.facts, keys), members,
                    raised[keys[provisional]], entities)
        for provisional, (facts, members) in merged.items()
    ]
    return tuple(sorted(events, key=lambda event: event.key))


def _led(facts: Iterable[Fact], keys: Mapping[str, str]) -> list[Fact]:
    """The facts with references to tellings of events led to the merged ones that there are."""
    led = []
    for fact in facts:
        if isinstance(fact.value, Ref) and fact.predicate == "schema:superEvent":
            if fact.value.key not in keys:
                continue
            fact = replace(fact, value=Ref(keys[fact.value.key]))
        led.append(fact)
    return led


def _all_claims(
    documents: Iterable[Document], merged: Mapping[str, tuple[Merged, tuple[Telling, ...]]]
) -> tuple[Claim, ...]:
    claims = {claim.id: claim for document in documents for claim in document.claims}
    for facts, _ in merged.values():
        claims.update((claim.id, claim) for claim in facts.inferred)
    return tuple(claims[key] for key in sorted(claims))


def _conflicts(
    merged: Mapping[str, tuple[Merged, tuple[Telling, ...]]], keys: Mapping[str, str]
) -> tuple[Conflict, ...]:
    found = [
        replace(conflict, event=keys[conflict.event])
        for facts, _ in merged.values() for conflict in facts.conflicts
    ]
    return tuple(sorted(found, key=lambda conflict: conflict.key))


def _renamed(
    decisions: Iterable[Decision], keys: Mapping[str, str]
) -> tuple[Decision, ...]:
    """Decisions keep the keys of the tellings that they judge: those are what they are about."""
    return tuple(sorted(decisions, key=lambda d: (d.key, d.decided_by)))
