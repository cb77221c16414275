"""Nodes and edges as pyvis has them, ready for vis-network: placed, coloured by kind, still."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from kg.network.structure import Link, appearances, growth
from kg.show.book import Book

# The shape of each kind; colours come from the style sheet, which knows light from dark.
SHAPES: Mapping[str, str] = {
    "person": "dot",
    "organization": "square",
    "country": "hexagon",
    "place": "triangleDown",
    "event": "diamond",
    "topic": "dot",
    "agreement": "triangle",
}
# The same shapes as paths in a square of 16, for legends.
MARKS: Mapping[str, str] = {
    "dot": "M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2",
    "square": "M2.5 2.5h11v11h-11z",
    "hexagon": "M1.5 8 4.7 2.4h6.6L14.5 8l-3.2 5.6H4.7z",
    "triangleDown": "M1.8 3h12.4L8 14z",
    "diamond": "M8 1.5 14.5 8 8 14.5 1.5 8z",
    "triangle": "M8 2l6.2 11H1.8z",
}
_MANY = 4000  # lines


@dataclass(frozen=True, slots=True)
class Picture:
    """What vis-network draws."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    options: dict[str, Any]


def picture(book: Book, nodes: Sequence[str], links: Sequence[Link]) -> Picture:
    """The network of pyvis over these nodes and links; edge ids are positions in ``links``.

    Nodes and edges are put in as lists: ``add_edge`` looks through all edges for each new one.
    """
    from pyvis.edge import Edge
    from pyvis.network import Network
    from pyvis.node import Node

    places = {key: (x, y) for key, x, y in book.graph.analysis.positions}
    count = appearances(book.links)
    network = Network(directed=False, cdn_resources="in_line")
    network.nodes = [
        Node(
            node, SHAPES[book.kinds[node]], label=book.names[node][0], group=book.kinds[node],
            x=places[node][0], y=places[node][1], value=count[node],
        ).options
        for node in nodes
    ]
    network.node_ids = [node["id"] for node in network.nodes]
    network.edges = [
        Edge(link.source, link.target, id=number, relation=link.relation).options
        for number, link in enumerate(links)
    ]
    network.set_options(json.dumps(_options(len(book.links))))
    drawn, edges, _, _, _, options = network.get_network_data()
    return Picture(drawn, edges, json.loads(options))


def _options(lines: int) -> dict[str, Any]:
    """How vis-network draws so many lines, and lets itself be moved."""
    grown = growth(lines)
    busy = lines > _MANY  # they would be drawn too slowly to follow the pointer
    letters = grown + 1.6 * (grown - 1)  # the names of the most frequent are read from afar
    label = {"enabled": True, "min": 14, "max": 14 + 9 * letters, "drawThreshold": 7,
             "maxVisible": 26}
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {"hover": True, "keyboard": False, "multiselect": False,
                        "hideEdgesOnDrag": busy, "hideEdgesOnZoom": busy},
        "nodes": {
            "borderWidth": 1.5 / grown,
            "borderWidthSelected": 3,
            "scaling": {"min": 8, "max": 8 + 22 * grown, "label": label},
        },
        "edges": {"smooth": False, "width": 1, "selectionWidth": 1.5, "hoverWidth": 0.5},
    }


def vis_network_script() -> str:
    """The source of vis-network as it comes with pyvis, without the pointer to its source map."""
    folder = files("pyvis") / "lib" / "vis-9.1.2"
    script = (folder / "vis-network.min.js").read_text(encoding="utf-8")
    return script.rsplit("//# sourceMappingURL=", 1)[0].rstrip()
