"""Answers as people and programs want them: a table to read, CSV, JSON, Turtle."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import Literal as OneOf
from typing import TypeAlias

from kg.rdf.answers import (
    LANG_STRING,
    STRING,
    XSD,
    Answer,
    Blank,
    Cell,
    Graph,
    Iri,
    Literal,
    Table,
    Truth,
)
from kg.rdf.engines import term_text
from kg.terms import PREFIXES

Format: TypeAlias = OneOf["table", "csv", "json", "ttl"]
FORMATS: tuple[Format, ...] = ("table", "csv", "json", "ttl")
_RESULT_SET = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_NUMBERS = frozenset(f"{XSD}{name}" for name in ("integer", "decimal", "double", "float"))
# A spreadsheet takes a cell that begins so for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # what a terminal might obey
_NAME_WIDTH = 26  # columns; what is said needs the room more than what it is called
_DATA_KINDS = ("event/", "statement/", "evidence/", "article/", "person/", "place/", "decision/")


def render(answer: Answer, form: Format, *, width: int = 120) -> str:
    """The answer as text that ends with a newline. ``width`` in columns, for ``table`` only."""
    match form:
        case "table":
            return _as_table(answer, width)
        case "csv":
            return _as_csv(answer)
        case "json":
            return _as_json(answer)
        case "ttl":
            return _as_turtle(answer)


def _tabular(answer: Answer) -> Table:
    """Any answer as a table: a graph by subject, predicate, object; a truth as one cell."""
    match answer:
        case Table():
            return answer
        case Graph(triples, cut):
            return Table(("subject", "predicate", "object"), triples, cut)
        case Truth(value):
            truth = Literal("true" if value else "false", f"{XSD}boolean")
            return Table(("answer",), ((truth,),))


# --- to read -------------------------------------------------------------------------------


def _as_table(answer: Answer, width: int) -> str:
    """A table for a terminal. Cells are text: nothing in them is markup or a control code."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as Drawn
    from rich.text import Text

    table = _tabular(answer)
    drawn = Drawn(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for place, column in enumerate(table.columns):
        named = all(isinstance(row[place], Iri) for row in table.rows)
        drawn.add_column(column, overflow="fold", max_width=_NAME_WIDTH if named else None)
    for row in _without_repeats(table):
        drawn.add_row(*(Text(_CONTROLS.sub("", cell)) for cell in row))
    target = io.StringIO()
    console = Console(file=target, width=width, color_system=None, legacy_windows=False)
    console.print(drawn)
    lines = [line.rstrip() for line in target.getvalue().splitlines()]
    return "\n".join([*lines, _count(table)]) + "\n"


def _count(table: Table) -> str:
    rows = f"{len(table.rows)} row{'' if len(table.rows) == 1 else 's'}"
    return f"{rows}; there are more" if table.cut else rows


def _without_repeats(table: Table) -> Iterator[tuple[str, ...]]:
    """The rows, with what repeats the row above left blank from the left, as in a book."""
    above: tuple[str, ...] = ()
    for row in table.rows:
        cells = tuple(map(_short, row))
        same = next((i for i, (a, b) in enumerate(zip(above, cells, strict=False)) if a != b), 0)
        yield ("",) * same + cells[same:]
        above = cells


def _short(cell: Cell) -> str:
    """A cell for reading: IRIs by their prefix, or by kind and local part."""
    if not isinstance(cell, Iri):
        return cell.value if cell else ""
    for prefix, namespace in PREFIXES.items():
        if cell.value.startswith(namespace):
            return f"{prefix}:{cell.value.removeprefix(namespace)}"
    path = "/".join(cell.value.rsplit("/", 2)[-2:])
    return path if path.startswith(_DATA_KINDS) else cell.value


# --- CSV -----------------------------------------------------------------------------------


def _as_csv(answer: Answer) -> str:
    """CSV as SPARQL 1.1 has it, safe to open in a spreadsheet: a formula gets a quote before it."""
    table = _tabular(answer)
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(table.columns)
    writer.writerows([_harmless(cell) for cell in row] for row in table.rows)
    return target.getvalue()


def _harmless(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Blank):
        return f"_:{cell.value}"
    number = isinstance(cell, Literal) and cell.datatype in _NUMBERS
    risky = cell.value.startswith(_FORMULA_STARTS) and not number
    return f"'{cell.value}" if risky else cell.value


# --- JSON ----------------------------------------------------------------------------------


def _as_json(answer: Answer) -> str:
    """SPARQL 1.1 Query Results JSON; a graph as the table of its triples."""
    if isinstance(answer, Truth):
        return json.dumps({"head": {}, "boolean": answer.value}) + "\n"
    table = _tabular(answer)
    rows = [
        {name: _json_term(cell) for name, cell in zip(table.columns, row, strict=True) if cell}
        for row in table.rows
    ]
    found = {"head": {"vars": list(table.columns)}, "results": {"bindings": rows}}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _json_term(cell: Cell) -> dict[str, str]:
    match cell:
        case Iri(value):
            return {"type": "uri", "value": value}
        case Blank(value):
            return {"type": "bnode", "value": value}
        case Literal(value, _, language) if language:
            return {"type": "literal", "value": value, "xml:lang": language}
        case Literal(value, datatype) if datatype != STRING:
            return {"type": "literal", "value": value, "datatype": datatype}
        case Literal(value):
            return {"type": "literal", "value": value}
    raise ValueError("an unbound cell has no JSON")


def read_json(text: str | bytes) -> Answer:
    """The answer that :func:`render` wrote as JSON; graphs come back as tables."""
    found = json.loads(text)
    if "boolean" in found:
        return Truth(bool(found["boolean"]))
    columns = tuple(found["head"]["vars"])
    rows = tuple(
        tuple(_from_json(row[name]) if name in row else None for name in columns)
        for row in found["results"]["bindings"]
    )
    return Table(columns, rows)


def _from_json(term: dict[str, str]) -> Cell:
    if term["type"] == "uri":
        return Iri(term["value"])
    if term["type"] == "bnode":
        return Blank(term["value"])
    if "xml:lang" in term:
        return Literal(term["value"], LANG_STRING, term["xml:lang"])
    return Literal(term["value"], term.get("datatype", STRING))


# --- Turtle --------------------------------------------------------------------------------


def _as_turtle(answer: Answer) -> str:
    """A graph as its triples; a table as a result set in the vocabulary of the W3C's test cases."""
    if isinstance(answer, Graph):
        return "".join(f"{' '.join(map(term_text, triple))} .\n" for triple in answer.triples)
    head = f"@prefix rs: <{_RESULT_SET}> .\n\n[] a rs:ResultSet"
    if isinstance(answer, Truth):
        return f"{head} ;\n    rs:boolean {'true' if answer.value else 'false'} .\n"
    parts = [head]
    parts += [f"    rs:resultVariable {_quoted(name)}" for name in answer.columns]
    solutions = (_solution(answer, *numbered) for numbered in enumerate(answer.rows, 1))
    parts += [f"    rs:solution [\n{solution} ]" for solution in solutions]
    return " ;\n".join(parts) + " .\n"


def _solution(table: Table, number: int, row: Iterable[Cell]) -> str:
    bound = [
        f"        rs:binding [ rs:variable {_quoted(name)} ; rs:value {term_text(cell)} ]"
        for name, cell in zip(table.columns, row, strict=True)
        if cell
    ]
    return " ;\n".join([f"        rs:index {number}", *bound])


def _quoted(name: str) -> str:
    return term_text(Literal(name))
