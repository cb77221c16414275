"""The sentence around a place in an article, as a reader wants to see it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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


def quotes(
    wanted: Iterable[str], claims: Mapping[str, Claim], articles: Mapping[str, Article]
) -> dict[str, Quote]:
    """Quotes by claim id, for the claims wanted and those they were derived from."""
    found: dict[str, Quote] = {}
    waiting = sorted(set(wanted), reverse=True)
    while waiting:
        name = waiting.pop()
        claim = claims.get(name)
        if name in found or claim is None:
            continue
        found[name] = quote(claim, articles[claim.article])
        waiting.extend(sorted(claim.derived_from, reverse=True))
    return dict(sorted(found.items()))
