"""The clause that tells who says something: a subject, and a verb that reports speech."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.sentences import Segment
from kg.extract.speech_quotes import Quotations
from kg.extract.speech_words import SpeechWords
from kg.model import Mention

_CLAUSE_MARKS = "，,；;：:。！？!?\n"
_QUOTE_MARKS = "“”「」『』\"＂"
_OBJECT_GAP = 4  # the longest word before a name that makes it an object
_JOIN_GAP = 4  # code points between joint speakers: 汤姆森和古特雷斯
_SHORTEST_SUBJECT, _LONGEST_SUBJECT = 2, 30  # code points of a subject without a mention
_STANCE_REACH = 10  # code points between a subject and a verb of stance
_SUBJECT_REACH = 40  # code points between a subject and its verb in one clause
_PUNCTUATED = "，,：:“「『\"…—"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks. ``joint`` are all who take part (双方); no key then, nor for others."""

    keys: tuple[str, ...]
    span: tuple[int, int]
    joint: bool = False
    kinds: frozenset[str] = frozenset()

    @property
    def known(self) -> bool:
        """Whether the graph can name who speaks."""
        return self.joint or bool(self.keys)

    @property
    def is_person(self) -> bool:
        """Whether a person speaks, not a side."""
        return "person" in self.kinds


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
        words: SpeechWords, outlets: frozenset[str],
    ) -> None:
        self._text = text
        self._mentions = sorted(mentions, key=lambda m: (m.start, -m.end))
        self._starts = [mention.start for mention in self._mentions]
        self._quotations = quotations
        self._words = words
        self._outlets = outlets

    def mentions(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie in a stretch, of overlapping ones the longest."""
        found: list[Mention] = []
        for mention in self._mentions[bisect_left(self._starts, start) :]:
            if mention.start >= end:
                break
            if mention.end <= end and (not found or mention.start >= found[-1].end):
                found.append(mention)
        return found

    def find(self, sentence: Segment, previous: Speaker | None) -> list[Clause]:
        """The clauses of a sentence outside quotations: the first, and those said in turn."""
        found: list[Clause] = []
        verbs = [
            verb for verb in self._words.found(self._text, sentence.start, sentence.end)
            if self._quotations.around(verb[0]) is None
        ]
        for verb in verbs:
            if found and not self._in_turn(found[-1], verb):
                continue
            clause = self._clause(sentence, verb, previous)
            if clause is not None:
                found.append(self._with_last_verb(clause, verbs))
        return found

    # --- one verb -------------------------------------------------------------------------

    def _in_turn(self, clause: Clause, verb: tuple[int, int]) -> bool:
        if verb[0] < clause.verb[1]:
            return False
        start = self._clause_start(clause.verb[1], verb[0])
        return start > clause.verb[1] and self._words.holds(
            "in_turn", self._text, start, verb[0]
        )

    def _with_last_verb(self, clause: Clause, verbs: list[tuple[int, int]]) -> Clause:
        """The verb that introduces the words: 说 in 谈到气候问题时说，."""
        end = self._clause_end(clause.verb[1])
        later = [
            verb for verb in verbs
            if clause.verb[1] <= verb[0] and verb[1] <= end
            and self._text[verb[1] : verb[1] + 1] in _PUNCTUATED
        ]
        verb = later[-1] if later else clause.verb
        return Clause(clause.start, clause.speaker, verb,
                      self._addressees(clause.speaker, clause.start, verb))

    def _clause_start(self, low: int, at: int) -> int:
        while at > low and self._text[at - 1] not in _CLAUSE_MARKS + _QUOTE_MARKS:
            at -= 1
        return at

    def _clause_end(self, at: int) -> int:
        while at < len(self._text) and self._text[at] not in _CLAUSE_MARKS + _QUOTE_MARKS:
            at += 1
        return at

    def _clause(
        self, sentence: Segment, verb: tuple[int, int], previous: Speaker | None
    ) -> Clause | None:
        """The subject of a verb: in its own clause, else at the beginning of one before it."""
        start = self._clause_start(sentence.start, verb[0])
        own = self._subject(start, verb, previous)
        if own is not None or verb[0] - start > _OBJECT_GAP:
            return Clause(start, own, verb) if own else None
        while start > sentence.start:
            end, start = start - 1, self._clause_start(sentence.start, start - 1)
            if self._quotations.around(start) is not None:
                return None
            if self._starts_with_first_person(start):
                return None
            speaker = self._subject(start, (end, end), previous, far=True)
            if speaker is not None:
                return Clause(start, speaker, verb)
        return None

    def _subject(
        self, start: int, verb: tuple[int, int], previous: Speaker | None, *, far: bool = False
    ) -> Speaker | None:
        if self._starts_with_first_person(start) or self._first_person_right_before(start, verb[0]):
            return None
        if joint := self._joint(start, verb[0]):
            return joint
        named = self._named(start, verb[0], far)
        if named is not None:
            near = verb[0] - named.span[1] <= _STANCE_REACH
            return named if far or near or not self._is_stance(verb) else None
        pronoun = self._words.pronoun.match(self._text, start, verb[0])
        if pronoun and previous is not None:
            return Speaker(previous.keys, pronoun.span(), previous.joint, previous.kinds)
        if far:
            return None
        return Speaker((), (start, verb[0])) if self._is_unknown(start, verb) else None

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

    def _named(self, start: int, end: int, far: bool) -> Speaker | None:
        """The named subject of a stretch that ends where its verb begins."""
        inside = self.mentions(start, end)
        groups = self._groups(inside)
        able = [group for group in groups if self._may_speak(group, start, end)]
        if not able:
            return None
        nearest = groups[-1]
        chosen = nearest if nearest in able and self._adjacent(nearest, end) else able[0]
        if far and (chosen is not groups[0] or chosen[-1].end == end):
            return None  # what ends a clause is its object
        if len(chosen) > 1 and self._is_temporal(chosen[-1].end, end):
            chosen = chosen[:1]  # 甲和乙通电话时说: the first alone
        if far and chosen[0].start - start > _SUBJECT_REACH:
            return None
        if any(mention.candidate in self._outlets for mention in chosen):
            return Speaker((), (chosen[0].start, chosen[-1].end))
        return Speaker(
            tuple(dict.fromkeys(mention.candidate for mention in chosen)),
            (chosen[0].start, chosen[-1].end),
            kinds=frozenset(mention.kind for mention in chosen),
        )

    def _groups(self, mentions: list[Mention]) -> list[list[Mention]]:
        """Names joined by 和 or 、 together; others alone."""
        groups: list[list[Mention]] = []
        for mention in mentions:
            if mention.kind not in ("person", "organization", "country"):
                continue
            if groups and self._joined(groups[-1][-1], mention):
                groups[-1].append(mention)
            else:
                groups.append([mention])
        return groups

    def _joined(self, left: Mention, right: Mention) -> bool:
        gap = self._text[left.end : right.start]
        return right.kind == left.kind == "person" and any(
            gap.endswith(word) or gap.startswith(word) for word in self._words.lists["with"]
        ) and not set(gap) & set(_CLAUSE_MARKS)

    def _adjacent(self, group: list[Mention], end: int) -> bool:
        gap = self._text[group[-1].end : end]
        return len(gap) <= _JOIN_GAP and not self._is_temporal(group[-1].end, end)

    def _is_temporal(self, start: int, end: int) -> bool:
        """同乙通电话|时: what stands before it tells when, not who."""
        return start < end and self._words.ends_with("temporal", self._text, start, end)

    def _may_speak(self, group: list[Mention], start: int, end: int) -> bool:
        first, last = group[0], group[-1]
        before = max(start, first.start - _OBJECT_GAP)
        if self._words.ends_with("object_after", self._text, before, first.start) or (
            self._words.ends_with("with", self._text, before, first.start)
        ):
            return False
        after = self._after_title(last.end, end)
        if self._words.starts_with("owns", self._text, after, end):
            return False
        if first.kind == "person":
            return True
        if self._words.starts_with("spokespersons", self._text, after, end):
            return True
        return after == end or self._words.starts_with("acts_before", self._text, after, end)

    def _after_title(self, at: int, end: int) -> int:
        return at + len(self._words.beginning("titles", self._text, at, end))

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
            before += [
                mention.candidate
                for mention in self.mentions(verb[1], self._clause_end(verb[1]))[:1]
            ]
        return tuple(key for key in dict.fromkeys(before) if key not in speaker.keys)
