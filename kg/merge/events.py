"""A merged event from its facts: its key, its labels, the fields read from the facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from kg.articles.script import simplify
from kg.merge.records import PARTICIPATION, Telling
from kg.model import LANGUAGES, Event, Fact, Ref, Span, Statement, Status, Text, digest

if TYPE_CHECKING:
    from kg.merge.entities import Entities

_ABOUT = "schema:about"


def event_key(facts: Sequence[Fact], *more: str) -> str:
    """Key made from what an event is: its date, type, participants and name."""
    date = _date(facts)
    kind = _type(facts)
    people = _refs(facts, PARTICIPATION)
    names = sorted(f.value.text for f in facts
                   if f.predicate == "schema:name" and isinstance(f.value, Text))
    day = (date.edtf if date else "undated").replace("/", "_")
    who = "-".join(key.split("/", 1)[1] for key in people[:3])
    return f"event/{day}-{kind.lower()}-{who}-{digest(day, kind, *people, *names, *more, length=8)}"


def build_event(
    key: str, facts: Sequence[Fact], tellings: Sequence[Telling],
    statements: Iterable[Statement], entities: Entities,
) -> Event:
    """The event under its final key, with the topics of its agenda and of its statements."""
    own = [Fact(key, f.predicate, f.value, f.claims) for f in facts if f.predicate != _ABOUT]
    raised = list(_topics(key, facts, statements))
    articles = tuple(sorted({telling.article.id for telling in tellings}))
    everything = tuple(sorted([*own, *raised], key=lambda f: (f.predicate, repr(f.value))))
    participants = _refs(own, PARTICIPATION)
    ordinal = next((f.value for f in own if f.predicate == "kg:ordinal"
                    and isinstance(f.value, int)), None)
    status = next((f.value.key.removeprefix("kg:") for f in own if f.predicate == "kg:status"
                   and isinstance(f.value, Ref)), "held")
    return Event(
        key, _type(own), _as_status(status), _date(own),
        _labels(own, participants, entities), participants, _refs(own, {"kg:inAttendance"}),
        _refs(own, {"kg:party"}), _refs(own, {"schema:location"}), _refs(raised, {_ABOUT}),
        articles, ordinal, next(iter(_refs(own, {"schema:superEvent"})), None), everything,
    )


def _topics(
    key: str, facts: Sequence[Fact], statements: Iterable[Statement]
) -> Iterable[Fact]:
    """The topics of its agenda and of its statements, with the claims that tell so."""
    claims: dict[Ref, set[str]] = {}
    for fact in chain(facts, *(statement.facts for statement in statements)):
        if fact.predicate == _ABOUT and isinstance(fact.value, Ref):
            claims.setdefault(fact.value, set()).update(fact.claims)
    return (Fact(key, _ABOUT, topic, tuple(sorted(ids)))
            for topic, ids in sorted(claims.items()))


def _as_status(name: str) -> Status:
    return name if name in ("held", "ongoing", "planned", "cancelled", "denied") else "held"  # type: ignore[return-value]


def _date(facts: Iterable[Fact]) -> Span | None:
    return next((f.value for f in facts if f.predicate == "kg:edtf"
                 and isinstance(f.value, Span)), None)


def _type(facts: Iterable[Fact]) -> str:
    return next((f.value.key.removeprefix("kg:") for f in facts if f.predicate == "rdf:type"
                 and isinstance(f.value, Ref)), "Event")


def _refs(facts: Iterable[Fact], predicates: Iterable[str]) -> tuple[str, ...]:
    wanted = frozenset(predicates)
    return tuple(sorted({f.value.key for f in facts if f.predicate in wanted
                         and isinstance(f.value, Ref)}))


def _name(facts: Sequence[Fact], language: str) -> str | None:
    """The proper name of an event in a script, the one told most; none is ever converted back."""
    told = sorted(
        ((-len(f.claims), f.value) for f in facts
         if f.predicate == "schema:name" and isinstance(f.value, Text)),
        key=lambda item: (item[0], item[1].text),
    )
    if language == "zh-hans":
        return simplify(told[0][1].text) if told else None
    return next((text.text for _, text in told if text.lang == language), None)


def _labels(
    facts: Sequence[Fact], participants: Sequence[str], entities: Entities
) -> tuple[Text, ...]:
    """A label in each language in which every part of it has one."""
    date, kind = _date(facts), _type(facts)
    day = f"{date.edtf} " if date else ""
    labels: list[Text] = []
    for language in LANGUAGES:
        if name := _name(facts, language):
            labels.append(Text(f"{day}{name}", language))
            continue
        names = [entities.label(key, language) for key in participants]
        word = entities.event_word(kind, language)
        if names and all(names) and word:
            joined = (", " if language == "en" else "、").join(name for name in names if name)
            space = " " if language == "en" else ""
            labels.append(Text(f"{day}{joined}{space}{word}", language))
    return tuple(labels) or (Text(f"{date.edtf if date else ''} {kind}".strip(), "en"),)
