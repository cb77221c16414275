"""Claims that a user adds, each with the words it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.merge.decisions import Addition, DecisionsRefused
from kg.merge.spans import span_of
from kg.model import Article, Claim, Ref, Text, Value

_KEY = re.compile(r"[A-Za-z0-9:/_-]+")
_AGENT = ("person/", "organization/", "place/")
_STATUSES = ("kg:held", "kg:ongoing", "kg:planned", "kg:cancelled", "kg:denied")
# What may be added to an event, and what it takes: a kind of value, or how its key begins.
_TAKES: dict[str, str | tuple[str, ...]] = {
    "kg:edtf": "date", "kg:ordinal": "number", "schema:name": "text", "rdf:type": ("kg:",),
    "kg:status": _STATUSES, "schema:location": ("place/",), "schema:superEvent": ("event/",),
    "schema:attendee": _AGENT, "kg:host": _AGENT, "kg:initiator": _AGENT, "kg:sender": _AGENT,
    "kg:recipient": _AGENT, "kg:inAttendance": ("person/",), "kg:party": _AGENT[1:],
}


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
    value = _value(added)
    return Claim(added.subject, added.predicate, value, article.id, "text", start,
                 start + len(added.quote), "user", 1.0)


def _value(added: Addition) -> Value:
    """The value by what the predicate takes. Raises DecisionsRefused where it does not fit."""
    kind, written = _TAKES.get(added.predicate), added.value
    if kind is None:
        known = ", ".join(sorted(_TAKES))
        raise _refused(added, f"'{added.predicate}' cannot be added", f"give one of {known}")
    if kind == "date":
        span = span_of(written)
        if span is None:
            raise _refused(added, f"'{written}' is no date", "write YYYY-MM-DD, YYYY-MM or YYYY")
        return span
    if kind == "number":
        if not written.isdecimal():
            raise _refused(added, f"'{written}' is no number", "write digits")
        return int(written)
    if kind == "text":
        return Text(written)
    if not _KEY.fullmatch(written) or not written.startswith(kind):
        raise _refused(added, f"'{written}' does not fit", f"give {' or '.join(kind)}…")
    return Ref(written)


def _refused(added: Addition, what: str, remedy: str) -> DecisionsRefused:
    return DecisionsRefused(f"addition to {added.subject}", what, remedy)
