"""The contracts of import-linter name what they are about."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path


def _contract(root: Path, kind: str) -> dict[str, list[str]]:
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    (found,) = (c for c in settings["tool"]["importlinter"]["contracts"] if c["type"] == kind)
    return found


def test_every_extractor_is_kept_apart_from_the_others(root: Path):
    extractors = {
        f"kg.extract.{path.stem}"
        for path in (root / "kg" / "extract").glob("*.py")
        if re.search(r"^    provides = ", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert len(extractors) >= 8
    assert set(_contract(root, "independence")["modules"]) == extractors


def test_every_module_has_its_layer(root: Path):
    layers = {name for line in _contract(root, "layers")["layers"] for name in line.split(" | ")}
    modules = {path.stem for path in (root / "kg").glob("*.py")}
    packages = {path.parent.name for path in (root / "kg").glob("*/__init__.py")}
    assert layers == (modules | packages) - {"__init__", "__main__"}
