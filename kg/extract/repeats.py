"""Names found once by pattern, met again bare: 拉马福萨 after 南非总统拉马福萨."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from ahocorasick_rs import AhoCorasick

from kg.extract.annotations import Agent, Text

_SEPARATORS = "·•‧・．"
_PATTERN_RULES = (
    "name-latin", "name-transliterated", "name-surname", "name-dotted", "name-speaks")


class RepeatedNames:
    """Provides ``agents`` anew, with the bare repetitions of names found by pattern."""

    requires = ("agents", "tokens")
    provides = "agents"

    def extract(self, text: Text) -> tuple[Agent, ...]:
        """The agents with their repetitions, in order, none overlapping."""
        agents: tuple[Agent, ...] = text.layer("agents")
        found = list(agents)
        taken = bytearray(len(text.simplified))  # 1 where a name stands already
        people = [t for t in text.layer("tokens") if t.meaning("person")]
        for item in (*agents, *people):
            taken[item.start : item.end] = b"\x01" * (item.end - item.start)
        names = dict(text.names) | dict(names_by_pattern(text.simplified, agents))
        for name, position in _places(text.simplified, names):
            end = position + len(name)
            if not taken[position:end].count(1):
                taken[position:end] = b"\x01" * len(name)
                found.append(replace(
                    names[name], start=position, end=end, head_start=position, head_end=end,
                    rule="name-repeated", confidence=0.85, offices=(),
                ))
        return tuple(sorted(found, key=lambda agent: (agent.start, agent.end)))


def _places(text: str, names: Collection[str]) -> Iterator[tuple[str, int]]:
    """Where names stand, none overlapping itself: the longest names first, each in order."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    automaton = AhoCorasick(ordered, store_patterns=False)
    last, end = -1, 0
    for index, start, stop in sorted(automaton.find_matches_as_indexes(text, overlapping=True)):
        if index != last or start >= end:
            last, end = index, stop
            yield ordered[index], start


def names_by_pattern(
    text: str, agents: tuple[Agent, ...]
) -> tuple[tuple[str, Agent], ...]:
    """The full names found by pattern, and the last parts of those with several."""
    names: dict[str, Agent] = {}
    for agent in agents:
        if agent.rule not in _PATTERN_RULES:
            continue
        full = text[agent.head_start : agent.head_end]
        parts = re.split(f"[{_SEPARATORS}]", full)
        for name in (full, parts[-1], parts[0]):
            if len(name) >= 2:
                names.setdefault(name, agent)
    return tuple(sorted(names.items()))
