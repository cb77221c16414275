"""Who says what: dialogue, reported speech and quotations, sentence by sentence.

In Chinese official news all sentences of a paragraph after 甲指出， are 甲's; a following
paragraph that a side begins in the first person (俄方愿…) goes on with the last speaker.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.annotations import Utterance
from kg.extract.sentences import Quote, Segment
from kg.extract.speech_clauses import Clause, Clauses
from kg.extract.speech_quotes import Quotations
from kg.extract.speech_signs import Signs
from kg.extract.speech_subjects import Speaker
from kg.extract.speech_words import SpeechWords, speech_words
from kg.knowledge.records import SpeechVerb
from kg.model import Mention

_LATE_CLAUSE = 60  # code points into a sentence; what comes later begins no new speech
_OPENS_WITHIN = 3  # code points between a verb and the quotation it opens
_MOSTLY = 0.5  # the share of a sentence that is quoted, from which on its words are direct
_NO_WORDS = 2  # code points after a verb that are marks alone: 甲表示，乙说….
_GOES_ON = re.compile(r"[，,]\s*[^。“「”」\n]{6,}")
_AFTERWARDS = 40  # code points after a quotation in which its speaker may be told


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
    outlets: frozenset[str] = frozenset(), offices: Mapping[int, int] | None = None,
) -> tuple[Utterance, ...]:
    """The sentences that someone says, in order.

    ``mentions`` are the persons, organizations and countries of the simplified text; those in
    ``outlets`` (media) never speak. ``offices`` tells by where a name begins where the office
    before it does.
    """
    words = speech_words(tuple(verbs))
    spoken = Quotations(text)
    clauses = Clauses(text, mentions, spoken, words, outlets, offices or {})
    return tuple(_Attribution(text, clauses, spoken, words).run(paragraphs, sentences))


class _Attribution:
    """One pass over a text. Holds who spoke last; made anew for every text."""

    def __init__(
        self, text: str, clauses: Clauses, spoken: Quotations, words: SpeechWords
    ) -> None:
        self._text, self._clauses, self._spoken, self._words = text, clauses, spoken, words
        self._signs = Signs(text, clauses, words)
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
        if self._signs.is_heading(paragraph):
            self._voice = None
            return
        head = self._signs.dialogue_head(paragraph)
        if head is not None:
            self._voice, self._previous = _Voice(head, None, True), head
            for sentence in sentences:
                self._say(sentence, self._voice)
            return
        self._voice = self._carried(paragraph, sentences[0])
        in_dialogue = self._voice is not None and self._voice.verb is None
        for number, sentence in enumerate(sentences):
            self._sentence(sentence, first=number == 0, dialogue=in_dialogue)

    def _carried(self, paragraph: Segment, first: Segment) -> _Voice | None:
        """Who goes on speaking in a new paragraph without being named."""
        voice = self._voice
        if voice is None or voice.quotation is not None or not voice.speaker.known:
            return None
        if self._signs.asks(paragraph) or self._signs.is_narrative(
            first, voice.speaker, new_paragraph=True
        ):
            return None
        return voice if voice.verb is None or self._signs.goes_on(paragraph) else None

    # --- sentences ------------------------------------------------------------------------

    def _sentence(self, sentence: Segment, *, first: bool, dialogue: bool) -> None:
        quoted = self._spoken.holding(sentence)
        if quoted is not None:
            self._inside(sentence, quoted)
            return
        clauses = [
            clause for clause in self._clauses.find(sentence, self._previous)
            if self._begins(clause, sentence, first=first, dialogue=dialogue)
        ]
        if not clauses:
            self._without_clause(sentence)
            return
        for number, clause in enumerate(clauses):
            start = clause.start if number else sentence.start
            last = number + 1 == len(clauses)
            end = sentence.end if last else clauses[number + 1].start
            if last or end - clause.verb[1] > _NO_WORDS:
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
        punctuated = self._is_punctuated(clause)
        if clause.speaker.joint or not clause.speaker.known:
            return punctuated or first or not (clause.speaker.joint or self._is_stance(clause))
        if clause.speaker.is_person:
            return same or first or not self._is_told_inside(clause, sentence, punctuated)
        return not self._is_stance(clause) and (punctuated or not voice.speaker.is_person)

    def _is_told_inside(self, clause: Clause, sentence: Segment, punctuated: bool) -> bool:
        """习近平主席提出…, 我记得乙强调，: a speaker tells what another one said."""
        if self._words.holds("first_person", self._text, sentence.start, clause.start):
            return True
        after = clause.speaker.span[1], clause.verb[0]
        titled = self._words.starts_with("titles", self._text, *after)
        often = self._words.holds("told_of_before", self._text, *after)
        begins = self._words.is_only(
            "conjunctions", self._text, sentence.start, clause.start)
        return titled and (often or not (punctuated and begins))

    def _report(self, segment: Segment, clause: Clause) -> None:
        speaker = clause.speaker
        quotation = self._opened_after(clause)
        self._voice = _Voice(speaker, clause.verb, quotation is not None, clause.addressees,
                             quotation)
        if speaker.is_person or not speaker.keys:
            self._previous = speaker  # whom 他 means; never a country
        direct = quotation is not None or self._spoken.share(segment) >= _MOSTLY
        self._say(segment, replace(self._voice, direct=direct))
        if quotation is None and not self._goes_on_after(clause, segment):
            self._voice = None

    def _goes_on_after(self, clause: Clause, segment: Segment) -> bool:
        """Whether the next sentences may be the speaker's too. 甲支持停火。 ends with itself."""
        if self._is_punctuated(clause):
            return True
        if self._words.holds("announced", self._text, clause.verb[1], segment.end):
            return True  # 甲提出三点意见。一是…
        if not self._is_stance(clause):
            return clause.speaker.is_person or clause.speaker.joint
        later = self._words.found(self._text, clause.verb[1], segment.end)
        return clause.speaker.is_person and any(
            self._text[slice(*verb)] not in self._words.stance for verb in later
        )

    def _is_stance(self, clause: Clause) -> bool:
        return self._text[slice(*clause.verb)] in self._words.stance

    def _is_punctuated(self, clause: Clause) -> bool:
        return self._text[clause.verb[1] : clause.verb[1] + 1] in "，,：:“「"

    def _without_clause(self, sentence: Segment) -> None:
        voice = self._voice
        if voice is None:
            self._previous = self._clauses.told_of(sentence) or self._previous
            return
        if voice.quotation is not None or self._signs.is_narrative(
            sentence, voice.speaker, new_paragraph=False
        ):
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
        return self._spoken.opened_between(clause.verb[1], clause.verb[1] + _OPENS_WITHIN)

    def _inside(self, sentence: Segment, quotation: Quote) -> None:
        voice = self._voice
        if voice is None or voice.quotation != quotation:
            told = self._told_afterwards(quotation)
            if told is not None and not self._has_words_of_his_own(told, quotation):
                voice = _Voice(told.speaker, told.verb, True, told.addressees, quotation)
            elif voice is not None and voice.quotation is not None:
                voice = replace(voice, quotation=quotation)
        if voice is None:
            return
        self._voice = voice
        self._say(sentence, replace(voice, direct=True))

    def _has_words_of_his_own(self, told: Clause, quotation: Quote) -> bool:
        """Whether who is named after a whole quotation goes on to say something else himself.

        甲说，…。“….”乙表示，…: the quotation is 甲's.
        """
        voice = self._voice
        return (
            voice is not None and voice.speaker.known and told.speaker.keys != voice.speaker.keys
            and self._text[quotation.end - 2] in "。！？"
            and _GOES_ON.match(self._text, told.verb[1]) is not None)

    def _told_afterwards(self, quotation: Quote) -> Clause | None:
        """The clause right after a quotation that tells who said it: “….”甲说."""
        end = self._text.find("\n", quotation.end)
        limit = min(end if end >= 0 else len(self._text), quotation.end + _AFTERWARDS)
        start = quotation.end
        while start < limit and self._text[start] in "，, ":
            start += 1
        found = self._clauses.find(Segment(start, limit), self._previous) if start < limit else []
        return found[0] if found and found[0].start == start else None
