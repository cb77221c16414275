"""The show stage: pages for people, each one file that works without network."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.show.graph_page import write_graph_html
    from kg.show.report import write_report_html

__all__ = ["write_graph_html", "write_report_html"]
_HOMES = {"write_graph_html": "kg.show.graph_page", "write_report_html": "kg.show.report"}


def __getattr__(name: str) -> object:
    """Imports a page's module when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'kg.show' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
