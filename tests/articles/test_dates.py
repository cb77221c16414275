"""Dates of publication in every form pages print them."""

from datetime import date

import pytest

from kg.articles.dates import day_of_path, day_of_url, days_in, stamp


@pytest.mark.parametrize(
    ("text", "zone", "day"),
    [
        ("2021-05-07T01:38:21.612Z", "Asia/Singapore", date(2021, 5, 7)),
        ("2021-05-06T17:38:21Z", "Asia/Singapore", date(2021, 5, 7)),
        ("2020-07-20T22:56:16.000Z", "Europe/Paris", date(2020, 7, 21)),
        ("2020-07-21T02:29:59+08:00", "America/New_York", date(2020, 7, 20)),
        ("2020-07-21 23:59:59", "Asia/Taipei", date(2020, 7, 21)),
        ("1620401160000", "Asia/Singapore", date(2021, 5, 7)),
        ("1595285776", "Europe/Paris", date(2020, 7, 21)),
        ("20220508193604", "Asia/Shanghai", date(2022, 5, 8)),
        ("2023/10/24 19:18:39", "Asia/Shanghai", date(2023, 10, 24)),
        ("Sat, 18 Jul 2020 13:11:33 GMT", "UTC", date(2020, 7, 18)),
        ("Sat, 18 Jul 2020 23:11:33 GMT", "Asia/Taipei", date(2020, 7, 19)),
        ("二〇二〇年九月二十三日", "Asia/Shanghai", date(2020, 9, 23)),
        ("民國109年3月12日", "Asia/Taipei", date(2020, 3, 12)),
        ("２０２０年３月１２日", "Asia/Shanghai", date(2020, 3, 12)),
        ("", "Asia/Shanghai", None),
        ("昨天", "Asia/Shanghai", None),
        ("2020-02-30", "Asia/Shanghai", None),
        ("2020-09", "Asia/Shanghai", None),
    ],
)
def test_stamps(text: str, zone: str, day: date | None) -> None:
    assert stamp(text, zone) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published at Dec 17, 2021 03:30 pm", date(2021, 12, 17)),
        ("30/07/2020 - 00:08", date(2020, 7, 30)),
        ("时间:2020-03-13 10:44来源:新华网 作者:未知 点击:", date(2020, 3, 13)),
        ("2020年 7月 17日", date(2020, 7, 17)),
        ("2026/3/10 13:26(3/10 13:53 更新)", date(2026, 3, 10)),
        ("2021.01.08", date(2021, 1, 8)),
        ("一九九七年七月一日", date(1997, 7, 1)),
        ("17 December 2021", date(2021, 12, 17)),
    ],
)
def test_lines(line: str, day: date) -> None:
    assert next(days_in(line, "Asia/Shanghai")) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://www.zaobao.com/realtime/china/story20210507-1144976", date(2021, 5, 7)),
        ("https://tv.cctv.com/2022/05/08/VIDEx220508.shtml", date(2022, 5, 8)),
        ("http://www.xinhuanet.com/politics/2020-09/23/c_1126532222.htm", date(2020, 9, 23)),
        ("http://politics.people.com.cn/n1/2020/0923/c1024-31872222.html", date(2020, 9, 23)),
        ("https://theinitium.com/article/20200724-evening-brief/", date(2020, 7, 24)),
        ("https://example.org/a/201305?d=20200101", None),
        ("https://www.rti.org.tw/news/view/id/2072909", None),
    ],
)
def test_days_in_addresses(url: str, day: date | None) -> None:
    assert day_of_url(url) == day


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("news/20250507.md", date(2025, 5, 7)),
        ("yuekcc_20240730.md", date(2024, 7, 30)),
        ("2020-07-28-题目.md", date(2020, 7, 28)),
        ("2511/VIDEaB3cD4eF5gH6iJ7kL8mN251103.shtml", date(2025, 11, 3)),
        ("2023-02-06.json", date(2023, 2, 6)),
        ("000_cf6008a473dea2e5.txt", None),
        ("a20200915bc33.txt", None),  # a hash
        ("9f8e7d6c251103.txt", None),  # a hash
        ("新建文本.txt", None),
    ],
)
def test_days_in_names_of_files(path: str, day: date | None) -> None:
    assert day_of_path(path) == day
