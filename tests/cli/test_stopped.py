"""A build that is stopped leaves the old output whole."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SLOW = """
import os, pathlib, sys, time
import kg.show
from kg.cli import main

def never_done(graph, path, **options):
    pathlib.Path(path).write_text("half a page")
    print("half way", file=sys.stderr, flush=True)
    time.sleep(100)

kg.show.write_report_html = never_done
sys.argv = ["kg", "build", sys.argv[1], "--output", sys.argv[2]]
main()
"""


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def _stopped(
    seeds: Path, output: Path, root: Path, stop: signal.Signals, program: str = SLOW
) -> tuple[int, str]:
    """Exit code and last words of a build that was stopped half way."""
    words = [sys.executable, "-c", program, str(seeds), str(output)]
    with subprocess.Popen(words, cwd=root, stderr=subprocess.PIPE, encoding="utf-8") as building:
        assert building.stderr is not None
        assert "half way" in (told := building.stderr.readline()), told
        building.send_signal(stop)
        _, told = building.communicate(timeout=30)
    return building.returncode, told


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT])
def test_a_stopped_build_leaves_the_old_output_whole(
    run, built: Path, seeds: Path, root: Path, tmp_path: Path, stop: signal.Signals
):
    output = tmp_path / "out"
    shutil.copytree(built, output)
    (output / "graph.ttl").write_text("the old graph", encoding="utf-8")
    before = _contents(output)
    code, _ = _stopped(seeds, output, root, stop)
    assert code != 0
    assert _contents(output) == before
    done = run("build", seeds, "-o", output)  # and the next build is not hindered
    assert done.returncode == 0, done.stderr
    assert _contents(output) == _contents(built)
    assert os.listdir(tmp_path) == ["out"]


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGHUP])
def test_a_build_that_is_asked_to_end_leaves_nothing_behind(
    seeds: Path, root: Path, tmp_path: Path, stop: signal.Signals
):
    told = _stopped(seeds, tmp_path / "out", root, stop)
    assert told == (128 + stop, f"kg: stopped by {stop.name}\n")
    assert os.listdir(tmp_path) == []


def test_a_signal_that_is_ignored_stays_ignored(seeds: Path, root: Path, tmp_path: Path):
    deaf = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
    program = deaf + SLOW.replace("time.sleep(100)", "time.sleep(1)")
    assert _stopped(seeds, tmp_path / "out", root, signal.SIGHUP, program) == (0, "")


def test_a_build_stopped_at_any_moment_leaves_one_whole_output(
    built: Path, seeds: Path, root: Path, tmp_path: Path
):
    output = tmp_path / "out"
    shutil.copytree(built, output)
    (output / "graph.ttl").write_text("the old graph", encoding="utf-8")
    whole = (_contents(output), _contents(built))
    for tenths in (1, 5, 10, 15, 20):
        building = subprocess.Popen(
            [sys.executable, "-m", "kg", "build", str(seeds), "-o", str(output), "-q"], cwd=root
        )
        time.sleep(tenths / 10)
        building.kill()
        building.wait()
        assert _contents(output) in whole


HELPED = SLOW.replace('"--output", sys.argv[2]', '"--output", sys.argv[2], "--processes", "2"')


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_build_takes_its_helpers_with_it(
    seeds: Path, root: Path, tmp_path: Path, stop: signal.Signals
):
    mark = str(tmp_path / "out")
    program = HELPED.replace("import os,", f"import os; os.environ['KG_TEST'] = {mark!r}\nimport")
    _stopped(seeds, tmp_path / "out", root, stop, program)
    assert os.listdir(tmp_path) == []
    assert _with_mark(mark) == []


def _with_mark(mark: str) -> list[str]:
    """The processes that were started with this in their environment and are still there."""
    left = []
    for _ in range(20):  # the last may just be ending
        environments = Path("/proc").glob("[0-9]*/environ")
        left = [path.parent.name for path in environments if _has(path, mark)]
        if not left:
            break
        time.sleep(0.1)
    return left


def _has(path: Path, mark: str) -> bool:
    try:
        return f"KG_TEST={mark}".encode() in path.read_bytes()
    except OSError:
        return False
