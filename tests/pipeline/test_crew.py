"""Helping processes: order, what they log and raise, and what becomes of their work."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from kg.articles import load
from kg.crew import spread
from kg.workers import cleaned


def _doubled(batch: Sequence[int]) -> list[int]:
    return [2 * number for number in batch]


def _told(batch: Sequence[int]) -> list[int]:
    for number in batch:
        logging.getLogger("kg.told").warning("number %s", number)
    return list(batch)


def _ended(batch: Sequence[int]) -> list[int]:
    os._exit(1)


def _refused(batch: Sequence[int]) -> list[int]:
    raise ValueError(batch[0])


def _fours(count: int) -> Iterable[list[int]]:
    return ([number] * 4 for number in range(count))


def test_results_come_in_the_order_of_the_batches() -> None:
    assert list(spread(_doubled, _fours(40), 2)) == list(spread(_doubled, _fours(40), 1))


def test_what_a_helper_logs_is_logged_here(caplog: pytest.LogCaptureFixture) -> None:
    list(spread(_told, [[1, 2], [3]], 2))
    assert [record.getMessage() for record in caplog.records] == [
        "number 1", "number 2", "number 3"]


def test_where_a_helper_is_killed_its_work_is_done_here() -> None:
    assert list(spread(_ended, _fours(40), 2, here=_doubled)) == list(
        spread(_doubled, _fours(40), 1))


def test_what_the_work_raises_is_raised_here() -> None:
    with pytest.raises(ValueError, match="7"):
        list(spread(_refused, [[7]], 2))


def test_files_cleaned_by_two_processes_are_as_by_one(seeds: Path) -> None:
    assert load([seeds], lambda files: cleaned(files, 2)) == load([seeds])
