"""As many articles as wanted, made from the sentences of a few: none is a copy of another.

Every article tells of a meeting of its own (who, where, when) and then prints sentences drawn
from all of the given ones, with other names, years and nouns in them. The same count gives the
same articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from kg import knowledge
from kg.articles import load, simplify
from kg.knowledge import Knowledge

_SENTENCES = 14  # of an article, about as long as news is
_HEADS = ("president", "premier", "prime-minister", "foreign-minister")
_NOUNS = (
    "合作", "发展", "关系", "贸易", "投资", "能源", "教育", "文化", "科技", "农业", "卫生", "环境",
    "安全", "交通", "旅游", "金融", "疫情", "气候", "和平", "改革", "青年", "体育", "媒体", "海洋",
)  # fmt: skip
_YEAR = re.compile(r"20[0-2]\d(?=年)")
_DAY = re.compile(r"\d{1,2}月\d{1,2}日")
_END = re.compile(r"(?<=[。！？])")


def write_articles(seeds: Path, folder: Path, count: int) -> None:
    """Files of one article each, in an empty folder."""
    for number, text in enumerate(_articles(seeds, count)):
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")


def _articles(seeds: Path, count: int) -> Iterator[str]:
    pool, known = _sentences(seeds), knowledge.load()
    people = _heads_of(known)
    cities = [city.zh_hans for city in known.cities.values()]
    for number in range(count):
        yield _article(Random(number), pool, people, cities)


def _sentences(seeds: Path) -> list[str]:
    """What the given articles print, in simplified script, each sentence once."""
    found, _ = load([seeds])
    printed = (part.strip() for article in found for part in _END.split(simplify(article.text)))
    return [part for part in dict.fromkeys(printed) if part.endswith("。")]


def _heads_of(known: Knowledge) -> list[tuple[str, str, str]]:
    """(Country, office, name) of those who speak for a country."""
    return [
        (known.countries[held.of].zh_hans, known.roles[held.role].zh_hans, person.zh_hans)
        for person in known.people.values() for held in person.offices[:1]
        if held.role in _HEADS and held.of in known.countries and person.zh_hans
    ]


def _article(
    random: Random, pool: Sequence[str], people: Sequence[tuple[str, str, str]],
    cities: Sequence[str],
) -> str:
    (land, office, host), (other_land, other_office, guest) = random.sample(people, 2)
    year, month, day = random.randint(2012, 2022), random.randint(1, 12), random.randint(2, 28)
    lead = (f"{month}月{day}日,{land}{office}{host}在{random.choice(cities)}会见"
            f"{other_land}{other_office}{guest}。")
    swapped = dict(zip(_NOUNS, random.sample(_NOUNS, len(_NOUNS)), strict=True))
    nouns = re.compile("|".join(_NOUNS))
    names = {"习近平": host, "普京": guest, "古特雷斯": guest}
    body = "".join(random.sample(pool, min(_SENTENCES, len(pool))))
    body = nouns.sub(lambda match: swapped[match[0]], body)
    body = re.sub("|".join(names), lambda match: names[match[0]], body)
    body = _YEAR.sub(lambda match: str(year - random.randint(0, 2)), body)
    body = _DAY.sub(lambda match: f"{random.randint(1, 12)}月{random.randint(1, 28)}日", body)
    return f"{host}会见{guest}\n\n{year}-{month:02}-{day:02} 新华社\n\n{lead}\n\n{body}\n"
