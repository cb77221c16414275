"""Articles in: from bytes to clean text with its metadata."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.articles.clean import clean
from kg.articles.read import read
from kg.articles.script import simplify
from kg.articles.split import split
from kg.model import Article, Refusal

__all__ = ["clean", "load", "merge_identical", "read", "simplify", "split"]


def load(inputs: Sequence[str | Path]) -> tuple[tuple[Article, ...], tuple[Refusal, ...]]:
    """All articles of the inputs, and what was refused, both sorted by path and part.

    InputMissing if an input does not exist.
    """
    results = tuple(_results(inputs))
    articles = (result for result in results if isinstance(result, Article))
    refusals = (result for result in results if isinstance(result, Refusal))
    return merge_identical(articles), tuple(
        sorted(refusals, key=lambda refusal: (refusal.path, refusal.part or 0, refusal.code))
    )


def merge_identical(articles: Iterable[Article]) -> tuple[Article, ...]:
    """One article for each text and title; ``also`` holds the other paths it stands at."""
    by_id: dict[str, list[Article]] = {}
    for article in sorted(articles, key=lambda article: (article.path, article.part, article.id)):
        by_id.setdefault(article.id, []).append(article)
    return tuple(_with_copies(same[0], same[1:]) for same in by_id.values())


def _with_copies(first: Article, copies: list[Article]) -> Article:
    paths = {copy.path for copy in copies} - {first.path}
    return replace(first, also=tuple(sorted(paths))) if paths else first


def _results(inputs: Sequence[str | Path]) -> Iterator[Article | Refusal]:
    for found in read(inputs):
        parts = (found,) if isinstance(found, Refusal) else split(found)
        yield from (part if isinstance(part, Refusal) else clean(part) for part in parts)
