"""The article among the lines of a page."""

import pytest

from kg.articles.body import is_index, select
from kg.articles.page import Block, Page

TITLE = "甲国总统会见乙国外长"
DATE = "2020-03-13 10:44 来源:某网"
PROSE = [
    "甲国总统十二日在首都会见乙国外长，双方就两国关系和共同关心的国际问题交换了意见。",
    "总统指出，甲方愿同乙方加强各领域合作，共同应对全球性挑战，维护国际公平正义。",
    "外长表示，乙方高度重视发展两国关系，愿推动务实合作不断取得新的成果。",
]
TEASERS = [f"第{i}条：某地举行活动，各界人士出席并发表讲话，现场气氛热烈......" for i in range(8)]


def body(*lines: str, trusted: bool = False, kind: str = "paragraph") -> list[str]:
    blocks = tuple(Block(line) for line in lines)
    return [line.text for line in select(Page(blocks, trusted=trusted)).body]


def test_title_date_body_and_teasers() -> None:
    assert body(TITLE, DATE, *PROSE, "相关推荐", *TEASERS) == PROSE


def test_body_before_the_menu_and_the_title() -> None:
    menu = " | ".join(["高层论坛", "政策研究", "军事纵横", "区域发展", "时事观察", "海峡两岸"])
    found = body(*PROSE, menu, TITLE, DATE, PROSE[1], "顶一下", "(0)", *TEASERS)
    assert found == PROSE


def test_a_long_title_without_a_full_stop_is_no_paragraph() -> None:
    title = "甲国总统与乙国外长的八次会见和一次通话都谈了这些大事值得关注"
    assert body(title, "", DATE, *PROSE) == PROSE


def test_notices_above_the_date_are_no_text() -> None:
    notice = "为达最佳效果请更新软件，您即将进入的内容依照办法作出标示，请留意各项规定。"
    assert body(notice, TITLE, DATE, *PROSE) == PROSE


def test_headings_and_days_inside_are_kept() -> None:
    lines = [PROSE[0], "共同引领两国关系", PROSE[1], "2017年1月18日", PROSE[2]]
    assert body(TITLE, DATE, *lines) == lines


def test_staff_credits_end_nothing_and_are_no_text() -> None:
    assert body(TITLE, DATE, *PROSE, "责任编辑:某某", "某某 某某", "相关焦点", *TEASERS) == PROSE


def test_a_trusted_page_is_kept_whole_and_links_inside_it_are_dropped() -> None:
    lines = [PROSE[0], "相关新闻：", "总统抵达首都", PROSE[1], "短句。", "版权所有", PROSE[2]]
    assert body(*lines, trusted=True) == [PROSE[0], PROSE[1], "短句。"]


def test_names_above_the_date_of_a_trusted_page_are_no_text() -> None:
    assert body("William Yang", "2020-07-20T06:59:17.635Z", *PROSE, trusted=True) == PROSE


def test_notes_at_the_end_are_no_text() -> None:
    notes = ["（本报首都3月12日电　记者某某）", "欢迎在Twitter上关注他 @name。", "翻译：某报中文网"]
    assert body(*PROSE, *notes, trusted=True) == PROSE


def test_a_front_page_is_an_index() -> None:
    beginnings = tuple(Block(PROSE[0] + line) for line in TEASERS)
    assert is_index(select(Page(beginnings)))
    assert not is_index(select(Page(tuple(Block(line) for line in PROSE))))


def test_nothing() -> None:
    found = select(Page(()))
    assert found.body == () and found.first == 0 and found.last == -1
    assert body("首页", "登录", "注册") == []


@pytest.mark.parametrize(
    "note",
    [
        "张三自北京、Jane Roe自东京对本文有报道和研究贡献。",
        "John Doe对本文有报道贡献；张三自北京对本文有研究贡献。",
        "张三自北京、Jane Roe自波士顿报道。",
        "（本文参考了某通讯社的报道。）",
        "（本文包括了某社的报道内容）",
        "(未完待续)",
        "（完）",
        "( 全文完 – Fin )",
        "某某谈话节目本集全部内容请看： 两国会谈说明什么？",
        "某专栏是由本报评论家联合撰写的短评，对全球经济进行分析",
        "欢迎到 某台文化频道阅读英文原文。",
        "本文原刊笔者在某报专栏",
        "（本文刊于 《某报》专栏《某夜》 ，此为加长版）",
        "张三/李四（某某社、某某台等）",
        "《 人民日报 》（ 2023年05月09日 03 版）",
    ],
)
def test_notes_below_the_last_paragraph_are_no_text(note: str) -> None:
    assert body(*PROSE, note, trusted=True) == PROSE


@pytest.mark.parametrize(
    "line",
    [
        "作者认为，这份声明对两国关系的发展有重要意义。",
        "总统自上月以来多次就此事发表谈话，各方都有报道。",
        "文章发表后，两国媒体都作了报道。",
        "会谈后双方签署了合作文件（完整版本稍后公布）。",
    ],
)
def test_a_last_sentence_that_resembles_a_note_stays(line: str) -> None:
    assert body(*PROSE, line, trusted=True) == [*PROSE, line]


@pytest.mark.parametrize(
    "note",
    ["作者为某某大学讲师", "作者是某某协会成员。", "本文原刊于2018年3月15日某刊", "华盛顿 —"],
)
def test_notes_above_the_first_paragraph_are_no_text(note: str) -> None:
    assert body(note, *PROSE, trusted=True) == PROSE


def test_an_author_told_of_in_the_text_stays() -> None:
    line = "作者为了写这本书，走访了甲国和乙国的二十多座城市，采访了上百人。"
    assert body(PROSE[0], line, PROSE[1], trusted=True) == [PROSE[0], line, PROSE[1]]


def test_the_words_that_announce_a_first_quotation_stay() -> None:
    quote = f"“{PROSE[0]}”"
    assert body(TITLE, DATE, "总统在会见时说：", quote, *PROSE[1:]) == [
        "总统在会见时说：", quote, *PROSE[1:],
    ]  # fmt: skip


def test_what_ends_an_article_ends_none_above_all_text() -> None:
    share = "分享到 Facebook | 列印"
    found = body(TITLE, share, *PROSE, share, "推荐阅读", trusted=True)
    assert found == [TITLE, *PROSE]
