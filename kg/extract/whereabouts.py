"""Where an event took place: the chain of places that its sentence tells."""

from __future__ import annotations

import re

from kg.extract.annotations import PlaceName, Token
from kg.extract.scene import Scene

_IN_PLACE = re.compile(r"(?:在|于|抵达|赴|来到|转到|转往|转抵)(?:美丽的|首都|当地)?$")
# What may follow a country in which something happens.
_HAPPENS = re.compile(
    r"[，,、同与和跟举会进参出访就签共一首见召主通再第讨商磋谈晤]|接(?![任替手管班])|发(?!现|生|动|射|起)|境内|期间")
# What may follow the place of a visit: nothing that goes on with a name (香港大学) or makes it a
# wish (访问甲国邀请).
_VISITED_PLACE_ENDS = re.compile(
    r"$|首都国际机场|[^，。]{0,4}机场|[，,。、；;：:！？!?\s（(「」“”》\n]|[和与及以并时期前后进出参会就讨商同]|[一二三四五六七八九十两数0-9]|首|当|之|推|，"
)
# In 在甲地的某会上 the place is that of what was said or done there.
_AT_ITS_GATHERING = re.compile(
    r"的[^，。；的]{0,16}(?:峰会|会议|大会|论坛|会)(?:上|期间|间隙|场边)")
_SETS_OUT = re.compile(
    "(?:展开|开始|开启|结束|取消|推迟|搁置|延后|延期|缩短)(?:了)?(?:原定[^，。]{0,8}|为期[^，。]{1,4})?的?$")
# Between a word of arrival and the place: 抵达太平洋友邦甲国.
_GONE_THERE = re.compile(
    "(?:抵达|飞抵|到达|前往|转往|赴|抵)[^，。；、]{0,8}(?:友邦|邦交国|盟国|盟友|岛国|国家|小国|邻国|大国)$")
_LEADS_THERE = re.compile(
    "了?(?:[^，。；、]{0,8}(?:友邦|邦交国|盟国|盟友|岛国|国家|小国|邻国|内陆国|大国|王国))?")
_INVITED = re.compile("应[^。；]{2,100}?邀请")
_THOSE = re.compile("对(?:上述|这)?(?:[两二三四五六]国|国家)(?:进行|展开)?$")
_GUEST_IN = re.compile(r"[来访赴抵旅]华")


def places_of(scene: Scene, word: Token, end: int, *, visit: bool) -> tuple[PlaceName, ...]:
    """The chain of places (瑞士日内瓦万国宫) that tells where, the most specific ones."""
    if visited := word.meaning("visited"):
        return (PlaceName(word.start + 1, word.end, f"place/{visited.id}", "country"),)
    if visit:
        return _destination(scene, word)
    chains = [chain for chain in _chains(scene) if _locates(scene, chain)]
    if not chains:
        return ()
    before = [chain for chain in chains if chain[-1].end <= word.start]
    after = [chain for chain in chains
             if word.end <= chain[0].start and chain[-1].end <= scene.clause_end(end)]
    chosen = before[-1:] or after[:1]
    return _told_places(chosen[0]) if chosen else ()


def _destination(scene: Scene, word: Token) -> tuple[PlaceName, ...]:
    """Where a visit leads."""
    guest = _GUEST_IN.search(scene.text, max(scene.start, word.start - 8), word.end)
    if guest is not None:
        return (PlaceName(guest.end() - 1, guest.end(), "place/china", "country"),)
    chains = _chains(scene)
    after = [chain for chain in chains if chain[0].start >= word.end]
    before = [chain for chain in chains if chain[0].start < word.end]
    for chain in (*after[:1], *reversed(before)):  # 赴甲国出席…并访问乙国: the nearest
        if _is_destination(scene, (chain[0].start, chain[-1].end), word):
            return _listed(scene, chain)
    return _inviting(scene, word)


def _inviting(scene: Scene, word: Token) -> tuple[PlaceName, ...]:
    """The countries of those who invited: 应甲、乙、丙邀请，丁将对上述三国进行国事访问."""
    invited = _INVITED.search(scene.text, scene.start, word.start)
    if invited is None or not _THOSE.search(scene.text, invited.end(), word.start):
        return ()
    hosts = (a for a in scene.agents if invited.start() <= a.start and a.end <= invited.end())
    places = {a.country: PlaceName(a.start, a.end, a.country, "country") for a in hosts
              if a.country and a.country.startswith("place/")}
    return tuple(places.values())


def _chains(scene: Scene) -> list[tuple[PlaceName, ...]]:
    """Places told one after another, from wide to narrow: 瑞士日内瓦万国宫, 甲国首都乙."""
    chains: list[tuple[PlaceName, ...]] = []
    for place in scene.places:
        if chains and scene.text[chains[-1][-1].end : place.start] in ("", "首都", "的首都"):
            chains[-1] = (*chains[-1], place)
        else:
            chains.append((place,))
    return chains


def _locates(scene: Scene, chain: tuple[PlaceName, ...]) -> bool:
    """Whether a chain tells where something happened: 在北京, not 在北京的."""
    start, end = chain[0].start, chain[-1].end
    before = scene.text[max(scene.start, start - 6) : start]
    if _IN_PLACE.search(before) is None or scene.text[end : end + 1] == "问":
        return False
    if scene.text[end : end + 1] == "的" and _AT_ITS_GATHERING.match(scene.text, end) is None:
        return False
    # 在甲国宣布之后: a country that acts is no place.
    return not chain[-1].country or _HAPPENS.match(scene.text, end) is not None


def _is_destination(scene: Scene, place: tuple[int, int], word: Token) -> bool:
    """访问甲国, 对甲国进行访问, 赴甲国访问, 正在甲国访问."""
    start, end = place
    if start >= word.end:
        return _LEADS_THERE.fullmatch(scene.text, word.end, start) is not None and (
            _VISITED_PLACE_ENDS.match(scene.text, end) is not None)
    before = scene.text[max(scene.start, start - 3) : start]
    if end == word.start and _GONE_THERE.search(scene.text, scene.clause_start(start), start):
        return True  # 抵达友邦甲国访问
    if end == word.start and _SETS_OUT.search(scene.text[max(scene.start, start - 12) : start]):
        return True  # 展开甲国访问行程
    return end <= word.start and (
        before.endswith(("对", "赴", "到", "到达", "抵达", "抵", "前往", "转往", "飞往", "飞抵"))
        or (before.endswith(("在", "于")) and word.start - end <= 6)
    )


def _listed(scene: Scene, chain: tuple[PlaceName, ...]) -> tuple[PlaceName, ...]:
    """A destination with those joined to it: 访问英国和丹麦."""
    found = list(_told_places(chain))
    for other in _chains(scene):
        gap = scene.text[found[-1].end : other[0].start]
        if other[0].start >= found[-1].end and gap in ("和", "、", "与", "及", "以及"):
            found.extend(_told_places(other))
    return tuple(found)


def _told_places(chain: tuple[PlaceName, ...]) -> tuple[PlaceName, ...]:
    """Venue and city; the country only where nothing in it is told."""
    return chain[1:] if len(chain) > 1 and chain[0].country else chain


def places_in_name(scene: Scene, name: tuple[int, int]) -> tuple[PlaceName, ...]:
    """The city that a gathering is called after: 大阪峰会, 联合国日内瓦总部赠礼仪式."""
    inside = [p for p in scene.places if name[0] <= p.start and p.end <= name[1]]
    cities = [place for place in inside if place.level == "city"]
    return tuple((cities or [place for place in inside if place.level == "venue"])[-1:])
