"""The words of a statement themselves: what stands around them, and what of them was said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.extract.annotations import Text, Utterance
from kg.extract.topics import TopicHit

# 路透北京7月9日 - : where and when an agency wrote, before the words.
_DATELINE = re.compile(
    r"[^，。；“”]{2,10}?[0-9]{1,2}月[0-9]{1,2}日(?:电|讯)?\s*[-—－–]+\s*")
_QUOTED = re.compile("[“「『\"]")
# Before a topic told ahead of the verb: 就气候变化表示, 谈到台湾问题时指出.
_ABOUT = re.compile(
    "(?:就|谈到|谈及|提到|提及|论及|关于|针对|对于|围绕|有关|回应|问及|被问到)[^，。；]{0,12}$")
_NOTHING = re.compile(r"[了过等时\s。，！!；;]*$")
_SUBJECT = 24  # code points: as much as a subject alone takes before its verb


def without_dateline(text: Text, speech: Utterance) -> Utterance:
    """The statement without what an agency puts before it."""
    line = _DATELINE.match(text.simplified, speech.start, speech.end)
    return replace(speech, start=line.end()) if line else speech


def is_empty(text: Text, speech: Utterance) -> bool:
    """Whether only an act is told, and no words: 甲出席并致辞。"""
    verb = _verb_inside(speech)
    if verb is None:
        return False
    before = text.simplified[speech.start : verb[0]]
    after = text.simplified[verb[1] : speech.end]
    return _NOTHING.fullmatch(after) is not None and len(before) <= _SUBJECT and (
        "，" not in before and _QUOTED.search(before) is None)


def raised(text: Text, speech: Utterance, hits: Iterable[TopicHit]) -> tuple[TopicHit, ...]:
    """The topics of the words that are said, not of the office or frame before the verb."""
    verb = _verb_inside(speech)
    if verb is None or _QUOTED.search(text.simplified, speech.start, verb[0]) or (
            _NOTHING.fullmatch(text.simplified, verb[1], speech.end)):
        return tuple(hits)  # the words come first, or nobody tells who says them here
    return tuple(
        hit for hit in hits if hit.start >= verb[0]
        or _ABOUT.search(text.simplified, speech.start, hit.start))


def _verb_inside(speech: Utterance) -> tuple[int, int] | None:
    verb = speech.verb_span
    return verb if verb and speech.start <= verb[0] < speech.end else None
