"""What commands say of an output that a build replaces while they read it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.folders import replaced

READING = [
    (("validate", "OUTPUT"), "kg.rdf.validate.load_rdflib"),
    (("explain", "2019-04-26", "--output", "OUTPUT"), "kg.show.explain.read_back"),
    (("evaluate", "--gold", "GOLD", "--output", "OUTPUT"), "kg.evaluate.output.read_back"),
    (("export", "OUTPUT"), "kg.rdf.export.graph_triples"),
]


@pytest.fixture(scope="module")
def old_and_new(run, seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The outputs of a build of one seed, and of another one below another base."""
    folder = tmp_path_factory.mktemp("outputs")
    other, one = sorted(seeds.iterdir())[:2]
    run("build", one, "-o", folder / "old", "-q")
    run("build", other, "-o", folder / "new", "-q", "--base-iri", "https://example.org/id")
    return folder / "old", folder / "new"


@pytest.mark.parametrize(("command", "half_way"), READING, ids=[c[0] for c, _ in READING])
def test_what_is_told_is_of_the_new_output_alone(
    run, old_and_new: tuple[Path, Path], root: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], half_way: str,
):  # fmt: skip
    output, (old, new) = tmp_path / "output", old_and_new
    shutil.copytree(new, output)
    names = {"OUTPUT": str(output), "GOLD": str(root / "tests/gold/seeds.json")}
    words = [names.get(word, word) for word in command]
    wanted = run(*words)
    shutil.rmtree(output)
    shutil.copytree(old, output)
    module, _, name = half_way.rpartition(".")
    read, todo = getattr(__import__(module, fromlist=[name]), name), [new]

    def and_build(*arguments: object, **options: object) -> object:
        found = read(*arguments, **options)
        while todo:
            with replaced(output) as fresh:
                shutil.copytree(todo.pop(), fresh, dirs_exist_ok=True)
        return found

    monkeypatch.setattr(half_way, and_build)
    told = run(*words)
    assert (told.returncode, told.stdout, told.stderr) == (
        wanted.returncode, wanted.stdout, wanted.stderr
    )
    assert not todo
