"""The command line as a user runs it, and one build of the seeds for all tests."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from kg.cli import main

Run = Callable[..., CompletedProcess[str]]


def _run_here(*arguments: object, stdin: str = "", env: dict[str, str] | None = None):
    """``kg`` in this process: quick, and its coverage is counted."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="ascii") for _ in range(2)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["kg", *map(str, arguments)])
        patch.setattr(sys, "stdin", io.StringIO(stdin))
        patch.setattr(sys, "stdout", streams[0])
        patch.setattr(sys, "stderr", streams[1])
        for name, value in {"COLUMNS": "200", **(env or {})}.items():
            patch.setenv(name, value)
        try:
            main()
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        for stream in streams:
            stream.flush()
    out, err = (stream.buffer.getvalue().decode("utf-8") for stream in streams)
    return CompletedProcess(list(map(str, arguments)), code, out, err)


@pytest.fixture(scope="session")
def run() -> Run:
    """Run ``kg`` with arguments; the result has its exit code, stdout and stderr as text."""
    return _run_here


@pytest.fixture(scope="session")
def run_apart(root: Path) -> Run:
    """The same in a process of its own, with an environment of its own."""

    def run(*arguments: object, env: dict[str, str] | None = None) -> CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "kg", *map(str, arguments)],
            cwd=root,
            env={**os.environ, **(env or {})},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def built(run: Run, seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a build of the seeds."""
    output = tmp_path_factory.mktemp("built") / "output"
    done = run("build", seeds, "--output", output, "--quiet")
    assert done.returncode == 0, done.stderr
    return output
