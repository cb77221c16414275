"""Gatherings that are attended or chaired, and speeches with a title: their names and types."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.extract.annotations import Agent, Role, Token
from kg.extract.scene import Scene
from kg.knowledge import Knowledge
from kg.knowledge.records import ContactVerb
from kg.model import IN_NAME_RULE

_TYPES = {
    "conference_heads": "Conference",
    "ceremony_heads": "Ceremony",
    "meeting_heads": "Meeting",
}
_GIVES = re.compile(r"(?:为[^，。]{1,20})?(?:举行|举办|主办|设|主持)的")
_WITH_WHOM = re.compile(r"有[^，。]{2,120}(?:参加|出席|与会)的")
_OPEN, _CLOSE = "「『“‘《（(", "」』”’》）)"
_STOPS = "，,。；;、！？!?\n"
_STOP_WORDS = re.compile(
    r"并(?=[发同与会在对进将正于参主举应])|期间|之际|时(?=[，,表说强指会])|后(?=[，,])|，")
_LEADING = re.compile(
    r"^(?:了|的|在[^，。]{1,16}?(?:举行|召开|举办)的|于[^，。]{1,16}?(?:举行|召开)的|当日|当天)+"
)
_SIDELINES = re.compile(r"(?:期间|间隙|场边|场外|之际|边缘|框架下)")
# Read backwards: where the name of a gathering begins.
_BEGINS = re.compile(r"席出|加参|在|于|，|,|。|的|用利")
_TITLED = re.compile(
    r"[^，。；]{0,12}?题为[「《“]([^」》”]{2,40})[」》”]的?"
    r"(?:主旨|重要|视频|书面){0,2}(?:演讲|讲话|致辞|演说)"
)


@dataclass(frozen=True, slots=True)
class Gathering:
    """What was attended: its type, where its words end, and the span of its name.

    ``abroad`` tells that its name is one of several countries, whoever attends it.
    """

    type: str
    end: int
    name: tuple[int, int]
    abroad: bool = True
    foreign: bool = True  # its name tells another country or a body of several


class GatheringFinder:
    """Finds the gathering after a word like 出席; None where it is none of several countries."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._abroad = re.compile("|".join(knowledge.lists["grammar.international"]))

    def at(self, scene: Scene, word: Token, verb: ContactVerb) -> tuple[Gathering, ...]:
        """The gatherings that a word of attending, chairing or speaking is about, in order."""
        if verb.frame not in ("attend", "host", "speech"):
            return ()
        if verb.frame == "speech":
            speech = self._speech(scene, word)
            return (speech,) if speech else ()
        phrases = _phrases(scene, word.end)
        heads = [
            (token, term.id) for token in scene.tokens
            if word.end <= token.start and token.end <= phrases[-1][1]
            and (term := token.meaning("marker")) is not None and term.id != "decoys"
        ]
        if any(kind == "domestic_gatherings" for _, kind in heads):
            return ()
        found = (self._gathering(scene, phrase, heads) for phrase in phrases)
        return tuple(gathering for gathering in found if gathering is not None)

    def _gathering(
        self, scene: Scene, phrase: tuple[int, int], heads: list[tuple[Token, str]]
    ) -> Gathering | None:
        """The gathering that one phrase of a list names; None where it names none."""
        begin, end = phrase
        inside = [(t, kind) for t, kind in heads if begin <= t.start and t.end <= end]
        if not inside or inside[-1][1] not in _TYPES:
            return None
        head, kind = inside[-1]
        lead = _LEADING.match(scene.text[begin : head.end])
        start = begin + (lead.end() if lead else 0)
        if start >= head.start and kind != "meeting_heads":
            return None  # 出席会议: no name, nothing to tell it by
        foreign = self._foreign(scene, start, head.end)
        if kind == "meeting_heads" and bodies_in(scene.agents, start, head.end):
            kind = "conference_heads"  # 金砖国家领导人会晤
        return Gathering(_TYPES[kind], head.end, _without_quotes(scene.text, start, head.end),
                         self._abroad.search(scene.text, start, head.end) is not None, foreign)

    def _speech(self, scene: Scene, word: Token) -> Gathering | None:
        titled = _TITLED.match(scene.text, word.start)
        clause = scene.text[scene.clause_start(word.start) : word.start]
        if titled:
            return Gathering("Speech", titled.end(), (titled.start(1), titled.end(1)))
        if self._abroad.search(clause):
            return Gathering("Speech", word.end, (word.start, word.end))
        return None

    def _foreign(self, scene: Scene, start: int, end: int) -> bool:
        """Whether several countries or an international body stand in the name."""
        if self._abroad.search(scene.text, start, end):
            return True
        names = [a for a in scene.agents if start <= a.start and a.end <= end]
        return any(agent.country != "place/china" for agent in names)


def takers_part(scene: Scene, word: Token, gathering: Gathering) -> tuple[Role, ...]:
    """Who takes part besides the subject: who gives or attends it, and the body whose it is."""
    return (*_givers(scene, word, gathering), *_body(scene, gathering))


def _givers(scene: Scene, word: Token, gathering: Gathering) -> tuple[Role, ...]:
    """Who gives the gathering that others attend (出席甲举行的宴会), or attends it (有乙参加的)."""
    inside = [a for a in scene.named if a.kind == "person"
              and word.end <= a.start and a.end <= gathering.end]
    who = _WITH_WHOM.search(scene.text, word.end, gathering.end)
    return tuple(
        Role("kg:host" if _GIVES.match(scene.text, agent.end) else "schema:attendee", agent)
        for agent in inside
        if _GIVES.match(scene.text, agent.end) or (who and agent.end <= who.end()))


def _body(scene: Scene, gathering: Gathering) -> tuple[Role, ...]:
    """The body of several countries whose gathering it is (二十国集团领导人峰会), or those
    countries (中俄议会合作委员会会议).
    """
    start, end = gathering.name
    named = [a for a in scene.named if a.kind == "country" and start <= a.start and a.end <= end]
    both = named if len({agent.key for agent in named}) > 1 else []
    found = bodies_in(scene.named, start, end)[:1] or both
    return tuple(
        Role("schema:attendee", replace(agent, rule=IN_NAME_RULE) if agent in both else agent)
        for agent in found)


def bodies_in(agents: Iterable[Agent], start: int, end: int) -> tuple[Agent, ...]:
    """The bodies of several countries, or their leaders as such, that a name tells."""
    return tuple(
        agent for agent in agents
        if start <= agent.start and agent.end <= end and agent.country is None
        and (agent.kind == "organization" or (agent.key is None and agent.offices)))


def sidelines(scene: Scene, word: Token) -> tuple[int, int] | None:
    """The span of the gathering on whose sidelines (期间, 场边) something was; None if none is."""
    for token in reversed(scene.tokens):
        if token.end > word.start or token.meaning("marker") is None:
            continue
        if _SIDELINES.match(scene.text, token.end) is None:
            continue
        begin = _BEGINS.search(scene.text[scene.start : token.start][::-1])
        return (token.start - begin.start() if begin else scene.start, token.end)
    return None


def _phrases(scene: Scene, start: int) -> list[tuple[int, int]]:
    """The noun phrases after a verb, in one list: each ends at a mark outside quotes, or the last
    where a new verb begins.
    """
    found: list[tuple[int, int]] = []
    people = {a.start for a in scene.agents if a.kind == "person" and a.key}  # 出席某会的甲
    depth = 0
    for position in range(start, scene.end):
        character = scene.text[position]
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and (character in _STOPS or _STOP_WORDS.match(scene.text, position)
                             or (character == "的" and position + 1 in people)):
            if character == "、" and any(a.start < position < a.end for a in scene.agents):
                continue  # between two offices of one person
            found.append((start, position))
            if character != "、" or not _another(scene, position + 1):
                return found
            start = position + 1
    return [*found, (start, scene.end)]


def _another(scene: Scene, start: int) -> bool:
    """Whether a list goes on with another gathering (出席某会议、某峰会)."""
    stop = next((at for at in range(start, scene.end) if scene.text[at] in _STOPS), scene.end)
    return any(
        start < token.start and token.end <= stop and (term := token.meaning("marker"))
        and term.id in _TYPES for token in scene.tokens
    ) and not any(
        start <= a.start < stop and a.kind == "person" and a.key for a in scene.agents)


def _without_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without a pair of quotes around the whole of it."""
    if text[start] in _OPEN and text[end - 1] in _CLOSE:
        return start + 1, end - 1
    return start, end


def of_guest(scene: Scene, end: int) -> bool:
    """Whether a gathering stands in a clause that tells why a guest came: 出席某会的甲."""
    stop = scene.clause_end(end)
    return any(end < agent.start < stop and scene.text[agent.start - 1] == "的"
               for agent in scene.agents)


def of_several(roles: Iterable[Role]) -> bool:
    """Whether those who take part are known to be of more than one country."""
    return len({role.agent.country for role in roles} - {None}) > 1


def all_at_home(scene: Scene, gathering: Gathering, roles: tuple[Role, ...]) -> bool:
    """Whether those who attend, and those in the gathering's name, are all of one country."""
    start, end = gathering.name
    named = (a for a in scene.named if start <= a.start and a.end <= end)
    sides = {agent.country for agent in (*named, *(role.agent for role in roles))}
    return None not in sides and len(sides) == 1
