"""Help: quick, whole, and every command in the README."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
import typer

import kg
from kg.cli import app

COMMANDS = (
    "build", "query", "explain", "validate", "serve", "export", "load", "knowledge", "evaluate",
)  # fmt: skip
HEAVY = ("rdflib", "networkx", "bs4", "pyvis", "pyoxigraph", "opencc", "lxml", "yaml", "numpy")


def _options() -> list[tuple[str, str, str | None]]:
    """(command, parameter, help) of all."""
    group = typer.main.get_command(app)
    found: list[tuple[str, str, str | None]] = []
    todo = [("kg", group)]
    while todo:
        name, command = todo.pop()
        todo += [(f"{name} {sub}", c) for sub, c in getattr(command, "commands", {}).items()]
        found += [(name, p.name or "", getattr(p, "help", None)) for p in command.params]
    return found


def test_all_commands_are_there():
    assert sorted(typer.main.get_command(app).commands) == sorted(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(run, command: str):
    done = run(command, "--help")
    assert done.returncode == 0
    assert "Usage:" in done.stdout
    assert done.stderr == ""


def test_every_option_has_help():
    assert [option for option in _options() if not option[2] and option[1] != "help"] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(root: Path, command: str):
    assert f"kg {command}" in (root / "README.md").read_text(encoding="utf-8")


def test_every_option_is_in_the_readme(root: Path):
    readme = (root / "README.md").read_text(encoding="utf-8")
    options = {f"--{name.replace('_', '-')}" for _, name, _ in _options() if name not in ARGUMENTS}
    assert sorted(option for option in options if option not in readme) == []


ARGUMENTS = {"inputs", "event", "path", "kind", "folders", "query", "bindings", "help"}


def test_help_takes_less_than_200_ms(root: Path):
    """The processor's time, the best of five: what else the machine does must not count."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("COV")}
    seconds = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, "-m", "kg", "--help"],
            cwd=root, env=environment, stdout=subprocess.DEVNULL, check=True,
        )  # fmt: skip
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(seconds) < 0.2


def test_help_imports_nothing_heavy(root: Path):
    program = f"import sys, kg.cli; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_version(run_apart):
    assert run_apart("--version").stdout == f"kg {kg.__version__}\n"


def test_an_unknown_command_is_wrong_usage(run_apart):
    done = run_apart("biuld")
    assert done.returncode == 2
    assert done.stdout == ""


def test_completion_is_offered_for_the_shell(run_apart):
    asked = {"_KG_COMPLETE": "complete_bash", "COMP_WORDS": "kg ex", "COMP_CWORD": "1"}
    done = run_apart(env=asked)
    assert sorted(done.stdout.split()) == ["explain", "export"]
