"""Where shipped files are, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import resources


def test_shipped_folders_hold_their_files() -> None:
    assert (resources.data_dir() / "countries.yaml").is_file()
    assert (resources.ontology_dir() / "kg.ttl").is_file()
    assert sorted(resources.queries_dir().glob("*.rq"))


@pytest.mark.parametrize("place", ["kg/ontology", "ontology"])
def test_folder_is_found_inside_the_package_and_beside_it(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kg").mkdir()
    (tmp_path / place).mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "kg")
    assert resources.ontology_dir() == tmp_path / place


def test_missing_folder_tells_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "kg")
    with pytest.raises(FileNotFoundError, match="install the package again"):
        resources.queries_dir()
