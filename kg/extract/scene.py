"""A sentence with what was found in it: the stage on which the frames of verbs are filled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.extract.annotations import Agent, PlaceName, ResolvedDate, Token

CLAUSE_ENDS = "，,；;。！？!?：:\n"
_JOIN = re.compile(r"(?:、|,|，|和|与|及|以及|同|暨|并)?(?:应邀|来访的|来华的|到访的)?")
# A list goes on, with words before the next name that no office phrase holds.
_LONG_JOIN = re.compile(r"(?:、|和|与|及|[，,]?以及)[^，,。；;：:、和与]{0,20}")
# Words right before an agent that make it a place, a guest's host or a reason, not an actor.
_NOT_ACTING_BEFORE = re.compile(
    r"(?:在|于|到|赴|抵|抵达|从|由于|关于|应|代表|据|驻|有关|涉|对|针对|经|访|访问|访问了|前往|转往|飞往|飞赴|飞抵|转抵|转赴|来到|作为|[首一二三四五六末]站|站是"
    r"|(?:在|抵达|抵|到|到达|飞抵|访问|访|前往|赴|转往|转赴)[\u4e00-\u9fff]{0,8}"
    r"(?:友邦|邦交国|盟国|盟友|岛国|国家|小国|邻国|内陆国|大国|王国|首都))$"
)
_GONE_TO = re.compile("(?:访|访问|访问了|前往|转往|飞抵|飞往|飞赴|转赴|来到|抵达|赴)$")
_NOT_ACTING_AFTER = re.compile(r"(?:的?邀请|驻|陪同|籍|媒体|报道|方面(?:消息|人士)|电\b"
                               r"|(?:总统|首相|总理|主席)?(?:上台|上任|就任|就职|当选|执政|任内|任期|时代|时期|政府)"
                               r"(?!(?:以来|之?后)(?:的?(?:首|第[一二三])[次度个]|再度|再次)))")
_IT_IS_SAID = re.compile("[^。；]{2,40}的(?:消息|报道|说法|传闻|传言)")  # 有关甲会见乙的消息
# A title that no office phrase holds, between a country and a name.
_TITLE = re.compile(
    r"[^，,。；;：:、（）()“”「」和与及同跟在向对将给为于的就也访会见出赴抵是说称]{2,8}"
)
_WORDS_BEFORE = 12  # code points before an agent that may tell that it does not act
_RELATIVE = 90  # how long the clause before a guest's name may be (来华出席…的甲)
_BESIDE = re.compile(
    r"在[^，。；]{2,60}?(?:陪同|见证|主持|邀请|率领|安排|斡旋|调解|推动)下|继[^，。；]{2,24}?之?后"
    r"|就[^，。；]{2,40}?(?:逝世|去世|病逝|辞世|遇难|罹难|当选|就任|连任|胜选|受灾|地震|空难|爆炸|袭击|事故)"
    r"|在(?:出席|参加|参与)[^，。；]{2,40}?(?:期间|之际|间隙|场边)")
# What went on while something else was done: 在与乙会谈期间致电丙.
_DURING = re.compile(
    r"在?[与同和跟][^，。；]{2,30}?(?:会谈|会晤|会面|会见|通话|通电话)(?:期间|之际|间隙)")
_NOUN_OF_PEACE = re.compile("和(?:平|谈|解|约|会)")  # 乌克兰和平计划 is no list
# Before those whom somebody brings along: 甲率领乙、丙会见丁 tells that 甲 met 丁.
_LED = re.compile(r"(?:率领|率同|带领|偕同|率)$")
# What may follow a country or an organization that acts.
_ACTS = re.compile(
    r"[、和与同跟及在将於于向对就则也又曾已正还并都日昨今周明上下当早两双举分先会拜约召致"
    r"打出参抵访应表宣决取拒否计预定派]|$|[，,：:（(\s]|等?[两三四五六]国|的?[两三四五六]方|的?代表"
    r"|领导人|官员|高官|双方|高层|代表团|元首|首脑|[0-9]{1,2}[日月]|星期|周[一二三四五六日]"
)


# At the head of a clause: those who were named before.
_TOGETHER = re.compile(
    r"(?:随后|之后|会后|其后|当天|当晚)?(?:双方|他们|(?P<count>[两二三四五六2-6])"
    r"(?:人|[国位]?(?:元首|领导人|总统|首相|总理|部长|外长|防长)))(?!的)[^，。；]{0,24}$")
_SAYS = re.compile("表示|说|称|指出|认为|同意|强调|讨论")
_THE_TWO = re.compile(
    "(?:双方|他们|(?P<count>[两二三四五六2-6])(?:人|[国位]?(?:元首|领导人|总统|首相|总理|部长|外长)))(?!的)")
_HOLDERS = (
    ("外长", {"foreign-minister", "secretary-of-state"}),
    ("防长", {"defence-minister"}),
    ("总统", {"president", "state-president"}),
    ("首相", {"premier"}), ("总理", {"premier"}),
)
_COUNTS = {mark: number for number, marks in (
    (2, "两二2"), (3, "三3"), (4, "四4"), (5, "五5"), (6, "六6")) for mark in marks}


def _once(agents: Iterable[Agent]) -> tuple[Agent, ...]:
    """Each person once, where first named."""
    return tuple({agent.key or agent.start: agent for agent in reversed([*agents])}.values())[::-1]


def _may_be(words: str, agent: Agent) -> bool:
    """Whether somebody may be one of 两国外长: no other office is told of him."""
    wanted = next((roles for word, roles in _HOLDERS if word in words), None)
    told = {office.role for office in agent.offices}
    return wanted is None or not told or bool(told & wanted)


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence: its bounds in the text, and the layers that lie in it, in order."""

    text: str  # the whole text, so that all offsets are the text's
    start: int
    end: int
    tokens: tuple[Token, ...]
    agents: tuple[Agent, ...]
    dates: tuple[ResolvedDate, ...]
    places: tuple[PlaceName, ...]
    carried: tuple[Agent, ...] = ()  # who acted last in this paragraph
    previous: tuple[Agent, ...] = ()  # the people of the sentence before
    calls: bool = False  # the article tells of a call
    off: bool = False  # its title tells that something was called off
    named: tuple[Agent, ...] = ()  # the agents with those that stand in names of gatherings

    def actors(self) -> tuple[Agent, ...]:
        """The agents that may act or be acted on here."""
        return tuple(agent for agent in self.agents if self._acts(agent))

    def _acts(self, agent: Agent) -> bool:
        if any(start < agent.end and agent.start < end for start, end in self._beside()):
            return False
        before = self.text[max(self.start, agent.start - _WORDS_BEFORE) : agent.start]
        told = before.endswith(("有关", "关于")) and _IT_IS_SAID.match(
            self.text, agent.end, self.end)
        posted = agent.kind == "person" and before.endswith("驻")  # 常驻某组织代表甲
        if (_NOT_ACTING_BEFORE.search(before) and not told and not posted) or (
                _NOT_ACTING_AFTER.match(self.text, agent.end)):
            return False
        if _NOUN_OF_PEACE.match(self.text, agent.end):
            return False
        if agent.kind == "person" or agent.rule in ("country-pair", "delegation"):
            return True
        return _ACTS.match(self.text[agent.end : min(agent.end + 4, self.end)]) is not None

    def _beside(self) -> list[tuple[int, int]]:
        """The spans of those in whose company, or at whose bidding, something was done."""
        return [match.span() for match in _BESIDE.finditer(self.text, self.start, self.end)]

    def left_group(self, position: int) -> tuple[Agent, ...]:
        """The nearest actors that end before a position, with those joined to them."""
        apart = [m.span() for m in _DURING.finditer(self.text, self.start, position)]
        before = [a for a in self._heads() if a.end <= position and not any(
            start <= a.start and a.end <= end for start, end in apart)]
        while before and not (self._acts(before[-1]) and self._heads_a_list(before)):
            before.pop()
        group: list[Agent] = []
        for agent in reversed(before):
            if not group or (self._joins(agent, group[0]) and self._acts(agent)):
                group.insert(0, agent)
            elif agent.kind == "person" or self._acts(agent) or self._joins(agent, group[0]):
                break
        led = _LED.search(self.text[max(self.start, group[0].start - 2) : group[0].start]) if (
            group) else None
        return (self.left_group(group[0].start - 1) if led else ()) or tuple(group)

    def _heads_a_list(self, agents: Sequence[Agent]) -> bool:
        """Whether the last of some agents is in no list of countries that somebody goes to.

        In 甲访问乙国和丙国，并同丁会谈, 丙国 is visited too.
        """
        at = len(agents) - 1
        while at and agents[at].kind == "country" and self._joins(agents[at - 1], agents[at]):
            at -= 1
        first = agents[at]
        before = self.text[max(self.start, first.start - 3) : first.start]
        return first.kind != "country" or _GONE_TO.search(before) is None

    def right_group(self, position: int, *, reach: int = 30) -> tuple[Agent, ...]:
        """The actors after a position, before the clause ends, with those joined to them."""
        group: list[Agent] = []
        named = self._after_relative(position)
        for agent in self._heads():
            if agent.start < position or (agent.start < named and agent.start > position + 1):
                continue
            if not group:
                gap = self.text[position : agent.start]
                if any(mark in gap for mark in "，,；;。：:？！】"):
                    return ()
                if len(gap) > (_RELATIVE if gap.endswith("的") else reach):
                    return ()
                if agent.kind == "country" and agent.rule != "delegation" and (
                        self._is_modifier(agent)):
                    continue
                group.append(agent)
            elif self._joins(group[-1], agent):
                group.append(agent)
            else:
                break
        return tuple(group)

    def _after_relative(self, position: int) -> int:
        """Where a person begins whom a clause without a mark describes (会见来华…的甲), else 0."""
        end = self.clause_end(position)
        return next((
            a.start for a in self.agents
            if position < a.start <= min(end, position + _RELATIVE) and a.kind == "person"
            and self.text[a.start - 1] == "的"), 0)

    def _heads(self) -> list[Agent]:
        """The agents without those that only tell whose the next one is (甲国末代某官乙)."""
        return [
            agent for agent, following in zip(self.agents, (*self.agents[1:], None), strict=False)
            if following is None or not self._of_next(agent, following)
        ]

    def _of_next(self, agent: Agent, following: Agent) -> bool:
        gap = self.text[agent.end : following.start]
        return (
            agent.kind != "person" and agent.rule not in ("delegation", "country-pair")
            and following.kind == "person"
            and _TITLE.fullmatch(gap) is not None
            and not any(agent.end <= t.start < following.start and t.meaning("contact", "speech")
                        for t in self.tokens)
        )

    def _is_modifier(self, agent: Agent) -> bool:
        """Whether a country only tells whose the following noun is (访问中国的甲)."""
        following = self.text[agent.end : agent.end + 1]
        if _NOUN_OF_PEACE.match(self.text, agent.end):
            return True
        return bool(following) and following not in "、和与及，,。；时后并"

    def _joins(self, left: Agent, right: Agent) -> bool:
        gap = self.text[left.end : right.start]
        if not gap:
            return left.rule == right.rule == "country-pair"
        if len(gap) <= 6 and _JOIN.fullmatch(gap):
            return True
        return _LONG_JOIN.fullmatch(gap) is not None and not any(
            token.meaning("contact", "speech") for token in self.tokens
            if left.end <= token.start and token.end <= right.start
        )

    def those_told(self, position: int) -> tuple[Agent, ...]:
        """Whom 双方 or 四人 means before a position in its clause: people named before, or none."""
        start = self.clause_start(position)
        word = _TOGETHER.match(self.text, start, position)
        if word is None and not any(
                a.kind == "person" and a.end <= position for a in self.agents):
            start = self.start  # 两位元首检阅仪仗队后，举行会谈
            word = _THE_TWO.match(self.text, start, position)
            if word and _SAYS.search(self.text, word.end(), position):
                return ()
        if word is None:
            return ()
        count = _COUNTS.get(word["count"] or "")
        told = self.named if count and self.named else self.agents  # 甲会见乙，随后两人…
        here = _once(a for a in told if a.kind == "person" and a.end <= start and self._acts(a))
        people = tuple(a for a in here or _once(self.previous) if _may_be(word.group(), a))
        sides = {agent.country for agent in people}
        fits = len(people) == count if count else len(sides - {None}) > 1
        return people if fits and len(people) > 1 else ()

    def clause_start(self, position: int) -> int:
        """Where the clause that holds a position begins."""
        cut = max(self.text.rfind(mark, self.start, position) for mark in CLAUSE_ENDS)
        return max(self.start, cut + 1)

    def clause_end(self, position: int) -> int:
        """Where the clause that holds a position ends (exclusive)."""
        ends = [self.text.find(mark, position, self.end) for mark in CLAUSE_ENDS]
        return min((end for end in ends if end >= 0), default=self.end)

    def in_book_title(self, position: int) -> bool:
        """Whether a position lies inside 《》."""
        opened = self.text.rfind("《", self.start, position)
        return opened > self.text.rfind("》", self.start, position)

    def contacts(self) -> Iterator[Token]:
        """The words of contact, in order; those inside a name (访华团) are none."""
        return (token for token in self.tokens if token.meaning("contact", "visited")
                and not any(a.start < token.start and token.end <= a.end for a in self.agents))
