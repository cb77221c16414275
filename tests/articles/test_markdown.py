"""Markdown to blocks, with HTML inside and without."""

from kg.articles.markdown import parse_markdown

POST = """
<!--1620401160000-->
[两人通话：支持多边主义](https://www.zaobao.com/realtime/china/story20210507-1144976)
------

<div>
<p>甲国主席昨晚同秘书长通电话。</p><section id="imu"><div id="dfp-ad-imu1"> </div></section>
<p>主席说，各国应该合作。</p>
</div>
"""
ARTICLE = """# 墨西哥发生地震

#### 墨西哥周四发生**八级**地震，居民[逃到街上](https://example.org/a(b)c)。

{{< video src="https://example.org/v" >}}

![图](https://example.org/a.jpg)
* 第一项
- [相关报道](https://example.org/b )
1. 第二项

---

结尾。
"""


def test_a_post_tells_its_title_address_and_time() -> None:
    page = parse_markdown(POST)
    assert page.trusted
    assert page.tell("title") == ("两人通话：支持多边主义",)
    assert page.tell("url") == ("https://www.zaobao.com/realtime/china/story20210507-1144976",)
    assert page.tell("epoch") == ("1620401160000",)
    assert [block.text for block in page.blocks] == [
        "甲国主席昨晚同秘书长通电话。", "主席说，各国应该合作。",
    ]  # fmt: skip


def test_markdown_without_html() -> None:
    page = parse_markdown(ARTICLE)
    assert [(block.text, block.kind) for block in page.blocks] == [
        ("墨西哥发生地震", "heading"),
        ("墨西哥周四发生八级地震，居民逃到街上。", "heading"),
        ("* 第一项", "paragraph"),
        ("- 相关报道", "item"),
        ("1. 第二项", "paragraph"),
        ("结尾。", "paragraph"),
    ]


def test_markdown_around_html() -> None:
    page = parse_markdown("# 标题\n\n<figure>\n<img src='a'>\n</figure>\n\n正文[链接](http://x/)。\n\n---\n")
    assert [(block.text, block.kind) for block in page.blocks] == [
        ("标题", "heading"), ("正文链接。", "paragraph"),
    ]  # fmt: skip


def test_brackets_in_a_title() -> None:
    page = parse_markdown("[[國際] 某國大選](https://www.rti.org.tw/news/view/id/2072909)\n------\n正文。")
    assert page.tell("title") == ("[國際] 某國大選",)
