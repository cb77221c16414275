"""Those who only sat in on a talk, or came along on a visit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.annotations import Agent, EventCandidate, Role, Token
from kg.extract.local_events import AT_TALKS, LEADS, OF_ALL
from kg.extract.scene import Scene
from kg.knowledge import Knowledge

_TALKS = re.compile("会[谈见晤]|通话|在座")
_COMPANY = re.compile(
    r"陪同[^，。]{0,12}(?:出访|访问|出席|前往|来访|访[\u4e00-\u9fff])的(?:有|还有|包括)")
# 访问团由甲率领: he is whom the host met.
_LED_BY = re.compile(
    r"(?:代表团|访问团|访团|参访团|考察团|特使团|团员?|一行)由([^，。；]{2,60}?)(?=领衔|率领|带领|带队|率团|担任团长|任团长)")
# 参加会谈的有甲、乙; 出席会谈的马方代表包括甲、乙
_AMONG = re.compile(r"(?:参加|出席)(?:了)?(?:会[谈见晤]|通话)的[^，。；]{0,10}?(?:还)?(?:有|包括)")
_PAUSE = re.compile("[，,。；;]")
_NEAR = 24  # code points around a name that tell of the mission
_WHO_LEADS = re.compile("率团的是|团长(?:是|为)|领队(?:是|为)")
# 甲率领的访问团, 甲率团.
_LEADS = re.compile("(?:等人|一行)?[\u4e00-\u9fff0-9]{0,8}?(?:率|带领|带团|领衔)")


def leads(text: str, agent: Agent) -> bool:
    """Whether somebody is told to lead a mission."""
    told = _WHO_LEADS.search(text, max(0, agent.start - _NEAR), agent.start)
    if told is not None and _PAUSE.search(text, told.end(), agent.start) is None:
        return True
    return _LEADS.match(text, agent.end) is not None or any(
        match.start(1) <= agent.start < match.end(1)
        for match in _LED_BY.finditer(text, max(0, agent.start - _NEAR), agent.end + _NEAR))


class AttendanceFinder:
    """甲、乙等参加会见: they belong to the event told before."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = sorted(knowledge.lists["grammar.attendance_verbs"], key=len, reverse=True)
        self._of_all = re.compile("|".join(knowledge.lists["grammar.attendance_of_all"]))
        self._words = re.compile("|".join(words))

    def covers(self, scene: Scene, word: Token) -> bool:
        return any(
            match.start() <= word.start < match.end()
            for match in self._words.finditer(scene.text, scene.start, scene.end)
        )

    def find(self, scene: Scene) -> Iterator[EventCandidate]:
        """甲、乙等参加会见: they belong to the event told before."""
        for match in self._words.finditer(scene.text, scene.start, scene.end):
            if _AMONG.match(scene.text, match.start()):
                continue
            group = scene.left_group(match.start())
            people = tuple(agent for agent in group if agent.kind == "person")
            if people:
                roles = tuple(Role("kg:inAttendance", agent) for agent in people)
                rule = OF_ALL if self._of_all.search(match.group()) else (
                    AT_TALKS if _TALKS.search(match.group()) else "in-attendance")
                yield joining(scene, match, roles, "kg:inAttendance", rule)
        for match in _LED_BY.finditer(scene.text, scene.start, scene.end):
            leaders = tuple(a for a in scene.left_group(match.end(1) + 1) or () if (
                a.kind == "person" and a.start >= match.start(1)))
            if leaders:
                roles = tuple(Role("schema:attendee", agent) for agent in leaders)
                yield joining(scene, match, roles, "schema:attendee", LEADS)
        for match in _WHO_LEADS.finditer(scene.text, scene.start, scene.end):
            leaders = tuple(a for a in scene.right_group(match.end(), reach=_NEAR)[:1]
                            if a.kind == "person")
            if leaders:
                yield joining(scene, match, (Role("schema:attendee", leaders[0]),),
                              "schema:attendee", LEADS)
        for match in _AMONG.finditer(scene.text, scene.start, scene.end):
            roles = tuple(Role("kg:inAttendance", agent)
                          for agent in scene.right_group(match.end(), reach=4))
            if roles:
                yield joining(scene, match, roles, "kg:inAttendance", AT_TALKS)
        if (company := _COMPANY.search(scene.text, scene.start, scene.end)) is not None:
            people = tuple(agent for agent in scene.agents
                           if agent.kind == "person" and agent.start >= company.end())
            roles = tuple(Role("kg:inAttendance", agent) for agent in people)
            yield joining(scene, company, roles, "kg:inAttendance", "came-along")


def joining(
    scene: Scene, word: Token | re.Match[str], roles: tuple[Role, ...], predicate: str, rule: str
) -> EventCandidate:
    """Those who took part in the event told before, as a candidate of no type of its own."""
    start, end = word.span() if isinstance(word, re.Match) else (word.start, word.end)
    taking_part = tuple(Role(predicate, role.agent) for role in roles)
    return EventCandidate("Event", start, end, (scene.start, scene.end), taking_part, "held",
                          rule, 0.9)
