"""Outlets by name and by address."""

import pytest

from kg.articles.outlets import outlet_at, outlet_named, own_address


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("中國軍網", "中国军网"),
        ("RTI 中央廣播電臺", "中央广播电台"),
        ("法广", "法国国际广播电台"),
        ("bbc", "英国广播公司"),
        (" 路透 ", "路透社"),
        ("某某日报", None),
    ],
)
def test_names_in_either_script(name: str, outlet: str | None) -> None:
    found = outlet_named(name)
    assert (found.name if found else None) == outlet


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://tv.cctv.com/2022/05/08/VIDE1.shtml", "央视网"),
        ("http://www.bbc.com/zhongwen/simp/world-1", "英国广播公司"),
        ("https://cn.nytimes.com/world/20200722/a/", "纽约时报中文网"),
        ("/realtime/china/story20230206-1360394", "联合早报"),
        ("https://notcctv.com/a", None),
        ("/a/b/c", None),
    ],
)
def test_addresses(url: str, outlet: str | None) -> None:
    found = outlet_at(url)
    assert (found.name if found else None) == outlet


def test_an_archive_gives_way_to_the_address_it_copied() -> None:
    copy = "https://web.archive.org/web/20210712002640/https://www.hkcnews.com/article/682/a"
    assert own_address((copy,)) == "https://www.hkcnews.com/article/682/a"
    assert own_address(("https://web.archive.org/", "https://www.dw.com/zh/a")) == (
        "https://www.dw.com/zh/a"
    )


def test_a_relative_link_is_completed_where_its_form_tells_the_outlet() -> None:
    link = "/realtime/china/story20230206-1360394"
    assert own_address((link,)) == "https://www.zaobao.com" + link
    assert own_address(("/a/b",)) is None
    assert own_address(()) is None
