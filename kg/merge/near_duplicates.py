"""Which articles print one text: syndicated, edited a little, in another script, updated.

Two texts are near-duplicates where nearly all of the shorter one stands in the longer, and that
is not much longer: an article that quotes a dispatch in full and goes on has more to tell. They
are found by MinHash and locality-sensitive hashing, and then compared in full, so that what is
found depends on the texts alone, never on their order.

The bounds were found by reading all pairs of 8,283 articles that share a third of their words.
Of pairs that share 0.85 and more, all were one text; formulas filled in anew (the reception of
one premier after another, the exchange rate of one day after another) reached 0.80. Formulas are
also why texts published far from one another are not taken for one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from functools import lru_cache

from kg.merge.clusters import Clusters
from kg.merge.words import without_marks
from kg.model import Claim, Decision, Document

Support = Callable[[Iterable[Claim]], int]

_CONTAINED = 0.85  # share of the shorter text's shingles that stand in the longer
_LEAST_RATIO = 0.5  # of their numbers of shingles
_SHINGLE = 5  # characters, without marks
_SHORTEST = 80  # characters without marks; of shorter ones formulas are the greater part
_SAME_STORY = timedelta(days=7)  # between the two publications, where both are known
# Pairs as alike as the bounds ask (Jaccard 0.4) are missed once in 70,000 times: (1 - 0.4²)^64.
_PERMUTATIONS, _BANDS, _SEED = 128, 64, 1


def near_duplicates(documents: Sequence[Document]) -> tuple[Decision, ...]:
    """A decision for every pair of articles that print one text, sorted."""
    texts = {
        document.article.id: text
        for document in documents
        if len(text := without_marks(document.simplified)) >= _SHORTEST
    }
    published = {document.article.id: document.article.published for document in documents}
    shingles = lru_cache(maxsize=256)(lambda id_: _shingles(texts[id_]))
    found = []
    for left, right in sorted(_candidates(texts)):
        days = published[left], published[right]
        if days[0] and days[1] and abs(days[0] - days[1]) > _SAME_STORY:
            continue
        shared = _shared(shingles(left), shingles(right))
        if shared >= _CONTAINED:
            found.append(_decision(left, right, shared))
    return tuple(found)


def _decision(left: str, right: str, shared: float) -> Decision:
    reason = f"near-duplicates: {shared:.0%} of the shorter text stands in the longer"
    score = round(shared, 4)
    return Decision(f"article/{left}", f"article/{right}", "same", score, reason, "rule")


def _shingles(text: str) -> frozenset[str]:
    """Each run of five characters that the text has."""
    return frozenset(text[at : at + _SHINGLE] for at in range(len(text) - _SHINGLE + 1))


def _shared(left: frozenset[str], right: frozenset[str]) -> float:
    """The share of the shorter text that stands in the longer; 0 for one much longer."""
    shorter, longer = sorted((len(left), len(right)))
    return len(left & right) / shorter if shorter >= _LEAST_RATIO * longer else 0.0


def _candidates(texts: Mapping[str, str]) -> set[tuple[str, str]]:
    """Pairs that may be alike, the smaller id first."""
    from rensa import RMinHash, RMinHashLSH  # takes time to load

    index = RMinHashLSH(0.0, _PERMUTATIONS, _BANDS)
    sketches = {}
    for id_, text in sorted(texts.items()):
        sketches[id_] = RMinHash(_PERMUTATIONS, _SEED)
        sketches[id_].update(list(_shingles(text)))
    names = list(sketches)
    for number, id_ in enumerate(names):
        index.insert(number, sketches[id_])
    return {
        (names[other], id_)
        for number, id_ in enumerate(names)
        for other in index.query(sketches[id_])
        if other < number
    }


# --- what follows from the decisions ---------------------------------------------------------


def sources(documents: Iterable[Document], decisions: Iterable[Decision]) -> dict[str, str]:
    """From the id of each article to the id that stands for all that print its text.

    The user's decisions win; two that he keeps apart are joined by no third.
    """
    clusters = Clusters(document.article.key for document in documents)
    ordered = sorted(decisions, key=lambda d: (d.decided_by != "user", -d.score, d.left, d.right))
    for decision in ordered:
        if decision.judgement == "different":
            clusters.keep_apart(decision.left, decision.right)
    for decision in ordered:
        if decision.judgement == "same":
            clusters.join(decision.left, decision.right)
    return {_id(key): _id(first) for key, first in clusters.representatives().items()}


def _id(key: str) -> str:
    return key.removeprefix("article/")


def groups(source_of: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """The ids of articles that print one text, where there are several; all sorted."""
    members: dict[str, list[str]] = {}
    for article, source in sorted(source_of.items()):
        members.setdefault(source, []).append(article)
    return tuple(tuple(same) for _, same in sorted(members.items()) if len(same) > 1)


def support_by(source_of: Mapping[str, str]) -> Support:
    """How many sources tell something: a text printed twice is one."""

    def support(claims: Iterable[Claim]) -> int:
        return len({source_of[claim.article] for claim in claims})

    return support


def overruled(
    decisions: Iterable[Decision], user: Iterable[Decision]
) -> tuple[Decision, ...]:
    """The decisions on articles with the user's own, which take the place of the rule's."""
    own = {(one.left, one.right): one for one in user}
    kept = (one for one in decisions if (one.left, one.right) not in own)
    return (*own.values(), *kept)


def on_articles(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Those of the decisions that are about articles."""
    return tuple(one for one in decisions if one.left.startswith("article/"))


def on_events(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Those of the decisions that are about events and their tellings."""
    return tuple(one for one in decisions if not one.left.startswith("article/"))
