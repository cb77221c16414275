"""Where the records come from, and whether what they cite says so.

A source is ``editor`` (the editor's own knowledge), or an attestation: ``outlet, date, URL`` of
an article that prints one of the record's names, the label if any does; of a person who has held
offices, beside one of them. It vouches for that alone; other names and terms are the editor's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kg.knowledge.attesting import Witnesses
from kg.knowledge.loading import RECORD_KINDS, Knowledge
from kg.knowledge.names import folded
from kg.knowledge.records import Person, Record, parse_partial_date
from kg.model import Article

_ATTESTATION = re.compile(
    r"(?P<outlet>[^,]+), (?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}), (?P<url>https?://\S+)"
)
_EDITOR = "editor"


@dataclass(frozen=True, slots=True)
class Attestation:
    """The article that a record cites."""

    outlet: str
    published: date
    url: str


@dataclass(frozen=True, slots=True)
class SourceReport:
    """How many records have which source, and what is wrong with those attested.

    ``confirmed`` are attested records whose article was at hand and prints a name of theirs;
    ``problems`` name every record whose article was at hand and does not, and every source
    that is of neither form.
    """

    editor: int
    attested: int
    confirmed: int
    problems: tuple[str, ...]

    @property
    def share_attested(self) -> float:
        """Attested records of all, from 0 to 1; 0 where there are no records."""
        total = self.editor + self.attested
        return self.attested / total if total else 0.0


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


def check_sources(knowledge: Knowledge, articles: Iterable[Article] = ()) -> SourceReport:
    """Open each attested article that is at hand and look for the record in it."""
    at_hand = _by_address(articles)
    witnesses = Witnesses(knowledge) if at_hand else None
    attested: list[bool] = []  # whether confirmed
    editor, problems = 0, []
    for key, record in _records(knowledge):
        try:
            cited = parse_source(record.source)
        except ValueError as error:
            problems.append(f"{key}: {error}")
            continue
        if cited is None:
            editor += 1
            continue
        cited_here = at_hand.get(cited.url, [])
        attested.append(witnesses is not None and any(
            _vouches(witnesses, article, key, record) for article in cited_here))
        if cited_here and not attested[-1]:
            what = "name of it" if not _in_offices(record) else "name beside an office of it"
            problems.append(f"{key}: no {what} is in {cited.url}; cite another, or source: editor")
    return SourceReport(editor, len(attested), sum(attested), tuple(problems))


def _records(knowledge: Knowledge) -> Iterator[tuple[str, Record]]:
    for kind in RECORD_KINDS:
        for id_, record in getattr(knowledge, kind).items():
            yield f"{kind}/{id_}", record


def _by_address(articles: Iterable[Article]) -> dict[str, list[Article]]:
    found: dict[str, list[Article]] = {}
    for article in articles:
        if article.url:
            found.setdefault(article.url, []).append(article)
    return found


def _vouches(witnesses: Witnesses, article: Article, key: str, record: Record) -> bool:
    if _in_offices(record):
        return key in witnesses.vouched(article)
    return _prints_name(folded(f"{article.title}\n{article.text}"), record)


def _in_offices(record: Record) -> bool:
    return isinstance(record, Person) and bool(record.offices)


def _prints_name(text: str, record: Record) -> bool:
    names = (record.zh_hans, record.zh_hant, *record.names, *record.weak)
    return any(name and folded(name) in text for name in names)
