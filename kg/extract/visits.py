"""Visits: who is abroad, and which country receives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extract.annotations import (
    Agent,
    EventCandidate,
    PlaceName,
    ResolvedDate,
    Role,
    Token,
)
from kg.extract.geography import country_finder
from kg.extract.scene import Scene
from kg.knowledge import Knowledge

_NEXT = re.compile("[、，,和及以]")  # after the days of one traveller: the next one
_PAUSE = re.compile("[。；;]")


class Visits:
    """What the knowledge of places tells of a visit."""

    def __init__(self, knowledge: Knowledge) -> None:
        lists = knowledge.lists
        self._arrivals = frozenset(lists["grammar.arrivals"] + lists["grammar.goings"])
        self._country = country_finder(knowledge, whole=True)
        self._own = country_finder(knowledge)
        self._formal = re.compile("|".join(lists["grammar.formal_visits"]))
        self._together = re.compile("|".join(lists["grammar.side_by_side"]))

    def is_one(
        self, scene: Scene, word: Token, roles: Iterable[Role], places: Sequence[PlaceName]
    ) -> bool:
        """Whether a visit is told of a person; who only arrives is abroad, or there to visit."""
        people = [role.agent for role in roles
                  if role.agent.kind == "person" or role.agent.rule == "delegation"]
        hosts = {self._own(place.key) for place in places}
        homes = {agent.country for agent in people}
        if not people or (len(homes) == 1 and homes == hosts and None not in homes):
            return False  # at home
        if word.surface not in self._arrivals:
            return True
        there = {self._country(place.key) for place in places}
        return "访" in scene.text[scene.start : scene.end] or any(
            (agent.country is not None and there.isdisjoint({agent.country, None}))
            or (agent.country is None
                and any(o.of and o.of.startswith("organization/") for o in agent.offices))
            for agent in people)

    def trips(self, scene: Scene, word: Token, base: EventCandidate) -> Iterator[EventCandidate]:
        """The visits that a candidate tells: one for each who travels on his own.

        甲、乙将对丙国进行国事访问: heads of state are received one by one; 甲将于5日至7日、乙将于
        8日对丙国进行访问: each on days of his own. A trip to several countries is one visit.
        """
        visit = self._with_hosts(base)
        own = _own_days(scene, base)
        if own:
            for agent, day in own:
                yield replace(visit, roles=_alone(visit, agent), date=day)
        elif self._is_formal(scene, word, base):
            for role in base.roles:
                yield replace(visit, roles=_alone(visit, role.agent))
        else:
            yield visit

    def _is_formal(self, scene: Scene, word: Token, base: EventCandidate) -> bool:
        """Whether people of different countries make formal visits, and none together."""
        homes = [role.agent.country for role in base.roles]
        apart = len(homes) > 1 and None not in homes and len(set(homes)) == len(homes)
        return apart and self._formal.search(word.surface) is not None and (
            self._together.search(scene.text, scene.start, word.start) is None)

    def _with_hosts(self, visit: EventCandidate) -> EventCandidate:
        """The visit with the countries that receive, where it is told who they are."""
        homes = {role.agent.country for role in visit.roles
                 if not role.agent.rule.startswith("pronoun")}  # whose home is told elsewhere
        hosts: dict[str, Role] = {}
        for place in visit.places:
            country = self._own(place.key)
            if country is not None and None not in homes and country not in homes:
                hosts.setdefault(country, _host(place, country))
        return replace(visit, roles=(*visit.roles, *hosts.values()))


def _host(place: PlaceName, country: str) -> Role:
    start, end = place.start, place.end
    agent = Agent(start, end, start, end, country, "country", "host-by-place", 0.8,
                  country=country)
    return Role("kg:host", agent, guest=True)


def _alone(visit: EventCandidate, agent: Agent) -> tuple[Role, ...]:
    """The roles of a visit of one alone: his, and that of who receives."""
    hosts = tuple(role for role in visit.roles if role.guest)
    own = next((role for role in visit.roles if role.agent is agent), None)
    return (own or Role(visit.roles[0].predicate, agent), *hosts)


def _own_days(
    scene: Scene, visit: EventCandidate
) -> list[tuple[Agent, ResolvedDate]]:
    """Who travels with the days of each, where the text tells them one by one; else nothing."""
    found: list[tuple[Agent, ResolvedDate]] = []
    people = [a for a in scene.actors() if a.kind == "person" and a.end <= visit.start]
    for agent, following in zip(people, (*people[1:], None), strict=False):
        end = following.start if following else visit.start
        days = [d for d in scene.dates if agent.end <= d.start and d.end <= end]
        gap = scene.text[days[0].end : end] if days else ""
        if len(days) == 1 and (_NEXT.match(gap) if following else not _PAUSE.search(gap)):
            found.append((agent, days[0]))
        else:
            found.clear()
    return found if len(found) > 1 else []
