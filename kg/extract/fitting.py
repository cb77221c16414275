"""Whether a telling is of an event that the article has told before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta

from kg.extract.annotations import ResolvedDate
from kg.extract.local_events import LocalEvent, Participant, Telling, one_day
from kg.model import LIVE, Span

# What many names of gatherings end in, and what tells none from another.
_GENERIC = re.compile(
    r"领导人|首脑|元首|非正式|部长级|峰会|会议|会晤|大会|论坛|仪式|开幕式|闭幕式|第.{1,4}[次届]"
)
_SIDES = re.compile("([三四五])[方边]")
_COUNTS = {"三": 3, "四": 4, "五": 5}
_TWO = 2
_STAY = timedelta(days=10)  # the longest from an arrival to a day of the same visit
_MEAL = re.compile("宴|餐|款待|招待会|茶叙")
_ALIKE = 0.34  # of the pairs of characters of the shorter name


def fits(event: LocalEvent, telling: Telling) -> bool:
    """Whether the telling may be of the event: status, people, name and date agree."""
    candidate = telling.candidate
    if (event.status in LIVE) != (candidate.status in LIVE):
        return False
    if not share_people(event, telling) or _of_other_number(event, telling):
        return False
    if candidate.recalled and not event.dates and any(
            t.candidate.lead for t in event.distinct.values()):
        return False  # 甲会见乙…。两人上次会面是去年3月
    if event.type == candidate.type == "Ceremony" and _apart(event, telling):
        return False
    if telling.name and not _same_name(event, telling):
        return False
    if candidate.date is None:
        return event.tellings[-1].section == telling.section or event.tellings[0].candidate.lead
    return all(_agree(candidate.date, told) for told in event.dates)


def of_one_stay(event: LocalEvent, telling: Telling) -> bool:
    """Whether one tells when somebody arrived, and the other that he is there some days later.

    10日抵达某地 and 15日会见来访的甲 are one visit, which began on the 10th.
    """
    if not share_people(event, telling) or {event.status, telling.candidate.status} - LIVE:
        return False
    told = [t.candidate for t in event.distinct.values()] + [telling.candidate]
    here = [day for c in told if c.status == "ongoing" and (day := one_day(c.date))]
    began = [day for c in told if c.status == "held" and (day := one_day(c.date))]
    return bool(here and began) and timedelta() <= max(here) - min(began) <= _STAY


def as_one_stay(event: LocalEvent, telling: Telling) -> tuple[LocalEvent, Telling]:
    """Both without the days on which somebody was only told to be there."""
    tellings = (*event.tellings, telling)
    *before, last = (t.undated if t.candidate.status == "ongoing" else t for t in tellings)
    return LocalEvent(tuple(before)), last


def _of_other_number(event: LocalEvent, telling: Telling) -> bool:
    """Whether three met, and the other telling is of two of them: 甲乙会晤, then 三方会晤."""
    numbers = [_number(telling)] + [_number(told) for told in event.distinct.values()]
    people = [_people(telling.keys), _people(event.keys)]
    return len(set(numbers)) > 1 and max(numbers) > 2 and people[0] != people[1] and all(
        len(keys) >= _TWO for keys in people)


def _people(keys: Iterable[str]) -> frozenset[str]:
    return frozenset(key for key in keys if key.startswith("person/"))


def _number(telling: Telling) -> int:
    """How many sides met, where the word tells that they were more than two."""
    found = _SIDES.search(telling.candidate.rule)
    return _COUNTS[found.group(1)] if found else 0


def _apart(event: LocalEvent, telling: Telling) -> bool:
    """Whether one ceremony is a meal and the other is none: 欢迎仪式, and the 宴会 after it."""
    meals = {_MEAL.search(t.candidate.rule + t.name) is not None
             for t in (*event.distinct.values(), telling)}
    return len(meals) > 1


def _sides(participants: Iterable[Participant]) -> dict[str, str]:
    """What each participant stands for: a country or organization, or itself."""
    return {p.key: p.country or p.key for p in participants
            if p.predicate != "kg:inAttendance"}


def share_people(event: LocalEvent, telling: Telling) -> bool:
    """Whether one set of those who took part is within the other.

    A country told before and its minister now are the same side.
    """
    told, now = _acting(event), telling.keys
    if told <= now or now <= told:
        return True
    before = {key: side or key for key, side in event.sides.items()}
    here = _sides(telling.participants)
    if _covers(now, here, told, before) or _covers(told, before, now, here):
        return True
    return bool(told & now) and (
        all(here[key] in told for key in now - told)
        or all(before[key] in now for key in told - now)
        or _stand_for_each_other(now - told, told - now, {**before, **here})
    )


def _covers(
    named: frozenset[str], sides: Mapping[str, str], other: frozenset[str],
    others: Mapping[str, str],
) -> bool:
    """Whether one telling names the people of the other's bodies, side for side, and no more."""
    present = {sides[key] for key in named}
    return len(present) > 1 and present == {others[key] for key in other} and all(
        key in named or (key in present and not key.startswith("person/")) for key in other)


def _stand_for_each_other(
    now: frozenset[str], told: frozenset[str], sides: Mapping[str, str]
) -> bool:
    """Whether bodies of the one telling are what the people of the other stand for (某党代表团)."""
    of_people = [all(key.startswith("person/") for key in keys) for keys in (now, told)]
    of_bodies = [not any(key.startswith("person/") for key in keys) for keys in (now, told)]
    crossed = (of_people[0] and of_bodies[1]) or (of_people[1] and of_bodies[0])
    return crossed and {sides[key] for key in now} == {sides[key] for key in told}


def _acting(event: LocalEvent) -> frozenset[str]:
    """Who took part, without the countries for which a person is named in another telling."""
    sides = {p.country for t in event.distinct.values() for p in t.participants
             if p.kind == "person"}
    return frozenset(key for key in event.keys if key not in sides)


def _same_name(event: LocalEvent, telling: Telling) -> bool:
    """Whether the names told may be of one gathering: bodies in common, or characters."""
    return all(_alike(told, telling) for told in event.distinct.values() if told.name)


def _alike(left: Telling, right: Telling) -> bool:
    if left.bodies and right.bodies:
        return not left.bodies.isdisjoint(right.bodies)
    pairs = [_pairs(_GENERIC.sub("", telling.name)) for telling in (left, right)]
    fewest = min(map(len, pairs))
    return fewest == 0 or len(pairs[0] & pairs[1]) / fewest >= _ALIKE


def _pairs(name: str) -> set[str]:
    return {name[at : at + 2] for at in range(len(name) - 1)}


def _agree(left: ResolvedDate, right: ResolvedDate) -> bool:
    if left.span is None or right.span is None:
        partial, other = (left, right) if left.span is None else (right, left)
        day = other.span.day.day if other.span and other.span.day else other.day
        return partial.day is None or day is None or partial.day == day
    return overlap(left.span, right.span)


def overlap(left: Span, right: Span) -> bool:
    """Whether two spans have a day in common; an open bound is unlimited."""
    starts_before = not (left.not_before and right.not_after and left.not_before > right.not_after)
    ends_after = not (left.not_after and right.not_before and left.not_after < right.not_before)
    return starts_before and ends_after


