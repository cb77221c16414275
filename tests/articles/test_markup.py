"""HTML to blocks and metadata."""

from kg.articles.markup import parse_html
from kg.articles.page import Block

BODY = """<p>　　甲国总统十二日会见乙国外长。</p>
<div class="o-ads"><p>广告内容</p></div>
<p>双方交换了<a href="/x">意见</a>。<br>会后发表声明。</p>
<h2>小标题</h2>
<figure><img src="a.jpg"><figcaption>两人握手。某社图片</figcaption></figure>
<ul><li><a href="/y">另一篇报道</a></li></ul>
<script>var x = "<p>脚本</p>";</script><p style="display: none">隐藏</p>"""
PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8">
<title>甲国总统会见乙国外长_某网</title>
<meta property="og:title" content="甲国总统会见乙国外长">
<meta property="article:published_time" content="2020-03-12T23:30:00Z">
<meta property="og:url" content="https://www.zaobao.com/news/story20200313-1">
<script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle",
"headline": "结构化标题", "datePublished": "2020-03-13"}}]}}</script>
<script>var publishDate="20200313080000";</script></head><body>
<nav><a href="/">首页</a></nav><h1>甲国总统会见乙国外长</h1>
<div id="content_area">{BODY}</div>
<div class="related"><p>相关报道：某地举行活动，各界人士出席并发表讲话。</p></div>
<footer>版权所有</footer></body></html>"""


def test_the_known_element_holds_the_article() -> None:
    page = parse_html(PAGE, whole=True)
    assert page.trusted
    assert [(block.text, block.kind) for block in page.blocks] == [
        ("甲国总统十二日会见乙国外长。", "paragraph"),
        ("双方交换了意见。", "paragraph"),
        ("会后发表声明。", "paragraph"),
        ("小标题", "heading"),
        ("两人握手。某社图片", "caption"),
        ("另一篇报道", "item"),
    ]


def test_links_are_counted() -> None:
    blocks = {block.text: block for block in parse_html(PAGE, whole=True).blocks}
    assert blocks["另一篇报道"].linked == 5
    assert blocks["双方交换了意见。"].linked == 2


def test_the_head_tells_the_better_first() -> None:
    page = parse_html(PAGE, whole=True)
    assert page.tell("title")[:2] == ("结构化标题", "甲国总统会见乙国外长")
    assert page.tell("date")[:3] == ("2020-03-13", "2020-03-12T23:30:00Z", "20200313080000")
    assert page.tell("url") == ("https://www.zaobao.com/news/story20200313-1",)
    assert page.tell("page-title") == ("甲国总统会见乙国外长_某网",)


def test_a_page_without_a_known_element_is_searched() -> None:
    page = parse_html(PAGE.replace("content_area", "unknown-name"), whole=True)
    assert not page.trusted
    assert Block("甲国总统十二日会见乙国外长。") in page.blocks


def test_lines_around_the_article_are_told_where_the_head_tells_no_date() -> None:
    bare = f'<h1>题</h1><div class="share-bar">2020年3月13日</div><div id="zoom">{BODY}</div>'
    assert "2020年3月13日" in parse_html(bare, whole=True).tell("line")


def test_a_name_drops_no_element_that_holds_the_page() -> None:
    content = f'<article class="post tags-list related">{BODY}</article><p>短</p>'
    assert any("总统" in block.text for block in parse_html(content, whole=False).blocks)


def test_empty_elements_of_known_name_do_not_hide_the_article() -> None:
    content = f'<div id="content_area"></div><div class="article-body">{BODY}</div>'
    assert any("总统" in block.text for block in parse_html(content, whole=True).blocks)


def test_small_print_below_a_picture_is_a_caption() -> None:
    page = parse_html("<div><small>资料照：总统</small></div><p>总统抵京。</p>", whole=False)
    assert [block.kind for block in page.blocks] == ["caption", "paragraph"]


def test_a_page_nested_without_end_is_read() -> None:
    content = "<div>" * 5_000 + "甲国总统十二日会见乙国外长。" + "</div>" * 5_000
    assert "总统" in parse_html(content, whole=True).blocks[0].text


def test_broken_metadata_is_no_metadata() -> None:
    content = '<script type="application/ld+json">{broken</script><p>甲国总统会见乙国外长。</p>'
    assert parse_html(content, whole=True).tell("date") == ()


def test_text_never_becomes_markup() -> None:
    page = parse_html("<p>他说 &lt;script&gt;alert(1)&lt;/script&gt; 没有用。</p>", whole=False)
    assert page.blocks[0].text == "他说 <script>alert(1)</script> 没有用。"


def test_a_first_paragraph_outside_the_element_of_the_others() -> None:
    lead, text = "甲国总统会见了乙国外长，这是两人今年第二次会面。", "双方就两国关系交换了意见。"
    other = '<p class="lead">丙国总统即将访问丁国首都。</p>'
    head = f'{other}<h1>会见</h1><p class="a__chapo">{lead}</p>'
    page = parse_html(f'{head}<div class="article-body"><p>{text}</p></div>', whole=True)
    assert [block.text for block in page.blocks] == [lead, text]


PART = "总理七日在北京会见外国客人，双方就经贸合作和共同关心的国际问题深入交换意见。" * 3


def test_a_text_that_a_banner_cuts_in_two_is_whole() -> None:
    page = parse_html(
        f'<html><body><article class="txt">{PART}上</article><div class="ad">广告</div>'
        f'<article class="txt">{PART}下</article></body></html>', whole=True)
    assert [block.text for block in page.blocks] == [f"{PART}上", f"{PART}下"]


def test_the_next_article_of_a_page_is_no_part_of_the_first() -> None:
    page = parse_html(
        f'<html><body><article class="txt"><h2>一</h2><p>{PART}上</p></article>'
        f'<article class="txt"><h2>二</h2><p>{PART}</p></article></body></html>', whole=True)
    assert [block.text for block in page.blocks if "总理" in block.text] == [f"{PART}上"]
