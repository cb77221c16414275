"""Who stands in the middle: centralities and communities of a network of contacts."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

DIGITS = 6
SEED = 20200923  # any fixed number does; results must not change with the run
_EXACT_UP_TO = 1000  # nodes; above that betweenness is estimated
_PIVOTS = 300  # nodes from which the estimate starts, drawn with SEED
_DAMPING = 0.85
_TOLERANCE = 1e-12


def centralities(network: nx.Graph[str]) -> dict[str, dict[str, float]]:
    """Five measures of each agent, by name of the measure, with six digits.

    ``degree``: with how many agents it was in contact. ``weighted-degree``: the same, each
    counted as often as they shared an event. ``betweenness``: the share of shortest paths that
    lead through it (0 to 1; sampled in networks of more than 1,000 agents). ``closeness``: how
    few steps away the others are (Wasserman and Faust's form, right in networks that fall into
    parts). ``pagerank``: contact, by weight, with those who are themselves in contact with many.

    Eigenvector centrality is left out: in a network that falls into parts it is zero in all but
    one of them, and its iteration need not converge.
    """
    found: dict[str, dict[str, float]] = {
        "degree": dict(network.degree()),
        "weighted-degree": dict(network.degree(weight="weight")),
        "betweenness": _betweenness(network),
        "closeness": _closeness(network),
        "pagerank": pagerank(network),
    }
    return {
        name: {agent: round(float(value), DIGITS) + 0.0 for agent, value in values.items()}
        for name, values in found.items()
    }


def _closeness(network: nx.Graph[str]) -> dict[str, float]:
    """Closeness, told once for all who are in contact with the very same agents."""
    import networkx as nx

    alike: dict[frozenset[str], list[str]] = {}
    for agent in network:
        alike.setdefault(frozenset(network[agent]), []).append(agent)
    found: dict[str, float] = {}
    for agents in alike.values():
        # typed in its stubs as if it told all agents
        value: float = nx.closeness_centrality(network, agents[0])  # type: ignore[assignment]
        found.update(dict.fromkeys(agents, value))
    return found


def _betweenness(network: nx.Graph[str]) -> dict[str, float]:
    import networkx as nx

    pivots = None if len(network) <= _EXACT_UP_TO else _PIVOTS
    return dict(nx.betweenness_centrality(network, k=pivots, seed=SEED))


def pagerank(network: nx.Graph[str]) -> dict[str, float]:
    """PageRank by power iteration, weights as probabilities; agents alone share what they hold.

    Written out because networkx computes it with sparse matrices, whose sums depend on the
    machine; a test holds the two together.
    """
    total = len(network)
    rank = {agent: 1.0 / total for agent in network} if total else {}
    strength = dict(network.degree(weight="weight"))
    for _ in range(1000):
        loose = math.fsum(rank[agent] for agent in network if not strength[agent])
        base = (1.0 - _DAMPING + _DAMPING * loose) / total if total else 0.0
        step = {agent: base + _DAMPING * _inflow(network, agent, rank, strength)
                for agent in network}
        change = math.fsum(abs(step[agent] - rank[agent]) for agent in network)
        rank = step
        if change < _TOLERANCE:
            break
    return rank


def _inflow(
    network: nx.Graph[str], agent: str, rank: dict[str, float], strength: Mapping[str, float]
) -> float:
    return math.fsum(
        rank[other] * edge["weight"] / strength[other] for other, edge in network[agent].items()
    )


def communities(network: nx.Graph[str]) -> tuple[tuple[str, int], ...]:
    """(agent, number of its community), by agent; 1 is the largest, ties go by key.

    Louvain's method on numbered nodes: on names it would follow the order of sets of strings,
    which changes from run to run.
    """
    import networkx as nx

    names = sorted(network)
    number = {name: index for index, name in enumerate(names)}
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(names)))
    for left, right, edge in network.edges(data=True):
        plain.add_edge(number[left], number[right], weight=edge["weight"])
    if not names:
        return ()
    found = nx.community.louvain_communities(plain, weight="weight", seed=SEED)
    ranked = sorted(found, key=lambda members: (-len(members), min(members)))
    placed = {member: rank for rank, members in enumerate(ranked, 1) for member in members}
    return tuple((name, placed[number[name]]) for name in names)
