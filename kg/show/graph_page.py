"""graph.html: the interactive graph."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kg.model import KnowledgeGraph
from kg.network import analyse
from kg.show.book import make_book
from kg.show.data import page_data
from kg.show.page import asset, environment, json_block, policy, style
from kg.show.picture import vis_network_script
from kg.show.words import words

_SCRIPTS = ("core", "filter", "controls", "canvas", "panel", "search", "table", "main")


def write_graph_html(graph: KnowledgeGraph, path: Path) -> None:
    """Writes the page; the same graph gives the same bytes. OSError where it cannot."""
    path.write_bytes(graph_html(graph).encode("utf-8"))


def graph_html(graph: KnowledgeGraph) -> str:
    """The page as text. A graph without its analysis is analysed."""
    from markupsafe import Markup

    whole = graph if graph.analysis.positions else replace(graph, analysis=analyse(graph))
    library, script = vis_network_script(), graph_script()
    sheet = style("common.css", "graph/page.css")
    return environment().get_template("graph/page.html.j2").render(
        words=words(),
        policy=policy(scripts=(library, script), styles=(sheet,)),
        # our own files and JSON without "<": safe to stand as they are
        style=Markup(sheet),
        library=Markup(library),
        script=Markup(script),
        data=Markup(json_block(page_data(make_book(whole)))),
    )


def graph_script() -> str:
    """The scripts of the page in one, which leaves no name behind."""
    parts = "\n".join(asset(f"graph/{name}.js") for name in _SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}}})();'
