"""Literals as N-Triples text, taken apart again."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.rdf.nodes import XSD

_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_CHARACTERS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


class Parts(NamedTuple):
    """A literal: its text, its language tag or none, the IRI of its datatype."""

    text: str
    lang: str | None
    datatype: str


def parts(literal: str) -> Parts:
    """A literal as N-Triples text taken apart. ValueError where it is none."""
    match = _LITERAL.fullmatch(literal)
    if not match:
        raise ValueError(f"{literal!r} is no literal")
    text, lang, datatype = match.groups()
    return Parts(_ESCAPE.sub(_character, text), lang, datatype or f"{XSD}string")


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _CHARACTERS.get(match[3], match[3])
