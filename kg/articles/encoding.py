"""Bytes to text. An encoding is proved or refused, never guessed in silence.

UTF-8 and byte order marks prove themselves. Among the double-byte encodings the one wins in
which the text is everyday Chinese: nearly all characters in the first level of GB 2312 after
simplification, clearly more of them than in any other reading, and among them the characters
that every sentence needs.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from kg.articles.page import han
from kg.articles.script import simplify
from kg.articles.sites import sites

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)|encoding=[\"']([A-Za-z0-9_-]+)")
_FAMILIES = {  # what pages declare, and the superset that decodes it
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "gb-2312": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "big5hkscs": "big5hkscs", "big-5": "big5hkscs",
    "utf-16": "utf-16", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be",
}
_CANDIDATES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_BINARY_HEADS = (
    b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x7fELF",
    b"RIFF", b"ID3", b"OggS", b"MZ", b"SQLite format 3", b"\x00\x00\x01\x00", b"Rar!", b"7z\xbc",
)  # fmt: skip
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_SAMPLE = 20_000  # bytes looked at for everyday Chinese
_EVERYDAY = 0.85  # least share of everyday characters
_MARGIN = 0.15  # by how much the best reading must lead
_LEAST_FREQUENT = 0.12  # share of the most frequent characters; a third is usual
_FEW = 0.02  # share of control characters above which a text is binary
_STRAY = 3  # control characters that may stand in any text, however short


class Binary(ValueError):
    """The bytes are no text."""


class Undecodable(ValueError):
    """The bytes are text in no encoding that could be proved."""


def decode(data: bytes, declared: str | None = None) -> str:
    """The text, without the stray NULs that crawls leave. Raises Binary or Undecodable.

    ``declared`` is the encoding that the server named, which goes before what the page names.
    """
    return _decode(data, declared).replace("\x00", "")


def _decode(data: bytes, told: str | None) -> str:
    if data.startswith(_BINARY_HEADS):
        raise Binary("it begins like a binary format")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    text = _decoded(data, "utf-8")
    if text is not None and _controls(text) <= _FEW:
        return text
    if text is not None and b"\x00" not in data:
        raise Binary("it is full of control characters")
    return _by_reading(data, _FAMILIES.get((told or "").lower()) or _declared(data))


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Undecodable(f"byte {error.start} is not {encoding}, as its mark says") from error


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _by_reading(data: bytes, declared: str | None) -> str:
    """The reading that is everyday Chinese; what is declared is tried first."""
    if declared and declared.startswith("utf-16") is (b"\x00" in data):
        text = _decoded(data, declared)
        if text is not None and everyday(text) >= _EVERYDAY:
            return text
    scored = sorted(
        ((everyday(text), encoding, text) for encoding, text in _readings(data)),
        key=lambda item: (-item[0], item[1]),
    )
    best = scored[0] if scored else (0.0, "", "")
    second = scored[1][0] if len(scored) > 1 else 0.0
    if best[0] >= _EVERYDAY and best[0] - second >= _MARGIN:
        return best[2]
    if b"\x00" in data or _controls(data.decode("latin-1")) > _FEW:
        raise Binary("it holds bytes that no text has")
    raise Undecodable("it is not UTF-8, and no other encoding makes everyday Chinese of it")


def _readings(data: bytes) -> Iterator[tuple[str, str]]:
    for encoding in _CANDIDATES:
        if encoding.startswith("utf-16") and len(data) % 2:
            continue
        text = _decoded(data, encoding)
        if text is not None and _controls(text) <= _FEW:
            yield encoding, text


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:4096])
    name = (match[1] or match[2]).decode("ascii").lower() if match else ""
    return _FAMILIES.get(name)


def everyday(text: str) -> float:
    """Share of everyday characters among all that are not ASCII.

    0 where the most frequent characters of the language are missing: bytes of other encodings
    fall on common characters as well, but not on those that every sentence needs.
    """
    sample = simplify(text[:_SAMPLE])
    frequent = sum(map(sample.count, sites().frequent))
    return everyday_share(sample) if frequent > _LEAST_FREQUENT * han(sample) else 0.0


def everyday_share(simplified: str) -> float:
    """The same of what is too short to hold the most frequent ones; 0 where all is ASCII."""
    foreign = [character for character in simplified if character > "\x7f"]
    return sum(map(_is_everyday, foreign)) / len(foreign) if foreign else 0.0


def _is_everyday(character: str) -> bool:
    """In the punctuation or the first level of GB 2312 (3,755 common characters)."""
    try:
        encoded = character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return encoded[0] in (0xA1, 0xA3) or 0xB0 <= encoded[0] <= 0xD7


def _controls(text: str) -> float:
    """Share of control characters that no text has, beside a few stray ones."""
    sample = text[:_SAMPLE]
    found = len(_CONTROL.findall(sample))
    return found / len(sample) if found > _STRAY else 0.0
