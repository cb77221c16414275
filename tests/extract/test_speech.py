"""Who says what: reported speech, dialogue, quotations."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles import load, simplify
from kg.extract.annotations import Utterance
from kg.extract.sentences import paragraphs, sentences
from kg.extract.speech import attribute
from kg.knowledge.reading import KnowledgeFile, decode_records
from kg.knowledge.records import SpeechVerb
from kg.model import Kind, Mention
from kg.resources import data_dir

SEEDS = Path(__file__).parents[2] / "seeds"
NAMES = {
    "习近平": "person/xi", "古特雷斯": "person/guterres", "普京": "person/putin",
    "汤姆森": "person/thomson", "赵立坚": "person/zhao", "拜登": "person/biden",
    "布林肯": "person/blinken", "王毅": "person/wang", "杨洁篪": "person/yang",
    "习主席": "person/xi",
    "中国": "place/china", "中方": "place/china", "俄方": "place/russia", "美方": "place/us",
    "美国": "place/us", "联合国": "organization/un", "白宫": "organization/white-house",
    "外交部": "organization/ministry", "新华社": "organization/xinhua",
    "克里姆林宫": "organization/kremlin",
}
OUTLETS = frozenset({"organization/xinhua"})
XI, GUTERRES, PUTIN, THOMSON = "person/xi", "person/guterres", "person/putin", "person/thomson"
_NAME = re.compile("|".join(sorted(NAMES, key=len, reverse=True)))


@cache
def shipped_verbs() -> tuple[SpeechVerb, ...]:
    path = data_dir() / "speech_verbs.yaml"
    file = KnowledgeFile("kg/data", path.name, path.read_text(encoding="utf-8"))
    return decode_records(file, SpeechVerb)


def mentions_of(text: str) -> tuple[Mention, ...]:
    kinds: dict[str, Kind] = {
        "person": "person", "place": "country", "organization": "organization"
    }
    return tuple(
        Mention(
            kinds[key.split("/")[0]], match.start(), match.end(), match.group(), key, "t", 1.0
        )
        for match in _NAME.finditer(text)
        for key in (NAMES[match.group()],)
    )


def said(text: str) -> tuple[Utterance, ...]:
    return attribute(
        text, paragraphs(text), sentences(text), mentions_of(text), shipped_verbs(),
        outlets=OUTLETS,
    )


def told(text: str) -> list[str]:
    """Sentence by sentence: who speaks, * where direct; "-" where nobody does."""
    by_start = {utterance.start: utterance for utterance in said(text)}
    result = []
    for sentence in sentences(text):
        inside = [u for start, u in sorted(by_start.items())
                  if sentence.start <= start < sentence.end]
        result.append(" ".join(map(_shown, inside)) or "-")
    return result


def _shown(utterance: Utterance) -> str:
    names = "both" if utterance.joint else "+".join(k.split("/")[1] for k in utterance.speakers)
    return names + "*" * utterance.direct


CASES = {
    # reported speech
    "plain": ("习近平指出，合作是正道。", ["xi"]),
    "ascii comma": ("习近平指出,合作是正道。", ["xi"]),
    "rest of the paragraph": ("习近平指出，合作是正道。世界需要和平。中方将继续努力。", ["xi"] * 3),
    "new speaker": (
        "习近平指出，合作好。古特雷斯表示，联合国赞赏。形势严峻。",
        ["xi", "guterres", "guterres"],
    ),
    "still": ("古特雷斯还说，中国重要。", ["guterres"]),
    "adverbs and place": ("王毅27日在北京会见布林肯时强调，台湾问题是红线。", ["wang"]),
    "with somebody": ("习近平昨晚同联合国秘书长古特雷斯通电话时说，各国应合作。", ["xi"]),
    "on something": ("习近平谈到气候问题时说，这是大事。", ["xi"]),
    "to somebody": ("古特雷斯对习近平表示，他很高兴。", ["guterres"]),
    "subject a clause earlier": ("习近平会见普京，并表示愿意合作。", ["xi"]),
    "after a reason": ("在美国宣布制裁后，外交部发言人赵立坚表示，中方坚决反对。", ["zhao"]),
    "quoted by the outlet": ("报道引述古特雷斯表示完全赞同各国合作。", ["guterres"]),
    "by the account of": ("据克里姆林宫称，会谈富有成果。", ["kremlin"]),
    "outlets never speak": ("新华社报道说，会谈富有成果。", ["-"]),
    "outlet before a speaker": ("据新华社报道，习近平说，各国要合作。", ["xi"]),
    "spokesperson without a name": ("白宫发言人表示，拜登将出席。", ["white-house"]),
    "organization": ("美国国务院说，将与盟友磋商。白宫表示，将继续磋商。", ["-", "white-house"]),
    "unknown speaker ends it": ("普京说，会谈很好。有分析人士认为，前景不明。", ["putin", "-"]),
    "told by another who speaks": (
        "白宫表示，会谈很好，布林肯说，还会再谈。", ["white-house blinken"]),
    "nothing but that another speaks": ("白宫表示，布林肯说，会谈很好。", ["blinken"]),
    "critics are others": ("普京说，会谈很好。协议的批评者则谴责这种做法。", ["putin", "-"]),
    "another warns inside": ("普京说，布林肯警告中国不要出兵。", ["blinken"]),
    "another's stance is the speaker's": ("普京说，布林肯支持对话。", ["putin"]),
    "a quotation opened by the verb": (
        "拜登在长达两个小时的会谈结束之后对等候的人群表示，“我们谈得很好”，而后离开。",
        ["biden*"]),
    "he is who was told of last": (
        "上周，拜登抵达，他带来了礼物。他说，关系很好。", ["-", "biden"]),
    "days right after a name": ("白宫 8 日表示，将继续磋商。", ["white-house"]),
    "declaration": ("声明说，双方将继续合作。", ["-"]),
    "points counted out": ("习近平提出三点建议。一是加强沟通。二是扩大贸易。", ["xi"] * 3),
    "points of one who speaks by name": (
        "习近平指出，合作好。\n习近平就建设高水平的新型伙伴关系提出三点意见。\n一是加强沟通。",
        ["xi"] * 3),
    "points in new paragraphs": (
        "习近平宣布八项行动。\n第一，加强沟通。\n第二，扩大贸易。", ["xi"] * 3),
    "a stance without points ends": ("习近平提出倡议。一是加强沟通。", ["xi", "-"]),
    "often said before": (
        "王毅表示，合作好。习近平主席多次强调，开放是大势。前景广阔。", ["wang"] * 3),
    "another after a conjunction": (
        "双方认为，进展良好。不过，6月18日拜登总统通过电视表示，选项仍在。",
        ["both", "biden"]),
    "they are not one": ("拜登抵达。他们表示，关系很好。", ["-", "-"]),
    "he is whom the sentence tells of": (
        "普京来访。拜登上周会见了普京，他强调要对话。", ["-", "biden"]),
    "he is not whom a sentence about him names": (
        "拜登抵达。他问候了普京，他希望友谊长存。", ["-", "biden"]),
    "great measures are not counted": ("习近平将宣布重大举措。一切就绪。", ["xi", "-"]),
    # by account
    "an office tells of another's stance": (
        "白宫表示，拜登期待加强合作。他还支持对话。", ["biden", "biden"]),
    "an office tells of a call and of what is said in it": (
        "白宫发言人指出，拜登同普京通电话，强调应当对话。", ["biden"]),
    "a report tells of a stance": ("报道称，普京高度评价中国的贡献。", ["putin"]),
    "an office tells what both think": ("白宫表示，双方强调要对话。", ["both"]),
    "an expert tells his own view": ("专家表示，拜登期待加强合作。", ["-"]),
    # joint
    "two speakers of two clauses": (
        "汤姆森和古特雷斯祝贺中国，表示愿意合作。", ["thomson+guterres"]),
    "two speakers": ("汤姆森和古特雷斯表示，中国发挥了作用。这很重要。", ["thomson+guterres"] * 2),
    "with is no joint": ("习近平和普京通电话时说，合作很好。", ["xi"]),
    "both": ("习近平同普京会谈。双方表示，将继续合作。", ["-", "both"]),
    "both agree": ("双方一致认为，应当对话。", ["both"]),
    "both inside a speech": ("习近平指出，合作好。双方正式宣布条约延期。双方要努力。", ["xi"] * 3),
    # nested
    "side inside a speech": ("习近平强调，发展重要。中国已经宣布向世卫组织捐款。", ["xi", "xi"]),
    "thanks inside": ("习近平说，我对你表示感谢。我们支持联合国，重申承诺。", ["xi", "xi"]),
    "in turn": ("习近平说合作很好，普京则表示将来访。", ["xi putin"]),
    "in turn, new sentence": ("赵立坚表示，中方反对。美方表示，将继续磋商。", ["zhao", "us"]),
    "told inside, with a title": (
        "习近平表示，合作好。今年以来，普京总统同拜登总统数次通话，一致认为应当对话。前景很好。",
        ["xi", "xi", "xi"],
    ),
    "told inside, in the first person": (
        "习近平说，此访很好。我印象最深的是，普京总统反复强调，合作重要。", ["xi", "xi"]
    ),
    "titled narrator": ("拜登说，局势紧张。普京总统表示，合作很好。", ["biden", "putin"]),
    "what both signed, inside": (
        "普京表示，此访很好。不仅签署了协议，我们还增进了理解。合作很好。", ["putin"] * 3
    ),
    "a year inside": ("普京表示，合作很好。2017年建立伙伴关系以来，合作深化。", ["putin"] * 2),
    "introduced": ("习近平介绍了发展情况，强调愿意合作。中方愿努力。", ["xi", "xi"]),
    "stance ends with itself": ("普京支持停火。会谈持续两小时。", ["putin", "-"]),
    # unknown speakers
    "unknown name": ("普京说，合作好。省长雷说，形势严峻。他强调，要合作。", ["putin", "-", "-"]),
    "everybody thinks": ("习近平指出，合作好。国际社会普遍认为，要合作。", ["xi", "xi"]),
    "no answer": ("普京表示，合作好。美国目前暂无回应。", ["putin", "putin"]),
    "the same day": ("普京表示，合作好。同一天，电视台公布了画面。", ["putin", "-"]),
    "object of another verb": ("也可以借机施压美国，要求中国让步。", ["-"]),
    "name further in": ("吴强在分析北京推出习近平外交思想的目的时指出，不外乎三种。", ["-"]),
    "remark after a name": ("美国在德国的代表布林肯（David Wang）呼吁停火。", ["blinken"]),
    "aside": ("美国军舰在帕拉塞尔群岛（中国称西沙群岛）附近航行。", ["-"]),
    "spokesman of nobody": ("发言人称，美方表示重视交涉。", ["-"]),
    "two countries": ("中国和美国表示，将继续磋商。", ["china+us"]),
    "two in a statement": ("布林肯和王毅在联合声明中说，将继续磋商。", ["blinken+wang"]),
    "talk, then say": ("习近平同普京举行会谈，表示愿意合作。", ["xi"]),
    "with his office": ("汤姆森和联合国秘书长古特雷斯表示，合作很好。", ["thomson+guterres"]),
    # pronouns
    "she of whom was told": (
        "普京说，合作好。\n拜登周五抵达柏林。\n他曾表示，要合作。", ["putin", "-", "biden"]
    ),
    "he is no country": (
        "普京说，合作好。\n美国表示，将会磋商。\n他还说，会来。", ["putin", "us", "putin"]
    ),
    "he": ("普京说，会谈很好。他还说，将会再来。", ["putin", "putin"]),
    "he without antecedent": ("他说，会谈很好。", ["-"]),
    "he, a paragraph later": (
        "普京说，会谈很好。\n今年天气很好。\n他强调，合作重要。",
        ["putin", "-", "putin"],
    ),
    # quotations
    "colon": ("普京说：“合作很好。我们将再见。”会谈持续两小时。", ["putin*", "putin*", "-"]),
    "afterwards": ("“合作很好，我们将再见。”普京说。", ["putin*", "putin"]),
    "afterwards with comma": ("“合作很好，我们将再见，”普京说。", ["putin*"]),
    "in the middle": ("“合作很好，真的。”普京补充说，“我们将再见面。”", ["putin*", "putin*"]),
    "corner brackets": ("普京说：「合作很好。我們將再見。」", ["putin*", "putin*"]),
    "emphasis is no quotation": ("习近平指出，“一带一路”很好。", ["xi"]),
    "verb inside a quotation": ("会议以“习近平指出的道路”为题。", ["-"]),
    # dialogue
    "dialogue": (
        "习近平:合作很好。\n世界需要和平。\n古特雷斯:我赞同。",
        ["xi*", "xi*", "guterres*"],
    ),
    "dialogue with title": ("普京总统：合作很好。", ["putin*"]),
    "dialogue ends with a heading": (
        "习近平:合作很好。\n2017年1月18日\n会谈开始。",
        ["xi*", "-", "-"],
    ),
    "dialogue ends with a day": (
        "古特雷斯:我赞同。\n2013年以来,习主席通过会见保持沟通。",
        ["guterres*", "-"],
    ),
    "others inside a dialogue": ("古特雷斯:习主席今天的演讲重申了承诺。", ["guterres*"]),
    "reported after dialogue": (
        "习近平:合作很好。\n汤姆森和古特雷斯表示,习近平重申了立场。",
        ["xi*", "thomson+guterres"],
    ),
    "heading": ("普京:最坚定支持中国涉台立场\n会谈开始。", ["-", "-"]),
    "asked": (
        "赵立坚：中方反对。\n记者：美方将如何？\n赵立坚：请问美方。",
        ["zhao*", "-", "zhao*"],
    ),
    # paragraphs
    "side goes on": ("普京表示，合作很好。\n俄方愿同中方合作。\n俄方将支持中国。", ["putin"] * 3),
    "we go on": ("普京表示，合作很好。\n我们将继续。", ["putin"] * 2),
    "nobody goes on": ("普京表示，合作很好。\n会谈持续两小时。", ["putin", "-"]),
    "exchange of views": ("普京表示，合作很好。\n双方还就地区问题交换了意见。", ["putin", "-"]),
    "sat in": ("习近平表示，合作很好。\n杨洁篪、王毅参加会见。", ["xi", "-"]),
    "sat in, same paragraph": ("习近平表示，合作很好。王毅参加会见。", ["xi", "-"]),
    "told by the reporter": ("普京说，合作很好。据新华社报道，会谈持续两小时。", ["putin", "-"]),
    "the event": ("习近平12月15日下午在北京同普京举行视频会晤。习近平指出，合作好。", ["-", "xi"]),
    # what reports nothing
    "refused": ("普京拒绝透露细节。", ["-"]),
    "passive": ("普京被批评为软弱。", ["-"]),
    "called": ("普京堪称老手。他的小说出版。", ["-", "-"]),
    "relative clause": ("普京提出的倡议很重要。", ["-"]),
    "possessive": ("美国的盟友表示，不会参加。", ["-"]),
    "empty": ("", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_who_says_it(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("record", shipped_verbs(), ids=lambda record: record.verb)
def test_each_verb_reports_in_its_examples(record: SpeechVerb) -> None:
    assert record.examples
    for example in record.examples:
        utterances = said(example)
        assert utterances, example
        assert all(len(utterance.speakers) == 1 for utterance in utterances)
        first = _NAME.search(example)
        assert first and utterances[0].speakers == (NAMES[first.group()],)


def test_there_are_verbs_enough() -> None:
    assert len(shipped_verbs()) >= 40
    assert len({record.verb for record in shipped_verbs()}) == len(shipped_verbs())


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("习近平谈到气候问题时说，这是大事。", "说"),
        ("普京补充说，会再来。", "补充说"),
        ("普京强调指出，会再来。", "强调指出"),
        ("古特雷斯表示完全赞同各国合作。", "表示"),
        ("习近平：合作很好。", None),
    ],
)
def test_the_verb_is_the_one_that_introduces_the_words(text: str, verb: str | None) -> None:
    utterance = said(text)[0]
    assert utterance.verb == verb
    assert (utterance.verb_span is None) == (verb is None)
    if utterance.verb_span:
        assert text[slice(*utterance.verb_span)] == verb


@pytest.mark.parametrize(
    "text",
    [
        "习近平说,要坚持对话和解大方向,中国支持两国改善关系,亦期待峰会顺利进行。",
        "普京指出,合作很好,三国亦主张自由贸易,各方应坚定地站在一起。",
    ],
)
def test_a_later_verb_without_a_subject_of_its_own_begins_no_speech(text: str) -> None:
    (utterance,) = said(text)
    assert (utterance.start, utterance.end) == (0, len(text))
    assert utterance.speakers[0].startswith("person/")


def test_addressee_before_the_verb() -> None:
    assert said("古特雷斯对习近平表示，他很高兴。")[0].addressees == (XI,)


def test_addressee_after_telling() -> None:
    assert said("普京告诉古特雷斯，谈判有进展。")[0].addressees == (GUTERRES,)


def test_speaker_span_is_where_the_name_stands() -> None:
    text = "汤姆森和古特雷斯表示，中国发挥了作用。这很重要。"
    assert {text[slice(*u.speaker_span)] for u in said(text) if u.speaker_span} == {
        "汤姆森和古特雷斯"
    }


# --- the seeds, as a reader reads them: paragraph by its first words, speakers, direct --------

SEED_PARAGRAPHS: dict[str, list[tuple[str, str]]] = {
    "000": [
        ("2020年9月23日晚,国家主席", "-"),
        ("这是习近平主席与古特雷斯的第八次", "-"),
        ("习近平:联合国成立75年来", "xi*"),
        ("疫情催生了不少新问题", "xi*"),
        ("疫情也放大了全球治理体系", "xi*"),
        ("各国互联互通", "xi*"),
        ("古特雷斯:当前世界面临", "guterres*"),
        ("联合国希望同中国继续加强合作", "guterres*"),
        ("2013年以来,习主席", "-"),
        ("其中,习主席同联合国", "-"),
        ("下面,我们就来回顾", "-"),
        ("2016年11月28日,国家主席", "-"),
        ("习近平:作为最具普遍性", "xi*"),
        ("古特雷斯:当今世界", "guterres*"),
        ("2017年1月18日,国家主席习近平在瑞士日内瓦万国宫会见", "-"),
        ("习近平:当前形势下", "xi*"),
        ("汤姆森和古特雷斯表示", "thomson+guterres"),
        ("习近平:支持联合国发挥作用", "xi*"),
        ("古特雷斯:相信中国未来", "guterres*"),
        ("习近平:当今世界正经历", "xi*"),
        ("中国在国际上磊落坦荡", "xi*"),
        ("古特雷斯:习近平主席今天上午", "guterres*"),
        ("2019年6月28日,国家主席", "-"),
        ("习近平:形势越是复杂严峻", "xi*"),
        ("当前,国际形势复杂", "xi*"),
        ("二十国集团领导人大阪峰会", "xi*"),
        ("古特雷斯:当前国际形势正处在", "guterres*"),
        ("习近平:新冠肺炎疫情发生后", "xi*"),
        ("我们将慎终如始", "xi*"),
        ("中国人民的艰苦努力", "xi*"),
        ("新冠肺炎疫情的发生再次表明", "xi*"),
        ("古特雷斯:我相信", "guterres*"),
    ],
    "001": [
        ("国家主席习近平23日晚", "-"),
        ("习近平强调,联合国成立75年来", "xi"),
        ("习近平指出,当前新冠肺炎疫情", "xi"),
        ("习近平指出,疫情也放大了", "xi"),
        ("古特雷斯表示", "guterres"),
        ("杨洁篪、王毅等参加会见", "-"),
    ],
    "003": [
        ("中国国家主席习近平昨晚", "xi"),
        ("根据新华社报道", "xi"),
        ("习近平强调", "xi"),
        ("习近平谈到气候问题时说", "xi"),
        ("习近平说，中国尽己所能", "xi"),
        ("习近平还指出", "xi"),
        ("报道引述古特雷斯表示", "guterres"),
    ],
    "004": [
        ("习近平指出,很高兴在岁末", "xi"),
        ("中俄关系经受住各种风浪考验", "-"),
        ("习近平强调,当前,世界百年变局", "xi"),
        ("习近平指出,中俄全方位", "xi"),
        ("习近平指出,明年", "xi"),
        ("习近平指出,不久前", "xi"),
        ("习近平从六个方面谈了", "-"),
        ("普京:最坚定支持", "-"),
        ("普京表示,当前俄中关系", "putin"),
        ("俄方愿同中方继续加强", "putin"),
        ("俄方将最坚定地支持", "putin"),
        ("双方还就其他共同关心", "-"),
    ],
}
SEED_SENTENCES = {
    "002": [
        ("3月12日晚", "-"),
        ("习近平指出", "xi"),
        ("下一步", "xi"),
        ("这段时间", "xi"),
        ("中国已经宣布", "xi"),
        ("中方将继续支持联合国工作", "xi"),
        ("古特雷斯表示", "guterres"),
        ("联合国感谢中方", "guterres"),
        ("中国的支持对多边主义", "guterres"),
    ],
    "004": [
        ("习近平指出,当前", "xi"),
        ("中俄双方要开展", "xi"),
        ("双方正式宣布", "xi"),
        ("双方就当前大国关系", "-"),
        ("习近平强调,民主是", "xi"),
        ("中方愿同俄方", "xi"),
    ],
}


@cache
def seed(number: str) -> str:
    articles, _ = load([next(SEEDS.glob(f"{number}_*"))])
    return simplify(articles[0].text)


@pytest.mark.parametrize(
    ("number", "first", "expected"),
    [(number, *row) for number, rows in SEED_PARAGRAPHS.items() for row in rows],
)
def test_paragraphs_of_the_seeds(number: str, first: str, expected: str) -> None:
    text = seed(number)
    spoken = dict(zip((s.start for s in sentences(text)), told(text), strict=True))
    begun = [part for part in paragraphs(text) if part.of(text).startswith(first)]
    assert begun, f"no paragraph begins {first}"
    inside = {who for start, who in spoken.items() if begun[0].start <= start < begun[0].end}
    assert inside == {expected}


@pytest.mark.parametrize(
    ("number", "first", "expected"),
    [(number, *row) for number, rows in SEED_SENTENCES.items() for row in rows],
)
def test_sentences_of_the_seeds(number: str, first: str, expected: str) -> None:
    text = seed(number)
    rows = [
        who for sentence, who in zip(sentences(text), told(text), strict=True)
        if first in sentence.of(text)[: len(first) + 16]
    ]
    assert rows and rows[0] == expected


PIECES = st.lists(
    st.sampled_from([
        *NAMES, "表示", "指出", "说", "双方", "他", "，", ",", "。", "：", ":", "“", "”",
        "「", "」",
        "\n", "和", "对", "合作很好", "2020年9月23日", "我们", "则", "一致认为", "《", "》", " ",
    ]),
    max_size=25,
).map("".join)


@given(PIECES)
def test_any_text_is_borne_with(text: str) -> None:
    found = said(text)
    assert all(0 <= u.start < u.end <= len(text) for u in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(bool(u.speakers) != u.joint for u in found)
    assert not any(set(u.speakers) & OUTLETS for u in found)


@given(PIECES)
def test_the_same_text_gives_the_same(text: str) -> None:
    assert said(text) == said(text)


def test_an_office_before_a_name_does_not_hide_that_it_is_an_object() -> None:
    text = "拜登到访，与俄罗斯总统普京会面时，表示希望对话。"
    at = text.index("普京")
    found = attribute(
        text, paragraphs(text), sentences(text), mentions_of(text), shipped_verbs(),
        offices={at: at - len("俄罗斯总统")},
    )
    assert [u.speakers for u in found] == [("person/biden",)]
