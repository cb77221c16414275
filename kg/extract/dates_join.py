"""Date expressions that belong together: intervals, lists, and days told twice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.extract.dates import DateMention
from kg.extract.dates_grammar import AND, TO
from kg.extract.dates_words import DateWords

_TO = re.compile(rf"\s?(?:起?(?:一直)?(?:{TO}))\s?")
_AND = re.compile(rf"\s?(?:{AND})\s?")
_TWICE = re.compile(r"\s?[（(]?\s?")
_LONGEST_GAP = 5


def joined(atoms: Iterable[DateMention], text: str, words: DateWords) -> list[DateMention]:
    """The atoms, those that belong together made one, later ones of a list completed."""
    result: list[DateMention] = []
    for atom in atoms:
        pair = _pair(result[-1], atom, text, words) if result else None
        if pair is None:
            result.append(atom)
        else:
            result[-1:] = pair
    return result


def _pair(
    left: DateMention, right: DateMention, text: str, words: DateWords
) -> list[DateMention] | None:
    """What two neighbours are together; None where they have nothing to do with one another."""
    if right.start - left.end > _LONGEST_GAP:
        return None
    gap = text[left.end : right.start]
    if _TWICE.fullmatch(gap) and _tell_one_day(left, right):
        return [_told_twice(left, right, text, bracket=bool(gap.strip()))]
    if gap == "的" and _is_year(left) and right.month and right.year is None:
        return [_of_year(left, right)]
    if _TO.fullmatch(gap) and _alike(left, right):
        return [replace(left, end=right.end, until=_inheriting(left, right))]
    if _AND.fullmatch(gap) and _alike(left, right):
        second = _inheriting(left, right)
        if both := words.after("both_days", text, right.end):
            return [replace(left, end=right.end + len(both), until=second)]
        return [left, second]
    return None


def _is_year(mention: DateMention) -> bool:
    return mention.month is None and mention.part is None and (
        mention.year is not None or mention.unit == "year"
    )


def _of_year(year: DateMention, rest: DateMention) -> DateMention:
    """去年的 + 9月."""
    return replace(
        rest, start=year.start, kind=year.kind, year=year.year, unit=year.unit,
        offset=year.offset, anchor=year.anchor,
    )


def _tell_one_day(left: DateMention, right: DateMention) -> bool:
    """Whether two neighbours tell one day twice: 周三（23日）, 今天（周五）, 3月12日星期四."""
    if left.until or right.until or left.window or right.window:
        return False
    if _by_word(left):
        if right.unit is not None:
            return False
        return right.day is not None or (left.unit == "day" and right.weekday is not None)
    return left.day is not None and left.weekday is None and _by_word(right)


def _by_word(mention: DateMention) -> bool:
    """昨天, 周三, 上周五: days without numbers."""
    return mention.day is None and (mention.unit == "day" or mention.weekday is not None)


def _told_twice(
    left: DateMention, right: DateMention, text: str, *, bracket: bool
) -> DateMention:
    end = right.end
    if bracket and text[end : end + 1] in ("）", ")"):
        end += 1
    word, numbers = (left, right) if _by_word(left) else (right, left)
    if numbers.day is None:  # 今天（周五）
        return replace(left, end=end, weekday=right.weekday)
    return replace(
        numbers, start=left.start, end=end, unit=numbers.unit or word.unit,
        offset=numbers.offset if numbers.unit else word.offset,
        anchor=numbers.anchor if numbers.unit else word.anchor,
        kind=word.kind, weekday=word.weekday,
        part_of_day=left.part_of_day or right.part_of_day, clock=left.clock or right.clock,
    )


def _alike(left: DateMention, right: DateMention) -> bool:
    """Whether both tell days, both months, both years, or both weekdays."""
    if left.window or right.window or left.until or right.until:
        return False
    return _level(left) == _level(right)


def _level(mention: DateMention) -> str:
    if mention.day is not None or mention.unit == "day":
        return "day"
    if mention.weekday is not None:
        return "weekday"
    if mention.month is not None or mention.unit == "month":
        return "month"
    return "week" if mention.unit == "week" else "year"


def _inheriting(left: DateMention, right: DateMention) -> DateMention:
    """The second of two dates with the year and month that only the first one tells."""
    if right.unit is not None or right.year is not None:
        return right
    if right.weekday is not None and right.day is None:
        return replace(right, unit=left.unit, offset=left.offset, anchor=left.anchor)
    if right.month is not None:
        if left.month is not None and right.month < left.month:
            return right  # 2019年12月31日至1月3日: of the year after
        if left.unit != "year":
            return replace(right, year=left.year)
        return replace(right, unit="year", offset=left.offset, anchor=left.anchor)
    if right.day is None or left.unit in ("day", "week"):
        return right
    return replace(right, year=left.year, month=left.month, unit=left.unit, offset=left.offset,
                   anchor=left.anchor)
