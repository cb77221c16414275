"""Plain text to blocks."""

from kg.articles.plain import parse_plain

PARAGRAPH = "甲国总统指出，双方应当加强合作，共同应对全球性挑战，推动两国关系不断向前发展。"


def test_every_line_is_a_block() -> None:
    page = parse_plain("标题\n\n　　第一段。\r\n第二段。\n")
    assert [block.text for block in page.blocks] == ["标题", "第一段。", "第二段。"]
    assert not page.trusted


def test_paragraphs_pulled_into_one_line_come_apart() -> None:
    page = parse_plain(" ".join([PARAGRAPH] * 9))
    assert [block.text for block in page.blocks] == [PARAGRAPH] * 9


def test_a_short_line_stays_one() -> None:
    page = parse_plain("他说“你好。” 然后离开。 第二句。")
    assert len(page.blocks) == 1


def test_items_of_a_list() -> None:
    page = parse_plain("  • 第一条\n- 第二条\n-不是列表")
    assert [(block.text, block.kind) for block in page.blocks] == [
        ("第一条", "item"), ("第二条", "item"), ("-不是列表", "paragraph"),
    ]  # fmt: skip
