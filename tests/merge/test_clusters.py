"""Sets that grow by joining, never across a pair that must stay apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.merge.clusters import Clusters

KEYS = list("abcdef")
PAIRS = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)), max_size=12)


@given(PAIRS, PAIRS)
def test_no_chain_of_joins_crosses_a_pair_kept_apart(apart, joins) -> None:
    clusters = Clusters(KEYS)
    apart = [(a, b) for a, b in apart if a != b]
    for a, b in apart:
        clusters.keep_apart(a, b)
    for a, b in joins:
        clusters.join(a, b)
    of = clusters.representatives()
    assert all(of[a] != of[b] for a, b in apart)


@given(PAIRS)
def test_joining_twice_is_joining_once(joins) -> None:
    once, twice = Clusters(KEYS), Clusters(KEYS)
    for a, b in joins:
        once.join(a, b)
    for a, b in (*joins, *reversed(joins)):
        twice.join(a, b)
    assert once.representatives() == twice.representatives()
