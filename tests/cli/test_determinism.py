"""Same input, same bytes: whatever the hash seed, the locale, the time zone, the input order."""

from __future__ import annotations

from pathlib import Path

FIRST = {"PYTHONHASHSEED": "1", "LC_ALL": "C", "LANG": "C", "TZ": "UTC"}
SECOND = {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8", "TZ": "Asia/Shanghai"}


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_two_builds_are_the_same_bytes(run_apart, seeds: Path, tmp_path: Path):
    files = sorted(seeds.iterdir())
    for name, inputs, environment in (
        ("first", files, FIRST),
        ("second", [*files[::-1], files[0]], SECOND),
    ):
        done = run_apart("build", *inputs, "-o", tmp_path / name, env=environment)
        assert done.returncode == 0, done.stderr
    first, second = _contents(tmp_path / "first"), _contents(tmp_path / "second")
    assert list(first) == list(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_the_committed_output_is_what_the_code_builds(built: Path, root: Path):
    committed, fresh = _contents(root / "output"), _contents(built)
    assert list(committed) == list(fresh)
    assert [name for name in fresh if committed[name] != fresh[name]] == []
