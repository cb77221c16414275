"""The output folder is written beside and moved into place."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import folders
from kg.folders import OutputChanging, OutputRefused, check_output, read_steadily, replaced


@pytest.fixture(params=["exchange", "two renames", "file by file"])
def any_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The three ways to put a folder in place; systems differ in which of them work."""
    if request.param != "exchange":
        monkeypatch.setattr(folders, "_exchanged", lambda left, right: False)
    if request.param == "file by file":
        rename = Path.rename

        def refuse(self: Path, target: Path) -> Path:
            if str(target).endswith(".old"):
                raise OSError(errno.EXDEV, "Invalid cross-device link", str(self))
            return rename(self, target)

        monkeypatch.setattr(Path, "rename", refuse)
    return str(request.param)


def _write(folder: Path, text: str, *, names: tuple[str, ...] = ("graph.ttl",)) -> None:
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def _tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_new_folder_is_made_with_its_parents(tmp_path: Path):
    with replaced(tmp_path / "a" / "b") as fresh:
        _write(fresh, "new")
    assert _tree(tmp_path) == {"a/b/graph.ttl": "new"}


def test_an_old_output_is_replaced_wholly(tmp_path: Path, any_way: str):
    output = tmp_path / "output"
    output.mkdir()
    _write(output, "old", names=("graph.ttl", "report.html", "analysis/old.csv", "analysis/a.csv"))
    with replaced(output) as fresh:
        _write(fresh, "new", names=("graph.ttl", "analysis/a.csv"))
    assert _tree(tmp_path) == {"output/graph.ttl": "new", "output/analysis/a.csv": "new"}
    assert os.listdir(tmp_path) == ["output"]


def test_a_failed_build_leaves_the_old_output(tmp_path: Path):
    output = tmp_path / "output"
    output.mkdir()
    _write(output, "old")
    with pytest.raises(RuntimeError), replaced(output) as fresh:
        _write(fresh, "new")
        raise RuntimeError
    assert _tree(tmp_path) == {"output/graph.ttl": "old"}


def test_a_link_to_the_output_stays_a_link(tmp_path: Path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with replaced(tmp_path / "link") as fresh:
        _write(fresh, "new")
    assert (tmp_path / "link").is_symlink()
    assert _tree(tmp_path / "real") == {"graph.ttl": "new"}


def test_a_folder_of_the_users_own_is_refused_and_whole(tmp_path: Path):
    (tmp_path / "thesis.doc").write_text("years of work", encoding="utf-8")
    with pytest.raises(OutputRefused, match=r"holds thesis\.doc, which no build wrote"):
        check_output(tmp_path)
    assert (tmp_path / "thesis.doc").read_text(encoding="utf-8") == "years of work"


def test_a_file_is_no_output_folder(tmp_path: Path):
    (tmp_path / "output").write_text("", encoding="utf-8")
    with pytest.raises(OutputRefused, match="is a file"):
        check_output(tmp_path / "output")


def test_a_folder_below_a_file_cannot_be_made(tmp_path: Path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputRefused, match="cannot be written: a file is in the way"):
        check_output(tmp_path / "file" / "output")


def test_where_nothing_can_be_written_is_told():
    with pytest.raises(OutputRefused, match=r"/proc/output: cannot be written: .*may write to"):
        check_output(Path("/proc/output"))


def test_a_full_disk_is_told_and_leaves_the_old_output(tmp_path: Path):
    output = tmp_path / "output"
    output.mkdir()
    _write(output, "old")
    with pytest.raises(OutputRefused, match="make room"), replaced(output):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert _tree(output) == {"graph.ttl": "old"}


def test_an_error_of_reading_is_not_told_as_one_of_writing(tmp_path: Path):
    with pytest.raises(FileNotFoundError), replaced(tmp_path / "output"):
        raise FileNotFoundError(errno.ENOENT, "No such file or directory", "/elsewhere/kg.ttl")


KILLED = """
import os, pathlib, signal, sys
from kg.folders import replaced
with replaced(pathlib.Path(sys.argv[1])) as fresh:
    (fresh / "graph.ttl").write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_build_leaves_the_old_output_and_the_next_tidies_up(tmp_path: Path, root: Path):
    output = tmp_path / "output"
    output.mkdir()
    _write(output, "old")
    killed = subprocess.run([sys.executable, "-c", KILLED, output], cwd=root, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert _tree(output) == {"graph.ttl": "old"}
    assert len(os.listdir(tmp_path)) == 2
    with replaced(output) as fresh:
        _write(fresh, "new")
    assert _tree(tmp_path) == {"output/graph.ttl": "new"}
    assert os.listdir(tmp_path) == ["output"]


MANY = """
import pathlib, sys
from kg import folders
if sys.argv[3] != "exchange":
    folders._exchanged = lambda left, right: False
for turn in range(15):
    with folders.replaced(pathlib.Path(sys.argv[1])) as fresh:
        (fresh / "analysis").mkdir()
        for name in ("graph.ttl", "articles.jsonl", "analysis/met.csv"):
            (fresh / name).write_text(f"{sys.argv[2]} {turn}")
"""


@pytest.mark.parametrize("way", ["exchange", "two renames"])
@pytest.mark.parametrize("name", ["output", "[a] output"])
def test_many_at_a_time_all_succeed_and_one_is_whole(
    tmp_path: Path, root: Path, way: str, name: str
):
    program = [sys.executable, "-c", MANY, tmp_path / name]
    running = [
        subprocess.Popen([*program, str(number), way], cwd=root, stderr=subprocess.PIPE)
        for number in range(8)
    ]
    told = [process.communicate(timeout=60)[1].decode() for process in running]
    assert told == [""] * 8
    tree = _tree(tmp_path / name)
    assert set(tree) == {"graph.ttl", "articles.jsonl", "analysis/met.csv"}
    assert len(set(tree.values())) == 1
    assert os.listdir(tmp_path) == [name]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
@pytest.mark.parametrize("late", [False, True])
def test_an_output_stopped_between_two_renames_is_one_of_the_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException], late: bool
):
    output, rename = tmp_path / "output", Path.rename
    output.mkdir()
    _write(output, "old")

    def stopped(self: Path, target: Path) -> Path:
        if str(self).endswith(".new") and late:
            rename(self, target)
        if str(self).endswith(".new"):
            raise stop
        return rename(self, target)

    monkeypatch.setattr(folders, "_exchanged", lambda left, right: False)
    monkeypatch.setattr(Path, "rename", stopped)
    with pytest.raises(stop), replaced(output) as fresh:
        _write(fresh, "new")
    assert _tree(tmp_path) == {"output/graph.ttl": "new" if late else "old"}


def test_an_output_killed_between_two_renames_comes_back(tmp_path: Path):
    old = tmp_path / ".output.1.old"
    old.mkdir()
    _write(old, "old")
    with pytest.raises(RuntimeError), replaced(tmp_path / "output"):
        raise RuntimeError
    assert _tree(tmp_path) == {"output/graph.ttl": "old"}


def test_a_running_build_is_not_tidied_away(tmp_path: Path, root: Path):
    program = KILLED.replace("os.kill(os.getpid(), signal.SIGKILL)", "print(flush=True); input()")
    with subprocess.Popen(
        [sys.executable, "-c", program, tmp_path / "output"],
        cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as running:  # fmt: skip
        assert running.stdin is not None and running.stdout is not None
        watchdog = threading.Timer(60, running.kill)
        watchdog.start()
        running.stdout.readline()
        with replaced(tmp_path / "output") as fresh:
            _write(fresh, "mine")
        running.communicate(b"\n")
        watchdog.cancel()
    assert running.returncode == 0
    assert _tree(tmp_path) == {"output/graph.ttl": "half"}  # the later one wins


def _texts(output: Path, between: Callable[[], None]) -> set[str]:
    """What two files say, and something happens between."""
    first = (output / "articles.jsonl").read_text(encoding="utf-8")
    between()
    return {first, (output / "graph.ttl").read_text(encoding="utf-8")}


def _build(output: Path, text: str) -> None:
    with replaced(output) as fresh:
        _write(fresh, text, names=("graph.ttl", "articles.jsonl"))


def test_what_is_read_is_of_one_build(tmp_path: Path, any_way: str):
    output = tmp_path / "output"
    _build(output, "old")
    builds = iter(["new", "newer"])

    def build() -> None:
        for text in builds:
            _build(output, text)
            break

    assert read_steadily(output, lambda: _texts(output, build)) == {"newer"}


def test_an_output_that_is_gone_for_a_moment_is_read_when_it_is_back(tmp_path: Path):
    output, away = tmp_path / "output", tmp_path / "away"
    _build(output, "old")
    output.rename(away)
    moves = iter([away])

    def read() -> str:
        try:
            return (output / "graph.ttl").read_text(encoding="utf-8")
        finally:
            for move in moves:
                move.rename(output)

    assert read_steadily(output, read) == "old"


def test_an_error_of_reading_what_does_not_change_is_raised_at_once(tmp_path: Path):
    _build(tmp_path / "output", "old")
    tries = []

    def read() -> None:
        tries.append(1)
        raise ValueError

    with pytest.raises(ValueError):
        read_steadily(tmp_path / "output", read)
    assert tries == [1]


def test_an_output_that_never_stands_still_is_told(tmp_path: Path):
    output = tmp_path / "output"
    _build(output, "old")
    with pytest.raises(OutputChanging, match="output: changes while it is read; try again when"):
        read_steadily(output, lambda: _build(output, "new"))


def test_a_file_that_somebody_adds_is_no_other_output(tmp_path: Path):
    output, turns = tmp_path / "output", iter("abcdef")
    _build(output, "old")
    read_steadily(output, lambda: (output / next(turns)).touch())
    assert next(turns) == "b"


def test_a_link_that_is_led_elsewhere_is_another_output(tmp_path: Path):
    for name in ("old", "new"):
        _build(tmp_path / name, name)
    link = tmp_path / "link"
    link.symlink_to("old")

    def relink() -> None:
        link.unlink()
        link.symlink_to("new")
        links.clear()

    links = [relink]
    assert read_steadily(link, lambda: _texts(link, lambda: [go() for go in links])) == {"new"}


def test_a_turtle_file_may_be_read_steadily_too(tmp_path: Path):
    _write(tmp_path, "one")
    read = (tmp_path / "graph.ttl").read_text
    assert read_steadily(tmp_path / "graph.ttl", lambda: read(encoding="utf-8")) == "one"


def test_reading_waits_for_a_replacement_under_way(tmp_path: Path, root: Path):
    """File by file, an output is neither the old nor the new one for a while."""
    output = tmp_path / "output"
    _build(output, "old")
    program = [sys.executable, "-c", REPLACING, output]
    with subprocess.Popen(program, cwd=root, stdout=subprocess.PIPE) as replacing:
        assert replacing.stdout is not None
        replacing.stdout.readline()
        assert read_steadily(output, lambda: _texts(output, lambda: None)) == {"new"}
    assert replacing.returncode == 0


REPLACING = """
import pathlib, sys, time
from kg import folders

def slowly(fresh, target):
    (target / "articles.jsonl").write_text("new")
    print(flush=True)
    time.sleep(0.5)
    (target / "graph.ttl").write_text("new")

folders._swap = slowly
with folders.replaced(pathlib.Path(sys.argv[1])):
    pass
"""
