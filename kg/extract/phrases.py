"""Noun phrases that can act: offices with names, names, offices alone, countries, organizations.

候任联合国秘书长古特雷斯 is one phrase: a tenure, an organization, an office, a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.extract.annotations import Agent, Office, Term, Text, Token
from kg.extract.names import NameFinder, next_stop
from kg.knowledge import Knowledge
from kg.knowledge.records import Person
from kg.model import Tenure, digest

_GAP = re.compile(
    r"(?:的|第[0-9一二三四五六七八九十百]{1,4}[届任]|联邦|王国|共和国|政府|过渡政府|"
    r"常务|首席|高级|国家|现任|新任|前任|时任|候任|代理|临时)?"
)
_CHAIN = re.compile(r"[、,，]?(?:兼任?|暨|及|和)?|[、]")
_EAST_ASIA = frozenset({
    "china", "japan", "south-korea", "north-korea", "vietnam", "taiwan", "hong-kong", "macao",
    "singapore", "mongolia",
})
_FIRST = re.compile(r"(?<=[同给与和向])我(?![们方国])")
# A bracket after a name that tells how to read a picture, an age or a party: part of the phrase.
_ASIDE = re.compile(r"[（(][^（）()]{1,24}[）)]")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """An office phrase while it is read."""

    offices: tuple[Office, ...]
    start: int
    end: int
    next: int  # index of the token after it


class PhraseFinder:
    """Provides the layer ``agents`` from the layer ``tokens``."""

    requires = ("tokens",)
    provides = "agents"

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._names = NameFinder(knowledge.lists)
        self._shorts = _short_names(knowledge)
        lists = knowledge.lists
        self._elect = lists["grammar.tenure_elect"]
        self._former = lists["grammar.tenure_former"]
        self._acting = lists["grammar.tenure_acting"]
        self._pair = re.compile(
            f"([{''.join(sorted(self._shorts))}]{{2,3}})"
            f"(?={'|'.join(sorted(lists['grammar.pair_followers'], key=len, reverse=True))})"
        )
        self._titles = lists["grammar.generic_titles"]
        self._acting_pair = re.compile(
            f"(?<![\u4e00-\u9fff])([{''.join(sorted(self._shorts))}]{{2,3}})"
            f"(?={'|'.join(lists['grammar.pair_acts'])})"
        )
        polite = "|".join(self._titles)
        self._second = re.compile(f"(?<=[同给与和向])[你您](?![们方国])|(?:{polite})(?:先生|女士|阁下)")

    def extract(self, text: Text) -> tuple[Agent, ...]:
        """All agent phrases, in order, none overlapping."""
        tokens: tuple[Token, ...] = text.layer("tokens")
        known = frozenset(
            term.id for token in tokens if (term := token.meaning("person"))
            and term.strength == "strong"
        )
        countries = frozenset(
            term.id for token in tokens if (term := token.meaning("country"))
            and len(token.terms) == 1
        )
        found: list[Agent] = []
        index = 0
        while index < len(tokens):
            agent, after = self._at(text.simplified, tokens, index, known, countries)
            if agent is not None and (not found or agent.start >= found[-1].end):
                found.append(agent)
            index = max(after, index + 1)
        return self._with_others(text.simplified, found, tokens)

    # --- one phrase -----------------------------------------------------------------------

    def _at(
        self, text: str, tokens: tuple[Token, ...], index: int,
        known: frozenset[str], countries: frozenset[str],
    ) -> tuple[Agent | None, int]:
        phrase = self._office_phrase(text, tokens, index, countries)
        if phrase is not None:
            return self._named_after(text, tokens, phrase, known)
        token = tokens[index]
        person = self._person(token, (), known)
        if person is not None and not self._names.inside_longer(text, token.start):
            return self._with_title(text, tokens, index, person)
        for kind, prefix in (("country", "place"), ("organization", "organization")):
            term = self._choose(token, kind, countries)
            if term is not None and (term.strength == "strong" or kind == "country"):
                return self._body(token, term, kind, prefix), index + 1
        return None, index + 1

    def _body(self, token: Token, term: Term, kind: str, prefix: str) -> Agent:
        country = (
            term.id if kind == "country" else self._knowledge.organizations[term.id].country
        )
        return Agent(
            token.start, token.end, token.start, token.end, f"{prefix}/{term.id}",
            "country" if kind == "country" else "organization", "name-known", 0.95,
            country=f"place/{country}" if country else None,
        )

    def _choose(self, token: Token, kind: str, countries: frozenset[str]) -> Term | None:
        """The meaning of a word as a country or organization; of several, one told elsewhere."""
        terms = [term for term in token.terms if term.kind == kind]
        if len(terms) > 1 and kind == "country":
            told = [term for term in terms if term.id in countries]
            return told[0] if len(told) == 1 else None
        return terms[0] if terms else None

    # --- offices --------------------------------------------------------------------------

    def _office_phrase(
        self, text: str, tokens: tuple[Token, ...], index: int, countries: frozenset[str]
    ) -> _Phrase | None:
        offices: list[Office] = []
        holder: str | None = None
        start, position, after = tokens[index].start, tokens[index].start, index
        while after < len(tokens):
            token = tokens[after]
            gap = text[position : token.start]
            joint = _CHAIN.fullmatch(gap) if offices else None
            short = self._short_before(text, tokens, after)
            if after > index and not (_GAP.fullmatch(gap) or joint or (short and not offices)):
                if not (offices and short and _CHAIN.fullmatch(gap[:-1])):
                    break
            if token.meaning("person"):
                break
            if role := token.meaning("role"):
                if gap and gap[-1:] in ("、", ",", "，", "兼", "和") and offices:
                    holder = holder if gap[-1] == "兼" else None
                of = f"place/{short}" if short and holder is None else holder
                offices.append(self._office(text, role.id, of, token, offices, start))
                start = min(start, token.start - (1 if short else 0))
            else:
                next_holder = self._holder(token, holder, countries)
                if next_holder is None or (joint and gap and not self._leads_to_role(tokens, after)):
                    break
                holder = next_holder
            position = token.end
            after += 1
        if not offices:
            return None
        end = offices[-1].end
        while tokens[after - 1].start >= end:
            after -= 1
        return _Phrase(self._tenured(text, tuple(offices), start), start, end, after)

    def _leads_to_role(self, tokens: tuple[Token, ...], index: int) -> bool:
        """Whether an organization after a comma is followed at once by an office."""
        following = tokens[index + 1 : index + 2]
        return bool(following) and following[0].meaning("role") is not None and (
            following[0].start - tokens[index].end <= 4
        )

    def _office(
        self, text: str, role: str, of: str | None, token: Token, before: list[Office], start: int
    ) -> Office:
        record = self._knowledge.roles[role]
        if of is None and record.default_of is not None:
            of = self._key(record.default_of)
        return Office(role, of, "incumbent", token.start, token.end)

    def _tenured(self, text: str, offices: tuple[Office, ...], start: int) -> tuple[Office, ...]:
        """The offices with the tenure that the words before the phrase, or inside it, tell."""
        before = text[max(0, start - 4) : start]
        inside = text[start : offices[-1].start]
        tenure: Tenure = "incumbent"
        for words, value in ((self._elect, "elect"), (self._former, "former"),
                             (self._acting, "acting")):
            if any(before.endswith(word) or inside.endswith(word) for word in words):
                tenure = value  # type: ignore[assignment]
                break
        return tuple(replace(office, tenure=tenure) for office in offices)

    def _holder(self, token: Token, before: str | None, countries: frozenset[str]) -> str | None:
        """The country or organization a word names, as what an office is held in."""
        if country := self._choose(token, "country", countries):
            return f"place/{country.id}"
        organizations = [term for term in token.terms if term.kind == "organization"]
        if not organizations:
            return None
        if before and before.startswith("place/"):
            own = [
                term for term in organizations
                if self._knowledge.organizations[term.id].country == before.removeprefix("place/")
            ]
            if own:
                return f"organization/{own[0].id}"
            return before if organizations[0].strength == "weak" else None
        strong = [term for term in organizations if term.strength == "strong"]
        return f"organization/{strong[0].id}" if strong else None

    def _short_before(self, text: str, tokens: tuple[Token, ...], index: int) -> str | None:
        """The country whose one-character name stands right before an office (俄外长)."""
        token = tokens[index]
        if token.start == 0 or token.meaning("role") is None:
            return None
        if index and tokens[index - 1].end > token.start - 1:
            return None
        owners = self._shorts.get(text[token.start - 1], ())
        return owners[0] if len(owners) == 1 else None

    def _key(self, identifier: str) -> str:
        kind = "place" if identifier in self._knowledge.countries else "organization"
        return f"{kind}/{identifier}"

    # --- names ----------------------------------------------------------------------------

    def _named_after(
        self, text: str, tokens: tuple[Token, ...], phrase: _Phrase, known: frozenset[str]
    ) -> tuple[Agent | None, int]:
        following = tokens[phrase.next] if phrase.next < len(tokens) else None
        if following is not None and following.start == phrase.end:
            person = self._person(following, phrase.offices, known)
            if person is not None and not self._belies(person, phrase.offices):
                agent, after = self._with_title(text, tokens, phrase.next, person)
                return replace(agent, start=phrase.start, offices=phrase.offices + agent.offices,
                               country=_country(phrase.offices) or agent.country), after
        stop = next_stop(tokens, phrase.next, min(len(text), phrase.end + 24))
        minor = all(self._knowledge.roles[o.role].minor for o in phrase.offices)
        east = (_country(phrase.offices) or "").removeprefix("place/") in _EAST_ASIA
        found = self._names.at(text, phrase.end, stop, east_asian=east)
        if found is None:
            return (None if minor else self._unnamed(phrase)), phrase.next
        after = phrase.next
        while after < len(tokens) and tokens[after].start < found.phrase_end:
            after += 1
        if minor:
            return None, after
        surface = text[phrase.end : found.end]
        return Agent(
            phrase.start, found.phrase_end, phrase.end, found.end,
            new_person_key(surface, _country(phrase.offices)), "person", found.rule,
            found.confidence, phrase.offices, _country(phrase.offices),
        ), after

    def _belies(self, person: Agent, offices: tuple[Office, ...]) -> bool:
        """Whether an office's country shows that another person of that name is meant."""
        country = _country(offices)
        record = self._knowledge.people[(person.key or "").removeprefix("person/")]
        if country is None or record.country is None:
            return False
        homes = {f"place/{record.country}"} | {self._key(o.of) for o in record.offices if o.of}
        return country not in homes

    def _unnamed(self, phrase: _Phrase) -> Agent | None:
        office = phrase.offices[-1]
        if office.of is None:
            return None
        return Agent(phrase.start, phrase.end, office.start, office.end, None, "person",
                     "office-alone", 0.7, phrase.offices, _country(phrase.offices))

    def _person(
        self, token: Token, offices: tuple[Office, ...], known: frozenset[str]
    ) -> Agent | None:
        """The person a word names; a weak name needs an office beside it or a full name."""
        terms = [term for term in token.terms if term.kind == "person"]
        strong = [term for term in terms if term.strength == "strong"]
        chosen = strong[0] if strong else self._weak(token, terms, offices, known)
        if chosen is None:
            return None
        record = self._knowledge.people[chosen.id]
        country = f"place/{record.country}" if record.country else None
        return Agent(token.start, token.end, token.start, token.end, f"person/{chosen.id}",
                     "person", "name-known" if strong else "name-weak", 0.98 if strong else 0.85,
                     country=country)

    def _weak(
        self, token: Token, terms: list[Term], offices: tuple[Office, ...], known: frozenset[str]
    ) -> Term | None:
        told = [term for term in terms if term.id in known]
        if told:
            return told[0]
        if any(token.surface.endswith(title) for title in self._titles) and len(terms) == 1:
            return terms[0]
        country = _country(offices)
        roles = {office.role for office in offices}
        for term in terms:
            record = self._knowledge.people[term.id]
            if any(held.role in roles for held in record.offices) or (
                country and record.country and country == f"place/{record.country}"
            ):
                return term
        return None

    def _with_title(
        self, text: str, tokens: tuple[Token, ...], index: int, person: Agent
    ) -> tuple[Agent, int]:
        """A name with a title after it (普京总统) or a bracket that belongs to it."""
        end, after, offices = person.end, index + 1, person.offices
        if after < len(tokens) and tokens[after].start == end:
            role = tokens[after].meaning("role")
            if role is not None and not self._begins_phrase(tokens, after):
                end, after = tokens[after].end, after + 1
                offices = self._held_as(person, role.id, tokens[after - 1])
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

    def _held_as(self, person: Agent, role: str, token: Token) -> tuple[Office, ...]:
        """The office a title after a name tells, where the person is known to have held it."""
        record: Person = self._knowledge.people[(person.key or "").removeprefix("person/")]
        held = next((office for office in record.offices if office.role == role), None)
        if held is None or held.of is None:
            return ()
        return (Office(role, self._key(held.of), "incumbent", token.start, token.end),)

    # --- pairs of countries, and pronouns -------------------------------------------------

    def _with_others(
        self, text: str, found: list[Agent], tokens: tuple[Token, ...]
    ) -> tuple[Agent, ...]:
        """Adds pronouns, and the countries of short pairs (中俄关系) that no word covers."""
        taken = [(item.start, item.end) for item in (*tokens, *found)]
        pairs = self._pairs(text, taken)
        pronouns = [
            Agent(start, end, start, end, None, "person", rule, 0.8)
            for pattern, rule in ((_FIRST, "pronoun-first"), (self._second, "pronoun-second"))
            for start, end in (match.span() for match in pattern.finditer(text))
        ]
        free = [p for p in pronouns if not any(a.start < p.end and p.start < a.end and a.key
                                               for a in found)]
        kept = [a for a in found if a.key or not any(
            a.start < p.end and p.start < a.end for p in free)]
        whole = self._dotted(text, kept, tokens)
        return tuple(sorted([*whole, *pairs, *free], key=lambda agent: (agent.start, agent.end)))

    def _dotted(
        self, text: str, found: list[Agent], tokens: tuple[Token, ...]
    ) -> list[Agent]:
        """The agents with those known by a name in several parts (夏尔·米歇尔) alone.

        Where the last part is a known name, the known person is meant.
        """
        agents = {agent.start: agent for agent in found}
        for start, end in self._names.dotted(text):
            inside = [a for a in found if a.start < end and start < a.end]
            if len(inside) == 1 and inside[0].end == end and inside[0].key and (
                inside[0].head_start > start and inside[0].start == inside[0].head_start
            ):
                del agents[inside[0].start]
                agents[start] = replace(inside[0], start=start, head_start=start,
                                        rule="name-with-known-last-part")
            elif not inside and not any(
                t.start < end and start < t.end and t.meaning("person") for t in tokens
            ):
                agents[start] = Agent(start, end, start, end,
                                      new_person_key(text[start:end], None), "person",
                                      "name-dotted", 0.8)
        return list(agents.values())

    def _pairs(self, text: str, taken: list[tuple[int, int]]) -> list[Agent]:
        pairs = [
            Agent(at, at + 1, at, at + 1, f"place/{owners[0]}", "country", "country-pair", 0.9,
                  country=f"place/{owners[0]}")
            for match in (*self._pair.finditer(text), *self._acting_pair.finditer(text))
            if not any(start < match.end() and match.start() < end for start, end in taken)
            for at in range(match.start(), match.end())
            if len(owners := self._shorts[text[at]]) >= 1
        ]
        return sorted(set(pairs), key=lambda agent: agent.start)


def _country(offices: tuple[Office, ...]) -> str | None:
    """The country an office is held in."""
    return next((o.of for o in offices if o.of and o.of.startswith("place/")), None)


def _short_names(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    owners: dict[str, tuple[str, ...]] = {}
    for country in knowledge.countries.values():
        for short in country.short:
            if len(short) == 1:
                owners[short] = (*owners.get(short, ()), country.id)
    return owners


def new_person_key(name: str, country: str | None) -> str:
    """Key of a person not in the knowledge: the name in Latin letters, and a digest."""
    from pypinyin import lazy_pinyin

    spelled = "-".join(lazy_pinyin(name, errors="ignore")) or "name"
    return f"person/{spelled}-{digest(name, country or '', length=6)}"
