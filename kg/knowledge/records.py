"""The types of the records of knowledge: people, organizations, places, offices, words.

Records live in YAML below ``kg/data/`` (and in folders a user adds). Unknown keys are refused.
The labels and ``names`` are strong: unique, matched anywhere. ``weak`` names need context (a
full name earlier in the article, or an office beside them); a label that stands among the
``weak`` names too is weak.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec

Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\Z")]
Name = Annotated[str, msgspec.Meta(min_length=1)]
WikidataId = Annotated[str, msgspec.Meta(pattern=r"^Q[1-9][0-9]*\Z")]
PartialDate = Annotated[
    str,
    msgspec.Meta(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?\Z"),
]
Latitude = Annotated[float, msgspec.Meta(ge=-90, le=90)]
Longitude = Annotated[float, msgspec.Meta(ge=-180, le=180)]
Coordinates = tuple[Latitude, Longitude]  # degrees


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every record has: an id (ASCII, unique in its kind), names and a source."""

    id: Id
    zh_hans: Name  # short mainland form; the label
    zh_hant: Name | None = None  # the usual traditional form, known, never converted
    en: Name | None = None
    names: tuple[Name, ...] = ()  # other strong names, any script
    weak: tuple[Name, ...] = ()  # names that need context, any script
    source: Name  # "editor", or an attestation: "outlet, date, URL"
    wikidata: WikidataId | None = None
    wikidata_source: Name | None = None  # required with wikidata


class OfficeHeld(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An office with its term; dates are YYYY, YYYY-MM or YYYY-MM-DD, null where unknown."""

    role: str  # id of a Role
    of: str | None = None  # id of a country or organization
    start: PartialDate | None = None
    end: PartialDate | None = None


class Person(Record, frozen=True, kw_only=True):
    """A person of world politics. ``country`` is the id of a country."""

    country: str | None = None
    surname: str | None = None  # the weak bare surname or short form used after the full name
    offices: tuple[OfficeHeld, ...] = ()


class Country(Record, frozen=True, kw_only=True):
    """A country or territory.

    ``short`` are the one- or two-character forms of pairs and adjectives (中, 美, 俄, 韩): they
    count only in patterns (俄外长, 中俄, 美方). ``capital`` is the id of a City.
    """

    short: tuple[Name, ...] = ()
    capital: str | None = None
    part_of: str | None = None  # id of a country, for territories (Hong Kong)
    continent: str | None = None
    geonames: int | None = None


class Organization(Record, frozen=True, kw_only=True):
    """An organization that acts: international bodies, ministries, parliaments, parties.

    ``country`` is the country it belongs to (null for international ones); ``parent`` the id of
    an organization it is part of; ``outlet`` is true for media and agencies (never actors).
    ``members`` are the ids of the countries whose leaders meet as this body.
    """

    country: str | None = None
    parent: str | None = None
    members: tuple[str, ...] = ()
    outlet: bool = False


class City(Record, frozen=True, kw_only=True):
    """A city or region; ``within`` is the id of a country."""

    within: str
    coordinates: Coordinates | None = None  # latitude, longitude, degrees
    geonames: int | None = None


class Venue(Record, frozen=True, kw_only=True):
    """A building or site where events are held.

    ``within`` is the id of a city, a country or a larger venue.
    """

    within: str
    coordinates: Coordinates | None = None


class Role(Record, frozen=True, kw_only=True):
    """An office as such: 总统, 国务卿, 秘书长. ``of`` tells what it is held in.

    ``default_of`` is the id of the country or organization meant where the text names none
    (国务卿 → united-states). ``head`` marks heads of state or government, who stand for their
    country; ``minor`` roles (记者, 教授, 专家) make a person but no actor. ``kind_of`` is the id
    of the office that it is one of (驻英国大使 → ambassador).
    """

    of: Literal["country", "organization", "either"] = "either"
    default_of: str | None = None
    head: bool = False
    minor: bool = False
    kind_of: str | None = None


class Agreement(Record, frozen=True, kw_only=True):
    """A treaty, agreement, declaration, initiative or plan with a name of its own."""


class TopicWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words that raise a topic, in simplified script.

    ``words`` raise it wherever a speaker says them; ``not_in`` are longer phrases in which a
    word does not count; ``patterns`` are regular expressions for words in varying company.
    """

    topic: str
    words: tuple[Name, ...]
    not_in: tuple[Name, ...] = ()
    patterns: tuple[Name, ...] = ()
    source: Name


class ContactVerb(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A word of contact and how its arguments stand.

    ``frame``: "transitive" (A 会见 B), "reciprocal" (A 同 B 会谈, A 与 B 通电话, A、B 会谈),
    "talk" (A 与 B 讨论: a contact only where people are told on both sides),
    "summit" (A 与 B 的峰会: a meeting only where two sides are named right before it),
    "to" (A 致电 B; A 向 B 致电), "letter" (A 收到 B 的亲笔信), "attend" (A 出席 X),
    "visit" (A 访问 X, 对 X 进行访问),
    "speech" (A 发表演讲), "host" (A 主持 X), "noun" (会谈, only as an object or head).
    ``roles`` names the properties of subject and object where more is known than attendance
    (``kg:host``, ``kg:sender``, ``kg:recipient``).
    """

    verb: str  # simplified; the words with it as regular expression in ``pattern`` if given
    event: str  # local name of a class below kg:Event
    frame: Literal[
        "transitive", "reciprocal", "talk", "summit", "to", "letter", "attend", "visit", "speech",
        "host", "noun",
    ]
    subject: str | None = None
    object: str | None = None
    examples: tuple[Name, ...] = ()
    source: str = "editor"


class SpeechVerb(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A verb that reports speech: 指出, 强调, 表示."""

    verb: str
    examples: tuple[Name, ...] = ()
    source: str = "editor"


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A word that decides the status of an event near it, or that it is none."""

    word: str
    means: Literal["planned", "ongoing", "cancelled", "denied", "none"]
    place: Literal["before", "after", "either"] = "before"
    examples: tuple[Name, ...] = ()
    source: str = "editor"


AnyRecord = Person | Country | Organization | City | Venue | Role | Agreement


def strong_names(record: Record) -> tuple[str, ...]:
    """The names matched anywhere: labels in Chinese and ``names``, without the weak ones."""
    named = (record.zh_hans, record.zh_hant, *record.names)
    return tuple(dict.fromkeys(name for name in named if name and name not in record.weak))


def all_names(record: Record) -> tuple[str, ...]:
    """The names in Chinese: labels, ``names`` and the weak ones."""
    named = (record.zh_hans, record.zh_hant, *record.names, *record.weak)
    return tuple(dict.fromkeys(filter(None, named)))


def parse_partial_date(text: str | None) -> date | None:
    """The first day of YYYY, YYYY-MM or YYYY-MM-DD."""
    if text is None:
        return None
    year, month, day = [*(int(part) for part in text.split("-")), 1, 1][:3]
    return date(year, month, day)
