"""Words of contact that only name a kind of contact, an interview or a record of one."""

from __future__ import annotations

import re

from kg.extract.annotations import Token
from kg.extract.ordinals import ORDINAL
from kg.extract.scene import Scene
from kg.knowledge import Knowledge
from kg.knowledge.records import ContactVerb

_SEVERAL = re.compile(
    r"(?<![上近后前首这此])(?:[一二两三四五六七八九十几数多0-9]+[次度]|等)(?:视频|电话)?$")
_GOING_ON = re.compile("继续|持续|不断")
_TIMES_AFTER = re.compile(
    "[了过]?(?:至少|超过|逾|近|约|已|达|多达)*"
    "(?:[2-9]|[1-9][0-9]+|[两二三四五六七八九十几数多百]+)余?多?次")
# 访问 that is an interview: 在访问中称, 某报的访问.
_INTERVIEW_BEFORE = re.compile("》的?$")
_INTERVIEW = re.compile("[中时](?:[称说指]|表示|谈到|透露|坦承|坦言|提到|强调|承认|批评)")
VISITED = "访问"  # the verb that 访美, 访日 stand for
_FEW = 9  # code points before a word that may count it


class MereNouns:
    """Tells the words of contact that tell of no event in particular."""

    def __init__(self, knowledge: Knowledge) -> None:
        lists = knowledge.lists
        false = "|".join(lists["grammar.found_false"])
        hearsay = "|".join(lists["grammar.hearsay_after"])
        after = "|".join(lists["grammar.no_event_after"])
        self._after = re.compile(f"{after}|(?:{hearsay})(?!{false})")
        self._needs_deed = frozenset(lists["grammar.needs_deed"])
        self._deed = re.compile("|".join(lists["grammar.deeds"]))

    def needs_deed(self, word: Token) -> bool:
        """Whether a word is an event only where it is told that it is held (谈判)."""
        return word.surface in self._needs_deed

    def is_one(self, scene: Scene, word: Token, verb: ContactVerb) -> bool:
        """A word that only names a kind of contact: 七次会见, 会谈纪要."""
        before = scene.text[max(scene.start, word.start - _FEW) : word.start]
        if scene.in_book_title(word.start):
            return True
        if before.endswith("、") or (_SEVERAL.search(before) and not ORDINAL.search(before)):
            return not (before.endswith("等") and verb.frame == "attend")
        if word.surface == VISITED and (
                any(a.start == word.end and a.kind == "person" for a in scene.agents)
                or _INTERVIEW.match(scene.text, word.end) or _INTERVIEW_BEFORE.search(before)):
            return True
        if self.needs_deed(word) and (
                not self._deed.search(before) or (
                    _GOING_ON.search(before) and not any(
                        d.start >= scene.clause_start(word.start) for d in scene.dates))):
            return True
        return self._after.match(scene.text, word.end) is not None or (
            _TIMES_AFTER.match(scene.text, word.end) is not None)
