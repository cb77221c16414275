"""One event a pair, where someone meets several apart from each other (分别会见甲和乙)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.annotations import Agent, EventCandidate, ResolvedDate, Role, Token
from kg.extract.scene import Scene
from kg.extract.when import listed_days
from kg.knowledge import Knowledge
from kg.model import LIVE, Span

_EACH = re.compile(r"[都均各也]?[都均各](?:曾|已|将|会)?$")  # 甲和乙都同丙会谈
_FROM_TO = "date-list"  # the rule of one of several days, on which is not told
_SENDER = "kg:sender"
_FOREIGN = frozenset({"foreign-minister", "secretary-of-state"})
_DEFENCE = "defence-minister"
_MET = ("见面", "会面", "会见", "会谈", "会晤")  # 将和主席甲、总理乙见面; 磋商 is of all of them
_WITH = ("与", "同", "和", "跟")


class ApartFinder:
    """Tells whether several were met apart or together."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._separately = re.compile("|".join(knowledge.lists["grammar.separately"]))
        self._whole = {
            body.id: body.parent or body.id for body in knowledge.organizations.values()
            if body.country is None
        }
        self._together = re.compile("|".join(knowledge.lists["grammar.together"]))

    def split(self, scene: Scene, word: Token, base: EventCandidate) -> Iterator[EventCandidate]:
        """The candidate, or one for each of those met; the days of a list are one each."""
        subjects, objects = _sides(scene, base.roles)
        begin = max((role.agent.end for role in subjects if role.agent.end <= word.start),
                    default=max(scene.start, word.start - 6))
        if len(objects) > 1 and subjects and self._apart(scene, word, base, objects, begin):
            days = listed_days(scene, begin, word.start)
            dates: list[ResolvedDate | None] = [*days] if len(days) == len(objects) else (
                [_from_to(days) if len(days) > 1 else base.date] * len(objects))
            for guest, day in zip(objects, dates, strict=True):
                yield replace(base, roles=(*subjects, guest), date=day,
                              rule=base.rule + ":separately")
        elif base.type == "Correspondence" and (senders := self._senders(scene, word, base)):
            for sender in senders:
                yield replace(base, roles=(sender, *(
                    r for r in base.roles if r.predicate != _SENDER)),
                    rule=base.rule + ":separately")
        elif len(subjects) > 1 and objects and (
                _each(scene, subjects, objects)
                or self._each_in_turn(scene, word, subjects, objects)):
            for subject in subjects:
                yield replace(base, roles=(subject, *objects), rule=base.rule + ":separately")
        else:
            days = listed_days(scene, begin, word.start) if base.status in LIVE else []
            yield replace(base, date=_from_to(days)) if len(days) > 1 else base

    def _each_in_turn(
        self, scene: Scene, word: Token, subjects: list[Role], objects: list[Role]
    ) -> bool:
        """Whether several met one, each for himself: 甲和乙分别会见了丙."""
        last = max(role.agent.end for role in subjects)
        return len(objects) == 1 and last <= word.start and (
            self._separately.search(scene.text, last, word.start) is not None)

    def _in_office(self, agent: Agent) -> bool:
        """Whether a person is told with an office, or to stand for a country."""
        return agent.kind == "person" and (agent.country is not None or bool(agent.offices))

    def _side(self, agent: Agent) -> str | None:
        """What somebody met stands for: the body of several that he heads, or his country."""
        told = ((o.of or "").removeprefix("organization/") for o in agent.offices)
        body = next((self._whole[of] for of in told if of in self._whole), None)
        return body or agent.country or agent.key

    def _of_own_office(self, objects: list[Role]) -> bool:
        """Whether those to be met each have an office of their own: 将会见首相甲和外相乙."""
        held = [frozenset(o.role for o in role.agent.offices) for role in objects]
        roles = frozenset().union(*held)
        both = roles & _FOREIGN and _DEFENCE in roles  # who meet as 2+2
        return all(held) and not both and not any(
            a & b for i, a in enumerate(held) for b in held[:i])

    def _senders(self, scene: Scene, word: Token, base: EventCandidate) -> list[Role]:
        """Those of different countries who sent one letter each: 甲、乙向丙致贺电."""
        senders = [role for role in base.roles if role.predicate == _SENDER]
        countries = {role.agent.country for role in senders}
        apart = len(senders) > 1 and len(countries) == len(senders) and None not in countries
        jointly = self._together.search(scene.text, scene.clause_start(word.start), word.end)
        return senders if apart and not jointly else []

    def _apart(
        self, scene: Scene, word: Token, base: EventCandidate, objects: list[Role], begin: int
    ) -> bool:
        if self._separately.search(scene.text, begin, word.start):
            return True
        last = max(role.agent.end for role in objects)
        if "双边" in scene.text[last : word.end]:  # 同甲、乙等举行双边会见
            return True
        sides = {self._side(role.agent) for role in objects}
        # A call is mostly between two, and visitors of different sides are mostly received apart.
        calls = base.type == "PhoneCall" and len(sides) > 1
        received = len(sides) == len(objects) and all(
            role.agent.start >= word.end and self._in_office(role.agent) for role in objects)
        received = received or (
            base.status == "planned" and len(base.roles) == len(objects) + 1
            and self._of_own_office(objects)
            and (word.surface in _MET or all(r.agent.start >= word.end for r in objects)))
        end = scene.clause_end(word.end)
        return (calls or received) and not self._together.search(scene.text, begin, end)


def _each(scene: Scene, subjects: list[Role], objects: list[Role]) -> bool:
    """Whether a word like 都 tells that each of the subjects met for himself."""
    last = max(role.agent.end for role in subjects)
    first = min(role.agent.start for role in objects)
    between = scene.text[last : max(last, first - 1)]
    return _EACH.search(between) is not None


def _sides(scene: Scene, roles: tuple[Role, ...]) -> tuple[list[Role], list[Role]]:
    """Who met, and who was met: in 甲与乙及丙分别会谈 all but the first."""
    guests = [role for role in roles if role.guest]
    if not guests and len(roles) > 2 and _led(scene, roles[0].agent, roles[1].agent):
        return list(roles[:1]), list(roles[1:])
    return [role for role in roles if not role.guest], guests


def _led(scene: Scene, first: Agent, second: Agent) -> bool:
    return scene.text[first.end : second.start] in _WITH


def _from_to(days: list[ResolvedDate]) -> ResolvedDate:
    """The days of a list as one interval: 8日和9日分别会见甲、乙、丙."""
    first, last = days[0].span, days[-1].span
    assert first is not None and last is not None, "listed days are days"
    span = Span(f"{first.edtf}/{last.edtf}", first.not_before, last.not_after)
    grounds = tuple(ground for day in days for ground in day.rests_on)
    return ResolvedDate(days[0].start, days[-1].end, span, _FROM_TO, rests_on=grounds)
