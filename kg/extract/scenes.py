"""How scenes are made of sentences, and what is left of them once a part is told."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from kg.extract.annotations import Agent, Text, Token
from kg.extract.scene import Scene
from kg.extract.sentences import Segment
from kg.extract.spans import Spans

_CALL = re.compile("通[话話]|通[电電][话話]|[电電][话話][会會]")  # in the original script
_WITH_ANOTHER = re.compile(
    "(?:并|还|又|也|再|随后|之后|其后|然后|当天|当晚|同日|稍后|[0-9]{1,2}日)*(?:分别)?[与同和跟]")
_GOES_ON = re.compile("、(?=[与同跟并])")
_TITLE_SPACE = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000](?=[\u4e00-\u9fff])")


def content_starts(text: Text) -> dict[int, int]:
    """For each sentence that someone says, where his own words begin in it.

    甲在会见乙时说，…: what stands before the verb is told by the article.
    """
    starts: dict[int, int] = {}
    for speech in text.layer("speech"):
        if not speech.speakers and not speech.joint:
            continue
        verb = speech.verb_span
        inside = verb is not None and speech.start <= verb[0] < speech.end
        starts.setdefault(speech.start, verb[1] if inside and verb else speech.start)
    return starts


def layers_of(text: Text) -> tuple[Spans[Any], ...]:
    """The layers that a scene holds, ready to be looked up by place."""
    return tuple(Spans(text.layer(name)) for name in ("tokens", "agents", "dates", "places"))


def scene_of(
    text: Text, sentence: Segment, carried: tuple[Agent, ...], layers: tuple[Spans[Any], ...],
    previous: tuple[Agent, ...], *, off: bool = False,
) -> Scene:
    words = text.simplified
    if text.field == "title":  # a space in a title parts clauses
        words = _TITLE_SPACE.sub("；", words)
    tokens, agents, dates, places = (
        layer.within(sentence.start, sentence.end) for layer in layers
    )
    return Scene(
        words, sentence.start, sentence.end, tokens, agents, dates, places, carried, previous,
        text.field == "title" and _CALL.search(text.article.text) is not None, off)


def without_guests(
    scene: Scene, guests: frozenset[int], partners: frozenset[int], word: Token
) -> Scene:
    """The scene without those who were met in an earlier clause: they do not act in this one.

    甲会见乙之后，将会晤丙: it is 甲 who meets 丙. ``partners`` are who met as equals, and go on
    together, but not with another: 甲与乙会谈，并与丙通话.
    """
    clause = scene.clause_start(word.start)
    goes_on = _GOES_ON.search(scene.text, clause, word.start)  # 分别会见甲、与乙会谈
    clause = goes_on.start() if goes_on else clause
    if partners and _WITH_ANOTHER.match(scene.text, clause, word.start):
        guests |= partners
    kept = tuple(
        a for a in scene.agents if a.end > clause
        or (a.start not in guests and not (guests and a.rule == "country-pair")))
    return scene if len(kept) == len(scene.agents) else replace(scene, agents=kept)


def without_agents_in(scene: Scene, covered: list[tuple[int, int]]) -> Scene:
    """The scene without the agents that only stand in the name of a gathering."""
    kept = tuple(agent for agent in scene.agents if not any(
        start <= agent.start and agent.end <= end for start, end in covered))
    return scene if len(kept) == len(scene.agents) else replace(scene, agents=kept)
