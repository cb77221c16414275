"""Events: what a sentence tells of people meeting, calling, writing, visiting, speaking."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from kg.extract.annotations import (
    Agent,
    EventCandidate,
    ResolvedDate,
    Role,
    Text,
    Token,
)
from kg.extract.apart import ApartFinder
from kg.extract.attendance import AttendanceFinder, joining
from kg.extract.convened import ConvenedFinder
from kg.extract.frames import FRAMES
from kg.extract.gatherings import (
    Gathering,
    GatheringFinder,
    all_at_home,
    of_guest,
    of_several,
    sidelines,
    takers_part,
)
from kg.extract.local_events import SAT_IN
from kg.extract.ordinals import ORDINAL, written_number
from kg.extract.outcome import OutcomeFinder
from kg.extract.scene import Scene
from kg.extract.scenes import (
    content_starts,
    layers_of,
    scene_of,
    without_agents_in,
    without_guests,
)
from kg.extract.status import StatusFinder
from kg.extract.visits import Visits
from kg.extract.when import date_of, in_month_of, last_day, of_report
from kg.extract.whereabouts import places_in_name, places_of
from kg.knowledge import Knowledge
from kg.knowledge.records import ContactVerb
from kg.model import LIVE, Status

_SEVERAL = re.compile(r"(?<![上近后前首这此])(?:[一二两三四五六七八九十几数多0-9]+[次度]|等)(?:视频|电话)?$")
_NOT_AN_EVENT_AFTER = re.compile(
    r"(?:(?:这一|的).{0,6}(?:提议|建议|可能性|想法|意愿|前景|条件|重要性|必要|请求|计划)|意愿|意向|请求|邀请|安排|建议|可能|权限|路径|网站|网络|、|函等|函电等|纪要|公报|制度|机制|记录|学者|量|室|厅|等多种|方式|外交|录音|照片|合影|的资料(?:照|图|画面)|心愿|愿望|一事(?!子虚|不实|不属实|纯属|并非)|双方|各方|进程|牵头人|事宜|问题|议题|地点|场地|画面|影像|影片|焦点|议程|新闻稿|持(?:开放|谨慎|欢迎|保留|积极)(?:的)?态度|(?:[0-9一二三四五六七八九十百]{1,4}|数)周年|方面[^会，。]{0,6}(?:进展|突破)|的?消息(?!(?:纯属|完全)?(?:不实|不属实|子虚|并非|失实|不正确|有误|虚假|是假|属假|是捏造|乃捏造|无中生有))|表示(?:怀疑|期待|希望|反对|疑虑|质疑|悲观|乐观)|期间拍摄|的说法(?!(?:纯属|完全)?(?:不实|不属实|子虚|并非|失实|不正确|有误|虚假|是假|属假|是捏造|乃捏造|无中生有))|之说(?!(?:纯属|完全)?(?:不实|不属实|子虚|并非|失实|不正确|有误|虚假|是假|属假|是捏造|乃捏造|无中生有))|的传闻(?!(?:纯属|完全)?(?:不实|不属实|子虚|并非|失实|不正确|有误|虚假|是假|属假|是捏造|乃捏造|无中生有))|的报道(?!(?:纯属|完全)?(?:不实|不属实|子虚|并非|失实|不正确|有误|虚假|是假|属假|是捏造|乃捏造|无中生有))|的谣言|[’”」』]?一词)|[^，。”」』]{0,6}[”」』]的[^，。]{0,4}(?:心愿|愿望|要求|呼声|请求|提议|梦想)"
)
_AGAIN = re.compile("(?:上一?次|前一?次|最近一次)(?=[会见通访晤碰面])")
_AND_THEN = re.compile("[，、](?:并|还|也|随后|之后|其后|然后|再|同时|[0-9]{1,2}日|与|同|和)|以及")
_DONE = re.compile("了|已|曾|当天|此前|刚")
_TALKED = re.compile("讨论|谈及|谈到|商讨|交换意见|交谈|询问|告诉")
_TOLD_ON = 60  # code points after a sentence that tell what kind of contact it was
_WAS_FIXED = re.compile("(?:原定|原订|原拟|定于|计划|本来)(?:于|在)?$")
_BESIDE = 8  # code points between a day and what was done on it
_STAYS_AWAY = re.compile("(?:是否|未|没有|不会|不|拒绝|能否|会否|无法|未能|并未|没)(?:亲自)?$")
_BEFORE_IT = re.compile("前夕|之前|前[，,一]|前(?=同|与|会|和|向|对|接受)")  # 访华前同乙会晤
_BRACKETED = re.compile(r"[（(]\s*(?:资料照|资料图片|档案照)?[，, ]*[）)]?")
_SOON, _NEXT_TO, _CUT = 120, 4, 6  # code points: after a lead, after a name, of a text cut off
_GOING_ON = re.compile("继续|持续|不断")
_TIMES_AFTER = re.compile(
    "[了过]?(?:至少|超过|逾|近|约|已|达|多达)*(?:[2-9]|[1-9][0-9]+|[两二三四五六七八九十几数多百]+)余?多?次")
_REFERENCE = re.compile(r"[“「『\"]?(?:这是|这也是|此次|这次|本次|该次|这场|上述|有关(?=[会通访谈磋]))")
_BARE = re.compile(
    r"(?:了)?(?:开幕式|闭幕式|(?:此次|本次|该次?|这次)(?:会议|峰会|论坛|大会|会晤|活动))?"
    r"(?:[（(][^（）()]{1,8}[）)])?"
    r"(?:[。；;，,]|$|\n|并(?:发表|致辞|致词|作|讲话|就))")
# 访问 that is an interview: 在访问中称, 某报的访问.
_INTERVIEW_BEFORE, _INTERVIEW = re.compile("》的?$"), re.compile(
    "[中时](?:[称说指]|表示|谈到|透露|坦承|坦言|提到|强调|承认|批评)")
_ASIDE_AFTER = re.compile(r"的|前夕|并(?!发表|致|作)[^，。]{2,12}的")
_DURING = re.compile(r"期间|之际|间隙")
_MOREOVER = re.compile("[还也又]|随后|其后|接着|另外")
_QUOTED = re.compile("[“「『]")
_MUTUAL = ("reciprocal", "noun", "talk")
# How many sentences a lead has at most; how sure a telling in somebody's own words is.
_EARLY, _OWN_WORDS = 4, 0.8
_BEGINS_WITH = 12  # code points before a day that a sentence begins with
_RECENT = 45  # days: how old the news of an article may be
_VISITED = "访问"  # the verb that 访美, 访日 stand for


class EventFinder:
    """Provides the layer ``events``: one candidate for each word that tells an event."""

    requires = ("tokens", "agents", "places", "dates", "sentences", "speech")
    provides = "events"

    def __init__(self, knowledge: Knowledge) -> None:
        self._verbs: Mapping[str, ContactVerb] = {v.verb: v for v in knowledge.contact_verbs}
        self._status = StatusFinder(
            knowledge.cues, knowledge.lists["grammar.cue_decoys"])
        self._gatherings = GatheringFinder(knowledge)
        lists = knowledge.lists
        self._needs_deed = frozenset(lists["grammar.needs_deed"])
        self._deed = re.compile("|".join(lists["grammar.deeds"]))
        self._outcome = OutcomeFinder(knowledge, self._status)
        self._recalls = re.compile("|".join(lists["grammar.recalls"]))
        self._arrivals = frozenset(lists["grammar.arrivals"])
        self._visits = Visits(knowledge)
        self._apart = ApartFinder(knowledge)
        self._convened = ConvenedFinder(knowledge, self._status)
        self._video = re.compile("|".join(lists["grammar.by_video"]))
        self._phone = re.compile("|".join(lists["grammar.by_phone"]))
        self._wires = frozenset(lists["grammar.calls_or_wires"])
        self._wire = re.compile("|".join(lists["grammar.wires"]))
        self._scoped = tuple(lists["grammar.scoped_to_year"])
        self._attendance = AttendanceFinder(knowledge)

    def extract(self, text: Text) -> tuple[EventCandidate, ...]:
        """The candidates in order of offsets."""
        found: list[EventCandidate] = []
        dated: ResolvedDate | None = None
        carried: tuple[Agent, ...] = ()
        previous: tuple[Agent, ...] = ()
        acted: dict[str | None, ResolvedDate] = {}  # when each subject was told to act last
        spoken = content_starts(text)
        captions = _captioned(text)
        layers = layers_of(text)
        for number, sentence in enumerate(text.layer("sentences")):
            if number == 0 or text.simplified[sentence.start - 1 : sentence.start] == "\n":
                carried = ()  # a new paragraph: nobody has acted yet
            scene = scene_of(text, sentence, carried, layers, previous)
            previous = tuple(
                a for a in scene.agents if a.kind == "person" and a.key) or previous
            candidates = sorted(self._in_scene(scene, spoken=spoken.get(sentence.start)),
                                key=lambda candidate: candidate.start)
            lead = text.field == "title" or (
                number < 2 and "\n" not in text.simplified[: sentence.start]
                and spoken.get(sentence.start, sentence.end) > sentence.start
            )
            if not carried and number:
                dated = dated if number < _EARLY else None  # a new paragraph, a new day
            early = text.field == "text"
            dates = any(date.span and date.span.edtf for date in scene.dates)
            recalled = self._recalls.search(text.simplified, sentence.start, sentence.end)
            news = early and not carried and not dates and not recalled
            again = _AGAIN.search(text.simplified, sentence.start, sentence.end)
            for candidate in candidates:
                quoted = _QUOTED.search(text.simplified, sentence.start, candidate.start)
                of_old = again is not None and again.end() == candidate.start
                told = replace(candidate, lead=lead and not of_old, news=news and not quoted,
                               date=candidate.date or captions.get(sentence.start))
                if lead and early and told.date is None and told.roles:
                    told = replace(told, date=_told_next(text, told))
                if of_old and told.date is None:
                    continue  # 两人上次会面是在某地: when is not told
                if early and told.date is None and told.confidence > _OWN_WORDS and not (
                        recalled and recalled.end() <= told.start) and (
                        _may_be_of(told, dated, text.article.published)):
                    told = replace(told, date=dated)  # the day that the lead has told
                if early and told.date is None and _goes_on(text, told):
                    told = replace(told, date=acted.get(told.roles[0].agent.key))  # 甲还会见了乙
                elif told.date is not None:
                    acted |= {role.agent.key: told.date for role in told.roles}
                if not (early and told.date is None and told.is_mostly_a_noun):
                    found.append(told)
            dated = _day_told(scene, candidates, dated) or (
                dated if number < _EARLY or carried else None)
            carried = _acting(candidates) or carried
        return tuple(found)

    def _in_scene(self, scene: Scene, *, spoken: int | None) -> Iterator[EventCandidate]:
        """The candidates of a sentence; ``spoken`` is where somebody's own words begin in it."""
        yield from self._attendance.find(scene)
        words = [(word, self._verb(word)) for word in scene.contacts()]
        gatherings = {word.start: self._gatherings.at(scene, word, verb) for word, verb in words}
        covered = [(word.start, gatherings[word.start][-1].end) for word, _ in words
                   if gatherings[word.start]]
        scene = replace(without_agents_in(scene, covered), named=scene.agents)
        whole, guests = scene, frozenset[int]()
        planned: EventCandidate | None = None
        for word, verb in words:
            if any(start < word.start < end for start, end in covered):
                continue
            scene = without_guests(whole, guests, word)
            direct = spoken is not None and word.start >= spoken
            if reference := self._reference(scene, word):
                yield reference
                continue
            if self._is_mere_noun(scene, word) or self._attendance.covers(scene, word):
                continue
            if verb.frame in _MUTUAL and _of_guest_after(scene, word):
                continue
            told = gatherings[word.start]
            roles = _proper(FRAMES[verb.frame](scene, word, verb))
            if not roles:
                continue
            if told:
                end = told[-1].end
                if _ASIDE_AFTER.match(scene.text, end) or of_guest(scene, end):
                    continue  # 出席某会的甲: told of somebody else
            elif verb.frame in ("attend", "host", "speech"):
                if verb.frame == "attend" and _without_object(scene, word) and not (
                        _STAYS_AWAY.search(scene.text, scene.start, word.start)):
                    yield _joined(scene, word, roles)
                continue
            for found in told or (None,):
                if (found and (not found.foreign and not of_several(roles))) or (
                        found and not found.abroad and all_at_home(scene, found, roles)):
                    continue
                taking = _proper((*roles, *takers_part(scene, word, found))) if found else roles
                guests |= {role.agent.start for role in taking if role.guest}
                for candidate in self._candidates(
                        scene, word, verb, taking, found, direct=direct):
                    candidate = _going_on(scene, planned, candidate)
                    planned = candidate if candidate.status == "planned" else planned
                    covered.append((candidate.start, candidate.end))
                    yield candidate
        yield from self._convened.find(whole, covered, spoken)

    def _verb(self, word: Token) -> ContactVerb:
        return self._verbs[word.surface if word.meaning("contact") else _VISITED]

    def _candidates(
        self, scene: Scene, word: Token, verb: ContactVerb, roles: tuple[Role, ...],
        gathering: Gathering | None, *, direct: bool,
    ) -> Iterator[EventCandidate]:
        kind, name, end = verb.event, None, word.end
        if gathering is not None:
            kind, name, end = gathering.type, gathering.name, gathering.end
        status = self._outcome.of(scene, word, roles, end)
        if status.status == "none":
            return
        if status.status == "planned" and word.surface in self._needs_deed and not scene.dates:
            return  # 将继续对话: what nobody has fixed
        on = verb.frame == "visit" and scene.text.startswith("的", word.end)  # 同来访的甲会谈
        state: Status = "ongoing" if on and status.status == "held" else status.status
        clause = scene.clause_start(word.start)
        if kind == "Meeting" and self._video.search(scene.text, clause, end):
            kind = "VideoMeeting"
        elif (word.surface in self._wires and self._is_call(scene, word)) or (verb.frame == "talk" and self._phone.search(scene.text, clause, end)):
            kind = "PhoneCall"
        places = places_of(scene, word, end, visit=verb.frame == "visit")
        if gathering is not None and not places:
            places = places_in_name(scene, gathering.name)
        if verb.frame == "visit" and (
                _BEFORE_IT.match(scene.text, max(end, places[-1].end if places else 0))
                or not places or not self._visits.is_one(scene, word, roles, places)):
            return
        told = date_of(scene, word, roles)
        if status.status == "cancelled" and status.span and told is not None and (
                told.end <= status.span[0] <= told.end + _BESIDE
                and not _WAS_FIXED.search(scene.text, scene.start, told.start)):
            told = None  # 甲周五取消访问乙国
        if status.moved and status.span:
            told = next((d for d in scene.dates if status.span[0] <= d.start < status.span[1]), told)
        if gathering is not None and told is not None and self._of_arrival(scene, told, word):
            told = in_month_of(told)  # 5日抵达某地，出席某会
        if told is not None and status.status == "planned" and of_report(scene, told):
            told = None  # 据某社今天报道，甲将访问乙国
        base = EventCandidate(
            kind, word.start, end, (scene.start, scene.end), roles, state,
            f"{verb.frame}:{verb.verb}", 0.7 if direct else 0.9, status.span,
            in_month_of(told) if _DURING.match(scene.text, end) else told, places,
            self._ordinal(scene, word), name,
            sidelines(scene, word) if gathering is None else None,
        )
        if verb.frame == "visit":
            yield from self._visits.by_country(base)
        else:
            yield from self._apart.split(scene, word, base)

    def _is_call(self, scene: Scene, word: Token) -> bool:
        """Whether 致电 is to telephone: no wish or condolence is sent, and they talk."""
        if self._wire.search(scene.text, scene.start, scene.end):
            return False
        if scene.calls:
            return True
        end = min(len(scene.text), scene.end + _TOLD_ON)
        return self._phone.search(scene.text, 0, end) is not None or (
            _TALKED.search(scene.text, word.end, end) is not None)

    def _of_arrival(self, scene: Scene, date: ResolvedDate, word: Token) -> bool:
        """Whether a date tells when somebody arrived, in an earlier clause."""
        clause = scene.clause_start(word.start)
        return any(date.end <= token.start and token.end <= clause
                   and token.surface in self._arrivals for token in scene.contacts())

    def _is_mere_noun(self, scene: Scene, word: Token) -> bool:
        """A word that only names a kind of contact: 七次会见, 会谈纪要."""
        before = scene.text[max(scene.start, word.start - 9) : word.start]
        if scene.in_book_title(word.start):
            return True
        if before.endswith("、") or (_SEVERAL.search(before) and not ORDINAL.search(before)):
            return not (before.endswith("等") and self._verb(word).frame == "attend")
        if word.surface == _VISITED and (
                any(a.start == word.end and a.kind == "person" for a in scene.agents)
                or _INTERVIEW.match(scene.text, word.end) or _INTERVIEW_BEFORE.search(before)):
            return True
        if word.surface in self._needs_deed and (
                not self._deed.search(before) or (
                    _GOING_ON.search(before) and not any(
                        d.start >= scene.clause_start(word.start) for d in scene.dates))):
            return True
        return _NOT_AN_EVENT_AFTER.match(scene.text, word.end) is not None or (
            _TIMES_AFTER.match(scene.text, word.end) is not None)

    def _reference(self, scene: Scene, word: Token) -> EventCandidate | None:
        """这是两人的第八次会见: the event told before, with its number."""
        if not _REFERENCE.match(scene.text, scene.clause_start(word.start)):
            return None
        ordinal = self._ordinal(scene, word)
        return replace(joining(scene, word, (), "", "reference"), ordinal=ordinal)

    def _ordinal(self, scene: Scene, word: Token) -> tuple[int, int, int] | None:
        match = ORDINAL.search(scene.text, max(scene.start, word.start - 10), word.start)
        if match is None:
            return None
        before = scene.text[max(scene.start, match.start() - 6) : match.start()]
        if any(scope in before for scope in self._scoped):
            return None
        return written_number(match.group(1)), match.start(), word.end


def _captioned(text: Text) -> dict[int, ResolvedDate]:
    """For each sentence with a day in brackets after it, that day: …。（2019年12月5日）"""
    found: dict[int, ResolvedDate] = {}
    told = text.layer("sentences")
    days = {date.start: date for date in text.layer("dates") if date.span and date.span.day}
    for before, after in zip(told, told[1:], strict=False):
        date = days.get(after.start + 1)
        if date is not None and _BRACKETED.fullmatch(
                text.simplified[after.start : date.start] + text.simplified[date.end : after.end]):
            found[before.start] = date
    return found


def _told_next(text: Text, told: EventCandidate) -> ResolvedDate | None:
    """The day that the next lines tell beside the name of who acts: …。据某社消息，甲星期二（4日）"""
    key = told.roles[0].agent.key
    for agent in text.layer("agents"):
        if told.sentence[1] <= agent.start <= told.sentence[1] + _SOON and (
                key is not None and agent.key == key):
            return next((
                date for date in text.layer("dates") if date.span and date.span.day
                and agent.end <= date.start <= agent.end + _NEXT_TO
                and date.end >= len(text.simplified) - _CUT), None)
    return None


def _day_told(
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


def _goes_on(text: Text, told: EventCandidate) -> bool:
    """Whether a candidate is told as one more of what its subject did (甲还会见了乙)."""
    if not told.roles or told.roles[0].agent.key is None or told.status != "held":
        return False
    return _MOREOVER.search(text.simplified, told.roles[0].agent.end, told.start) is not None


def _may_be_of(told: EventCandidate, dated: ResolvedDate | None, published: date | None) -> bool:
    """Whether the day that an earlier sentence tells may be that of an event told without one.

    A day long past is that of a picture or of a recollection; a plan is of no day that is past.
    """
    day = dated.span.day if dated is not None and dated.span else None
    if day is None or published is None:
        return True
    live = told.status in LIVE
    return (published - day).days <= _RECENT if live else day >= published


def _of_guest_after(scene: Scene, word: Token) -> bool:
    """Whether a word of contact ends a clause on who comes next (来华举行某会晤的甲)."""
    return scene.text[word.end : word.end + 1] == "的" and any(
        agent.start == word.end + 1 and agent.kind == "person" for agent in scene.agents)


def _going_on(
    scene: Scene, before: EventCandidate | None, told: EventCandidate
) -> EventCandidate:
    """The candidate, planned where it goes on with a plan: 甲5日将会见乙，并同丙会谈."""
    if before is None or told.status != "held" or told.roles[0].agent != before.roles[0].agent:
        return told
    between = scene.text[before.end : told.start]
    goes_on = _AND_THEN.search(between) and not _DONE.search(scene.text, before.end, told.end + 1)
    return replace(told, status="planned", status_span=before.status_span) if goes_on else told


def _joined(scene: Scene, word: Token, roles: tuple[Role, ...]) -> EventCandidate:
    """Those who attend what was told before; where that is all a paragraph says, they sat in."""
    line = (scene.text[scene.start - 1 : scene.start], scene.text[scene.end : scene.end + 1])
    if line[0] == "\n" and line[1] in ("\n", "") and roles[0].agent.start == scene.start:
        return joining(scene, word, roles, "kg:inAttendance", SAT_IN)
    return joining(scene, word, roles, "schema:attendee", "attends-it")


def _without_object(scene: Scene, word: Token) -> bool:
    """Whether 出席 stands at the end of its clause: what is attended was told before."""
    return _BARE.match(scene.text, word.end, scene.end) is not None


def _acting(candidates: list[EventCandidate]) -> tuple[Agent, ...]:
    """Who acts in the last event of a sentence: the subject a later sentence may leave out."""
    for candidate in reversed(candidates):
        if candidate.roles and candidate.type != "Event":
            return (candidate.roles[0].agent,)
    return ()


def _proper(roles: tuple[Role, ...]) -> tuple[Role, ...]:
    """Each agent once, the first role it was found in."""
    seen: dict[tuple[int, int], Role] = {}
    for role in roles:
        seen.setdefault((role.agent.start, role.agent.end), role)
    return tuple(seen.values())
