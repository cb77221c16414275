"""Datelines at the head of a body."""

from datetime import date

import pytest

from kg.articles.datelines import dateline
from kg.articles.script import simplify

SENTENCE = "国家主席应约同秘书长通电话。"


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ("新华社北京3月12日电 ", "新华社"),
        ("新华社北京3月12日电（记者某某）", "新华社"),
        ("　新华社莫斯科／北京３月１２日电　（记者某某、某某）".strip(), None),
        ("（本报北京４月２３日电 （记者某某））", "本报"),
        ("本报平壤1月2日电 （记者某某）", "本报"),
        ("(中央社記者楊某某台北10日電)", "中央社"),
        ("（中央社華盛頓20日綜合外電報導）", "中央社"),
        ("中新社北京1月1日电 ", "中新社"),
        ("中新网12月3日电 ", "中新网"),
        ("据新华社北京12月5日电 (记者某某)", "新华社"),
        ("央视网消息（新闻联播）：", "央视网"),
        ("央视网消息：", "央视网"),
        ("（北京17日综合电）", None),
        ("（早报讯）", "早报"),
        ("海外网12月3日电 | ", "海外网"),
    ],
)
def test_datelines(head: str, source: str | None) -> None:
    line = simplify(head + SENTENCE)
    found = dateline(line)
    if head.startswith("新华社莫斯科"):
        assert found is None or line[found.length :] == SENTENCE  # a slash of full width
        return
    assert found is not None
    assert line[found.length :] == SENTENCE
    assert found.source == source


@pytest.mark.parametrize(
    "line",
    [
        "据新华社报道,国家主席12月15日下午在北京举行视频会晤。",
        "据中央社消息，单独会晤的是国务卿。",
        "新华社记者向发言人提问。",
        "3月12日晚,国家主席应约同秘书长通电话。",
        "(德国之声中文网)维权律师周日表示",
        "本报今天刊登评论员文章。",
        "",
    ],
)
def test_sentences_are_no_datelines(line: str) -> None:
    assert dateline(line) is None


def test_a_year_gives_the_day() -> None:
    found = dateline("新华社北京2020年3月12日电 " + SENTENCE)
    assert found is not None and found.day == date(2020, 3, 12)
    bare = dateline("新华社北京3月12日电 " + SENTENCE)
    assert bare is not None and bare.day is None
