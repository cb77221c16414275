"""From candidates to the events of an article: who takes part, when, and what is none."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from kg.extract.annotations import EventCandidate, ResolvedDate, Text
from kg.extract.grouping import group
from kg.extract.local_events import LocalEvent, Participant, Telling
from kg.extract.resolution import Resolver, without_represented
from kg.model import BETWEEN_TWO, LIVE, Article

_LASTS = timedelta(days=7)  # that a visit told as going on may have ended before


def spans_of(headings: Sequence[ResolvedDate]) -> tuple[tuple[int, int], ...]:
    """Where the dated headings of a body stand."""
    return tuple((date.start, date.end) for date in headings)


def events_of(
    title: Text, body: Text, resolver: Resolver, headings: Sequence[ResolvedDate]
) -> tuple[LocalEvent, ...]:
    """The events that the candidates of an article add up to."""
    sections = spans_of(headings)
    tellings = [
        telling for text in (title, body) for candidate in text.layer("events")
        if (telling := _telling(text, candidate, resolver, sections)) is not None
    ]
    events = group(tellings)
    to_come = {
        telling for event in events
        if not event.dates and _is_to_come(context_of(event, body, headings), body.article)
        for telling in event.tellings
    }
    if not to_come:
        return events
    return group([_planned(telling) if telling in to_come else telling for telling in tellings])


def _is_to_come(told: ResolvedDate | None, article: Article) -> bool:
    first = told.span.not_before if told and told.span else None
    return bool(first and article.published and first > article.published)


def _is_long_past(told: ResolvedDate | None, article: Article) -> bool:
    last = told.span.not_after if told and told.span else None
    return bool(last and article.published and last < article.published - _LASTS)


def _planned(telling: Telling) -> Telling:
    """The same, planned where it was told as if it had been."""
    live = telling.candidate.status in LIVE
    return replace(telling, candidate=replace(
        telling.candidate, status="planned")) if live else telling


def _telling(
    text: Text, candidate: EventCandidate, resolver: Resolver, sections: Sequence[tuple[int, int]]
) -> Telling | None:
    """The candidate with its agents resolved; None where nobody is left to take part."""
    number = _number(text, candidate, sections)
    if candidate.rule == "reference":
        return Telling(candidate, text.field, (), number)
    told = candidate.date.span.not_before if candidate.date and candidate.date.span else None
    day = told or text.article.published
    people = [p for role in candidate.roles if (p := resolver.participant(role, day))]
    kept = without_represented(people)
    if not kept or _at_home(candidate, kept) or _travels_unnamed(candidate, kept) or (
            _goes_home(candidate, kept)):
        return None
    joins = candidate.type == "Event"  # it tells of somebody at an event told elsewhere
    if not candidate.lead and not joins and all(
            p.kind == "person" and p.country is None for p in kept):
        return None  # nobody of whom it is known that he stands for anything
    if candidate.status == "ongoing" and _is_long_past(candidate.date, text.article):
        candidate = replace(candidate, status="held")  # 去年8月会见了访华的甲
    telling = Telling(candidate, text.field, kept, number, *_name_of(text, candidate))
    # What is of a day after that of publication is planned, whatever the verb.
    return _planned(telling) if _is_to_come(candidate.date, text.article) else telling


def _name_of(text: Text, candidate: EventCandidate) -> tuple[str, frozenset[str]]:
    """The words of an event's name, and the keys of the agents in it."""
    if candidate.name is None:
        return "", frozenset()
    start, end = candidate.name
    bodies = (agent.key for agent in text.layer("agents")
              if agent.key and start <= agent.start and agent.end <= end)
    return text.simplified[start:end], frozenset(bodies)


def _travels_unnamed(
    candidate: EventCandidate, participants: Sequence[Participant]
) -> bool:
    """Whether a visit is told of nobody in particular, and not even as the article's news."""
    named = any(p.kind == "person" for p in participants)
    return candidate.type == "Visit" and not named and not candidate.lead


def _goes_home(candidate: EventCandidate, participants: Sequence[Participant]) -> bool:
    """Whether a visit is of somebody to his own country: 他抵达本国."""
    homes = {p.country for p in participants if p.kind == "person"}
    hosts = {p.key for p in participants if p.predicate == "kg:host"}
    return candidate.type == "Visit" and len(hosts) == 1 and hosts <= homes


def _number(text: Text, candidate: EventCandidate, sections: Sequence[tuple[int, int]]) -> int:
    """Of the dated section that a candidate stands in; 0 before the first, and in the title."""
    if text.field == "title":
        return 0
    return bisect_right(sections, candidate.start, key=lambda section: section[0])


def _at_home(candidate: EventCandidate, participants: Sequence[Participant]) -> bool:
    """Whether all who meet are of one country: no event between countries."""
    if candidate.type not in BETWEEN_TWO or candidate.name:
        return False
    sides = [participant.country for participant in participants]
    return len(sides) > 1 and None not in sides and len(set(sides)) == 1


def context_of(
    event: LocalEvent, body: Text, headings: Sequence[ResolvedDate]
) -> ResolvedDate | None:
    """The date that stands for an event's own: of its section, or of the lead for a title."""
    number = max(telling.section for telling in event.tellings)
    direct = all(t.candidate.confidence < 0.8 for t in event.tellings)
    if number and not direct:
        return headings[number - 1]
    told_in_title = all(telling.field == "title" for telling in event.tellings)
    return _day_of_lead(body) if told_in_title else None


def _day_of_lead(body: Text) -> ResolvedDate | None:
    """The first day that the first two sentences tell: that of what only the title tells."""
    ends = [sentence.end for sentence in body.layer("sentences")[:2]]
    days: list[ResolvedDate] = [
        d for d in body.layer("dates")
        if d.span and d.span.day and ends and d.end <= ends[-1] and d.rule != "date-dateline"
    ]
    return days[0] if days else None
