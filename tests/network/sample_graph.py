"""A knowledge graph made by hand over the five seed articles, for tests of what comes after.

It imitates what extraction and merging make of them, closely enough to be looked at, and owes
them nothing: these tests say what is drawn and counted, not what is found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from sample_data import (
    CHINA,
    ENTITIES,
    GUTERRES,
    KINDS,
    PLANS,
    PUTIN,
    THOMSON,
    TOPICS,
    UN,
    XI,
    Plan,
)

from kg.articles.script import simplify
from kg.model import (
    Article,
    Claim,
    Conflict,
    Decision,
    Entity,
    Event,
    Fact,
    KnowledgeGraph,
    Membership,
    Ref,
    Refusal,
    Span,
    Statement,
    Tenure,
    Text,
    Topic,
    Value,
    digest,
)

CAPTION = "新華社記者"  # begins a photographer's credit
SEEDS = Path(__file__).parents[2] / "seeds"
_SPEAKERS = re.compile(
    "(湯姆森和古特雷斯|習近平|古特雷斯|习近平|普京)(?::|(指出|强调|表示|說|说|強調)[,，])")
QUOTES = {XI: "國家主席習近平", GUTERRES: "聯合國秘書長古特雷斯", PUTIN: "俄罗斯总统普京"}
_WHO = {"習近平": (XI,), "习近平": (XI,), "古特雷斯": (GUTERRES,), "普京": (PUTIN,),
        "湯姆森和古特雷斯": (THOMSON, GUTERRES)}


def sample_graph() -> KnowledgeGraph:
    """The graph, without its analysis."""
    articles = tuple(_articles())
    claims: list[Claim] = []
    statements: list[Statement] = []
    for plan in PLANS:
        for number, _, first, last in plan.told:
            if first:
                statements += _statements(plan, articles[number], first, last, claims)
    events = [_event(plan, articles, statements, claims) for plan in PLANS]
    return KnowledgeGraph(
        articles=tuple(sorted(articles, key=lambda article: article.id)),
        entities=tuple(sorted(_entities(), key=lambda entity: entity.key)),
        events=tuple(sorted(events, key=lambda event: event.key)),
        statements=tuple(sorted(_repeated(statements), key=lambda said: said.key)),
        memberships=tuple(sorted(_memberships(articles, claims), key=lambda held: held.key)),
        conflicts=(_conflict(events, claims),),
        decisions=(Decision("event/a", "event/b", "same", 0.97,
                            "same participants, day and type", "rule"),),
        topics=tuple(sorted(_topics(), key=lambda topic: topic.id)),
        claims=tuple(sorted(claims, key=lambda claim: claim.id)),
        refusals=(Refusal("broken/empty.txt", None, "empty", "the file is empty",
                          "remove it, or put an article into it"),),
    )


def _articles() -> Iterator[Article]:
    told = ((0, "zh-Hant", "中国军网", "2021-01-08", None), (1, "zh-Hans", None, None, None),
            (2, "zh-Hans", "新华网", "2020-03-13", None),
            (3, "zh-Hans", "联合早报", "2021-05-07", "https://www.zaobao.com/realtime/china"),
            (4, "zh-Hans", None, "2021-12-17", None))
    titles = ("習近平與古特雷斯的八次會見和一次通話都談了這些大事",
              "独家视频丨习近平会见联合国秘书长古特雷斯",
              "习近平同联合国秘书长古特雷斯通电话", "习近平通话古特雷斯：支持联合国维护多边主义",
              "習近平:全球治理 中俄要發出更響亮聲音")
    for number, language, publisher, published, url in told:
        path = sorted(SEEDS.glob("*.txt"))[number]
        raw = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
        text = re.sub("</?p>|<br ?/?>", "\n", raw)
        yield Article(
            id=digest(text), path=path.name, part=1, title=titles[number], text=text,
            language="zh-Hant" if language == "zh-Hant" else "zh-Hans", sha256=digest(text),
            publisher=publisher, agency="新华社", url=url,
            published=date.fromisoformat(published) if published else None)


def _entities() -> Iterator[Entity]:
    for key, kind, hans, hant, english, within in ENTITIES:
        labels = (Text(english, "en"), Text(hans, "zh-hans"), Text(hant, "zh-hant"))
        yield Entity(key, kind, labels, contained_in=within)


def _topics() -> Iterator[Topic]:
    for name, hans, hant, english, broader, _ in TOPICS:
        labels = (Text(english, "en"), Text(hans, "zh-hans"), Text(hant, "zh-hant"))
        yield Topic(name, labels, (broader,) if broader else ())


def _fact(
    claims: list[Claim], article: Article, span: tuple[int, int], *triple: object
) -> Fact:
    subject, predicate, value = triple
    assert isinstance(subject, str) and isinstance(predicate, str)
    assert isinstance(value, Ref | Text | str | bool | int | Span)
    claim = Claim(subject, predicate, value, article.id, "text", *span, "sample", 0.9)
    claims.append(claim)
    return Fact(subject, predicate, value, (claim.id,))


def _statements(
    plan: Plan, article: Article, first: str, last: str, claims: list[Claim]
) -> Iterator[Statement]:
    start = article.text.index(first)
    end = article.text.index(last, start)
    speakers: tuple[str, ...] = ()
    verb: str | None = None
    for sentence in re.finditer("[^。\n]+。", article.text[start:end]):
        found = _SPEAKERS.match(sentence.group().lstrip())
        if found:
            speakers, verb = _WHO[found.group(1)], found.group(2)
        if speakers and CAPTION not in sentence.group():
            span = (start + sentence.start(), start + sentence.end())
            yield _statement(plan, article, span, (speakers, verb), claims)


def _statement(
    plan: Plan, article: Article, span: tuple[int, int],
    told: tuple[tuple[str, ...], str | None], claims: list[Claim],
) -> Statement:
    text = article.text[slice(*span)]
    key = f"statement/{digest(article.id, *span)}"
    topics: list[str] = []
    facts = [_fact(claims, article, span, key, "kg:speaker", Ref(who)) for who in told[0]]
    for name, *_, words in TOPICS:
        if match := re.search(words, text):
            topics.append(f"topic/{name}")
            place = (span[0] + match.start(), span[0] + match.end())
            facts.append(_fact(claims, article, place, key, "schema:about", Ref(topics[-1])))
    mentions = []
    for entity, kind, hans, hant, _, _ in ENTITIES:
        for name in (hans, hant):
            if kind in ("agreement", "organization") and name in text and entity not in mentions:
                mentions.append(entity)
                place = (span[0] + text.index(name), span[0] + text.index(name) + len(name))
                facts.append(_fact(claims, article, place, key, "schema:mentions", Ref(entity)))
    return Statement(key, article.id, told[0], text, tuple(sorted(topics)), tuple(sorted(mentions)),
                     plan.key, told[1], told[1] is None, facts=tuple(facts))


def _repeated(statements: list[Statement]) -> Iterator[Statement]:
    """Links the sentences that two articles print alike."""
    printed: dict[str, list[str]] = {}
    words = {said.key: simplify(_SPEAKERS.sub("", said.text.strip())) for said in statements}
    for said in statements:
        printed.setdefault(words[said.key], []).append(said.key)
    for said in statements:
        same = printed[words[said.key]]
        yield replace(said, same_words_as=tuple(sorted(set(same) - {said.key})))


def _event(
    plan: Plan, articles: tuple[Article, ...], statements: list[Statement], claims: list[Claim]
) -> Event:
    facts: dict[tuple[str, Value], Fact] = {}
    span = _span(plan.day)
    for number, sentence, _, _ in plan.told:
        article = articles[number]
        start = article.text.index(sentence)
        place = (start, article.text.index("。", start))
        values: list[tuple[str, Value]] = [("rdf:type", Ref(f"kg:{plan.type}")), ("kg:edtf", span)]
        values += [("schema:attendee", Ref(who)) for who in plan.people]
        values += [("kg:inAttendance", Ref(who)) for who in plan.sat_in]
        values += [("schema:location", Ref(where)) for where in plan.places]
        values += [("kg:ordinal", plan.ordinal)] if plan.ordinal else []
        values += [("kg:status", Ref(f"kg:{plan.status}"))]
        for predicate, value in values:
            _add(facts, _fact(claims, article, place, plan.key, predicate, value))
    topics = set()
    by_id = {claim.id: claim for claim in claims}
    numbered = {article.id: article for article in articles}
    for said in (said for said in statements if said.event == plan.key):
        for fact in said.facts:
            if fact.predicate == "schema:about" and isinstance(fact.value, Ref):
                topics.add(fact.value.key)
                told = by_id[fact.claims[0]]
                _add(facts, _fact(claims, numbered[told.article], (told.start, told.end),
                                  plan.key, "schema:about", fact.value))
    who = [next(row for row in ENTITIES if row[0] == key) for key in plan.people]
    hans, hant, english = KINDS[plan.type]
    labels = (Text(f"{english}: {', '.join(row[4] for row in who)}, {plan.day}", "en"),
              Text(f"{'、'.join(row[2] for row in who)}{hans}（{plan.day}）", "zh-hans"),
              Text(f"{'、'.join(row[3] for row in who)}{hant}（{plan.day}）", "zh-hant"))
    parties = (CHINA, "place/russia") if PUTIN in plan.people else (CHINA, UN)
    for party in parties:
        _add(facts, Fact(plan.key, "kg:party", Ref(party)))
    return Event(plan.key, plan.type, plan.status, span, labels, tuple(sorted(plan.people)),
                 plan.sat_in, parties, plan.places, tuple(sorted(topics)),
                 tuple(sorted({articles[told[0]].id for told in plan.told})), plan.ordinal,
                 facts=tuple(facts.values()))


def _add(facts: dict[tuple[str, Value], Fact], fact: Fact) -> None:
    """One fact a triple, with all the claims that support it."""
    old = facts.get((fact.predicate, fact.value))
    claims = tuple(sorted({*fact.claims, *(old.claims if old else ())}))
    facts[fact.predicate, fact.value] = Fact(fact.subject, fact.predicate, fact.value, claims)


def _span(day: str) -> Span:
    if len(day) == 10:
        return Span(day, date.fromisoformat(day), date.fromisoformat(day))
    return Span(day, date.fromisoformat(f"{day}-01"), date.fromisoformat(f"{day}-28"))


def _memberships(articles: tuple[Article, ...], claims: list[Claim]) -> Iterator[Membership]:
    held: tuple[tuple[str, str, str, Tenure, str, str], ...] = (
        (XI, "role/president", CHINA, "incumbent", "2016-11-28", "2021-12-15"),
        (GUTERRES, "role/secretary-general", UN, "elect", "2016-11-28", "2016-11-28"),
        (GUTERRES, "role/secretary-general", UN, "incumbent", "2017-01-18", "2021-05-06"),
        (PUTIN, "role/president", "place/russia", "incumbent", "2021-12-15", "2021-12-15"),
    )
    for member, role, organization, tenure, first, last in held:
        number = 4 if member == PUTIN else 0
        quote = QUOTES[member]
        start = articles[number].text.index(quote)
        key = f"membership/{digest(member, role, organization, tenure)}"
        fact = _fact(claims, articles[number], (start, start + len(quote)), key, "org:role",
                     Ref(role))
        yield Membership(key, member, role, organization, tenure, date.fromisoformat(first),
                         date.fromisoformat(last), (fact,))


def _conflict(events: list[Event], claims: list[Claim]) -> Conflict:
    event = events[8]
    other = Span("2020-03-13", date(2020, 3, 13), date(2020, 3, 13))
    kept = next(fact for fact in event.facts if fact.predicate == "kg:edtf")
    return Conflict(event.key, "kg:edtf", kept.value, (other,), kept.claims)
