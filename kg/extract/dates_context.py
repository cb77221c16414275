"""What the words around a date make of it: a deadline, a beginning, a name, a dateline."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.dates import DateKind, DateMention
from kg.extract.dates_words import DateWords

_OPEN_BRACKETS, _CLOSE_BRACKETS = "《〈", "》〉"
_LONGEST_TITLE = 60  # code points between book marks


def with_kind(mention: DateMention, text: str, words: DateWords) -> DateMention:
    """The mention with its kind as the words around it tell."""
    kind = _kind(mention, text, words)
    return replace(mention, kind=kind) if kind else mention


def _kind(mention: DateMention, text: str, words: DateWords) -> DateKind | None:
    if _in_title(text, mention.start):
        return "name"
    if _bare_year(mention) and words.after("name_after", text, mention.end):
        return "name"
    if _is_telling(mention, text, words):
        return "dateline"
    if _is_deadline(mention, text, words):
        return "deadline"
    return "since" if _is_since(mention, text, words) else None


def _bare_year(mention: DateMention) -> bool:
    return mention.month is None and mention.day is None and (
        mention.year is not None or mention.unit == "year"
    )


def _in_title(text: str, at: int) -> bool:
    """Whether the place is between book marks."""
    window = text[max(0, at - _LONGEST_TITLE) : at]
    return max(map(window.rfind, _OPEN_BRACKETS)) > max(map(window.rfind, _CLOSE_BRACKETS))


def _is_telling(mention: DateMention, text: str, words: DateWords) -> bool:
    if mention.window or not (mention.day or mention.weekday or mention.unit == "day"):
        return False
    if words.after("telling_after", text, mention.end):
        return True
    word = words.after("dateline_after", text, mention.end)
    return word is not None and _ends_dateline(text, mention.end + len(word))


def _ends_dateline(text: str, at: int) -> bool:
    """Whether nothing goes on after 电 or 讯 (not 电话, 讯息)."""
    return at >= len(text) or text[at] in " \u3000\n（(）)：:】]|，,"


def _is_deadline(mention: DateMention, text: str, words: DateWords) -> bool:
    if mention.window or (mention.kind == "relative" and mention.unit == "day"):
        return False
    if mention.day is None and mention.weekday is None and mention.unit is None and (
        mention.year is None and mention.month is None
    ):
        return False
    after = words.after("deadline_after", text, mention.end)
    if after and not words.after("deadline_not_before", text, mention.end):
        return True
    if words.before("deadline_before", text, mention.start):
        return True
    until = words.before("until_before", text, mention.start)
    if until is None or not _bare_year(mention):
        return False
    return words.before("postponed", text, mention.start - len(until)) is None


def _is_since(mention: DateMention, text: str, words: DateWords) -> bool:
    if mention.window or mention.until:
        return False
    if words.after("since_after", text, mention.end):
        return not words.after("since_not_before", text, mention.end)
    return mention.day is None and mention.weekday is None and mention.unit != "day" and bool(
        words.after("since_period_after", text, mention.end)
    )
