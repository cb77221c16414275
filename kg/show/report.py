"""report.html: what was built, to be read from top to bottom. No script, no request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.model import KnowledgeGraph
from kg.network import analyse
from kg.show.book import make_book, textless
from kg.show.cards import Part
from kg.show.data import counts
from kg.show.page import environment, policy, style
from kg.show.report_rows import (
    Bar,
    actor_rows,
    conflict_events,
    decision_rows,
    office_table,
    report_events,
    topic_table,
    year_bars,
)
from kg.show.words import Texts, word

if TYPE_CHECKING:
    from markupsafe import Markup

_TAGS = ("zh-Hans", "zh-Hant", "en")
_SLOTS = ("h", "t", "e")  # the style sheet shows the slot of the language chosen


def write_report_html(graph: KnowledgeGraph, path: Path, *, without_text: bool = False) -> None:
    """Writes the page; the same graph gives the same bytes. OSError where it cannot.

    ``without_text`` leaves the sentences of articles out; their sources stay.
    """
    path.write_bytes(report_html(textless(graph) if without_text else graph).encode("utf-8"))


def report_html(graph: KnowledgeGraph) -> str:
    """The page as text. A graph without its analysis is analysed."""
    from markupsafe import Markup

    whole = graph if graph.analysis.positions else replace(graph, analysis=analyse(graph))
    book = make_book(whole)
    sheet = style(
        "common.css", "report/page.css",
        dark=":has(#as-dark:checked)", light=":has(#as-light:checked)",
    )
    return environment().get_template("report/page.html.j2").render(
        policy=policy(scripts=(), styles=(sheet,)),
        style=Markup(sheet),
        title=word("title"),
        say=lambda name: trilingual(word(name)),
        texts=trilingual,
        show=part_shower(book.names),
        chart=bars_svg,
        share=share_svg,
        counts=counts(book),
        years=year_bars(book),
        events=report_events(book),
        actors=actor_rows(book),
        topics=topic_table(book),
        offices=office_table(book),
        conflicts=conflict_events(book),
        decisions=decision_rows(book),
        articles=sorted(whole.articles, key=lambda article: (article.path, article.part)),
        book=book,
        refusals=whole.refusals,
    )


@lru_cache(maxsize=4096)  # the same names and words stand in thousands of places
def trilingual(texts: Texts) -> Markup:
    """A text in every language, of which the style sheet shows one."""
    from markupsafe import Markup, escape

    if len({text for text in texts if text}) < 2:
        return Markup(f'<span lang="{_TAGS[0]}">{escape(texts[0] or "")}</span>')
    spans = (
        f'<span class="{slot}" lang="{tag if text else _TAGS[0]}">'
        f'{escape(text or texts[0] or "")}</span>'
        for slot, tag, text in zip(_SLOTS, _TAGS, texts, strict=True)
    )
    return Markup(f'<span class="l">{"".join(spans)}</span>')


def part_shower(names: Mapping[str, Texts]) -> Callable[[Part], Markup | str]:
    """A function that shows a part of a row: names, words, or text as it stands."""

    def show(part: Part) -> Markup | str:
        kind, value = part
        if kind == "ref":
            return trilingual(names.get(value, (value, None, None)))
        return trilingual(word(value)) if kind == "word" else value

    return show


def share_svg(value: float, most: float) -> Markup:
    """A bar whose length is the share of the most."""
    from markupsafe import Markup

    length = round(100 * value / most, 2) if most else 0
    return Markup(
        '<svg class="share" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="{}" height="6" rx="2"/></svg>'
    ).format(length)


def bars_svg(bars: tuple[Bar, ...]) -> Markup:
    """Columns over labels, as high as their counts."""
    from markupsafe import Markup

    most = max((bar.count for bar in bars), default=1)
    width = 64 * max(len(bars), 1)
    columns = Markup("").join(_column(bar, number, most) for number, bar in enumerate(bars))
    return Markup('<svg class="chart" viewBox="0 0 {} 130" role="img">{}</svg>').format(
        width, columns)


def _column(bar: Bar, number: int, most: int) -> Any:
    from markupsafe import Markup

    height = round(84 * bar.count / most, 2)
    return Markup(
        '<g><rect x="{}" y="{}" width="36" height="{}" rx="2"/>'
        '<text x="{}" y="{}">{}</text><text class="axis" x="{}" y="124">{}</text></g>'
    ).format(number * 64 + 14, 102 - height, height, number * 64 + 32, 96 - height,
             bar.count, number * 64 + 32, bar.label)
