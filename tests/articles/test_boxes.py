"""Boxes inside an article of a site that is not known."""

from kg.articles.body import select
from kg.articles.markup import parse_html

PROSE = [
    "甲国总统十二日在首都会见乙国外长，双方就两国关系和共同关心的国际问题交换了意见。",
    "总统指出，甲方愿同乙方加强各领域合作，共同应对全球性挑战，维护国际公平正义。",
    "外长表示，乙方高度重视发展两国关系，愿推动务实合作不断取得新的成果。",
]
OTHER = "丙国央行周二宣布维持利率不变，符合市场预期，货币政策委员会将在下月再次开会。"
LINKS = "<ul><li><a>丙国选举为什么重要</a></li><li><a>丁国经济陷入衰退的原因</a></li></ul>"


def body(*parts: str) -> list[str]:
    page = parse_html(f"<html><body>{''.join(parts)}</body></html>", whole=True)
    return [line.text for line in select(page).body]


def paragraph(text: str) -> str:
    return f'<div class="x"><p>{text}</p></div>'


def test_an_article_goes_on_below_a_box_of_links() -> None:
    box = f"<section><h2>相关阅读</h2>{LINKS}</section>"
    assert body(*map(paragraph, PROSE[:2]), box, paragraph(PROSE[2])) == PROSE


def test_an_article_begins_above_a_box_of_links() -> None:
    box = f"<section><h2>相关阅读</h2>{LINKS}</section>"
    assert body(paragraph(PROSE[0]), box, *map(paragraph, PROSE[1:])) == PROSE


def test_what_stands_in_the_box_is_no_text() -> None:
    box = f"<section><strong>焦点人物</strong><h2>相关阅读</h2>{LINKS}<p>{OTHER}</p></section>"
    assert body(*map(paragraph, PROSE[:2]), box, paragraph(PROSE[2])) == PROSE


def test_other_articles_below_a_head_among_the_paragraphs_stay_out() -> None:
    texts = (f"<p>{text}</p>" for text in PROSE)
    assert body(*texts, "<h3>相关阅读</h3>", f"<p>{OTHER}</p>") == PROSE


def test_other_articles_in_elements_of_another_kind_stay_out() -> None:
    box = f'<h3>相关阅读</h3><div class="y"><p>{OTHER}</p><p>{OTHER[:-4]}。</p></div>'
    assert body(*map(paragraph, PROSE), box) == PROSE


def test_a_heading_between_paragraphs_stays() -> None:
    heading = '<div class="x"><h2>分歧与合作</h2></div>'
    found = body(*map(paragraph, PROSE[:2]), heading, paragraph(PROSE[2]))
    assert found == [*PROSE[:2], "分歧与合作", PROSE[2]]


def test_below_the_credit_of_the_editor_nothing_is_the_articles() -> None:
    texts = "".join(f"<p>{text}</p>" for text in PROSE)
    below = f"<div>责任编辑：张三</div><div>热榜</div><div><p>{OTHER}</p></div>"
    assert body(f"<div>{texts}</div>", below) == PROSE
    assert body(f"<div>{texts}<p>责任编辑：张三</p><p>{OTHER}</p></div>") == PROSE


def test_an_editor_named_above_the_text_closes_nothing() -> None:
    texts = "".join(f"<p>{text}</p>" for text in PROSE)
    assert body(f"<p>责任编辑：张三</p><div>{texts}</div>") == PROSE
