"""What the knowledge lacks: names, offices and verbs that articles tell again and again.

Names are those that the rules find by an office or by their form. Offices stand between a country
or a body and a name; verbs of contact between two names, or after A 同 B; verbs of speech between
a name and what is quoted. What is suggested is for a careful reader to judge.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeVar

from kg.extract.annotations import KNOWN_NAME_RULES
from kg.knowledge import Knowledge, citation
from kg.knowledge.records import Record, strong_names
from kg.model import Article, Document, Mention, Ref

Kind = Literal["people", "roles", "contact_verbs", "speech_verbs"]
_T = TypeVar("_T")
KINDS: tuple[Kind, ...] = ("people", "roles", "contact_verbs", "speech_verbs")

_EXAMPLES = 2
_ACTORS = frozenset({"person", "country", "organization"})
_HAN = "[\u4e00-\u9fff]"
_OFFICE = re.compile(f"{_HAN}{{2,10}}")
_VERB = re.compile(f"{_HAN}{{2,4}}")
_AFTER_BOTH = re.compile(f"({_HAN}{{2,4}})(?=[，。,；;])")
_BEFORE_QUOTE = re.compile(f"({_HAN}{{1,4}})(?=[:：]|[，,]?[“「『])")
_BETWEEN = frozenset("与同和跟")
_SENTENCE_END = re.compile("[。！？!?\n]")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence as printed, and the file that it is in."""

    sentence: str
    file: str
    part: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word that is not known, how often it is met, and where.

    Of a person: ``id`` as the graph has it, the traditional form that was printed, the office
    told most as (role, country or organization), the country. Of a verb of contact: its frame.
    ``source`` is the article that tells the word, of a person beside the office; None where no
    such article is known by outlet, date and address.
    """

    kind: Kind
    word: str  # simplified
    count: int
    examples: tuple[Example, ...]
    id: str | None = None
    zh_hant: str | None = None
    office: tuple[str, str | None] | None = None
    country: str | None = None
    frame: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class _Met:
    """A word met in one place of an article's text."""

    kind: Kind
    word: str
    article: Article
    start: int
    end: int
    key: str | None = None  # of a person
    office: tuple[str, str | None] | None = None
    frame: str | None = None


def suggest(
    documents: Iterable[Document], knowledge: Knowledge, *, least: int = 3
) -> tuple[Suggestion, ...]:
    """What is met ``least`` times and more, by kind, the most frequent first."""
    finder = _Finder.of(knowledge)
    met: dict[tuple[Kind, str], list[_Met]] = defaultdict(list)
    for document in documents:
        for one in finder.find(document):
            met[one.kind, one.word].append(one)
    found = (_suggestion(ones, knowledge) for ones in met.values() if len(ones) >= least)
    return tuple(sorted(found, key=lambda one: (KINDS.index(one.kind), -one.count, one.word)))


# --- where words are met -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds words that are not known."""

    roles: frozenset[str]
    minor: frozenset[str]  # roles whose holders are no actors
    people: frozenset[str]
    taken: frozenset[str]  # names that are unique to something known
    verbs: frozenset[str]  # and cues, which decide what a verb beside them tells
    office_endings: tuple[str, ...]
    not_in_verbs: tuple[str, ...]

    @staticmethod
    def of(knowledge: Knowledge) -> _Finder:
        return _Finder(
            frozenset(name for role in knowledge.roles.values() for name in _names(role)),
            frozenset(role.id for role in knowledge.roles.values() if role.minor),
            frozenset(f"person/{id_}" for id_ in knowledge.people),
            frozenset(name for record in _records(knowledge) for name in strong_names(record)),
            frozenset({verb.verb for verb in knowledge.contact_verbs}
                      | {verb.verb for verb in knowledge.speech_verbs}
                      | {cue.word for cue in knowledge.cues if len(cue.word) > 1}),
            knowledge.lists["suggestions.office_endings"],
            knowledge.lists["suggestions.not_in_verbs"],
        )

    def find(self, document: Document) -> Iterator[_Met]:
        """What the body tells."""
        mentions = [m for m in document.mentions if m.kind in _ACTORS]
        yield from self._people(document, mentions)
        for left, right in pairwise(mentions):
            yield from self._between(document, left, right)
        for mention in mentions:
            yield from self._speech(document, mention)

    def _people(self, document: Document, mentions: Sequence[Mention]) -> Iterator[_Met]:
        offices = _offices(document)
        for one in mentions:
            by_pattern = one.rule not in KNOWN_NAME_RULES and one.candidate not in self.people
            office = offices.get(one.candidate)
            if one.kind != "person" or not by_pattern or one.surface in self.taken:
                continue
            if office and office[0] in self.minor:
                continue
            yield _Met("people", one.surface, document.article, one.start, one.end,
                       one.candidate, office)

    def _between(self, document: Document, left: Mention, right: Mention) -> Iterator[_Met]:
        text, start, end = document.simplified, left.end, right.start
        gap = text[start:end]
        if left.kind != "person" and right.kind == "person" and self._is_office(gap):
            yield _Met("roles", gap, document.article, start, end)
        if left.kind == "person" and _VERB.fullmatch(gap) and self._is_verb(gap):
            yield _Met("contact_verbs", gap, document.article, start, end, frame="transitive")
        after = _AFTER_BOTH.match(text, right.end) if gap in _BETWEEN else None
        if after and "person" in (left.kind, right.kind) and self._is_verb(after[1]):
            yield _Met("contact_verbs", after[1], document.article, *after.span(1),
                       frame="reciprocal")

    def _speech(self, document: Document, mention: Mention) -> Iterator[_Met]:
        said = _BEFORE_QUOTE.match(document.simplified, mention.end)
        if mention.kind == "person" and said and self._is_verb(said[1]):
            yield _Met("speech_verbs", said[1], document.article, *said.span(1))

    def _is_office(self, word: str) -> bool:
        ends = _OFFICE.fullmatch(word) and word.endswith(self.office_endings)
        return bool(ends) and not word.endswith(tuple(self.roles)) and not self._holds_verb(word)

    def _is_verb(self, word: str) -> bool:
        parts = any(part in word for part in self.not_in_verbs)
        return not parts and not self._holds_verb(word) and not word.endswith(tuple(self.roles))

    def _holds_verb(self, word: str) -> bool:
        return any(verb in word for verb in self.verbs)


def _records(knowledge: Knowledge) -> Iterator[Record]:
    """Everything that has a name."""
    for kind in ("people", "countries", "organizations", "cities", "venues", "agreements"):
        yield from getattr(knowledge, kind).values()


def _names(record: Record) -> tuple[str, ...]:
    return (record.zh_hans, *record.names, *record.weak)


def _offices(document: Document) -> dict[str, tuple[str, str | None]]:
    """The office told first for each person: its role, and the country or body it is held in."""
    told: dict[str, dict[str, str]] = defaultdict(dict)
    for claim in document.claims:
        if claim.subject.startswith("membership/") and isinstance(claim.value, Ref):
            told[claim.subject].setdefault(claim.predicate, claim.value.key)
    offices: dict[str, tuple[str, str | None]] = {}
    for values in told.values():
        if {"org:member", "org:role"} <= values.keys():
            role, body = values["org:role"], values.get("org:organization")
            offices.setdefault(values["org:member"], (_local(role), body))
    return offices


def _local(key: str) -> str:
    return key.split("/", 1)[1]


# --- what they add up to -----------------------------------------------------------------------


def _suggestion(met: Sequence[_Met], knowledge: Knowledge) -> Suggestion:
    first = met[0]
    office = _most(one.office for one in met)
    with_office = [one for one in met if one.office == office]
    key = _most(one.key for one in with_office)
    return Suggestion(
        first.kind, first.word, len(met), _examples(met), _local(key) if key else None,
        _traditional(met), (office[0], office[1] and _local(office[1])) if office else None,
        _country(office, knowledge), _most(one.frame for one in met), _source(with_office),
    )


def _most(values: Iterable[_T | None]) -> _T | None:
    """The value met most, of equals the first in order; None where there is none."""
    counts = Counter(value for value in values if value is not None)
    return min(counts, key=lambda value: (-counts[value], repr(value)), default=None)


def _examples(met: Sequence[_Met]) -> tuple[Example, ...]:
    """The first sentences, of different articles where there are several."""
    ordered = sorted(met, key=_place)
    of_articles = {one.article.id: one for one in reversed(ordered)}
    chosen = dict.fromkeys((*sorted(of_articles.values(), key=_place), *ordered))
    return tuple(
        Example(_sentence(one), one.article.path, one.article.part)
        for one in list(chosen)[:_EXAMPLES]
    )


def _place(one: _Met) -> tuple[str, int, int]:
    return one.article.path, one.article.part, one.start


def _sentence(one: _Met) -> str:
    text = one.article.text
    before = [match.end() for match in _SENTENCE_END.finditer(text, 0, one.start)]
    after = _SENTENCE_END.search(text, one.end)
    return text[before[-1] if before else 0 : after.end() if after else len(text)].strip()


def _traditional(met: Sequence[_Met]) -> str | None:
    """The form printed in traditional script, if any."""
    return _most(
        one.article.text[one.start : one.end] for one in met if one.article.language == "zh-Hant"
    )


def _country(office: tuple[str, str | None] | None, knowledge: Knowledge) -> str | None:
    """The country that the office is of."""
    if office is None or office[1] is None:
        return None
    id_ = _local(office[1])
    body = knowledge.organizations.get(id_)
    return id_ if id_ in knowledge.countries else body.country if body else None


def _source(met: Sequence[_Met]) -> str | None:
    """The first article that can be cited."""
    told = (citation(one.article) for one in sorted(met, key=_place))
    return next((str(one) for one in told if one), None)
