"""Date expressions: what is found, what is none, and which days they mean."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.dates import DateMention, Partial, Reference, find_dates, resolve
from kg.model import Span

PUBLISHED = date(2020, 7, 28)  # a Tuesday


def found(text: str) -> list[str]:
    return [text[mention.start : mention.end] for mention in find_dates(text)]


def only(text: str) -> DateMention:
    mentions = find_dates(text)
    assert len(mentions) == 1, found(text)
    return mentions[0]


def days(
    text: str, published: date | None = PUBLISHED, *, future: bool = False,
    context: Span | None = None, section: Span | None = None, dateline: date | None = None,
) -> Span | Partial | None:
    reference = Reference(published, context, dateline, section)
    return resolve(only(text), reference, future=future)


def edtf(text: str, published: date | None = PUBLISHED, *, future: bool = False) -> str | None:
    span = days(text, published, future=future)
    assert not isinstance(span, Partial)
    return span.edtf if span else None


def day(text: str) -> Span:
    value = date.fromisoformat(text)
    return Span(text, value, value)


RESOLVED = {
    # full
    "2020年9月23日": "2020-09-23",
    "2020年9月23日晚": "2020-09-23",
    "２０２０年９月２３日": "2020-09-23",
    "二〇二〇年九月二十三日": "2020-09-23",
    "二○一九年十一月三十日": "2019-11-30",
    "二零二零年十月一日": "2020-10-01",
    "2020 年 9 月 23 日": "2020-09-23",
    "2020-09-23": "2020-09-23",
    "2020/9/24": "2020-09-24",
    "2020.9.24": "2020-09-24",
    "2018年当地时间11月30日": "2018-11-30",
    "民国109年3月12日": "2020-03-12",
    "民国一〇九年三月十二日": "2020-03-12",
    "1972年2月": "1972-02",
    "2019年": "2019",
    "２０１９年": "2019",
    # a part left out
    "7月20日": "2020-07-20",
    "3月12日": "2020-03-12",
    "12月20日": "2019-12-20",
    "9月8日": "2020-09-08",
    "十二月二十日": "2019-12-20",
    "23日": "2020-07-23",
    "28日上午": "2020-07-28",
    "30日": "2020-07-30",  # two days ahead is nearer than four weeks ago
    "3日": "2020-07-03",
    "二十三日": "2020-07-23",
    "6月": "2020-06",
    "6月份": "2020-06",
    "9月": "2020-09",  # within two months
    "11月": "2019-11",
    # intervals
    "7月3日至5日": "2020-07-03/2020-07-05",
    "3日至5日": "2020-07-03/2020-07-05",
    "3月20日至22日": "2020-03-20/2020-03-22",
    "7月8日到10日": "2020-07-08/2020-07-10",
    "2018年9月8日至10日": "2018-09-08/2018-09-10",
    "17至18日": "2020-07-17/2020-07-18",
    "5、6日两天": "2020-07-05/2020-07-06",
    "5日、6日两天": "2020-07-05/2020-07-06",
    "2019年12月31日至2020年1月3日": "2019-12-31/2020-01-03",
    "12月31日至1月3日": "2019-12-31/2020-01-03",
    "6月30日—7月2日": "2020-06-30/2020-07-02",
    "2019年3月至5月": "2019-03/2019-05",
    "去年6、7月": "2019-06/2019-07",
    "1—6月": "2020-01/2020-06",
    "11月至1月": "2019-11/2020-01",
    "2017年至2019年": "2017/2019",
    "2017-2019年": "2017/2019",
    "2019年4月20日~26日": "2019-04-20/2019-04-26",
    "周一至周三": "2020-07-27/2020-07-29",
    "上周一到周三": "2020-07-20/2020-07-22",
    # relative days
    "今天": "2020-07-28",
    "今日": "2020-07-28",
    "今晚": "2020-07-28",
    "昨天": "2020-07-27",
    "昨日": "2020-07-27",
    "昨晚": "2020-07-27",
    "昨夜": "2020-07-27",
    "前天": "2020-07-26",
    "明天": "2020-07-29",
    "明晚": "2020-07-29",
    "后天": "2020-07-30",
    "三天前": "2020-07-25",
    "3天前": "2020-07-25",
    "两日前": "2020-07-26",
    # told twice
    "今天(28日)": "2020-07-28",
    "昨天（27日）": "2020-07-27",
    "今天（28日）上午": "2020-07-28",
    "星期三（22日）": "2020-07-22",
    "星期三（7月22日）": "2020-07-22",
    "上周五（24日）": "2020-07-24",
    "7月22日（星期三）": "2020-07-22",
    "7月22日星期三": "2020-07-22",
    "周二28日": "2020-07-28",
    # weekdays
    "周三": "2020-07-22",
    "星期三": "2020-07-22",
    "礼拜三": "2020-07-22",
    "周二": "2020-07-28",
    "周日": "2020-07-26",
    "星期天": "2020-07-26",
    "上周五": "2020-07-24",
    "上星期五": "2020-07-24",
    "下周一": "2020-08-03",
    "本周四": "2020-07-30",
    "这周四": "2020-07-30",
    "上个星期天": "2020-07-26",
    # weeks, months, years
    "上周": "2020-07",
    "上个星期": "2020-07",
    "本周": "2020",  # 27 July to 2 August
    "下周": "2020-08",
    "上周末": "2020-07",
    "本月": "2020-07",
    "上月": "2020-06",
    "上个月": "2020-06",
    "下月": "2020-08",
    "本月23日": "2020-07-23",
    "上月23日": "2020-06-23",
    "本月初": "2020-07",
    "上月底": "2020-06",
    "6月底": "2020-06",
    "6月中旬": "2020-06",
    "今年": "2020",
    "去年": "2019",
    "前年": "2018",
    "明年": "2021",
    "去年12月": "2019-12",
    "去年的12月": "2019-12",
    "去年12月25日": "2019-12-25",
    "今年3月12日": "2020-03-12",
    "明年3月": "2021-03",
    "去年底": "2019",
    "去年年底": "2019",
    "今年早些时候": "2020",
    "年初": "2020",
    "两年前": "2018",
    # days of telling that tell no day
    "日前": "2020-07",
    "近日": "2020-07",
    "不久前": "",
    "两周前": "2020-07",
}


@pytest.mark.parametrize(("text", "expected"), RESOLVED.items())
def test_the_whole_expression_is_found(text: str, expected: str) -> None:
    assert found(f"，{text}。") == [text]


@pytest.mark.parametrize(("text", "expected"), RESOLVED.items())
def test_what_it_means(text: str, expected: str) -> None:
    assert edtf(text) == expected


FUTURE = {
    "周三": "2020-07-29",
    "周一": "2020-08-03",
    "30日": "2020-07-30",
    "3日": "2020-08-03",
    "11月3日": "2020-11-03",
    "1月20日": "2021-01-20",
    "11月": "2020-11",
    "年底": "2020",
}


@pytest.mark.parametrize(("text", "expected"), FUTURE.items())
def test_what_is_to_come(text: str, expected: str) -> None:
    assert edtf(text, future=True) == expected


NO_DATES = [
    "21世纪", "20世纪60年代", "2020年代", "上世纪90年代", "60年代", "3月期货", "1.5日元", "5日元",
    "日本", "5日线", "双十一", "3天", "5年来", "10年间", "75周年", "30岁", "第七日", "为期5日",
    "连续10日", "事隔10日", "被困28日", "14日强制检疫", "一日三餐", "有朝一日", "9·11", "9.11",
    "十月革命", "五四运动", "目前天气", "同日本首相", "今日俄罗斯", "今日头条", "近日本海",
    "在全球化的今天", "附近日常", "一周三次", "一星期三次", "每周三", "每星期三", "周边国家",
    "周一岳", "三周年", "声明年内", "表明年轻人", "当今天下", "最近的国家", "3个月", "23号文件",
    "5号线", "G20", "2.5亿", "第5日", "上月球", "首次日韩会谈", "3月龄", "日内瓦", "农历五月",
    "岁生日前", "前往", "今时今日", "1644", "5000年文明", "晚上周恩来", "明日之星", "节日前",
    "13月", "32日", "０日", "三月三", "五月花号",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_no_date(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("日本周三宣布", ["周三"]),
        ("本周日本首相访华", ["本周"]),
        ("12日前往北京", ["12日"]),
        ("12日本报讯", ["12日"]),
        ("1月18日内瓦会议", ["1月18日"]),
        ("9月23日晚宴", ["9月23日晚"]),
        ("9月23日晚会", ["9月23日"]),
        ("3日早些时候", ["3日早些时候"]),
        ("去年中国出口", ["去年"]),
        ("2020年中国外交部", ["2020年"]),
        ("23号，王毅抵达", ["23号"]),
        ("周三（23号）", ["周三（23号）"]),
        ("时间23号", ["23号"]),
        ("当地时间23日下午", ["23日下午"]),
        ("今天下午抵达", ["今天下午"]),
        ("当天下午抵达", ["当天下午"]),
        ("今年6、7月间", ["今年6、7月"]),
        ("选拔工作日前结束", ["日前"]),
        ("马英九星期四（1月11日）说", ["星期四（1月11日）"]),
        ("欧洲议会上周敦促", ["上周"]),
        ("总理先生日前遇袭", ["日前"]),
        ("将于九月选举", ["九月"]),
        ("七月的会议", ["七月"]),
        ("今天和明天", ["今天", "明天"]),
        ("7月17日、18日分别会见", ["7月17日", "18日"]),
        ("从2019年9月3日到6日", ["2019年9月3日到6日"]),
        ("2020年7月28日电", ["2020年7月28日"]),
        ("", []),
    ],
)
def test_what_is_found(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_a_later_day_of_a_list_takes_the_month() -> None:
    second = find_dates("3月17日、18日分别会见")[1]
    assert (second.month, second.day) == (3, 18)


# --- what stands around -----------------------------------------------------------------------

KINDS = {
    "2020年9月23日会见": "calendar",
    "昨晚通电话": "relative",
    "周三会见": "weekday",
    "日前会见": "vague",
    "力争2030年前达峰": "deadline",
    "2060年之前": "deadline",
    "在2025年底前": "deadline",
    "截至9月23日": "deadline",
    "截至2020年底": "deadline",
    "到2035年": "deadline",
    "今年前三季度": "relative",
    "今年前8个月": "relative",
    "推迟到2021年": "calendar",
    "2013年以来": "since",
    "2012年至今": "since",
    "去年以来": "since",
    "2030年可持续发展议程": "name",
    "《2030年前国家发展目标》": "name",
    "新华社北京3月12日电 ": "dateline",
    "（法新社巴黎12日电）": "dateline",
    "路透社周三报道": "dateline",
    "据《北京青年报》星期天（2月5日）报道": "dateline",
    "3月12日电话会谈": "calendar",
    "12日前往": "calendar",
}


@pytest.mark.parametrize(("text", "kind"), KINDS.items())
def test_what_stands_around_tells_the_kind(text: str, kind: str) -> None:
    assert only(text).kind == kind


@pytest.mark.parametrize("text", ["力争2030年前达峰", "2013年以来", "新华社北京3月12日电 "])
def test_other_days_are_no_days_of_events(text: str) -> None:
    assert not only(text).tells_event


@pytest.mark.parametrize(
    ("text", "clock"),
    [("当地时间11月30日", "当地"), ("北京时间3日", "北京"), ("华盛顿时间周三", "华盛顿"),
     ("2018年当地时间11月30日", "当地"), ("11月30日", None)],
)
def test_whose_clock(text: str, clock: str | None) -> None:
    assert only(text).clock == clock


@pytest.mark.parametrize(
    ("text", "part"),
    [("23日晚", "晚"), ("12日晚上", "晚上"), ("昨晚", "晚"), ("周三凌晨", "凌晨"),
     ("今天上午", "上午"), ("3月12日中午", "中午"), ("23日", None)],
)
def test_part_of_the_day(text: str, part: str | None) -> None:
    assert only(text).part_of_day == part


# --- bounds -----------------------------------------------------------------------------------

BOUNDS = {
    "7月23日": ("2020-07-23", "2020-07-23"),
    "6月": ("2020-06-01", "2020-06-30"),
    "2019年": ("2019-01-01", "2019-12-31"),
    "上周": ("2020-07-20", "2020-07-26"),
    "本周": ("2020-07-27", "2020-08-02"),
    "上周末": ("2020-07-25", "2020-07-26"),
    "去年底": ("2019-10-01", "2019-12-31"),
    "年初": ("2020-01-01", "2020-03-31"),
    "上月底": ("2020-06-20", "2020-06-30"),
    "6月中旬": ("2020-06-10", "2020-06-20"),
    "今年早些时候": ("2020-01-01", "2020-07-28"),
    "日前": ("2020-07-18", "2020-07-28"),
    "3日至5日": ("2020-07-03", "2020-07-05"),
    "两周前": ("2020-07-11", "2020-07-17"),
}


@pytest.mark.parametrize(("text", "bounds"), BOUNDS.items())
def test_outer_bounds(text: str, bounds: tuple[str, str]) -> None:
    span = days(text)
    assert isinstance(span, Span)
    assert (str(span.not_before), str(span.not_after)) == bounds


def test_recently_told_early_in_a_month_is_known_to_the_year() -> None:
    assert days("日前", date(2020, 7, 5)) == Span("2020", date(2020, 6, 25), date(2020, 7, 5))


def test_recently_told_early_in_january_is_known_by_its_bounds_alone() -> None:
    assert days("日前", date(2020, 1, 5)) == Span("", date(2019, 12, 26), date(2020, 1, 5))


def test_last_week_across_years_is_known_by_its_bounds_alone() -> None:
    assert days("上周", date(2020, 1, 7)) == Span("", date(2019, 12, 30), date(2020, 1, 5))


@pytest.mark.parametrize("text", ["2月30日", "2021年2月29日", "6月31日", "2020年6月31日"])
def test_days_that_do_not_exist_mean_nothing(text: str) -> None:
    assert days(text) is None


# --- what the article tells of its day ---------------------------------------------------------


def test_a_day_after_the_day_of_publication_is_last_months() -> None:
    assert days("31日", date(2020, 9, 2)) == day("2020-08-31")


def test_a_day_long_after_the_day_of_publication_is_last_months() -> None:
    assert days("25日", date(2021, 7, 1)) == day("2021-06-25")


def test_a_day_one_ahead_is_another_time_zone() -> None:
    assert days("13日", date(2020, 3, 12)) == day("2020-03-13")


def test_a_month_told_early_in_the_year_is_last_years() -> None:
    assert days("12月28日", date(2020, 1, 5)) == day("2019-12-28")


def test_a_dateline_goes_before_the_day_of_publication() -> None:
    assert days("今天", date(2020, 3, 14), dateline=date(2020, 3, 12)) == day("2020-03-12")


def test_the_same_day_counts_from_the_day_told_last() -> None:
    assert days("当天", context=day("2018-09-02")) == day("2018-09-02")
    assert days("次日", context=day("2018-09-02")) == day("2018-09-03")


def test_the_same_day_without_a_day_told_is_that_of_telling() -> None:
    assert days("当晚") == day("2020-07-28")


def test_the_day_after_nothing_is_unknown() -> None:
    assert days("次日") is None
    assert days("两年后") is None


def test_two_years_after_a_year_told() -> None:
    told = Span("1979", date(1979, 1, 1), date(1979, 12, 31))
    assert days("两年后", context=told) == Span("1981", date(1981, 1, 1), date(1981, 12, 31))


def test_in_a_dated_section_words_count_from_its_day() -> None:
    assert days("昨天", date(2021, 1, 8), section=day("2017-01-18")) == day("2017-01-17")
    assert days("今天上午", date(2021, 1, 8), section=day("2019-04-26")) == day("2019-04-26")
    assert days("26日", date(2021, 1, 8), section=day("2019-04-26")) == day("2019-04-26")


def test_an_old_story_goes_on_in_its_own_year() -> None:
    assert days("3月5日", context=day("2018-02-20")) == day("2018-03-05")
    assert days("9日", context=day("2019-05-08")) == day("2019-05-09")


def test_an_old_story_goes_on_over_the_end_of_a_year_or_month() -> None:
    assert days("1月20日", context=day("2018-12-30")) == day("2019-01-20")
    assert days("2日", context=day("2018-12-30")) == day("2019-01-02")


def test_what_is_to_come_is_not_of_the_year_told_last() -> None:
    assert days("11月3日", context=day("2016-11-08"), future=True) == day("2020-11-03")


def test_fresh_days_are_those_of_the_news_whatever_was_told_before() -> None:
    assert days("26日", context=day("2019-05-08")) == day("2020-07-26")


def test_without_any_day_a_day_stays_partial() -> None:
    assert days("23日晚", None) == Partial(None, 23)
    assert days("9月23日", None) == Partial(9, 23)
    assert days("周三", None) == Partial(None, None, 3)
    assert days("9月", None) == Partial(9, None)


def test_without_any_day_words_mean_nothing() -> None:
    assert days("昨晚", None) is None
    assert days("日前", None) is None


def test_without_publication_the_day_told_last_helps() -> None:
    assert days("23日", None, context=day("2020-09-22")) == day("2020-09-23")
    assert days("昨天", None, context=day("2020-09-22")) == day("2020-09-21")


def test_a_partial_day_takes_the_rest_from_another_telling() -> None:
    assert Partial(None, 23).completed(date(2020, 9, 23)) == day("2020-09-23")
    assert Partial(9, 23).completed(date(2020, 12, 1)) == day("2020-09-23")
    assert Partial(2, 30).completed(date(2020, 2, 1)) is None


def test_a_partial_interval_takes_the_rest_too() -> None:
    partial = days("3日至5日", None)
    assert isinstance(partial, Partial)
    assert partial.completed(date(2020, 9, 4)) == Span(
        "2020-09-03/2020-09-05", date(2020, 9, 3), date(2020, 9, 5)
    )


def test_a_partial_day_fits() -> None:
    assert Partial(None, 23).fits(date(2020, 9, 23))
    assert not Partial(None, 23).fits(date(2020, 9, 24))
    assert not Partial(8, 23).fits(date(2020, 9, 23))


def test_a_weekday_tells_which_year() -> None:
    assert days("星期三（4月19日）", date(2023, 9, 1)) == day("2023-04-19")


# --- any text -----------------------------------------------------------------------------------

PIECES = st.lists(
    st.sampled_from([
        *"202301年月日号至、和-/.（）()十二〇三今昨天晚前后上下本周个两半底初２９ 《》电，廿百的",
        "2020", "12", "31", "星期", "当地时间", "民国", "今年", "上周五", "去年", "昨天", "日前",
        "当天", "次日", "报道", "以来",
    ]),
    max_size=20,
).map("".join)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(PIECES)
def test_mentions_are_in_order_inside_the_text(text: str) -> None:
    mentions = find_dates(text)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in mentions)
    assert all(left.end <= right.start for left, right in pairwise(mentions))


@given(PIECES, st.none() | DAYS, st.none() | DAYS, st.booleans())
def test_spans_are_valid(
    text: str, published: date | None, told: date | None, future: bool
) -> None:
    context = Span(told.isoformat(), told, told) if told else None
    for mention in find_dates(text):
        span = resolve(mention, Reference(published, context), future=future)
        if isinstance(span, Span):
            _check(span)
        elif isinstance(span, Partial) and published:
            completed = span.completed(published)
            assert completed is None or completed.edtf


def _check(span: Span) -> None:
    assert span.edtf or span.not_before or span.not_after
    if span.not_before and span.not_after:
        assert span.not_before <= span.not_after
    for part in filter(None, span.edtf.split("/")):
        assert date.fromisoformat((part + "-01-01")[:10])


@given(DAYS, DAYS, st.booleans())
def test_a_full_date_means_itself(told: date, published: date, future: bool) -> None:
    text = f"{told.year}年{told.month}月{told.day}日"
    assert days(text, published, future=future) == day(told.isoformat())


@given(DAYS)
def test_a_day_of_this_month_means_itself(published: date) -> None:
    text = f"{published.month}月{published.day}日"
    assert days(text, published) == day(published.isoformat())
    assert days(f"{published.day}日", published) == day(published.isoformat())


@given(DAYS, st.integers(1, 7))
def test_a_weekday_is_within_the_week_before(published: date, number: int) -> None:
    span = days("周" + "一二三四五六日"[number - 1], published)
    assert isinstance(span, Span) and span.day
    assert span.day.isoweekday() == number
    assert timedelta(0) <= published - span.day < timedelta(7)


@pytest.mark.parametrize(
    "piece", ["1", "十", "一", "2020年", "9月", "上", "周", "（", "1、", "23日、"]
)
def test_long_runs_are_read_to_their_end(piece: str) -> None:
    """Where work grew with the square of the length this would not end."""
    text = piece * (20_000 // len(piece))
    assert any(mention.start >= len(text) for mention in find_dates(text + "，2020年9月1日"))


@pytest.mark.parametrize(("text", "expected"), [
    ("\n2011/8 首次访华", ["2011/8"]), ("\n2013.12 访华", ["2013.12"]),
    ("比分2011/8 ", []), ("\n2020/21 赛季", []),
])
def test_a_month_at_the_head_of_a_line_is_one_in_figures(text: str, expected: list[str]) -> None:
    assert found(text) == expected
