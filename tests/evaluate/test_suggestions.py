"""What is suggested, of mentions made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.evaluate.suggestions import suggest
from kg.knowledge import load
from kg.model import Mention
from tests.extract.reading import document

KNOWLEDGE = load()


@pytest.mark.parametrize(("name", "words"), [("武汉", []), ("贺兰笛", ["贺兰笛"])])
def test_a_name_that_is_something_else_already_is_no_person(name: str, words: list[str]) -> None:
    told = document(f"{name}没有出席。")
    mention = Mention("person", 0, len(name), name, "person/any-0a1b2c", "name-surname", 0.8)
    found = suggest([replace(told, mentions=(mention,))], KNOWLEDGE, least=1)
    assert [one.word for one in found] == words
