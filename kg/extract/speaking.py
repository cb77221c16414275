"""Names known only by what is said: 程翔 in 程翔说, 松田康博 at the head of his answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.extract.annotations import Agent, Text, Token
from kg.extract.lookup import latin_key, name_finder, new_person_key, people_by_spelling
from kg.extract.spans import Taken
from kg.knowledge import Knowledge

_RULE, _CONFIDENCE = "name-speaks", 0.8
_LATIN = re.compile(r"(?<![A-Za-z])(?:[A-Z][A-Za-z'’.-]+\s){0,3}[A-Z][a-z'’.-]+[A-Za-z]*(?=\s?$)")
_FULL_LATIN = re.compile(r"(?<![A-Za-z])(?:[A-Z][A-Za-z'’.-]+ ){1,3}[A-Z][a-z'’-]+")
_LONGEST_LATIN = 50  # code points
_HEAD = re.compile(
    r"(?m)^(?P<name>[^，,。：:；！？“”「」『』（）()\s]{2,12})(?:\s?[（(][^）)\n]{1,40}[）)])?[：:]")
_QUOTED = re.compile("[：:](?=[“「])")
# Where a short or bare Latin name is met as often as this, it is nobody's slip of the pen.
_OFTEN = 2
_TOLD_ANYWHERE = 3


@dataclass(frozen=True, slots=True)
class _Found:
    """A name where it speaks; ``sure`` where its form or what stands before it tells enough."""

    start: int
    end: int
    sure: bool


class SpeakingNames:
    """Provides ``agents`` anew, with the persons that only a verb of speech or a colon tells."""

    requires = ("agents", "sayings", "tokens")
    provides = "agents"

    def __init__(self, knowledge: Knowledge) -> None:
        lists = knowledge.lists
        self._names = name_finder(knowledge)
        self._by_spelling = people_by_spelling(knowledge)
        self._surnames = frozenset("".join(lists["grammar.surnames"]))
        self._long = frozenset((
            *lists["grammar.compound_surnames"], *lists["speakers.japanese_surnames"]))
        self._long_sizes = sorted({len(surname) for surname in self._long})
        self._leads = tuple(lists["speakers.leads"])
        self._title_ends = tuple(lists["speakers.title_ends"])
        self._not_at_end = tuple(lists["speakers.not_at_end"])
        self._not_people = tuple(lists["speakers.not_people"])

    def extract(self, text: Text) -> tuple[Agent, ...]:
        """The agents with those found, in order, none overlapping."""
        words = text.simplified
        agents: list[Agent] = list(text.layer("agents"))
        tokens: tuple[Token, ...] = text.layer("tokens")
        spans = [(agent.start, agent.end) for agent in agents]
        spans += [(token.start, token.end) for token in tokens if _is_no_new_name(token)]
        taken = Taken(spans)
        found = [one for one in self._all(words, text.layer("sayings"))
                 if not taken.touches(one.start, one.end)]
        known = self._believed(words, found)
        agents = [self._whole(words, agent, known) for agent in agents]
        told = {words[a.head_start : a.head_end]: a for a in agents if a.key}
        taken = Taken((agent.start, agent.end) for agent in agents)
        new = [self._agent(words, one, told) for one in found
               if words[one.start : one.end] in known and not taken.touches(one.start, one.end)]
        return tuple(sorted({a.start: a for a in (*new, *agents)}.values(),
                            key=lambda agent: (agent.start, agent.end)))

    # --- where somebody speaks --------------------------------------------------------------

    def _all(self, text: str, sayings: tuple[int, ...]) -> Iterator[_Found]:
        for verb in (*sayings, *(match.start() for match in _QUOTED.finditer(text))):
            yield from self._before(text, verb)
        heads = list(_HEAD.finditer(text))
        often = Counter(head["name"] for head in heads)
        for head in heads:
            for one in self._before(text, head.end("name")):
                # A list of people (甲：某地人) has each once.
                if one.start == head.start("name") and often[head["name"]] >= _OFTEN:
                    yield replace(one, sure=True)

    def _before(self, text: str, end: int) -> Iterator[_Found]:
        """The name that ends at a place, if one does."""
        for start, sure in self._starts(text, end):
            name = text[start:end]
            if not name.endswith(self._not_people) and self._begins_clean(text, start):
                yield _Found(start, end, sure or self._after_title(text, start))
                return

    def _starts(self, text: str, end: int) -> Iterator[tuple[int, bool]]:
        """Where a name that ends here may begin, and if its form is sure; likely ones first."""
        low = max(0, end - _LONGEST_LATIN)
        if latin := _LATIN.search(text[low:end]):
            yield low + latin.start(), " " in latin.group()
            return
        if end and (text[end - 1] in self._not_at_end or not _is_chinese(text[end - 1])):
            return
        for length in (5, 4, 3):
            name = text[end - length : end] if end >= length else ""
            if any(0 < length - n <= 3 and name[:n] in self._long for n in self._long_sizes) and (
                    all(map(_is_chinese, name))):
                yield end - length, True
        begin = self._names.begins(text, end)
        if end - begin >= 3:
            yield begin, True
        for length in (3, 2):
            name = text[end - length : end] if end >= length else ""
            if name[:1] in self._surnames and all(map(_is_chinese, name)):
                yield end - length, length == 3

    def _begins_clean(self, text: str, start: int) -> bool:
        """Whether a word may begin here: after a mark, a title, or what joins clauses."""
        if not start or self._after_title(text, start):
            return True
        before = text[start - 1]
        if before.isalnum():
            return text.endswith(self._leads, 0, start)
        return True

    def _after_title(self, text: str, start: int) -> bool:
        return text.endswith(self._title_ends, 0, start)

    # --- whom to believe --------------------------------------------------------------------

    def _believed(self, text: str, found: Iterable[_Found]) -> frozenset[str]:
        """The names that are surely names, or that speak again, or are told again and again."""
        found = list(found)
        often = Counter(text[one.start : one.end] for one in found)
        sure = {text[one.start : one.end] for one in found if one.sure}
        again = {name for name, times in often.items() if times >= _OFTEN
                 or (not name.isascii() and text.count(name) >= _TOLD_ANYWHERE)}
        return frozenset(sure | again)

    def _whole(self, text: str, agent: Agent, known: frozenset[str]) -> Agent:
        """A name found by its surname with the last character that it was cut before."""
        end = agent.head_end
        longer = text[agent.head_start : end + 1]
        if agent.rule != "name-surname" or agent.end != end or longer not in known:
            return agent
        return replace(agent, end=end + 1, head_end=end + 1,
                       key=new_person_key(longer, agent.country))

    def _agent(self, text: str, one: _Found, told: dict[str, Agent]) -> Agent:
        name = text[one.start : one.end].strip()
        other = told.get(name)
        key = other.key if other else self._latin_key(text, name) or new_person_key(name, None)
        return Agent(one.start, one.end, one.start, one.end, key, "person", _RULE, _CONFIDENCE,
                     country=other.country if other else None)

    def _latin_key(self, text: str, name: str) -> str | None:
        """The key of a name in Latin letters: of the full name that it ends, where it is told."""
        if not name.isascii():
            return None
        full = next((m.group() for m in _FULL_LATIN.finditer(text)
                     if m.group().endswith(" " + name)), name)
        known = self._by_spelling.get(latin_key(full))
        return f"person/{known}" if known else new_person_key(full, None)


def _is_no_new_name(token: Token) -> bool:
    """Whether a word means something else than a person told by it alone."""
    return token.meaning("country", "organization", "role", "marker", "place") is not None or any(
        term.kind == "person" and term.strength == "strong" for term in token.terms)


def _is_chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"

