"""Who is meant: agents of a text resolved to nodes.

An office without a name is the person told with that office in the article, else its country
stands for it. 我 is who speaks, 你 the other one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from kg.extract.annotations import Agent, Office, Role, Utterance
from kg.extract.holders import OfficeHolders
from kg.extract.local_events import Participant
from kg.extract.lookup import departments, posted_roles
from kg.extract.spans import Spans
from kg.extract.turns import Turns
from kg.knowledge import Knowledge
from kg.model import IN_NAME_RULE

# What a name or office tells when it is in doubt.
_STANDING = "office-stands-for"  # the rule by which a country takes part through an office
_COREFERENCE, _STANDS_FOR, _PRONOUN = 0.85, 0.7, 0.8


class Resolver:
    """Resolves the agents of one article.

    ``named`` are its agents that have a key, ``subjects`` where people begin who head a clause,
    ``genitives`` where those begin of whom something is told (甲的办公室).
    """

    def __init__(
        self, knowledge: Knowledge, named: Sequence[Agent], speeches: Sequence[Utterance],
        sentences: Sequence[int], people: Sequence[Agent], day: date | None,
        holders: OfficeHolders, pronouns: Sequence[Agent] = (), leaders: Sequence[Agent] = (),
        subjects: frozenset[int] = frozenset(), genitives: frozenset[int] = frozenset(),
    ) -> None:
        self._office_holders = holders
        self._posted = posted_roles(knowledge)
        self._departments = departments(knowledge)
        self._sentences = tuple(sentences)  # where each begins
        told = _people_by_office(named)
        self._people = tuple(_somebody(people, told))  # those of the body, in order
        self._leaders = tuple(_somebody(leaders, told))  # who led a mission, in order
        self._met = tuple(pronouns)  # 他 whom somebody met, in order
        self._subjects, self._genitives = subjects, genitives
        self._people_at = [person.start for person in self._people]
        self._knowledge = knowledge
        self._known = frozenset(f"person/{id_}" for id_ in knowledge.people)
        self._holders: dict[tuple[str, str | None], tuple[str, Office]] = {}
        self._affiliation: dict[str, Office] = {}
        for agent in named:
            for office in agent.offices:
                if agent.key is not None:
                    self._holders.setdefault((office.role, office.of), (agent.key, office))
                    if self._represents(office):
                        self._affiliation.setdefault(agent.key, office)
        self._day = day
        self._speeches = Spans(speeches)
        self._turns = Turns(speeches)

    def participant(self, role: Role, day: date | None = None) -> Participant | None:
        """The participant that a role's agent is; None where nobody can be told.

        ``day`` is that of the event, by which an office without a name has its known holder.
        """
        agent = role.agent
        key, rule, confidence = self._key(agent)
        if key is None or self._is_outlet(key):
            return None
        through = key if key in self._departments else None
        key = (self._country_of(key) or key) if through else key
        kind = "person" if key.startswith("person/") else agent.kind
        if through or (kind == "person" and not key.startswith("person/")):
            kind = "country" if key.startswith("place/") else "organization"
        return Participant(role.predicate, key, kind, self.side(key, agent), agent.head_start,
                           agent.head_end, rule, confidence, self._known_by(agent),
                           self._stands_by(key, agent),
                           self._holder(agent, day) if rule == _STANDING else None, through)

    def _alike(self, role: str) -> tuple[str, ...]:
        """The ids of an office and of the one that it is a kind of (首相, 总理)."""
        kind = self._knowledge.roles[role].kind_of
        return (role, kind) if kind else (role,)

    def _holder(self, agent: Agent, day: date | None) -> str | None:
        """Who is known to have held an office without a name on a day."""
        told = (self._office_holders.on(role, o.of, day) for o in agent.offices
                if o.tenure == "incumbent" for role in self._alike(o.role))
        return next((next(iter(holders)) for holders in told if len(holders) == 1), None)

    def _named_holder(self, office: Office) -> str | None:
        """Whom of the people named is known to hold an office on the day of publication."""
        holders = {holder for role in self._alike(office.role)
                   for holder in self._office_holders.on(role, office.of, self._day)}
        return next((person.key for person in self._people if person.key in holders), None)

    def side(self, key: str, agent: Agent | None = None) -> str | None:
        """The country or organization a participant stands for."""
        office = self._stands_by(key, agent)
        if office is not None:
            return self._country_of(office.of)
        if key.startswith("organization/"):
            record = self._knowledge.organizations.get(key.removeprefix("organization/"))
            return f"place/{record.country}" if record and record.country else key
        if key.startswith("place/"):
            return key
        person = self._knowledge.people.get(key.removeprefix("person/"))
        if person is None:
            return agent.country if agent else None
        body = next((o.of for o in person.offices if o.of in self._knowledge.organizations), None)
        if body and self._knowledge.organizations[body].country is None:
            return f"organization/{body}"
        return f"place/{person.country}" if person.country else None

    def _stands_by(self, key: str, agent: Agent | None) -> Office | None:
        """The office told in the article by which a participant stands for somebody."""
        own = filter(self._represents, agent.offices if agent else ())
        return next(own, self._affiliation.get(key))

    def _represents(self, office: Office) -> bool:
        """Whether who holds an office stands for the body that it is held in."""
        return bool(office.of) and office.tenure != "former" and office.role not in self._posted

    def _known_by(self, agent: Agent) -> Office | None:
        """The office told beside a name by which a bare office is that person."""
        if agent.key is not None or agent.rule.startswith("pronoun"):
            return None
        told = (self._holders.get((role, office.of)) for office in agent.offices
                for role in self._alike(office.role))
        return next((office for _, office in filter(None, told)), None)

    def _named_before(self, agent: Agent) -> str | None:
        """Whom 他 means: who acted last before it in its sentence, or first in one before."""
        own = bisect_right(self._sentences, agent.start) - 1
        begin = self._sentences[own] if own >= 0 else 0
        here = [p for p in self._people[bisect_left(self._people_at, begin) :
                                        bisect_right(self._people_at, agent.start)]
                if p.end <= agent.start]
        if here:  # 甲接替乙，他…: who heads a clause, before who is only named in one
            heads = [person for person in here if person.start in self._subjects]
            return (heads or here)[-1].key
        before = self._sentences[own - 1] if own else 0
        met = next((one for one in self._met if before <= one.start < begin), None)
        if own and met is not None:
            return self._other_named_before(met)  # who was spoken of goes on to act
        last = bisect_left(self._people_at, begin) - 1
        if own < 1 or last < 0:
            return None
        return self._first_before(last)

    def _first_before(self, last: int) -> str | None:
        """Who stands first in the sentence of somebody, heading a clause if anybody does.

        甲的办公室未作评论 tells of no 甲 who acts: then who stands in a sentence before.
        """
        number = bisect_right(self._sentences, self._people_at[last]) - 1
        if number < 0:
            return None
        first = bisect_left(self._people_at, self._sentences[number])
        told = self._people[first : last + 1]
        if all(person.start in self._genitives for person in told) and first:
            return self._first_before(first - 1)
        return told[0].key

    def _other_named_before(self, agent: Agent) -> str | None:
        """Whom 甲会见了他 means: who is named before 甲 in the sentence, or in the last one."""
        own = bisect_right(self._sentences, agent.start) - 1
        begin = self._sentences[max(0, own - 1)] if own >= 0 else 0
        near = [p for p in self._people if begin <= p.start and p.end <= agent.start]
        subject = near[-1].key if near else None
        here = [p.key for p in near if p.start >= self._sentences[max(0, own)]]
        return next((key for key in (*here, *(p.key for p in near)) if key != subject), None)

    def _is_outlet(self, key: str) -> bool:
        """Whether a key is that of a paper or an agency: they report, they do not act."""
        record = self._knowledge.organizations.get(key.removeprefix("organization/"))
        return record is not None and record.outlet and key.startswith("organization/")

    def _country_of(self, key: str | None) -> str | None:
        """A national organization stands for its country."""
        if key is None or not key.startswith("organization/"):
            return key
        record = self._knowledge.organizations.get(key.removeprefix("organization/"))
        return f"place/{record.country}" if record and record.country else key

    def _key(self, agent: Agent) -> tuple[str | None, str, float]:
        if agent.key is not None:
            return agent.key, agent.rule, agent.confidence
        if agent.rule.startswith("pronoun"):
            return self._pronoun(agent), agent.rule, _PRONOUN
        for office in agent.offices:
            for role in self._alike(office.role):
                if told := self._holders.get((role, office.of)):
                    if told[0] not in self._known and (known := self._named_holder(office)):
                        return known, "office-holder-named", _COREFERENCE  # not his predecessor
                    return told[0], "office-coreference", _COREFERENCE
            if known := self._named_holder(office):
                return known, "office-holder-named", _COREFERENCE
        of = next((self._country_of(office.of) for office in agent.offices if office.of), None)
        return of, _STANDING, _STANDS_FOR

    def _pronoun(self, agent: Agent) -> str | None:
        """Whom a pronoun means.

        我 is the speaker of the sentence, 你 and 总统先生 the other one who speaks near it, 他 who
        is named first in the sentence before.
        """
        if agent.rule == "pronoun-third":
            return self._named_before(agent)
        if agent.rule == "pronoun-team":
            led = [person for person in self._leaders if person.end <= agent.start]
            return led[-1].key if led else None
        if agent.rule == "pronoun-met":
            return self._other_named_before(agent)
        own = self._speeches.holding(agent.start)
        speaker = next(iter(own.speakers), None) if own else None
        if speaker is None or agent.rule == "pronoun-first":
            return speaker
        return self._turns.nearest_other(agent.start, speaker)


def _people_by_office(named: Sequence[Agent]) -> Mapping[tuple[str, str | None], str]:
    """The key of the first person told with each office."""
    holders: dict[tuple[str, str | None], str] = {}
    for agent in named:
        for office in agent.offices:
            if agent.key and agent.kind == "person":
                holders.setdefault((office.role, office.of), agent.key)
    return holders


def _somebody(
    people: Sequence[Agent], holders: Mapping[tuple[str, str | None], str]
) -> Iterator[Agent]:
    """The people with a key; an office without a name is who is told with it."""
    for person in people:
        key = person.key or next(
            (holders[o.role, o.of] for o in person.offices if (o.role, o.of) in holders), None)
        if key is not None:
            yield person if person.key else replace(person, key=key)


def without_represented(participants: Sequence[Participant]) -> tuple[Participant, ...]:
    """A country or organization stands only where no person is named for it.

    Those in the name of the event stand in any case (中俄经济论坛).
    """
    people = [p for p in participants if p.kind == "person"]
    sides: Mapping[str, None] = dict.fromkeys(p.country for p in people if p.country)
    kept = [p for p in participants if p.kind == "person" or not _stood_for(p, sides)
            or p.rule == IN_NAME_RULE]
    unique: dict[str, Participant] = {}
    for participant in kept:
        unique.setdefault(participant.key, participant)
    return tuple(unique.values())


def _stood_for(participant: Participant, sides: Mapping[str, None]) -> bool:
    return participant.key in sides or (participant.country or "") in sides
