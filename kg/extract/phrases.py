"""Noun phrases that can act: offices with names, names, offices alone, countries, organizations.

候任联合国秘书长古特雷斯 is one phrase: a tenure, an organization, an office, a name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from kg.extract.annotations import Agent, Office, Term, Text, Token
from kg.extract.lookup import (
    EAST_ASIA,
    latin_key,
    name_finder,
    new_person_key,
    people_by_spelling,
    posted_roles,
)
from kg.extract.names import SEPARATORS, FoundName, next_stop
from kg.extract.offices import OfficePhrase, OfficeReader
from kg.extract.persons import PersonReader, country_of, is_organ, still_held
from kg.knowledge import Knowledge
from kg.model import Kind

# Before the name of the one who is meant: 甲夫人乙, 甲的女儿乙.
_KIN_JOIN = "的?"
_OF_OTHERS = tuple("国该其前任位新的副州省级")  # before an office that is somebody else's
_ADVERBS = tuple("将曾并还也会已再可拟")  # what a verb follows, and no title
# After a group without names, and not before the name of one of it.
_GROUP_ENDS = re.compile(
    "[，,。；;、）)」”\n]|$|[们等和与及并时后在就]|一行|[0-9]{1,2}[日月]|座谈|举行|进行")
_AND = ("、", "和", "及", "以及", "与")  # between those told in one list
# A bracket after a name that tells how to read a picture, an age or a party: part of the phrase.
_ASIDE = re.compile(r"[（(][^（）()]{1,48}[）)]")


class PhraseFinder:
    """Provides the layer ``agents`` from the layer ``tokens``."""

    requires = ("tokens",)
    provides = "agents"

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._names = name_finder(knowledge)
        self._offices = OfficeReader(knowledge)
        self._people = PersonReader(knowledge, self._offices)
        self._spelled = people_by_spelling(knowledge)
        kin = "|".join(sorted(knowledge.lists["grammar.kin"], key=len, reverse=True))
        self._kin = re.compile(f"{_KIN_JOIN}(?:{kin})")
        missions = "|".join(knowledge.lists["grammar.missions"])
        bodies = "|".join(knowledge.lists["grammar.bodies_with_missions"])
        self._mission = re.compile(
            f"(?:{bodies}|[^，,。；;、：:的会和与同]){{0,10}}?(?:{missions})")
        self._posted = posted_roles(knowledge)
        self._serving = frozenset(knowledge.lists["grammar.serving_roles"])
        honorifics = sorted(knowledge.lists["grammar.honorifics"], key=len, reverse=True)
        self._honorific = re.compile("|".join(honorifics))

    def extract(self, text: Text) -> tuple[Agent, ...]:
        """All agent phrases, in order, none overlapping."""
        tokens: tuple[Token, ...] = text.layer("tokens")
        known = text.known | frozenset(
            term.id for token in tokens if (term := token.meaning("person"))
            and term.strength == "strong"
        )
        known -= self._outnamed(tokens, known, text.known)
        found = self._all(text.simplified, tokens, known, {})
        met = known | {agent.key.removeprefix("person/") for agent in found if agent.key}
        bare = self._bare_offices(found)
        # Who was told once with an office is known by the bare name from then on, and before.
        return tuple(
            self._all(text.simplified, tokens, met, bare) if met > known or bare else found)

    def _bare_offices(self, found: list[Agent]) -> dict[str, str]:
        """The offices told without their country beside a name, with the one they are of.

        Where 总统甲 is the president of his country, 总统 alone is that office too.
        """
        told: dict[str, set[str]] = {}
        for agent in found:
            for office in agent.offices[:1]:
                role = self._knowledge.roles[office.role]
                if agent.key and office.of and office.start == agent.start and role.head:
                    told.setdefault(office.role, set()).add(office.of)
        return {role: next(iter(of)) for role, of in told.items() if len(of) == 1}

    def _outnamed(
        self, tokens: tuple[Token, ...], known: frozenset[str], told: frozenset[str]
    ) -> frozenset[str]:
        """Those meant by no bare name here, as another of the name is told in full.

        After 艾达·诺瓦克, a bare 诺瓦克 is she, even where another 诺瓦克 is better known.
        """
        full = {p: self._knowledge.people[p].zh_hans for p in known | told
                if p in self._knowledge.people and "·" in self._knowledge.people[p].zh_hans}
        last = {name.rsplit("·", 1)[1]: person for person, name in full.items()
                if person in told or any(t.surface == name for t in tokens)}
        self_named = {
            term.id for token in tokens for term in token.terms
            if term.kind == "person" and token.surface in last and term.id != last[token.surface]
        }
        return frozenset(p for p in self_named if self._knowledge.people[p].zh_hans in last)

    def _all(
        self, text: str, tokens: tuple[Token, ...], known: frozenset[str], bare: Mapping[str, str]
    ) -> list[Agent]:
        countries = frozenset(
            term.id for token in tokens if (term := token.meaning("country"))
            and len(token.terms) == 1
        )
        found: list[Agent] = []
        index = 0
        while index < len(tokens):
            agent, after = self._at(text, tokens, index, known, countries)
            if agent is None and bare:
                agent = self._office_at_home(text, tokens[index], bare)
            if agent is not None and (not found or agent.start >= found[-1].end) and not (
                    found and is_organ(found[-1], agent)):
                if found:
                    found[-1] = self._sharing(text, found[-1], agent)
                    agent = self._listed(text, found[-1], agent)
                found.append(agent)
            index = max(after, index + 1)
        return found

    def _office_at_home(
        self, text: str, token: Token, bare: Mapping[str, str]
    ) -> Agent | None:
        """An office alone of the country whose holder was told without it (总统下午会见…)."""
        role = token.meaning("role")
        if role is None or role.id not in bare or text[token.start - 1 : token.start] in _OF_OTHERS:
            return None
        office = Office(role.id, bare[role.id], "incumbent", token.start, token.end)
        return Agent(token.start, token.end, token.start, token.end, None, "person",
                     "office-alone", 0.7, (office,), country_of((office,)))

    # --- one phrase -----------------------------------------------------------------------

    def _at(
        self, text: str, tokens: tuple[Token, ...], index: int,
        known: frozenset[str], countries: frozenset[str],
    ) -> tuple[Agent | None, int]:
        phrase = self._offices.read(text, tokens, index, countries)
        if phrase is not None and not _stands_for(text, phrase):
            return self._named_after(text, tokens, phrase, known)
        token = tokens[index]
        person = self._people.person(token, (), known)
        if person is not None and self._is_longer(text, tokens, index, person):
            person = None
        if person is not None and not self._names.inside_longer(text, token.start):
            return self._or_kin(text, tokens, *self._with_title(text, tokens, index, person))
        for kind, prefix in (("country", "place"), ("organization", "organization")):
            term = self._offices.choose(token, kind, countries)
            if term is not None and (term.strength == "strong" or kind == "country"):
                return self._or_mission(text, tokens, self._body(token, term, kind, prefix), index)
        return None, index + 1

    def _is_longer(
        self, text: str, tokens: tuple[Token, ...], index: int, person: Agent
    ) -> bool:
        """Whether a surname only begins the name of somebody else (安倍 in 安倍昭惠)."""
        record = self._knowledge.people[(person.key or "").removeprefix("person/")]
        if record.surname != text[person.head_start : person.head_end]:
            return False
        end = person.head_end
        follows = index + 1 < len(tokens) and tokens[index + 1].start == end
        return not follows and self._names.goes_on(text, end)

    def _or_mission(
        self, text: str, tokens: tuple[Token, ...], body: Agent, index: int
    ) -> tuple[Agent, int]:
        """A country or organization, or the delegation that stands for it (甲国经济界访华团)."""
        mission = self._mission.match(text, body.end)
        if mission is None:
            return body, index + 1
        inside = [t for t in tokens[index + 1 :] if t.start < mission.end()]
        named = _GROUP_ENDS.match(text, mission.end()) is None  # 甲国代表乙
        if any(t.start == mission.end() and t.meaning("role") for t in tokens[index + 1 :][:4]):
            return body, index + 1  # 甲国常驻代表团大使乙
        if any(t.meaning("person", "country") or (named and t.meaning("role")) for t in inside):
            return body, index + 1
        return replace(body, end=mission.end(), rule="delegation"), index + 1 + len(inside)

    def _or_kin(
        self, text: str, tokens: tuple[Token, ...], person: Agent, after: int
    ) -> tuple[Agent | None, int]:
        """The person named, or the relative or servant of that person who is meant instead."""
        kin = self._kin.match(text, person.end)
        if kin is None:
            return person, after
        while after < len(tokens) and tokens[after].start < kin.end():
            after += 1
        if after < len(tokens) and tokens[after].start == kin.end() and (
            tokens[after].meaning("person")
        ):
            return None, after  # known by name, and told by it
        stop = next_stop(text, tokens, after, min(len(text), kin.end() + 24))
        east = (person.country or "").removeprefix("place/") in EAST_ASIA
        found = self._names.at(text, kin.end(), stop, east_asian=east)
        if found is None or found.rule == "name-run":
            return None, after
        while after < len(tokens) and tokens[after].start < found.phrase_end:
            after += 1
        name = text[kin.end() : found.end]
        return Agent(person.start, found.phrase_end, kin.end(), found.end,
                     new_person_key(name, person.country), "person", found.rule,
                     found.confidence, country=person.country), after

    def _body(self, token: Token, term: Term, kind: str, prefix: str) -> Agent:
        country = (
            term.id if kind == "country" else self._knowledge.organizations[term.id].country
        )
        return Agent(
            token.start, token.end, token.start, token.end, f"{prefix}/{term.id}",
            "country" if kind == "country" else "organization", "name-known", 0.95,
            country=f"place/{country}" if country else None,
        )

    # --- names ----------------------------------------------------------------------------

    def _named_after(
        self, text: str, tokens: tuple[Token, ...], phrase: OfficePhrase, known: frozenset[str]
    ) -> tuple[Agent | None, int]:
        following = tokens[phrase.next] if phrase.next < len(tokens) else None
        address = self._honorific.match(text, phrase.end)
        begin = address.end() if address else phrase.end
        if address and following is not None and following.start < begin:
            phrase = replace(phrase, next=phrase.next + 1)
            following = tokens[phrase.next] if phrase.next < len(tokens) else None
        if following is not None and following.start == begin:
            person = self._people.person(following, phrase.offices, known)
            if person is not None and not self._people.belies(person, phrase):
                agent, after = self._with_title(text, tokens, phrase.next, person)
                offices = tuple(self._people.completed(person, o) for o in phrase.offices)
                named = replace(agent, start=phrase.start, offices=offices + agent.offices,
                                country=country_of(still_held(offices)) or agent.country)
                return self._or_kin(text, tokens, named, after)
        stop = next_stop(text, tokens, phrase.next, min(len(text), begin + 24))
        minor = all(self._knowledge.roles[o.role].minor for o in phrase.offices)
        east = (country_of(phrase.offices) or "").removeprefix("place/") in EAST_ASIA
        found = self._names.at(text, begin, stop, east_asian=east)
        if found is None or (found.latin is None and _is_place(following, begin, found.end)):
            body = self._officials if minor else self._unnamed
            return body(text, phrase), phrase.next
        after = phrase.next
        while after < len(tokens) and tokens[after].start < found.phrase_end:
            after += 1
        if minor:
            return None, after
        surface = text[begin : found.end]
        spelled = self._spelled.get(latin_key(found.latin)) if found.latin else None
        spelled = spelled or self._part_known(text, tokens[phrase.next : after], found, phrase)
        key = f"person/{spelled}" if spelled else new_person_key(
            surface, country_of(phrase.offices))
        return Agent(
            phrase.start, found.phrase_end, begin, found.end, key, "person", found.rule,
            found.confidence, phrase.offices, country_of(phrase.offices),
        ), after

    def _part_known(
        self, text: str, tokens: tuple[Token, ...], found: FoundName, phrase: OfficePhrase
    ) -> str | None:
        """The known person of the office's country whose name is one part of a longer name."""
        country = country_of(phrase.offices)
        for token in tokens:
            around = text[max(phrase.end, token.start - 1) : token.start] + text[
                token.end : min(token.end + 1, found.end)]
            term = token.meaning("person")
            if term is None or term.strength != "strong" or around.strip(SEPARATORS):
                continue
            home = self._knowledge.people[term.id].country
            if token.end <= found.end and home and country in (None, f"place/{home}"):
                return term.id
        return None

    def _officials(self, text: str, phrase: OfficePhrase) -> Agent | None:
        """A body's officials, who stand for it (欧盟高官); no other unnamed holder acts."""
        office = phrase.offices[-1]
        if office.of is None or not self._mission.fullmatch(text[office.start : office.end]):
            return None
        return self._body_of(office.of, phrase, phrase.end)

    def _body_of(self, key: str, phrase: OfficePhrase, end: int) -> Agent:
        """A country or organization for which a group stands."""
        kind: Kind = "country" if key.startswith("place/") else "organization"
        record = self._knowledge.organizations.get(key.removeprefix("organization/"))
        home = f"place/{record.country}" if record and record.country else None
        office = phrase.offices[-1]
        return Agent(phrase.start, end, phrase.start, office.start, key, kind, "delegation", 0.9,
                     country=key if kind == "country" else home)

    def _unnamed(self, text: str, phrase: OfficePhrase) -> Agent | None:
        office = phrase.offices[-1]
        if office.of is None:
            return None
        if mission := self._mission.match(text, office.start):  # 某党代表团: the party itself
            return self._body_of(office.of, phrase, mission.end())
        return Agent(phrase.start, phrase.end, office.start, office.end, None, "person",
                     "office-alone", 0.7, phrase.offices, country_of(phrase.offices))

    def _with_title(
        self, text: str, tokens: tuple[Token, ...], index: int, person: Agent
    ) -> tuple[Agent, int]:
        """A name with a title after it (普京总统) or a bracket that belongs to it."""
        end, after, offices = person.end, index + 1, person.offices
        if after < len(tokens) and tokens[after].start == end:
            role = tokens[after].meaning("role")
            if role is not None and role.id not in self._serving and (
                    not self._begins_phrase(tokens, after)):
                end, after = tokens[after].end, after + 1
                offices = self._people.held_as(person, role.id, tokens[after - 1])
        aside = _ASIDE.match(text, end)
        if aside is not None:
            end = aside.end()
            while after < len(tokens) and tokens[after].start < end:
                after += 1
        return replace(person, end=end, offices=offices), after

    def _begins_phrase(self, tokens: tuple[Token, ...], index: int) -> bool:
        """Whether an office after a name belongs to the next name (甲总统乙)."""
        following = tokens[index + 1 : index + 2]
        return bool(following) and following[0].start == tokens[index].end and (
            following[0].meaning("person") is not None
        )

    def _listed(self, text: str, before: Agent, agent: Agent) -> Agent:
        """甲国总统甲、总理乙: one not known from elsewhere is of the country of the one before."""
        country = country_of(before.offices)
        if country is None or text[before.end : agent.start] not in _AND or not agent.offices or (
            any(o.of or self._knowledge.roles[o.role].of != "country" for o in agent.offices)
        ):
            return agent
        name = text[agent.head_start : agent.head_end]
        if agent.key is None or agent.key != new_person_key(name, None):
            return agent
        offices = tuple(replace(office, of=country) for office in agent.offices)
        return replace(agent, key=new_person_key(name, country), offices=offices, country=country)

    def _sharing(self, text: str, before: Agent, agent: Agent) -> Agent:
        """甲国与乙国外长: the country before an office alone has its own holder of it there."""
        if before.kind != "country" or before.rule != "name-known" or agent.rule != "office-alone":
            return before
        office = agent.offices[0]
        shared = self._knowledge.roles[office.role].of == "country" and (
            office.role not in self._posted and office.of == agent.country != before.country)
        if not shared or text[before.end : agent.start] not in _AND:
            return before
        return replace(before, key=None, kind="person", rule="office-alone", confidence=0.7,
                       offices=(replace(office, of=before.key),))



def _stands_for(text: str, phrase: OfficePhrase) -> bool:
    """Whether 代表 is the verb: 甲将代表乙访问丙国."""
    words = text[phrase.start : phrase.end]
    before = text[max(0, phrase.start - 1) : phrase.start]
    return words == "代表" and phrase.offices[0].of is None and before in _ADVERBS


def _is_place(token: Token | None, start: int, end: int) -> bool:
    """Whether what stands like a name after an office is a place (领导人杭州峰会)."""
    return token is not None and (token.start, token.end) == (start, end) and (
        token.meaning("place") is not None)
