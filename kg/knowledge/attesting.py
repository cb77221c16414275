"""What an article vouches for: a person's name beside an office held, of all else the label.

A name counts where it is printed on its own, not inside a longer name that is known. Beside an
office: 国务卿克里, 奥巴马总统, with the longest word for an office that stands there, in an article
of the time of office. Weak names vouch for nothing: others bear them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.knowledge.citations import Attestation, citation
from kg.knowledge.loading import RECORD_KINDS, Knowledge
from kg.knowledge.names import folded, folded_all
from kg.knowledge.records import OfficeHeld, all_names, parse_partial_date, strong_names
from kg.model import Article

_PEOPLE = "people"
_LEAST_LABEL = 3  # characters: shorter ones stand in other words
_LONGEST_OFFICE = 12
_LONG_ADDRESS = 120
_AROUND = timedelta(days=366)  # a year told without its day, and news of the election


def printed(article: Article) -> str:
    """What an article prints, for comparison only."""
    return folded(f"{article.title}\n{article.text}")


@dataclass(frozen=True, slots=True)
class _Name:
    """Whose a printed name is: the person, and the other records whose label it is."""

    person: str | None
    labelled: tuple[str, ...]


class Witnesses:
    """Reads articles for the records that they vouch for, named as ``people/xi-jinping``."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        people: dict[str, str] = {}
        labelled: dict[str, set[str]] = {}
        for kind in RECORD_KINDS:
            for id_, record in getattr(knowledge, kind).items():
                for name in strong_names(record):
                    told = folded(name)
                    if kind == _PEOPLE:
                        people[told] = id_
                    elif name in (record.zh_hans, record.zh_hant) and len(told) >= _LEAST_LABEL:
                        labelled.setdefault(told, set()).add(f"{kind}/{id_}")
                    else:
                        labelled.setdefault(told, set())  # others may be inside of it
        words = sorted({*people, *labelled})
        self._names = [
            _Name(people.get(word), tuple(sorted(labelled.get(word, ())))) for word in words]
        self._automaton = AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)

    def vouched(self, article: Article) -> frozenset[str]:
        """The records for which title or text vouch."""
        return frozenset(self._found(printed(article), article.published))

    def first(self, articles: Iterable[Article]) -> dict[str, Attestation]:
        """For each record what to cite: an article that vouches for it.

        The earliest, but one of a short address before one of a long one.
        """
        cited = [(told, article) for article in articles if (told := citation(article))]
        found: dict[str, Attestation] = {}
        for told, article in sorted(cited, key=lambda pair: _rank(*pair)):
            for key in self.vouched(article):
                found.setdefault(key, told)
        return found

    def _found(self, text: str, published: date | None) -> Iterator[str]:
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            name = self._names[index]
            yield from name.labelled
            if name.person and self._in_office(text, start, end, name.person, published):
                yield f"{_PEOPLE}/{name.person}"

    def _in_office(
        self, text: str, start: int, end: int, person: str, published: date | None
    ) -> bool:
        """Whether an office that the person held then is told beside the name."""
        roles = self._before(text, start) | self._after(text, end)
        return any(office.role in roles and _held(office, published)
                   for office in self._knowledge.people[person].offices)

    def _before(self, text: str, start: int) -> frozenset[str]:
        """The roles of the longest word for an office that ends there."""
        lengths = range(min(_LONGEST_OFFICE, start), 0, -1)
        words = (self._roles.get(text[start - length : start]) for length in lengths)
        return next((roles for roles in words if roles), frozenset())

    def _after(self, text: str, end: int) -> frozenset[str]:
        words = (self._roles.get(text[end : end + n]) for n in range(_LONGEST_OFFICE, 0, -1))
        return next((roles for roles in words if roles), frozenset())

    @cached_property
    def _roles(self) -> dict[str, frozenset[str]]:
        """The roles that a word for an office, folded, may mean."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for id_, role in self._knowledge.roles.items():
            for word in folded_all(all_names(role)):
                found[word].update((id_, *((role.kind_of,) if role.kind_of else ())))
        return {word: frozenset(roles) for word, roles in found.items()}


def _rank(told: Attestation, article: Article) -> tuple[bool, date, str, int]:
    return len(told.url) > _LONG_ADDRESS, told.published, told.url, article.part


def _held(office: OfficeHeld, day: date | None) -> bool:
    """Whether an article of that day may tell the office as held; unknown ends are open."""
    if day is None:
        return False
    start, end = parse_partial_date(office.start), parse_partial_date(office.end)
    return (start is None or start - _AROUND <= day) and (end is None or day <= end + _AROUND)
