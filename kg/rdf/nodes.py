"""RDF terms as N-Triples text, made from keys, CURIEs and values.

Everything that is written goes through here, so this is where the export profile is kept: IRIs
are absolute and ASCII, language tags lower case, literals NFC and free of control characters,
dates valid by construction.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from kg.errors import KgError
from kg.terms import PREFIXES

# Datatypes and classes of others whose prefix the ontology itself does not use.
NAMESPACES = {**PREFIXES, "edtf": "http://id.loc.gov/datatypes/edtf/"}
XSD = NAMESPACES["xsd"]

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# No store takes all of these: controls, lone surrogates, noncharacters.
_NONCHARACTERS = "".join(f"{chr(p << 16 | 0xFFFE)}{chr(p << 16 | 0xFFFF)}" for p in range(17))
_FORBIDDEN = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]"
)
_TO_ESCAPE = re.compile(r'["\\\n\r\t]')
_IRI_SAFE = "!#$%&'()*+,/:;=?@~-._"
_REMEMBERED = 1 << 14  # literals: names, rules and offsets recur
_BASE = re.compile(r"[a-z][a-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\#?\x7f-\U0010ffff]+")
_KEY = re.compile(r"[a-z]+(?:/[A-Za-z0-9._~-]+)*")


class BadBase(KgError):
    """A base IRI that cannot be one."""


class Triple(NamedTuple):
    """A triple of terms as N-Triples text."""

    subject: str
    predicate: str
    object: str


class Quad(NamedTuple):
    """A triple and the name of the graph it stands in, as N-Triples text."""

    subject: str
    predicate: str
    object: str
    graph: str

    @property
    def triple(self) -> Triple:
        """The quad without its graph."""
        return Triple(self.subject, self.predicate, self.object)


class Said(NamedTuple):
    """All that is said of a subject in one graph: its predicates in any order, their objects."""

    graph: str
    predicates: tuple[str, ...]
    objects: Sequence[str]

    def quads(self, subject: str) -> list[Quad]:
        """The same as quads."""
        pairs = zip(self.predicates, self.objects, strict=True)
        return [Quad(subject, predicate, object_, self.graph) for predicate, object_ in pairs]

    def without(self, unsaid: Collection[str]) -> Said:
        """The same without those predicates."""
        pairs = zip(self.predicates, self.objects, strict=True)
        kept = [(predicate, object_) for predicate, object_ in pairs if predicate not in unsaid]
        return Said(self.graph, tuple(p for p, _ in kept), [object_ for _, object_ in kept])


class Names(dict[str, str]):
    """Turns keys (``person/xi-jinping``) and CURIEs (``kg:held``) into IRIs below a base."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = checked_base(base)
        self.lists: dict[int, tuple[str, ...]] = {}  # of evidence, by how much it rests on

    def __missing__(self, name: str) -> str:
        found = self[name] = self._made(name)
        return found

    def _made(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        if colon and prefix not in NAMESPACES:
            raise ValueError(f"{name!r} has an unknown prefix")
        if colon:
            return f"<{NAMESPACES[prefix]}{local}>"
        if not _KEY.fullmatch(name):
            raise ValueError(f"{name!r} is no key: it must be ASCII like person/xi-jinping")
        return f"<{self.base}/{name}>"


def checked_base(base: str) -> str:
    """The base IRI without a slash at its end. Raises BadBase."""
    trimmed = base.rstrip("/")
    if not (_BASE.fullmatch(trimmed) and _is_taken_as_it_is(trimmed)):
        raise BadBase(f"base IRI {base!r}", "is no absolute IRI in ASCII", "give one like https://example.org/id")
    return trimmed


def _is_taken_as_it_is(base: str) -> bool:
    """Whether stores take an IRI, and none of them changes it: some resolve ``..`` and ``//``."""
    from pyoxigraph import NamedNode

    try:
        scheme, host, path, *_ = urlsplit(NamedNode(base).value)
    except ValueError:
        return False
    segments = path.split("/")[1:]
    return bool(host or scheme not in ("http", "https")) and not {"", ".", ".."} & {*segments}


def iri(text: str) -> str:
    """An absolute IRI of others; what may not stand in one is percent-encoded."""
    return f"<{quote(text, safe=_IRI_SAFE)}>"


def clean(text: str) -> str:
    """The text in NFC, with U+FFFD for what some store refuses, a file name's stray bytes say."""
    return _FORBIDDEN.sub("\ufffd", unicodedata.normalize("NFC", text))


@lru_cache(maxsize=_REMEMBERED)
def string(text: str, lang: str | None = None) -> str:
    """A literal with its language tag, or none."""
    quoted = '"' + _TO_ESCAPE.sub(lambda match: _ESCAPES[match.group()], clean(text)) + '"'
    return f"{quoted}@{lang.lower()}" if lang else quoted


def typed(lexical: str, datatype: str) -> str:
    """A literal of a datatype given as CURIE; ``lexical`` is plain ASCII."""
    prefix, _, local = datatype.partition(":")
    return f'"{lexical}"^^<{NAMESPACES[prefix]}{local}>'


def day(value: date) -> str:
    """A date as xsd:date."""
    return typed(value.isoformat(), "xsd:date")


@lru_cache(maxsize=_REMEMBERED)
def integer(value: int) -> str:
    """A whole number as xsd:integer."""
    return typed(str(value), "xsd:integer")


def boolean(value: bool) -> str:
    """A truth value as xsd:boolean."""
    return typed("true" if value else "false", "xsd:boolean")


@lru_cache(maxsize=_REMEMBERED)
def decimal(value: float, *, digits: int | None = None) -> str:
    """A number as xsd:decimal: with that many digits after the point, or the fewest of six.

    Raises ValueError for what is no finite number.
    """
    number = Decimal(repr(float(value)))
    if not number.is_finite():
        raise ValueError(f"{value!r} is no number that xsd:decimal has")
    fixed = f"{number:.{6 if digits is None else digits}f}"
    if not Decimal(fixed):
        fixed = fixed.removeprefix("-")  # there is no negative zero
    if digits is None:
        whole, _, fraction = fixed.partition(".")
        fixed = f"{whole}.{fraction.rstrip('0') or '0'}"
    return typed(fixed, "xsd:decimal")
