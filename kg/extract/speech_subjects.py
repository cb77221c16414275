"""Which of the names before a verb is its subject."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from kg.extract.speech_words import SpeechWords
from kg.model import Mention

CLAUSE_MARKS = "，,；;：:。！？!?\n"
OBJECT_GAP = 4  # the longest word before a name that makes it an object
_JOIN_GAP = 4  # code points between a subject and a verb right after it: 还, 一致
_OFFICE = 20  # code points between joint speakers: 和联合国秘书长
_REMARK = re.compile(r"\s?[（(][^（）()\n]{0,40}[）)]")
_BEGINNING = 24  # code points in which a sentence names whom it tells of
_SUBJECT_REACH = 40  # code points before a subject in a clause before the verb's


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


class Subjects:
    """The names of one text that may speak."""

    def __init__(
        self, text: str, mentions: Sequence[Mention], words: SpeechWords,
        outlets: frozenset[str], offices: Mapping[int, int],
    ) -> None:
        self._text = text
        self._mentions = sorted(mentions, key=lambda m: (m.start, -m.end))
        self._starts = [mention.start for mention in self._mentions]
        self._words = words
        self._outlets = outlets
        self._offices = offices

    def mentions(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie in a stretch, of overlapping ones the longest."""
        found: list[Mention] = []
        for index in range(bisect_left(self._starts, start), len(self._mentions)):
            mention = self._mentions[index]
            if mention.start >= end:
                break
            if mention.end <= end and (not found or mention.start >= found[-1].end):
                found.append(mention)
        return found

    def named(self, start: int, end: int, *, far: bool) -> Speaker | None:
        """The named subject of a stretch that ends where its verb begins."""
        groups = self._groups(self.mentions(start, end))
        able = [group for group in groups if self._may_speak(group, start, end)]
        if not able:
            return None
        chosen = able[0]
        if groups[-1] in able and self._adjacent(groups[-1], end):
            chosen = groups[-1]
        elif self._words.holds("inside_before", self._text, start, chosen[0].start):
            return None  # 吴强在分析甲…时指出: a name further in is no subject
        if far and (chosen is not groups[0] or chosen[-1].end == end
                    or chosen[0].start - start > _SUBJECT_REACH):
            return None  # what ends a clause is its object
        return self._speaking(self._together(chosen, end, far=far))

    def is_outlet(self, start: int, end: int) -> bool:
        """Whether exactly an outlet is named here."""
        return any(m.start == start and m.end == end and m.candidate in self._outlets
                   for m in self.mentions(start, end))

    def begins(self, start: int, end: int) -> Speaker | None:
        """The person that a sentence begins to tell of: 默克尔在 …, 德国总理默克尔…."""
        group = next(iter(self._groups(self.mentions(start, min(end, start + _BEGINNING)))), None)
        if group is None or group[0].kind != "person":
            return None
        if not self._may_speak(group, start, end):
            return None
        return self._speaking(group[:1])

    def _speaking(self, group: list[Mention]) -> Speaker:
        span = (group[0].start, group[-1].end)
        if any(mention.candidate in self._outlets for mention in group):
            return Speaker((), span)
        keys = dict.fromkeys(mention.candidate for mention in group)
        return Speaker(tuple(keys), span, kinds=frozenset(mention.kind for mention in group))

    def _together(self, group: list[Mention], end: int, *, far: bool) -> list[Mention]:
        """Those of the names joined that speak: 甲和乙表示, but 甲 alone in 甲同乙会谈时说."""
        if len(group) == 1:
            return group
        gap = self._text[group[0].end : group[1].start]
        near = not far and self._adjacent(group, end)
        both = any(word in gap for word in self._words.lists["with_both"])
        apart = self._is_temporal(group[-1].end, end)
        return group if near or (both and not apart) else group[:1]

    def _groups(self, mentions: list[Mention]) -> list[list[Mention]]:
        """Names joined by 和 or 、 together; others alone."""
        groups: list[list[Mention]] = []
        able = [m for m in mentions if m.kind in ("person", "organization", "country")]
        for mention, following in zip_longest(able, able[1:]):
            if following is not None and self._is_office(mention, following):
                continue
            if groups and self._joined(groups[-1][-1], mention):
                groups[-1].append(mention)
            else:
                groups.append([mention])
        return groups

    def _is_office(self, mention: Mention, following: Mention) -> bool:
        """联合国 in 联合国秘书长古特雷斯: part of the office of the one named after it."""
        return mention.kind != "person" and following.kind == "person" and (
            mention.end == following.start
            or self._words.ends_with("titles", self._text, mention.end, following.start)
        )

    def _is_object(self, start: int, at: int) -> bool:
        """Whether the words before a place make an object of what begins there."""
        low = max(start, at - OBJECT_GAP)
        if self._words.ends_with("with", self._text, low, at):
            return True
        verb = self._words.ending("object_after", self._text, low, at)
        return bool(verb) and not self._words.ends_with(
            "owns", self._text, start, at - len(verb))  # 的代表甲 is a noun, 代表甲 a verb

    def _begins(self, mention: Mention) -> int:
        """Where a name begins with the office before it: 法国总统马克龙."""
        return min(mention.start, self._offices.get(mention.start, mention.start))

    def _joined(self, left: Mention, right: Mention) -> bool:
        """汤姆森和联合国秘书长古特雷斯: a word that joins, and nothing but an office after it."""
        after = self._after_title(left.end, right.start)
        return (
            left.kind == right.kind
            and self._words.starts_with("with", self._text, after, right.start)
            and right.start - after <= _OFFICE
            and not set(self._text[after : right.start]) & set(CLAUSE_MARKS)
        )

    def _adjacent(self, group: list[Mention], end: int) -> bool:
        after = self._after_title(group[-1].end, end)
        return end - after <= _JOIN_GAP and not self._is_temporal(after, end)

    def _is_temporal(self, start: int, end: int) -> bool:
        """同乙通电话|时: what stands before it tells when, not who."""
        return start < end and self._words.ends_with("temporal", self._text, start, end)

    def _may_speak(self, group: list[Mention], start: int, end: int) -> bool:
        first, last = group[0], group[-1]
        if any(self._is_object(start, at) for at in {first.start, self._begins(first)}):
            return False
        after = self._after_title(last.end, end)
        if self._words.starts_with("owns", self._text, after, end):
            return False
        if first.kind == "person":
            return True
        if self._words.starts_with("spokespersons", self._text, after, end):
            return True
        return after == end or self._text[after].isdigit() or self._words.starts_with(
            "acts_before", self._text, after, end)

    def _after_title(self, at: int, end: int) -> int:
        """Where a name ends with the title and the remark in brackets after it."""
        remark = _REMARK.match(self._text, at, end)
        at = remark.end() if remark else at
        at += len(self._words.beginning("titles", self._text, at, end))
        while at < end and self._text[at] == " ":
            at += 1
        return at
