"""Facts of a merged event: what its tellings add up to, and where they disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg.merge.near_duplicates import Support
from kg.merge.places import choose_places, without_countries
from kg.merge.records import (
    PARTICIPATION,
    PUBLICATION_RULE,
    SINGLE,
    Telling,
    by_user,
    claim_ids,
)
from kg.model import (
    IN_NAME_RULE,
    LIVE,
    VAGUE_RULE,
    Claim,
    Conflict,
    Fact,
    Ref,
    Span,
    Value,
)

_VISIT = Ref("kg:Visit")


@dataclass(frozen=True, slots=True)
class Merged:
    """The facts of one event under a provisional key, with the claims inferred on the way."""

    facts: tuple[Fact, ...]
    inferred: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...]


def merge_facts(
    key: str, tellings: Sequence[Telling], around: Callable[[str], Iterable[str]],
    support: Support, retracted: Collection[str] = (),
) -> Merged:
    """The facts that the tellings of one event support, each with its claims.

    ``around`` tells what a place lies in, to see whether two places contradict each other;
    ``support`` counts the sources of claims;
    ``retracted`` are ids of claims that must not be inferred. What the user tells wins.
    """
    told: dict[str, dict[Value, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for telling in tellings:
        for claim in telling.claims:
            told[claim.predicate][claim.value].append(claim)
    published = {t.article.id: t.article.published for t in tellings}
    inferred = _complete_dates(told, support, retracted)
    conflicts: list[Conflict] = []
    facts: list[Fact] = []
    for predicate, values in told.items():
        if predicate in SINGLE:
            kept, others = _choose(predicate, values, published, support)
            if kept is None:
                continue
            facts.append(Fact(key, predicate, kept, claim_ids(values[kept])))
            if others:
                claims = [c for value in (kept, *others) for c in values[value]]
                conflicts.append(Conflict(key, predicate, kept, others, claim_ids(claims)))
        elif predicate == "schema:location":
            kept_places, clash = choose_places(values, tellings, around, support)
            if _VISIT not in told["rdf:type"]:  # which is to a country and to a city in it
                kept_places = without_countries(kept_places, values, around)
            facts += [
                Fact(key, predicate, place, claim_ids(values[place])) for place in kept_places
            ]
            if clash:
                claims = [c for place in (*kept_places, *clash) for c in values[place]]
                conflicts.append(
                    Conflict(key, predicate, kept_places[0], clash, claim_ids(claims)))
        elif predicate not in PARTICIPATION and predicate not in (
                "kg:inAttendance", "kg:officeHolder"):
            facts += [Fact(key, predicate, value, claim_ids(c)) for value, c in values.items()]
    facts += _participation(key, told, tellings)
    facts += _office_holders(key, told.get("kg:officeHolder", {}), facts)
    if not any(fact.predicate == "kg:edtf" for fact in facts):
        bound = _bound_by_publication(tellings, facts)
        facts += [Fact(key, c.predicate, c.value, (c.id,)) for c in bound]
        inferred += bound
    return Merged(tuple(sorted(facts, key=_fact_order)), inferred, tuple(conflicts))


def _fact_order(fact: Fact) -> tuple[str, str, str]:
    return fact.subject, fact.predicate, repr(fact.value)


# --- who took part --------------------------------------------------------------------------


def _participation(
    key: str, told: Mapping[str, Mapping[Value, list[Claim]]], tellings: Sequence[Telling]
) -> list[Fact]:
    """One fact for each agent and way of taking part; countries only where nobody is named."""
    people = {v.key for p in PARTICIPATION for v in told.get(p, {})
              if isinstance(v, Ref) and v.key.startswith("person/")}
    stood_for = _sides_of(people, tellings)
    sat_in = {v for v, claims in told.get("kg:inAttendance", {}).items() if by_user(claims)}
    facts: list[Fact] = []
    attending: set[Value] = set()
    for predicate in sorted(PARTICIPATION):
        for value, claims in told.get(predicate, {}).items():
            assert isinstance(value, Ref)
            stands_in = value.key in stood_for and not value.key.startswith("person/") and not (
                any(claim.rule == IN_NAME_RULE for claim in claims))
            if (stands_in or value in sat_in) and not by_user(claims):
                continue
            attending.add(value)
            specific = any(value in told.get(p, {}) for p in PARTICIPATION - {"schema:attendee"})
            if predicate == "schema:attendee" and specific:
                continue  # the sub-property says more
            support = list(claims)
            if predicate != "schema:attendee":
                support += told.get("schema:attendee", {}).get(value, [])
            facts.append(Fact(key, predicate, value, claim_ids(support)))
    for value, claims in told.get("kg:inAttendance", {}).items():
        if value not in attending:
            facts.append(Fact(key, "kg:inAttendance", value, claim_ids(claims)))
    return facts


def _office_holders(
    key: str, told: Mapping[Value, Sequence[Claim]], facts: Iterable[Fact]
) -> list[Fact]:
    """Who held an office that takes part, where it does so without a name to the end."""
    taking_part = {id_ for fact in facts if fact.predicate in PARTICIPATION for id_ in fact.claims}
    found = ((value, [c for c in claims if by_user([c]) or taking_part & {*c.derived_from}])
             for value, claims in told.items())
    return [Fact(key, "kg:officeHolder", value, claim_ids(claims))
            for value, claims in found if claims]


def _sides_of(people: set[str], tellings: Sequence[Telling]) -> set[str]:
    """The countries and organizations that a named person stands for."""
    sides: set[str] = set()
    for telling in tellings:
        spans = {
            (c.field, c.start) for c in telling.claims
            if c.predicate in PARTICIPATION and isinstance(c.value, Ref) and c.value.key in people
        }
        sides |= {
            c.value.key for c in telling.claims
            if c.predicate == "kg:party" and (c.field, c.start) in spans
            and isinstance(c.value, Ref)
        }
    return sides


# --- one value of several -------------------------------------------------------------------


def _choose(
    predicate: str, values: Mapping[Value, Sequence[Claim]],
    published: Mapping[str, date | None], support: Support,
) -> tuple[Value | None, tuple[Value, ...]]:
    """The value that the user decided, else the better supported, and those that contradict it."""
    decided = {value: claims for value, claims in values.items() if by_user(claims)} or values
    if predicate == "kg:edtf":
        return _choose_date(decided, values, support)
    if predicate == "kg:status":
        return _choose_status(decided, values, published, support)
    ranked = sorted(values, key=lambda value: (
        value not in decided, all(claim.rule.startswith(VAGUE_RULE) for claim in values[value]),
        -support(values[value]), repr(value)))
    if predicate == "rdf:type":
        video = Ref("kg:VideoMeeting")
        return (video if video in decided else ranked[0]), ()
    return ranked[0], tuple(ranked[1:])


def _choose_date(
    decided: Iterable[Value], values: Mapping[Value, Sequence[Claim]], support: Support
) -> tuple[Value | None, tuple[Value, ...]]:
    spans = [v for v in values if isinstance(v, Span) and not v.edtf.startswith("XXXX")]
    if not spans:
        return None, ()
    best = min((span for span in spans if span in decided), key=lambda span: (
        all(c.rule == PUBLICATION_RULE for c in values[span]), _width(span),
        -support(values[span]), -max(c.confidence for c in values[span]), span.edtf,
    ))
    others = [
        span for span in spans
        if not _within(best, span) and any(c.rule != PUBLICATION_RULE for c in values[span])
    ]
    return best, tuple(sorted(others, key=repr))


def _width(span: Span) -> int:
    if span.not_before is None or span.not_after is None:
        return 99999
    return (span.not_after - span.not_before).days


def _within(inner: Span, outer: Span) -> bool:
    """Whether two spans have a day in common."""
    begins = inner.not_before is None or outer.not_after is None or (
        inner.not_before <= outer.not_after)
    ends = inner.not_after is None or outer.not_before is None or (
        outer.not_before <= inner.not_after)
    return begins and ends


def _choose_status(
    decided: Iterable[Value], values: Mapping[Value, Sequence[Claim]],
    published: Mapping[str, date | None], support: Support,
) -> tuple[Value, tuple[Value, ...]]:
    """What the latest article says; a plan that came true is no conflict."""

    def rank(value: Value) -> tuple[date, int, str]:
        days = [published.get(c.article) or date.min for c in values[value]]
        return max(days), support(values[value]), repr(value)

    kept = max(decided, key=rank)
    name = kept.key.removeprefix("kg:") if isinstance(kept, Ref) else ""
    clash = [
        value for value in values
        if value != kept and isinstance(value, Ref)
        and (value.key in ("kg:denied", "kg:cancelled")) == (name in LIVE)
    ]
    return kept, tuple(sorted(clash, key=repr))


def _bound_by_publication(
    tellings: Sequence[Telling], facts: Iterable[Fact]
) -> tuple[Claim, ...]:
    """That an undated event had ended when the first article told that it was held."""
    held = any(f.predicate == "kg:status" and f.value == Ref("kg:held") for f in facts)
    told = [(t.article.published, t.key, t.article.id) for t in tellings
            if held and t.status == "held" and t.article.published]
    return tuple(
        Claim(telling, "kg:notAfter", day, article, "metadata", 0, 10, "before-publication", 0.9)
        for day, telling, article in sorted(told)[:1] if day
    )


# --- dates taken from another telling ---------------------------------------------------------


def _complete_dates(
    told: Mapping[str, dict[Value, list[Claim]]], support: Support, retracted: Collection[str]
) -> tuple[Claim, ...]:
    """Claims for dates told in part (23日晚), completed from another telling of the event."""
    dates = told.get("kg:edtf", {})
    whole = [v for v in dates if isinstance(v, Span) and v.day is not None]
    inferred: list[Claim] = []
    for value in [v for v in dates if isinstance(v, Span) and v.edtf.startswith("XXXX")]:
        fitting = [span for span in whole if _fits(value, span)]
        if not fitting:
            continue
        source = min(fitting, key=lambda span: (-support(dates[span]), span.edtf))
        rests_on = claim_ids(dates[source])
        completed = [Claim(
            claim.subject, "kg:edtf", source, claim.article, claim.field, claim.start,
            claim.end, "date-completed", 0.75, rests_on,
        ) for claim in dates[value]]
        kept = [claim for claim in completed if claim.id not in retracted]
        inferred += kept
        dates[source] += kept
    return tuple(inferred)


def _fits(partial: Value, whole: Span) -> bool:
    assert isinstance(partial, Span) and whole.day is not None
    _, month, number = partial.edtf.split("-")
    return number in ("XX", f"{whole.day.day:02d}") and month in ("XX", f"{whole.day.month:02d}")
