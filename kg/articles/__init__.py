"""Articles in: from bytes to clean text with its metadata."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from kg.articles.clean import clean
from kg.articles.containers import stored_files
from kg.articles.files import distinct
from kg.articles.read import read, read_bytes
from kg.articles.script import simplify
from kg.articles.split import split
from kg.articles.stored import Stored
from kg.model import Article, Refusal

__all__ = ["Cleaned", "Input", "articles_in", "clean", "load", "merge_identical", "read",
           "simplify", "split"]

Input = Stored | Refusal
Cleaned = list[Article | Refusal]
CleanAll = Callable[[Iterable[Input]], Iterable[Cleaned]]


def load(
    inputs: Sequence[str | Path], clean_all: CleanAll | None = None
) -> tuple[tuple[Article, ...], tuple[Refusal, ...]]:
    """All articles of the inputs, and what was refused, both sorted by path and part.

    ``clean_all`` does what :func:`articles_in` does for many files, in their order.

    Files of one path below different inputs are called by more of their places, so that no two
    are called the same. InputMissing if an input does not exist.
    """
    located = tuple(_results(inputs, clean_all or partial(map, articles_in)))
    paths = distinct({place: result.path for place, result in located})
    results = tuple(replace(result, path=_as_text(paths[place])) for place, result in located)
    articles = (result for result in results if isinstance(result, Article))
    refusals = (result for result in results if isinstance(result, Refusal))
    return merge_identical(articles), tuple(
        sorted(refusals, key=lambda refusal: (refusal.path, refusal.part or 0, refusal.code))
    )


def _as_text(path: str) -> str:
    """A path that can be written: bytes of a name in no known encoding are escaped."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def merge_identical(articles: Iterable[Article]) -> tuple[Article, ...]:
    """One article for each text and title; ``also`` holds the other paths it stands at."""
    by_id: dict[str, list[Article]] = {}
    for article in sorted(articles, key=lambda article: (article.path, article.part, article.id)):
        by_id.setdefault(article.id, []).append(article)
    return tuple(_merged(same) for same in by_id.values())


def _merged(same: list[Article]) -> Article:
    """The article at the first of its paths, with the metadata of the copy that tells most."""
    paths = sorted({article.path for article in same})
    best = min(same, key=_silence)
    return replace(best, path=paths[0], part=same[0].part, also=tuple(paths[1:]))


def _silence(article: Article) -> tuple[object, ...]:
    """An order of copies that does not depend on where they are: what tells least is last."""
    told = (article.published, article.publisher, article.agency, article.author, article.url)
    return told.count(None), *map(str, told)


def articles_in(file: Input) -> Cleaned:
    """The articles that a file holds, clean, and what of it was refused."""
    found = file if isinstance(file, Refusal) else read_bytes(file)
    parts = (found,) if isinstance(found, Refusal) else split(found)
    return [part if isinstance(part, Refusal) else clean(part) for part in parts]


def _results(
    inputs: Sequence[str | Path], clean_all: CleanAll
) -> Iterator[tuple[str, Article | Refusal]]:
    """(Place, result) of all that the inputs hold."""
    places: list[str] = []

    def files() -> Iterator[Input]:
        for place, file in stored_files(inputs):
            places.append(place)
            yield file

    for number, found in enumerate(clean_all(files())):
        for result in found:
            yield places[number], result
