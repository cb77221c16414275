"""Titles: told, or found above the date."""

import pytest

from kg.articles.body import select
from kg.articles.page import Block, Page
from kg.articles.titles import clean_title, first_sentence, title_of

PROSE = "甲国总统十二日在首都会见乙国外长，双方就两国关系和共同关心的国际问题交换了意见。"


def title(*lines: str, told: tuple[tuple[str, str], ...] = ()) -> str:
    page = Page(tuple(Block(line) for line in lines), told)
    return title_of(page, select(page))


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("[视频]甲国总统访华_CCTV节目官网-CCTV-1_央视网(cctv.com)", "甲国总统访华"),
        ("[國際] 蓬佩奧訪丹麥", "蓬佩奧訪丹麥"),
        ("因应疫情 会议改期 – 法国国际广播电台 - RFI", "因应疫情 会议改期"),
        ("“重拳利剑” - 中国开启新一轮网络整治", "“重拳利剑” - 中国开启新一轮网络整治"),
        ("走向前夜？ - 微言微语", "走向前夜？ - 微言微语"),
        ("外长会见大使 - RTHK", "外长会见大使"),
        ("外长会见大使 - 新聞 - Rti 中央廣播電臺", "外长会见大使"),
        ("外长会见大使 | 國際 | 中央社 CNA", "外长会见大使"),
        ("外长会见大使 – DW – 2023年5月9日", "外长会见大使"),
        ("外長會見大使 (20:44) - 20230509 - 兩岸 - 即時新聞 - 明報新聞網", "外長會見大使"),
        ("外长会见大使--国际--人民网", "外长会见大使"),
        ("  两人\u200b通话 ", "两人通话"),
    ],
)
def test_what_sites_put_around_a_title_goes(raw: str, clean: str) -> None:
    assert clean_title(raw) == clean


def test_a_told_title_comes_first() -> None:
    assert title("另一行", PROSE, told=(("title", "甲国总统访华"),)) == "甲国总统访华"


def test_the_title_of_a_page_without_the_name_of_the_site() -> None:
    assert title(PROSE, told=(("page-title", "甲国总统访华 - 某某在线"),)) == "甲国总统访华"


def test_the_line_above_the_date() -> None:
    assert title("栏目名称", "甲国总统访华", "2020-03-13 10:44 来源:某网", PROSE) == "甲国总统访华"


def test_the_line_above_the_date_below_the_body() -> None:
    menu = "国内 | 国际 | 财经 | 体育 | 娱乐 | 军事"
    assert title(PROSE, menu, "甲国总统访华", "时间:2020-03-13 10:44来源:某网") == "甲国总统访华"


def test_the_first_line_where_there_is_no_date() -> None:
    assert title("甲国总统访华", PROSE) == "甲国总统访华"


def test_the_first_sentence_where_there_is_no_title() -> None:
    assert title(PROSE + PROSE) == ""
    assert first_sentence([PROSE + PROSE]) == PROSE[:-1]
    assert first_sentence([]) == ""


def test_the_name_of_an_outlet_is_no_title() -> None:
    assert title("甲国总统访华", "人民日报", "2020-03-13 10:44", PROSE) == "甲国总统访华"
