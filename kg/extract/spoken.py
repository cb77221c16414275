"""Sentences, and who says them, as layers."""

from __future__ import annotations

from kg.extract.annotations import Agent, Text, Utterance
from kg.extract.sentences import Segment, paragraphs, sentences
from kg.extract.speech import attribute
from kg.knowledge import Knowledge
from kg.model import Mention


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
        self._outlets = frozenset(
            f"organization/{record.id}"
            for record in knowledge.organizations.values() if record.outlet
        )

    def extract(self, text: Text) -> tuple[Utterance, ...]:
        """Every sentence with a speaker, in order."""
        agents: tuple[Agent, ...] = text.layer("agents")
        mentions = tuple(
            Mention(a.kind, a.head_start, a.head_end, text.simplified[a.head_start : a.head_end],
                    a.key, a.rule, a.confidence)
            for a in agents if a.key is not None
        )
        return attribute(
            text.simplified, paragraphs(text.simplified), text.layer("sentences"), mentions,
            self._verbs, outlets=self._outlets,
        )
