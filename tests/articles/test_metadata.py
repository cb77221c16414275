"""Publisher, agency, author, date and address from all that tells them."""

from datetime import date

import pytest

from kg.articles.body import select
from kg.articles.datelines import Dateline
from kg.articles.metadata import Metadata, metadata_of
from kg.articles.page import Block, Page

PROSE = "甲国总统十二日在首都会见乙国外长，双方就两国关系和共同关心的国际问题交换了意见。"
ZAOBAO = "https://www.zaobao.com/realtime/china/story20210507-1144976"


def found(
    *lines: str, told: tuple[tuple[str, str], ...] = (), path: str = "a.txt", trusted: bool = False
) -> Metadata:
    page = Page(tuple(Block(line) for line in lines), told, trusted)
    return metadata_of(page, select(page), path, None)


def test_a_line_of_date_source_and_author() -> None:
    line = "时间:2020-03-13 10:44来源:新华网 作者:张三 点击:"
    told = found("甲国总统访华", line, PROSE)
    assert told == Metadata("新华网", None, "张三", date(2020, 3, 13), None)


def test_nobody_is_no_author_and_no_publisher() -> None:
    told = found("甲国总统访华", "2020-03-13 来源:网络 作者:佚名", PROSE)
    assert told.author is None and told.publisher is None


def test_an_outlet_after_the_date() -> None:
    assert found("甲国总统访华", "2021-01-08 中國軍網", PROSE).publisher == "中国军网"


def test_an_agency_is_named_by_its_dispatch() -> None:
    assert found("据新华社报道,甲国总统会见外长。" + PROSE).agency == "新华社"
    assert found("法新社和路透社报导，疫情严重。" + PROSE).agency == "法新社"
    assert found("甲国总统访华", "来源：新华社", PROSE).agency == "新华社"
    assert found("路透社大楼前聚集了记者。" + PROSE).agency is None


def test_the_address_tells_the_outlet_and_its_day() -> None:
    told = (("url", ZAOBAO), ("date", "2021-05-07T20:32:00.000Z"), ("author", "联合早报"))
    data = found(PROSE, told=told, trusted=True)
    assert data.publisher == "联合早报" and data.author is None
    assert data.published == date(2021, 5, 7)  # the feed calls Singapore's clock UTC


def test_a_stamp_is_moved_to_the_outlets_zone() -> None:
    told = (("date", "2020-07-26T22:53:27.000Z"), ("author", "RTI 中央廣播電臺"))
    assert found(PROSE, told=told, trusted=True).published == date(2020, 7, 27)


def test_the_day_printed_on_the_page_goes_before_the_feeds() -> None:
    told = (("date", "2020-07-19T05:32:38.000Z"), ("author", "BBC"))
    data = found("2020年 7月 17日", PROSE, told=told, trusted=True)
    assert data.published == date(2020, 7, 17)


def test_a_date_far_from_the_metadata_is_another_storys() -> None:
    told = (("date", "2020-07-29T05:32:38.000Z"),)
    data = found("2019年6月4日", PROSE, told=told, trusted=True)
    assert data.published == date(2020, 7, 29)


def test_the_name_of_the_file_and_the_stamp_in_a_comment_come_last() -> None:
    assert found(PROSE, path="day/20250507.md").published == date(2025, 5, 7)
    assert found(PROSE, told=(("epoch", "1620401160000"),)).published == date(2021, 5, 7)


def test_dates_of_other_articles_are_not_taken() -> None:
    data = found(PROSE, "相关推荐", "某地举行活动", "2020-12-05 来源:某网")
    assert data.published is None and data.publisher is None


def test_nothing_is_guessed() -> None:
    assert found(PROSE) == Metadata(None, None, None, None, None)


def test_the_first_of_several_outlets_of_a_source_published_it() -> None:
    told = (("publisher", "来源：人民网－人民日报"), ("author", "104246"))
    data = found(PROSE, told=told, trusted=True)
    assert (data.publisher, data.author) == ("人民网", None)


def test_the_outlet_at_the_end_of_the_title_of_a_page() -> None:
    assert found(PROSE, told=(("page-title", "外长会见大使--国际--人民网"),)).publisher == "人民网"
    assert found(PROSE, told=(("page-title", "人民网：外长会见大使"),)).publisher is None


def test_a_site_that_is_not_known_goes_by_its_own_name() -> None:
    assert found(PROSE, told=(("publisher", "環球時事觀察"),)).publisher == "环球时事观察"
    assert found(PROSE, told=(("publisher", "CN"),)).publisher is None
    assert found(PROSE, told=(("publisher", "未知"),)).publisher is None


def test_a_platform_is_no_outlet() -> None:
    assert found(PROSE, told=(("publisher", "微信公众平台"),)).publisher is None


@pytest.mark.parametrize(
    "line",
    [
        "北京时间 2023-05-09 20:10",
        "2023-05-09（二）20:10",
        "張三 / 台北報導 2023-05-09 20:10",
        "更新時間：20:10 2023-05-09 HKT",
        "中華民國112年5月9日",
        "更新时间：2023/5/9 下午 08:10",
    ],
)
def test_a_day_between_title_and_body_in_any_words(line: str) -> None:
    assert found("甲国总统访华", line, PROSE).published == date(2023, 5, 9)


def test_a_span_of_days_above_the_body_is_no_day_of_publication() -> None:
    assert found("甲国总统访华", "访问时期 2023-05-09 至 2023-05-12", PROSE).published is None


def test_a_day_below_the_title_outside_the_element_with_the_body() -> None:
    lines = ["2023-05-10 别的文章", *["国内", "国际", "财经", "体育"], "甲国总统访华"]
    told = (("title", "甲国总统访华"), *(("line", line) for line in lines))
    data = found(PROSE, told=(*told, ("line", "台北報導 2023-05-09（二）")), trusted=True)
    assert (data.published, data.publisher) == (date(2023, 5, 9), None)


def test_an_outlet_on_a_line_of_its_own_or_in_a_row() -> None:
    assert found("甲国总统访华", "人民日報", "2020-03-13", PROSE).publisher == "人民日报"
    row = "2020-03-13 | 人民日报 | 张三"
    assert found("甲国总统访华", row, PROSE, trusted=True).publisher == "人民日报"
    assert found("新华社记者谈采访经过", "2020-03-13", PROSE).publisher is None


def test_a_file_is_called_after_the_address_of_its_outlet_where_nothing_else_tells() -> None:
    assert found("甲国总统访华", PROSE, path="news/yna_20230113.md").publisher == "韩联社"
    assert found("甲国总统访华", PROSE, path="news/world_20230113.md").publisher is None
    told = found("甲国总统访华", "2021-01-08 中国军网", PROSE, path="yna_20230113.md")
    assert told.publisher == "中国军网"


def test_a_dispatch_is_of_whose_dateline_it_has_where_nothing_else_tells() -> None:
    page = Page((Block("甲国总统访华"), Block(PROSE)), (), trusted=False)
    head = Dateline(0, "共同社", None)
    assert metadata_of(page, select(page), "a.txt", head).publisher == "共同社"


def test_a_row_of_outlet_and_day_is_no_text() -> None:
    told = found("甲国总统访华", "韩联社 | 2023.01.13", PROSE)
    assert (told.publisher, told.published) == ("韩联社", date(2023, 1, 13))
