"""report.html: read from top to bottom, without script and without network."""

from __future__ import annotations

from pathlib import Path

import pytest
from visiting import Open, Visit

BACKGROUND = "() => getComputedStyle(document.body).backgroundColor"


@pytest.fixture
def report(visit: Open, pages: Path) -> Open:
    def open_(**options: object) -> Visit:
        return visit(pages / "report.html", **options)

    return open_


def test_it_needs_no_script_and_no_network(report: Open, pages: Path) -> None:
    visit = report(java_script_enabled=False)
    assert visit.requests == [(pages / "report.html").as_uri()]
    assert visit.complaints == []
    assert visit.page.locator("script").count() == 0
    assert "习近平、古特雷斯视频会见" in visit.text("#timeline")


def test_events_stand_in_order_of_time_with_their_sentences(report: Open) -> None:
    visit = report()
    days = visit.page.locator("#timeline time").all_inner_texts()
    assert len(days) == 13
    assert days == sorted(days)
    event = visit.page.locator("[id='event/2020-09-23-video-meeting']")
    told = event.inner_text()
    assert "北京" in told
    assert "王毅" in told
    assert "气候变化" in told
    sources = event.locator("> blockquote .source").all_inner_texts()
    assert len(sources) == 2  # one sentence of each article that tells it
    assert any("中国军网 · 2021-01-08" in source for source in sources)
    event.locator("summary").click()
    assert "共同建设好我们赖以生存的地球家园" in event.inner_text()


def test_planned_events_are_marked(report: Open) -> None:
    assert report().text("[id='event/2022-02-visit'] .when") == "2022-02 访问 计划中 在图谱中查看"


def test_tables_tell_actors_topics_and_offices(report: Open) -> None:
    visit = report()
    first = visit.page.locator("#actors tbody tr").first.inner_text().split("\t")
    assert first[:3] == ["习近平", "12", "15"]
    assert visit.page.locator("#topics tbody tr").first.locator("a").get_attribute("href") == (
        "#event/2016-11-28-meeting")  # fmt: skip
    offices = visit.text("#offices tbody")
    assert "候任" in offices
    assert "2017-01-18 – 2021-05-06" in offices


def test_conflicts_decisions_articles_and_refusals_are_told(report: Open) -> None:
    visit = report()
    assert "日期：2020-03-12 采用 · 另说 2020-03-13" in visit.text("#conflicts")
    assert "same participants, day and type" in visit.text("#decisions")
    assert visit.page.locator("#articles li").count() == 5
    refused = visit.text("#refusals tbody")
    assert "broken/empty.txt" in refused
    assert "remove it" in refused


@pytest.mark.parametrize(
    ("choice", "heading", "name"),
    [
        ("in-hans", "概览", "习近平"),
        ("in-hant", "概覽", "習近平"),
        ("in-en", "What was built", "Xi Jinping"),
    ],
)
def test_the_language_is_chosen_without_script(
    report: Open, choice: str, heading: str, name: str
) -> None:
    visit = report(java_script_enabled=False)
    visit.page.click(f"label[for={choice}]")
    assert visit.text("#overview h2") == heading
    assert visit.page.locator("#actors tbody th").first.inner_text() == name


def test_the_theme_is_chosen_without_script(report: Open) -> None:
    visit = report(color_scheme="dark")
    dark = visit.run(BACKGROUND)
    visit.page.click("label[for=as-light]")
    light = visit.run(BACKGROUND)
    visit.page.click("label[for=as-dark]")
    assert visit.run(BACKGROUND) == dark != light


def test_choices_are_reached_by_keys(report: Open) -> None:
    visit = report()
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("ArrowRight")
    assert visit.text("h1") == "外交知識圖譜"


def test_a_phone_shows_it_without_scrolling_sideways(report: Open) -> None:
    visit = report(viewport={"width": 360, "height": 740})
    assert visit.run("() => document.documentElement.scrollWidth <= innerWidth")
