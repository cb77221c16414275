"""What the knowledge lacks, suggested from articles, and taken over as it is printed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg.evaluate.suggestions import KINDS

PAGE = """---
title: "{title}"
date: 2021-03-0{day}
publisher: 联合早报
publisher: 联合早报
url: https://example.org/{day}.html
---
{text}
"""
TEXTS = (
    "丹麦外交大臣拉斯托夫特同法国总统马克龙通电话。法国北极协调人马克龙没有到场。",
    "普京觐谒马克龙，客人还参观了花园。马克龙嘟囔：“事情并不容易。”",
    "丹麦外交大臣拉斯托夫特表示，航线将在秋天开通。普京觐谒马克龙。马克龙嘟囔：“我很高兴。”",
    "丹麥外交大臣拉斯托夫特說，航線會在秋天開通。法國北極協調人馬克龍說，島上的雪很厚。",
)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for day, text in enumerate(TEXTS, start=1):
        page = PAGE.format(title=f"第{day}条消息", day=day, text=text)
        (folder / f"{day}.md").write_text(page, encoding="utf-8")
    return folder


def suggested(run, *arguments: object) -> dict[tuple[str, str], dict]:
    done = run("knowledge", "suggest", *arguments, "--json")
    assert done.returncode == 0, done.stderr
    return {(one["kind"], one["word"]): one for one in json.loads(done.stdout)}


def test_names_offices_and_verbs_are_suggested_with_count_and_sentences(run, news: Path):
    found = suggested(run, news, "--least", 2)
    person = found["people", "拉斯托夫特"]
    assert person["count"] == 3
    assert (person["office"], person["country"]) == (["foreign-minister", "denmark"], "denmark")
    assert person["source"] == "联合早报, 2021-03-01, https://example.org/1.html"
    assert person["zh_hant"] == "拉斯托夫特"
    assert [example["file"] for example in person["examples"]] == ["1.md", "3.md"]
    assert person["examples"][1]["sentence"] == "丹麦外交大臣拉斯托夫特表示，航线将在秋天开通。"
    assert found["roles", "北极协调人"]["count"] == 2
    assert found["contact_verbs", "觐谒"]["frame"] == "transitive"
    assert found["speech_verbs", "嘟囔"]["count"] == 2


def test_what_is_known_or_rare_is_not_suggested(run, news: Path):
    assert set(suggested(run, news)) == {("people", "拉斯托夫特")}
    words = {word for _, word in suggested(run, news, "--least", 1)}
    assert words.isdisjoint({"马克龙", "普京", "总统", "外交大臣", "通电话", "说", "表示"})


def test_the_order_of_the_inputs_does_not_matter(run, news: Path):
    files = sorted(news.iterdir())
    told = [run("knowledge", "suggest", *order, "--least", 1).stdout
            for order in (files, files[::-1])]
    assert told[0] == told[1] != ""


def test_the_table_shows_word_count_sentence_and_file(run, news: Path):
    told = run("knowledge", "suggest", news).stdout
    assert all(part in told for part in ("people", "拉斯托夫特", "3", "1.md", "秋天开通"))


def test_the_records_can_be_taken_over_as_they_are(run, news: Path, tmp_path: Path):
    told = run("knowledge", "suggest", news, "--least", 2, "--yaml").stdout
    own = tmp_path / "own"
    own.mkdir()
    files = re.findall(r"^# (\w+)\.yaml: .*\n((?:- .*\n)+)", told, re.MULTILINE)
    assert [name for name, _ in files] == list(KINDS)
    for name, records in files:
        (own / f"{name}.yaml").write_text(records, encoding="utf-8")
    checked = run("knowledge", "check", own)
    assert checked.returncode == 0, checked.stderr
    assert suggested(run, news, "--least", 2, "--knowledge", own) == {}


def test_inputs_that_cannot_be_read_are_named(run, news: Path):
    (news / "empty.txt").write_text("", encoding="utf-8")
    done = run("knowledge", "suggest", news)
    assert done.returncode == 1
    assert "empty.txt: is empty" in done.stderr and "拉斯托夫特" in done.stdout


def test_two_forms_at_a_time_are_wrong_usage(run, news: Path):
    assert run("knowledge", "suggest", news, "--json", "--yaml").returncode == 2


def test_a_missing_input_is_wrong_usage(run, tmp_path: Path):
    assert run("knowledge", "suggest", tmp_path / "nowhere").returncode == 2
