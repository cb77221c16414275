"""What a query answers: a table, a graph, or yes or no; the same values whatever the engine."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from kg.terms import PREFIXES

XSD = PREFIXES["xsd"]
STRING = f"{XSD}string"
LANG_STRING = f"{PREFIXES['rdf']}langString"


@dataclass(frozen=True, slots=True, order=True)
class Iri:
    """A node with a name."""

    value: str


@dataclass(frozen=True, slots=True, order=True)
class Blank:
    """A node without a name; the label means nothing outside its answer."""

    value: str


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A value as written. ``datatype`` is an IRI; ``language`` a tag in lower case, or empty."""

    value: str
    datatype: str = STRING
    language: str = ""


def literal(value: str, datatype: str = STRING, language: str = "") -> Literal:
    """A literal as all engines would write it: some keep 0.90 as it was, others make it 0.9."""
    if datatype == f"{XSD}decimal":
        with suppress(InvalidOperation):
            value = f"{Decimal(value):f}"
            value = (value.rstrip("0").rstrip(".") if "." in value else value) or "0"
    elif datatype == f"{XSD}integer" and value.lstrip("+-").isdecimal():
        value = str(int(value))
    elif datatype == f"{XSD}boolean":
        value = {"1": "true", "0": "false"}.get(value, value)
    return Literal(value, datatype, language.lower())


Term: TypeAlias = Iri | Blank | Literal
Cell: TypeAlias = Term | None  # None: unbound
Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a SELECT, in order. ``cut`` is true where a limit left some out."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    cut: bool = False

    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The rows as plain text; what is unbound is empty."""
        return tuple(tuple(cell.value if cell else "" for cell in row) for row in self.rows)

    def __repr__(self) -> str:
        return f"<Table {' '.join(self.columns)}: {len(self.rows)} rows>"


@dataclass(frozen=True, slots=True)
class Graph:
    """The triples of a CONSTRUCT or DESCRIBE, sorted. ``cut`` as in a table."""

    triples: tuple[tuple[Term, Term, Term], ...]
    cut: bool = False

    def __repr__(self) -> str:
        return f"<Graph {len(self.triples)} triples>"


@dataclass(frozen=True, slots=True)
class Truth:
    """The answer of an ASK."""

    value: bool


Answer: TypeAlias = Table | Graph | Truth
