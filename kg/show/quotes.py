"""The sentence around a place in an article, as a reader wants to see it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.model import Article, Claim

_END = re.compile("[。！？!?\n]")
_CLOSING = "」』”’）)"
_LONGEST = 260  # code points to either side


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence with the words in it that tell the fact, and where it stands.

    ``before + exact + after`` is the sentence as printed; all three are empty for what the
    page's own data tell.
    """

    article: str  # article id
    field: str
    before: str
    exact: str
    after: str
    rule: str = ""
    confidence: float = 1.0
    derived_from: tuple[str, ...] = ()  # ids of claims
    position: int = 0  # of the words, in code points from the beginning of the field


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole sentences that hold ``text[start:end]``, cut where they are too long."""
    floor, ceiling = max(0, start - _LONGEST), min(len(text), end + _LONGEST)
    left = max((match.end() for match in _END.finditer(text, floor, start)), default=floor)
    found = _END.search(text, max(start, end - 1), ceiling)
    right = found.end() if found and found.group() != "\n" else (
        found.start() if found else ceiling)
    right = max(right, end)
    while right < ceiling and text[right] in _CLOSING:
        right += 1
    while left < start and (text[left] in _CLOSING or text[left].isspace()):
        left += 1
    return left, right


def quote(claim: Claim, article: Article) -> Quote:
    """The sentence that a claim rests on."""
    text = {"text": article.text, "title": article.title}.get(claim.field, "")
    start, end = (claim.start, claim.end) if text else (0, 0)
    left, right = sentence_bounds(text, start, end) if claim.field == "text" else (0, len(text))
    return Quote(
        claim.article, claim.field, text[left:start], text[start:end], text[end:right],
        claim.rule, claim.confidence, claim.derived_from, start,
    )


class Quotes(Mapping[str, Quote]):
    """Quotes by the id of their claim, each made when it is first asked for.

    Pages show few of all. Claims that others were derived from are there too.
    """

    def __init__(self, claims: Mapping[str, Claim], articles: Mapping[str, Article]) -> None:
        self._claims, self._articles = claims, articles
        self._made: dict[str, Quote] = {}

    def __getitem__(self, name: str) -> Quote:
        found = self._made.get(name)
        if found is None:
            claim = self._claims[name]
            found = self._made[name] = quote(claim, self._articles[claim.article])
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._claims

    def __iter__(self) -> Iterator[str]:
        return iter(self._claims)

    def __len__(self) -> int:
        return len(self._claims)
