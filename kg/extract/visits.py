"""Visits: who is abroad, and which country receives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extract.annotations import Agent, EventCandidate, PlaceName, Role, Token
from kg.extract.geography import country_finder
from kg.extract.scene import Scene
from kg.knowledge import Knowledge


class Visits:
    """What the knowledge of places tells of a visit."""

    def __init__(self, knowledge: Knowledge) -> None:
        lists = knowledge.lists
        self._arrivals = frozenset(lists["grammar.arrivals"] + lists["grammar.goings"])
        self._country = country_finder(knowledge, whole=True)
        self._own = country_finder(knowledge)

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

    def by_country(self, visit: EventCandidate) -> Iterator[EventCandidate]:
        """One visit for each country that receives; that of no known country as it is."""
        homes = {role.agent.country for role in visit.roles}
        stays: dict[str | None, list[PlaceName]] = {}
        for place in visit.places:
            stays.setdefault(self._own(place.key), []).append(place)
        for country, places in stays.items():
            told = replace(visit, places=tuple(places))
            if country is None or None in homes or country in homes:
                yield told
                continue
            start, end = places[0].start, places[0].end
            host = Agent(start, end, start, end, country, "country", "host-by-place", 0.8,
                         country=country)
            yield replace(told, roles=(*visit.roles, Role("kg:host", host, guest=True)))
