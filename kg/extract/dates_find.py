"""Finds date expressions: atoms by one regular expression, then what belongs together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import MAXYEAR
from functools import partial

from kg.extract.dates import DateMention
from kg.extract.dates_context import with_kind
from kg.extract.dates_grammar import expression, number
from kg.extract.dates_join import joined
from kg.extract.dates_words import DateWords, date_words

_ROC_EPOCH = 1911
_FIRST_YEAR, _LAST_YEAR = 1800, 2150
_CHINESE_NUMBER = re.compile(r"[〇○零一二三四五六七八九十廿卅]+")
_WEEKDAYS = {name: day for day, name in enumerate("一二三四五六日", 1)} | {"天": 7}
_AGO_DAYS = {"天": 1, "周": 7, "星期": 7, "礼拜": 7}
_WEEK_SLACK, _MONTH_SLACK = 3, 16  # how far 两周前 and 三个月前 may be off, in days
_MONTH_DAYS = 30.44


def find(text: str) -> tuple[DateMention, ...]:
    """See :func:`kg.extract.dates.find_dates`."""
    words = date_words()
    atoms = list(_atoms(text, words))
    return tuple(
        with_kind(_with_part_of_day(mention, text, words), text, words)
        for mention in joined(atoms, text, words)
    )


def _atoms(text: str, words: DateWords) -> Iterator[DateMention]:
    pattern, position = expression(words), 0
    while match := pattern.search(text, position):
        atom = _atom(match, text, words)
        position = match.start() + 1 if atom is None else match.end()
        if atom is not None:
            clock = match["yz"] or match["yc"] or match["mc"]
            mention = _with_parts(replace(atom, clock=clock), text, words)
            position = mention.end
            yield mention


def _atom(match: re.Match[str], text: str, words: DateWords) -> DateMention | None:
    if match["iy"]:
        return DateMention(match.start(), match.end(), "calendar", year=int(match["iy"]),
                           month=int(match["im"]), day=int(match["id"]))
    if match["td"]:  # 今(19)日
        return DateMention(match.start(), match.end(), "calendar", day=int(match["td"]))
    if match["sy"]:  # 2011/8 at the head of a line, as in lists of events
        year, month = int(match["sy"]), int(match["sm"])
        return DateMention(match.start(), match.end(), "calendar", year=year, month=month)
    if match["y"] or match["roc"] or match["ry"]:
        return _with_year(match, text, words)
    if match["mm"] or match["mrm"]:
        return _month(match, "m", text, words)
    if match["dd"]:
        return _day(match, text, words)
    if match["q"] or match["qc"]:
        return _ago(match, text, words)
    if match["wd"] or match["we"] or match["wo"]:
        return _week(match, text, words)
    return _word(match, text, words)


# --- numbers ------------------------------------------------------------------------------


def _with_year(match: re.Match[str], text: str, words: DateWords) -> DateMention | None:
    rest = _month(match, "y", text, words) if match["ym"] or match["yrm"] else None
    if match["ry"]:
        told = words.words[match["ry"]]
        if words.covered(match["ry"], text, match.start()) or (told.needs_month and not rest):
            return None
        base = rest or DateMention(match.start(), match.start() + len(match["ry"]), "relative")
        counted = partial(replace, kind="relative", unit="year", offset=told.offset or 0,
                          anchor=told.anchor)
        until = counted(base.until) if base.until else None
        return _spanned(counted(base, start=match.start(), until=until), told.end_offset)
    year = number(match["roc"]) + _ROC_EPOCH if match["roc"] else number(match["y"])
    if not _FIRST_YEAR <= year <= _LAST_YEAR or _is_decade(match, text):
        return None
    end = text.index("年", match.start("roc") if match["roc"] else match.start("y")) + 1
    base = rest or DateMention(match.start(), end, "calendar")
    until = replace(base.until, year=year) if base.until else None
    mention = replace(base, start=match.start(), year=year, until=until)
    if match["y0"]:
        first = replace(mention, year=number(match["y0"]), month=None, day=None)
        return replace(first, until=replace(mention, until=None))
    return mention


def _is_decade(match: re.Match[str], text: str) -> bool:
    """1990年代 is no year; 2000年历史 no date."""
    at = text.index("年", match.start()) + 1
    return text.startswith(("代", "历史", "文明", "度"), at)


def _month(
    match: re.Match[str], name: str, text: str, words: DateWords
) -> DateMention | None:
    """A month with or without a day. ``name`` is the prefix of the groups."""
    first_group = next(g for g in (f"{name}m0", f"{name}m", f"{name}rm") if match[g])
    start, end = match.start(first_group), match.end()
    day = number(match[f"{name}d"]) if match[f"{name}d"] else None
    relative = match[f"{name}rm"]
    if relative:
        told = words.words[relative]
        if words.covered(relative, text, start):
            return None
        if day is None:
            end = start + len(relative)
        mention = DateMention(start, end, "relative", day=day, unit="month",
                              offset=told.offset or 0, anchor=told.anchor)
    else:
        if name == "m" and day is None and not _is_month(match, text, words):
            return None
        mention = DateMention(start, end, "calendar", month=number(match[f"{name}m"]), day=day)
    if day is None and match[f"{name}m0"]:
        return replace(mention, month=number(match[f"{name}m0"]), until=mention)
    return _from_first_day(mention, match[f"{name}d0"])


def _is_month(match: re.Match[str], text: str, words: DateWords) -> bool:
    """Whether a bare month is one: 3月 is, 3月期货 and 十月革命 are not."""
    if words.after("month_not_before", text, match.end()) or words.before(
        "month_not_after", text, match.start()
    ):
        return False
    if not _CHINESE_NUMBER.fullmatch(match["mm"]):
        return True
    return (
        match[0].endswith("份")
        or _part(text, match.end(), words) is not None
        or words.after("month_before", text, match.end()) is not None
        or words.before("month_after", text, match.start()) is not None
    )


def _day(match: re.Match[str], text: str, words: DateWords) -> DateMention | None:
    start, end = match.start(), match.end()
    if not _is_day(match, text, words):
        return None
    mention = DateMention(start, end, "calendar", day=number(match["dd"]))
    return _from_first_day(mention, match["dd0"])


def _is_day(match: re.Match[str], text: str, words: DateWords) -> bool:
    """Whether a bare day is one: 23日 is, 5日线, 连续5日, 23号文件 and 三日 are not."""
    start, end = match.start(), match.end()
    if words.before("day_not_after", text, start):
        return False
    if words.after("day_not_before", text, end) and not words.after("day_but_before", text, end):
        return False
    if text.startswith("本", end) and not words.after("day_but_before", text, end):
        return False
    if match["ds"] == "号" and not _is_spoken_day(text, start, end, words):
        return False
    chinese = _CHINESE_NUMBER.fullmatch(match["dd"])
    return not chinese or "十" in match["dd"] or match["dd"][0] in "廿卅"


def _is_spoken_day(text: str, start: int, end: int, words: DateWords) -> bool:
    """Whether 23号 is a day: alone between marks, or with a part of the day."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (
        text[max(0, start - 2) : start] == "时间"
        or words.after("parts_of_day", text, end) is not None
        or (before in "（(，,。\n" and after in "，,）)在")
        or (before in "一二三四五六日天" and text[max(0, start - 2) : start - 1] in "周期拜")
    )


def _from_first_day(mention: DateMention, first: str | None) -> DateMention:
    """An interval where a first day is told: 5、6日."""
    if first is None:
        return mention
    return replace(mention, day=number(first), until=mention)


# --- words --------------------------------------------------------------------------------


def _spanned(mention: DateMention, end_offset: int | None) -> DateMention:
    """今明两天: up to a second offset."""
    if end_offset is None:
        return mention
    return replace(mention, until=replace(mention, offset=end_offset))


def _word(match: re.Match[str], text: str, words: DateWords) -> DateMention | None:
    word = match["word"]
    if words.covered(word, text, match.start()):
        return None
    told = words.words[word]
    part_of_day = next((p for p in words.lists["parts_of_day"] if word.endswith(p)), None)
    if told.unit is None:
        window = (told.offset, told.end_offset or 0)
        return DateMention(match.start(), match.end(), "vague", window=window)
    mention = DateMention(
        match.start(), match.end(), "relative", unit=told.unit, offset=told.offset or 0,
        anchor=told.anchor, part=told.part, part_of_day=part_of_day,
    )
    return _spanned(mention, told.end_offset)


def _week(match: re.Match[str], text: str, words: DateWords) -> DateMention | None:
    start = match.start()
    word = match["w"] or match["wo"] or ""
    if word and words.covered(word, text, start):
        return None
    if not word and _is_count(match, text, words):
        return None
    end, weekday = match.end(), _WEEKDAYS.get(match["wd"] or "")
    if weekday and words.after("weekday_not_in", text, end - 2 if end - 2 >= start else start):
        weekday, end = None, end - 1
        if not word:
            return None
    if weekday is None and not match["we"] and text.startswith(("年", "岁"), end):
        return None
    return DateMention(
        start, end, "weekday" if weekday else "relative", unit="week" if word else None,
        offset=words.weeks.get(word, 0), weekday=weekday, weekend=bool(match["we"]),
    )


def _is_count(match: re.Match[str], text: str, words: DateWords) -> bool:
    """一周三次 and 每周三 are no day; 马英九星期四 is one."""
    before = words.before("weekday_not_after", text, match.start())
    if before is None or match[0].startswith("周") or before in ("每", "隔", "几"):
        return before is not None
    return words.after("times", text, match.end()) is not None


def _ago(match: re.Match[str], text: str, words: DateWords) -> DateMention | None:
    """三天前, 两周前, 半年前; 三天后 counts from the day told last."""
    start, end = match.start(), match.end()
    if words.after("deadline_not_before", text, end - 1) or words.before(
        "day_not_after", text, start
    ):
        return None
    unit = match["qu"] or "天"
    count = 0.5 if match["q"] == "半" else float(number(match["q"] or match["qc"]))
    later = match["qd"] == "后"
    sign, anchor = (1, "context") if later else (-1, "now")
    unit = unit.removeprefix("个")
    base = DateMention(start, end, "relative", anchor="context" if anchor == "context" else "now")
    if unit == "年" and count == int(count):
        return replace(base, unit="year", offset=sign * int(count)) if count < MAXYEAR else None
    if unit == "天":
        return replace(base, unit="day", offset=sign * int(count))
    days = _AGO_DAYS.get(unit) or (365.25 if unit == "年" else _MONTH_DAYS)
    slack = _WEEK_SLACK if unit in _AGO_DAYS else _MONTH_SLACK
    middle = round(sign * count * days)
    return replace(base, kind="vague", window=(middle - slack, middle + slack))


# --- what follows -------------------------------------------------------------------------


def _with_parts(mention: DateMention, text: str, words: DateWords) -> DateMention:
    """The mention with what tells more: 去年|底, 23日|晚, 5、6日|两天."""
    if mention.until and (both := words.after("both_days", text, mention.end)):
        mention = replace(mention, end=mention.end + len(both))
    if mention.day is None and mention.unit in (None, "month", "year", "week"):
        word = _part(text, mention.end, words) if mention.weekday is None else None
        if word and not (mention.unit == "week" and words.parts[word] != "earlier"):
            mention = replace(mention, end=mention.end + len(word), part=words.parts[word])
    mention = _with_part_of_day(mention, text, words)
    if mention.clock is None and text[max(0, mention.start - 2) : mention.start] == "时间":
        clock = words.before("clocks", text, mention.start - 2)
        mention = replace(mention, clock=clock)
    return mention


def _part(text: str, at: int, words: DateWords) -> str | None:
    if words.after("part_not_in", text, at):
        return None
    found = [
        word for part in ("early", "middle", "late", "earlier")
        if (word := words.after(part, text, at))
    ]
    return max(found, key=len, default=None)


def _with_part_of_day(mention: DateMention, text: str, words: DateWords) -> DateMention:
    if mention.part_of_day or not (mention.day or mention.weekday or mention.unit == "day"):
        return mention
    if earlier := words.after("earlier", text, mention.end):
        return replace(mention, end=mention.end + len(earlier))
    if words.after("part_of_day_not_in", text, mention.end):
        return mention
    word = words.after("parts_of_day", text, mention.end)
    if word is None:
        return mention
    return replace(mention, end=mention.end + len(word), part_of_day=word)
