"""Whether a contact took place: what stands beside its word, and what its sentence makes of it."""

from __future__ import annotations

import re

from kg.articles.script import simplify
from kg.extract.annotations import Agent, Role, Token
from kg.extract.scene import Scene
from kg.extract.status import Meaning, StatusFinder, StatusFound
from kg.knowledge import Knowledge
from kg.model import LIVE

# Why somebody came or will come, and no wish.
_INVITED = re.compile(r"应[^，。；]{1,30}邀请|接受[^，。；]{0,12}邀请")
# After a word that names a contact: it is fixed, or put off to a day that is told.
_TO_BE = re.compile(
    "(?:原定|原订|预定|暂定|拟定|定|拟|将|预计|计划|预料)(?:将)?(?:于|在|安排|从|自)")
_PUT_OFF_TO = re.compile(
    "(?:推迟|延期|延后|押后|顺延|改期|提前|改|延)(?:到|至|于|在)"
    "(?!另行|日后)[^，。；]{0,6}[日月周期天午晚年]")
_AGREED = re.compile("(?:同意|商定|约定)(?:将)?[^，。；]{0,32}举行[^，。；]{0,16}$")
_GOES_ON = re.compile("(?:并|[与同和](?=[^，。；]{2,30}[举进会]))(?!已|曾)|随后|之后|其后")
_PLANS = re.compile("(?:将|拟|计划|定于|预定|预计|即将)(?:于|在|对|赴|前往|飞往|访问|出访|率)")
_DONE = re.compile("[见谈话访][了过]|已|曾")
_MATTER = re.compile("(?:[^，。；]{0,8})(?:一节|一事|一说)[，,]")  # 甲访问乙国一节，某部称并无此事
# 不访问, 决定不在…期间访问, and no 不久, 不仅, 不断.
_NEGATED = re.compile(
    "(?P<decided>决定|确定|宣布|不再|表明)?(?:将)?不(?:再)?(?:在(?!乎|意|少|话)|于|赴|去|访|前往|出访|对)"
    "[^，。；不]{0,14}$|(?P<sure>确定|决定|宣布)不$")
_REACH = 16  # code points from the clause of a denial to its word
# 周五会访问甲国, and no 大会, 机会, 学会.
_WILL = re.compile("(?<![大峰机协晚盛聚宴年工社商学席散国省市委事议论院都才不将就都约幸])会$")
_OUGHT = re.compile("(?<![响反适供理相])应$")  # 认为甲应会见乙
_ATTENDING = ("出席", "参加", "主持", "共同主持")


class OutcomeFinder:
    """Decides the status of a contact in its sentence."""

    def __init__(self, knowledge: Knowledge, status: StatusFinder) -> None:
        lists = knowledge.lists
        self._status = status
        self._conditional = re.compile(
            f"(?<![\u4e00-\u9fff])(?:{'|'.join(lists['grammar.conditions'])})")
        self._held = re.compile("|".join((*lists["grammar.deeds"], "访", "会见", "会晤")))
        self._threats = re.compile("|".join(lists["grammar.threats"]))
        self._sent = re.compile("|".join(lists["grammar.sent"]))
        self._once_planned = re.compile("|".join(lists["grammar.once_planned"]))
        self._called_off = re.compile("|".join(lists["grammar.called_off"]))
        self._hopes = re.compile("|".join(lists["grammar.hopes"]))
        self._rumours = re.compile("|".join(lists["grammar.rumours"]))
        denials = "|".join(lists["grammar.denials"])
        self._denies = re.compile(f"[，,][^，。；]{{0,{_REACH}}}(?:{denials})")
        self._departs = re.compile("|".join(lists["grammar.departures"]))

    def of(
        self, scene: Scene, word: Token, roles: tuple[Role, ...], end: int
    ) -> StatusFound:
        """The status by the words around the word of contact, whose phrase ends at ``end``.

        "none" where it was only hoped for, threatened, or depends on something else.
        """
        if (denied := self._denies.search(scene.text, end, scene.end)) and (
                self._rumours.search(scene.text, scene.start, word.start)
                or _MATTER.match(scene.text, end)):
            return StatusFound("denied", denied.span())  # 外传甲将会见乙，总统府否认
        if negated := _NEGATED.search(scene.text, scene.clause_start(word.start), word.start):
            decided = negated["decided"] or negated["sure"] or scene.off
            off: Meaning = "cancelled" if decided else "denied"
            return StatusFound(off, negated.span())  # 甲决定不在某时访问乙国
        if self._is_hoped_for(scene, roles, word.start):
            return StatusFound("none", None)
        if _OUGHT.search(scene.text[scene.start : word.start]):
            return StatusFound("none", (word.start - 1, word.start))
        clause = scene.clause_start(word.start)
        before = max(
            (role.agent.end for role in roles if role.agent.end <= word.start), default=clause)
        first = min((role.agent.start for role in roles), default=word.start)
        begin = min(before, clause) if before > first else before
        begin = max(begin, clause - 12, scene.start)
        names = [(agent.head_start, agent.head_end) for agent in scene.agents]
        names += [m.span() for m in _INVITED.finditer(scene.text, scene.start, word.start)]
        names += [told for role in roles if (told := self._describing(scene, word, role.agent))]
        found = self._status.find(
            scene.text, (begin, word.start), (end, scene.clause_end(end)), names)
        if found.status in ("held", "cancelled") and (
                moved := _PUT_OFF_TO.search(scene.text, end, scene.end)):
            return StatusFound("planned", moved.span(), moved=True)  # 从周五推迟到周六
        plan = (_WILL.search(scene.text, scene.start, word.start)
                or _plan_before(scene, roles, clause)
                or _AGREED.search(scene.text, clause, word.start)
                or _TO_BE.match(scene.text, end)) if found.status == "held" else None
        if plan:
            return StatusFound("planned", plan.span())
        beside = scene.clause_start(max(scene.start, clause - 1))
        if self._conditional.search(scene.text, beside, clause) or (
                self._conditional.search(scene.text, scene.start, clause)
                and (found.status != "held" or not scene.dates)):
            return StatusFound("none", found.span)  # 如果…，甲将不会见乙
        if found.status == "cancelled" and self._threats.search(scene.text, scene.start, scene.end):
            return StatusFound("none", found.span)
        if found.status == "held" and self._sent.search(scene.text, scene.start, word.start):
            return StatusFound("planned", found.span)
        if found.status in ("planned", "held") and self._came_to_nothing(scene, word, end):
            return StatusFound("cancelled", found.span)  # 原定会见乙，但已取消
        departed = self._departs.search(scene.text, scene.start, word.end)  # or 启程前往
        on_the_way = departed is not None and not any(  # 3日启程，5日出席某会
            departed.end() <= day.start and day.end <= word.start for day in scene.dates)
        if on_the_way and found.status in LIVE:
            return StatusFound("planned" if word.surface in _ATTENDING else "ongoing", None)
        return found

    def tells_off(self, title: str) -> bool:
        """Whether the title of an article tells that something was called off or put off."""
        return self._called_off.search(simplify(title)) is not None

    def _came_to_nothing(self, scene: Scene, word: Token, end: int) -> bool:
        """Whether a contact was once planned, and the sentence or the title tells it is off."""
        clause = scene.clause_start(word.start)
        if self._once_planned.search(scene.text, clause, word.start) and (
                scene.off or self._called_off.search(scene.text, end, scene.end)):
            return True
        return scene.off and self._once_planned.search(
            scene.text, scene.start, word.start) is not None and not _DONE.search(
            scene.text, clause, scene.clause_end(end))

    def _describing(
        self, scene: Scene, word: Token, agent: Agent
    ) -> tuple[int, int] | None:
        """The clause that only tells who somebody is: 当时仍未就任的甲会见了乙."""
        if agent.kind != "person" or scene.text[agent.start - 1 : agent.start] != "的":
            return None
        start = max(scene.clause_start(agent.start), word.end if word.end <= agent.start else 0)
        held = self._held.search(scene.text, start, agent.start)
        return None if held else (start, agent.start)

    def _is_hoped_for(self, scene: Scene, roles: tuple[Role, ...], word: int) -> bool:
        """Whether those who would meet stand after a hope: 期待两国元首会晤, 支持议长访问."""
        first = min((r.agent.start for r in roles if r.agent.start >= scene.start), default=word)
        before = scene.text[max(scene.clause_start(first), first - 8) : first]
        return self._hopes.search(before) is not None


def _plan_before(scene: Scene, roles: tuple[Role, ...], clause: int) -> re.Match[str] | None:
    """The plan that a clause goes on with: 甲将于5日赴乙国出席某会，并访问丙国."""
    subject = min((role.agent.end for role in roles), default=clause)
    if not _GOES_ON.match(scene.text, clause, scene.end) or subject < scene.start:
        return None
    plan = _PLANS.search(scene.text, subject, clause)
    return plan if plan and not _DONE.search(scene.text, plan.end(), scene.end) else None
