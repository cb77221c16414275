"""What a query is expected to answer, how an answer is held against it, and the graphs asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pyoxigraph as ox
import pytest
import rdflib

from kg.articles.script import simplify
from kg.rdf.answers import Table
from kg.rdf.store import load_oxigraph, load_rdflib

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"
SMALL = HERE / "small.ttl"

Pattern = str | int | list[str | int]
Row = tuple[str, ...]


class Expectation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One call of one query; expected/seeds/README.md tells what the keys mean."""

    query: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Pattern, ...], ...]
    arguments: dict[str, str] = {}
    optional: tuple[tuple[Pattern, ...], ...] = ()
    forbidden: tuple[tuple[Pattern, ...], ...] = ()
    open: bool = False
    ordered: bool = False
    unordered_pair: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """An expectation, and the file and folder it is from."""

    folder: str
    name: str
    expected: Expectation


def read_cases(folder: str) -> list[Case]:
    """The expectations of a folder, by name of the file."""
    return [
        Case(folder, path.stem, msgspec.yaml.decode(path.read_bytes(), type=Expectation))
        for path in sorted((EXPECTED / folder).glob("*.yaml"))
    ]


def differences(table: Table, expected: Expectation) -> list[str]:
    """How the answer differs from what is expected; empty where it does not."""
    got = _projected(table, expected)
    return [*_missing(got, expected), *_unexpected(got, expected), *_out_of_order(got, expected)]


def _projected(table: Table, expected: Expectation) -> list[Row]:
    """The rows in the columns compared, each once, in the order of the answer."""
    places = [table.columns.index(name) for name in expected.columns]
    rows = (tuple(row[place] for place in places) for row in table.texts())
    return list(dict.fromkeys(rows))


def _missing(got: Sequence[Row], expected: Expectation) -> Iterator[str]:
    fits = _row_matcher(expected)
    for row in expected.rows:
        if not any(fits(row, found) for found in got):
            yield f"missing: {list(row)}"


def _unexpected(got: Sequence[Row], expected: Expectation) -> Iterator[str]:
    fits = _row_matcher(expected)
    for found in got:
        allowed = expected.open or any(
            fits(row, found) for row in (*expected.rows, *expected.optional)
        )
        if not allowed:
            yield f"not expected: {list(found)}"
        if any(fits(row, found) for row in expected.forbidden):
            yield f"forbidden: {list(found)}"


def _out_of_order(got: Sequence[Row], expected: Expectation) -> Iterator[str]:
    if not expected.ordered:
        return
    fits = _row_matcher(expected)
    firsts = [
        next((place for place, found in enumerate(got) if fits(row, found)), len(got))
        for row in expected.rows
    ]
    if firsts != sorted(firsts):
        yield f"out of order: {[list(row) for row in got]}"


def _row_matcher(expected: Expectation) -> Callable[[Sequence[Pattern], Row], bool]:
    pair = [expected.columns.index(name) for name in expected.unordered_pair]

    def fits(pattern: Sequence[Pattern], found: Row) -> bool:
        if all(map(_cell_fits, pattern, found)):
            return True
        if not pair:
            return False
        left, right = pair
        turned = list(found)
        turned[left], turned[right] = found[right], found[left]
        return all(map(_cell_fits, pattern, turned))

    return fits


def _cell_fits(pattern: Pattern, cell: str) -> bool:
    if isinstance(pattern, list):
        return any(_cell_fits(one, cell) for one in pattern)
    wanted = simplify(str(pattern))
    found = simplify(cell)
    if wanted == "*" or wanted == found:
        return True
    if wanted.startswith("~"):
        return wanted[1:] in found
    return _number_fits(wanted, found)


def _number_fits(wanted: str, found: str) -> bool:
    number, low, high = _number(found), *map(_number, (wanted.split("..") * 2)[:2])
    if number is None or low is None or high is None:
        return False
    return low <= number <= high


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test a file of expectations."""
    if "case" in metafunc.fixturenames:
        cases = [*read_cases("seeds"), *read_cases("articles")]
        metafunc.parametrize("case", cases, ids=lambda case: f"{case.folder}/{case.name}")


@pytest.fixture(scope="session")
def holding() -> SimpleNamespace:
    """The functions above, for the tests beside."""
    return SimpleNamespace(differences=differences, read_cases=read_cases, Expectation=Expectation)


@pytest.fixture(scope="session")
def graph_of(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The graph.ttl of the seeds, as it is committed, and that of our own articles."""
    from kg import pipeline
    from kg.rdf.write import write_output

    made: dict[str, Path] = {"seeds": root / "output" / "graph.ttl"}

    def graph(folder: str) -> Path:
        if folder not in made:
            output = tmp_path_factory.mktemp(folder)
            articles = sorted((HERE / folder).glob("*.txt"))
            write_output(pipeline.build(articles), output, pipeline.DEFAULT_BASE)
            made[folder] = output / "graph.ttl"
        return made[folder]

    return graph


@pytest.fixture(scope="session")
def in_oxigraph(graph_of: Callable[[str], Path]) -> Callable[[str], ox.Store]:
    """The graph of a folder in Oxigraph."""
    loaded: dict[str, ox.Store] = {}

    def store(folder: str) -> ox.Store:
        if folder not in loaded:
            loaded[folder] = load_oxigraph(graph_of(folder))
        return loaded[folder]

    return store


@pytest.fixture(scope="session")
def in_rdflib(graph_of: Callable[[str], Path]) -> Callable[[str], rdflib.Graph]:
    """The graph of a folder in rdflib."""
    loaded: dict[str, rdflib.Graph] = {}

    def graph(folder: str) -> rdflib.Graph:
        if folder not in loaded:
            loaded[folder] = load_rdflib(graph_of(folder))
        return loaded[folder]

    return graph


@pytest.fixture(scope="session")
def small() -> ox.Store:
    """A small graph written by hand, in Oxigraph."""
    return load_oxigraph(SMALL)


@pytest.fixture(scope="session")
def small_in_rdflib() -> rdflib.Graph:
    """The small graph in rdflib."""
    return load_rdflib(SMALL)


@pytest.fixture(scope="session")
def small_file() -> Path:
    """The file of the small graph."""
    return SMALL
