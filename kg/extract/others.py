"""Agents without an office: pronouns, pairs of countries (中俄), names in several parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.extract.annotations import Agent, Office, Text, Token
from kg.extract.groups import GroupFinder
from kg.extract.lookup import (
    latin_key,
    name_finder,
    new_person_key,
    people_by_spelling,
    short_names,
)
from kg.extract.names import SEPARATORS
from kg.extract.spans import Spans, Taken
from kg.knowledge import Knowledge

# 他 as one who acts: before what brings in a companion, a time or a deed.
_THIRD = re.compile(
    r"(?<![其吉])[他她](?=[同与和将还也曾于在就又已再并拟则随先刚正今昨当周星本]|原定|原订|预定|预计|计划|定于|会见|会晤|出席|访问|抵达|当时|随后|当天|\d|此前|其后|之后|首次|[上就]任|就职|履新|连日|到达|转往|转赴|飞往|飞抵|赴)"
    r"|这[位名](?:[\u4e00-\u9fff]{0,6})(?:外交官|政治家|政治人物|特使|强人|领导人|领袖)"
    r"(?=[，,周星在昨今同与和将还也曾于就又已再上0-9])"
)
# 他 as whom somebody met.
_MET = re.compile(r"(?:(?<=[会接召约]见)|(?<=见了))[他她](?=[，,。；;]|$|\n)"
                  r"|(?<=[向与同和跟])[他她其](?=道|表|祝|致|会|通|举|见|讨|共|短暂|单独)")
# A mission told before, as one that acts: 访团将拜会.
_TEAM = re.compile(
    r"(?:(?<=[，,。；;\n])|\A)(?:访问?团|代表团|参访团|考察团|特使团|一行人?)"
    r"(?=[今明昨将也还除在与和同于已曾获由会拜\d]|预定|预计|此行|随后|抵达|期间|上午|下午)")
# A person's name in Latin letters, in brackets after the Chinese one.
_SPELLED = re.compile(
    r"\s?[（(]\s?((?:[A-Z][A-Za-zÀ-ž'’-]+|[a-z]{2,3}|[A-Z]\.)"
    r"(?:[ .][A-Z]?[A-Za-zÀ-ž'’.-]+){1,4})\s?[）)]"
)
# What a title ends in: 代表, 官员, 部长, 主席, 总裁, 议员, 教授.
_TITLE_ENDS = "表员长席裁授生使统相王子帅任家者手人官理士记"
# Who is congratulated on an office.
_GREETED = re.compile(
    r"(?:致电|致函|致信)(?P<name>[\u4e00-\u9fff·-]{2,16})[，,]祝贺[他她]"
    r"|祝贺(?P<object>[\u4e00-\u9fff·-]{2,16}?)(?:再次)?(?:当选|就任|连任|出任|获任|蝉联)"
)
_FIRST = re.compile(r"(?<=[同给与和向])我(?![们方国])|(?<=[「“『])我(?=[将在会与同已和要])")


_COUNTED = re.compile("[两三四五六]国")


def _is_part(text: str, token: Token, start: int, end: int) -> bool:
    """Whether a word is a whole part of a name in several, or goes beyond it: 约翰·布朗.

    Inside a part it is there by chance (巴洛 in 玛丽·阿巴洛娃).
    """
    begins = token.start <= start or text[token.start - 1] in SEPARATORS
    return begins and (token.end >= end or text[token.end] in SEPARATORS)


class OtherAgents:
    """Provides ``agents`` anew, with those that no office phrase holds."""

    requires = ("tokens", "agents")
    provides = "agents"

    def __init__(self, knowledge: Knowledge) -> None:
        self._names = name_finder(knowledge)
        self._groups = GroupFinder(knowledge)
        self._called_after = re.compile(
            "(?:国际)?(?:" + "|".join(knowledge.lists["grammar.called_after_people"]) + ")")
        self._shorts = short_names(knowledge)
        self._by_spelling = people_by_spelling(knowledge)
        lists = knowledge.lists
        shorts = f"([{''.join(sorted(self._shorts))}]{{2,5}})"
        followers = sorted(lists["grammar.pair_followers"], key=len, reverse=True)
        counted = "[两三四五六][国方]|第.{1,3}[轮次届]"
        self._pair = re.compile(f"{shorts}(?={counted}|{'|'.join(followers)})")
        self._acting_pair = re.compile(
            f"(?<![\u4e00-\u9fff]){shorts}(?={'|'.join(lists['grammar.pair_acts'])})"
        )
        sat_in = sorted(lists["grammar.attendance_verbs"], key=len, reverse=True)
        self._roll = re.compile(
            f"(?<![^。；\n，：])([\u4e00-\u9fff、·]{{2,120}}?)(?:等|也|分别|一同)?"
            f"(?:{'|'.join(sat_in)})")
        self._pair_in_name = re.compile(
            f"(?<=[届次轮个]){shorts}(?=[^，。；、：]{{1,8}}(?:对话|会议|论坛|峰会|会晤|磋商|会谈))")
        polite = "|".join(lists["grammar.generic_titles"])
        self._second = re.compile(
            f"(?<=[同给与和向])[你您](?![们方国])|(?:{polite})(?:先生|女士|阁下)"
        )

    def extract(self, text: Text) -> tuple[Agent, ...]:
        """All agents, in order, none overlapping."""
        words = text.simplified
        found: list[Agent] = [
            agent for agent in text.layer("agents") if not self._cuts_pair(words, agent)]
        tokens = tuple(
            token for token in text.layer("tokens") if not self._cuts_pair(words, token))
        told = frozenset(
            agent.key.removeprefix("place/") for agent in found
            if agent.key and agent.kind == "country"
        ) | text.countries
        taken = [(token.start, token.end) for token in tokens]
        taken += [(agent.start, agent.end) for agent in found]
        roles = {token.start: token for token in tokens if token.meaning("role")}
        pairs = self._pairs(words, Taken(taken), told, roles)
        pronouns = [
            Agent(start, end, start, end, None, "person", rule, 0.8)
            for pattern, rule in (
                (_FIRST, "pronoun-first"), (self._second, "pronoun-second"),
                (_THIRD, "pronoun-third"), (_MET, "pronoun-met"), (_TEAM, "pronoun-team"))
            for start, end in (match.span() for match in pattern.finditer(words))
        ]
        named = Taken((agent.start, agent.end) for agent in found if agent.key)
        free = [p for p in pronouns if not named.touches(p.start, p.end)]
        said = Taken((p.start, p.end) for p in free)
        kept = [a for a in found if a.key or not said.touches(a.start, a.end)]
        whole = self._dotted(words, kept, tokens)
        known = [*whole, *pairs, *free]
        known += self._on_roll(words, known, tokens)
        known += self._greeted(words, known)
        known += self._spelled(words, known)
        known = self._groups.find(words, known)
        return tuple(sorted(known, key=lambda agent: (agent.start, agent.end)))

    def _cuts_pair(self, text: str, found: Agent | Token) -> bool:
        """Whether a body begins with the second country of a pair: 俄议会 in 中俄议会委员会."""
        at = found.start
        return at > 0 and text[at - 1] in self._shorts and text[at] in self._shorts and (
            isinstance(found, Token) or found.kind == "organization") and (
            (pair := self._pair.match(text, at - 1)) is not None and pair.end() == at + 1)

    def _on_roll(
        self, text: str, found: list[Agent], tokens: tuple[Token, ...]
    ) -> Iterator[Agent]:
        """The names on a roll of those who sat in (甲某、乙某等参加会见) not known otherwise."""
        taken = Taken((agent.start, agent.end) for agent in found)
        people = {(t.start, t.end): f"person/{term.id}" for t in tokens
                  if (term := t.meaning("person")) and len(t.terms) == 1}
        for roll in self._roll.finditer(text):
            for name in re.finditer(r"[^、和及与等]+", roll[1]):
                start, end = (roll.start(1) + at for at in name.span())
                if not taken.touches(start, end) and self._names.is_chinese(text[start:end]):
                    key = people.get((start, end)) or new_person_key(text[start:end], None)
                    yield Agent(start, end, start, end, key, "person", "name-in-roll", 0.8)

    def _greeted(self, text: str, found: list[Agent]) -> Iterator[Agent]:
        """Those congratulated who are named and nothing else tells (致电某某，祝贺他当选…)."""
        taken = Taken((agent.start, agent.end) for agent in found)
        for match in _GREETED.finditer(text):
            start, end = match.span("name") if match["name"] else match.span("object")
            if not taken.touches(start, end) and self._names.is_transliterated(text[start:end]):
                yield Agent(start, end, start, end, new_person_key(text[start:end], None),
                            "person", "name-greeted", 0.8)

    def _spelled(self, text: str, found: list[Agent]) -> Iterator[Agent]:
        """Names with a person's Latin spelling after them, and a title before (代表甲(Jia Yi))."""
        taken = Taken((agent.start, agent.end) for agent in found)
        for match in _SPELLED.finditer(text):
            start = self._names.begins(text, match.start())
            if match.start() - start < 2 or taken.touches(start, match.end()):
                continue
            if start and text[start - 1] in _TITLE_ENDS:
                key = self._by_spelling.get(latin_key(match[1]))
                name = text[start : match.start()]
                yield Agent(start, match.end(), start, match.start(),
                            f"person/{key}" if key else new_person_key(name, None), "person",
                            "name-latin", 0.9)

    def _dotted(
        self, text: str, found: list[Agent], tokens: tuple[Token, ...]
    ) -> list[Agent]:
        """The agents with those known by a name in several parts (夏尔·米歇尔) alone.

        Where the last part is a known name, the known person is meant.
        """
        agents = {agent.start: agent for agent in found}
        named = Spans(found)
        people = Spans([t for t in tokens if t.meaning("person")])
        for start, end in self._names.dotted(text):
            inside = named.touching(start, end)
            last = inside[-1] if inside else None
            if last and last.end == end and last.key and last.kind == "person" and (
                last.head_start > start and last.start == last.head_start
                and all(a.kind != "person" for a in inside[:-1])
            ):
                for agent in inside:
                    del agents[agent.start]
                agents[start] = replace(last, start=start, head_start=start,
                                        rule="name-with-known-last-part")
            elif not inside and not self._called_after.match(text, end) and not any(
                    _is_part(text, token, start, end) for token in people.touching(start, end)):
                agents[start] = Agent(start, end, start, end,
                                      new_person_key(text[start:end], None), "person",
                                      "name-dotted", 0.8)
        return list(agents.values())

    def _pairs(
        self, text: str, taken: Taken, told: frozenset[str], roles: Mapping[int, Token]
    ) -> list[Agent]:
        """The countries of pairs. A short name of several is the one told elsewhere, or none.

        俄美两国外长 are the holders of that office in each. ``roles`` are the words of office.
        """
        pairs: dict[int, Agent] = {}
        patterns = (self._pair, self._acting_pair, self._pair_in_name)
        for match in (found for pattern in patterns for found in pattern.finditer(text)):
            if taken.touches(*match.span()):
                continue
            owners = [self._owner(text[at], told) for at in range(*match.span())]
            if None in owners or len(set(owners)) < len(owners):
                continue
            counted = _COUNTED.match(text, match.end())
            role = roles.get(counted.end()) if counted else None
            for at, owner in zip(range(*match.span()), owners, strict=True):
                key = f"place/{owner}"
                pair = Agent(at, at + 1, at, at + 1, key, "country", "country-pair", 0.9,
                             country=key)
                pairs[at] = _in_office(pair, role) if role else pair
        return [pairs[at] for at in sorted(pairs)]

    def _owner(self, short: str, told: frozenset[str]) -> str | None:
        owners = self._shorts[short]
        if len(owners) == 1:
            return owners[0]
        here = [owner for owner in owners if owner in told]
        return here[0] if len(here) == 1 else None


def _in_office(side: Agent, role: Token) -> Agent:
    """Who holds an office in a country of a pair."""
    term = role.meaning("role")
    assert term is not None, "the word is one of office"
    office = Office(term.id, side.key, "incumbent", role.start, role.end)
    return replace(side, key=None, kind="person", confidence=0.7, offices=(office,))
