"""Where the files that come with the package are: data, ontology, queries.

In a source checkout ``ontology/`` and ``queries/`` stand beside the package; the wheel carries
them inside it. ``data/`` is always inside.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_dir() -> Path:
    """The folder of the knowledge files."""
    return _folder("data")


def ontology_dir() -> Path:
    """The folder of kg.ttl, shapes.ttl and topics.ttl."""
    return _folder("ontology")


def queries_dir() -> Path:
    """The folder of the SPARQL queries."""
    return _folder("queries")


def _folder(name: str) -> Path:
    for parent in (_PACKAGE, _PACKAGE.parent):
        if (parent / name).is_dir():
            return parent / name
    raise FileNotFoundError(
        f"the folder {name}/ of diplomacy-kg is missing below {_PACKAGE}; install the package again"
    )
