"""Every type that crosses a stage.

All types are frozen and slotted; collections inside them are tuples. Offsets are half-open
code points (``end`` is exclusive) into the article's ``text`` (or its ``title``). Predicates
and classes are CURIEs over the prefixes of ``ontology/kg.ttl`` (``schema:attendee``,
``kg:status``). Nodes are *keys*: the path below the base IRI (``person/xi-jinping``), so that
no stage before the writer knows the base.

This module imports nothing of kg.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any, Literal

Script = Literal["zh-Hans", "zh-Hant"]
Field = Literal["text", "title", "metadata"]
Kind = Literal["person", "organization", "country", "place", "agreement", "topic", "role"]
Status = Literal["held", "ongoing", "planned", "cancelled", "denied"]
LIVE: frozenset[Status] = frozenset({"held", "ongoing"})  # what took place, or takes place
# Contact of two sides, none of which gathers others. A video meeting may be told as a meeting.
BETWEEN_TWO = frozenset({"Meeting", "VideoMeeting", "PhoneCall", "Correspondence"})
FAMILY = {"VideoMeeting": "Meeting"}
VAGUE_RULE = "talk:"  # how the rules begin of words that tell that some talked, and not how
IN_NAME_RULE = "in-name-of-event"  # that of a country named by the gathering it takes part in
LANGUAGES = ("zh-hans", "zh-hant", "en")  # of labels, in this order
Judgement = Literal["same", "different"]
Tenure = Literal["incumbent", "elect", "former", "acting"]


def digest(*parts: object, length: int = 16) -> str:
    """Hex digest of the parts: an id made from content alone."""
    joined = "\x1f".join(map(str, parts))
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:length]


class _Sent:
    """Goes from process to process as its fields, at half of what a dataclass's own way costs."""

    __slots__ = ()

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        kind: Any = type(self)
        return kind, _told(kind)(self)


@cache
def _told(kind: Any) -> Callable[[object], tuple[Any, ...]]:
    """What gives the fields that a value of the kind is made from."""
    names = [each.name for each in dataclasses.fields(kind) if each.init]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple([getattr(value, name) for name in names])


# --- articles -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RawArticle(_Sent):
    """One article as stored: decoded, but not yet cleaned.

    ``path`` is relative to the input given, with ``/``; ``part`` counts from 1 where a file
    holds several; ``hints`` are (name, value) pairs already told by the container, for
    instance the title, link and date of a JSON record.
    """

    path: str
    part: int
    media_type: str
    content: str
    hints: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal(_Sent):
    """An input that gave no article: why, and what the user can do."""

    path: str
    part: int | None
    code: str  # "unreadable", "empty", "binary", "not-chinese", "no-article", "front-matter", …
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Article(_Sent):
    """A clean article. ``text`` is NFC, in its original script, and never changes again."""

    id: str
    path: str
    part: int
    title: str
    text: str
    language: Script
    sha256: str
    publisher: str | None = None
    agency: str | None = None
    author: str | None = None
    published: date | None = None  # the day in the outlet's own time zone
    url: str | None = None
    also: tuple[str, ...] = ()
    filed: date | None = None  # the day of its dateline, from which 今天 and 昨晚 count

    @property
    def key(self) -> str:
        return f"article/{self.id}"


# --- values and claims --------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Ref(_Sent):
    """A node of the graph by its key (``person/xi-jinping``) or a term by its CURIE."""

    key: str


@dataclass(frozen=True, slots=True, order=True)
class Text(_Sent):
    """A string with its language tag in lower case (``zh-hans``), or none."""

    text: str
    lang: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Span(_Sent):
    """A date at the precision known: EDTF level 0 with its outer bounds, days inclusive."""

    edtf: str  # 2020-07-28, 2020-07, 2020, 2018-09-08/2018-09-10; "" where only bounds are known
    not_before: date | None
    not_after: date | None

    @property
    def day(self) -> date | None:
        """The day, where it is known; of an interval its first day."""
        first = self.edtf.split("/")[0]
        return date.fromisoformat(first) if len(first) == 10 and "X" not in first else None


Value = Ref | Text | str | bool | int | date | Span


@dataclass(frozen=True, slots=True)
class Mention(_Sent):
    """One name in one place: ``surface == simplified_text[start:end]``."""

    kind: Kind
    start: int
    end: int
    surface: str
    candidate: str  # key of the entity meant
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Claim(_Sent):
    """One value, told by one article, at one place, found by one rule. Never rewritten."""

    subject: str
    predicate: str
    value: Value
    article: str  # article id
    field: Field
    start: int
    end: int
    rule: str
    confidence: float
    derived_from: tuple[str, ...] = ()  # ids of the claims an inferred value rests on
    # Every stage asks for the id, so it is made once, when it is first asked for.
    _id: str = dataclasses.field(default="", init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        if not self._id:
            object.__setattr__(self, "_id", self._digest())
        return self._id

    def _digest(self) -> str:
        return digest(
            self.subject, self.predicate, repr(self.value), self.article,
            self.field, self.start, self.end, self.rule, *self.derived_from,
        )


@dataclass(frozen=True, slots=True)
class Document(_Sent):
    """An article with what extractors found in it."""

    article: Article
    simplified: str  # same length as article.text, code point for code point
    simplified_title: str
    mentions: tuple[Mention, ...] = ()
    title_mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()

    def __post_init__(self) -> None:
        if len(self.simplified) != len(self.article.text):
            raise ValueError(f"{self.article.path}: simplified text differs in length")
        if len(self.simplified_title) != len(self.article.title):
            raise ValueError(f"{self.article.path}: simplified title differs in length")


# --- merging ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Decision(_Sent):
    """Whether two nodes are the same thing; merges are data and can be overruled."""

    left: str
    right: str
    judgement: Judgement
    score: float
    reason: str
    decided_by: str  # "rule" or "user"

    @property
    def key(self) -> str:
        return f"decision/{digest(self.left, self.right)}"


@dataclass(frozen=True, slots=True)
class Fact(_Sent):
    """A triple of the merged graph with the ids of the claims that support it (sorted)."""

    subject: str
    predicate: str
    value: Value
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity(_Sent):
    """A person, organization, country, place, agreement or role, with its names."""

    key: str
    kind: Kind
    labels: tuple[Text, ...]  # at most one a language: zh-hans, zh-hant, en
    alt_labels: tuple[Text, ...] = ()
    contained_in: str | None = None
    coordinates: tuple[float, float] | None = None  # latitude, longitude, degrees
    same_as: tuple[str, ...] = ()
    known: bool = True  # False: found by pattern, not in the knowledge

    @property
    def label(self) -> str:
        """The short simplified name, else any."""
        return next((t.text for t in self.labels if t.lang == "zh-hans"), self.labels[0].text)


@dataclass(frozen=True, slots=True)
class Event(_Sent):
    """A merged event. ``facts`` are the truth; the fields are read from them."""

    key: str
    type: str  # local name of a class below kg:Event
    status: Status
    date: Span | None
    labels: tuple[Text, ...]
    participants: tuple[str, ...]  # agents that took part, those who only sat in left out
    in_attendance: tuple[str, ...]
    parties: tuple[str, ...]
    places: tuple[str, ...]
    topics: tuple[str, ...]
    articles: tuple[str, ...]  # article ids
    ordinal: int | None = None
    super_event: str | None = None
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement(_Sent):
    """One sentence of one speaker, or of joint speakers, in one article."""

    key: str
    article: str  # article id
    speakers: tuple[str, ...]
    text: str  # as printed
    topics: tuple[str, ...]
    mentions: tuple[str, ...]
    event: str | None = None
    verb: str | None = None
    direct: bool = False
    addressees: tuple[str, ...] = ()
    same_words_as: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Membership(_Sent):
    """An office held, as observed."""

    key: str
    member: str
    role: str
    organization: str | None
    tenure: Tenure | None
    first_seen: date | None
    last_seen: date | None
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict(_Sent):
    """Tellings of one event that disagree on a property; the event keeps the better supported."""

    event: str
    predicate: str
    kept: Value
    others: tuple[Value, ...]
    claims: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"conflict/{digest(self.event, self.predicate)}"


@dataclass(frozen=True, slots=True)
class Topic(_Sent):
    """A concept of the topic scheme."""

    id: str
    labels: tuple[Text, ...]
    broader: tuple[str, ...] = ()  # ids


@dataclass(frozen=True, slots=True)
class Measure(_Sent):
    """A network measure of one agent. ``window`` is a year or ``all``."""

    of: str
    name: str
    value: float
    window: str

    @property
    def key(self) -> str:
        return f"measure/{digest(self.of, self.name, self.window)}"


@dataclass(frozen=True, slots=True)
class Tie(_Sent):
    """How often two nodes occur together, by one measure, in one window."""

    between: tuple[str, str]
    name: str
    value: float
    window: str

    @property
    def key(self) -> str:
        return f"measure/{digest(*self.between, self.name, self.window)}"


@dataclass(frozen=True, slots=True)
class Analysis(_Sent):
    """What the network stage found."""

    measures: tuple[Measure, ...] = ()
    ties: tuple[Tie, ...] = ()
    communities: tuple[tuple[str, int], ...] = ()  # (agent, community number by size)
    positions: tuple[tuple[str, float, float], ...] = ()  # (node key, x, y) for the HTML graph


@dataclass(frozen=True, slots=True)
class KnowledgeGraph(_Sent):
    """What claims and decisions add up to. Everything is sorted by key."""

    articles: tuple[Article, ...]
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    memberships: tuple[Membership, ...]
    conflicts: tuple[Conflict, ...]
    decisions: tuple[Decision, ...]
    topics: tuple[Topic, ...]
    claims: tuple[Claim, ...]
    refusals: tuple[Refusal, ...] = ()
    near_duplicates: tuple[tuple[str, ...], ...] = ()  # ids of articles that print one text
    analysis: Analysis = field(default_factory=Analysis)

    def __repr__(self) -> str:
        return (
            f"<KnowledgeGraph {len(self.articles)} articles, {len(self.events)} events, "
            f"{len(self.statements)} statements, {len(self.entities)} entities>"
        )

    def entity(self, key: str) -> Entity:
        """The entity with this key; KeyError where there is none."""
        found = next((entity for entity in self.entities if entity.key == key), None)
        if found is None:
            raise KeyError(key)
        return found
