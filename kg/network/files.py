"""Writes the network for spreadsheets, Gephi and other programs; the same input, same bytes."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from kg.model import KnowledgeGraph
from kg.network.contacts import contact_network, contacts
from kg.network.counting import ALL, counted_events
from kg.network.tables import Cell, Names, Table, names_of, tables

if TYPE_CHECKING:
    import networkx as nx

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA = ("=", "+", "-", "@")


def write_files(graph: KnowledgeGraph, folder: Path) -> None:
    """Writes ``analysis/*.csv``, ``network.graphml`` and ``network.gexf`` below the folder.

    The graph must carry its analysis. Raises OSError where the folder cannot be written.
    """
    (folder / "analysis").mkdir(parents=True, exist_ok=True)
    for table in tables(graph):
        (folder / "analysis" / f"{table.name}.csv").write_bytes(csv_bytes(table))
    network = labelled_network(graph)
    (folder / "network.graphml").write_bytes(graphml_bytes(network))
    (folder / "network.gexf").write_bytes(gexf_bytes(network, dict(_places(graph))))


def csv_bytes(table: Table) -> bytes:
    """RFC 4180 with a header, UTF-8 without a byte-order mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.header)
    writer.writerows([_cell(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8")


def _cell(cell: Cell) -> str:
    """Numbers without needless digits; text never as a spreadsheet formula."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.6f}".rstrip("0").rstrip(".")
    if isinstance(cell, int):
        return str(cell)
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def labelled_network(graph: KnowledgeGraph) -> nx.Graph[str]:
    """The network of contacts with labels, kinds, measures and dates as attributes."""
    events = counted_events(graph)
    network = contact_network(events)
    names = names_of(graph)
    for agent in network:
        network.nodes[agent].update(_names(agent, names))
    for agent, number in graph.analysis.communities:
        network.nodes[agent]["community"] = number
    for found in graph.analysis.measures:
        if found.window == ALL:
            network.nodes[found.of][found.name] = found.value
    for contact in contacts(events):
        edge = network.edges[contact.between]
        known = [event.date.edtf for event in contact.events if event.date and event.date.edtf]
        edge["dates"] = "; ".join(known)
        edge["types"] = "; ".join(sorted({event.type for event in contact.events}))
        edge["events"] = "; ".join(event.key for event in contact.events)
    return network


def _names(agent: str, names: Names) -> dict[str, str]:
    """Attributes of a node; a language without a name is left out, as XML has no null."""
    label, hant, english = names.columns(agent)
    found = {"label": label, "label_hant": hant, "label_en": english, "kind": names.kind(agent)}
    return {name: _NOT_XML.sub("", text) for name, text in found.items() if text}


def _places(graph: KnowledgeGraph) -> list[tuple[str, tuple[float, float]]]:
    return [(key, (x, y)) for key, x, y in graph.analysis.positions]


def graphml_bytes(network: nx.Graph[str]) -> bytes:
    """GraphML by the writer on the standard library's XML (there is another one on lxml)."""
    from networkx.readwrite.graphml import GraphMLWriter

    writer = GraphMLWriter(encoding="utf-8", prettyprint=True)
    writer.add_graph_element(network)
    return _xml(writer.xml)


def gexf_bytes(network: nx.Graph[str], places: dict[str, tuple[float, float]]) -> bytes:
    """GEXF 1.2 with places, but without the day of writing and the writer's version."""
    from networkx.readwrite.gexf import GEXFWriter

    drawn = network.copy()
    for agent in drawn:
        x, y = places.get(agent, (0.0, 0.0))
        drawn.nodes[agent]["viz"] = {
            # the axis of GEXF points up
            "position": {"x": x, "y": -y, "z": 0.0},
            "size": 10.0 + drawn.nodes[agent].get("events", 0.0),
        }
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(drawn)
    for element in writer.xml.iter():
        if element.tag.endswith("meta"):
            element.attrib.pop("lastmodifieddate", None)
            for child in element:
                child.text = "diplomacy-kg"
    return _xml(writer.xml)


def _xml(root: ElementTree.Element) -> bytes:
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    return f"<?xml version='1.0' encoding='utf-8'?>\n{body}\n".encode()
