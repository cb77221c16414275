"""Known people: whom a word names beside an office, and as what he is known to have served."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.annotations import Agent, Office, Term, Token
from kg.extract.lookup import posted_roles
from kg.extract.offices import OfficePhrase, OfficeReader
from kg.knowledge import Knowledge
from kg.knowledge.records import Person


class PersonReader:
    """Reads a word as the name of a known person."""

    def __init__(self, knowledge: Knowledge, offices: OfficeReader) -> None:
        self._knowledge = knowledge
        self._offices = offices
        self._titles = knowledge.lists["grammar.generic_titles"]
        self._posted = posted_roles(knowledge)

    def person(
        self, token: Token, offices: tuple[Office, ...], known: frozenset[str]
    ) -> Agent | None:
        """The person a word names; a weak name needs an office beside it or a full name."""
        terms = [term for term in token.terms if term.kind == "person"]
        if not terms:
            return None
        strong = [term for term in terms if term.strength == "strong"]
        namesake = self._namesake(token, terms, known)
        chosen = namesake or (strong[0] if strong else self._weak(token, terms, offices, known))
        if chosen is None:
            return None
        record = self._knowledge.people[chosen.id]
        country = f"place/{record.country}" if record.country else None
        return Agent(token.start, token.end, token.start, token.end, f"person/{chosen.id}",
                     "person", "name-known" if strong else "name-weak", 0.98 if strong else 0.85,
                     country=country)

    def _namesake(
        self, token: Token, terms: list[Term], known: frozenset[str]
    ) -> Term | None:
        """The one told in full whose last name this is, where the one it means alone is not."""
        if not terms or any(term.id in known for term in terms):
            return None
        ending = "·" + token.surface
        told = [p for p in known if p in self._knowledge.people
                and self._knowledge.people[p].zh_hans.endswith(ending)]
        return Term("person", told[0]) if len(told) == 1 else None

    def _weak(
        self, token: Token, terms: list[Term], offices: tuple[Office, ...], known: frozenset[str]
    ) -> Term | None:
        fitting = [term for term in terms if self._holds_one_of(term.id, offices)]
        fitting.sort(key=lambda term: self._last_held(term.id), reverse=True)  # news is of today
        told = [term for term in terms if term.id in known]
        if told and (not fitting or told[0] in fitting):
            return told[0]
        if fitting:
            return fitting[0]
        if len(terms) == 1 and token.surface.endswith(self._titles):
            return terms[0]
        country = country_of(offices)
        homes = ((term, self._knowledge.people[term.id].country) for term in terms)
        return next((term for term, home in homes
                     if country and home and country == f"place/{home}"), None)

    def _last_held(self, person: str) -> str:
        """When a person took up the last office known of."""
        return max((held.start or "" for held in self._knowledge.people[person].offices),
                   default="")

    def _holds_one_of(self, person: str, offices: tuple[Office, ...]) -> bool:
        """Whether a person is known to have held one of these offices, as far as told."""
        told = {(role, office.of) for office in offices
                for role in (office.role, self._knowledge.roles[office.role].kind_of)}
        held = self._knowledge.people[person].offices
        return any(
            (o.role, None) in told or (o.role, o.of and self._offices.key(o.of)) in told
            for o in held)

    def belies(self, person: Agent, phrase: OfficePhrase) -> bool:
        """Whether an office's country shows that another person of that name is meant."""
        told = phrase.start < phrase.offices[0].start  # not only what the office is mostly of
        country = (country_of(phrase.offices) or self._home(phrase)) if told else None
        record = self._knowledge.people[(person.key or "").removeprefix("person/")]
        if country is None or record.country is None:
            return False
        held_in = {self._offices.key(office.of) for office in record.offices if office.of}
        homes = {f"place/{record.country}"} | held_in
        return country not in homes

    def _home(self, phrase: OfficePhrase) -> str | None:
        """The country of the first body that an office is told in (甲国某党书记)."""
        bodies = (self._knowledge.organizations.get((office.of or "").removeprefix(
            "organization/")) for office in phrase.offices)
        return next((f"place/{body.country}" for body in bodies if body and body.country), None)

    def completed(self, person: Agent, office: Office) -> Office:
        """An office told without its country (国家主席甲), with that of the known office.

        Offices that only countries have (副总理甲) are else held in the person's own, where the
        person is known to hold office there.
        """
        role = self._knowledge.roles[office.role]
        record: Person = self._knowledge.people[(person.key or "").removeprefix("person/")]
        if office.of is not None:
            default = role.default_of and self._offices.key(role.default_of)
            held = {self._offices.key(held.of) for held in record.offices if held.of}
            elsewhere = record.country and office.of == default and default not in held and (
                record.country != role.default_of)
            return replace(office, of=f"place/{record.country}") if elsewhere else office
        if known := self.held_as(person, office.role, office):
            return replace(office, of=known[0].of)
        serves = record.country and (not record.offices or any(
            held.of == record.country for held in record.offices))
        only = self._knowledge.roles[office.role].of == "country" and (
            office.role not in self._posted)
        return replace(office, of=person.country) if serves and only else office

    def held_as(self, person: Agent, role: str, token: Token | Office) -> tuple[Office, ...]:
        """The office a title after a name tells, where the person is known to have held it.

        A title may be short for one (习近平主席, who is 国家主席).
        """
        record: Person = self._knowledge.people[(person.key or "").removeprefix("person/")]
        title = self._knowledge.roles[role].zh_hans
        held = [office for office in record.offices if office.of is not None]
        for office in sorted(held, key=lambda office: office.role != role):
            full = self._knowledge.roles[office.role]
            if office.role == role or (full.head and full.zh_hans.endswith(title)):
                return (Office(office.role, self._offices.key(office.of or ""), "incumbent",
                               token.start, token.end),)
        return ()

def country_of(offices: tuple[Office, ...]) -> str | None:
    """The country an office is held in."""
    return next((o.of for o in offices if o.of and o.of.startswith("place/")), None)


def still_held(offices: tuple[Office, ...]) -> tuple[Office, ...]:
    """Without those held no more: a former governor stands for his own country."""
    return tuple(office for office in offices if office.tenure != "former")


def is_organ(body: Agent, agent: Agent) -> bool:
    """Whether a body of one country stands right after one of another (甲国某党中央政治局)."""
    return body.end == agent.start and body.kind == agent.kind == "organization" and (
        None not in (body.country, agent.country) and body.country != agent.country)
