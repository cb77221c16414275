"""Comunica, which shares no code with the engines used here, finds the same rows.

Their order is left out: Comunica sorts strings by the rules of a language, not by code points.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.rdf.answers import Blank, Cell, Iri, Table, literal
from kg.rdf.engines import evaluate
from kg.rdf.queries import Query, catalogue
from kg.resources import queries_dir

SCRIPT = Path(__file__).parent / "comunica.mjs"
QUERIES = pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.id)


@pytest.fixture(scope="module")
def by_comunica(graph_of: Callable[[str], Path], root: Path) -> Mapping[str, Any]:
    """Comunica's answers on the seeds, by query id."""
    if not shutil.which("node") or not (root / "tests" / "node_modules" / "@comunica").is_dir():
        pytest.skip("Comunica is not installed: npm ci --prefix tests")
    files = [str(path) for path in sorted(queries_dir().glob("*.rq"))]
    command = ["node", str(SCRIPT), str(graph_of("seeds")), *files]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    return {Path(answer["file"]).stem: answer for answer in answers}


def cell(told: list[str] | None) -> Cell:
    """A cell as the script prints it."""
    if told is None:
        return None
    kind, value, datatype, language = told
    if kind == "NamedNode":
        return Iri(value)
    return Blank(value) if kind == "BlankNode" else literal(value, datatype, language)


@QUERIES
def test_comunica_finds_the_same_rows(
    query: Query, by_comunica: Mapping[str, Any], in_oxigraph: Callable[[str], ox.Store]
) -> None:
    table = evaluate(in_oxigraph("seeds"), query.text)
    assert isinstance(table, Table)
    answer = by_comunica[query.id]
    assert "error" not in answer, answer["error"]
    places = [answer["columns"].index(name) for name in table.columns]
    rows = [tuple(cell(row[place]) for place in places) for row in answer["rows"]]
    assert sorted(rows, key=repr) == sorted(table.rows, key=repr)
