"""Merges articles of a sentence or two: what the tests of merging share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kg.knowledge import load
from kg.merge import UserDecisions, merge
from kg.model import Document, Event, KnowledgeGraph
from tests.extract.reading import document

KNOWLEDGE = load()
MARCH_6 = date(2021, 3, 6)
CALL = "国家主席习近平5日晚同法国总统马克龙通电话。习近平指出,中法要加强应对气候变化合作。"


def graph(*documents: Document, user: UserDecisions | None = None) -> KnowledgeGraph:
    return merge(documents, KNOWLEDGE, (), user)


def read(text: str, published: date | None = MARCH_6, path: str = "a.txt") -> Document:
    found = document(text, published=published)
    return replace(found, article=replace(found.article, path=path))


def only(found: KnowledgeGraph) -> Event:
    (event,) = found.events
    return event
