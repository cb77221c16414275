"""What the one who runs ``kg`` has no right to read."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

ASKING = [
    ("query", "timeline", "--output"),
    ("explain", "2021-12-15", "--output"),
    ("validate",),
    ("serve",),
    ("export",),
    ("evaluate", "--gold", "GOLD", "--output"),
]


@pytest.mark.parametrize("command", ASKING, ids=lambda command: str(command[0]))
@pytest.mark.parametrize(("shut", "mode"), [("", 0), ("", 0o444), ("graph.ttl", 0)])
def test_an_output_that_may_not_be_read_is_wrong_usage(
    run, built: Path, root: Path, open_folder: Path, unprivileged: Callable,
    command: tuple[str, ...], shut: str, mode: int,
):  # fmt: skip
    output = shutil.copytree(built, open_folder / "output")
    gold = shutil.copy(root / "tests" / "gold" / "seeds.json", open_folder)
    command = tuple(str(gold) if word == "GOLD" else word for word in command)
    run(*command, "nowhere")  # imports what it needs, while all may be read
    (output / shut).chmod(mode)
    with unprivileged():
        done = run(*command, output)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{output}" in done.stderr and "cannot be read: permission denied" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("command", "name"),
    [(ASKING[1], "articles.jsonl"), (ASKING[2], "articles.jsonl"), (ASKING[2], "dataset.nq.gz")],
)
def test_a_file_of_it_that_may_not_be_read_is_named(
    run, built: Path, open_folder: Path, unprivileged: Callable,
    command: tuple[str, ...], name: str,
):  # fmt: skip
    output = shutil.copytree(built, open_folder / "output")
    run(*command, output)
    (output / name).chmod(0)
    with unprivileged():
        done = run(*command, output)
    assert done.returncode == 2
    assert f"{output / name}: cannot be read: permission denied" in done.stderr


@pytest.mark.parametrize("shut", ["", "people.yaml"])
def test_knowledge_that_may_not_be_read_is_wrong_usage(
    run, open_folder: Path, unprivileged: Callable, shut: str
):
    (open_folder / "own").mkdir()
    (open_folder / "own" / "people.yaml").write_text("[]", encoding="utf-8")
    run("knowledge", "check", open_folder / "own")
    (open_folder / "own" / shut).chmod(0)
    with unprivileged():
        done = run("knowledge", "check", open_folder / "own")
    assert done.returncode == 2
    assert f"{open_folder / 'own' / shut}: cannot be read: permission denied" in done.stderr


@pytest.mark.usefixtures("built")
def test_an_input_that_may_not_be_read_is_named(
    run, open_folder: Path, unprivileged: Callable
):
    (open_folder / "news").mkdir(mode=0)
    (open_folder / "out").mkdir()
    (open_folder / "out").chmod(0o777)
    with unprivileged():
        done = run("build", open_folder / "news", "-o", open_folder / "out" / "output")
    assert done.returncode == 1
    assert "kg: news: cannot be read: permission denied" in done.stderr


@pytest.mark.usefixtures("built")
def test_an_old_output_that_may_not_be_read_is_not_replaced(
    run, open_folder: Path, seeds: Path, unprivileged: Callable
):
    (open_folder / "output").mkdir(mode=0)
    with unprivileged():
        done = run("build", seeds, "-o", open_folder / "output")
    assert done.returncode == 2
    assert f"{open_folder / 'output'}: cannot be" in done.stderr
    assert "Traceback" not in done.stderr
