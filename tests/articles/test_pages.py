"""Pages made as those of outlets and portals are; only their frames differ."""

from datetime import date
from pathlib import Path

import pytest

from kg.articles import load
from kg.model import Article

PAGES = Path(__file__).parent / "pages"
DAY = date(2023, 5, 9)
SAID = ("国务委员说，两国关系发展良好", "國務委員說，兩國關係發展良好")
LAST = ("外长表示，愿同中方深化", "外長表示，願同中方深化")
# What may stand in the text beside its paragraphs: captions, leads, headings.
BESIDE = {
    "bbc": ["分歧与合作"],
    "cna": ["甲國外長9日在北京與國務委員會面。（路透社）"],
    "dw": ["中国国务委员在北京会见了来访的甲国外长。", "国务委员与甲国外长"],
    "ettoday": ["▲國務委員會見甲國外長。"],
    "ltn": ["甲國外長。（法新社）"],
    "nytcn": ["国务委员会见甲国外长。"],
    "oncc": ["國務委員在北京會見甲國外長。"],
    "reuters": ["资料图片：2022年10月，北京，外交部大楼。"],
    "rfi": ["国务委员周二在北京会见了甲国外长，这是两人今年第二次会面。"],
    "rthk": ["國務委員在北京會見甲國外長。"],
    "xinhua": ["5月9日，国务委员在北京会见甲国外长。"],
}
PUBLISHERS = {
    "163": "新华社", "bbc": "英国广播公司", "chinanews": "中新社", "cna": "中央社",
    "dw": "德国之声", "ettoday": "ETtoday新闻云", "fmprc": "外交部网站", "govcn": "中国政府网",
    "guancha": "观察者网", "hk01": "香港01", "huanqiu": "环球网", "ltn": "自由时报",
    "mingpao": "明报", "nytcn": "纽约时报中文网", "oncc": "东方日报", "people": "人民网",
    "reuters": "路透社", "rfa": "自由亚洲电台", "rfi": "法国国际广播电台", "rthk": "香港电台",
    "rti": "中央广播电台", "sina": "新浪网", "sohu": "搜狐", "sputnik": "俄罗斯卫星通讯社",
    "thepaper": "澎湃新闻", "udn": "联合报", "unknown_blog": "环球时事观察", "voa": "美国之音",
    "weixin": None, "xinhua": "新华网", "yonhap": "韩联社", "zaobao": "联合早报",
}  # fmt: skip


def article(name: str) -> Article:
    (found,), refused = load([PAGES / f"{name}.html"])
    assert not refused
    return found


def test_every_page_is_expected() -> None:
    assert {path.stem for path in PAGES.iterdir()} == PUBLISHERS.keys()


@pytest.mark.parametrize("name", PUBLISHERS)
def test_the_body_is_whole_and_nothing_else(name: str) -> None:
    lines = article(name).text.split("\n")
    own = [line for line in lines if line not in BESIDE.get(name, [])]
    first = [] if name == "rfi" else [own.pop(0)]  # whose first paragraph is its lead
    assert all("交换了意见。" in line or "交換了意見。" in line for line in first)
    said, last = own
    assert said.startswith(SAID) and last.startswith(LAST)
    assert len(lines) == len(first) + 2 + len(BESIDE.get(name, []))


@pytest.mark.parametrize("name", PUBLISHERS)
def test_title_outlet_and_day(name: str) -> None:
    found = article(name)
    assert found.title.startswith(("国务委员会见甲国外长", "國務委員會見甲國外長"))
    assert len(found.title) == (16 if name == "cna" else 10)
    assert found.publisher == PUBLISHERS[name]
    # At midnight by the clock that the page tells, it is the next day where the BBC is.
    assert found.published == (date(2023, 5, 10) if name == "bbc" else DAY)
