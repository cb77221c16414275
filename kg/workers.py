"""Many articles are worked on by as many processes as there are cores; results keep their order.

Processes are started by loky: they need no guard in the user's own script, and none inherits the
threads of a progress bar.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice

from kg import extract
from kg.extract import Matcher, compile_matcher
from kg.knowledge import Knowledge
from kg.model import Article, Document, Refusal

# Starting a process costs as much as reading so many characters; of fewer one process is faster.
_WORTH_A_PROCESS = 300_000
_BATCH = 16  # articles handed to a process at a time

_matcher: Matcher | None = None  # of a worker process, compiled when it starts


def extracted(
    articles: Sequence[Article], matcher: Matcher, step: Callable[[], None], processes: int = 0
) -> list[Document | Refusal]:
    """What each article tells, or why it could not be worked on, in the order of the articles.

    ``step`` is called after each; ``processes`` is how many work, 0 for as many as there are
    cores and the articles are worth.
    """
    results: list[Document | Refusal] = []
    for result in _results(articles, matcher, _useful(articles, processes)):
        results.append(result)
        step()
    return results


def _useful(articles: Sequence[Article], processes: int) -> int:
    """How many processes to work with."""
    if processes:
        return min(processes, len(articles))
    worth = sum(len(article.text) for article in articles) // _WORTH_A_PROCESS
    if worth < 2:
        return 1
    from loky import cpu_count

    return min(worth, int(cpu_count()), len(articles))


def _results(
    articles: Sequence[Article], matcher: Matcher, processes: int
) -> Iterator[Document | Refusal]:
    done = 0
    if processes > 1:
        from loky.process_executor import BrokenProcessPool

        with suppress(BrokenProcessPool):  # one was killed: the rest is worked on here
            for result in _shared(articles, matcher.knowledge, processes):
                yield result
                done += 1
    for article in islice(articles, done, None):
        yield _extracted(article, matcher)


def _shared(
    articles: Sequence[Article], knowledge: Knowledge, processes: int
) -> Iterator[Document | Refusal]:
    from loky import ProcessPoolExecutor

    pool = ProcessPoolExecutor(processes, initializer=_start, initargs=(knowledge,))
    batches = (articles[at : at + _BATCH] for at in range(0, len(articles), _BATCH))
    done = False
    try:
        for future in [pool.submit(_work, batch) for batch in batches]:
            yield from future.result()
        done = True
    finally:  # who is interrupted does not wait for what is begun
        pool.shutdown(kill_workers=not done)


def _start(knowledge: Knowledge) -> None:
    global _matcher
    _matcher = compile_matcher(knowledge)


def _work(articles: Sequence[Article]) -> list[Document | Refusal]:
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
