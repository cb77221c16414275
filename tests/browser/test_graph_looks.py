"""graph.html: dark and light, phones, languages, and text that would be markup."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from painting import click_on, painted
from sample_data import GUTERRES, XI
from sample_graph import sample_graph
from visiting import Open

from kg.model import Article, Entity, Refusal, Statement, Text
from kg.network import analyse
from kg.show import write_graph_html, write_report_html

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
BACKGROUND = "() => getComputedStyle(document.body).backgroundColor"
PAYLOAD = '</script><script>window.hacked=1</script><img src=x onerror="window.hacked=1">'


def brightness(colour: str) -> int:
    return sum(int(part) for part in colour.strip("rgb()").split(","))


@pytest.mark.parametrize(("scheme", "is_light"), [("light", True), ("dark", False)])
def test_it_follows_the_system(graph_page: Open, scheme: str, is_light: bool) -> None:
    visit = graph_page(color_scheme=scheme)
    assert (brightness(visit.run(BACKGROUND)) > 380) is is_light
    assert painted(visit)["person"] > 30  # in the colour of this theme


def test_the_switch_overrules_the_system(graph_page: Open) -> None:
    visit = graph_page(color_scheme="light")
    light = visit.run("() => document.querySelector('#canvas canvas').toDataURL()")
    visit.page.click("[data-group=theme][data-value=dark]")
    visit.page.wait_for_timeout(150)
    assert brightness(visit.run(BACKGROUND)) < 200
    assert visit.run("() => document.querySelector('#canvas canvas').toDataURL()") != light
    assert painted(visit)["person"] > 30
    visit.page.click("[data-group=theme][data-value=auto]")
    assert brightness(visit.run(BACKGROUND)) > 380


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(graph_page: Open, scheme: str) -> None:
    """At least 4.5 to 1 for text and 3 to 1 for marks, as WCAG asks."""
    visit = graph_page(color_scheme=scheme)
    ratios = visit.run(
        """() => {
          const style = getComputedStyle(document.documentElement);
          const light = (name) => {
            const hex = style.getPropertyValue("--" + name).trim().slice(1);
            const [r, g, b] = [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
              .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const ratio = (a, b) => {
            const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
            return (high + 0.05) / (low + 0.05);
          };
          const texts = ["ink", "soft", "faint", "accent"].flatMap((name) =>
            ["paper", "surface"].map((ground) => [name, ground, ratio(name, ground), 4.5]));
          const marks = ["person", "organization", "country", "place", "event", "topic",
            "agreement"].map((name) => [name, "paper", ratio(name, "paper"), 3]);
          return [...texts, ...marks, ["ink", "mark", ratio("ink", "mark"), 4.5]];
        }"""
    )
    assert [row for row in ratios if row[2] < row[3]] == []


def test_a_phone_shows_everything_in_sheets(graph_page: Open) -> None:
    visit = graph_page(**PHONE)
    assert visit.run("() => document.documentElement.scrollWidth <= innerWidth")
    right = visit.run(
        "() => Math.max(...[...document.querySelectorAll('#bar *')].map("
        "(one) => one.getBoundingClientRect().right))"
    )
    assert right <= 390
    assert not visit.page.locator("#panel").is_visible()
    assert not visit.page.locator("#legend").is_visible()
    visit.page.tap("#filters-toggle")
    visit.page.wait_for_timeout(350)
    assert visit.page.locator("#legend").is_visible()
    visit.page.tap("#filters-close")
    visit.page.wait_for_timeout(350)
    assert not visit.page.locator("#legend").is_visible()
    click_on(visit, "person")
    visit.page.wait_for_timeout(350)
    assert visit.page.locator("#panel").is_visible()
    assert visit.page.locator("#card h2").is_visible()
    visit.page.tap("#close")
    visit.page.wait_for_timeout(350)
    assert not visit.page.locator("#panel").is_visible()


@pytest.mark.parametrize(
    ("locale", "title", "name"),
    [
        ("zh-CN", "外交知识图谱", "习近平"),
        ("zh-TW", "外交知識圖譜", "習近平"),
        ("zh-HK", "外交知識圖譜", "習近平"),
        ("de-DE", "Diplomacy knowledge graph", "Xi Jinping"),
    ],
)
def test_it_speaks_the_reader_s_language(
    graph_page: Open, locale: str, title: str, name: str
) -> None:
    visit = graph_page(f"#{XI}", locale=locale)
    assert visit.page.title() == title
    assert visit.text("#bar h1") == title
    assert visit.text("#card h2") == name


def test_every_word_is_there_in_every_language(graph_page: Open) -> None:
    visit = graph_page()
    for language in ("zh-Hans", "zh-Hant", "en"):
        visit.page.click(f"[data-group=language][data-value='{language}']")
        empty = visit.run(
            """() => [...document.querySelectorAll("[data-word], [data-label]")].filter((one) =>
              one.dataset.word ? !one.textContent : !one.getAttribute("aria-label"))
              .map((one) => one.outerHTML)"""
        )
        assert empty == []
    chinese = visit.run(
        "() => [...document.querySelectorAll('#filters, #bar')]"
        ".map((one) => one.innerText).join(' ')"
    )
    left = set(chinese) - set("简繁")  # the names of the two scripts themselves
    assert not [sign for sign in left if "\u4e00" <= sign <= "\u9fff"]


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Pages of a graph in which every text is an attack."""
    graph = sample_graph()

    def spoil_entity(one: Entity) -> Entity:
        labels = tuple(Text(PAYLOAD + text.text, text.lang) for text in one.labels)
        return replace(one, labels=labels)

    def spoil_article(one: Article) -> Article:
        return replace(one, title=PAYLOAD, publisher=PAYLOAD, url="javascript:window.hacked=1",
                       text=one.text.replace("。", f"{PAYLOAD}。"))

    def spoil_statement(one: Statement) -> Statement:
        return replace(one, text=PAYLOAD + one.text)

    spoilt = replace(
        graph,
        entities=tuple(map(spoil_entity, graph.entities)),
        articles=tuple(map(spoil_article, graph.articles)),
        statements=tuple(map(spoil_statement, graph.statements)),
        events=tuple(replace(one, labels=(Text(PAYLOAD, "zh-hans"),)) for one in graph.events),
        topics=tuple(replace(one, labels=(Text(PAYLOAD + one.id, "zh-hans"),))
                     for one in graph.topics),
        decisions=tuple(replace(one, reason=PAYLOAD, left=PAYLOAD) for one in graph.decisions),
        refusals=(Refusal(PAYLOAD, None, "empty", PAYLOAD, PAYLOAD),),
    )
    whole = replace(spoilt, analysis=analyse(spoilt))
    write_graph_html(whole, tmp_path / "graph.html")
    write_report_html(whole, tmp_path / "report.html")
    return tmp_path


def test_markup_in_texts_stays_text(visit: Open, hostile: Path) -> None:
    seen = visit(hostile / "graph.html", f"#{GUTERRES}")
    for hash in ("#event/2020-09-23-video-meeting", "#topic/climate-change", f"#{XI}", "#link/3"):
        seen.run("(hash) => { location.hash = hash; }", hash)
        seen.page.wait_for_timeout(100)
        for button in seen.page.locator(".show-quotes").all()[:6]:
            button.click()
        assert seen.page.locator("#card img, #card script, #tables img").count() == 0
    seen.page.fill("#search", "script")
    seen.page.click("#table-toggle")
    assert "<img src=x" in seen.text("#results")
    assert seen.page.locator("a[href^=javascript]").count() == 0
    assert seen.run("() => window.hacked") is None
    assert seen.complaints == []
    assert len(seen.requests) == 1


def test_markup_in_the_report_stays_text(visit: Open, hostile: Path) -> None:
    seen = visit(hostile / "report.html")
    assert seen.page.locator("img, script, a[href^=javascript]").count() == 0
    assert "<img src=x" in seen.text("#refusals")
    assert seen.run("() => window.hacked") is None
    assert seen.complaints == []
    assert len(seen.requests) == 1
