"""Raw articles to clean ones, and what is none."""

import hashlib
import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.articles import clean, split
from kg.articles.containers import Stored
from kg.articles.read import read_bytes
from kg.model import Article, RawArticle, Refusal, digest

PROSE = [
    "国务委员九日在北京会见甲国外长，双方就两国关系和共同关心的国际问题交换了意见。",
    "国务委员说，两国关系发展良好，双方应加强合作，共同维护地区和平与稳定。",
    "外长表示，愿同中方深化各领域务实合作，推动两国关系不断向前发展。",
]
PAGE = """<!DOCTYPE html><html><head><meta charset="gb2312"><title>会见甲国外长_某某新闻网</title>
</head><body><div class="top"><ul><li><a>首页</a></li><li><a>国际</a></li></ul></div>
<h1>国务委员会见甲国外长</h1>
<div class="info">2023年05月09日 10:22　来源：新华社　<a>分享</a></div>
<div class="zw"><p>　　新华社北京5月9日电（记者张三）{0}</p><p>　　{1}</p>
<p><img src="a.jpg"></p><p>五月九日，国务委员会见甲国外长。新华社记者 王五 摄</p>
<p>　　{2}</p><p>（责任编辑：赵六）</p></div>
<div class="xg"><h3>相关新闻</h3><ul><li><a>会见另一国外长</a></li></ul></div>
<div class="foot"><p>某某新闻网版权所有 未经授权不得转载 京ICP备123号</p></div></body></html>"""


def cleaned(name: str, data: str | bytes) -> Article | Refusal:
    raw = read_bytes(Stored(name, data.encode() if isinstance(data, str) else data))
    assert isinstance(raw, RawArticle), raw
    return clean(next(split(raw)))


def article(name: str, data: str | bytes) -> Article:
    found = cleaned(name, data)
    assert isinstance(found, Article), found
    return found


def test_a_page_of_an_unknown_site() -> None:
    found = article("a.html", PAGE.format(*PROSE).encode("gb18030"))
    caption = "五月九日，国务委员会见甲国外长。"
    assert found.text.split("\n") == [PROSE[0], PROSE[1], caption, PROSE[2]]
    assert found.title == "国务委员会见甲国外长"
    assert found.published == date(2023, 5, 9)
    assert (found.agency, found.language) == ("新华社", "zh-Hans")


def test_identity_is_made_from_the_text_and_the_title() -> None:
    found = article("a.txt", "国务委员会见甲国外长\n2023-05-09 新华网\n" + "\n".join(PROSE))
    assert found.sha256 == hashlib.sha256(found.text.encode()).hexdigest()
    assert found.id == digest(found.title, found.sha256)
    assert found.key == f"article/{found.id}"


def test_the_script_is_that_of_the_body() -> None:
    body = "國務委員會見甲國外長，雙方就兩國關係和國際問題交換了意見，並達成廣泛共識。"
    assert article("a.txt", body).language == "zh-Hant"
    assert article("a.txt", "題目用繁體\n\n" + "\n".join(PROSE)).language == "zh-Hans"


def test_text_is_normalised_before_anything_counts_in_it() -> None:
    body = "外长\uf9f4某\u200b说，caf\u0065\u0301 里举行了会谈，双方交换了意见。"
    assert article("a.txt", body).text == "外长林某说，café 里举行了会谈，双方交换了意见。"


def test_a_headline_without_a_body_counts() -> None:
    post = "---\ntitle: 国务委员会见甲国外长\ndate: 2023-05-09\n---\n<div></div>\n"
    found = article("a.md", post)
    assert found.text == found.title == "国务委员会见甲国外长"


def test_a_cut_summary_is_the_text() -> None:
    summary = "国务委员九日在北京会见来访的甲国外长，..."
    link = "/realtime/china/story20230206-1"
    record = f'[{{"title": "外长来访", "link": "{link}", "summary": "{summary}"}}]'
    found = article("2023-02-07.json", record)
    assert (found.text, found.published) == (summary, date(2023, 2, 6))
    assert found.publisher == "联合早报"


HEAD = "<html><head><title>{}</title></head><body>"


@pytest.mark.parametrize(
    "content",
    [
        HEAD.format("《新闻联播》 20240107 19:00") + "<p>本期节目主要内容有国内国际要闻</p>",
        HEAD.format("404 页面不存在") + "<p>您访问的页面找不到了</p>",
        HEAD.format("首页") + "<li><a href='/'>国内国际要闻</a></li>" * 30,
        HEAD.format("某某网") + "<p>首页</p><p>登录</p><p>国内国际财经体育</p>",
        HEAD.format("某某网") + "".join(f"<p>{line}他又说，此事...</p>" for line in PROSE),
    ],
)
def test_pages_without_an_article(content: str) -> None:
    found = cleaned("a.html", content + "</body></html>")
    assert isinstance(found, Refusal) and found.code == "no-article"
    assert found.message and found.remedy


def test_an_english_text_with_a_chinese_footer_is_not_chinese() -> None:
    text = "The president met the minister. They talked.\n\n请订阅本站的每周通讯吧\n"
    post = "---\ntitle: The visit\n---\n" + text
    found = cleaned("a.md", post)
    assert isinstance(found, Refusal) and found.code == "not-chinese"


def test_article_text_never_becomes_markup() -> None:
    body = f"<p>{PROSE[0]}他说 &lt;b&gt;加粗&lt;/b&gt; 没有用。</p>"
    assert "<b>加粗</b>" in article("a.html", f"<html><body>{body}</body></html>").text


CREDITS = ["责任编辑：某某", "新华社记者 某某 摄"]
LINES = st.sampled_from(
    [*PROSE, *CREDITS, "2016年11月28日", "小标题", "相关推荐", "", "•  第一条"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(LINES, st.text(max_size=60)), max_size=25))
def test_whatever_comes_in_a_clean_text_comes_out(lines: list[str]) -> None:
    found = clean(RawArticle("a.txt", 1, "text/plain", "\n".join(lines)))
    if isinstance(found, Refusal):
        return
    assert unicodedata.is_normalized("NFC", found.text)
    assert all(line and line == line.strip() for line in found.text.split("\n"))
    assert "摄" not in found.text and "责任编辑：某某" not in found.text.split("\n")
    again = clean(RawArticle("a.txt", 1, "text/plain", "\n".join(lines)))
    assert again == found


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_html_gives_an_article_or_a_refusal(content: str) -> None:
    assert isinstance(clean(RawArticle("a.html", 1, "text/html", content)), (Article, Refusal))


def test_a_title_with_a_colon_of_hong_kong_print_is_no_line_of_the_text() -> None:
    title = "外长︰两国关系发展良好"
    post = f"---\ntitle: {title}\ndate: 2023-05-09\n---\n# {title}\n\n" + "\n\n".join(PROSE)
    assert article("a.md", post).text.split("\n") == PROSE


@pytest.mark.parametrize(
    "note",
    ["（实习编译：张三/核稿：李四）", "（编辑：张三）1120509", "（阅读本文中文版）", "(责编:张三)"],
)
def test_notes_at_the_end_of_a_sentence_are_no_text(note: str) -> None:
    post = "---\ntitle: 会见\ndate: 2023-05-09\n---\n" + "\n\n".join(PROSE) + note
    assert article("a.md", post).text.split("\n") == PROSE


def test_a_last_paragraph_with_a_link_behind_it_stays() -> None:
    link = '<a href="//www.example.com">返回某网，查看更多</a>'
    page = f"<html><body><p>{PROSE[0]}</p><p>{PROSE[1]}</p><p>{PROSE[2]}{link}</p></body></html>"
    assert article("a.html", page).text.split("\n") == PROSE


def test_who_took_a_picture_is_no_caption() -> None:
    caption = "<figcaption>外长抵达首都。<cite>Jane Roe for Some Paper</cite></figcaption>"
    inner = f"<figure>{caption}</figure><p>{PROSE[0]}</p>"
    page = f'<html><body><div class="article-body">{inner}</div></body></html>'
    assert article("a.html", page).text.split("\n") == ["外长抵达首都。", PROSE[0]]


@pytest.mark.parametrize(
    "notices",
    [
        ["抱歉，您访问的页面不存在或已被删除。", "5秒后自动返回首页。"],
        ["您需要登录后才能继续阅读本文。", "还没有账号？立即注册，享受更多会员服务。"],
        ["本文为付费内容，订阅后可阅读全文。", "视频加载中，请稍候..."],
    ],
)
def test_a_page_of_notices_holds_no_article(notices: list[str]) -> None:
    texts = "".join(f"<p>{notice}</p>" for notice in notices)
    page = f"<html><head><title>某某网</title></head><body><h1>提示</h1>{texts}</body></html>"
    found = cleaned("a.html", page)
    assert isinstance(found, Refusal) and found.code == "no-article"
