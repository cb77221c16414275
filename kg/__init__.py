"""From Chinese news articles to an evidence-backed knowledge graph of diplomacy.

    import kg
    graph = kg.build(["seeds/"])
    kg.write(graph, "output")

Importing this package imports nothing else of it: ``kg --help`` is quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = ["BuildOptions", "KnowledgeGraph", "__version__", "build", "write"]

if TYPE_CHECKING:
    from kg.model import KnowledgeGraph
    from kg.pipeline import BuildOptions, build, write


def __getattr__(name: str) -> object:
    """Import the pipeline when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    from kg import model, pipeline

    return getattr(model if name == "KnowledgeGraph" else pipeline, name)


def __dir__() -> list[str]:
    return sorted(__all__)
