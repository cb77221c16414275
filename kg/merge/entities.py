"""The nodes of the graph with their names: from the knowledge, and as attested."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal

from kg.articles.script import simplify
from kg.knowledge import Knowledge
from kg.knowledge.records import City, Country, Organization, Record, Venue
from kg.model import (
    LANGUAGES,
    Conflict,
    Document,
    Entity,
    Event,
    Kind,
    Membership,
    Ref,
    Statement,
    Text,
)

_WIKIDATA = "http://www.wikidata.org/entity/"
_GEONAMES = "https://sws.geonames.org/"


class Entities:
    """Makes entities from keys. ``documents`` attest names as printed."""

    def __init__(self, knowledge: Knowledge, documents: Iterable[Document]) -> None:
        self._knowledge = knowledge
        self._printed: dict[str, Counter[Text]] = defaultdict(Counter)
        for document in documents:
            for claim in document.claims:
                if claim.predicate == "skos:altLabel" and isinstance(claim.value, Text):
                    self._printed[claim.subject][claim.value] += 1

    def of(
        self, events: Sequence[Event], statements: Sequence[Statement],
        memberships: Sequence[Membership], conflicts: Sequence[Conflict],
    ) -> tuple[Entity, ...]:
        """Every node that a fact or a conflict names, and what it lies in, sorted by key."""
        things: list[Event | Statement | Membership] = [*events, *statements, *memberships]
        facts = [fact for thing in things for fact in thing.facts]
        set_aside = [value for conflict in conflicts for value in conflict.others]
        values = [*(fact.value for fact in facts), *set_aside]
        keys = {value.key for value in values if isinstance(value, Ref)}
        wanted = {key for key in keys if self._kind(key) is not None}
        for key in sorted(wanted):
            wanted.update(self.around(key))
        return tuple(self.entity(key) for key in sorted(wanted))

    def entity(self, key: str) -> Entity:
        """The node of a key, with its labels."""
        kind = self._kind(key)
        assert kind is not None
        record = self._record(key)
        if record is None:
            return self._by_pattern(key, kind)
        labels = tuple(
            Text(name, language)
            for name, language in zip(
                (record.zh_hans, record.zh_hant, record.en), LANGUAGES, strict=True)
            if name
        )
        return Entity(key, kind, labels, self._alternatives(key, record, labels),
                      _container(self._knowledge, record), getattr(record, "coordinates", None),
                      _same_as(record))

    def kind_of(self, key: str) -> Kind | Literal["event"] | None:
        """What a node of the knowledge is; of the class of an event (kg:Visit), "event".

        None where the knowledge does not have it. A class is known by its verbs or its label.
        """
        prefix, _, name = key.partition(":")
        if prefix == "kg":
            verbs = (verb.event for verb in self._knowledge.contact_verbs)
            named = name in verbs or f"labels.{name}" in self._knowledge.lists
            return "event" if named else None
        return self._kind(key) if self._record(key) is not None else None

    def label(self, key: str, language: str) -> str | None:
        """The label of a node in a language, where it has one."""
        return next((t.text for t in self.entity(key).labels if t.lang == language), None)

    def event_word(self, kind: str, language: str) -> str | None:
        """What an event of a type is called in a label."""
        words = self._knowledge.lists.get(f"labels.{kind}", ())
        return dict(zip(LANGUAGES, words, strict=False)).get(language)

    # --- parts ----------------------------------------------------------------------------

    def _by_pattern(self, key: str, kind: Kind) -> Entity:
        """A person known only from the articles: the name printed most often is the label."""
        counted = sorted(self._printed[key].items(), key=lambda item: (-item[1], item[0].text))
        printed = [text for text, _ in counted if text.lang != "en"]
        simplified = [Text(simplify(text.text), "zh-hans") for text in printed]
        labels = simplified[:1] or [Text(key.split("/", 1)[1], "zh")]  # no name is told at all
        labels += [text for text in printed if text.lang == "zh-hant"][:1]
        labels += [text for text, _ in counted if text.lang == "en"][:1]
        others = {text for text, _ in counted} | set(simplified)
        return Entity(key, kind, tuple(labels), tuple(sorted(others - set(labels), key=_order)),
                      known=False)

    def _alternatives(
        self, key: str, record: Record, labels: Sequence[Text]
    ) -> tuple[Text, ...]:
        names = {Text(name, _language(name)) for name in (*record.names, *record.weak)}
        printed = [text for text in self._printed[key] if text.lang != "en"]
        names |= set(self._printed[key]) | {Text(simplify(t.text), "zh-hans") for t in printed}
        return tuple(sorted(names - set(labels), key=_order))

    def _record(self, key: str) -> Record | None:
        prefix, _, name = key.partition("/")
        known = self._knowledge
        tables: dict[str, tuple[dict[str, Record], ...]] = {
            "person": (known.people,),  # type: ignore[dict-item]
            "organization": (known.organizations,),  # type: ignore[dict-item]
            "place": (known.countries, known.cities, known.venues),  # type: ignore[dict-item]
            "agreement": (known.agreements,),  # type: ignore[dict-item]
            "role": (known.roles,),  # type: ignore[dict-item]
        }
        return next((table[name] for table in tables.get(prefix, ()) if name in table), None)

    def _kind(self, key: str) -> Kind | None:
        prefix, _, name = key.partition("/")
        if prefix == "place":
            return "country" if name in self._knowledge.countries else "place"
        return prefix if prefix in ("person", "organization", "agreement", "role") else None  # type: ignore[return-value]

    def around(self, key: str) -> Iterable[str]:
        """What a place lies in, or an organization belongs to, inside out."""
        record = self._record(key)
        while record is not None:
            container = _container(self._knowledge, record)
            if container is None:
                return
            yield container
            record = self._record(container)


def _container(knowledge: Knowledge, record: Record) -> str | None:
    """What a place lies in, or what an organization belongs to."""
    if isinstance(record, City | Venue):
        return f"place/{record.within}"
    if isinstance(record, Country) and record.part_of:
        return f"place/{record.part_of}"
    if isinstance(record, Organization) and record.parent:
        return f"organization/{record.parent}"
    return None


def _same_as(record: Record) -> tuple[str, ...]:
    links = [_WIKIDATA + record.wikidata] if record.wikidata else []
    geonames = getattr(record, "geonames", None)
    return (*links, f"{_GEONAMES}{geonames}/") if geonames else tuple(links)


def _language(name: str) -> str:
    """The language tag of a name: by its letters, and by whether simplifying changes it."""
    if name.isascii():
        return "en"
    return "zh-hans" if simplify(name) == name else "zh-hant"


def _order(text: Text) -> tuple[str, str]:
    return text.lang or "", text.text
