"""Signs by which a reader tells headings, dialogue, and what the reporter tells himself."""

from __future__ import annotations

import re

from kg.extract.sentences import Segment
from kg.extract.speech_clauses import Clauses
from kg.extract.speech_subjects import Speaker
from kg.extract.speech_words import SpeechWords
from kg.model import Mention

_LONGEST_HEADING = 45  # code points
_FINAL = "。！？!?；;…”」』.\""
_HEAD_REACH = 24  # code points before a name that begins a dialogue: its offices
_AFTER_NAME = re.compile(r"[^，,。：:；;！？\n]{0,8}[：:]")
_REMARK = re.compile(r"\s*[（(][^（）()\n]{0,20}[）)]\s*")
_YEAR = re.compile(r"[0-9]{4}年")
_DAY = re.compile(r"(?:[0-9]{4}年)?[0-9]{1,2}(?:月[0-9]{1,2})?日")
_FIRST = 12  # code points at the beginning of a paragraph in which a side is told
_ENDS_NAME = "，,。：:；;“「"


class Signs:
    """The signs in one text."""

    def __init__(self, text: str, clauses: Clauses, words: SpeechWords) -> None:
        self._text, self._clauses, self._words = text, clauses, words

    def is_heading(self, paragraph: Segment) -> bool:
        """Whether a paragraph is a short line without a final mark."""
        words = paragraph.of(self._text)
        return len(words) <= _LONGEST_HEADING and words[-1] not in _FINAL

    def asks(self, paragraph: Segment) -> bool:
        """记者: at the beginning of a paragraph, or the outlet that asks."""
        if self._words.asker.match(self._text, paragraph.start) is not None:
            return True
        limit = min(paragraph.end, paragraph.start + _HEAD_REACH)
        colon = next((at for at in range(paragraph.start, limit) if self._text[at] in "：:"), None)
        return colon is not None and self._clauses.is_outlet(paragraph.start, colon)

    def dialogue_head(self, paragraph: Segment) -> Speaker | None:
        """习近平: at the beginning of a paragraph."""
        limit = min(paragraph.end, paragraph.start + _HEAD_REACH)
        for mention in self._clauses.mentions(paragraph.start, limit):
            if mention.kind != "person":
                continue
            colon = self._colon_after(mention)
            before = self._text[paragraph.start : mention.start]
            if colon is None or set(before) & set(_ENDS_NAME):
                return None
            verbs = self._words.found(self._text, paragraph.start, colon)
            return None if list(verbs) else _speaker(mention)
        return None

    def _colon_after(self, mention: Mention) -> int | None:
        """Where the colon after a name ends, a remark or title between them allowed."""
        remark = _REMARK.match(self._text, mention.end)
        match = _AFTER_NAME.match(self._text, remark.end() if remark else mention.end)
        if match is None:
            return None
        title = match.group()[:-1].strip()
        return match.end() if not title or title in self._words.lists["titles"] else None

    def goes_on(self, paragraph: Segment) -> bool:
        """俄方愿…, 我们…, 中国将…, 二是…: a side goes on speaking in a new paragraph."""
        limit = min(paragraph.end, paragraph.start + _FIRST)
        if self._words.side.match(self._text, paragraph.start, limit) or self._words.starts_with(
            "points", self._text, paragraph.start, limit
        ):
            return True
        named = self._clauses.mentions(paragraph.start, limit)[:1]
        return any(
            mention.start == paragraph.start and mention.kind != "person"
            and self._words.modal.match(self._text, mention.end) is not None
            for mention in named
        )

    def is_narrative(self, sentence: Segment, speaker: Speaker, *, new_paragraph: bool) -> bool:
        """Whether the reporter tells a sentence: by a day, an act, or the speaker's name.

        A year begins a story where a paragraph begins; in a speech it may be told about.
        """
        start, end = sentence.start, sentence.end
        if _DAY.match(self._text, start, end) or self._words.starts_with(
            "narrative_beginnings", self._text, start, end
        ):
            return True
        if new_paragraph and _YEAR.match(self._text, start, end):
            return True
        if self._words.holds("narrative", self._text, start, end) and not self._words.holds(
            "first_person", self._text, start, end
        ):
            return True
        return any(
            mention.start == start and mention.kind == "person"
            and mention.candidate in speaker.keys
            for mention in self._clauses.mentions(start, min(end, start + _FIRST))[:1]
        )


def _speaker(mention: Mention) -> Speaker:
    return Speaker((mention.candidate,), (mention.start, mention.end),
                   kinds=frozenset({mention.kind}))
