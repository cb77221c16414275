"""Everything that graph.html shows, as one JSON value: the page only lays it out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.model import Article, Event
from kg.network.structure import QUIET_RELATIONS, appearances
from kg.show.book import Book
from kg.show.cards import Row, Saying, Section, span_text
from kg.show.cards_entities import entity_card, topic_card
from kg.show.cards_events import event_card
from kg.show.lines import Line, lines
from kg.show.overview import days, histogram, narrower, overview
from kg.show.picture import SHAPES, picture
from kg.show.quotes import Quote
from kg.show.searching import fold_table, search_terms
from kg.show.timeline import timeline
from kg.show.words import words

Json = dict[str, Any]
MOST_NODES = 3000  # a browser moves that many with ease; the tables hold the rest


@dataclass(frozen=True, slots=True)
class _Numbers:
    """Sentences and quotes by number, so that each stands in the page once."""

    sentences: Mapping[str, int]
    quotes: Mapping[str, int]


def page_data(book: Book) -> Json:
    """The whole of what the page shows; the same graph gives the same value, keys in order."""
    nodes = _kept(book)
    found = lines(book, nodes)
    links = [line.link for line in found]
    cards = {node: _card(node, book) for node in nodes}
    numbers = _number(book, [*cards.values(), *(line.card for line in found)])
    events = tuple(book.events.values())
    drawn = picture(book, nodes, links)
    times = timeline(book, nodes, links)
    terms = {node: _terms(node, book) for node in nodes}
    return {
        "words": dict(words()),
        "names": dict(sorted(book.names.items())),
        "articles": {name: _article(article) for name, article in sorted(book.articles.items())},
        "sentences": list(numbers.sentences),
        "quotes": _quotes(book, numbers),
        "nodes": {node: {**_node(node, book), "search": terms[node], "t": times.places[node],
                         "card": _sections(cards[node], book, numbers)} for node in nodes},
        "links": [_line(line, book, numbers) for line in found],
        "picture": {"nodes": drawn.nodes, "edges": drawn.edges, "options": drawn.options},
        "shapes": dict(SHAPES),
        "quiet": sorted(QUIET_RELATIONS),
        "ticks": times.ticks,
        "fold": fold_table(term for found_terms in terms.values() for term in found_terms),
        "counts": counts(book),
        "overview": _sections(overview(book, nodes), book, numbers),
        "days": [day.isoformat() for day in days(events)],
        "histogram": histogram(events),
        "narrower": {node: narrower(node, book) for node in nodes if book.kinds[node] == "topic"},
        "capped": len(nodes) < len(book.nodes),
    }


def _kept(book: Book) -> tuple[str, ...]:
    """All nodes, or the most frequent ones where there are too many to draw."""
    count = appearances(book.links)
    ranked = sorted(book.nodes, key=lambda node: (-count[node], node))
    return tuple(sorted(ranked[:MOST_NODES]))


def counts(book: Book) -> dict[str, int]:
    """How much there is, by word of the interface."""
    graph = book.graph
    kinds = [entity.kind for entity in graph.entities]
    return {
        "count.articles": len(graph.articles),
        "count.events": len(graph.events),
        "count.statements": len(graph.statements),
        "count.people": kinds.count("person"),
        "count.organizations": kinds.count("organization"),
        "count.places": kinds.count("country") + kinds.count("place"),
        "count.topics": len({topic for event in graph.events for topic in event.topics}),
        "count.claims": len(graph.claims),
    }


def _card(node: str, book: Book) -> tuple[Section, ...]:
    if node in book.events:
        return event_card(book.events[node], book)
    if book.kinds[node] == "topic":
        return topic_card(node, book)
    return entity_card(node, book)


def _number(book: Book, cards: Iterable[Sequence[Section]]) -> _Numbers:
    """Numbers what the cards use, in the order in which they use it."""
    rows = [row for card in cards for section in card for row in section.rows]
    names = _with_sources([name for row in rows for name in row.evidence], book)
    distinct = {name: _shown(book.quotes[name]) for name in names}
    quotes = {shown: number for number, shown in enumerate(dict.fromkeys(distinct.values()))}
    said = (saying.text for row in rows for saying in row.sayings)
    texts = [*(_sentence(book.quotes[name]) for name in names), *said]
    return _Numbers(
        {text: number for number, text in enumerate(dict.fromkeys(texts))},
        {name: quotes[shown] for name, shown in distinct.items()},
    )


def _with_sources(wanted: Sequence[str], book: Book) -> tuple[str, ...]:
    """The claims wanted and those that they were inferred from, in order."""
    names: dict[str, None] = {}
    waiting = [name for name in reversed(wanted) if name in book.quotes]
    while waiting:
        name = waiting.pop()
        if name not in names:
            names[name] = None
            known = (one for one in book.quotes[name].derived_from if one in book.quotes)
            waiting.extend(known)
    return tuple(names)


def _shown(quote: Quote) -> tuple[object, ...]:
    """What a reader sees of a quote: claims that show the same share one."""
    return (quote.article, quote.field, quote.before, quote.exact, quote.after,
            quote.derived_from)


def _sentence(quote: Quote) -> str:
    return quote.before + quote.exact + quote.after


def _quotes(book: Book, numbers: _Numbers) -> list[list[Any]]:
    """The quotes in order of their numbers, each by the first claim that has it."""
    first = {number: name for name, number in reversed(list(numbers.quotes.items()))}
    return [_quote(book.quotes[first[number]], numbers) for number in sorted(first)]


def _quote(quote: Quote, numbers: _Numbers) -> list[Any]:
    """[article, sentence, start, end, field, rule, confidence, quotes it rests on].

    Start and end count UTF-16 units, as strings of the page do.
    """
    start = _units(quote.before)
    derived = [numbers.quotes[name] for name in quote.derived_from if name in numbers.quotes]
    return [
        quote.article, numbers.sentences[_sentence(quote)], start, start + _units(quote.exact),
        quote.field, quote.rule, quote.confidence, derived,
    ]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _article(article: Article) -> Json:
    return {
        "title": article.title,
        "outlet": article.publisher or article.agency,
        "date": article.published.isoformat() if article.published else None,
        "url": article.url if (article.url or "").startswith(("https://", "http://")) else None,
        "file": article.path,
        "lang": article.language,
    }


def _node(node: str, book: Book) -> Json:
    """Kind and measures; of an event also date, type, status and topics."""
    found: Json = {"kind": book.kinds[node]}
    measures = {one.name: one.value for one in book.measures.get(node, ())}
    if measures:
        found["m"] = measures
    event = book.events.get(node)
    return {**found, **_event(event)} if event else found


def _event(event: Event) -> Json:
    span = event.date
    return {
        "type": f"kg:{event.type}",
        "status": f"kg:{event.status}",
        "when": span_text(span),
        "first": span.not_before.isoformat() if span and span.not_before else None,
        "last": span.not_after.isoformat() if span and span.not_after else None,
        "topics": event.topics,
    }


def _terms(node: str, book: Book) -> tuple[str, ...]:
    names = [name for name in book.names[node] if name]
    event, entity = book.events.get(node), book.entities.get(node)
    if event:
        return search_terms([*names, span_text(event.date)], initials=False)
    return search_terms([*names, *(text.text for text in entity.alt_labels)] if entity else names)


def _line(line: Line, book: Book, numbers: _Numbers) -> Json:
    found: Json = {"card": _sections(line.card, book, numbers)}
    return {**found, "events": line.events} if line.events else found


def _sections(card: Sequence[Section], book: Book, numbers: _Numbers) -> list[Json]:
    return [
        {"heading": one.heading, "rows": [_row(row, book, numbers) for row in one.rows]}
        for one in card
    ]


def _row(row: Row, book: Book, numbers: _Numbers) -> Json:
    found: Json = {
        "parts": row.parts, "label": row.label, "note": row.note, "count": row.count,
        "quotes": _sentences_of(row.evidence, book, numbers),
        "said": [_saying(one, numbers) for one in row.sayings],
    }
    return {name: value for name, value in found.items() if value not in (None, (), [])}


def _sentences_of(evidence: Iterable[str], book: Book, numbers: _Numbers) -> list[list[int]]:
    """The quotes sentence by sentence, as printed: one with several marks where words repeat."""
    grouped: dict[tuple[object, ...], dict[int, None]] = {}
    for name in sorted((name for name in evidence if name in numbers.quotes),
                       key=lambda name: _printed(book.quotes[name], book)):
        quote = book.quotes[name]
        sentence = (quote.article, quote.field, _sentence(quote), quote.derived_from)
        grouped.setdefault(sentence, {})[numbers.quotes[name]] = None
    return [list(group) for group in grouped.values()]


def _printed(quote: Quote, book: Book) -> tuple[str, str, str, int]:
    """Sorts by day of publication, article, field and place in it."""
    article = book.articles[quote.article]
    day = article.published.isoformat() if article.published else "9999"
    return (day, article.path, quote.field, quote.position)


def _saying(saying: Saying, numbers: _Numbers) -> list[Any]:
    """[sentence, articles, verb, topics]"""
    return [numbers.sentences[saying.text], saying.articles, saying.verb, saying.topics]
