"""The wheel carries all it needs, and an installed ``kg`` works anywhere."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

# Import names that differ from the names of their packages.
PACKAGES = {"bs4": "beautifulsoup4", "opencc": "opencc-python-reimplemented", "yaml": "pyyaml"}


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this folder."""
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", target, root]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(target.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``kg`` installed from the wheel in a fresh environment; its dependencies are ours."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    target = subprocess.check_output(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True
    ).strip()
    # --target leaves our own environment alone; scripts of a --target install call its Python
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--quiet", wheel],
        check=True,
    )
    # a plain path, so that the .pth of our own checkout is not followed
    (Path(target) / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "bin" / "kg"


def test_the_wheel_carries_data_ontology_and_queries(wheel: Path, root: Path):
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        *(f"kg/ontology/{path.name}" for path in (root / "ontology").glob("*.ttl")),
        *(f"kg/queries/{path.name}" for path in (root / "queries").glob("*.rq")),
        *(f"kg/{path.relative_to(root / 'kg')}" for path in (root / "kg").rglob("*.yaml")),
        "kg/py.typed",
        "kg/evaluate/topics.txt",
    }
    assert len(wanted) > 40
    assert wanted - names == set()
    assert not [name for name in names if name.startswith(("seeds", "tests", "output"))]


def _run(installed: Path, *arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "COV"))}
    return subprocess.run(
        [installed, *map(str, arguments)],
        cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_an_installed_kg_builds_asks_and_validates_anywhere(
    installed: Path, seeds: Path, built: Path, tmp_path: Path
):
    place = subprocess.check_output(
        [installed.with_name("python"), "-c", "import kg; print(kg.__file__)"],
        cwd=tmp_path, text=True,
    )  # fmt: skip
    assert place.startswith(str(installed.parent.parent))  # not our checkout
    done = _run(installed, "build", seeds, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "output/graph.ttl").read_bytes() == (built / "graph.ttl").read_bytes()
    assert _run(installed, "validate", "output", cwd=tmp_path).returncode == 0
    asked = _run(installed, "query", "meetings-by-topic", "--format", "csv", cwd=tmp_path)
    assert asked.returncode == 0, asked.stderr
    assert "2016-11-28" in asked.stdout


def _imported(root: Path) -> set[str]:
    """The top-level modules that the package imports."""
    found: set[str] = set()
    for path in (root / "kg").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                found.add(node.module.split(".")[0])
    return found - set(sys.stdlib_module_names) - {"kg"}


def test_what_is_imported_is_declared_and_what_is_declared_is_imported(root: Path):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[^\w-]", entry)[0].lower() for entry in project["dependencies"]}
    needed = {PACKAGES.get(name, name).lower() for name in _imported(root)}
    assert needed | {"lxml", "tzdata"} == declared  # what beautifulsoup4 and zoneinfo work with


def test_lock_files_name_no_registry_and_no_path(root: Path):
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (root / name).read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert not re.search(r"https?://|file:|--index-url|--find-links|^/", text, re.MULTILINE)
    assert '"resolved"' not in (root / "tests" / "package-lock.json").read_text(encoding="utf-8")
