"""The output folder: written beside, and moved into place when it is whole.

A build that is stopped, even killed, leaves the folder that was there before. What it leaves
beside it is removed by the next build; a folder that a running build holds is not touched.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import glob
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import TypeVar

from kg.errors import KgError

# What a build writes, all of it and nothing else.
FILES = (
    "analysis/communities.csv",
    "analysis/cooccurrence_events.csv",
    "analysis/cooccurrence_statements.csv",
    "analysis/events.csv",
    "analysis/measures.csv",
    "analysis/met.csv",
    "analysis/topics.csv",
    "articles.jsonl",
    "dataset.nq.gz",
    "graph.html",
    "graph.ttl",
    "network.gexf",
    "network.graphml",
    "report.html",
)
# A folder that holds anything else is the user's own and never replaced.
ENTRIES = frozenset(file.split("/")[0] for file in FILES)
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux: both names change at one stroke
_HERE = -100  # AT_FDCWD: paths as they are


_TRIES = 5  # at reading an output that is replaced meanwhile
T = TypeVar("T")
# Of the folder, and of each entry: what a replacement changes, whichever way it is done.
_State = tuple[tuple[int, ...], ...]


class OutputChanging(KgError):
    """An output that is replaced again and again while it is read."""


class OutputRefused(KgError):
    """The output cannot be written, or is not ours to replace."""

    @classmethod
    def of(cls, place: Path, error: OSError) -> OutputRefused:
        """The error of the system in the user's words."""
        code = error.errno or 0
        in_the_way = code in (errno.EEXIST, errno.ENOTDIR)
        reason = "a file is in the way" if in_the_way else (error.strerror or str(error)).lower()
        full = code in (errno.ENOSPC, errno.EDQUOT)
        remedy = "make room" if full else "name a place that you may write to"
        return cls(str(place), f"cannot be written: {reason}", remedy)


def check_output(folder: Path) -> None:
    """Raise OutputRefused where the folder could not be replaced; better before a long build."""
    target = _real(folder)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _alone(target):
            _check_entries(folder, target)
            _fresh_beside(target).rmdir()
    except OSError as error:
        raise OutputRefused.of(folder, error) from error


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """A new folder to write to, which takes the place of ``folder`` when the block ends well.

    Several may do so at a time: the last to end is what stays. Raises OutputRefused where it
    cannot be written, or is not the output of a build.
    """
    check_output(folder)
    target = _real(folder)
    fresh, lock = _begun(target)
    try:
        yield fresh
        with _alone(target):
            _swap(fresh, target)
    except OSError as error:
        if _concerns(error, fresh, target):
            raise OutputRefused.of(folder, error) from error
        raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        os.close(lock)


def read_steadily(output: Path, read: Callable[[], T]) -> T:
    """What ``read`` makes of an output folder: of the files of one build, never of two.

    Where a build replaces the output meanwhile, what was read, or failed, does not count, and
    ``read`` is called again. Raises OutputChanging where it never stands still.
    """
    for _ in range(_TRIES):
        before = _state(output)
        try:
            found = read()
        except Exception:
            if _state(output) == before:
                raise
        else:
            if _state(output) == before:
                return found
    remedy = "try again when no build writes to it"
    raise OutputChanging(str(output), "changes while it is read", remedy)


def _state(output: Path) -> _State:
    """What is different after a build has replaced the output; waits for one that is at it."""
    target = _real(output)
    with suppress(OSError), _alone(target, fcntl.LOCK_SH):
        return _stats(target)
    return _stats(target)  # its folder may not be read, or locked


def _stats(target: Path) -> _State:
    found = []
    for path in (target, *(target / name for name in FILES)):
        with suppress(OSError):
            stat = path.stat()
            of_file = () if path.is_dir() else (stat.st_mtime_ns, stat.st_size)
            found.append((stat.st_dev, stat.st_ino, *of_file))
    return tuple(found)


def _begun(target: Path) -> tuple[Path, int]:
    """A fresh folder, and the lock on it that tells other builds that it is in use."""
    with _alone(target):
        _tidy(target)
        fresh = _fresh_beside(target)
        lock = os.open(fresh, os.O_RDONLY)
        fcntl.flock(lock, fcntl.LOCK_EX)
    return fresh, lock


@contextmanager
def _alone(target: Path, lock: int = fcntl.LOCK_EX) -> Iterator[None]:
    """While no other build makes, moves or removes folders beside the target; short, so wait.

    LOCK_SH lets others in that only look.
    """
    handle = os.open(target.parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, lock)
        yield
    finally:
        os.close(handle)


def _real(folder: Path) -> Path:
    """Where the folder really is: a link to it stays a link."""
    return Path(os.path.realpath(folder))


def _check_entries(folder: Path, target: Path) -> None:
    """Refuse a file, and a folder that holds anything that no build wrote."""
    if not target.exists():
        return
    if not target.is_dir():
        raise OutputRefused(str(folder), "is a file", "name a folder for the output")
    ours = ENTRIES | {f".{entry}.new" for entry in ENTRIES}  # the latter of a stopped _pour
    foreign = sorted(entry for entry in os.listdir(target) if entry not in ours)
    if foreign:
        raise OutputRefused(
            str(folder),
            f"holds {foreign[0]}, which no build wrote",
            "name another folder, an empty one or an older output",
        )


def _fresh_beside(target: Path) -> Path:
    """An empty folder on the same file system, with a name that no other build has."""
    fresh = target.with_name(f".{target.name}.{token_hex(8)}.new")
    fresh.mkdir()
    return fresh


def _tidy(target: Path) -> None:
    """Remove what stopped builds left; bring back an old output moved away and not replaced."""
    name = glob.escape(target.name)
    for old in sorted(target.parent.glob(f".{name}.*.old")):
        if not target.exists():
            old.rename(target)
        elif not _held(old):
            shutil.rmtree(old, ignore_errors=True)
    for left in sorted(target.parent.glob(f".{name}.*.new")):
        if not _held(left):
            shutil.rmtree(left, ignore_errors=True)


def _held(folder: Path) -> bool:
    """Whether a running build writes to the folder."""
    with suppress(FileNotFoundError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(handle)
    return False


def _swap(fresh: Path, target: Path) -> None:
    """Put ``fresh`` in the place of ``target``; what was there goes."""
    if not target.exists():
        fresh.rename(target)
        return
    if _exchanged(fresh, target):  # the old one is now called fresh, and goes with it
        return
    old = fresh.with_suffix(".old")
    try:
        target.rename(old)
    except OSError:  # a mount point, or a folder from a lower layer of a container
        _pour(fresh, target)
        return
    try:
        fresh.rename(target)
    finally:  # stopped or failed, the target is one of the two
        if target.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(target)


def _pour(fresh: Path, target: Path) -> None:
    """Replace file by file where the folder itself cannot be moved: each whole, not all at once."""
    wanted = {path.relative_to(fresh) for path in fresh.rglob("*")}
    for path in sorted(wanted):
        if (fresh / path).is_dir():
            (target / path).mkdir(exist_ok=True)
            continue
        beside = target / path.with_name(f".{path.name}.new")
        shutil.copyfile(fresh / path, beside)
        beside.replace(target / path)
    for left in sorted(set(target.rglob("*")) - {target / path for path in wanted}, reverse=True):
        left.rmdir() if left.is_dir() else left.unlink()


def _exchanged(left: Path, right: Path) -> bool:
    """Exchange two names at one stroke; False where the system or file system cannot."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    result = rename(_HERE, os.fsencode(left), _HERE, os.fsencode(right), _EXCHANGE)
    return bool(result == 0)


def _concerns(error: OSError, *ours: Path) -> bool:
    """Whether the error is about the output, and not about something that was read."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return full or str(error.filename or "").startswith(tuple(map(str, ours)))
