"""Where what a command prints cannot be written, or is not read to its end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PRINTING = [
    ("--help",),
    ("query",),
    ("query", "timeline", "--output", "OUTPUT"),
    ("explain", "2021-12-15", "--output", "OUTPUT"),
    ("export", "OUTPUT", "--format", "nt"),
    ("knowledge", "list"),
]


@pytest.fixture(params=PRINTING, ids=" ".join)
def program(request: pytest.FixtureRequest, built: Path) -> list[str]:
    """A command that prints, short or long."""
    words = [str(built) if word == "OUTPUT" else word for word in request.param]
    return [sys.executable, "-m", "kg", *words]


def test_a_full_disk_is_told_in_one_line(program: list[str], root: Path):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(program, cwd=root, stdout=full, stderr=subprocess.PIPE, check=False)
    told = "kg: stdout: cannot be written: no space left on device; send it elsewhere\n"
    assert (done.returncode, done.stderr.decode()) == (2, told)


def test_a_reader_that_stops_ends_it_in_silence(program: list[str], root: Path):
    with subprocess.Popen(
        program, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None and running.stderr is not None
        running.stdout.close()
        told = running.stderr.read()
    assert (running.returncode, told) == (0, b"")


def _closing(program: list[str], *numbers: int) -> list[str]:
    """The program as a shell starts it with these streams closed."""
    return ["sh", "-c", '"$@"' + "".join(f" {number}>&-" for number in numbers), "sh", *program]


def test_a_closed_stdout_is_told_in_one_line(program: list[str], root: Path):
    done = subprocess.run(_closing(program, 1), cwd=root, stderr=subprocess.PIPE, check=False)
    told = "kg: stdout: cannot be written: bad file descriptor; send it elsewhere\n"
    assert (done.returncode, done.stderr.decode()) == (2, told)


def test_a_build_with_all_streams_closed_is_whole(built: Path, root: Path, tmp_path: Path):
    seeds, output = str(root / "seeds"), str(tmp_path / "output")
    program = [sys.executable, "-m", "kg", "build", seeds, "-o", output, "-q"]
    assert subprocess.run(_closing(program, 0, 1, 2), cwd=root, check=False).returncode == 0
    graph = (tmp_path / "output" / "graph.ttl").read_bytes()
    assert graph == (built / "graph.ttl").read_bytes()


def test_a_closed_stdin_has_no_query(built: Path, root: Path):
    program = [sys.executable, "-m", "kg", "query", "-", "--output", str(built)]
    done = subprocess.run(
        _closing(program, 0), cwd=root, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (2, "kg: stdin: holds no query; pipe one into it\n")
