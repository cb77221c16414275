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

_MONTH_NAMES = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split("|"), start=1)}
_NUMERALS = {**{c: i for i, c in enumerate("〇一二三四五六七八九")}, "零": 0, "○": 0}
_REPUBLIC_YEAR_0 = 1911

_YEAR = r"(?P<year>19\d\d|20\d\d)"
_YMD = r"(?P<year>20[0-3]\d){0}(?P<month>0[1-9]|1[0-2]){0}(?P<day>0[1-9]|[12]\d|3[01])"
_NAME = rf"(?P<name>{_MONTH_NAMES})[a-z]*\.?"
_CLOCK = (
    r"(?:[T\s]\s*(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?:\.\d+)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-][01]\d:?[0-5]\d)?)?"
)

_EPOCH = re.compile(r"\d{10}(?:\d{3})?\Z")  # seconds or milliseconds
_COMPACT = re.compile(rf"(?<!\d){_YMD.format('')}(?:\d{{4}}|\d{{6}})?(?!\d)")
_NUMERIC = re.compile(
    rf"(?<!\d){_YEAR}\s*(?P<mark>[-/.])\s*(?P<month>\d\d?)\s*(?P=mark)\s*(?P<day>\d\d?)(?!\d){_CLOCK}"
)
_CHINESE = re.compile(rf"(?<!\d){_YEAR}\s*年\s*(?P<month>\d\d?)\s*月\s*(?P<day>\d\d?)\s*[日号]")
_IN_NUMERALS = re.compile(
    r"(?P<year>[一二][〇零○一二三四五六七八九]{3})年(?P<month>[一二三四五六七八九十]{1,3})月"
    r"(?P<day>[一二三四五六七八九十]{1,3})[日号]"
)
_REPUBLIC = re.compile(
    r"(?:民[国國]\s*(?P<year>\d{2,3})|(?<!\d)(?P<bare>1[01]\d))\s*年\s*(?P<month>\d\d?)\s*月"
    r"\s*(?P<day>\d\d?)\s*日"
)
# After the credit of an editor: （编辑：某某）1130318.
_REPUBLIC_CODE = re.compile(
    r"[）)](?P<year>1[01]\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])\s*\Z")
_DAY_FIRST = re.compile(
    rf"(?<![\d.])(?P<day>\d\d?)(?P<mark>[/.])(?P<month>\d\d?)(?P=mark){_YEAR}(?![\d.])")
_MONTH_FIRST = re.compile(
    rf"{_NAME}\s+(?P<day>\d\d?)(?:st|nd|rd|th)?,?\s+{_YEAR}\b", re.IGNORECASE
)
_DAY_THEN_NAME = re.compile(
    rf"(?<!\d)(?P<day>\d\d?)(?:st|nd|rd|th)?\s+{_NAME},?\s+{_YEAR}\b{_CLOCK}", re.IGNORECASE
)

_IN_URL = (
    re.compile(r"/(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])/(?P<day>0[1-9]|[12]\d|3[01])/"),
    re.compile("/" + _YMD.format("[-/_]?") + r"(?!\d)"),
    re.compile(r"(?<!\d)" + _YMD.format("") + r"(?!\d)"),  # story20210507-…
)
_IN_NAME = re.compile(r"(?<![0-9A-Za-z])" + _YMD.format("") + r"(?![0-9A-Za-z])")  # no hash
_AT_ITS_END = re.compile(  # an identifier that begins in capitals, and then the day
    r"[A-Z]{2}\w{8,}(?P<year>[0-3]\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])\Z"
)


def stamp(text: str, zone: str) -> date | None:
    """The day that a field of metadata tells, at ``zone`` (an IANA name); None if it tells none."""
    text = unicodedata.normalize("NFKC", text).strip()
    if _EPOCH.match(text):
        seconds = int(text) / (1000 if len(text) == 13 else 1)
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
        return moment.astimezone(ZoneInfo(zone)).date()
    return next(days_in(text, zone), None) or _first(_COMPACT, text)


def days_in(text: str, zone: str) -> Iterator[date]:
    """Every full date in a line, in any form a page prints, the most usual form first."""
    text = unicodedata.normalize("NFKC", text)
    for pattern, reading in _READINGS:
        for match in pattern.finditer(text):
            day = reading(match, zone)
            if day is not None:
                yield day


def day_of_url(url: str) -> date | None:
    """The day in the path of a URL: /2020/09/23/, /20200923/, story20210507-…, /2020-09/23/."""
    path = url.split("?", 1)[0]
    return next((day for form in _IN_URL if (day := _first(form, path))), None)


def day_of_path(path: str) -> date | None:
    """The day in the name of a file: 20250507.md, 2020-07-28-….md, VIDE…251103.shtml."""
    stem = path.rsplit("/", 1)[-1].split(".", 1)[0]
    day = _first(_NUMERIC, stem) or _first(_IN_NAME, stem)
    tail = _AT_ITS_END.match(stem) if day is None else None
    return day_or_none(2000 + int(tail["year"]), tail["month"], tail["day"]) if tail else day


def day_or_none(year: int, month: str | int, day: str | int) -> date | None:
    """The date, if there is such a day."""
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None


def _first(pattern: re.Pattern[str], text: str) -> date | None:
    days = (_plain(match, "") for match in pattern.finditer(text))
    return next((day for day in days if day), None)


# --- readings of a match ----------------------------------------------------------------------


def _plain(match: re.Match[str], zone: str) -> date | None:
    return day_or_none(int(match["year"]), match["month"], match["day"])


def _clocked(match: re.Match[str], zone: str) -> date | None:
    return _moved(_plain(match, zone), match, zone)


def _named(match: re.Match[str], zone: str) -> date | None:
    return day_or_none(int(match["year"]), _MONTHS[match["name"].lower()], match["day"])


def _named_clocked(match: re.Match[str], zone: str) -> date | None:
    return _moved(_named(match, zone), match, zone)


def _republic(match: re.Match[str], zone: str) -> date | None:
    year = match["year"] or match["bare"]
    return day_or_none(_REPUBLIC_YEAR_0 + int(year), match["month"], match["day"])


def day_of_code(line: str) -> date | None:
    """The day in the code of the Republic's calendar that ends an agency's text; None if none."""
    match = _REPUBLIC_CODE.search(line)
    return day_or_none(_REPUBLIC_YEAR_0 + int(match["year"]), match["month"], match["day"]) if (
        match) else None


def _numerals(match: re.Match[str], zone: str) -> date | None:
    year = int("".join(str(_NUMERALS[c]) for c in match["year"]))
    return day_or_none(year, _number(match["month"]), _number(match["day"]))


def _number(text: str) -> int:
    """十一 = 11, 二十三 = 23, 十 = 10, 三 = 3; 0 for what is no number below 100."""
    tens, ten, ones = text.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (10 * _NUMERALS.get(tens, 1) if ten else 0) + _NUMERALS.get(ones, 0)


def _moved(day: date | None, match: re.Match[str], zone: str) -> date | None:
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


_READINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], date | None]], ...] = (
    (_NUMERIC, _clocked),
    (_CHINESE, _plain),
    (_IN_NUMERALS, _numerals),
    (_REPUBLIC, _republic),
    (_DAY_FIRST, _plain),
    (_MONTH_FIRST, _named),
    (_DAY_THEN_NAME, _named_clocked),
)
