"""The tree of a page: as Beautiful Soup builds it, with the length of every text."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.articles.tree import Element, parse

PIECES = (
    "<p>", "</p>", "<div class='a b' id=c>", "</div>", "<b>", "</b>", "<br>", "<li>", "<table>",
    "<td>", "</table>", "<pre>", "</pre>", "<rt>", "</rt>", "<!-- 甲 -->", "<small>", "</small>",
    "<a href='x'>", "</a>", "<template>", "</template>", " \n ", "  ", "甲", "&amp;", "<h1>",
    "<body>",
)  # fmt: skip


def ours(element: Element) -> list[tuple[str, dict[str, str], str, int]]:
    return [
        (item.name, dict(item.attributes), item.text("|"), item.length)
        for item in element.elements()
        if isinstance(item, Element)
    ]


def theirs(soup: BeautifulSoup) -> list[tuple[str, dict[str, str], str, int]]:
    return [
        (tag.name, {k: v if isinstance(v, str) else " ".join(v) for k, v in tag.attrs.items()},
         outer_text(tag, "|"), len(outer_text(tag, "")))
        for tag in soup.find_all(True)
    ]  # fmt: skip


def outer_text(tag: Tag, between: str) -> str:
    """The text as an element around it sees it: inside <rt> its own text would count."""
    from bs4.element import NavigableString

    return between.join(str(s) for s in tag.descendants if type(s) is NavigableString)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_the_tree_is_that_of_beautiful_soup(markup: str) -> None:
    assert ours(parse(markup)) == theirs(BeautifulSoup(markup, "lxml"))


def test_an_only_child_stands_alone() -> None:
    root = parse("<p><small>甲</small></p><p>乙<small>丙</small></p>")
    found = [item for item in root.elements() if isinstance(item, Element) and item.name == "small"]
    assert [item.alone for item in found] == [True, False]


def test_elements_may_leave_out_what_stands_in_some() -> None:
    root = parse("<h1><time>1</time></h1><p><time>2</time></p>")
    names = [item.name for item in root.elements({"h1"}) if isinstance(item, Element)]
    assert names == ["html", "body", "h1", "p", "time"]


@pytest.mark.parametrize("markup", ["", "<div>" * 5_000 + "甲"])
def test_no_page_is_too_empty_or_too_deep(markup: str) -> None:
    assert parse(markup).text() == markup.replace("<div>", "")


def test_an_element_is_written_as_html() -> None:
    found = parse('<h1 title="a&quot;b">甲<br>&lt;乙&gt;</h1>').find("h1")
    assert found and found.html() == '<h1 title="a&quot;b">甲<br>&lt;乙&gt;</h1>'
