"""graph.html: what is painted, and that it asks nothing of the network."""

from __future__ import annotations

from pathlib import Path

import pytest
from painting import KINDS, click_on, painted, painted_at_all
from visiting import Open


def test_it_opens_offline_and_requests_nothing_but_itself(
    graph_page: Open, pages: Path
) -> None:
    visit = graph_page()
    visit.page.wait_for_timeout(300)
    assert visit.requests == [(pages / "graph.html").as_uri()]
    assert visit.complaints == []


def test_the_browser_itself_forbids_requests(graph_page: Open) -> None:
    visit = graph_page()
    refused = visit.run(
        """async () => {
          const seen = [];
          addEventListener("securitypolicyviolation",
            (event) => seen.push(event.effectiveDirective));
          await fetch("https://example.org/").catch(() => {});
          new Image().src = "https://example.org/a.png";
          const script = document.createElement("script");
          script.textContent = "window.hacked = true";
          document.body.append(script);
          await new Promise((resolve) => setTimeout(resolve, 200));
          return [seen.sort(), window.hacked === undefined];
        }"""
    )
    assert refused == [["connect-src", "img-src", "script-src-elem"], True]


def test_every_kind_is_painted_in_its_colour(graph_page: Open) -> None:
    visit = graph_page()
    visit.page.click("[data-switch=relation][data-value=mentions]")  # agreements are only named
    visit.page.wait_for_timeout(150)
    found = painted(visit)
    assert set(found) == set(KINDS)
    assert min(found.values()) > 20, found


def test_it_stands_still_at_once(graph_page: Open) -> None:
    visit = graph_page()
    script = "() => document.querySelector('#canvas canvas').toDataURL()"
    first = visit.run(script)
    visit.page.wait_for_timeout(700)
    assert visit.run(script) == first
    assert painted_at_all(visit) > 20000


def test_sizes_follow_the_measure_chosen(graph_page: Open) -> None:
    visit = graph_page()
    before = painted(visit)["topic"]
    visit.page.select_option("#size", "pagerank")  # topics have none
    visit.page.wait_for_timeout(150)
    assert painted(visit)["topic"] < before / 2


@pytest.mark.parametrize("kind", ["person", "topic", "event"])
def test_the_legend_switches_kinds_off_and_on(graph_page: Open, kind: str) -> None:
    visit = graph_page()
    before = painted(visit)
    button = visit.page.locator(f"[data-switch=kind][data-value={kind}]")
    button.click()
    visit.page.wait_for_timeout(150)
    assert painted(visit)[kind] == 0
    assert button.get_attribute("aria-pressed") == "false"
    assert button.locator("small").inner_text().startswith("0/")
    button.click()
    visit.page.wait_for_timeout(150)
    assert painted(visit) == before


def test_without_events_contacts_are_drawn_between_people(graph_page: Open) -> None:
    visit = graph_page()
    rows = "#tables table:nth-of-type(2) tbody tr"
    assert "往来" not in visit.page.locator(rows).all_text_contents().__str__()
    visit.page.click("[data-switch=kind][data-value=event]")
    shown = visit.page.locator(rows).all_text_contents()
    assert any("古特雷斯往来习近平" in row for row in shown)
    assert any("古特雷斯提出气候变化" in row for row in shown)


def test_a_click_on_a_node_opens_what_is_known_of_it(graph_page: Open) -> None:
    visit = graph_page()
    click_on(visit, "organization")
    assert visit.text("#card h2") == "联合国"
    assert "组织" in visit.text("#card .kicker")


def test_a_click_on_a_line_opens_its_fact(graph_page: Open) -> None:
    visit = graph_page()
    for kind in set(KINDS) - {"person", "event"}:
        button = visit.page.locator(f"[data-switch=kind][data-value={kind}]")
        if button.count():
            button.click()
    visit.page.fill("#from", "2022-01-01")  # only the visit that is planned
    visit.page.locator("#from").dispatch_event("change")
    visit.page.click("#fit")
    visit.page.wait_for_timeout(200)
    script = """() => {
      const canvas = document.querySelector("#canvas canvas");
      const { width, height } = canvas;
      const data = canvas.getContext("2d").getImageData(0, 0, width, height).data;
      const ratio = width / canvas.getBoundingClientRect().width;
      let [sx, sy, n] = [0, 0, 0];
      for (let at = 3; at < data.length; at += 4) {
        if (!data[at]) continue;
        const pixel = (at - 3) / 4;
        sx += pixel % width; sy += Math.floor(pixel / width); n += 1;
      }
      return [sx / n / ratio, sy / n / ratio];
    }"""
    x, y = visit.run(script)
    box = visit.box("#canvas")
    found = ""
    for step in range(-60, 61, 4):  # the line leads through the middle of what is painted
        visit.page.mouse.click(box["x"] + x, box["y"] + y + step)
        visit.page.wait_for_timeout(60)
        found = visit.text("#card h2")
        if "参与" in found:
            break
    assert "参与" in found
    assert "普京" in found
    assert visit.page.url.split("#")[1].startswith("link/")


def test_a_click_beside_everything_goes_back(graph_page: Open) -> None:
    visit = graph_page("#person/xi-jinping")
    assert visit.text("#card h2") == "习近平"
    box = visit.box("#canvas")
    visit.page.mouse.click(box["x"] + 5, box["y"] + 5)
    visit.page.wait_for_timeout(450)
    assert visit.text("#card h2") == "外交知识图谱"


def test_planned_events_are_drawn_as_outlines(graph_page: Open) -> None:
    visit = graph_page()
    visit.page.click("[data-switch=status][data-value='kg:held']")
    visit.page.wait_for_timeout(150)
    count = painted(visit)["event"]
    visit.page.click("[data-switch=status][data-value='kg:held']")
    visit.page.wait_for_timeout(150)
    assert 0 <= count < painted(visit)["event"] / 20


def test_the_timeline_puts_events_in_order_of_time(graph_page: Open) -> None:
    visit = graph_page()
    before = visit.run("() => document.querySelector('#canvas canvas').toDataURL()")
    visit.page.click("[data-group=layout][data-value=timeline]")
    visit.page.wait_for_timeout(200)
    assert visit.run("() => document.querySelector('#canvas canvas').toDataURL()") != before
    places = visit.run(
        """() => Object.entries(JSON.parse(document.getElementById("data").textContent).nodes)
          .filter(([, node]) => node.kind === "event").map(([, node]) => [node.first, node.t[0]])"""
    )
    assert [x for _, x in sorted(places)] == sorted(x for _, x in places)
    assert "layout=timeline" in visit.page.url
