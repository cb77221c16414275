"""Sentences, and who says them, as layers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from kg.extract.annotations import Agent, Text, Utterance
from kg.extract.sentences import Segment, paragraphs, sentences
from kg.extract.speech import attribute
from kg.knowledge import Knowledge
from kg.model import Mention

_Post: TypeAlias = tuple[str, str | None]  # a role, and the body in which it is held


class SentenceSplitter:
    """Provides the layer ``sentences``."""

    requires = ()
    provides = "sentences"

    def extract(self, text: Text) -> tuple[Segment, ...]:
        """The sentences, in order."""
        return sentences(text.simplified)


class SpeechFinder:
    """Provides the layer ``speech``: the sentences that someone says."""

    requires = ("sentences", "agents")
    provides = "speech"

    def __init__(self, knowledge: Knowledge) -> None:
        self._verbs = knowledge.speech_verbs
        self._roles = knowledge.roles
        self._outlets = frozenset(
            f"organization/{record.id}"
            for record in knowledge.organizations.values() if record.outlet
        )

    def extract(self, text: Text) -> tuple[Utterance, ...]:
        """Every sentence with a speaker, in order."""
        agents: tuple[Agent, ...] = text.layer("agents")
        holders = _holders(agents)
        mentions = tuple(
            mention for agent in agents
            if (mention := self._mention(agent, text.simplified, holders)) is not None
        )
        return attribute(
            text.simplified, paragraphs(text.simplified), text.layer("sentences"), mentions,
            self._verbs, outlets=self._outlets,
            offices={agent.head_start: agent.start for agent in agents if agent.offices},
        )

    def _mention(
        self, agent: Agent, text: str, holders: Mapping[_Post, str]
    ) -> Mention | None:
        """An agent as one who may speak; one told by an office alone is who is told with it."""
        key, kind, start, end = agent.key, agent.kind, agent.head_start, agent.head_end
        if key is None and agent.rule == "office-alone":
            start, end = agent.start, agent.end
            key = next((holders[post] for o in agent.offices
                        if (post := (o.role, o.of)) in holders), None)
            if key is None:
                key, kind = self._stands_for(agent), "country"
        if key is None:
            return None
        return Mention(kind, start, end, text[start:end], key, agent.rule, agent.confidence)

    def _stands_for(self, agent: Agent) -> str | None:
        """The country whose head is told by the office alone."""
        return next((o.of for o in agent.offices
                     if o.of and o.of.startswith("place/") and self._roles[o.role].head), None)


def _holders(agents: Iterable[Agent]) -> dict[_Post, str]:
    """By office, who is told with it: the first."""
    found: dict[_Post, str] = {}
    for agent in agents:
        if agent.key is not None and agent.kind == "person":
            for office in agent.offices:
                found.setdefault((office.role, office.of), agent.key)
    return found
