"""Simplification: OpenCC's own result, at the same length, faster."""


import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles import script
from kg.articles.script import simplify
from kg.articles.sites import sites
from kg.errors import DataBroken


def opencc_entries() -> list[tuple[str, str]]:
    import opencc

    converter = opencc.OpenCC("t2s")
    return [
        entry
        for group in converter._dict_chain_data
        for _, _, entries in group
        for entry in entries.items()
    ]


def as_opencc_does(text: str) -> str:
    import opencc

    converted: str = opencc.OpenCC("t2s").convert(text)
    return converted.translate({ord(c): target for c, target in sites().script.items()})


def test_every_entry_of_the_dictionaries_gives_what_opencc_gives() -> None:
    entries = opencc_entries()
    assert len(entries) > 4_000
    text = "\n".join(source for source, _ in entries)
    assert simplify(text) == as_opencc_does(text)


def test_entries_side_by_side_give_what_opencc_gives() -> None:
    phrases = [source for source, _ in opencc_entries() if len(source) > 1]
    text = "".join(a + b + a[1:] for a, b in zip(phrases, reversed(phrases), strict=True))
    assert simplify(text) == as_opencc_does(text)


@given(st.text(alphabet="乾隆坤幹著覆藉徵瞭望鍾情有獨系統髮發國際會見，。A ", max_size=60))
def test_mixed_text_gives_what_opencc_gives(text: str) -> None:
    assert simplify(text) == as_opencc_does(text)


@given(st.text(max_size=200))
def test_length_never_changes(text: str) -> None:
    assert len(simplify(text)) == len(text)


@given(st.text(alphabet=st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF), max_size=200))
def test_simplified_text_stays_as_it_is(text: str) -> None:
    once = simplify(text)
    assert len(once) == len(text)
    assert simplify(once) == simplify(simplify(once))


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("世界衞生組織", "世界卫生组织"),
        ("習近平會見聯合國秘書長", "习近平会见联合国秘书长"),
        ("乾隆皇帝", "乾隆皇帝"),
        ("說明瞭解", "说明了解"),
        ("国家主席习近平", "国家主席习近平"),
        ("", ""),
    ],
)
def test_known_words(traditional: str, simplified: str) -> None:
    assert simplify(traditional) == simplified


def test_own_table_is_needed_and_keeps_its_length() -> None:
    import opencc

    converter = opencc.OpenCC("t2s")
    for source, target in sites().script.items():
        assert len(source) == len(target) == 1
        assert converter.convert(source) != target, f"{source}: OpenCC does it already"


def test_an_entry_that_changes_the_length_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    script._table.cache_clear()
    monkeypatch.setattr(script, "_own_entries", lambda: iter([("視訊", "视频会")]))
    with pytest.raises(DataBroken, match="視訊"):
        simplify("視訊")
    monkeypatch.undo()
    script._table.cache_clear()
    assert simplify("視訊") == "视讯"


def test_a_long_text_is_what_its_pieces_are() -> None:
    piece = "聯合國秘書長古特雷斯表示，當前世界面臨諸多挑戰。"
    assert simplify(piece * 20_000) == simplify(piece) * 20_000
