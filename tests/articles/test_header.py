"""Plain texts whose first lines name their fields."""

import pytest

from kg.articles.header import header

TEXT = "国务委员九日在北京会见甲国外长。\n\n双方就两国关系交换了意见。"
TOLD = {"title": "会见外长", "date": "2023-05-09", "publisher": "某报"}


@pytest.mark.parametrize(
    "head",
    [
        "标题：会见外长\n来源：某报\n日期：2023-05-09\n正文：\n",
        "【标题】会见外长\n\n【日期】2023-05-09\n【来源】某报\n\n",
        "Title: 会见外长\nDate: 2023-05-09\nSource: 某报\nText: ",
    ],
)
def test_fields_are_told(head: str) -> None:
    told, text = header(head + TEXT)
    assert dict(told) == TOLD
    assert text.strip() == TEXT


def test_labels_in_traditional_script() -> None:
    told, text = header(f"標題：會見外長\n{TEXT}")
    assert (told, text) == ((("title", "會見外長"),), TEXT)


def test_an_address_alone() -> None:
    assert header(f"https://www.example.com/a\n{TEXT}") == (
        (("url", "https://www.example.com/a"),), TEXT,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [TEXT, f"来源：某报\n{TEXT}", f"外长：欢迎来访\n{TEXT}", "标题：会见外长", ""],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert header(text) == ((), text)
