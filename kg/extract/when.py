"""Which of the dates in a sentence is that of an event."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date

from kg.extract.annotations import ResolvedDate, Role, Token
from kg.extract.scene import Scene
from kg.model import Span

_REPORTS = re.compile(r"(?:的)?(?:报道|报导|消息|援引|引述|披露|刊登|发文|发布的?消息"
                      r"|[^，。；]{0,2}(?:表示|宣布|透露|指出|强调|证实|[称说](?=[，,：:])))")
_EARLIER = re.compile(  # 8月上任后，首次出访
    r"[^，。；]{0,4}(?:上任|就任|当选|拜相|上台|出任|接任|建交|断交|成立|爆发|获释|卸任|复交|生效)"
    r"[^，。；]{0,6}?(?:以)?[来后]")
_MEETS = re.compile("[与同和跟]|[会接召]见|会晤")
_SETS_OUT = re.compile("展开|开始|开启|结束")
_BESIDE = 1  # characters between a subject and its day: 甲于5日表示
_REPORTED = "date-dateline"  # the day on which somebody told of it


def of_report(scene: Scene, date: ResolvedDate) -> bool:
    """Whether a date is that on which something was reported (据某社5日报道), not when it was."""
    return date.rule == _REPORTED or _REPORTS.match(scene.text, date.end, scene.end) is not None


def last_day(scene: Scene) -> ResolvedDate | None:
    """The day told last in a sentence."""
    days = [d for d in scene.dates if d.span and d.span.day and d.rule != _REPORTED]
    return days[-1] if days else None


def _modifies(scene: Scene, date: ResolvedDate, word: Token) -> bool:
    """Whether a date belongs to a relative clause (2013年上任的甲), not to what is told."""
    following = next((agent for agent in scene.agents if agent.start >= date.end), None)
    if following is None:
        return False
    between = scene.text[date.end : following.start]
    if _SETS_OUT.search(between):
        return False  # 甲5日开始为期三天的乙国之行
    if _MEETS.search(between):
        return False  # 甲5日与出席某会的乙会谈
    if date.end <= word.start and word.end <= following.start:
        return False  # 甲5日会见来访的乙, 甲5日在会谈中讨论了…的乙
    return between.endswith("的") and not any(mark in between for mark in "，,来访华")


def _of_another(scene: Scene, date: ResolvedDate, roles: tuple[Role, ...]) -> bool:
    """Whether a date is of what somebody else did (丙周一称甲将访乙), or of what went before."""
    if _EARLIER.match(scene.text, date.end, scene.end):
        return True
    if any(role.agent.rule.startswith("pronoun") for role in roles):
        return False  # 甲昨日访问丙国，乙与其会面
    taking_part = {role.agent.start for role in roles}
    first = min(taking_part, default=0)
    return any(agent.end == date.start and agent.kind == "person" and agent.end < first
               and agent.start not in taking_part for agent in scene.agents)


def date_of(scene: Scene, word: Token, roles: tuple[Role, ...]) -> ResolvedDate | None:
    """The date told nearest before the word, else nearest after it in its clause."""
    told = [date for date in scene.dates if not date.heading and not of_report(scene, date)]
    told = [date for date in told if not _of_another(scene, date, roles)]
    before = [date for date in told if date.end <= word.start]
    before = [d for d in before if d.span is None or d.span.edtf] or before  # 15日就近期局势致信
    if before and not _modifies(scene, before[-1], word):
        return before[-1]
    end = scene.clause_end(word.end)
    after = next((d for d in told if word.end <= d.start and d.end <= end), None)
    reported = (date for date in scene.dates if of_report(scene, date))
    later = [role.agent.end for role in roles if not role.guest and role.agent.start > end]
    if after is None and later:  # 同乙会谈时，甲5日表示: the day stands with the subject
        after = next((d for d in told if later[0] <= d.start <= later[0] + _BESIDE), None)
    return after or next(reported, None)  # the day it was told of, where none else is


def listed_days(scene: Scene, start: int, end: int) -> list[ResolvedDate]:
    """The days of a list (16日、17日先后): one for each of those met."""
    days: list[ResolvedDate] = []
    for told in scene.dates:
        joined = days and scene.text[days[-1].end : told.start] in ("、", "和", "及", "与")
        if start <= told.start and told.end <= end and told.span and told.span.day:
            days = [*days, told] if joined else [told]
    return days


def in_month_of(date: ResolvedDate | None) -> ResolvedDate | None:
    """The month of a day: all that is known of a gathering during which something was."""
    if date is None or date.span is None or date.span.day is None:
        return date
    return replace(date, span=month_of(date.span.day), rule="date-during")


def month_of(day: date) -> Span:
    """The month in which a day lies."""
    last = day.replace(day=monthrange(day.year, day.month)[1])
    return Span(f"{day:%Y-%m}", day.replace(day=1), last)
