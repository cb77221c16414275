"""A second reader of the same articles, as if that reader were the program."""

from __future__ import annotations

from dataclasses import replace

from kg.evaluate.found import Found, Office, Prediction, Said, Told
from kg.evaluate.gold import FORMER, GoldArticle, GoldEvent, events_by_file
from kg.evaluate.matching import as_prediction


def read_by(second: tuple[GoldArticle, ...]) -> Found:
    """What a reader found. Where there are other readings, the first counts."""
    return Found(
        tuple(_event(e) for events in events_by_file(second).values() for e in events),
        tuple(office for article in second for office in _offices(article)),
        tuple(said for article in second for said in _statements(article)),
        tuple(_article(article) for article in second),
    )


def _event(event: GoldEvent) -> Prediction:
    first = event.first
    return replace(
        as_prediction(first),
        sat_in=tuple((name,) for name in sorted(first.attendees or ())),
        places=tuple((place,) for place in first.places),
        topics={(speaker,): topics for speaker, topics in event.topics.items()},
        files=frozenset({event.file}),
        told={event.file: str(event.quote)} if event.quote else {},
    )


def _offices(article: GoldArticle) -> list[Office]:
    files = frozenset({article.file})
    return [
        Office((o.person,), (o.office.removeprefix(FORMER),), (o.of,), files)
        for o in article.offices or ()
    ]


def _statements(article: GoldArticle) -> list[Said]:
    files = frozenset({article.file})
    return [
        Said(((said.speaker,),), files, first=said.first, last=said.last)
        for said in article.statements or ()
    ]


def _article(article: GoldArticle) -> Told:
    return Told(
        files=frozenset({article.file}),
        part=article.part,
        title=article.title,
        publisher=(article.publisher or "",),
        published=article.published or "",
        first=article.body_first,
        last=article.body_last,
    )
