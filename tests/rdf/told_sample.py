"""A small graph of the tests' own making: two articles, in both scripts, that partly disagree.

The one tells a video meeting with its full date; the other has the day of the month alone (its
month is inferred) and another day for a visit. One event is planned, one office is elect.
"""

import hashlib
from datetime import date
from pathlib import Path

from kg.folders import FILES
from kg.model import (
    Analysis,
    Article,
    Claim,
    Conflict,
    Decision,
    Entity,
    Event,
    Fact,
    KnowledgeGraph,
    Measure,
    Membership,
    Ref,
    Span,
    Statement,
    Text,
    Tie,
    Topic,
)

TEXT_1 = (
    "甲国总统张三2021年3月5日以视频方式会见候任联合体秘书长李四。\n"
    "张三和李四表示,双方支持应对气候变化,遵守《山河协定》。\n"
    "张三将于4月访问乙城。"
)
TEXT_2 = "甲國總統張三5日會見李四。\n張三說:「支持應對氣候變化」。\n張三於3月2日訪問乙城。"
DAY = Span("2021-03-05", date(2021, 3, 5), date(2021, 3, 5))
APRIL = Span("2021-04", date(2021, 4, 1), date(2021, 4, 30))
MEETING, VISIT = "event/2021-03-05-video", "event/2021-04-visit"


def _article(id_: str, text: str, **more: object) -> Article:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Article(id=id_, text=text, sha256=sha256, **more)


ONE = _article(
    "a1", TEXT_1, path="one/甲.txt", part=1, title="张三会见李四", language="zh-Hans",
    publisher="甲报", agency="联合社", author="王五", published=date(2021, 3, 6),
    url="https://example.org/1", also=("copy/甲.txt",),
)  # fmt: skip
TWO = _article("a2", TEXT_2, path="two.txt", part=2, title="張三會見李四", language="zh-Hant")


class _Teller:
    """Collects claims, and makes facts of them."""

    def __init__(self) -> None:
        self.claims: list[Claim] = []

    def tell(self, article, subject, predicate, value, exact, **more) -> str:
        """One claim at the first place of the quotation; its id."""
        field = more.pop("field", "text")
        told = {"text": article.text, "title": article.title, "metadata": "2021-03-06"}[field]
        start = told.index(exact)
        place = (article.id, field, start, start + len(exact))
        claim = Claim(subject, predicate, value, *place, "test-rule", 0.9, **more)
        self.claims.append(claim)
        return claim.id

    def fact(self, subject, predicate, value, *told, **more) -> Fact:
        """A fact told at each (article, quotation)."""
        claims = [self.tell(a, subject, predicate, value, e, **more) for a, e in told]
        return Fact(subject, predicate, value, tuple(sorted(claims)))


def _meeting(teller: _Teller) -> tuple[Fact, ...]:
    both = ((ONE, "会见"), (TWO, "會見"))
    full = teller.tell(ONE, MEETING, "kg:edtf", DAY, "2021年3月5日")
    inferred = teller.tell(TWO, MEETING, "kg:edtf", DAY, "5日", derived_from=(full,))
    return (
        teller.fact(MEETING, "rdf:type", Ref("kg:VideoMeeting"), *both),
        teller.fact(MEETING, "kg:host", Ref("person/zhang-san"), (ONE, "张三"), (TWO, "張三")),
        teller.fact(MEETING, "schema:attendee", Ref("person/li-si"), (ONE, "李四"), (TWO, "李四")),
        teller.fact(MEETING, "kg:party", Ref("place/jia"), (ONE, "甲国")),
        Fact(MEETING, "kg:edtf", DAY, tuple(sorted((full, inferred)))),
        teller.fact(MEETING, "kg:status", Ref("kg:held"), *both),
        teller.fact(MEETING, "schema:about", Ref("topic/climate-change"), (ONE, "气候变化")),
    )


def _visit(teller: _Teller) -> tuple[tuple[Fact, ...], Conflict]:
    facts = (
        teller.fact(VISIT, "rdf:type", Ref("kg:Visit"), (ONE, "访问")),
        teller.fact(VISIT, "schema:attendee", Ref("person/zhang-san"), (ONE, "张三")),
        teller.fact(VISIT, "kg:edtf", APRIL, (ONE, "4月")),
        teller.fact(VISIT, "kg:status", Ref("kg:planned"), (ONE, "将于")),
        teller.fact(VISIT, "schema:location", Ref("place/yi-city"), (ONE, "乙城")),
    )
    other = Span("2021-03-02", date(2021, 3, 2), date(2021, 3, 2))
    lost = teller.tell(TWO, "event/unmerged", "kg:edtf", other, "3月2日")
    sides = tuple(sorted((*facts[2].claims, lost)))
    return facts, Conflict(VISIT, "kg:edtf", APRIL, (other,), sides)


def _statements(teller: _Teller) -> tuple[Statement, ...]:
    joint, single = "statement/s1", "statement/s2"
    said_1 = "双方支持应对气候变化,遵守《山河协定》。"
    said_2 = "「支持應對氣候變化」"
    climate = Ref("topic/climate-change")
    facts_1 = (
        teller.fact(joint, "kg:speaker", Ref("person/zhang-san"), (ONE, "张三")),
        teller.fact(joint, "kg:speaker", Ref("person/li-si"), (ONE, "李四")),
        teller.fact(joint, "kg:madeIn", Ref(MEETING), (ONE, "会见")),
        teller.fact(joint, "schema:about", climate, (ONE, "气候变化")),
        teller.fact(joint, "schema:mentions", Ref("agreement/shanhe"), (ONE, "《山河协定》")),
        teller.fact(joint, "kg:reportingVerb", Text("表示", "zh-hans"), (ONE, "表示")),
        teller.fact(joint, "schema:text", Text(said_1, "zh-hans"), (ONE, said_1)),
        teller.fact(joint, "kg:direct", False, (ONE, "表示")),
    )
    facts_2 = (
        teller.fact(single, "kg:speaker", Ref("person/zhang-san"), (TWO, "張三")),
        teller.fact(single, "schema:text", Text(said_2, "zh-hant"), (TWO, said_2)),
        teller.fact(single, "kg:direct", True, (TWO, "「")),
        Fact(single, "kg:sameWordsAs", Ref(joint)),
    )
    people = ("person/li-si", "person/zhang-san")
    topics = ("topic/climate-change",)
    return (
        Statement(joint, "a1", people, said_1, topics, ("agreement/shanhe",), facts=facts_1),
        Statement(single, "a2", people[1:], said_2, (), (), direct=True, facts=facts_2),
    )


def _membership(teller: _Teller) -> Membership:
    key, seen = "membership/m1", date(2021, 3, 6)
    facts = (
        teller.fact(key, "org:member", Ref("person/li-si"), (ONE, "李四")),
        teller.fact(key, "org:organization", Ref("organization/union"), (ONE, "联合体")),
        teller.fact(key, "org:role", Ref("role/secretary-general"), (ONE, "秘书长")),
        teller.fact(key, "kg:tenure", Ref("kg:elect"), (ONE, "候任")),
        teller.fact(key, "kg:firstSeen", seen, (ONE, "2021-03-06"), field="metadata"),
        teller.fact(key, "kg:lastSeen", seen, (ONE, "2021-03-06"), field="metadata"),
    )
    return Membership(
        key, "person/li-si", "role/secretary-general", "organization/union", "elect", seen, seen,
        facts,
    )  # fmt: skip


def _names(hans: str, hant: str, en: str) -> tuple[Text, ...]:
    return (Text(en, "en"), Text(hans, "zh-hans"), Text(hant, "zh-hant"))


ENTITIES = (
    Entity("agreement/shanhe", "agreement", _names("山河协定", "山河協定", "Shanhe Agreement")),
    Entity("organization/union", "organization", _names("联合体", "聯合體", "Union")),
    Entity("organization/wire", "organization", (Text("联合社", "zh-hans"),)),
    Entity("person/li-si", "person", _names("李四", "李四", "Li Si"), known=False),
    Entity(
        "person/zhang-san", "person", _names("张三", "張三", "Zhang San"),
        (Text("张总统", "zh-hans"), Text("张三", "zh-hans")), same_as=("https://example.org/Q1",),
    ),
    Entity("place/jia", "country", _names("甲国", "甲國", "Jia")),
    Entity(
        "place/yi-city", "place", _names("乙城", "乙城", "Yi City"),
        contained_in="place/jia", coordinates=(-12.5, 100.0),
    ),
    Entity("role/secretary-general", "role", _names("秘书长", "秘書長", "Secretary-General")),
)  # fmt: skip
TOPICS = (
    Topic("climate-change", _names("气候变化", "氣候變化", "climate change"), ("environment",)),
    Topic("environment", _names("环境", "環境", "environment")),
)


def sample() -> KnowledgeGraph:
    """The graph."""
    teller = _Teller()
    meeting, (visit, conflict) = _meeting(teller), _visit(teller)
    people = ("person/li-si", "person/zhang-san")
    events = (
        Event(
            MEETING, "VideoMeeting", "held", DAY, (Text("张三、李四视频会晤", "zh-hans"),), people,
            (), ("place/jia",), (), ("topic/climate-change",), ("a1", "a2"), facts=meeting,
        ),
        Event(
            VISIT, "Visit", "planned", APRIL, (Text("张三访问", "zh-hans"),), people[1:], (), (),
            ("place/yi-city",), (), ("a1",), facts=visit,
        ),
    )  # fmt: skip
    decision = Decision("event/a", "event/b", "same", 0.75, "same day and people", "rule")
    analysis = Analysis(
        measures=(Measure("person/li-si", "degree", 1 / 3, "all"),),
        ties=(Tie(people, "met", 2.0, "2021"),),
        communities=(("person/li-si", 1),),
    )
    return KnowledgeGraph(
        articles=(ONE, TWO), entities=ENTITIES, events=events, statements=_statements(teller),
        memberships=(_membership(teller),), conflicts=(conflict,), decisions=(decision,),
        topics=TOPICS, claims=tuple(teller.claims), analysis=analysis,
    )  # fmt: skip


def complete(folder: Path) -> None:
    """Put something in the place of those files that other parts of a build write."""
    for name in FILES:
        path = folder / name
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            path.write_text("written by others", encoding="utf-8")
