"""Lines that tell date, source or author of an article and nothing else."""

from __future__ import annotations

import re
from functools import cache

from kg.articles.outlets import outlet_named
from kg.articles.page import sentences
from kg.articles.sites import either, sites

_DAY = (
    r"(?:\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?[日号]?"
    r"|\d{1,2}/\d{1,2}/\d{4}"
    r"|(?:民国\s?\d{2,3}|(?<!\d)1[01]\d)\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日"
    r"|(?:[a-z]{3,9},?\s)?\d{1,2}\s[a-z]{3,9}\s\d{4}"
    r"|[a-z]{3,9}\.?\s\d{1,2},\s\d{4}"
    r"|[一二][〇零○一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)"
)
_CLOCK = (
    r"(?:[\st,-]*(?:星期[一二三四五六日天]|周[一二三四五六日])?\s*(?:上午|下午|晚上)?"
    r"\d{1,2}[:：时点]\d{2}(?:[:：分]\d{2})?(?:\.\d+)?秒?\s*(?:[ap]m|z|gmt|utc)?)?"
)
_LONGEST_META = 100  # code points
_AGO = r"\d{1,2}\s?(?:分钟|小时|天)前"
_NUMBER = r"[（(]?\s?\d[\d,.]*\s?[万次人字+]*\s?(?:分钟|次|人)?\s?[）)]?"
_NO_NAME = re.compile("[，,、；;“”「」《》]")  # in what is left beside the fields
_PARTED = re.compile("[|｜│·•]|[ \u3000]{1,}[\u4e00-\u9fff]{2,8}[ \u3000]")  # fields of a row
_LONGEST_ROW = 24  # code points that may be left of a row whose fields are told apart
_WITH_CLOCK = re.compile(r"\d{1,2}[:：]\d{2}")
# An outlet in its marks, and who reports from where, at the end of a row.
_REPORTING = re.compile(
    r"[\u4e00-\u9fff]{0,4}《[^《》]{2,12}》|"
    r"[\u4e00-\u9fff•·、 \u3000／/]{2,20}(?:报道|报导)\s*\Z")
_DIGITS = re.compile(r"\d{4}")  # of a year
_MARKS = " \u3000|｜/／·•,，-—–()（）[]【】:："
_LONGEST_REST = 12  # code points that may be left: an outlet, somebody's name


def is_meta(simplified: str) -> bool:
    """Whether a line tells date, source or author: 2021-01-08 中国军网, 来源:新华网 作者:…"""
    if len(simplified) > _LONGEST_META or sentences(simplified):
        return False
    return bool(_meta_pattern().match(simplified)) or _is_row(simplified)


def _is_row(simplified: str) -> bool:
    """Whether it is a row of fields: 作者：某某 | 2023-05-09 09:30 | 阅读 1,234 | 评论(5)."""
    rest, days = _day().subn("|", simplified) if _DIGITS.search(simplified) else ("", 0)
    if days != 1:
        return False
    rest, fields = _field().subn("|", rest)
    rest = rest.replace("|", "").strip(_MARKS)
    told = fields > 0 or _WITH_CLOCK.search(simplified) is not None or (
        outlet_named(rest) is not None)
    rest = _REPORTING.sub("", _WITH_CLOCK.sub("", rest))
    longest = _LONGEST_ROW if _PARTED.search(simplified) else _LONGEST_REST
    return told and len(rest) <= longest and not _NO_NAME.search(rest)


@cache
def _day() -> re.Pattern[str]:
    return re.compile(rf"{_DAY}{_CLOCK}", re.IGNORECASE)


@cache
def _field() -> re.Pattern[str]:
    """A labelled value, or something counted or offered to the reader."""
    markers = sites().markers
    words = (*markers.date_labels, *markers.source_labels, *markers.author_labels)
    sizes = r"(?:字号|字体|字体大小|文字大小)[:：]?[\sA大中小超特+-]*"
    value = rf"(?:{_AGO}|[^\s:：|｜/／。]{{0,24}})"
    labelled = rf"(?<![\u4e00-\u9fff])(?:{either(words)})\s*[:：]\s*{value}"
    counted = rf"(?:{either(markers.counters)})(?:量|数|次数)?\s*[:：]?\s*(?:{_NUMBER})?"
    return re.compile(rf"{sizes}|{labelled}|{counted}|更新于\s*{_AGO}", re.IGNORECASE)


@cache
def _meta_pattern() -> re.Pattern[str]:
    """A line of date, source and author, and nothing else."""
    markers = sites().markers
    dated = "|".join((*markers.date_labels, *markers.source_labels))
    authors = "|".join(markers.author_labels)
    labelled = rf"[\s|｜/／·,，-]*(?:{dated}|{authors})\s*[:：][^。！？!?]{{0,60}}"
    named = (
        r"\s*[|｜/／·-]?\s*[^。！？!?,，、；;：（(]{0,16}"  # an outlet, a clock in words
        r"(?:[（(][^（）()]{0,24}(?:更新|修订|发布)[^（）()]{0,32}[）)])?[,，]?"
    )
    day = rf"[（(【\[]?{_DAY}{_CLOCK}[）)】\]]?"
    return re.compile(
        rf"(?:https?://\S+\s+)?(?:(?:{dated}|{authors})\s*[:：]?\s*)?{day}(?:{labelled}|{named})\Z"
        rf"|(?:{dated})\s*[:：]\s*[^。！？!?]{{0,80}}\Z"
        rf"|(?:{authors})\s*[:：]\s*[^。！？!?]{{0,24}}(?:{labelled})?\Z",
        re.IGNORECASE,
    )
