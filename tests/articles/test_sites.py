"""The data have their shape and mean what they say."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kg.articles import sites as module
from kg.articles.script import simplify
from kg.articles.sites import Markers, pieces_in, sites, whole_line
from kg.errors import DataBroken


def test_outlets_have_zones_and_own_their_names_and_addresses() -> None:
    names: list[str] = []
    domains: list[str] = []
    for outlet in sites().outlets:
        ZoneInfo(outlet.zone)
        names += {name.lower() for name in (outlet.name, *outlet.names)}
        domains += outlet.domains
        assert outlet.link is None or re.compile(outlet.link)
    assert sorted(names) == sorted(set(names))
    assert sorted(domains) == sorted(set(domains))


def test_words_are_in_simplified_script() -> None:
    data = sites()
    words = [name for outlet in data.outlets for name in (outlet.name, *outlet.names)]
    words += [*data.credits.roles, *data.credits.photo_roles, *data.credits.filed, data.frequent]
    words += [word for field in Markers.__struct_fields__ for word in getattr(data.markers, field)]
    assert [word for word in words if simplify(word) != word] == []


def test_every_marker_is_a_pattern() -> None:
    for name in ("ends", "related", "furniture", "galleries", "tails", "heads", "closers"):
        assert not whole_line(name).match("总统指出，双方应当加强合作。")
    assert not whole_line("no_article_titles").match("总统指出，双方应当加强合作。")


def test_pieces_stand_at_an_end_of_a_line() -> None:
    assert all(word.startswith(r"\A") != word.endswith(r"\Z") for word in sites().markers.inline)
    line = "摘要：总统指出，双方应当加强合作。（编辑：张三）"
    assert [match[0] for match in pieces_in(line)] == ["摘要：", "（编辑：张三）"]
    assert not list(pieces_in("总统指出，双方应当加强合作。"))


def test_a_wrong_key_is_an_error_that_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(module.__file__).parent / "data"
    for file in folder.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        wrong = text.replace("photo_verbs:", "photo_verb:")
        (tmp_path / file.name).write_text(wrong, encoding="utf-8")
    monkeypatch.setattr(module, "_FOLDER", tmp_path)
    with pytest.raises(DataBroken, match="photo_verb"):
        sites.__wrapped__()


@pytest.mark.parametrize("broken", ["a: [", "- 1"])
def test_a_broken_file_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    for name in ("outlets.yaml", "characters.yaml", "pages.yaml"):
        (tmp_path / name).write_text(broken, encoding="utf-8")
    monkeypatch.setattr(module, "_FOLDER", tmp_path)
    with pytest.raises(DataBroken):
        sites.__wrapped__()
