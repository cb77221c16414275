"""Claims that a user adds, each with the words it rests on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.merge.decisions import Addition, DecisionsRefused
from kg.merge.records import USER_RULE
from kg.merge.spans import span_of
from kg.model import Article, Claim, Document, Ref, Text, Value

_KEY = re.compile(r"[A-Za-z0-9:/_-]+")
_AGENT = ("person/", "organization/", "place/")
_STATUSES = frozenset({"kg:held", "kg:ongoing", "kg:planned", "kg:cancelled", "kg:denied"})
# What may be added to an event, and what it takes: a kind of value, one of some, or how its key
# begins.
_TAKES: dict[str, str | frozenset[str] | tuple[str, ...]] = {
    "kg:edtf": "date", "kg:ordinal": "number", "schema:name": "text", "rdf:type": ("kg:",),
    "kg:status": _STATUSES, "schema:location": ("place/",), "schema:superEvent": ("event/",),
    "schema:attendee": _AGENT, "kg:host": _AGENT, "kg:initiator": _AGENT, "kg:sender": _AGENT,
    "kg:recipient": _AGENT, "kg:inAttendance": ("person/",), "kg:party": _AGENT[1:],
}


def with_additions(
    documents: Sequence[Document], additions: Iterable[Addition]
) -> list[Document]:
    """The documents, each with what is added to its events, whichever article tells it.

    Raises DecisionsRefused where a quote is not in its article.
    """
    articles = {document.article.id: document.article for document in documents}
    added: dict[str, list[Claim]] = defaultdict(list)
    for addition in additions:
        added[addition.subject].append(_claim(articles[addition.article], addition))
    return [_with(document, added) for document in documents]


def _with(document: Document, added: Mapping[str, Sequence[Claim]]) -> Document:
    own = {claim.subject: None for claim in document.claims if claim.subject in added}
    more = tuple(claim for subject in own for claim in added[subject])
    return replace(document, claims=document.claims + more) if more else document


def _claim(article: Article, added: Addition) -> Claim:
    start = article.text.find(added.quote)
    if start < 0:
        raise DecisionsRefused(
            f"addition to {added.subject}", f"«{added.quote}» is not in {article.path}",
            "quote the article's own words",
        )
    value = _value(added)
    return Claim(added.subject, added.predicate, value, article.id, "text", start,
                 start + len(added.quote), USER_RULE, 1.0)


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
    if isinstance(kind, frozenset):
        if written not in kind:
            raise _refused(added, f"'{written}' does not fit", f"give {' or '.join(sorted(kind))}")
    elif not _KEY.fullmatch(written) or not written.startswith(kind):
        raise _refused(added, f"'{written}' does not fit", f"give {' or '.join(kind)}…")
    return Ref(written)


def _refused(added: Addition, what: str, remedy: str) -> DecisionsRefused:
    return DecisionsRefused(f"addition to {added.subject}", what, remedy)
