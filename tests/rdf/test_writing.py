"""What is written by forms and in pieces is what the writers for anything write."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable
from pathlib import Path

import pytest
from told_sample import sample

from kg.rdf.forms import FormWriter
from kg.rdf.nodes import Said
from kg.rdf.packing import packing
from kg.rdf.prefixes import prefixes_below
from kg.rdf.triples import resources
from kg.rdf.turtle import TurtleWriter
from kg.rdf.write import n_quads, write_output

BASE = "https://example.org/50%25/id"
SUBJECT, GRAPH = f"<{BASE}/event/a>", f"<{BASE}/graph/merge>"
VALUES = ['"習近平"@zh-hant', '"1"^^<http://www.w3.org/2001/XMLSchema#integer>', '"%s"',
          f"<{BASE}/person/a>", '"2020-01-01"^^<http://www.w3.org/2001/XMLSchema#date>']


def test_the_files_hold_what_the_quads_say(tmp_path: Path) -> None:
    write_output(sample(), tmp_path, BASE)
    told = list(resources(sample(), BASE))
    writer = TurtleWriter(prefixes_below(BASE))
    turtle = writer.header() + "".join(
        writer.resource(quad.triple for quad in quads) for quads in told)
    assert (tmp_path / "graph.ttl").read_text("utf-8") == turtle
    packed = gzip.decompress((tmp_path / "dataset.nq.gz").read_bytes())
    assert packed == b"".join(map(n_quads, told))


@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_form_is_written_as_any_resource(count: int) -> None:
    pairs = [(f"<{BASE}/{name}>", value) for name in "ba" for value in VALUES[:count]]
    pairs += [("<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", f"<{BASE}/b%c>"), pairs[0]]
    said = Said(GRAPH, tuple(p for p, _ in pairs), [o for _, o in pairs])
    quads = sorted(set(said.quads(SUBJECT)))
    writer = TurtleWriter(prefixes_below(BASE))
    turtle = writer.resource(quad.triple for quad in quads)
    assert FormWriter(writer).write(SUBJECT, said) == (turtle, n_quads(quads))


def packed(lines: Iterable[bytes]) -> bytes:
    target = io.BytesIO()
    with packing(target) as pack:
        for line in lines:
            pack(line)
    return target.getvalue()


LINES = [f"{number * number} ".encode() * (number % 97) + b"\n" for number in range(9000)]
LINES.insert(4000, b"long " * 4000 + b"\n")


def test_packed_lines_come_out_as_they_were() -> None:
    assert gzip.decompress(packed(LINES)) == b"".join(LINES)


def test_how_many_lines_are_packed_at_a_time_changes_no_byte() -> None:
    by_hundreds = [b"".join(LINES[at : at + 100]) for at in range(0, len(LINES), 100)]
    assert packed(LINES) == packed(by_hundreds) == packed([b"".join(LINES)])


def test_nothing_can_be_packed() -> None:
    assert gzip.decompress(packed([])) == b""
