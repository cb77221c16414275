"""Groups of several countries without a name of their own: whom somebody meets as such.

会见国际工商界代表, 接见外国驻华使节: no country and no person is told, yet somebody is met.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.annotations import Agent
from kg.extract.lookup import new_group_key
from kg.knowledge import Knowledge


class GroupFinder:
    """Finds the groups that stand right after a word of meeting and end its clause."""

    def __init__(self, knowledge: Knowledge) -> None:
        lists = knowledge.lists
        met = sorted((v.verb for v in knowledge.contact_verbs if v.frame == "transitive"
                      and v.event == "Meeting"), key=len, reverse=True)
        heads = "|".join(sorted(lists["grammar.group_ends"], key=len, reverse=True))
        marks = "|".join(lists["grammar.group_marks"])
        self._group = re.compile(
            f"(?:{'|'.join(met)})(?:了)?(?:[^，,。；;：:、\\n]{{0,40}}的)?"
            f"(?P<group>(?=[^，,。；;：:\\n]{{0,14}}(?:{marks}))"
            f"[^，,。；;：:\\n]{{2,20}}?(?:{heads}))(?:一行|等)?(?=[，,。；;\\s]|并|时|$)")

    def find(self, text: str, agents: Sequence[Agent]) -> list[Agent]:
        """The agents with the groups, which stand for the countries in their names."""
        found = list(agents)
        for match in self._group.finditer(text):
            start, end = match.span("group")
            inside = [agent for agent in found if agent.start < end and start < agent.end]
            if any(a.kind == "person" or a.start < start for a in inside):
                continue
            found = [agent for agent in found if agent not in inside]
            found.append(Agent(start, end, start, end, new_group_key(match["group"]),
                               "organization", "group", 0.8))
        return found
