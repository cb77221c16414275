"""Who says what: dialogue, reported speech and quotations, sentence by sentence.

In Chinese official news all sentences of a paragraph after 甲指出， are 甲's; a following
paragraph that a side begins in the first person (俄方愿…) goes on with the last speaker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.sentences import Quote, Segment, quotes
from kg.extract.speech_clauses import Clause, Clauses, Speaker
from kg.extract.speech_words import SpeechWords, speech_words
from kg.knowledge.records import SpeechVerb
from kg.model import Mention

_LONGEST_HEADING = 45  # code points
_FINAL = "。！？!?；;…”」』.\""
_HEAD_REACH = 24  # code points before a name that begins a dialogue: its offices
_AFTER_NAME = re.compile(r"[^，,。：:；;！？\n]{0,8}[：:]")
_REMARK = re.compile(r"\s*[（(][^（）()\n]{0,20}[）)]\s*")
_DATED = re.compile(r"(?:[0-9]{4}年|[0-9]{1,2}月[0-9]{1,2}日|[0-9]{1,2}日)")
_QUOTED_AT_LEAST = 8  # code points; shorter quotations are names and emphasis
_LATE_CLAUSE = 60  # code points into a sentence; what comes later begins no new speech
_AFTERWARDS = 40  # code points after a quotation in which its speaker may be told
_FIRST = 12  # code points at the beginning of a paragraph in which a side is told


@dataclass(frozen=True, slots=True)
class Utterance:
    """A sentence (or the part of one that one speaker says) with who says it.

    ``speakers`` are keys. Where ``joint`` is true all who take part speak (双方表示), and
    ``speakers`` is empty. ``speaker_span`` and ``verb_span`` may lie in an earlier sentence;
    ``verb`` is None in dialogue. ``direct`` tells that the words are the speaker's own.
    """

    start: int
    end: int
    speakers: tuple[str, ...]
    joint: bool
    verb: str | None
    speaker_span: tuple[int, int] | None
    verb_span: tuple[int, int] | None
    direct: bool
    addressees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who speaks now, and how it was told."""

    speaker: Speaker
    verb: tuple[int, int] | None
    direct: bool
    addressees: tuple[str, ...] = ()
    quotation: Quote | None = None  # speaks inside it only


def attribute(
    text: str, paragraphs: Sequence[Segment], sentences: Sequence[Segment],
    mentions: Sequence[Mention], verbs: Sequence[SpeechVerb], *,
    outlets: frozenset[str] = frozenset(),
) -> tuple[Utterance, ...]:
    """The sentences that someone says, in order.

    ``mentions`` are the persons, organizations and countries of the simplified text; those in
    ``outlets`` (media) never speak.
    """
    words = speech_words(tuple(verbs))
    spoken = tuple(
        quote for quote in quotes(text) if not quote.is_title and quote.depth == 0
    )
    clauses = Clauses(text, mentions, spoken, words, outlets)
    return tuple(_Attribution(text, clauses, spoken, words).run(paragraphs, sentences))


class _Attribution:
    """One pass over a text. Holds who spoke last; made anew for every text."""

    def __init__(
        self, text: str, clauses: Clauses, spoken: tuple[Quote, ...], words: SpeechWords
    ) -> None:
        self._text, self._clauses, self._spoken, self._words = text, clauses, spoken, words
        self._voice: _Voice | None = None
        self._previous: Speaker | None = None
        self._found: list[Utterance] = []

    def run(
        self, paragraphs: Sequence[Segment], sentences: Sequence[Segment]
    ) -> list[Utterance]:
        """Attributes every paragraph in turn."""
        rest = list(reversed(sentences))
        for paragraph in paragraphs:
            own: list[Segment] = []
            while rest and rest[-1].start < paragraph.end:
                own.append(rest.pop())
            if own:
                self._paragraph(paragraph, own)
        return self._found

    # --- paragraphs -----------------------------------------------------------------------

    def _paragraph(self, paragraph: Segment, sentences: list[Segment]) -> None:
        if self._is_heading(paragraph):
            self._voice = None
            return
        head = self._dialogue_head(paragraph)
        if head is not None:
            self._voice = _Voice(head, None, True)
            self._previous = head
        elif self._words.asker.match(self._text, paragraph.start):
            self._voice = None
        if head is not None:
            for sentence in sentences:
                self._say(sentence, self._voice)
            return
        self._voice = self._carried(paragraph, sentences[0])
        in_dialogue = self._voice is not None and self._voice.verb is None
        for number, sentence in enumerate(sentences):
            self._sentence(sentence, first=number == 0, dialogue=in_dialogue)

    def _is_heading(self, paragraph: Segment) -> bool:
        words = paragraph.of(self._text)
        return len(words) <= _LONGEST_HEADING and words[-1] not in _FINAL

    def _dialogue_head(self, paragraph: Segment) -> Speaker | None:
        """习近平: at the beginning of a paragraph."""
        limit = min(paragraph.end, paragraph.start + _HEAD_REACH)
        for mention in self._clauses.mentions(paragraph.start, limit):
            colon = self._colon_after(mention)
            before = self._text[paragraph.start : mention.start]
            if mention.kind == "person" and colon and not set(before) & set("，,。：:；;“「"):
                verbs = self._words.found(self._text, paragraph.start, colon)
                return None if list(verbs) else _speaker(mention)
        return None

    def _colon_after(self, mention: Mention) -> int | None:
        """Where the colon after a name ends, a remark or title between them allowed."""
        at = mention.end
        remark = _REMARK.match(self._text, at)
        match = _AFTER_NAME.match(self._text, remark.end() if remark else at)
        if match is None:
            return None
        title = match.group()[:-1].strip()
        known = not title or title in self._words.lists["titles"]
        return match.end() if known else None

    def _carried(self, paragraph: Segment, first: Segment) -> _Voice | None:
        """Who goes on speaking in a new paragraph without being named."""
        voice = self._voice
        if voice is None or voice.quotation is not None or not voice.speaker.known:
            return None
        if self._is_narrative(first, voice):
            return None
        if voice.verb is None:
            return voice
        return voice if self._is_first_person(paragraph) else None

    def _is_first_person(self, paragraph: Segment) -> bool:
        """俄方愿…, 我们…, 中国将…: a side goes on."""
        limit = min(paragraph.end, paragraph.start + _FIRST)
        side = self._words.side.match(self._text, paragraph.start, limit)
        if side:
            return True
        named = self._clauses.mentions(paragraph.start, limit)
        return bool(named) and named[0].start == paragraph.start and named[
            0
        ].kind != "person" and self._words.modal.match(self._text, named[0].end) is not None

    def _is_narrative(self, sentence: Segment, voice: _Voice) -> bool:
        """Whether the reporter tells a sentence: it has a day, an act, or the speaker's name."""
        start, end = sentence.start, sentence.end
        if _DATED.match(self._text, start, end) or self._words.starts_with(
            "narrative_beginnings", self._text, start, end
        ):
            return True
        if self._words.holds("narrative", self._text, start, end):
            return True
        named = self._clauses.mentions(start, min(end, start + _FIRST))
        return bool(named) and named[0].start == start and (
            named[0].candidate in voice.speaker.keys and named[0].kind == "person"
        )

    # --- sentences ------------------------------------------------------------------------

    def _sentence(self, sentence: Segment, *, first: bool, dialogue: bool) -> None:
        quoted = self._quotation_of(sentence)
        if quoted is not None:
            self._inside(sentence, quoted)
            return
        clauses = [
            clause for clause in self._clauses.find(sentence, self._previous)
            if self._begins(clause, sentence, first=first, dialogue=dialogue)
        ]
        if not clauses:
            self._without_clause(sentence, first=first)
            return
        for number, clause in enumerate(clauses):
            start = clause.start if number else sentence.start
            last = number + 1 == len(clauses)
            end = sentence.end if last else clauses[number + 1].start
            self._report(Segment(start, end), clause)

    def _begins(self, clause: Clause, sentence: Segment, *, first: bool, dialogue: bool) -> bool:
        """Whether a clause begins a new speech, not one told inside another."""
        voice = self._voice
        if voice is None or voice.quotation is not None:
            return True
        late = clause.start - sentence.start > _LATE_CLAUSE
        same = set(clause.speaker.keys) <= set(voice.speaker.keys) and clause.speaker.known
        if dialogue or (late and not same):
            return first and not late and clause.speaker.is_person
        punctuated = self._text[clause.verb[1] : clause.verb[1] + 1] in "，,：:“「"
        if clause.speaker.joint or not clause.speaker.known:
            return punctuated or first
        if clause.speaker.is_person:
            return True
        if self._text[clause.verb[0] : clause.verb[1]] in self._words.stance:
            return False
        return punctuated or not voice.speaker.is_person

    def _report(self, segment: Segment, clause: Clause) -> None:
        speaker = clause.speaker
        quotation = self._opened_after(clause)
        self._voice = _Voice(speaker, clause.verb, quotation is not None, clause.addressees,
                             quotation)
        if speaker.known:
            self._previous = speaker
        self._say(segment, replace(self._voice, direct=self._is_direct(segment)))

    def _without_clause(self, sentence: Segment, *, first: bool) -> None:
        voice = self._voice
        if voice is None:
            return
        if voice.quotation is not None or self._is_narrative(sentence, voice):
            self._voice = None
            return
        self._say(sentence, voice)

    def _say(self, segment: Segment, voice: _Voice | None) -> None:
        if voice is None or not voice.speaker.known:
            return
        verb = self._text[slice(*voice.verb)] if voice.verb else None
        self._found.append(Utterance(
            segment.start, segment.end, voice.speaker.keys, voice.speaker.joint, verb,
            voice.speaker.span, voice.verb, voice.direct, voice.addressees,
        ))

    # --- quotations -----------------------------------------------------------------------

    def _opened_after(self, clause: Clause) -> Quote | None:
        """The quotation that a clause opens: 甲说：“….”"""
        low, high = clause.verb[1], clause.verb[1] + 3
        return next(
            (quote for quote in self._spoken if low <= quote.start <= high and _is_long(quote)),
            None,
        )

    def _quotation_of(self, sentence: Segment) -> Quote | None:
        """The quotation a sentence begins in or with, where it holds the whole sentence."""
        return next(
            (quote for quote in self._spoken
             if quote.start <= sentence.start < quote.end and sentence.end <= quote.end
             and _is_long(quote)),
            None,
        )

    def _inside(self, sentence: Segment, quotation: Quote) -> None:
        voice = self._voice
        if voice is None or voice.quotation != quotation:
            told = self._told_afterwards(quotation)
            if told is not None:
                voice = _Voice(told.speaker, told.verb, True, told.addressees, quotation)
            elif voice is not None and voice.quotation is not None:
                voice = replace(voice, quotation=quotation)
        if voice is None:
            return
        self._voice = voice
        self._say(sentence, replace(voice, direct=True))

    def _told_afterwards(self, quotation: Quote) -> Clause | None:
        """The clause right after a quotation that tells who said it: “….”甲说."""
        end = self._text.find("\n", quotation.end)
        limit = min(end if end >= 0 else len(self._text), quotation.end + _AFTERWARDS)
        start = quotation.end
        while start < limit and self._text[start] in "，, ":
            start += 1
        found = self._clauses.find(Segment(start, limit), self._previous) if start < limit else []
        return found[0] if found and found[0].start == start else None

    def _is_direct(self, segment: Segment) -> bool:
        """Whether most of a sentence is quoted."""
        quoted = sum(
            min(quote.end, segment.end) - max(quote.start, segment.start)
            for quote in self._spoken
            if quote.start < segment.end and segment.start < quote.end and _is_long(quote)
        )
        return 2 * quoted >= segment.end - segment.start


def _is_long(quote: Quote) -> bool:
    return quote.end - quote.start >= _QUOTED_AT_LEAST


def _speaker(mention: Mention) -> Speaker:
    return Speaker((mention.candidate,), (mention.start, mention.end),
                   kinds=frozenset({mention.kind}))
