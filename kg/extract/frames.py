"""How the arguments of a word of contact are found: one function a frame.

Each takes a scene and the word and returns the roles it fills, or nothing where the sentence
does not tell who met whom.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from kg.extract.annotations import Agent, Role, Token
from kg.extract.scene import Scene
from kg.knowledge.records import ContactVerb

ATTENDEE = "schema:attendee"
_WITH = "同与和跟"
_PASSIVE = re.compile(r"(?:获|受到|得到|获得|接受|获准|由)(?:了)?$")
_FEASTS = ("设宴款待", "设宴欢迎", "设宴招待")  # of the guests who were told of before
_RECIPIENT = re.compile(r"[向给致为]")
# 为来访的乙举行欢迎仪式
_FOR_WHOM = re.compile(r"[向给致为](?:(?:来|到|应邀|正在)[^，。；]{0,16}的)?$")
_SENDS = re.compile("派(?:出|遣)?[^，。；]{0,6}(?:特使|代表|官员|团|人)")
# 甲收到乙的贺电, 甲接受乙递交国书
_RECEIVES = re.compile("(?:收到|接到|接获|获得|接受|收悉|接听)(?:了)?(?:来自)?$")
_PASSES = re.compile("(?:转交|转达|转呈|递交|呈递|面交|送交|带去|捎去)(?:了)?$")
_OWN = re.compile("(?:日前|此前)?(?:发来|寄来|写)?的?(?:一封)?")  # between a sender and his letter
_CONGRATULATED = re.compile("祝贺|恭贺|庆贺|道贺")
_OF_TWO = re.compile("(?:[^，。；出参]{0,16}举行)?的[\u4e00-\u9fff]{0,5}|举行")
_TOGETHER = re.compile("一道|一同|一起|共同|联袂|结伴")
_WHILE = re.compile("(?:[中上时后]|期间)(?!向|对|与|同|和|告诉|[，,])")
_ADDRESSED = re.compile("在?(?:给|致|写给|发给|寄给)$")  # 甲在给乙的唁电中
_UNNAMED = re.compile("[，,。；;]|政要|各国|多国|各界|领导人|人士")
# What talks were on.
_ABOUT = re.compile("聚焦|涉及|关注|围绕|谈|讨论|商讨|敲定|决定|商定|盼|促|重申|批|呼吁")
# Who acts is not named.
_SOMEBODY = re.compile("(?:对方|外界|各方|有人|记者)(?:将|已|曾|也|都|正)?$")
_INVITED_BACK = re.compile(r"应约")
_WHEN = re.compile(r"(?:时|后|期间|中)[，,]")
_AND_SIGNED = re.compile(
    "^[^，。；]{0,24}(?:会谈|会晤|会见|会面|磋商)[，,](?:并|会后|随后|之后)?(?:共同)?$")
_NEAR = 4  # characters between a sender and his letter
_FAR = 24  # characters between a preposition and whom it brings in
_PAUSE = re.compile(r"[，,。；;]")
_ASIDE = re.compile(r"[，,][^，,。；;：:、与和同跟]{0,16}")  # 与乙，5日起在某地磋商
# After countries: those who talk for them (甲、乙三方代表).
_DELEGATED = re.compile(
    "(?:[两三四五六]国|[双三四五六多]方)?的?(?:代表|官员|高官|谈判代表|领导人|元首|特使|外交官)")
_TO_COUNTRIES = re.compile("(?:访问|出访|到访|前往|抵达|赴|对)(?:了)?")
_TOWARDS = re.compile(r"对")

Frame = Callable[[Scene, Token, ContactVerb], tuple[Role, ...]]


def _roles(
    agents: tuple[Agent, ...], predicate: str | None, *, guests: bool = False
) -> tuple[Role, ...]:
    return tuple(Role(predicate or ATTENDEE, agent, guests) for agent in agents)


def _subject(scene: Scene, position: int) -> tuple[Agent, ...]:
    """Who acts before a position: the nearest group, else who acted last."""
    if _SOMEBODY.search(scene.text, scene.start, position):
        return ()
    return scene.left_group(position) or scene.carried


def transitive(scene: Scene, word: Token, verb: ContactVerb) -> tuple[Role, ...]:
    """A 会见 B; B 获 A 会见."""
    objects = scene.right_group(word.end)
    if objects:
        subjects = _subject(scene, word.start) or _subject_after(scene, objects[-1].end)
        return _roles(subjects, verb.subject) + _roles(objects, verb.object, guests=True)
    group = scene.left_group(word.start)
    if not group:
        return ()
    before = scene.text[scene.start : group[0].start]
    if passive := _PASSIVE.search(before):
        guests = (scene.left_group(scene.start + passive.start())
                  if passive.group() != "由" else _first_group(scene, group)) or scene.carried
        return _roles(guests, verb.object) + _roles(
            group, verb.subject, guests=True) if guests else ()
    if word.surface.endswith(_FEASTS) and scene.carried and not any(
            a.key == b.key for a in group for b in scene.carried):
        return _roles(group, verb.subject) + _roles(scene.carried, verb.object, guests=True)
    return _companions(scene, word) if word.surface.endswith(("会见", "会晤")) else ()


def _first_group(scene: Scene, other: tuple[Agent, ...]) -> tuple[Agent, ...]:
    """Who stands first in a sentence, if it is not the other: 甲拜会乙，由丙接见 tells of 甲."""
    first = next(iter(scene.actors()), None)
    return (first,) if first is not None and first not in other else ()


def reciprocal(scene: Scene, word: Token, verb: ContactVerb) -> tuple[Role, ...]:
    """A 同 B 会谈; A、B 会谈; 甲乙 会谈; A 会晤 B."""
    objects = scene.right_group(word.end, reach=16)
    gap = scene.text[word.end : objects[0].start] if objects else ""
    if objects and ("的" in gap[:-1] or _ABOUT.match(gap) or _WHILE.match(
            scene.text, word.end)):
        objects = ()  # 会谈的内容涉及甲, 会谈中鼓励甲
    others = scene.left_group(word.start)
    alone = bool(others) and _preposition(scene, others[0].start) is None
    together = () if objects and alone else _companions(scene, word)
    if together:
        return together
    subjects = _subject(scene, word.start)
    if not objects or not subjects:
        return ()
    return _roles(subjects, None) + _roles(objects, None, guests=True)


def summit(scene: Scene, word: Token, verb: ContactVerb) -> tuple[Role, ...]:
    """A 与 B 的峰会: one of two, and no gathering of a body."""
    others = scene.left_group(word.start)
    position = _preposition(scene, others[0].start) if others else None
    between = scene.text[others[-1].end : word.start] if others else ""
    if _OF_TWO.fullmatch(between) is None or any(a.kind == "organization" for a in others):
        return ()
    if position is None:
        return _roles(others, None) if len(others) == 2 else ()
    subjects = scene.left_group(position) or scene.carried
    return _roles(subjects, None) + _roles(others, None, guests=True) if subjects else ()


def talk(scene: Scene, word: Token, verb: ContactVerb) -> tuple[Role, ...]:
    """A 与 B 讨论: a contact only where people are told on both sides, and when or where."""
    roles = _companions(scene, word, verb)
    guests = [role for role in roles if role.guest]
    hosts = [role for role in roles if not role.guest]
    told = bool(scene.dates or scene.places)
    people = all(role.agent.kind == "person" for role in roles) or bool(
        roles and verb.event == "Meeting" and _DELEGATED.match(scene.text, roles[-1].agent.end))
    return roles if told and people and (guests or len(hosts) > 1) else ()


def _companions(
    scene: Scene, word: Token, verb: ContactVerb | None = None
) -> tuple[Role, ...]:
    """Those who stand before a word of mutual contact."""
    if together := scene.those_told(word.start):
        return _roles(together, None)
    others = scene.left_group(word.start)
    if others and all(agent.rule == "country-pair" for agent in others):
        # 甲同乙举行中俄元首会晤: the short names only say whose leaders they are.
        named = scene.left_group(others[0].start)
        people = sum(agent.kind == "person" for agent in named)
        if people and (people > 1 or _preposition(scene, named[0].start) is not None):
            others = named
            word = replace(word, start=named[-1].end)
    if not others:
        return ()
    position = _preposition(scene, others[0].start)
    between = scene.text[others[-1].end : word.start]
    alone = position is None and len(others) < 2
    goes_on = verb is not None and verb.event == "Ceremony" and _AND_SIGNED.search(between)
    if _PAUSE.search(between) and not goes_on and (alone or not _ASIDE.fullmatch(between)):
        return ()
    if position is None:
        return _roles(others, None) if len(others) > 1 else ()
    subjects = (scene.those_told(position) or scene.left_group(position)
                or _subject_after(scene, word.end) or scene.carried)
    if not subjects:
        return ()
    asked = _INVITED_BACK.search(scene.text[scene.clause_start(position) : position])
    if asked:  # 应约: the other side asked for it
        return _roles(subjects, None) + _roles(others, "kg:initiator", guests=True)
    return _roles(subjects, None) + _roles(others, None, guests=True)


def with_companions(scene: Scene, position: int) -> tuple[Agent, ...]:
    """The nearest group before a position, and who acts with it: 甲与乙、丙 举行."""
    group = scene.left_group(position)
    at = _preposition(scene, group[0].start) if group else None
    return (*scene.left_group(at), *group) if at is not None else group


def _subject_after(scene: Scene, end: int) -> tuple[Agent, ...]:
    """Who acts where the clause of contact comes first: 同乙会谈时，甲表示…"""
    when = _WHEN.match(scene.text, end, scene.end)
    if when is None:
        return ()
    people = (a for a in scene.actors() if a.start >= when.end() and a.kind == "person")
    return tuple(people)[:1]


def _preposition(scene: Scene, position: int) -> int | None:
    """Where the preposition stands that brings in the companion that begins at a position.

    Directly before it, or before a relative clause that ends in 的 (同来访的甲会谈).
    """
    before = scene.text[scene.start : position]
    if before and before[-1] in _WITH:
        return position - 1
    start = scene.clause_start(position)
    gap = scene.text[start:position]
    relative = gap.endswith(("的", "访", "华", "问"))
    marks = _WITH if relative else "与同跟"
    found = max((start + gap.rfind(mark) for mark in marks if mark in gap), default=-1)
    if found < 0 or position - found > _FAR:
        return None
    between = [token for token in scene.tokens if found < token.end and token.start < position]
    barred = () if relative else ("contact", "speech", "person")
    if any(token.start <= found or token.meaning(*barred) for token in between):
        return None
    return found


def to(scene: Scene, word: Token, verb: ContactVerb) -> tuple[Role, ...]:
    """A 致电 B; A 向 B 致贺电; A 给 B 来信; A 复信甲国学生: to the country."""
    objects = scene.right_group(word.end, reach=12) or _people_of(scene, word)
    if objects:
        senders = _subject(scene, word.start)
        return _roles(senders, verb.subject) + _roles(objects, verb.object) if senders else ()
    if received := _received(scene, word):
        sender, recipients = received
        return _roles((sender,), verb.subject) + _roles(recipients, verb.object)
    others = scene.left_group(word.start)
    if not others:
        return ()
    quoted = scene.text.rfind("“", scene.clause_start(word.start), others[0].start)
    if quoted >= 0 and "”" in scene.text[others[-1].end : word.start]:
        return _roles(scene.left_group(quoted)[:1], verb.subject)  # 向“甲乙文化周”致贺信
    mark = _FOR_WHOM.search(scene.text, scene.start, others[0].start)
    if mark is not None:
        senders = _subject(scene, mark.start())
        return _roles(senders, verb.subject) + _roles(others, verb.object) if senders else ()
    praised = _CONGRATULATED.search(scene.text, word.end, scene.end)
    greeted = scene.right_group(praised.end(), reach=2) if praised else ()
    if greeted and verb.object:  # 甲、乙发来贺电，祝贺丙当选
        return _roles(others, verb.subject) + _roles(greeted, verb.object)
    if _UNNAMED.search(scene.text, others[-1].end, word.start):
        return ()  # 各国政要纷纷发来唁电
    people = all(a.kind == "person" for a in others)
    return _roles(others if people else others[:1], verb.subject)


def letter(scene: Scene, word: Token, verb: ContactVerb) -> tuple[Role, ...]:
    """A 收到 B 的亲笔信; C 向 A 转交 B 的亲笔信: who only hands it over takes no part."""
    senders = tuple(a for a in scene.agents if a.end <= word.start)[-1:]
    if not senders or not _OWN.fullmatch(scene.text, senders[-1].end, word.start):
        return ()
    start = senders[0].start
    if addressed := _ADDRESSED.search(scene.text, scene.start, start):
        writers = _subject(scene, addressed.start())
        return _roles(writers, verb.subject) + _roles(senders, verb.object) if writers else ()
    if received := _received(scene, word):
        recipients = received[1]
    elif passed := _PASSES.search(scene.text, scene.start, start):
        told = scene.left_group(passed.start())
        to_whom = bool(told) and _RECIPIENT.match(scene.text, told[0].start - 1) is not None
        recipients = told if to_whom else ()
    else:
        return ()
    return _roles(senders, verb.subject) + _roles(recipients, verb.object) if recipients else ()


def _received(scene: Scene, word: Token) -> tuple[Agent, tuple[Agent, ...]] | None:
    """Whose letter before a word was received, and who received it: 甲收到乙的来信."""
    sender = next((a for a in reversed(scene.agents) if a.end <= word.start), None)
    if sender is None or len(scene.text[sender.end : word.start]) > _NEAR:
        return None
    received = _RECEIVES.search(scene.text, scene.start, sender.start)
    recipients = _subject(scene, received.start()) if received else ()
    return (sender, recipients) if recipients else None


def _people_of(scene: Scene, word: Token) -> tuple[Agent, ...]:
    """The country whose people get a letter: 复信甲国学生, 给甲国学生回信."""
    return tuple(
        a for a in scene.agents if a.kind == "country" and (
            word.end <= a.start <= word.end + 2 or (
                a.end <= word.start and _RECIPIENT.match(scene.text, a.start - 1)
                and scene.clause_start(word.start) < a.start)))[:1]


def visit(scene: Scene, word: Token, verb: ContactVerb) -> tuple[Role, ...]:
    """A 访问 X; A 对 X 进行国事访问; 来访的 A. The destination is found by the caller."""
    if scene.text[word.end : word.end + 1] == "的":
        guests = scene.right_group(word.end + 1, reach=8)
        joined = [g for g in guests[1:] if scene.text[g.start - 1] in _WITH]
        return _roles(guests[:1] if joined else guests, None)  # 访问的甲与乙会面
    before = [
        agent for agent in scene.actors()
        if agent.end <= word.start and (agent.kind == "person" or agent.rule == "delegation")
    ]
    if before and _SENDS.search(scene.text, before[-1].end, word.start):
        return ()  # 甲将派特使访问: he stays
    if before:
        towards = _TOWARDS.search(scene.text, before[-1].end, word.start)
        position = towards.start() if towards else word.start
        group = _travellers(scene.left_group(position)) or scene.left_group(before[-1].end)
        beside = _preposition(scene, group[0].start) if group else None
        others = _travellers(scene.left_group(beside)) if beside is not None and (
            _TOGETHER.search(scene.text, group[-1].end, word.start)) else ()
        return _roles((*others, *group), None)  # 甲与乙一道访问丙国
    return _roles(tuple(a for a in scene.carried if a.kind == "person"), None)


def _travellers(group: tuple[Agent, ...]) -> tuple[Agent, ...]:
    """Those of a group who can travel: people, and those who stand for a body."""
    return tuple(a for a in group if a.kind == "person" or a.rule == "delegation")


def attend(scene: Scene, word: Token, verb: ContactVerb) -> tuple[Role, ...]:
    """A 出席 X; A 主持 X; A 发表演讲; A 同 B 一道主持 X; 四人 召开 X."""
    if together := scene.those_told(word.start):
        return _roles(together, verb.subject)
    group = _subject(scene, word.start)
    people = [a for a in scene.actors() if a.kind == "person" and a.end <= word.start]
    if group and people and all(a.kind == "country" for a in group) and _TO_COUNTRIES.search(
            scene.text, people[-1].end, group[0].start + 1):
        group = scene.left_group(people[-1].end)  # 甲将访问乙国、丙国并出席某会
    position = _preposition(scene, group[0].start) if group else None
    others = scene.left_group(position) or scene.carried if position is not None else ()
    return _roles((*others, *group), verb.subject)


FRAMES: Mapping[str, Frame] = {
    "transitive": transitive,
    "reciprocal": reciprocal,
    "noun": reciprocal,
    "talk": talk,
    "summit": summit,
    "to": to,
    "letter": letter,
    "visit": visit,
    "attend": attend,
    "host": attend,
    "speech": attend,
}
