"""Claims that a user adds, each with the words it rests on."""

from __future__ import annotations

from collections.abc import Iterable

from kg.merge.decisions import Addition, DecisionsRefused
from kg.model import Article, Claim, Ref, Span, Text, Value


def added_claims(article: Article, additions: Iterable[Addition]) -> tuple[Claim, ...]:
    """The claims added for one article. Raises DecisionsRefused where the quote is not in it."""
    return tuple(_claim(article, added) for added in additions if added.article == article.id)


def _claim(article: Article, added: Addition) -> Claim:
    start = article.text.find(added.quote)
    if start < 0:
        raise DecisionsRefused(
            f"addition to {added.subject}", f"«{added.quote}» is not in {article.path}",
            "quote the article's own words",
        )
    value = _value(added.predicate, added.value)
    return Claim(added.subject, added.predicate, value, article.id, "text", start,
                 start + len(added.quote), "user", 1.0)


def _value(predicate: str, written: str) -> Value:
    """A date, a number, a node or a term, or else a text, by the predicate and the spelling."""
    from kg.merge.spans import span_of

    if predicate == "kg:edtf":
        return span_of(written) or Span(written, None, None)
    if predicate == "kg:ordinal":
        return int(written)
    if "/" in written or written.startswith("kg:"):
        return Ref(written)
    return Text(written)
