"""Which tellings of different articles are one event.

Pairs are judged one by one; then clusters grow from the surest pair on, and never join two events
that one article keeps apart or that a decision calls different.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from kg.merge.clusters import Clusters
from kg.merge.records import Telling
from kg.model import LIVE, Decision, Span

_DAY = timedelta(days=1)
# Days between two articles within which an undated telling may be of the same event.
_NEAR = timedelta(days=3)


def decide(told: Sequence[Telling], user: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions on all pairs that may be the same, the user's first."""
    own = {frozenset((d.left, d.right)): d for d in user}
    decisions = list(own.values())
    for left, right in _pairs(told):
        if frozenset((left.key, right.key)) not in own:
            decision = judge(left, right)
            if decision is not None:
                decisions.append(decision)
    return tuple(decisions)


def _pairs(told: Sequence[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Pairs of different articles that share the participant told least often, at near dates."""
    blocks: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    for telling in told:
        for key in telling.keys | telling.sides:
            blocks[telling.family, key].append(telling)
    rarest: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    for telling in told:
        names = sorted(telling.keys, key=lambda key: (len(blocks[telling.family, key]), key))
        if names:
            rarest[telling.family, names[0]].append(telling)
    seen: set[tuple[str, str]] = set()
    for block, own in rarest.items():
        for left, right in _near(own, blocks[block]):
            pair = (min(left.key, right.key), max(left.key, right.key))
            if left.article.id != right.article.id and pair not in seen:
                seen.add(pair)
                yield (left, right) if left.key < right.key else (right, left)


def _near(
    own: Sequence[Telling], others: Sequence[Telling]
) -> Iterator[tuple[Telling, Telling]]:
    """Pairs whose dates, each with a day to either side, meet; undated ones meet all."""
    dated = sorted(
        ((days[0], days[1], other) for other in others if (days := _days(other))),
        key=lambda item: (item[0], item[2].key))
    undated = [other for other in others if _days(other) is None]
    starts = [first for first, _, _ in dated]
    longest = max((last - first for first, last, _ in dated), default=_DAY)
    for telling in own:
        days = _days(telling)
        if days is None:
            yield from ((telling, other) for other in others)
            continue
        begin = bisect_left(starts, days[0] - longest)
        for first, last, other in dated[begin : bisect_right(starts, days[1])]:
            if last >= days[0] and first <= days[1]:
                yield telling, other
        yield from ((telling, other) for other in undated)


def _days(telling: Telling) -> tuple[date, date] | None:
    """First and last day that a telling may be of; None where no bounds are told."""
    when = telling.when
    if when is None or when.not_before is None or when.not_after is None:
        return None
    slack = _NEAR if telling.by_publication else _DAY
    return _moved(when.not_before, -slack), _moved(when.not_after, slack)


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day


def judge(left: Telling, right: Telling) -> Decision | None:
    """Whether two tellings are one event; None where nothing speaks for it."""
    if not same_people(left, right) or _elsewhere(left, right):
        return None
    if _another_trip(left, right):
        return None
    reason = _same_time(left, right)
    if reason is None:
        return None
    text, score = reason
    people = "same participants" if left.keys == right.keys else "participants of the same sides"
    return Decision(left.key, right.key, "same", score, f"same kind, {people}, {text}", "rule")


def _elsewhere(left: Telling, right: Telling) -> bool:
    """Whether two visits, or two gatherings on no common day, are told of different places."""
    if not left.where or not right.where or left.where & right.where:
        return False
    return left.family == "Visit" or left.day is None or right.day is None


def _another_trip(left: Telling, right: Telling) -> bool:
    """Whether two visits of no common day lead to places that are not the same."""
    dated = left.day is not None and right.day is not None
    return left.family == "Visit" and not dated and left.places != right.places


def same_people(left: Telling, right: Telling) -> bool:
    """Equal sets, one within the other, or a person here and the same person's country there."""
    a, b = left.keys, right.keys
    if not a or not b:
        return False
    if a == b or (min(len(a), len(b)) > 1 and (a <= b or b <= a)):
        return True
    if not a & b:
        return False
    if left.names & right.names:
        return True
    return a - b <= right.sides | {k for k in a - b if _stands_for(k, left, b)} and (
        b - a <= left.sides | {k for k in b - a if _stands_for(k, right, a)}
    )


def _stands_for(key: str, telling: Telling, others: frozenset[str]) -> bool:
    """Whether a person's country stands among those who took part elsewhere."""
    sides = {
        c.value.key for c in telling.claims  # type: ignore[union-attr]
        if c.predicate == "kg:party" and any(
            p.start == c.start and getattr(p.value, "key", None) == key for p in telling.claims
        )
    }
    return bool(sides & others)


def _same_time(left: Telling, right: Telling) -> tuple[str, float] | None:
    if left.day and right.day:
        return _same_day(left, right)
    for partial, other in ((left, right), (right, left)):
        if partial.partial and other.day:
            return _fits(partial.partial, other)
    if left.when and right.when and not (left.by_publication or right.by_publication):
        return ("dates that overlap", 0.8) if _overlap(left.when, right.when) else None
    if left.around == right.around and len(left.around) > 8:
        return "the same words", 0.85
    return _same_publication(left, right)


def _same_day(left: Telling, right: Telling) -> tuple[str, float] | None:
    assert left.day and right.day
    if left.when and right.when and _overlap(left.when, right.when):
        return "same date", 1.0
    if abs(left.day - right.day) == _DAY and _corroborated(left, right):
        return "dates one day apart, but the same place, number, name or words", 0.6
    return None


def _corroborated(left: Telling, right: Telling) -> bool:
    """Whether something beside people and kind says that two tellings are one event."""
    if left.ordinal and left.ordinal == right.ordinal:
        return True
    cities = {place for place in left.places & right.places}
    return bool(cities or left.names & right.names or left.said & right.said)


def _fits(partial: str, other: Telling) -> tuple[str, float] | None:
    day = other.day
    assert day is not None
    _, month, number = partial.split("-")
    if number in ("XX", f"{day.day:02d}") and month in ("XX", f"{day.month:02d}"):
        return f"day {number} fits {day.isoformat()}", 0.75
    return None


def _same_publication(left: Telling, right: Telling) -> tuple[str, float] | None:
    """Undated tellings of articles published within days of each other, or of a near date."""
    a = left.day or left.article.published
    b = right.day or right.article.published
    if a is None or b is None or (left.status in LIVE) != (right.status in LIVE):
        return None
    if left.when is None and right.when is None and left.status == right.status and (
            left.status not in LIVE):  # one plan, of which no article tells the day
        return ("told within days of each other", 0.65) if abs(a - b) <= _NEAR else None
    if left.when and right.when and (left.by_publication or right.by_publication):
        return ("reported within days of each other", 0.65) if abs(a - b) <= _NEAR else None
    return None


def _overlap(left: Span, right: Span) -> bool:
    bounds = (left.not_before, left.not_after, right.not_before, right.not_after)
    if None in bounds:
        return False  # an open span says too little to join by
    first, last, other_first, other_last = bounds
    return first <= other_last and other_first <= last  # type: ignore[operator]


def cluster(
    told: Sequence[Telling], decisions: Iterable[Decision]
) -> Mapping[str, str]:
    """From the key of each telling to the key that stands for its event."""
    clusters = Clusters(telling.key for telling in told)
    articles = {telling.key: telling.article.id for telling in told}
    by_key = {telling.key: telling for telling in told}
    ordered = sorted(decisions, key=lambda d: (d.decided_by != "user", -d.score, d.left, d.right))
    for decision in ordered:
        if decision.judgement == "different":
            clusters.keep_apart(decision.left, decision.right)
    for decision in ordered:
        known = decision.left in articles and decision.right in articles
        if decision.judgement == "same" and known:
            forced = decision.decided_by == "user"
            if forced or _may_join(clusters, decision, articles, by_key):
                clusters.join(decision.left, decision.right)
    return clusters.representatives()


def _may_join(
    clusters: Clusters, decision: Decision, articles: Mapping[str, str],
    told: Mapping[str, Telling],
) -> bool:
    """Whether joining two clusters puts no two tellings together that contradict each other."""
    left, right = clusters.members(decision.left), clusters.members(decision.right)
    if {articles[key] for key in left} & {articles[key] for key in right}:
        return False
    days = [day for key in (*left, *right) if (day := told[key].day) is not None]
    return not days or max(days) - min(days) <= _DAY
