"""Days and plans that a sentence leaves to those around it: captions, leads, what goes on."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

from kg.extract.annotations import EventCandidate, ResolvedDate, Text
from kg.extract.scene import Scene
from kg.extract.when import last_day
from kg.model import LIVE

_AND_THEN = re.compile("[，、](?:并|还|也|随后|之后|其后|然后|再|同时|[0-9]{1,2}日|与|同|和)|以及")
_DONE = re.compile("了|已|曾|当天|此前|刚")
_BRACKETED = re.compile(r"[（(]\s*(?:资料照|资料图片|档案照)?[，, ]*[）)]?")
_SOON, _NEXT_TO, _CUT = 120, 4, 6  # code points: after a lead, after a name, of a text cut off
_MOREOVER = re.compile("[还也又]|随后|其后|接着|另外")
_BEGINS_WITH = 12  # code points before a day that a sentence begins with
_RECENT = 45  # days: how old the news of an article may be


def captioned(text: Text) -> dict[int, ResolvedDate]:
    """For each sentence with a day in brackets after it, that day: …。（2019年12月5日）"""
    found: dict[int, ResolvedDate] = {}
    told = text.layer("sentences")
    days = {date.start: date for date in text.layer("dates") if date.span and date.span.day}
    for before, after in pairwise(told):
        date = days.get(after.start + 1)
        if date is not None and _BRACKETED.fullmatch(
                text.simplified[after.start : date.start]
                + text.simplified[date.end : after.end]):
            found[before.start] = date
    return found


def told_next(text: Text, told: EventCandidate) -> ResolvedDate | None:
    """The day that the next lines tell beside the name of who acts: …。据某社消息，甲4日"""
    key = told.roles[0].agent.key
    for agent in text.layer("agents"):
        if told.sentence[1] <= agent.start <= told.sentence[1] + _SOON and (
                key is not None and agent.key == key):
            return next((
                date for date in text.layer("dates") if date.span and date.span.day
                and agent.end <= date.start <= agent.end + _NEXT_TO
                and date.end >= len(text.simplified) - _CUT), None)
    return None


def day_told(
    scene: Scene, candidates: list[EventCandidate], before: ResolvedDate | None
) -> ResolvedDate | None:
    """The day that a sentence tells for what comes after it.

    That of its event; of a sentence without one only where it begins with the day, once another
    has been told (这也是上周五脱离欧盟之后他的首次出访).
    """
    own = [c.date for c in candidates if c.date and c.date.span and c.date.span.day]
    last = last_day(scene)
    if own:
        return own[-1]
    early = last is not None and last.start - scene.start <= _BEGINS_WITH
    return last if before is None or early else None


def is_one_more(text: Text, told: EventCandidate) -> bool:
    """Whether a candidate is told as one more of what its subject did (甲还会见了乙)."""
    if not told.roles or told.roles[0].agent.key is None or told.status != "held":
        return False
    return _MOREOVER.search(text.simplified, told.roles[0].agent.end, told.start) is not None


def may_be_of(told: EventCandidate, dated: ResolvedDate | None, published: date | None) -> bool:
    """Whether the day that an earlier sentence tells may be that of an event told without one.

    A day long past is that of a picture or of a recollection; a plan is of no day that is past.
    """
    day = dated.span.day if dated is not None and dated.span else None
    if day is None or published is None:
        return True
    live = told.status in LIVE
    return (published - day).days <= _RECENT if live else day >= published


def is_long_past(told: ResolvedDate | None, published: date | None) -> bool:
    """Whether a date is recalled in an article, and not that of its news."""
    last = told.span.not_after if told is not None and told.span else None
    return bool(last and published and (published - last).days > _RECENT)


def going_on_with(
    scene: Scene, before: EventCandidate | None, told: EventCandidate
) -> EventCandidate:
    """The candidate, planned where it goes on with a plan: 甲5日将会见乙，并同丙会谈."""
    if before is None or told.status != "held" or told.roles[0].agent != before.roles[0].agent:
        return told
    between = scene.text[before.end : told.start]
    goes_on = _AND_THEN.search(between) and not _DONE.search(scene.text, before.end, told.end + 1)
    return replace(told, status="planned", status_span=before.status_span) if goes_on else told
