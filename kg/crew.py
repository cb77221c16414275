"""Processes that help: batches of work spread over several, and one task done beside another.

They are started by loky: they need no guard in the user's own script, and none inherits the
threads of a progress bar. What goes to and fro is pickled here: loky's own way, which can also
send functions made on the spot, takes several times as long.

Who is interrupted does not wait for what is begun: the helpers are killed, and end in silence.
"""

from __future__ import annotations

import gc
import logging
import pickle
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Sequence[Item]], Iterable[Result]]
Start = tuple[Callable[..., None], Any]  # what a helper does first, and with what
_AHEAD = 4  # batches that wait for each helper: none is idle, and few are in memory


def cores() -> int:
    """How many processes can run at a time, as far as this one may use them."""
    from loky import cpu_count

    return int(cpu_count())


def spread(
    work: Work[Item, Result], batches: Iterable[Sequence[Item]], processes: int, *,
    start: Start | None = None, here: Work[Item, Result] | None = None,
) -> Generator[Result, None, None]:
    """The results of all batches, in their order. ``work`` is a function of a module.

    ``here`` does the same in this process: where ``processes`` is 1, and for what is left where
    a helper was killed. What helpers log is logged here.
    """
    waiting, unfinished = iter(batches), deque[Sequence[Item]]()
    if processes > 1:
        from loky.process_executor import BrokenProcessPool

        with suppress(BrokenProcessPool):
            yield from in_helpers(work, waiting, processes, start, unfinished)
    for batch in chain(unfinished, waiting):
        yield from (here or work)(batch)


def in_helpers(
    work: Work[Item, Result], batches: Iterable[Sequence[Item]], processes: int,
    start: Start | None, unfinished: deque[Sequence[Item]],
) -> Iterator[Result]:
    """The results of the batches, by helpers alone; ``unfinished`` are those not yet given.

    Raises BrokenProcessPool where one was killed.
    """
    from loky import ProcessPoolExecutor

    pool = ProcessPoolExecutor(processes, initializer=_begin, initargs=(pickle.dumps(start),))
    futures: deque[Future[bytes]] = deque()
    done = False
    try:
        for batch in batches:
            unfinished.append(batch)
            futures.append(pool.submit(_do, work, pickle.dumps(batch, 5)))
            if len(futures) > processes * _AHEAD:
                yield from _received(futures.popleft())
                unfinished.popleft()
        while futures:
            yield from _received(futures.popleft())
            unfinished.popleft()
        done = True
    finally:
        pool.shutdown(kill_workers=not done)


@contextmanager
def beside(
    task: Callable[..., None], *args: object, through: Path
) -> Iterator[Callable[[], None]]:
    """Has a helper do the task while the block runs; the value waits until it is done.

    What the task raises is raised there. Where the helper is killed, the task is done here. The
    arguments go ``through`` a new file, which is gone in the end: they may be too big to be in
    memory three times.
    """
    from loky import ProcessPoolExecutor
    from loky.process_executor import BrokenProcessPool

    pool = ProcessPoolExecutor(1, initializer=_begin, initargs=(pickle.dumps(None),))
    done = False
    try:
        with through.open("xb") as sent:
            pickle.dump(args, sent, 5)
        future = pool.submit(_do_alone, task, through)

        def wait() -> None:
            nonlocal done
            try:
                future.result()
                done = True
            except BrokenProcessPool:
                task(*args)

        yield wait
    finally:
        pool.shutdown(kill_workers=not done)
        through.unlink(missing_ok=True)


def _received(future: Future[bytes]) -> Sequence[Any]:
    """What a helper has found, with what it has logged."""
    with no_cycles_sought():
        results: Sequence[Any]
        results, logged = pickle.loads(future.result())
    for record in logged:
        logger = logging.getLogger(record.name)
        if logger.isEnabledFor(record.levelno):
            logger.handle(record)
    return results


@contextmanager
def no_cycles_sought() -> Iterator[None]:
    """While millions of values are made that form no cycles, Python looks for none in them.

    It would go through all that there is time and again: a fifth of the time of these stages.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


# --- in a helper ----------------------------------------------------------------------------


class _Kept(logging.Handler):
    """Keeps what is logged until it is sent."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        record.msg, record.args = record.getMessage(), None
        record.exc_info = None
        self.records.append(record)


_kept = _Kept()


def _begin(start: bytes) -> None:
    """A helper is ended by who started it, not by the keyboard, and logs nothing itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logger = logging.getLogger("kg")
    logger.handlers, logger.propagate = [_kept], False
    logger.setLevel(1)
    first = pickle.loads(start)
    if first:
        first[0](*first[1:])


def _do(work: Work[Item, Result], batch: bytes) -> bytes:
    with no_cycles_sought():
        results = list(work(pickle.loads(batch)))
        sent = pickle.dumps((results, _kept.records), 5)
    _kept.records.clear()
    return sent


def _do_alone(task: Callable[..., None], through: Path) -> None:
    with no_cycles_sought():
        with through.open("rb") as sent:
            args = pickle.load(sent)
        through.unlink()
        task(*args)
