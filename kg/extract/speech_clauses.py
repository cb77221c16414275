"""The clause that tells who says something: a subject, and a verb that reports speech."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extract.sentences import Segment
from kg.extract.speech_quotes import Quotations
from kg.extract.speech_subjects import CLAUSE_MARKS, OBJECT_GAP, Speaker, Subjects
from kg.extract.speech_words import SpeechWords
from kg.model import Mention

_MARKS = CLAUSE_MARKS + "“”「」『』\"＂"
_SHORTEST_SUBJECT, _LONGEST_SUBJECT = 2, 30  # code points of a subject without a mention
_STANCE_REACH = 10  # code points between a subject and a verb of stance
_ANNOUNCED_WITHIN = 8  # code points after a verb that tell how many points follow
_LONGEST_CLAUSE = 200  # code points; a longer one is no clause but a text without marks
_LONGEST_ASIDE = 60  # code points in brackets
_CLAUSES_BACK = 6  # clauses before the one of the verb that may hold its subject
_PUNCTUATED = "，,：:“「『\"…—"


@dataclass(frozen=True, slots=True)
class Clause:
    """A subject and its verb. ``speaker`` without keys is somebody the graph cannot name."""

    start: int
    speaker: Speaker
    verb: tuple[int, int]
    addressees: tuple[str, ...] = ()


class Clauses:
    """Finds the reporting clauses of one text."""

    def __init__(
        self, text: str, mentions: Sequence[Mention], quotations: Quotations,
        words: SpeechWords, outlets: frozenset[str], offices: Mapping[int, int],
    ) -> None:
        self._text = text
        self._subjects = Subjects(text, mentions, words, outlets, offices)
        self._quotations = quotations
        self._words = words

    def mentions(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie in a stretch, of overlapping ones the longest."""
        return self._subjects.mentions(start, end)

    def is_outlet(self, start: int, end: int) -> bool:
        """Whether exactly an outlet is named here."""
        return self._subjects.is_outlet(start, end)

    def told_of(self, sentence: Segment) -> Speaker | None:
        """The person that a sentence begins to tell of."""
        return self._subjects.begins(sentence.start, sentence.end)

    def find(self, sentence: Segment, previous: Speaker | None) -> list[Clause]:
        """The clauses of a sentence outside quotations: the first, and those said in turn."""
        found: list[Clause] = []
        verbs = [
            verb for verb in self._words.found(self._text, sentence.start, sentence.end)
            if self._quotations.around(verb[0]) is None and not self._aside(sentence, verb[0])
        ]
        for verb in verbs:
            if found and not self._in_turn(found[-1], verb):
                clause = self._told_inside(sentence, found[-1], verb)
            else:
                clause = self._clause(sentence, verb, previous)
            # A verb whose subject is that of an earlier verb begins no words of its own.
            if clause is not None and (not found or clause.start >= found[-1].verb[1]):
                found.append(self._with_last_verb(clause, verbs, sentence.end))
        return found

    def _aside(self, sentence: Segment, at: int) -> bool:
        """Whether a place is in brackets: （中国称西沙群岛）."""
        low = max(sentence.start, at - _LONGEST_ASIDE)
        return max(self._text.rfind(mark, low, at) for mark in "（(") > max(
            self._text.rfind(mark, low, at) for mark in "）)"
        )

    # --- one verb -------------------------------------------------------------------------

    def _in_turn(self, clause: Clause, verb: tuple[int, int]) -> bool:
        if verb[0] < clause.verb[1]:
            return False
        start = self._clause_start(clause.verb[1], verb[0])
        return start > clause.verb[1] and self._words.holds(
            "in_turn", self._text, start, verb[0]
        )

    def _told_inside(
        self, sentence: Segment, clause: Clause, verb: tuple[int, int]
    ) -> Clause | None:
        """Another who is told to speak, by name and with a mark (甲国外交部称，外长乙表示，…)."""
        start = self._clause_start(sentence.start, verb[0])
        if start <= clause.verb[1]:
            return None
        if self._tells_of_others(clause.speaker):
            return self._by_account(Segment(clause.verb[1] + 1, sentence.end), verb)
        if self._is_stance(verb):
            return None
        speaker = self._subjects.named(start, verb[0], far=False)
        if speaker is None or not speaker.is_person:
            return None
        return Clause(start, speaker, verb)

    def _tells_of_others(self, speaker: Speaker) -> bool:
        """Whether an office or a report speaks: what it tells of a person is that person's."""
        return not speaker.is_person and not speaker.joint and self._words.ends_with(
            "accounts", self._text, speaker.span[0], self._without_adverbs(*speaker.span))

    def _by_account(self, told: Segment, verb: tuple[int, int]) -> Clause | None:
        """外长乙同甲通话，强调… and 双方强调… in what an office tells."""
        clause = self._clause(told, verb, None)
        if clause is None or not (clause.speaker.joint or clause.speaker.is_person):
            return None
        return clause

    def _with_last_verb(
        self, clause: Clause, verbs: list[tuple[int, int]], limit: int
    ) -> Clause:
        """The verb that introduces the words: 说 in 谈到气候问题时说，."""
        end = self._clause_end(clause.verb[1], limit)
        later = [
            verb for verb in verbs
            if clause.verb[1] <= verb[0] and verb[1] <= end
            and self._text[verb[1] : verb[1] + 1] in _PUNCTUATED
        ]
        verb = later[-1] if later else clause.verb
        return Clause(clause.start, clause.speaker, verb,
                      self._addressees(clause.speaker, clause.start, verb))

    def _clause_start(self, low: int, at: int) -> int:
        low = max(low, at - _LONGEST_CLAUSE)
        while at > low and self._text[at - 1] not in _MARKS:
            at -= 1
        return at

    def _clause_end(self, at: int, limit: int) -> int:
        limit = min(limit, at + _LONGEST_CLAUSE)
        while at < limit and self._text[at] not in _MARKS:
            at += 1
        return at

    def _clause(
        self, sentence: Segment, verb: tuple[int, int], previous: Speaker | None
    ) -> Clause | None:
        """The subject of a verb: in its own clause, else at the beginning of one before it."""
        start = self._clause_start(sentence.start, verb[0])
        own = self._subject(sentence, start, verb, previous)
        if own is not None or verb[0] - start > OBJECT_GAP:
            return Clause(start, own, verb) if own else None
        for _ in range(_CLAUSES_BACK):
            if start <= sentence.start:
                break
            end, start = start - 1, self._clause_start(sentence.start, start - 1)
            if self._quotations.around(start) is not None:
                return None
            if self._starts_with_first_person(start):
                return None
            speaker = self._subject(sentence, start, (end, end), previous, far=True)
            if speaker is not None:
                return Clause(start, speaker, verb)
        return None

    def _told_before(self, sentence: Segment, start: int) -> Speaker | None:
        """The person with whom the sentence begins, for 他 in a later clause of it."""
        if self._words.pronoun.match(self._text, sentence.start, start):
            return None
        return self._subjects.begins(sentence.start, start)

    def _subject(
        self, sentence: Segment, start: int, verb: tuple[int, int], previous: Speaker | None, *,
        far: bool = False,
    ) -> Speaker | None:
        if self._starts_with_first_person(start) or self._first_person_right_before(start, verb[0]):
            return None
        if joint := self._joint(start, verb[0]):
            return joint
        named = self._subjects.named(start, verb[0], far=far)
        if named is not None:
            near = verb[0] - named.span[1] <= _STANCE_REACH or self._announces(verb)
            return named if far or near or not self._is_stance(verb) else None
        pronoun = self._words.pronoun.match(self._text, start, verb[0])
        if pronoun:
            previous = self._told_before(sentence, start) or previous
        if pronoun and previous is not None:
            # 尽管甲…，但他承诺 is told of the person spoken of last, as is 他说.
            several = previous.joint or len(previous.keys) > 1
            if pronoun.group() in self._words.lists["plural"] and not several:
                return Speaker((), pronoun.span())
            return Speaker(previous.keys, pronoun.span(), previous.joint, previous.kinds)
        if far:
            return None
        return Speaker((), (start, verb[0])) if self._is_unknown(start, verb) else None

    def _announces(self, verb: tuple[int, int]) -> bool:
        """Whether points follow that are counted out: 提出三点意见."""
        return self._words.holds("announced", self._text, verb[1], verb[1] + _ANNOUNCED_WITHIN)

    def _is_unknown(self, start: int, verb: tuple[int, int]) -> bool:
        """Whether somebody speaks whom no mention names: 专家表示, 省长雷说，."""
        end = self._without_adverbs(start, verb[0])
        if self._words.ends_with("others", self._text, start, end):
            return True
        said = self._text[slice(*verb)]
        return (
            _SHORTEST_SUBJECT <= end - start <= _LONGEST_SUBJECT
            and said not in self._words.stance
            and self._text[verb[1] : verb[1] + 1] in _PUNCTUATED
            and not self._words.holds("no_speakers", self._text, start, end)
            and not self._words.holds("first_person", self._text, start, end)
            and not self._words.ends_with("unfinished", self._text, start, end)
        )

    def _is_stance(self, verb: tuple[int, int]) -> bool:
        return self._text[slice(*verb)] in self._words.stance

    def _starts_with_first_person(self, start: int) -> bool:
        return self._words.starts_with("first_person", self._text, start, len(self._text))

    def _first_person_right_before(self, start: int, end: int) -> bool:
        """我对…表示祝贺 stands inside what somebody says; 大家 too."""
        return self._words.holds("first_person", self._text, start, end) and not self.mentions(
            start, end
        )

    def _without_adverbs(self, start: int, end: int) -> int:
        while adverb := self._words.ending("adverbs", self._text, start, end):
            end -= len(adverb)
        return end

    def _joint(self, start: int, end: int) -> Speaker | None:
        match = self._words.joint.match(self._text, start, end)
        if match is None or match.end() != end:
            return None
        return Speaker((), match.span(), joint=True)

    def _addressees(
        self, speaker: Speaker, start: int, verb: tuple[int, int]
    ) -> tuple[str, ...]:
        """对X说, 告诉X: whom the words are said to."""
        before = [
            mention.candidate for mention in self.mentions(speaker.span[1], verb[0])
            if self._text[max(start, mention.start - 8) : mention.start].rstrip(
                "".join(self._words.lists["titles"])
            ).endswith(self._words.lists["to_somebody"])
        ]
        if self._words.starts_with("tells_somebody", self._text, *verb):
            end = self._clause_end(verb[1], len(self._text))
            before += [
                mention.candidate
                for mention in self.mentions(verb[1], end)[:1]
            ]
        return tuple(key for key in dict.fromkeys(before) if key not in speaker.keys)
