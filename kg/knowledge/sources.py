"""Where the records come from, and whether what they cite says so.

A source is ``editor`` (the editor's own knowledge), or an attestation: ``outlet, date, URL`` of
an article that prints one of the record's names, the label if any does; of a person who has held
offices, beside one of them. It vouches for that alone; other names and terms are the editor's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from kg.knowledge.attesting import Witnesses, printed
from kg.knowledge.citations import parse_source
from kg.knowledge.loading import RECORD_KINDS, Knowledge
from kg.knowledge.names import folded_all
from kg.knowledge.records import Person, Record, all_names
from kg.model import Article


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


def check_sources(knowledge: Knowledge, articles: Iterable[Article] = ()) -> SourceReport:
    """Open each attested article that is at hand and look for the record in it."""
    editor, problems = 0, []
    cited: list[tuple[str, Record, str]] = []
    for key, record in _records(knowledge):
        try:
            attestation = parse_source(record.source)
        except ValueError as error:
            problems.append(f"{key}: {error}")
            continue
        if attestation is None:
            editor += 1
        else:
            cited.append((key, record, attestation.url))
    at_hand = _at_hand(knowledge, articles, {url for _, _, url in cited})
    confirmed = 0
    for key, record, url in cited:
        if url not in at_hand:
            continue
        if at_hand[url].vouches(key, record):
            confirmed += 1
            continue
        what = "name beside an office of it" if _in_offices(record) else "name of it"
        problems.append(f"{key}: no {what} is in {url}; cite another, or source: editor")
    return SourceReport(editor, len(cited), confirmed, tuple(problems))


def _records(knowledge: Knowledge) -> Iterator[tuple[str, Record]]:
    for kind in RECORD_KINDS:
        for id_, record in getattr(knowledge, kind).items():
            yield f"{kind}/{id_}", record


@dataclass(frozen=True, slots=True)
class _Printed:
    """What the articles of one address print, folded, and the records that they vouch for."""

    texts: tuple[str, ...]
    vouched: frozenset[str]

    def vouches(self, key: str, record: Record) -> bool:
        if _in_offices(record):
            return key in self.vouched
        names = folded_all(all_names(record))
        return any(name in text for name in names for text in self.texts)


def _at_hand(
    knowledge: Knowledge, articles: Iterable[Article], cited: Collection[str]
) -> dict[str, _Printed]:
    """By address what is printed there, of the articles at hand that are cited."""
    by_address: defaultdict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if article.url and article.url in cited:
            by_address[article.url].append(article)
    witnesses = Witnesses(knowledge) if by_address else None
    return {
        url: _Printed(tuple(map(printed, found)), frozenset().union(
            *map(witnesses.vouched, found)))
        for url, found in by_address.items() if witnesses
    }


def _in_offices(record: Record) -> bool:
    return isinstance(record, Person) and bool(record.offices)
