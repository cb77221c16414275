"""Errors that a user can act on: each names the place, what is wrong and the remedy."""

from __future__ import annotations


class KgError(Exception):
    """An error with a remedy. ``place`` is a file, a folder or an option as the user gave it."""

    def __init__(self, place: str, what: str, remedy: str) -> None:
        super().__init__(f"{place}: {what}; {remedy}")
        self.place = place
        self.what = what
        self.remedy = remedy


class InputMissing(KgError):
    """An input that does not exist, or a pattern that matches nothing."""


class DataBroken(KgError):
    """A data file of the package, or of the user, that does not have its shape."""


class ScriptLengthChanged(KgError):
    """Simplification would move offsets: the result is not as long as the text."""
