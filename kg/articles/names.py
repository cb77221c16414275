"""Names of an archive's members: bytes to text that is the same whatever the container.

Archives made on Chinese systems often name their members in GBK or Big5 and do not tell so.
The names of one archive are read together, since a single one is too short to prove anything.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

from kg.articles.encoding import everyday_share
from kg.articles.script import simplify

_CANDIDATES = {"gb18030": "GB18030", "big5hkscs": "Big5"}
_SURE = 0.85  # least share of everyday characters of the reading that is taken
_MARGIN = 0.15  # by how much it must lead
_LEAST_FOREIGN = 2  # different characters that are no ASCII: fewer prove nothing

_log = logging.getLogger(__name__)


def decode_names(names: Iterable[bytes], archive: str) -> dict[bytes, str]:
    """Every name as text: UTF-8, else the encoding that makes everyday Chinese of all the others.

    A guess is logged with the path of the ``archive``. Where none is sure, bytes that are no
    ASCII become %XX, so that a name can be printed and stays apart from all others.
    """
    decoded = {name: _decoded(name, "utf-8") for name in set(names)}
    others = sorted(name for name, text in decoded.items() if text is None)
    encoding = _encoding_of(others)
    if encoding:
        told = "%s: names of %d of its files are read as %s; no mark in it tells their encoding"
        _log.warning(told, archive, len(others), _CANDIDATES[encoding])
    return {name: _text(name, text, encoding) for name, text in decoded.items()}


def _text(name: bytes, text: str | None, encoding: str | None) -> str:
    if text is not None:
        return text
    return name.decode(encoding) if encoding else _escaped(name)


def _escaped(name: bytes) -> str:
    return "".join(chr(byte) if byte < 0x80 else f"%{byte:02X}" for byte in name)


def _encoding_of(names: list[bytes]) -> str | None:
    """The one encoding in which all these names are everyday Chinese; None where none is sure."""
    scored = sorted(((_score(names, encoding), encoding) for encoding in _CANDIDATES), reverse=True)
    (best, encoding), (second, _) = scored[:2]
    return encoding if best >= _SURE and best - second >= _MARGIN else None


def _score(names: list[bytes], encoding: str) -> float:
    texts = [text for name in names if (text := _decoded(name, encoding)) is not None]
    characters = {character for text in texts for character in text if character > "\x7f"}
    if len(texts) < len(names) or len(characters) < _LEAST_FOREIGN:
        return 0.0
    return everyday_share(simplify("".join(sorted(characters))))


def _decoded(name: bytes, encoding: str) -> str | None:
    try:
        text = name.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if text.isprintable() or encoding == "utf-8" else None
