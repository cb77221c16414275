"""Records of JSON, JSON Lines and CSV; what cannot be read is told, the rest is read."""

from __future__ import annotations

import csv
import json

import pytest

from kg.articles.records import records
from kg.model import RawArticle, Refusal

TEXT = "国务院总理七日在北京会见外国客人，双方就合作交换意见。"
SUFFIXES = {"json": "application/json", "jsonl": "application/x-ndjson", "csv": "text/csv"}


def read(kind: str, content: str) -> list[RawArticle | Refusal]:
    return list(records(RawArticle(f"a.{kind}", 1, SUFFIXES[kind], content)))


def texts(kind: str, content: str) -> list[str]:
    found = read(kind, content)
    assert all(isinstance(item, RawArticle) for item in found), found
    return [item.content for item in found if isinstance(item, RawArticle)]


def only_refusal(kind: str, content: str) -> Refusal:
    (found,) = read(kind, content)
    assert isinstance(found, Refusal) and found.code == "bad-records", found
    return found


@pytest.mark.parametrize(
    ("kind", "content", "told"),
    [
        ("json", f'[{{"text": "{TEXT}"', "cannot be parsed: Expecting"),
        ("json", f'"{TEXT}"', "is no record"),
        ("json", "[" * 100_000, "cannot be parsed"),
        ("json", "[]", "holds no record"),
        ("jsonl", "\n\n", "holds no record"),
        ("csv", f"甲,乙\n{TEXT},2\n", "has no column of text; known names: text"),
        ("csv", "title,text\n", "holds no record"),
    ],
)
def test_a_file_without_records_is_refused(kind: str, content: str, told: str) -> None:
    found = only_refusal(kind, content)
    assert found.part is None and found.message.startswith(told)


@pytest.mark.parametrize(
    ("bad", "told"),
    [('{"text": "国务院总', "line 3 cannot be parsed: Unterminated"), ("[1]", "line 3 is no rec")],
)
def test_a_broken_line_costs_that_line(bad: str, told: str) -> None:
    one, two, three = read("jsonl", f'{{"text": "甲。"}}\n\n{bad}\n{{"text": "乙。"}}\n')
    assert isinstance(one, RawArticle) and isinstance(three, RawArticle)
    assert (one.part, three.part) == (1, 3)
    assert isinstance(two, Refusal) and two.part == 2 and two.message.startswith(told)


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85"])
def test_only_a_line_feed_ends_a_line(mark: str) -> None:
    line = json.dumps({"text": f"甲。{mark}乙。"}, ensure_ascii=False)
    assert texts("jsonl", f"{line}\n{line}\n") == [f"甲。{mark}乙。"] * 2


@pytest.mark.parametrize(
    ("separator", "told"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")]
)
def test_another_separator_is_read_from_the_header_and_told(
    separator: str, told: str, caplog: pytest.LogCaptureFixture
) -> None:
    table = f"日期{separator}标题{separator}正文\n2020-01-02{separator}题{separator}甲，乙, 丙。\n"
    (found,) = read("csv", table)
    assert isinstance(found, RawArticle) and found.content == "甲，乙, 丙。"
    assert dict(found.hints) == {"title": "题", "date": "2020-01-02"}
    assert caplog.messages == [f"a.csv: its columns are separated by {told}"]


def test_a_comma_goes_before_other_separators_and_is_not_told(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert texts("csv", "text,a;b\n甲;乙|丙。,2\n") == ["甲;乙|丙。"]
    assert caplog.messages == []


def test_the_separator_may_be_told_in_a_line_above_the_header() -> None:
    good, bad = read("csv", "sep=;\ntitle;text\n题;甲。\n题;甲;乙\n")
    assert isinstance(good, RawArticle) and good.content == "甲。"
    assert isinstance(bad, Refusal) and bad.message.startswith("line 4 has 3 cells")


def test_a_row_with_too_many_cells_costs_that_row() -> None:
    table = 'title,text\n"题\n一",甲。\n题,乙,丙。\n\n题,丁。,, \n题\n'
    one, bad, two, short = read("csv", table)
    assert isinstance(bad, Refusal) and (bad.part, bad.code) == (2, "bad-records")
    assert bad.message.startswith("line 4 has 3 cells, but the header names 2 columns")
    assert isinstance(one, RawArticle) and isinstance(two, RawArticle)
    assert (one.content, two.content) == ("甲。", "丁。")
    assert isinstance(short, RawArticle) and short.content == ""


def test_a_quote_that_is_never_closed_is_told() -> None:
    good, bad = read("csv", 'title,text\n题,甲。\n题,"乙。\n题,丙。\n题,丁。\n')
    assert isinstance(good, RawArticle)
    assert isinstance(bad, Refusal) and bad.message.startswith("line 3 opens a quote")


@pytest.mark.parametrize("field", ["id", "title"])
def test_a_number_too_long_for_python_costs_nothing(field: str) -> None:
    digits = "7" * 100_000
    (found,) = read("json", f'{{"{field}": {digits}, "text": "甲。"}}')
    assert isinstance(found, RawArticle) and found.content == "甲。"
    assert dict(found.hints) == ({"title": digits} if field == "title" else {})


@pytest.mark.parametrize("length", [200_000, 2_000_000])
def test_a_field_of_a_table_may_be_long(length: int) -> None:
    limit = csv.field_size_limit()
    assert texts("csv", f"title,text\n题,{'甲' * length}\n") == ["甲" * length]
    assert csv.field_size_limit() == limit


@pytest.mark.parametrize(
    "content",
    [
        {"text": "甲。\n乙。"},
        {"rendered": "甲。\n乙。"},
        ["甲。", "乙。"],
        [{"type": "paragraph", "text": "甲。"}, {"type": "paragraph", "text": "乙。"}],
        {"type": "doc", "content": [{"text": "甲。"}, {"text": "乙。"}]},
    ],
)
def test_a_text_may_stand_inside_its_field(content: object) -> None:
    record = {"title": {"rendered": "题"}, "author": [{"name": "张三"}], "content": content}
    (found,) = read("json", json.dumps(record))
    assert isinstance(found, RawArticle) and found.content == "甲。\n乙。"
    assert dict(found.hints) == {"title": "题", "author": "张三"}


def nested(depth: int) -> str:
    return '{"text":' * depth + '"甲"' + "}" * depth


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"unheard": "of"}', "record 1 has no text in 'content'; known"),
        (nested(900), "record 1 is nested too deep"),
    ],
)
def test_a_record_whose_text_cannot_be_found_is_refused(content: str, told: str) -> None:
    bad, good = read("json", f'[{{"title": "题", "content": {content}}}, {{"text": "乙。"}}]')
    assert isinstance(bad, Refusal) and bad.message.startswith(told)
    assert isinstance(good, RawArticle)


def test_a_record_of_a_headline_alone_is_read() -> None:
    assert texts("json", '{"title": "甲国总统访华", "content": ""}') == [""]


@pytest.mark.parametrize("name", ["pubTime", "PubTime", "pub_time", "pub-time"])
def test_a_field_however_its_name_is_written(name: str) -> None:
    (found,) = read("json", json.dumps({"Text": TEXT, name: "2023-05-09"}))
    assert isinstance(found, RawArticle) and found.content == TEXT
    assert found.hints == (("date", "2023-05-09"),)


LONG = TEXT * 4


def test_the_article_inside_the_answer_of_a_site_is_found() -> None:
    answer = {"code": 200, "data": {
        "detail": {"name": "总理会见外国客人", "pubTime": "2024-03-07 10:00", "content": LONG},
        "hot": [{"name": "天气转晴", "content": "明天天气转晴。"}]}}
    (found,) = read("json", json.dumps(answer, ensure_ascii=False))
    assert isinstance(found, RawArticle)
    assert found.content == LONG
    assert ("title", "总理会见外国客人") in found.hints
    assert ("date", "2024-03-07 10:00") in found.hints


def test_a_text_in_blocks_is_put_together_without_captions() -> None:
    blocks = [
        {"blockType": "summary", "summary": [LONG]},
        {"blockType": "gallery", "images": [{"caption": "兩人握手。"}]},
        {"blockType": "text", "htmlTokens": [
            [{"type": "text", "content": "外長說，"}, {"type": "boldText", "content": "將再訪。"}],
            [{"type": "text", "content": "第二段。"}]]},
    ]
    answer = {"data": {"title": "總理會見客人", "blocks": blocks}}
    (found,) = read("json", json.dumps(answer, ensure_ascii=False))
    assert isinstance(found, RawArticle)
    assert found.content.split("\n") == [LONG, "外長說，將再訪。", "第二段。"]
