"""What a record may rest on: the editor's own knowledge, or an article that is cited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kg.knowledge.records import parse_partial_date
from kg.model import Article

_ATTESTATION = re.compile(
    r"(?P<outlet>[^,]+), (?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}), (?P<url>https?://\S+)"
)
_EDITOR = "editor"


@dataclass(frozen=True, slots=True)
class Attestation:
    """The article that a record cites. As a string it is the record's ``source``."""

    outlet: str
    published: date
    url: str

    def __str__(self) -> str:
        return f"{self.outlet}, {self.published.isoformat()}, {self.url}"


def parse_source(source: str) -> Attestation | None:
    """The attestation a source is, or None for the editor's own knowledge.

    Raises ValueError for a source of neither form.
    """
    if source == _EDITOR:
        return None
    match = _ATTESTATION.fullmatch(source)
    published = parse_partial_date(match["date"]) if match else None
    if not match or not published:
        raise ValueError(f"source {source!r} is neither 'editor' nor 'outlet, YYYY-MM-DD, URL'")
    return Attestation(match["outlet"], published, match["url"])


def citation(article: Article) -> Attestation | None:
    """How a record cites an article; None where outlet, day or a plain address is not known."""
    if not (article.publisher and article.published and article.url):
        return None
    told = Attestation(article.publisher, article.published, article.url)
    return told if _ATTESTATION.fullmatch(str(told)) and '"' not in told.url else None
