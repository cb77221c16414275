"""Events of A to E, small enough to be counted by hand."""

from __future__ import annotations

from datetime import date

from kg.model import Article, Entity, Event, KnowledgeGraph, Span, Statement, Status, Text


def agent(name: str) -> str:
    return f"person/{name}"


def day(text: str) -> Span:
    return Span(text, date.fromisoformat(text), date.fromisoformat(text))


def event(
    name: str, people: str, span: Span | None, *,
    status: Status = "held", sat_in: str = "", topics: tuple[str, ...] = (),
    articles: tuple[str, ...] = ("x",), parties: tuple[str, ...] = (), type: str = "Meeting",
) -> Event:
    return Event(
        f"event/{name}", type, status, span, (Text(name, "zh-hans"),),
        tuple(agent(one) for one in people), tuple(agent(one) for one in sat_in),
        parties, (), topics, articles,
    )


def said(name: str, speaker: str, topics: tuple[str, ...], **more: object) -> Statement:
    return Statement(
        f"statement/{name}", str(more.get("article", "x")), (agent(speaker),), f"{name}。", topics,
        (), more.get("event"), same_words_as=more.get("same", ()),  # type: ignore[arg-type]
    )


def graph(
    events: tuple[Event, ...], statements: tuple[Statement, ...] = (),
    publisher: str = "新华网",
) -> KnowledgeGraph:
    article = Article("x", "x.txt", 1, "x", "x", "zh-Hans", "0", publisher=publisher,
                      agency="新华社", author="记者甲")
    entities = tuple(
        Entity(agent(name), "person", (Text(name, "zh-hans"),)) for name in "abcdef"
    )
    return KnowledgeGraph((article,), entities, tuple(sorted(events, key=lambda one: one.key)),
                          statements, (), (), (), (), ())


# a-b twice, a-c and b-c once, c-d once, e alone, a-d only planned, f only sat in
FIVE = (
    event("1", "ab", day("2018-01-01"), topics=("topic/x", "topic/y")),
    event("2", "abc", day("2019-01-01"), topics=("topic/x", "topic/y"), sat_in="f"),
    event("3", "cd", day("2019-05-01"), topics=("topic/x",)),
    event("4", "ad", day("2020-01-01"), status="planned", topics=("topic/z",)),
    event("5", "e", day("2019-06-01"), type="Speech", topics=("topic/z",)),
)
