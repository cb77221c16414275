"""What the README tells a user to type works."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"(?:^    .*\n)+", README, re.MULTILINE)
LINES = [line.strip() for block in BLOCKS for line in block.splitlines()]
ASKED = sorted(
    {
        line.removeprefix(".venv/bin/").split("  #")[0].strip()
        for line in LINES
        if re.match(r"(\.venv/bin/)?kg (query|explain)", line)
    }
)


def test_there_are_examples():
    assert len(ASKED) >= 9


@pytest.mark.parametrize("command", ASKED)
def test_every_question_of_the_readme_is_answered(run, built: Path, command: str):
    done = run(*shlex.split(command)[1:], "--output", built)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) >= 2 and "\n0 rows" not in done.stdout


def test_the_sparql_of_the_readme_is_answered(run, built: Path):
    (line,) = (line for line in LINES if line.startswith("echo '"))
    done = run("query", "-", "--output", built, stdin=line.split("'")[1])
    assert done.returncode == 0, done.stderr
    assert "2020-03-12" in done.stdout


def test_the_python_of_the_readme_runs(root: Path, tmp_path: Path):
    (block,) = (block for block in BLOCKS if block.lstrip().startswith("import kg"))
    program = re.sub(r"^    ", "", block, flags=re.MULTILINE)
    program = program.replace('"seeds/"', repr(str(root / "seeds")))
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True,
        env={"PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"}, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "2020-09-23 VideoMeeting person/" in done.stdout
    assert (tmp_path / "output" / "graph.html").is_file()


def test_the_knowledge_of_the_readme_is_right(run, tmp_path: Path):
    found = 0
    for line in LINES:
        match = re.match(r"mine/(\S+\.yaml)\s+(- .*)", line)
        if match:
            file = tmp_path / match[1]
            file.parent.mkdir(exist_ok=True)
            file.write_text(match[2] + "\n", encoding="utf-8")
            found += 1
    assert found == 3
    done = run("knowledge", "check", tmp_path)
    assert done.returncode == 0, done.stderr


def test_every_file_that_the_readme_names_is_there(root: Path):
    named = re.findall(r"[(`]((?:docs|ontology|tests|kg/data|queries|seeds)/[\w./-]*)[)`]", README)
    assert len(named) >= 6
    assert [name for name in named if not (root / name).exists()] == []
