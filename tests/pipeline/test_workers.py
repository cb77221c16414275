"""Articles worked on by several processes: the same results, in the same order."""

from __future__ import annotations

import os
from collections import deque
from dataclasses import replace

import msgspec
import pytest
from loky.process_executor import BrokenProcessPool

from kg.crew import in_helpers
from kg.knowledge import Knowledge
from kg.model import Article, Document, Refusal
from kg.workers import _extract, _start, extracted
from tests.extract.reading import article, matcher

_ARTICLES = [
    article(f"3月{day}日,习近平会见法国总统马克龙。", title=f"第{day}则消息")
    for day in range(1, 30)
]


def test_two_processes_give_what_one_gives() -> None:
    alone = extracted(_ARTICLES, matcher(), lambda: None, 1)
    assert extracted(_ARTICLES, matcher(), lambda: None, 2) == alone
    assert [doc.article for doc in alone if isinstance(doc, Document)] == _ARTICLES


def test_each_article_is_a_step() -> None:
    steps: list[int] = []
    extracted(_ARTICLES, matcher(), lambda: steps.append(1), 2)
    assert len(steps) == len(_ARTICLES)


def test_an_article_that_fails_in_a_process_costs_itself_alone() -> None:
    broken: Article = replace(_ARTICLES[3], text=None)  # type: ignore[arg-type]
    results = extracted([*_ARTICLES[:3], broken, *_ARTICLES[4:]], matcher(), lambda: None, 2)
    failed = [result for result in results if isinstance(result, Refusal)]
    assert [(refusal.path, refusal.code) for refusal in failed] == [(broken.path, "failed")]
    assert results.index(failed[0]) == 3


class _Deadly(Knowledge):
    """Knowledge on whose arrival a process ends."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (1,)


def test_where_a_process_is_killed_the_rest_is_worked_on_here() -> None:
    known = matcher().knowledge
    names = [field.name for field in msgspec.structs.fields(known)]
    deadly = _Deadly(**{name: getattr(known, name) for name in names})
    with pytest.raises(BrokenProcessPool):
        list(in_helpers(_extract, [_ARTICLES], 2, (_start, deadly), deque()))
    results = extracted(_ARTICLES, replace(matcher(), knowledge=deadly), lambda: None, 2)
    assert results == extracted(_ARTICLES, matcher(), lambda: None, 1)
