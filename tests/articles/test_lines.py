"""What each line of a page is."""

import pytest

from kg.articles.lines import lines_of
from kg.articles.page import Block, Page


def kinds(*texts: str) -> list[str]:
    return [line.kind for line in lines_of(Page(tuple(Block(text) for text in texts)))]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("相关推荐", "related"),
        ("【相关新闻】", "related"),
        ("猜你喜欢", "related"),
        ("You may also like", "related"),
        ("AI Translated", "end"),
        ("返回列表", "end"),
        ("发表评论", "end"),
        ("上一篇：某某讲话", "end"),
        ("Copyright © 2008-2011 by www.example.com all rights reserved.", "end"),
        ("京公网安备11010802025113号", "furniture"),
        ("————–", "furniture"),
        ("illustration by 某某", "furniture"),
        ("欢迎关注我们的微信公众号：某某观察，获取更多资讯。", "furniture"),
        ("想要深入了解新闻？立即订阅，阅读更多独家内容。", "furniture"),
        ("本网站使用Cookie以改善您的浏览体验。", "furniture"),
        ("【撰文︰张三】", "credit"),
        ("本版统筹：张三　李四", "credit"),
        ("某网版权所有 未经授权禁止使用", "furniture"),
        ("Ctrl+D 将本页面保存为书签,全面了解最新资讯,方便快捷。", "furniture"),
        ("您的位置: 首页 > 新闻 > 正文", "furniture"),
        ("0%", "furniture"),
        ("©路透社", "furniture"),
        ("This article has been translated using our AI technology.", "furniture"),
        ("国内 | 国际 | 财经 | 体育 | 娱乐", "menu"),
        ("责任编辑：某某某", "credit"),
        ("Author", "label"),
        ("中俄应积极维护国际公平正义", "short"),
        ("双方还就其他问题交换了意见。", "text"),
        ("首批外资企业正式获批经营增值电信业务，首家医院在天津开诊。", "text"),
        ("| 排名 | 人物 | 上次 | 最新 | 比较 |", "short"),
    ],
)
def test_kinds(line: str, kind: str) -> None:
    assert kinds(line) == [kind]


def test_the_line_below_a_label_is_its_value() -> None:
    assert kinds("作者", "某某某", "总统七日抵达北京。") == ["label", "meta", "text"]


def test_a_date_alone_is_a_heading_inside_a_body_and_metadata_above_it() -> None:
    assert kinds("2016年11月28日", "两人举行会见。", "2017年1月18日") == ["meta", "text", "short"]


def test_short_lines_below_a_head_of_links_are_links_down_to_a_paragraph() -> None:
    found = kinds("相关新闻：", "总统抵达北京", "外长来访", "两国元首七日举行会谈。", "小标题")
    assert found == ["related", "link", "link", "text", "short"]


def test_items_that_are_links_are_links_whatever_they_end_in() -> None:
    block = Block("中印冲突不断 何以共舞？", "item", 12)
    (line,) = lines_of(Page((block,)))
    assert line.kind == "link"


def test_pictures_of_another_piece() -> None:
    page = Page((
        Block("相关图集：四十年过往", "heading"),
        Block("握手：两国领导人首次会面。", "caption"),
        Block("两国外长七日通话。", "paragraph"),
    ))  # fmt: skip
    assert [line.kind for line in lines_of(page)] == ["gallery", "gallery", "text"]
