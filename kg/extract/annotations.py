"""What extractors pass to one another: annotation layers over one text.

A text is the article's body or its title, simplified. Extractors read layers and add one;
they never import one another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from typing import Any, Literal, Protocol

from kg.model import Article, Field, Kind, Span, Status, Tenure

Strength = Literal["strong", "weak"]
Level = Literal["country", "city", "venue"]


@dataclass(frozen=True, slots=True)
class Term:
    """One meaning of a word of the lexicon."""

    kind: str  # a Kind, or "contact", "cue", "marker"
    id: str
    strength: Strength = "strong"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the lexicon at its place; ``terms`` are its meanings, best first."""

    start: int
    end: int
    surface: str
    terms: tuple[Term, ...]

    def meaning(self, *kinds: str) -> Term | None:
        """The first meaning of one of these kinds."""
        for term in self.terms:  # no generator: every word is asked, by many
            if term.kind in kinds:
                return term
        return None


@dataclass(frozen=True, slots=True)
class Office:
    """An office as told beside a name: 候任联合国秘书长."""

    role: str  # id
    of: str | None  # key of a country or organization
    tenure: Tenure
    start: int
    end: int
    body: tuple[int, int] | None = None  # where a body that the knowledge lacks is named


@dataclass(frozen=True, slots=True)
class Agent:
    """A noun phrase that can act: a named person, an office without a name, an organization.

    ``start``–``end`` covers the whole phrase with its offices; ``head_start``–``head_end`` the
    name alone. ``key`` is None for an office without a name (``offices`` tells which).
    """

    start: int
    end: int
    head_start: int
    head_end: int
    key: str | None
    kind: Kind
    rule: str
    confidence: float
    offices: tuple[Office, ...] = ()
    country: str | None = None  # key of the country it stands for, where the text or data tells
    delegation: bool = False  # 代表团: a body without a named person


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A city, venue or country named in a text. A venue's city may lie inside its name."""

    start: int
    end: int
    key: str
    level: Level = "city"
    rule: str = "place-in"

    @property
    def country(self) -> bool:
        """Whether it is a country or territory."""
        return self.level == "country"


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """A date expression with what it means here.

    ``span`` is None where only ``day`` (and perhaps ``month``) are told and nothing in the
    article tells the rest. ``rests_on`` are the dates told before it, or that of publication,
    that its own words need (昨天, 9月23日); none where they say it all.
    """

    start: int
    end: int
    span: Span | None
    rule: str
    day: int | None = None
    month: int | None = None
    heading: bool = False  # the whole line is a date: what follows happened then
    rests_on: tuple[ResolvedDate, ...] = dataclass_field(default=(), compare=False, repr=False)


PUBLISHED_RULE = "metadata"
FILED_RULE = "date-filed"  # that of the day of a dateline that is no part of the text
KNOWN_NAME_RULES = frozenset({"name-known", "name-weak"})  # those of names in the knowledge
VENUE_RULE = "venue-by-pattern"  # that of a place that is not known, beside its city


def publication(article: Article) -> ResolvedDate | None:
    """The day of publication as a date that others rest on: its offsets count in the metadata."""
    day = article.published
    if day is None:
        return None
    return ResolvedDate(0, 10, Span(day.isoformat(), day, day), PUBLISHED_RULE)


@dataclass(frozen=True, slots=True)
class Utterance:
    """A sentence (or the part of one that one speaker says) with who says it.

    ``speakers`` are keys. Where ``joint`` is true all who take part speak (双方表示), and
    ``speakers`` is empty. ``speaker_span`` and ``verb_span`` may lie in an earlier sentence;
    ``verb`` is None in dialogue. ``direct`` tells that the words are the speaker's own.
    """

    start: int
    end: int
    speakers: tuple[str, ...]
    joint: bool
    verb: str | None
    speaker_span: tuple[int, int] | None
    verb_span: tuple[int, int] | None
    direct: bool
    addressees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """An agent in an event, with the property that tells how it took part."""

    predicate: str  # schema:attendee or a sub-property
    agent: Agent
    guest: bool = False  # whom the sentence's subject met


@dataclass(frozen=True, slots=True)
class EventCandidate:
    """An event as one sentence tells it. ``start``–``end`` is the word that tells it."""

    type: str
    start: int
    end: int
    sentence: tuple[int, int]
    roles: tuple[Role, ...]
    status: Status
    rule: str
    confidence: float
    status_span: tuple[int, int] | None = None
    date: ResolvedDate | None = None
    places: tuple[PlaceName, ...] = ()
    ordinal: tuple[int, int, int] | None = None  # value, start, end
    name: tuple[int, int] | None = None  # span of its proper name
    within: tuple[int, int] | None = None  # span of the gathering on whose sidelines it was
    lead: bool = False  # told in the title or at the head of the body
    news: bool = False  # told as news at the head of a paragraph, and recalled by no word
    recalled: bool = False  # of a day long before that of publication

    @property
    def is_mostly_a_noun(self) -> bool:
        """Whether a visit is told by a word that holds its place (访日), mostly a noun."""
        inside = [place for place in self.places if self.start < place.start < self.end]
        return self.type == "Visit" and self.status == "held" and bool(inside)


@dataclass(frozen=True, slots=True)
class Text:
    """One text of an article with the layers found so far."""

    article: Article
    field: Field
    original: str
    simplified: str
    layers: Mapping[str, tuple[Any, ...]] = dataclass_field(default_factory=dict)
    known: frozenset[str] = frozenset()  # ids of people told elsewhere in the article
    countries: frozenset[str] = frozenset()  # ids of countries told elsewhere in it
    names: tuple[tuple[str, Agent], ...] = ()  # names found by pattern elsewhere in it

    def layer(self, name: str) -> tuple[Any, ...]:
        """A layer by name; KeyError where no extractor has made it."""
        return self.layers[name]

    def with_layer(self, name: str, items: tuple[Any, ...]) -> Text:
        """The same text with one layer more."""
        return replace(self, layers={**self.layers, name: items})


class Extractor(Protocol):
    """Reads the layers it requires and returns the one it provides; mutates nothing."""

    @property
    def requires(self) -> tuple[str, ...]:
        """The layers it reads."""
        ...

    @property
    def provides(self) -> str:
        """The layer it makes, or makes anew."""
        ...

    def extract(self, text: Text) -> tuple[Any, ...]:
        """The layer for this text, in order of offsets."""
        ...
