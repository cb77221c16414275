"""Where a verb of speech begins, with the adverbs and days before it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.knowledge import Knowledge

_DAY = r"(?:当地时间)?(?:\s?\d{1,2}\s?月)?\s?\d{1,2}\s?日(?:晚|早|凌晨|上午|下午)?\s?"


def says(knowledge: Knowledge) -> re.Pattern[str]:
    """Matches a verb that tells words, with what may stand between its subject and it.

    Verbs of stance (支持, 希望) tell no words by themselves.
    """
    lists = knowledge.lists
    stance = frozenset(lists["speech.stance_verbs"])
    verbs = [record.verb for record in knowledge.speech_verbs if record.verb not in stance]
    verbs += lists["speakers.stance_that_tells"]
    decoys = [word for word in lists["speech.verb_not_in"] if word.startswith(tuple(verbs))]
    before = any_of(lists["speakers.before_verb"])
    return re.compile(
        f"(?:{before}|{_DAY}){{0,4}}(?!{any_of(decoys)})(?:{any_of(verbs)})(?![的者书])")


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, ordered))
