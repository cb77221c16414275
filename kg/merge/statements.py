"""Statements: read back from their claims, linked to merged events and to equal sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.articles.script import simplify
from kg.merge.records import claim_ids
from kg.merge.words import LEAST_WORDS, bare_words
from kg.model import Claim, Document, Fact, Ref, Statement, Text


def build_statements(
    documents: Iterable[Document], events: Mapping[str, str]
) -> tuple[Statement, ...]:
    """All statements, sorted by key; ``events`` leads from local to merged keys."""
    found = [s for document in documents for s in _of_document(document, events)]
    return _with_same_words(sorted(found, key=lambda statement: statement.key))


def _of_document(document: Document, events: Mapping[str, str]) -> Iterable[Statement]:
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in document.claims:
        if claim.subject.startswith("statement/"):
            claims[claim.subject].append(claim)
    for key, own in claims.items():
        statement = _statement(document, key, own, events)
        if statement is not None:
            yield statement


def _statement(
    document: Document, key: str, claims: Sequence[Claim], events: Mapping[str, str]
) -> Statement | None:
    values: dict[tuple[str, object], list[Claim]] = defaultdict(list)
    for claim in claims:
        value = claim.value
        if claim.predicate == "kg:madeIn" and isinstance(value, Ref):
            if value.key not in events:
                continue  # its event was retracted
            value = Ref(events[value.key])
        values[claim.predicate, value].append(claim)
    facts = tuple(sorted(
        (Fact(key, predicate, value, claim_ids(told))  # type: ignore[arg-type]
         for (predicate, value), told in values.items()),
        key=lambda fact: (fact.predicate, repr(fact.value)),
    ))
    speakers = _refs(facts, "kg:speaker")
    text = next((f.value.text for f in facts if f.predicate == "schema:text"
                 and isinstance(f.value, Text)), None)
    if text is None or not speakers:
        return None
    verb = next((f.value.text for f in facts if f.predicate == "kg:reportingVerb"
                 and isinstance(f.value, Text)), None)
    return Statement(
        key, document.article.id, speakers, text, _refs(facts, "schema:about"),
        _refs(facts, "schema:mentions"), next(iter(_refs(facts, "kg:madeIn")), None), verb,
        any(f.predicate == "kg:direct" and f.value is True for f in facts),
        _refs(facts, "kg:addressee"), (), facts,
    )


def _refs(facts: Iterable[Fact], predicate: str) -> tuple[str, ...]:
    return tuple(sorted({f.value.key for f in facts if f.predicate == predicate
                         and isinstance(f.value, Ref)}))


def _with_same_words(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Each statement with those of other articles in which the same speakers say the same."""
    from dataclasses import replace

    groups: dict[tuple[tuple[str, ...], str], list[Statement]] = defaultdict(list)
    for statement in statements:
        words = bare_words(simplify(statement.text))
        if len(words) >= LEAST_WORDS:
            groups[statement.speakers, words].append(statement)
    same = {
        one.key: tuple(other.key for other in group if other.article != one.article)
        for group in groups.values() if len({one.article for one in group}) > 1
        for one in group
    }
    return tuple(
        replace(s, same_words_as=same[s.key],
                facts=s.facts + tuple(Fact(s.key, "kg:sameWordsAs", Ref(k)) for k in same[s.key]))
        if same.get(s.key) else s
        for s in statements
    )
