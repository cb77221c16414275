"""Gatherings told as such, whoever attends: 峰会5日在某地开幕, 某组织将于5日举行峰会."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.annotations import Agent, EventCandidate, Role, Token
from kg.extract.frames import with_companions
from kg.extract.scene import Scene
from kg.extract.status import StatusFinder
from kg.extract.when import date_of
from kg.extract.whereabouts import places_of
from kg.knowledge import Knowledge

_HELD = "举行|召开|开幕|闭幕|落幕|揭幕|登场|举办|召集|主办"
_OFF = "取消|推迟|延期|搁置|延后"
# The verb after the name ends its clause: what goes on with 的, 时 or 期间 tells of something else.
_VERB_AFTER = re.compile(f"[^，,。；;：:的]{{0,24}}?(?:{_HELD}|{_OFF})(?:了)?(?=[，,。；;]|$|\\n)")
_VERB_BEFORE = re.compile(f"(?:{_HELD})(?:了)?[^，,。；;：:]{{0,16}}$")
_ENDS = re.compile(r"(?:[（(][^（）()]{1,20}[）)])?(?:[，,。；;\n]|$|就|讨论|商讨|以)")
# Read backwards: where the name of a gathering begins.
_BEGINS = re.compile(r"[，,。；;：:\n「」“”的于在]|席出|加参|行举|开召|对针")
_QUOTE_END = re.compile("[^」”，。「“]{0,20}[」”]")  # the rest of a name in quotation marks
# 原定下月在某地举行的某会议
_PLANNED = re.compile(
    "(?:原定|原订|原拟|定于|拟于|计划于)[^，。；]{0,24}(?:举行|召开|举办)的[^，。；]{0,16}$")
_LONGEST = 24
_QUOTED_NAME = re.compile("[“「][^“”「」，。]{2,20}[”」]$")
_HEADS = {"conference_heads": "Conference", "meeting_heads": "Meeting"}
_GOES_ON = re.compile(r"[^，,。；;：:、]{0,10}$")  # 某论坛第四届部长级会议: one name
_ATTENDS = re.compile(
    "(?:等)?(?:分别|均|都|也|一同|共同|亲自)?(?:将|预计将|预计)?(?:出席|与会|参加|参会)(?:了)?"
    "(?:开幕式|闭幕式|论坛|峰会|会议|大会|仪式)?(?=[，,。；;并]|$)")
# 甲与某地区五国领导人举行峰会
_WITH_LEADERS = re.compile(
    "[与同和][^，。；与同和]{0,12}[国家](?:领导人|元首|首脑|政府首脑|外长|防长)(?:举行|召开)")
_BY_WHOM = re.compile("由([^。；]{2,80}?)(?:共同|联合|一道)?主持")
_LEADERS = re.compile(
    "(?:各国|[0-9一二三四五六七八九十]{1,3}国|各?成员国)?的?(?:国家)?"
    "(?:领导人|领袖|首脑|元首|政府首脑|财长|外长|防长|部长|外交部长|财政部长|国防部长)")
_FIXED = re.compile("[^，。；]{0,4}(?:原定|原订|原拟|预定|定于|将于)")  # 领袖峰会原定5日举行
_MANY = re.compile("(?:领导人|领袖|首脑|元首|外长|防长|财长)$")
_LEAD = 120  # code points: what is told so early is news of the day, whether or not it says so
_TALKS = frozenset({"开会", "聚首", "谈判", "会谈", "磋商", "会晤", "讨论", "协商"})
_SUMMITS = ("峰会", "首脑会议")
_TOLD, _IN_SPEECH = 0.85, 0.7  # how sure


class ConvenedFinder:
    """Finds the gatherings that a sentence tells of, and the bodies that meet there."""

    def __init__(self, knowledge: Knowledge, status: StatusFinder) -> None:
        self._abroad = re.compile("|".join(knowledge.lists["grammar.international"]))
        self._hopes = re.compile("|".join(knowledge.lists["grammar.hopes"]))
        self._of_several = frozenset(
            body.id for body in knowledge.organizations.values()
            if body.country is None and (body.members or body.parent == "united-nations"))
        self._called_off = re.compile("|".join(knowledge.lists["grammar.called_off"]))
        self._status = status

    def find(
        self, scene: Scene, taken: list[tuple[int, int]], spoken: int | None
    ) -> Iterator[EventCandidate]:
        """One candidate for each gathering outside ``taken``, the spans of what is told already.

        ``spoken`` is where somebody's own words begin in the sentence.
        """
        found = list(self._named(scene, taken, spoken))
        yield from found
        if not found and not taken and spoken is None and (told := self._of_leaders(scene)):
            yield told

    def _named(
        self, scene: Scene, taken: list[tuple[int, int]], spoken: int | None
    ) -> Iterator[EventCandidate]:
        for head in scene.tokens:
            if _kind(head) not in _HEADS or self._goes_on(scene, head):
                continue
            if any(start < head.end and head.start < end for start, end in taken):
                continue
            found = self._of(scene, head)
            if found is not None:
                direct = spoken is not None and head.start >= spoken
                exact = found.date and found.date.span and found.date.span.day
                if not direct:
                    yield found
                elif exact:  # what is only said to come some year is no announcement
                    yield replace(found, confidence=_IN_SPEECH)

    def _of_leaders(self, scene: Scene) -> EventCandidate | None:
        """What a sentence tells of the leaders of a body together: 欧盟各国领导人谈判进入第三天."""
        people = [a.start for a in scene.agents if a.key and a.kind == "person"]
        for agent in scene.agents:
            end = _leaders_end(scene, agent)
            word = next((t for t in scene.tokens if end and end <= t.start and (
                _kind(t) in _HEADS or t.surface in _TALKS)), None)
            if word is None or any(agent.end <= start < word.start for start in people):
                continue
            roles = (Role("schema:attendee", agent),)
            date = date_of(scene, word, roles)
            clause = scene.clause_start(word.start)
            status = self._status.find(scene.text, (clause, word.end), (word.start, word.end))
            moved = re.search(_OFF, scene.text[word.end : scene.clause_end(word.end)])
            fixed = _FIXED.match(scene.text, word.end, scene.end)
            if fixed and status.status == "held":
                status = replace(status, status="cancelled" if scene.off else "planned")
            if status.status != "none" and (status.status == "held" or fixed) and not moved and (
                    date or scene.start < _LEAD):
                return EventCandidate(
                    "Conference", word.start, word.end, (scene.start, scene.end), roles,
                    status.status, f"leaders:{word.surface}", _TOLD, status.span, date,
                    places_of(scene, word, word.end, visit=False))
        return None

    def _goes_on(self, scene: Scene, head: Token) -> bool:
        """Whether the name goes on to another head (论坛第四届部长级会议)."""
        return any(
            head.end <= other.start and _kind(other) in _HEADS
            and _GOES_ON.match(scene.text, head.end, other.start)
            for other in scene.tokens)

    def _of(self, scene: Scene, head: Token) -> EventCandidate | None:
        quoted = _QUOTE_END.match(scene.text, head.end, scene.end)
        end = quoted.end() if quoted else head.end
        after = _VERB_AFTER.match(scene.text, end, scene.end)
        clause = scene.clause_start(head.start)
        before = _VERB_BEFORE.search(scene.text, clause, head.start)
        planned = _PLANNED.search(scene.text, clause, head.start)
        if after is None and not planned and (
                before is None or _ENDS.match(scene.text, end) is None):
            return None
        begin = self._begin(scene, head, before)
        roles = self._roles(scene, head, begin, before)
        stop = after.end() if after else head.end
        between = [d for d in scene.dates if head.end <= d.start and d.end <= stop]
        date = between[-1] if between else date_of(scene, head, roles)  # 峰会将于5日举行
        if not roles or date is None or not self._is_international(scene, begin, head, roles):
            return None
        end = after.end() if after else head.end
        told = begin if scene.text[begin - 1 : begin] == "的" else clause  # 原定在甲地举行的峰会
        status = self._status.find(scene.text, (told, end), (head.end, end))
        if planned and (scene.off or self._called_off.search(scene.text, head.end, scene.end)):
            status = replace(status, status="cancelled")
        if status.status == "none" or self._hopes.search(scene.text, clause, head.start):
            return None
        people = [r.agent for r in roles if r.agent.kind == "person"]
        of_two = len(roles) == len(people) == 2 and head.surface.endswith(_SUMMITS)
        return EventCandidate(
            "Meeting" if of_two else _HEADS[_kind(head)], head.start, head.end,
            (scene.start, scene.end), roles, status.status,
            f"convened:{head.surface}", _TOLD, status.span, date,
            places_of(scene, head, end, visit=False), name=(begin, head.end),
        )

    def _begin(self, scene: Scene, head: Token, before: re.Match[str] | None) -> int:
        """Where the name of the gathering begins."""
        first = max(scene.start, head.start - _LONGEST)
        if quoted := _QUOTED_NAME.search(scene.text, first, head.start):
            return quoted.start()  # “甲集团和乙国”峰会
        told = [date.end for date in scene.dates if first <= date.end <= head.start]
        stop = _BEGINS.search(scene.text[first : head.start][::-1])
        begin = head.start - stop.start() if stop else first
        return max([begin, *told, before.start() + 2 if before else first])

    def _roles(
        self, scene: Scene, head: Token, begin: int, before: re.Match[str] | None
    ) -> tuple[Role, ...]:
        """The bodies in the name, and those who hold it."""
        named = [a for a in scene.named if begin <= a.start and a.end <= head.end]
        holders: tuple[Agent, ...] = (
            scene.those_told(before.start()) or with_companions(scene, before.start())
        ) if before else ()
        bodies = [a for a in (*named, *holders) if a.kind != "person" or a in holders]
        if not any(a.kind == "person" for a in bodies):
            bodies += _attending(scene, head.end) + _presiding(scene, head.end)
        return tuple(Role("schema:attendee", agent) for agent in dict.fromkeys(bodies))

    def _is_international(
        self, scene: Scene, begin: int, head: Token, roles: tuple[Role, ...]
    ) -> bool:
        sides = {role.agent.country or role.agent.key for role in roles}
        holders = {(r.agent.key or "").removeprefix("organization/") for r in roles
                   if r.agent.end <= begin}
        if _WITH_LEADERS.search(scene.text, scene.clause_start(begin), head.start):
            return True
        return len(sides) > 1 or bool(holders & self._of_several) or (
            self._abroad.search(scene.text, begin, head.end) is not None
            and all(role.agent.country is None for role in roles))


def _attending(scene: Scene, start: int) -> tuple[Agent, ...]:
    """Who is told after a place to attend: …举行，甲、乙出席。"""
    told = _ATTENDS.search(scene.text, start, scene.end)
    group = scene.left_group(told.start()) if told else ()
    return tuple(a for a in group if a.start >= start and a.kind == "person")


def _presiding(scene: Scene, start: int) -> tuple[Agent, ...]:
    """Who presides over a gathering told before: …举行，由甲与乙共同主持。"""
    told = _BY_WHOM.search(scene.text, start, scene.end)
    if told is None:
        return ()
    begin, end = told.span(1)
    return tuple(
        a for a in scene.agents if a.kind == "person" and begin <= a.start and a.end <= end)


def _leaders_end(scene: Scene, agent: Agent) -> int | None:
    """Where an agent ends that is the leaders of a body of several countries; None for others."""
    if agent.country is not None:
        return None
    if agent.kind == "organization":
        told = _LEADERS.match(scene.text, agent.end, scene.end)
        return told.end() if told else None
    of_body = any(o.of and o.of.startswith("organization/") for o in agent.offices)
    many = _MANY.search(scene.text, agent.start, agent.end)
    return agent.end if agent.key is None and of_body and many else None


def _kind(token: Token) -> str:
    term = token.meaning("marker")
    return term.id if term else ""
