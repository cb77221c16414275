"""Who was at the summit of a body, where an article names nobody: leaders of it who speak there.

欧盟领导人在布鲁塞尔举行峰会。…默克尔总理表示…: she was there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.extract.annotations import Agent, Office, Utterance
from kg.extract.local_events import LocalEvent, Participant
from kg.knowledge import Knowledge
from kg.model import LIVE

RULE = "leader-at-summit"
_HOW_SURE = 0.6


class Summits:
    """What the knowledge tells of the bodies whose leaders meet."""

    def __init__(self, knowledge: Knowledge) -> None:
        bodies = knowledge.organizations.values()
        self._members = {
            f"organization/{body.id}": frozenset(f"place/{member}" for member in body.members)
            for body in bodies if body.members
        }
        self._organs: Mapping[str, str] = {
            f"organization/{organ.id}": f"organization/{organ.parent}"
            for organ in bodies if organ.parent
        }
        self._leaders = frozenset(knowledge.lists["grammar.leaders_of_bodies"])
        self._heads = frozenset(role.id for role in knowledge.roles.values() if role.head)

    def attended(
        self, events: Sequence[LocalEvent], agents: Sequence[Agent], speeches: Iterable[Utterance]
    ) -> tuple[LocalEvent, ...]:
        """The events; those who speak, in an article whose news is one summit, attended it."""
        speakers = {key for speech in speeches for key in speech.speakers}
        news = [event for event in events if self._is_summit(event)]
        if len(news) != 1:
            return tuple(events)
        (summit,) = news
        bodies = {self._organs.get(key, key) for key in summit.keys}
        (body,) = bodies & self._members.keys()
        found: dict[str, Participant] = {}
        for agent in agents:
            office = next((o for o in agent.offices if self._leads(o, body)), None)
            if agent.key and agent.kind == "person" and agent.key in speakers and office:
                found.setdefault(agent.key, Participant(
                    "schema:attendee", agent.key, "person", agent.country, agent.head_start,
                    agent.head_end, RULE, _HOW_SURE, office))
        return tuple(_with(event, found.values()) if event is summit else event
                     for event in events)

    def _is_summit(self, event: LocalEvent) -> bool:
        """Whether an event is a gathering of one such body, told in the lead and without names."""
        bodies = {self._organs.get(key, key) for key in event.keys} & self._members.keys()
        told = any(t.candidate.lead and t.field == "text" for t in event.tellings)
        return event.type == "Conference" and len(bodies) == 1 and told and (
            event.status in LIVE
            and not any(p.kind == "person" for p in event.participants))

    def _leads(self, office: Office, body: str) -> bool:
        """Whether an office is that of a member's leader, or of the body or one of its organs."""
        if office.tenure == "former" or office.of is None:
            return False
        if office.of in self._members[body]:
            return office.role in self._heads
        return office.role in self._leaders and body in (office.of, self._organs.get(office.of))


def _with(event: LocalEvent, leaders: Iterable[Participant]) -> LocalEvent:
    """The event with more who took part, told with its first telling in the body."""
    told = list(event.tellings)
    at = next(i for i, telling in enumerate(told) if telling.field == "text")
    told[at] = replace(told[at], participants=(*told[at].participants, *leaders))
    return LocalEvent(tuple(told))
