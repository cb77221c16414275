"""Files and articles are worked on by as many processes as there are cores, where it is worth it.

What is found is the same, in the same order, for any number of processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import chain, islice
from typing import TypeVar

from kg import extract
from kg.articles import Cleaned, Input, articles_in
from kg.crew import cores, spread
from kg.extract import Matcher, compile_matcher
from kg.knowledge import Knowledge
from kg.model import Article, Document, Refusal

# Starting a process costs as much as reading so many characters, or cleaning so many bytes; of
# fewer one process is faster.
_WORTH_A_PROCESS = 300_000
_BYTES_WORTH_A_PROCESS = 3_000_000
_BATCH = 16  # articles or files handed to a process at a time

_matcher: Matcher | None = None  # of a worker process, compiled when it starts
Item = TypeVar("Item")


def cleaned(files: Iterable[Input], processes: int = 0) -> list[Cleaned]:
    """The articles in each file, in the order of the files.

    ``processes`` is how many work, 0 for as many as there are cores and the files are worth.
    """
    waiting = iter(files)
    first = list(_first(waiting)) if not processes else []
    enough = sum(map(_size, first)) >= 2 * _BYTES_WORTH_A_PROCESS
    many = processes or (cores() if enough else 1)
    with closing(spread(_clean, _batches(chain(first, waiting)), many)) as found:
        return list(found)


def extracted(
    articles: Sequence[Article], matcher: Matcher, step: Callable[[], None], processes: int = 0
) -> list[Document | Refusal]:
    """What each article tells, or why it could not be worked on, in the order of the articles.

    ``step`` is called after each; ``processes`` as above.
    """

    def alone(batch: Sequence[Article]) -> Iterator[Document | Refusal]:
        return (_extracted(article, matcher) for article in batch)

    results: list[Document | Refusal] = []
    with closing(spread(_extract, _batches(articles), _useful(articles, processes),
                        start=(_start, matcher.knowledge), here=alone)) as found:
        for result in found:
            results.append(result)
            step()
    return results


def _first(files: Iterator[Input]) -> Iterator[Input]:
    """As many files as show that more than one process is worth it; all, where it is not."""
    size = 0
    for file in files:
        yield file
        size += _size(file)
        if size >= 2 * _BYTES_WORTH_A_PROCESS:
            return


def _size(file: Input) -> int:
    return 0 if isinstance(file, Refusal) else len(file.data)


def _useful(articles: Sequence[Article], processes: int) -> int:
    """How many processes to work with."""
    if processes:
        return min(processes, len(articles))
    worth = sum(len(article.text) for article in articles) // _WORTH_A_PROCESS
    return min(worth, cores(), len(articles)) if worth > 1 else 1


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    waiting = iter(items)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def _clean(files: Sequence[Input]) -> list[Cleaned]:
    return list(map(articles_in, files))


def _start(knowledge: Knowledge) -> None:
    global _matcher
    _matcher = compile_matcher(knowledge)


def _extract(articles: Sequence[Article]) -> list[Document | Refusal]:
    assert _matcher is not None, "a worker process begins with _start"
    return [_extracted(article, _matcher) for article in articles]


def _extracted(article: Article, matcher: Matcher) -> Document | Refusal:
    """What one article tells. An error of ours there costs that article, named, and no other."""
    try:
        return extract.extract(article, matcher)
    except Exception as error:
        what = f"cannot be worked on: {type(error).__name__}: {error}"
        remedy = "an error of diplomacy-kg: please report it with the article"
        return Refusal(article.path, article.part, "failed", what, remedy)
