"""One file with many articles to its parts."""

import json

from kg.articles.split import split
from kg.model import RawArticle, Refusal

DAY_FILE = """# 《某联播》 (20250507)

## 新闻摘要

1.甲国总统访华；

## 详细新闻

### 甲国总统访华

<p><strong>某网消息</strong>：甲国总统七日抵达北京。</p>

[查看原文](https://tv.example.com/2025/05/07/VIDE1.shtml)

### 乙国外长来访

乙国外长七日抵达北京。

[查看原文](https://tv.example.com/2025/05/07/VIDE2.shtml)

---

(更新时间戳: 1746623334619)
"""

PAPER = """甲国总统会见某代表团
双方谈合作
作者：张三;李四  时间：2019-01-28

　　一月二十七日，甲国总统会见代表团。

　　会见后，双方观看演出。

外国领导人来电祝贺
时间：2013-03-15
　　乙国总统；

　　丙国总统。
"""


def raw(content: str, media_type: str = "text/plain") -> RawArticle:
    return RawArticle("day/file", 1, media_type, content)


def test_a_day_of_news_has_a_part_for_every_heading() -> None:
    parts = list(split(raw(DAY_FILE, "text/markdown")))
    assert [(part.path, part.part) for part in parts] == [("day/file", 1), ("day/file", 2)]
    assert [dict(part.hints)["title"] for part in parts] == ["甲国总统访华", "乙国外长来访"]
    assert dict(parts[1].hints)["url"] == "https://tv.example.com/2025/05/07/VIDE2.shtml"
    assert "甲国总统七日抵达" in parts[0].content
    assert "查看原文" not in parts[0].content
    assert "更新时间" not in parts[1].content


def test_a_heading_without_text_keeps_its_number() -> None:
    items = "### 甲国总统访华\n\n### 乙国外长来访\n乙国外长抵京。"
    parts = list(split(raw(items, "text/markdown")))
    assert [part.part for part in parts] == [1, 2]
    assert parts[0].content.strip() == ""


def test_texts_one_after_another() -> None:
    first, second = split(raw(PAPER))
    assert dict(first.hints) == {
        "title": "甲国总统会见某代表团 双方谈合作", "date": "2019-01-28", "author": "张三;李四",
    }  # fmt: skip
    assert dict(second.hints)["title"] == "外国领导人来电祝贺"
    assert "观看演出" in first.content and "外国领导人" not in first.content
    assert "丙国总统" in second.content


def test_a_plain_article_stays_one() -> None:
    article = raw("甲国总统访华\n\n甲国总统七日抵达北京。")
    assert list(split(article)) == [article]


def test_a_list_of_records() -> None:
    records = [
        {"title": "甲", "link": "/realtime/china/story20230206-1", "summary": "甲国总统访华..."},
        {"headline": "乙", "正文": "乙国外长来访。", "date": "2023-02-07", "来源": "某报"},
        "no record",
    ]
    *parts, bad = split(raw(json.dumps(records, ensure_ascii=False), "application/json"))
    assert [part.part for part in parts] == [1, 2]
    assert isinstance(bad, Refusal) and bad.part == 3
    assert dict(parts[0].hints) == {"title": "甲", "url": "/realtime/china/story20230206-1"}
    assert parts[0].content == "甲国总统访华..."
    assert dict(parts[1].hints) == {"title": "乙", "date": "2023-02-07", "publisher": "某报"}


def test_a_list_inside_a_mapping_and_a_single_record() -> None:
    inside = json.dumps({"articles": [{"text": "甲。"}, {"text": "乙。"}]}, ensure_ascii=False)
    assert [part.content for part in split(raw(inside, "application/json"))] == ["甲。", "乙。"]
    single = json.dumps({"title": "甲", "content": ["一。", "二。"]}, ensure_ascii=False)
    assert [part.content for part in split(raw(single, "application/json"))] == ["一。\n二。"]


def test_lines_of_records_and_rows_of_a_table() -> None:
    lines = '{"text": "甲。"}\n\n{"text": "乙。"}\n'
    assert [part.content for part in split(raw(lines, "application/x-ndjson"))] == ["甲。", "乙。"]
    (row,) = split(raw('标题,text,日期\n题,"甲，\n乙。",2020-01-02\n', "text/csv"))
    assert row.content == "甲，\n乙。"
    assert dict(row.hints) == {"title": "题", "date": "2020-01-02"}


def test_a_heading_and_an_empty_line_above_a_byline() -> None:
    items = "".join(
        f"## {title}\n\n时间：2023-05-0{day}\n\n{title}，双方举行了会谈。\n\n"
        for day, title in ((8, "甲国总统访华"), (9, "乙国外长来访"))
    )
    first, second = split(raw(items, "text/markdown"))
    titles = [dict(part.hints)["title"] for part in (first, second)]
    assert titles == ["甲国总统访华", "乙国外长来访"]
    assert first.content.strip() == "甲国总统访华，双方举行了会谈。"


def _column(*items: str) -> RawArticle:
    sections = "".join(
        f"<h3>第{n}則短訊的題目</h3><p>{item}</p>" for n, item in enumerate(items, start=1))
    page = (f"<html><head><title>國際速遞</title></head><body><h1>國際速遞</h1>"
            f"<div>2023-05-20</div><div>{sections}</div></body></html>")
    return RawArticle("a.html", 1, "text/html", page)


def test_a_column_of_briefs_is_as_many_articles() -> None:
    parts = list(split(_column("甲國總統訪問乙國。●某通社", "丙國外長會見丁國外長。●某聞社",
                               "戊國大選。●綜合外電報道")))
    assert [part.part for part in parts if isinstance(part, RawArticle)] == [1, 2, 3]
    first = parts[0]
    assert isinstance(first, RawArticle)
    assert first.content == "甲國總統訪問乙國。"
    assert ("title", "第1則短訊的題目") in first.hints


def test_headings_in_one_article_part_nothing() -> None:
    page = _column("甲國總統訪問乙國。", "丙國外長會見丁國外長。●某聞社", "● 戊國大選。")
    assert list(split(page)) == [page]
