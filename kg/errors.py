"""Errors that a user can act on: each names the place, what is wrong and the remedy."""

from __future__ import annotations

import errno
import re
from pathlib import Path

# Of terminals, of line ends, and of the direction of writing.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """The text on one line, its control characters escaped: a file's name may hold any."""
    return _CONTROLS.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


class KgError(Exception):
    """An error with a remedy. ``place`` is a file, a folder or an option as the user gave it."""

    def __init__(self, place: str, what: str, remedy: str) -> None:
        super().__init__(f"{printable(place) or repr('')}: {what}; {remedy}")
        self.place = place
        self.what = what
        self.remedy = remedy


class InputMissing(KgError):
    """An input that does not exist, or a pattern that matches nothing."""


class InputUnreadable(KgError):
    """A file or folder of the user's that may not be read."""

    @classmethod
    def of(cls, place: Path, error: OSError) -> InputUnreadable:
        """The error of the system in the user's words."""
        reason = (error.strerror or str(error)).lower()
        remedy = "name a file" if error.errno == errno.EISDIR else "check its rights"
        return cls(str(place), f"cannot be read: {reason}", remedy)


class DataBroken(KgError):
    """A data file of the package, or of the user, that does not have its shape."""


class ScriptLengthChanged(KgError):
    """Simplification would move offsets: the result is not as long as the text."""
