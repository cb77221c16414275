"""An event as one article tells it, read back from its claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kg.merge.words import LEAST_WORDS, bare_words
from kg.model import FAMILY, Article, Claim, Document, Ref, Span, Status, Text

PARTICIPATION = frozenset({
    "schema:attendee", "kg:host", "kg:initiator", "kg:sender", "kg:recipient",
})
PUBLICATION_RULE = "date-of-publication"
USER_RULE = "user"
# What an event has one value of.
SINGLE = ("kg:edtf", "kg:status", "kg:ordinal", "rdf:type")


@dataclass(frozen=True, slots=True)
class Telling:
    """An event in one article. ``keys`` took part; ``sides`` is what each of them stands for."""

    key: str
    article: Article
    type: str
    status: Status
    keys: frozenset[str]
    sides: frozenset[str]
    when: Span | None
    by_publication: bool  # the date is only that of publication
    partial: str | None  # XXXX-XX-23
    ordinal: int | None
    names: frozenset[str]
    places: frozenset[str]
    where: frozenset[str]  # the places told, and the cities and countries they lie in
    said: frozenset[str]  # what is said in it, bare of marks, to compare tellings by
    around: str  # the words around where it is told, simplified, to compare undated tellings
    claims: tuple[Claim, ...]

    @property
    def family(self) -> str:
        """The type that all tellings of one event share."""
        return FAMILY.get(self.type, self.type)

    @property
    def day(self) -> date | None:
        """The day, where it is told."""
        return self.when.day if self.when and not self.by_publication else None


def tellings(
    documents: Iterable[Document], around: Callable[[str], Iterable[str]]
) -> tuple[Telling, ...]:
    """The events of all documents, sorted by key; ``around`` tells what a place lies in."""
    found = [
        replace(telling, where=telling.where.union(*map(around, telling.where)))
        for document in documents for telling in _of_document(document)
    ]
    return tuple(sorted(found, key=lambda telling: telling.key))


def _of_document(document: Document) -> Iterable[Telling]:
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in document.claims:
        if claim.subject.startswith("event/"):
            claims[claim.subject].append(claim)
    said = _said(document)
    for key, own in claims.items():
        if any(claim.predicate == "rdf:type" for claim in own):
            yield _telling(document, key, own, said.get(key, frozenset()))


def _said(document: Document) -> dict[str, frozenset[str]]:
    """For each event, the words said in it, of sentences long enough to be no chance."""
    made_in = {c.subject: c.value.key for c in document.claims
               if c.predicate == "kg:madeIn" and isinstance(c.value, Ref)}
    words: dict[str, set[str]] = defaultdict(set)
    for claim in document.claims:
        if claim.subject in made_in and claim.predicate == "schema:text":
            text = bare_words(document.simplified[claim.start : claim.end])
            if len(text) >= LEAST_WORDS:
                words[made_in[claim.subject]].add(text)
    return {key: frozenset(found) for key, found in words.items()}


def _telling(
    document: Document, key: str, claims: Sequence[Claim], said: frozenset[str]
) -> Telling:
    values = _by_predicate(claims)
    dates = [c for c in values.get("kg:edtf", []) if isinstance(c.value, Span)]
    whole = [c for c in dates if isinstance(c.value, Span) and not c.value.edtf.startswith("XXXX")]
    best = min(whole, key=_vagueness, default=None)
    partial = next((c.value.edtf for c in dates
                    if isinstance(c.value, Span) and c.value.edtf.startswith("XXXX")), None)
    types = [c.value.key.removeprefix("kg:") for c in values["rdf:type"]
             if isinstance(c.value, Ref)]
    first = min((c for c in claims if c.predicate == "rdf:type"),
                key=lambda c: (c.field != "text", c.start))
    ordinals = [c.value for c in values.get("kg:ordinal", []) if isinstance(c.value, int)]
    return Telling(
        key, document.article, "VideoMeeting" if "VideoMeeting" in types else types[0],
        _status(values), _refs(claims, PARTICIPATION), _refs(claims, {"kg:party"}),
        best.value if best and isinstance(best.value, Span) else None,
        best is not None and best.rule == PUBLICATION_RULE, partial,
        ordinals[0] if ordinals else None,
        frozenset(c.value.text for c in values.get("schema:name", []) if isinstance(c.value, Text)),
        _refs(claims, {"schema:location"}), _refs(claims, {"schema:location"}),
        said, _around(document, first), tuple(claims),
    )


def _by_predicate(claims: Sequence[Claim]) -> Mapping[str, list[Claim]]:
    """The claims of each predicate; of what has one value, the user's alone where he tells it."""
    values: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        values[claim.predicate].append(claim)
    for predicate in SINGLE:
        if own := [claim for claim in values.get(predicate, ()) if claim.rule == USER_RULE]:
            values[predicate] = own
    return values


def by_user(claims: Iterable[Claim]) -> bool:
    """Whether the user tells it: that wins over what rules found."""
    return any(claim.rule == USER_RULE for claim in claims)


def _status(values: Mapping[str, list[Claim]]) -> Status:
    told = [c.value.key.removeprefix("kg:") for c in values.get("kg:status", [])
            if isinstance(c.value, Ref)]
    return told[0] if told else "held"  # type: ignore[return-value]


def _refs(claims: Sequence[Claim], predicates: Iterable[str]) -> frozenset[str]:
    wanted = frozenset(predicates)
    return frozenset(
        c.value.key for c in claims if c.predicate in wanted and isinstance(c.value, Ref)
    )


def _vagueness(claim: Claim) -> tuple[int, float, int]:
    """How wide a date is; of equal ones the surer and the earlier told goes first."""
    span = claim.value
    assert isinstance(span, Span)
    width = 99999
    if span.not_before and span.not_after:
        width = (span.not_after - span.not_before).days
    return (claim.rule == PUBLICATION_RULE) * 100000 + width, -claim.confidence, claim.start


def _around(document: Document, claim: Claim) -> str:
    text = document.simplified if claim.field == "text" else document.simplified_title
    return text[max(0, claim.start - 8) : claim.end + 8]


def claim_ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The ids of claims as facts and conflicts name them: each once, sorted."""
    return tuple(sorted({claim.id for claim in claims}))
