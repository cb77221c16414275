"""Organizations known only by what they say: 斯德哥尔摩地区法院 in 斯德哥尔摩地区法院认为."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.extract.annotations import Agent, Term, Text, Token
from kg.extract.lookup import new_group_key
from kg.extract.saying import any_of
from kg.extract.spans import Spans
from kg.knowledge import Knowledge
from kg.model import Kind

_RULE, _CONFIDENCE = "body-speaks", 0.8
_SHORTEST, _LONGEST = 4, 26  # code points of a name
_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z·-]+$")
_REMARK = re.compile(r"\s?[（(][^（）()\n]{1,60}[）)]$")
_NO_PART = ("person", "role", "contact", "speech")  # what no organization is called after


@dataclass(frozen=True, slots=True)
class _Words:
    """One text with what stands in it."""

    text: str
    tokens: Spans[Token]
    agents: Spans[Agent]
    told: frozenset[str]  # ids of the organizations and countries told by strong names
    home: str | None  # the outlet's country


class SpeakingBodies:
    """Provides ``agents`` anew, with the organizations that only a verb of speech tells."""

    requires = ("agents", "sayings", "tokens")
    provides = "agents"

    def __init__(self, knowledge: Knowledge) -> None:
        lists = knowledge.lists
        self._knowledge = knowledge
        self._ends = tuple(lists["speakers.body_ends"])
        self._speakers = re.compile(f"(?:{any_of(lists['speakers.body_speakers'])})$")
        self._leads = tuple(sorted(lists["speakers.leads"], key=len, reverse=True))
        self._spokespersons = frozenset(lists["speakers.spokesperson_roles"])
        self._by_name = _by_name(knowledge)
        self._homes = {
            name: record.country for record in reversed(knowledge.organizations.values())
            if record.outlet for name in (record.zh_hans, record.zh_hant) if name
        }
        self._no_part = tuple(lists["speakers.not_in_body"])

    def extract(self, text: Text) -> tuple[Agent, ...]:
        """The agents with the organizations found, in order, none overlapping."""
        agents: tuple[Agent, ...] = text.layer("agents")
        words = self._words(text, agents)
        found = {body.start: body for verb in text.layer("sayings")
                 if (body := self._body(words, verb)) is not None}
        inside = {agent for body in found.values()
                  for agent in words.agents.touching(body.start, body.end)}
        kept = [agent for agent in agents if agent not in inside]
        return tuple(sorted((*kept, *found.values()), key=lambda agent: (agent.start, agent.end)))

    def _words(self, text: Text, agents: tuple[Agent, ...]) -> _Words:
        told = {agent.key.split("/", 1)[1] for agent in agents if agent.key}
        return _Words(text.simplified, Spans(text.layer("tokens")), Spans(agents),
                      frozenset(told), self._home(text))

    def _home(self, text: Text) -> str | None:
        return self._homes.get(text.article.publisher or "")

    # --- one verb ---------------------------------------------------------------------------

    def _body(self, words: _Words, verb: int) -> Agent | None:
        """The organization that says what the verb at a place brings."""
        end = self._name_end(words.text, verb)
        if end < 2:
            return None
        for agent in words.agents.touching(end - 1, verb):
            if agent.key is None and self._speaks_for(agent):
                return self._represented(words, agent, end)
            if agent.kind != "country" or agent.end == verb:
                return None
        return self._meant(words, end) or self._new(words, end)

    def _speaks_for(self, agent: Agent) -> bool:
        return any(office.role in self._spokespersons for office in agent.offices)

    def _represented(self, words: _Words, agent: Agent, end: int) -> Agent | None:
        """Whom a spokesperson without a name speaks for (某国外交部发言人): the ministry."""
        name = words.text[agent.start : end]
        of = agent.offices[-1].of or ""
        if known := self._by_name.get(name):
            of = f"organization/{known}"
        elif of.startswith("place/") and (new := self._new(words, end)) is not None:
            return new
        kind: Kind = "organization" if of.startswith("organization/") else "country"
        return replace(agent, key=of, kind=kind, head_start=agent.start, head_end=end, end=end,
                       rule=_RULE, offices=()) if of and agent.start < end else None

    def _name_end(self, text: str, verb: int) -> int:
        """Where the name ends before who speaks for it, and a remark in brackets."""
        for pattern in (_REMARK, self._speakers, _REMARK):
            if match := pattern.search(text, max(0, verb - 70), verb):
                verb = match.start()
        return verb

    def _meant(self, words: _Words, end: int) -> Agent | None:
        """The one that a short name (外交部) means: told in full here, or the outlet's own."""
        token = next((t for t in words.tokens.touching(end - 1, end) if t.end == end), None)
        if token is None or not self._begins_clean(words.text, token.start):
            return None
        terms = [term for term in token.terms if term.kind == "organization"]
        if any(term.strength == "strong" for term in terms):
            return None
        told = [term for term in terms if term.id in words.told]
        own = [term for term in terms if words.home and self._country(term) == words.home]
        chosen = told if len(told) == 1 else own if len(own) == 1 and not told else []
        return self._agent(token.start, end, f"organization/{chosen[0].id}",
                           self._country(chosen[0])) if chosen else None

    def _country(self, term: Term) -> str | None:
        return self._knowledge.organizations[term.id].country

    def _new(self, words: _Words, end: int) -> Agent | None:
        """One that the knowledge does not have."""
        start = self._start(words, end)
        name = words.text[start:end]
        if not _SHORTEST <= len(name) <= _LONGEST or not name.endswith(self._ends):
            return None
        if any(part in name for part in self._no_part):
            return None
        inside = words.tokens.within(start, end)
        if any(token.meaning(*_NO_PART) and not token.meaning("organization", "country", "place")
               for token in inside):
            return None
        first = inside[0] if inside and inside[0].start == start else None
        country = first.meaning("country") if first else None
        if country and first and words.text[first.end : end] in self._bare():
            return None  # 甲国政府: the country itself
        return self._agent(start, end, new_group_key(name), country.id if country else None)

    def _bare(self) -> frozenset[str]:
        return frozenset(self._knowledge.lists["speech.spokespersons"])

    def _start(self, words: _Words, end: int) -> int:
        match = _NAME.search(words.text, max(0, end - 2 * _LONGEST), end)
        start = match.start() if match else end
        lead = next((w for w in self._leads if words.text.startswith(w, start, end)), "")
        return start + len(lead) if len(lead) > 1 or lead in ("但", "而", "据", "另") else start

    def _begins_clean(self, text: str, start: int) -> bool:
        before = text[start - 1 : start]
        return not before.isalnum() or text.endswith(self._leads, 0, start)

    def _agent(self, start: int, end: int, key: str, country: str | None) -> Agent:
        return Agent(start, end, start, end, key, "organization", _RULE, _CONFIDENCE,
                     country=f"place/{country}" if country else None)


def _by_name(knowledge: Knowledge) -> dict[str, str]:
    """From the strong name of an organization to its id."""
    return {name: record.id for record in knowledge.organizations.values()
            for name in (record.zh_hans, *record.names) if name and name not in record.weak}
