"""Dates of publication as pages print them, turned into the outlet's own day.

A stamp with a zone (``2021-05-07T01:38:21Z``, a number of milliseconds) is moved to the
outlet's zone; one without is taken as the outlet's own clock.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}
_MONTH = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DIGITS = {**{c: i for i, c in enumerate("〇一二三四五六七八九")}, "零": 0, "○": 0, "元": 1}
_CLOCK = (
    r"(?:[T\s]\s*(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?:\.\d+)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-][01]\d:?[0-5]\d)?)?"
)
_NUMERIC = re.compile(
    r"(?<!\d)(?P<year>19\d\d|20\d\d)\s*(?P<mark>[-/.])\s*(?P<month>\d\d?)\s*(?P=mark)\s*"
    r"(?P<day>\d\d?)(?!\d)" + _CLOCK
)
_CHINESE = re.compile(
    r"(?<!\d)(?P<year>19\d\d|20\d\d)\s*年\s*(?P<month>\d\d?)\s*月\s*(?P<day>\d\d?)\s*[日号]"
)
_NUMERALS = re.compile(
    r"(?P<year>[一二][〇零○九一二三四五六七八]{3})年(?P<month>[一二三四五六七八九十]{1,3})月"
    r"(?P<day>[一二三四五六七八九十]{1,3})[日号]"
)
_REPUBLIC = re.compile(r"(?:民国|民國)\s*(?P<year>\d{2,3})\s*年\s*(?P<month>\d\d?)\s*月\s*(?P<day>\d\d?)\s*日")
_DAY_FIRST = re.compile(r"(?<!\d)(?P<day>\d\d?)/(?P<month>\d\d?)/(?P<year>20\d\d)(?!\d)")
_MONTH_FIRST = re.compile(
    _MONTH + r"\s+(?P<day>\d\d?)(?:st|nd|rd|th)?,?\s+(?P<year>20\d\d)\b", re.IGNORECASE
)
_DAY_NAME = re.compile(
    r"(?<!\d)(?P<day>\d\d?)(?:st|nd|rd|th)?\s+" + _MONTH + r",?\s+(?P<year>20\d\d)\b" + _CLOCK,
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"(?<!\d)(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?:\d{4}|\d{6})?(?!\d)"
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?\Z")
_URL_SPLIT = re.compile(r"/(?P<year>20\d\d)[-/_]?(?P<month>0[1-9]|1[0-2])[-/_]?(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
_URL_SHORT = re.compile(r"/(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])/(?P<day>0[1-9]|[12]\d|3[01])/")
_URL_IN_WORD = re.compile(
    r"(?<!\d)(?P<year>20[012]\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)
_FILE_TAIL = re.compile(r"(?<!\d)(?P<year>\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])\Z")

Zone = str


def stamp(text: str, zone: Zone) -> date | None:
    """The day that a field of metadata tells; None if it tells none."""
    text = unicodedata.normalize("NFKC", text).strip()
    if _EPOCH.match(text):
        seconds = int(text) / (1000 if len(text) == 13 else 1)
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).astimezone(
            ZoneInfo(zone)
        ).date()
    found = next(days_in(text, zone), None)
    return found or _first(_COMPACT, text)


def days_in(text: str, zone: Zone) -> Iterator[date]:
    """Every full date in a line, in any form a page prints, most specific form first."""
    text = unicodedata.normalize("NFKC", text)
    for pattern, reading in _READINGS:
        for match in pattern.finditer(text):
            day = reading(match, zone)
            if day is not None:
                yield day


def day_of_url(url: str) -> date | None:
    """The day in the path of a URL: /2020/09/23/, /20200923/, story20210507-…, n1/2020/0923/."""
    path = url.split("?", 1)[0]
    for pattern in (_URL_SHORT, _URL_SPLIT, _URL_IN_WORD):
        day = _first(pattern, path)
        if day is not None:
            return day
    return None


def day_of_path(path: str) -> date | None:
    """The day in the name of a file: 20250507.md, 2020-07-28-….md, VIDE…251103.shtml."""
    stem = path.rsplit("/", 1)[-1].split(".", 1)[0]
    day = _first(_NUMERIC, stem) or _first(_URL_IN_WORD, stem)
    if day is None and re.search("[A-Za-z]", stem):
        tail = _FILE_TAIL.search(stem)
        day = _day(2000 + int(tail["year"]), tail["month"], tail["day"]) if tail else None
    return day


def _first(pattern: re.Pattern[str], text: str) -> date | None:
    for match in pattern.finditer(text):
        day = _day(int(match["year"]), match["month"], match["day"])
        if day is not None:
            return day
    return None


def _day(year: int, month: str | int, day: str | int) -> date | None:
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None


def _numbers(match: re.Match[str], zone: Zone) -> date | None:
    return _moved(_day(int(match["year"]), match["month"], match["day"]), match, zone)


def _plain(match: re.Match[str], zone: Zone) -> date | None:
    return _day(int(match["year"]), match["month"], match["day"])


def _named(match: re.Match[str], zone: Zone) -> date | None:
    day = _day(int(match["year"]), _MONTHS[match["name"].lower()], match["day"])
    return _moved(day, match, zone) if "hour" in match.re.groupindex else day


def _republic(match: re.Match[str], zone: Zone) -> date | None:
    return _day(1911 + int(match["year"]), match["month"], match["day"])


def _numerals(match: re.Match[str], zone: Zone) -> date | None:
    year = int("".join(str(_DIGITS[c]) for c in match["year"]))
    return _day(year, _numeral(match["month"]), _numeral(match["day"]))


def _numeral(text: str) -> int:
    """十一 = 11, 二十三 = 23, 十 = 10."""
    if "十" not in text:
        return int("".join(str(_DIGITS[c]) for c in text))
    tens, ones = text.split("十", 1)
    return (_DIGITS[tens] if tens in _DIGITS else 1) * 10 + (_DIGITS[ones] if ones in _DIGITS else 0)


def _moved(day: date | None, match: re.Match[str], zone: Zone) -> date | None:
    """The day at the outlet, if the stamp names a clock and a zone."""
    if day is None or not match["hour"] or not match["zone"]:
        return day
    moment = datetime(day.year, day.month, day.day, int(match["hour"]), int(match["minute"]))
    return moment.replace(tzinfo=_offset(match["zone"])).astimezone(ZoneInfo(zone)).date()


def _offset(text: str) -> timezone:
    if text[0] not in "+-":
        return UTC
    sign = 1 if text[0] == "+" else -1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[-2:])))


_READINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Zone], date | None]], ...] = (
    (_NUMERIC, _numbers),
    (_CHINESE, _plain),
    (_NUMERALS, _numerals),
    (_REPUBLIC, _republic),
    (_DAY_FIRST, _plain),
    (_MONTH_FIRST, _named),
    (_DAY_NAME, _named),
)
