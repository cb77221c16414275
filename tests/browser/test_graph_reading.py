"""graph.html: searching, filtering, reading, keys, addresses, files."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from sample_data import GUTERRES, PUTIN, XI
from visiting import Open, Visit

VIDEO = "event/2020-09-23-video-meeting"


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("习近平", XI), ("習近平", XI), ("xijinping", XI), ("Xi Jinping", XI), ("xi jin", XI),
        ("xjp", XI), ("古特", GUTERRES), ("antonio guterres", GUTERRES), ("gutelei", GUTERRES),
        ("普京", PUTIN), ("PUTIN", PUTIN), ("氣候變化", "topic/climate-change"),
        ("qihou", "topic/climate-change"), ("climate", "topic/climate-change"),
        ("聯合國", "organization/united-nations"), ("2021-12-15", "event/2021-12-15-video-meeting"),
        ("钓鱼台", "place/diaoyutai"), ("釣魚臺", "place/diaoyutai"),
    ],
)  # fmt: skip
def test_search_finds_in_both_scripts_pinyin_and_english(
    graph_page: Open, query: str, key: str
) -> None:
    visit = graph_page()
    visit.page.fill("#search", query)
    found = visit.page.locator("#results [role=option]").first
    assert found.get_attribute("data-key") == key
    found.click()
    assert visit.page.url.endswith(f"#{key}")


def test_search_without_a_match_says_so(graph_page: Open) -> None:
    visit = graph_page()
    visit.page.fill("#search", "qqqq")
    assert visit.text("#results") == "没有找到"


def test_arrows_and_enter_choose_from_the_list(graph_page: Open) -> None:
    visit = graph_page()
    visit.page.focus("#search")
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("ArrowDown")
    active = visit.page.get_attribute("#search", "aria-activedescendant")
    second = visit.page.locator("#results [role=option]").nth(1)
    assert second.get_attribute("id") == active
    assert second.get_attribute("aria-selected") == "true"
    key = second.get_attribute("data-key")
    visit.page.keyboard.press("Enter")
    assert visit.page.url.endswith(f"#{key}")
    assert visit.run("() => document.activeElement.tagName") == "H2"


def test_what_was_found_is_shown_even_if_it_was_switched_off(graph_page: Open) -> None:
    visit = graph_page()
    visit.page.click("[data-switch=kind][data-value=person]")
    visit.page.fill("#search", "普京")
    visit.page.keyboard.press("Enter")
    legend = visit.page.locator("[data-switch=kind][data-value=person]")
    assert legend.get_attribute("aria-pressed") == "true"
    assert visit.text("#card h2") == "普京"


def test_arrow_keys_move_over_the_drawing(graph_page: Open) -> None:
    visit = graph_page()
    visit.page.focus("#canvas")
    visit.page.keyboard.press("ArrowRight")
    first = visit.page.url.split("#")[1]
    assert visit.page.locator("#announcement").text_content() == visit.text("#card h2")
    visit.page.keyboard.press("ArrowUp")
    second = visit.page.url.split("#")[1]
    assert first and second and first != second
    visit.page.keyboard.press("Enter")
    assert visit.run("() => document.activeElement.closest('#card') !== null")
    visit.page.keyboard.press("Escape")
    assert visit.text("#card h2") == "外交知识图谱"


def test_everything_is_reached_by_tab_and_has_a_name(graph_page: Open) -> None:
    visit = graph_page(f"#{VIDEO}")
    nameless = visit.run(
        """() => [...document.querySelectorAll("button, input, select, summary, [tabindex='0']")]
          .filter((one) => one.checkVisibility() && !one.getAttribute("aria-label")
            && !one.textContent.trim() && !(one.labels && one.labels.length))
          .map((one) => one.outerHTML)"""
    )
    assert nameless == []
    reached = set()
    for _ in range(120):
        visit.page.keyboard.press("Tab")
        reached.add(
            visit.run("() => document.activeElement.id || document.activeElement.className")
        )
    assert {"skip", "search", "table-toggle", "canvas", "from", "topic", "show-quotes"} <= reached


def test_the_panel_tells_facts_offices_contacts(graph_page: Open) -> None:
    visit = graph_page(f"#{XI}")
    headings = visit.page.locator("#card h3").all_inner_texts()
    assert headings[:3] == ["职务", "往来", "事件"]
    card = visit.text("#card")
    assert "国家主席" in card
    assert "現任" not in card
    first = visit.page.locator("#card section:nth-of-type(2) li").first.inner_text()
    assert "古特雷斯" in first
    assert "2016-11-28 – 2021-05-06" in first
    assert "10" in first


def test_each_fact_opens_its_sentences_with_source(graph_page: Open) -> None:
    visit = graph_page(f"#{VIDEO}")
    row = visit.page.locator("#card li", has=visit.page.locator("text=2020-09-23")).first
    assert row.locator("blockquote").count() == 0
    row.locator(".show-quotes").click()
    quotes = row.locator("blockquote")
    assert quotes.count() == 2
    told = quotes.nth(0)
    assert told.locator("p").inner_text().endswith("會見聯合國秘書長古特雷斯。") or told.locator(
        "p"
    ).inner_text().endswith("会见联合国秘书长古特雷斯。")
    sources = " ".join(quotes.locator(".source").all_inner_texts())
    assert "習近平與古特雷斯的八次會見和一次通話都談了這些大事" in sources
    assert "中国军网 · 2021-01-08" in sources
    assert "独家视频丨习近平会见联合国秘书长古特雷斯" in sources
    assert quotes.locator("mark").first.inner_text()
    row.locator(".show-quotes").click()
    assert not quotes.first.is_visible()


def test_topics_are_told_by_speaker(graph_page: Open) -> None:
    visit = graph_page("#event/2018-11-30-meeting")
    heading = visit.page.locator("h3:text-is('各方所谈议题')")
    section = visit.page.locator("#card section", has=heading)
    lines = " ".join(section.inner_text().split())
    assert lines.index("习近平") < lines.index("古特雷斯") < lines.index("气候变化")


def test_a_name_in_the_panel_leads_on(graph_page: Open) -> None:
    visit = graph_page(f"#{VIDEO}")
    visit.page.locator(f"#card .ref[data-key='{GUTERRES}']").first.click()
    assert visit.text("#card h2") == "古特雷斯"
    visit.page.go_back()
    visit.page.wait_for_timeout(150)
    assert visit.text("#card h2").endswith("（2020-09-23）")


def events_shown(visit: Visit) -> list[str]:
    rows = visit.page.locator("#tables table:first-of-type tbody tr")
    cells = [row.split("\t") for row in rows.all_inner_texts()]
    return sorted(cell[-1] for cell in cells if cell[-1].startswith("event/"))


def test_the_dates_filter_events(graph_page: Open) -> None:
    visit = graph_page()
    visit.page.click("#table-toggle")
    everything = events_shown(visit)
    visit.page.fill("#from", "2020-01-01")
    visit.page.locator("#from").dispatch_event("change")
    visit.page.fill("#until", "2020-12-31")
    visit.page.locator("#until").dispatch_event("change")
    assert events_shown(visit) == ["event/2020-03-12-call", VIDEO]
    visit.page.click("#reset")
    assert events_shown(visit) == everything
    visit.page.focus("#from-slider")
    visit.page.keyboard.press("End")
    assert events_shown(visit) == ["event/2022-02-visit"]


@pytest.mark.parametrize(
    ("control", "value", "expected"),
    [
        ("topic", "topic/climate-change", 8),
        ("topic", "topic/environment", 8),  # and what is narrower
        ("topic", "topic/taiwan", 1),
        ("type", "kg:PhoneCall", 2),
    ],
)
def test_topic_and_type_filter_events(
    graph_page: Open, control: str, value: str, expected: int
) -> None:
    visit = graph_page()
    visit.page.click("#table-toggle")
    visit.page.select_option(f"#{control}", value)
    assert len(events_shown(visit)) == expected


def test_status_filters_events(graph_page: Open) -> None:
    visit = graph_page()
    visit.page.click("#table-toggle")
    visit.page.click("[data-switch=status][data-value='kg:planned']")
    assert "event/2022-02-visit" not in events_shown(visit)
    assert len(events_shown(visit)) == 12


def test_the_table_is_there_for_screen_readers_and_shown_on_demand(graph_page: Open) -> None:
    visit = graph_page()
    assert visit.page.locator("#tables table").count() == 2
    assert visit.box("#tables")["width"] <= 1
    assert "习近平" in (visit.page.locator("#tables").text_content() or "")
    visit.page.click("#table-toggle")
    assert visit.box("#tables")["width"] > 500
    headers = visit.page.locator("#tables thead th").all_inner_texts()
    assert headers[:4] == ["名称", "类别", "日期", "状态"]


def test_the_address_leads_to_what_was_chosen(graph_page: Open) -> None:
    visit = graph_page("#topic/climate-change&from=2020-01-01&language=en&theme=dark")
    assert visit.text("#card h2") == "Climate change"
    assert visit.page.input_value("#from") == "2020-01-01"
    assert visit.run("() => document.documentElement.dataset.theme") == "dark"
    visit.page.click("[data-group=language][data-value='zh-Hant']")
    assert visit.text("#card h2") == "氣候變化"
    assert "language=zh-Hant" in visit.page.url


@pytest.mark.parametrize("hash", ["#person/nobody", "#link/99999", "#%3Cscript%3E", "#skip"])
def test_an_unknown_address_shows_the_overview(graph_page: Open, hash: str) -> None:
    visit = graph_page(hash)
    assert visit.text("#card h2") == "外交知识图谱"
    assert visit.complaints == []


def download(visit: Visit, button: str, folder: Path) -> Path:
    visit.page.click("#export summary")
    with visit.page.expect_download() as coming:
        visit.page.click(button)
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path


def test_the_picture_is_saved(graph_page: Open, tmp_path: Path) -> None:
    visit = graph_page()
    path = download(visit, "#export-png", tmp_path)
    content = path.read_bytes()
    assert path.name == "graph.png"
    assert content.startswith(b"\x89PNG")
    width = int.from_bytes(content[16:20], "big")
    assert width == round(visit.box("#canvas")["width"])
    assert len(content) > 20000


def test_what_is_seen_is_saved_as_csv(graph_page: Open, tmp_path: Path) -> None:
    visit = graph_page()
    visit.page.select_option("#type", "kg:PhoneCall")
    content = download(visit, "#export-links", tmp_path).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    found = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert {row["from"] for row in found if row["from"].startswith("event/")} == {
        "event/2020-03-12-call", "event/2021-05-06-call"}  # fmt: skip
    assert {"起点", "关系", "终点", "日期", "状态"} < set(found[0])
    shown = visit.page.locator("#tables table:nth-of-type(2) tbody tr").count()
    assert len(found) == shown
