"""Opens our pages as a user would: from a file, in a real browser, with the network off."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kg.network import analyse
from kg.show import write_graph_html, write_report_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from visiting import Open, Visit

    from kg.model import KnowledgeGraph

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "network")]
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if program is None:
        pytest.skip(f"none of {', '.join(_BROWSERS)} is installed")
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def sample() -> KnowledgeGraph:
    from sample_graph import sample_graph

    graph = sample_graph()
    return replace(graph, analysis=analyse(graph))


@pytest.fixture(scope="session")
def pages(sample: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with both pages of the sample."""
    folder = tmp_path_factory.mktemp("pages")
    write_graph_html(sample, folder / "graph.html")
    write_report_html(sample, folder / "report.html")
    return folder


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Opens a file at an address within it, with the options of a browser context."""
    from visiting import Visit

    contexts = []

    def open_(path: Path, hash: str = "", **options: Any) -> Visit:
        wanted = {"viewport": {"width": 1280, "height": 800}, "locale": "zh-CN", **options}
        context = browser.new_context(offline=True, **wanted)
        contexts.append(context)
        visit = Visit(context.new_page())
        context.on("request", lambda request: visit.requests.append(request.url))
        visit.page.on("console", lambda message: visit.complaints.append(message.text))
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        visit.page.on("dialog", lambda dialog: visit.complaints.append(dialog.message))
        visit.page.goto(path.as_uri() + hash)
        if path.name == "graph.html":
            visit.page.wait_for_selector("body[data-ready=true]", timeout=20000)
            visit.page.wait_for_timeout(150)
        return visit

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture
def graph_page(visit: Open, pages: Path) -> Open:
    """Opens the graph of the sample."""

    def open_(hash: str = "", **options: Any) -> Visit:
        return visit(pages / "graph.html", hash, **options)

    return open_
