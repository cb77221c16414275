"""The regular expression of one date expression, and the numbers in it.

Every repetition in it is bounded, so that matching stays linear in the text.
"""

from __future__ import annotations

import re
from functools import cache

from kg.extract.dates import Unit
from kg.extract.dates_words import DateWords, alternatives

_DIGIT = "[0-9０-９]"
_ONES = "一二三四五六七八九"
_YEAR_DIGITS = "〇○零Ｏ" + _ONES
_MONTH = f"(?:[1１][0-2０-２]|[0０]?[1-9１-９]|十[一二]?|[{_ONES}元])"
_DAY = (
    f"(?:[3３][01０１]|[12１２]{_DIGIT}|[0０]?[1-9１-９]"
    f"|三十一?|二?十[{_ONES}]?|廿[{_ONES}]?|卅一?|[{_ONES}])"
)
_GAP = "[ \u3000]?"
TO = "至|到|-|－|–|—{1,2}|~|～"
AND = "、|和|及|与"
_JOIN = f"{_GAP}(?:{TO}|{AND}){_GAP}"
# Nothing that makes the number longer stands before it; a weekday may (周二28日).
_NO_NUMBER_BEFORE = (
    f"(?<!{_DIGIT})(?<!{_DIGIT}[.．,，:：/])"
    f"(?:(?<![{_YEAR_DIGITS}十百千万亿两几隔])|(?<=[周期拜][{_ONES}])"
    f"|(?<=[三四五六七八九])(?=十[二三四五六七八九]日)|(?<=[四五六七八九])(?=十一?日)"
    f"|(?<=[{_ONES}])(?={_DIGIT}))"  # 安倍晋三十七日, 马英九10日
)
_AGO_COUNT = f"(?:{_DIGIT}{{1,3}}|[{_ONES}十两]{{1,3}}|半)"
_AGO_UNIT = "天|周|个?星期|个?礼拜|个月|年"

_VALUES = {character: value for value, character in enumerate(_ONES, 1)}
_VALUES |= {character: 0 for character in "〇○零Ｏ"} | {"两": 2}
# Numerals in their common forms.
_PLAIN = str.maketrans(
    dict(zip("０１２３４５６７８９", "0123456789", strict=True))
    | {"廿": "二十", "卅": "三十", "元": "一"})


def number(text: str) -> int:
    """The value of digits or Chinese numerals up to 999 (二十三, 一〇九, 2020)."""
    text = text.translate(_PLAIN)
    if text.isdecimal() and text.isascii():
        return int(text)
    if not set(text) & {"十", "百"}:
        return int("".join(str(_VALUES[character]) for character in text))
    hundreds, _, rest = text.rpartition("百")
    tens, mark, ones = rest.rpartition("十")
    value = 100 * (_VALUES[hundreds] if hundreds else 0)
    if mark:
        value += 10 * (_VALUES[tens.strip("零〇")] if tens.strip("零〇") else 1)
    return value + (_VALUES[ones.strip("零〇")] if ones.strip("零〇") else 0)


def _month_day(name: str, words: DateWords, clock: str) -> str:
    """9月, 9月8日, 9月8至10日, 本月5日; group names begin with ``name``."""
    relative = _words_of("month", words)
    return (
        f"(?:(?:(?P<{name}m0>{_MONTH}){_JOIN})?(?P<{name}m>{_MONTH}){_GAP}月份?"
        f"|(?P<{name}rm>{alternatives(relative)})(?:的)?)"
        f"(?:{_GAP}{clock}{_days(name)})?"
    )


def _words_of(unit: Unit, words: DateWords) -> list[str]:
    """The words of a unit that stand for the whole of it (去年, not 年底)."""
    return [word for word, told in words.words.items() if told.unit == unit and not told.part]


def _days(name: str) -> str:
    """23日, 5、6日, 5至7日."""
    return (
        f"(?:(?P<{name}d0>{_DAY}){_JOIN}(?:{_DAY}{_JOIN}){{0,2}})?"
        f"(?P<{name}d>{_DAY}){_GAP}(?P<{name}s>[日号])"
    )


@cache
def expression(words: DateWords) -> re.Pattern[str]:
    """One date expression. Groups: see :mod:`kg.extract.dates_find`."""
    clocks = alternatives(words.lists["clocks"])
    years = _words_of("year", words)
    others = [
        word for word, told in words.words.items()
        if told.part or told.unit not in ("year", "month")
    ]

    def clock(name: str) -> str:
        return f"(?:[（(]?(?P<{name}>{clocks})时间[）)]?[，,]?)?"

    weekdays = alternatives(words.lists["weekdays"])
    branches = (
        f"{_NO_NUMBER_BEFORE}(?P<iy>[12][0-9]{{3}})(?P<is>[-/.])(?P<im>1[0-2]|0?[1-9])(?P=is)"
        "(?P<id>3[01]|[12][0-9]|0?[1-9])(?![0-9.])",
        "(?:(?<=\n)|^)(?P<sy>[12][0-9]{3})[/.](?P<sm>1[0-2]|0?[1-9])(?=[ \u3000\t])",
        "[今昨明][（(](?P<td>3[01]|[12][0-9]|0?[1-9])(?:日)?[）)](?:日|天|晚|早)",
        f"(?:民国{_GAP}(?P<roc>{_DIGIT}{{1,3}}|[{_YEAR_DIGITS}十百]{{1,5}}){_GAP}年"
        f"|{_NO_NUMBER_BEFORE}(?:(?P<y0>{_DIGIT}{{4}}){_GAP}(?:{TO}){_GAP})?"
        f"(?P<y>{_DIGIT}{{4}}|[{_YEAR_DIGITS}]{{4}}){_GAP}年"
        f"|(?P<ry>{alternatives(years)})的?)"
        f"(?:{_GAP}{clock('yz')}{_month_day('y', words, clock('yc'))})?",
        f"{_NO_NUMBER_BEFORE}{_month_day('m', words, clock('mc'))}",
        f"{_NO_NUMBER_BEFORE}(?P<q>{_AGO_COUNT}){_GAP}(?P<qu>{_AGO_UNIT})(?:之|以)?(?P<qd>前|后)",
        f"{_NO_NUMBER_BEFORE}(?P<qc>[{_ONES}十两])日(?:之|以)?前",
        f"{_NO_NUMBER_BEFORE}{_days('d')}",
        f"(?P<w>{alternatives(words.weeks)})?(?:{weekdays})"
        f"(?:(?P<wd>[一二三四五六日]|(?<=[期拜])天)|(?P<we>末))",
        f"(?P<wo>{alternatives(words.weeks)})(?:{weekdays})",
        f"(?P<word>{alternatives(others)})",
    )
    return re.compile("|".join(f"(?:{branch})" for branch in branches))
