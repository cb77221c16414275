"""What every command shares: progress, timings, messages, exit codes."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kg.errors import KgError, printable

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from types import FrameType

    from rich.progress import Progress

    from kg.model import Refusal
    from kg.pipeline import Step

UNREADABLE = 1  # done, but some inputs could not be read
WRONG_USAGE = 2
INVALID_DATA = 3
_STOPPING = (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM))
_STREAMS = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))  # 0, 1, 2
_UNWRITABLE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF}


class Stopped(SystemExit):
    """The process is asked to end. The exit code is that of a shell: 128 and the signal."""

    def __init__(self, number: int) -> None:
        super().__init__(128 + number)
        self.name = signal.Signals(number).name


@contextmanager
def stoppable() -> Iterator[None]:
    """While the block runs, SIGTERM and SIGHUP end it as Ctrl-C does: what it began is removed.

    A signal that is ignored, as ``nohup`` has it, stays so.
    """
    before = {number: signal.getsignal(number) for number in _STOPPING}
    heard = [number for number in before if before[number] is signal.SIG_DFL]
    for number in heard:
        signal.signal(number, _stop)
    try:
        yield
    except Stopped as stopped:
        with suppress(OSError):  # the terminal may be gone
            tell(f"stopped by {stopped.name}")
        raise
    finally:
        for number in heard:
            signal.signal(number, before[number])


def _stop(number: int, frame: FrameType | None) -> None:
    """End the process; a second signal does not disturb the tidying up after the first."""
    for each in _STOPPING:
        signal.signal(each, signal.SIG_IGN)
    raise Stopped(number)


def message(error: Exception) -> str:
    """The error on as few lines as it needs."""
    return str(error).strip() or type(error).__name__


def exit_code(error: Exception) -> int:
    """3 where data is at fault, else 2: the user asked for what cannot be done."""
    from kg.errors import DataBroken
    from kg.knowledge import KnowledgeError
    from kg.merge.decisions import DecisionsRefused
    from kg.rdf.store import GraphBroken

    if isinstance(error, DecisionsRefused):
        return WRONG_USAGE if isinstance(error.__cause__, OSError) else INVALID_DATA
    if isinstance(error, GraphBroken):
        return INVALID_DATA if Path(error.place).exists() else WRONG_USAGE
    return INVALID_DATA if isinstance(error, (DataBroken, KnowledgeError)) else WRONG_USAGE


def tell(text: str) -> None:
    """A message to the user, one line on stderr."""
    typer.echo(f"kg: {printable(text)}", err=True)


def tell_refusals(refusals: Iterable[Refusal]) -> None:
    """Each input that gave no article, with the reason and the remedy."""
    for refusal in refusals:
        place = refusal.path if refusal.part is None else f"{refusal.path} (part {refusal.part})"
        tell(f"{place}: {refusal.message}; {refusal.remedy}")


class StdoutRefused(KgError):
    """What a command prints cannot be written."""


def reopen_closed() -> None:
    """Put nothing in the place of standard streams that are closed; writing to stdout fails."""
    for number, (name, how) in enumerate(_STREAMS):
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, os.O_WRONLY if name == "stderr" else os.O_RDONLY)
            if handle != number:
                os.dup2(handle, number)
                os.close(handle)
            setattr(sys, name, open(number, how, encoding="utf-8", closefd=False))  # noqa: SIM115


@contextmanager
def written_out() -> Iterator[None]:
    """What the block prints is written when it ends, or StdoutRefused says why not.

    Who reads may stop (``| head``): then the process ends in silence, and well.
    """
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except SystemExit as ended:  # in which Typer turns a pipe that is closed
        if isinstance(ended.__context__, BrokenPipeError):
            sys.exit(0)
        raise
    except BrokenPipeError:
        _discard_stdout()
        sys.exit(0)
    except OSError as error:
        if error.filename is not None or error.errno not in _UNWRITABLE:
            raise
        _discard_stdout()
        what = f"cannot be written: {(error.strerror or str(error)).lower()}"
        raise StdoutRefused("stdout", what, "send it elsewhere") from error


def _discard_stdout() -> None:
    """What is still to be written is not tried again when the process ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Watched:
    """A progress bar on stderr, and the time each stage took.

    ``seconds`` are (stage, wall seconds) in order; ``cpu_seconds`` those that processors worked
    for it, helping processes among them, which count in the stage in which they end. Nothing is
    shown where stderr is no terminal, or ``quiet``.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self.seconds: list[tuple[str, float]] = []
        self.cpu_seconds: list[float] = []
        self._quiet = quiet or not sys.stderr.isatty()
        self._bar: Progress | None = None

    @contextmanager
    def shown(self) -> Iterator[Watched]:
        """The time during which the bar is on the screen."""
        bar: AbstractContextManager[Progress | None] = nullcontext()
        if not self._quiet:
            from rich.console import Console
            from rich.progress import Progress

            bar = Progress(console=Console(stderr=True), transient=True)
        with bar as self._bar:
            yield self
        self._bar = None

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Step]:
        """See kg.pipeline.Watch."""
        from time import perf_counter

        begun, worked = perf_counter(), _cpu_seconds()
        task = None if self._bar is None else self._bar.add_task(name, total=total)

        def step() -> None:
            if self._bar is not None and task is not None:
                self._bar.advance(task)

        yield step
        self.seconds.append((name, perf_counter() - begun))
        self.cpu_seconds.append(_cpu_seconds() - worked)
        if self._bar is not None and task is not None:
            self._bar.remove_task(task)


def _cpu_seconds() -> float:
    """What this process and those that it started and that have ended have worked."""
    return sum(os.times()[:4])
