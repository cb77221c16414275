"""Events: what a sentence tells of people meeting, calling, writing, visiting, speaking."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.extract.annotations import (
    Agent,
    EventCandidate,
    PlaceName,
    ResolvedDate,
    Role,
    Text,
    Token,
)
from kg.extract.apart import ApartFinder
from kg.extract.attendance import AttendanceFinder, joining
from kg.extract.carried_days import (
    captioned,
    day_told,
    going_on_with,
    is_long_past,
    is_one_more,
    may_be_of,
    told_next,
)
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
from kg.extract.mere_nouns import VISITED, MereNouns
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
from kg.extract.status import StatusFinder, StatusFound
from kg.extract.visits import Visits
from kg.extract.when import date_of, in_month_of, of_report
from kg.extract.whereabouts import places_in_name, places_of
from kg.knowledge import Knowledge
from kg.knowledge.records import ContactVerb
from kg.model import Status

_AGAIN = re.compile("(?:上一?次|前一?次|最近一次)(?=[会见通访晤碰面])")
_TALKED = re.compile("讨论|谈及|谈到|商讨|交换意见|交谈|询问|告诉")
_TOLD_ON = 60  # code points after a sentence that tell what kind of contact it was
_WAS_FIXED = re.compile("(?:原定|原订|原拟|定于|计划|本来)(?:于|在)?$")
_BESIDE = 8  # code points between a day and what was done on it
_STAYS_AWAY = re.compile("(?:是否|未|没有|不会|不|拒绝|能否|会否|无法|未能|并未|没)(?:亲自)?$")
_BEFORE_IT = re.compile("前夕|之前|前[，,一]|前(?=同|与|会|和|向|对|接受)")  # 访华前同乙会晤
_LATER = re.compile("[，,、](?:之后|其后|然后|接着|随后|再)")
_REFERENCE = re.compile(
    r"[“「『\"]?(?:这是|这也是|此次|这次|本次|该次|这场|上述|有关(?=[会通访谈磋]))")
_BY_INVITATION = re.compile("是应[^，。；]{2,40}邀请(?:来|赴|前来)?$")
_LEADERS = re.compile("(?:领导人|元首|总理|首相|总统|外长|部长)[^，。]{0,8}(?:峰会|会晤|会议)$")
_TO_COME = re.compile("将|预计|预定|计划|会$")
_FOR_THE_FIRST_TIME = re.compile("首次|首度|第[一二三四五六七八九十0-9]{1,3}次|再次|再度")
_ON_TO = re.compile("[^，。；]{0,16}(?:出席|参加|主持|参与)")  # 前往某地出席某会: no visit besides
_BARE = re.compile(
    r"(?:了)?(?:开幕式|闭幕式|(?:此次|本次|该次?|这次)(?:会议|峰会|论坛|大会|会晤|活动))?"
    r"(?:[（(][^（）()]{1,8}[）)])?"
    r"(?:[。；;，,]|$|\n|并(?:发表|致辞|致词|作|讲话|就))")
_ASIDE_AFTER = re.compile(r"的|前夕|并(?!发表|致|作)[^，。]{2,12}的")
_DURING = re.compile(r"期间|之际|间隙")
_QUOTED = re.compile("[“「『]")
_MUTUAL = ("reciprocal", "noun", "talk")
# How many sentences a lead has at most; how sure a telling in somebody's own words is.
_EARLY, _OWN_WORDS = 4, 0.8


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
        self._mere = MereNouns(knowledge)
        self._outcome = OutcomeFinder(knowledge, self._status)
        self._recalls = re.compile("|".join(lists["grammar.recalls"]))
        self._arrivals = frozenset(lists["grammar.arrivals"])
        self._goings = frozenset(lists["grammar.goings"])
        self._visits = Visits(knowledge)
        self._apart = ApartFinder(knowledge)
        self._convened = ConvenedFinder(knowledge, self._status)
        self._video = re.compile("|".join(lists["grammar.by_video"]))
        self._phone = re.compile("|".join(lists["grammar.by_phone"]))
        self._wires = frozenset(lists["grammar.calls_or_wires"])
        self._wire = re.compile("|".join(lists["grammar.wires"]))
        self._scoped = tuple(lists["grammar.scoped_to_year"])
        self._attendance = AttendanceFinder(knowledge)
        self._several = re.compile("|".join(lists["grammar.of_several"]))

    def extract(self, text: Text) -> tuple[EventCandidate, ...]:
        """The candidates in order of offsets."""
        found: list[EventCandidate] = []
        dated: ResolvedDate | None = None
        carried: tuple[Agent, ...] = ()
        previous: tuple[Agent, ...] = ()
        acted: dict[str | None, ResolvedDate] = {}  # when each subject was told to act last
        fresh = False  # whether the sentence before told a day
        spoken = content_starts(text)
        captions = captioned(text)
        layers = layers_of(text)
        off = self._outcome.tells_off(text.article.title)
        for number, sentence in enumerate(text.layer("sentences")):
            begins = number == 0 or text.simplified[sentence.start - 1 : sentence.start] == "\n"
            if begins:
                carried = ()  # a new paragraph: nobody has acted yet
            scene = scene_of(text, sentence, carried, layers, previous, off=off)
            previous = tuple(
                a for a in scene.agents if a.kind == "person" and a.key) or previous
            candidates = sorted(self._in_scene(scene, spoken=spoken.get(sentence.start)),
                                key=lambda candidate: candidate.start)
            lead = text.field == "title" or (
                number < 2 and "\n" not in text.simplified[: sentence.start]
                and spoken.get(sentence.start, sentence.end) > sentence.start
            )
            if number and (begins or not (carried or fresh)):
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
                    told = replace(told, date=told_next(text, told))
                if of_old and told.date is None:
                    continue  # 两人上次会面是在某地: when is not told
                if told.rule == "reference":
                    found.append(candidate)  # of an event told before, with its day
                    continue
                if early and told.date is None and told.confidence > _OWN_WORDS and not (
                        recalled and recalled.end() <= told.start) and (
                        may_be_of(told, dated, text.article.published)):
                    told = replace(told, date=dated)  # the day that the lead has told
                if early and told.date is None and is_one_more(text, told):
                    told = replace(told, date=acted.get(told.roles[0].agent.key))  # 甲还会见了乙
                elif told.date is not None:
                    acted |= {role.agent.key: told.date for role in told.roles}
                if not (early and told.date is None and told.is_mostly_a_noun):
                    found.append(replace(told, recalled=is_long_past(
                        told.date, text.article.published)))
            now = day_told(scene, candidates, dated)
            fresh = now is not None and now is not dated  # told here: for the next sentence too
            dated = now or (dated if number < _EARLY or carried else None)
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
        whole, guests, partners = scene, frozenset[int](), frozenset[int]()
        planned: EventCandidate | None = None
        for word, verb in words:
            if any(start < word.start < end for start, end in covered):
                continue
            scene = without_guests(whole, guests, partners, word)
            direct = spoken is not None and word.start >= spoken
            if reference := self._reference(scene, word):
                yield reference
                continue
            if self._mere.is_one(scene, word, verb) or self._attendance.covers(scene, word):
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
                partners |= {role.agent.start for role in taking[1:]}
                for candidate in self._candidates(
                        scene, word, verb, taking, found, direct=direct):
                    candidate = going_on_with(scene, planned, candidate)
                    planned = candidate if candidate.status == "planned" else planned
                    covered.append((candidate.start, candidate.end))
                    yield candidate
        yield from self._convened.find(whole, covered, spoken)

    def _verb(self, word: Token) -> ContactVerb:
        return self._verbs[word.surface if word.meaning("contact") else VISITED]

    def _candidates(
        self, scene: Scene, word: Token, verb: ContactVerb, roles: tuple[Role, ...],
        gathering: Gathering | None, *, direct: bool,
    ) -> Iterator[EventCandidate]:
        kind, name, end = verb.event, None, word.end
        if gathering is not None:
            kind, name, end = gathering.type, gathering.name, gathering.end
            if kind == "Conference" and self._of_two(scene, gathering, roles):
                kind = "Meeting"
        status = self._outcome.of(scene, word, roles, end)
        if status.status == "denied" and verb.frame == "host":
            status = replace(status, status="cancelled")  # 某国不主办某会了
        if status.status == "none" or (status.status == "denied" and verb.frame == "attend"):
            return  # 甲不会出席某会, which takes place all the same
        if word.surface in self._goings and not (status.status == "planned" and scene.dates):
            return
        if status.status == "planned" and self._mere.needs_deed(word) and not scene.dates:
            return  # 将继续对话: what nobody has fixed
        on = verb.frame == "visit" and scene.text.startswith("的", word.end)  # 同来访的甲会谈
        state: Status = "ongoing" if on and status.status == "held" else status.status
        clause = scene.clause_start(word.start)
        if kind == "Meeting" and self._video.search(scene.text, clause, end):
            kind = "VideoMeeting"
        elif (word.surface in self._wires and self._is_call(scene, word)) or (
                verb.frame == "talk" and self._phone.search(scene.text, clause, end)):
            kind = "PhoneCall"
        places = _where(scene, word, end, verb, gathering)
        if verb.frame == "visit" and not self._is_visit(scene, word, end, roles, places):
            return
        told = self._when(scene, word, verb, roles, gathering, status)
        base = EventCandidate(
            kind, word.start, end, (scene.start, scene.end), roles, state,
            f"{verb.frame}:{verb.verb}", 0.7 if direct else 0.9, status.span,
            in_month_of(told) if _DURING.match(scene.text, end) else told, places,
            self._ordinal(scene, word), name,
            sidelines(scene, word) if gathering is None else None,
        )
        if verb.frame == "visit":
            yield from self._visits.trips(scene, word, base)
        else:
            yield from self._apart.split(scene, word, base)

    def _is_visit(
        self, scene: Scene, word: Token, end: int, roles: tuple[Role, ...],
        places: tuple[PlaceName, ...],
    ) -> bool:
        """Whether a word of travel tells of a visit to some places, and not only of the way."""
        if not places or _BEFORE_IT.match(scene.text, max(end, places[-1].end)):
            return False
        on_the_way = word.surface in self._goings and (
            _ON_TO.match(scene.text, end) is not None or places[0].start < word.end
            or all(place.level == "venue" for place in places))
        return not on_the_way and self._visits.is_one(scene, word, roles, places)

    def _when(
        self, scene: Scene, word: Token, verb: ContactVerb, roles: tuple[Role, ...],
        gathering: Gathering | None, status: StatusFound,
    ) -> ResolvedDate | None:
        """The date of what a word tells, and not that of an arrival, a report or a change."""
        told = date_of(scene, word, roles)
        if status.status == "cancelled" and status.span and told is not None and (
                told.end <= status.span[0] <= told.end + _BESIDE
                and not _WAS_FIXED.search(scene.text, scene.start, told.start)):
            told = None  # 甲周五取消访问乙国
        if status.moved and status.span:
            begin, finish = status.span
            told = next((d for d in scene.dates if begin <= d.start < finish), told)
        if told is None:
            return None
        if gathering is not None and self._of_arrival(scene, told, word):
            told = in_month_of(told)  # 5日抵达某地，出席某会
        if verb.frame == "visit" and told is not None and told.end <= word.start and (
                _LATER.search(scene.text, told.end, word.start)):
            told = in_month_of(told)  # 5日出席某会，之后访问乙国
        if told is not None and status.status == "planned" and of_report(scene, told):
            return None  # 据某社今天报道，甲将访问乙国
        return told

    def _of_two(self, scene: Scene, gathering: Gathering, roles: tuple[Role, ...]) -> bool:
        """Whether two leaders meet at a gathering called after their countries: 新马领导人峰会."""
        people = {r.agent.key: r.agent.country for r in roles if r.agent.kind == "person"}
        others = {r.agent.key for r in roles if r.agent.kind != "person"}
        homes = set(people.values())
        between = len(people) == 2 and len(homes) == 2 and None not in homes and others <= homes
        words = scene.text[slice(*gathering.name)] if between and gathering.name else ""
        return _LEADERS.search(words) is not None and self._several.search(words) is None

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

    def _reference(self, scene: Scene, word: Token) -> EventCandidate | None:
        """这是两人的第八次会见: the event told before, with its number."""
        clause = scene.clause_start(word.start)
        later = _REFERENCE.match(scene.text, scene.start, clause) and (
            _FOR_THE_FIRST_TIME.search(scene.text, clause, word.start))  # 这是甲就任后，首次出席…
        invited = _BY_INVITATION.search(scene.text, clause, word.start)  # 甲是应乙邀请访华的
        if not later and not invited and not _REFERENCE.match(scene.text, clause):
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


def _of_guest_after(scene: Scene, word: Token) -> bool:
    """Whether a word of contact ends a clause on who comes next (来华举行某会晤的甲)."""
    return scene.text[word.end : word.end + 1] == "的" and any(
        agent.start == word.end + 1 and agent.kind == "person" for agent in scene.agents)


def _where(
    scene: Scene, word: Token, end: int, verb: ContactVerb, gathering: Gathering | None
) -> tuple[PlaceName, ...]:
    """The places of what a word tells; of a gathering those in its name, where no other is told."""
    places = places_of(scene, word, end, visit=verb.frame == "visit")
    if gathering is None:
        return places
    places = places or places_in_name(scene, gathering.name)
    # 抵达甲机场，出席某会: nobody sits there
    return tuple(p for p in places if not scene.text[p.start : p.end].endswith("机场"))


def _joined(scene: Scene, word: Token, roles: tuple[Role, ...]) -> EventCandidate:
    """Those who attend what was told before; where that is all a paragraph says, they sat in."""
    line = (scene.text[scene.start - 1 : scene.start], scene.text[scene.end : scene.end + 1])
    if line[0] == "\n" and line[1] in ("\n", "") and roles[0].agent.start == scene.start:
        return joining(scene, word, roles, "kg:inAttendance", SAT_IN)
    joins = joining(scene, word, roles, "schema:attendee", "attends-it")
    last = max((role.agent.end for role in roles if role.agent.end <= word.start),
               default=word.start)
    to_come = _TO_COME.search(scene.text, last, word.start)
    return replace(joins, status="planned") if to_come else joins


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
