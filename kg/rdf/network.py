"""The measures of the network as quads, in the graph of the analysis."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Analysis, Measure, Tie
from kg.rdf import nodes
from kg.rdf.nodes import Names, Said
from kg.rdf.things import ANALYSIS

DIGITS = 6


def all_measures(analysis: Analysis) -> Iterator[Measure]:
    """The measures, and the number of the community as one more."""
    yield from analysis.measures
    for agent, community in analysis.communities:
        yield Measure(agent, "community", community, "all")


def describe_measure(measure: Measure | Tie, names: Names) -> Said:
    """A measure of an agent, or a tie between two nodes."""
    if isinstance(measure, Measure):
        said = [("rdf:type", names["kg:Measure"]), ("kg:of", names[measure.of])]
    else:
        said = [("rdf:type", names["kg:Tie"])]
        said += [("kg:between", names[end]) for end in measure.between]
    said += [
        ("kg:measureName", nodes.string(measure.name)),
        ("kg:value", nodes.decimal(measure.value, digits=DIGITS)),
        ("kg:window", nodes.string(measure.window)),
    ]
    predicates = tuple([names[predicate] for predicate, _ in said])
    return Said(names[ANALYSIS], predicates, [object_ for _, object_ in said])
