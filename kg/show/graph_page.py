"""graph.html: the interactive graph."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kg.model import KnowledgeGraph
from kg.network import analyse
from kg.show.book import make_book, textless
from kg.show.data import Json, page_data
from kg.show.lines import STAND_INS
from kg.show.page import asset, environment, json_block, policy, style
from kg.show.picture import MARKS, SHAPES, vis_network_script
from kg.show.words import words

_SCRIPTS = ("core", "filter", "controls", "canvas", "panel", "search", "table", "main")


def write_graph_html(graph: KnowledgeGraph, path: Path, *, without_text: bool = False) -> None:
    """Writes the page; the same graph gives the same bytes. OSError where it cannot.

    ``without_text`` leaves the sentences of articles out; their sources stay.
    """
    path.write_bytes(graph_html(textless(graph) if without_text else graph).encode("utf-8"))


def graph_html(graph: KnowledgeGraph) -> str:
    """The page as text. A graph without its analysis is analysed."""
    from markupsafe import Markup

    whole = graph if graph.analysis.positions else replace(graph, analysis=analyse(graph))
    data = page_data(make_book(whole))
    library, script = vis_network_script(), graph_script()
    sheet = style(
        "common.css", "graph/page.css", dark='[data-theme="dark"]', light='[data-theme="light"]'
    )
    return environment().get_template("graph/page.html.j2").render(
        words=words(),
        marks=MARKS,
        shapes=SHAPES,
        **choices(data),
        policy=policy(scripts=(library, script), styles=(sheet,)),
        # our own files and JSON without "<": safe to stand as they are
        style=Markup(sheet),
        library=Markup(library),
        script=Markup(script),
        data=Markup(json_block(data)),
    )


def choices(data: Json) -> dict[str, list[str]]:
    """What the filters offer: only what the data have."""
    nodes = data["nodes"].values()
    return {
        "kinds": [kind for kind in SHAPES if any(node["kind"] == kind for node in nodes)],
        "topics": [key for key, node in data["nodes"].items() if node["kind"] == "topic"],
        "types": sorted({node["type"] for node in nodes if "type" in node}),
        "statuses": sorted({node["status"] for node in nodes if "status" in node}),
        "sizes": ["appearances", *sorted({name for node in nodes for name in node.get("m", ())})],
        "relations": sorted({edge["relation"] for edge in data["picture"]["edges"]} - STAND_INS),
    }


def graph_script() -> str:
    """The scripts of the page in one, which leaves no name behind."""
    parts = "\n".join(asset(f"graph/{name}.js") for name in _SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}}})();'
