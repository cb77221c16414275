"""The command line as a user runs it, and one build of the seeds for all tests."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def run(root: Path) -> Run:
    """Run ``kg`` with arguments; ``env`` and ``cwd`` as given, stdout and stderr as text."""

    def run(
        *arguments: object, env: dict[str, str] | None = None, cwd: Path = root, stdin: str = ""
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "kg", *map(str, arguments)],
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(root), "COLUMNS": "200", **(env or {})},
            input=stdin,
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
