"""Pages as crawlers store them: text of a whole page, its furniture above, below and inside.

The texts are made up; the furniture is of the kinds that such pages have.
"""

from dataclasses import dataclass
from datetime import date

import pytest

from kg.articles import clean
from kg.model import Article, RawArticle

A = "部长卓某某赴邻国观看比赛，引发抗议。外交部今天重申，将深化与邻国的伙伴关系，维护和平稳定。"
B = "通讯社报导，副部长孙某某7日晚致电邻国大使表达不满，大使馆也提出抗议，双方各执一词。"
C = "发言人在例行记者会上表示，双方在各领域维持紧密友好的合作关系，乐见进一步深化交流与合作。"


@dataclass(frozen=True)
class Case:
    """A page and what should come of it."""

    page: str
    body: tuple[str, ...]
    published: date | None = None
    title: str | None = None


CASES = {
    "a date put before the text, tags and a teaser cut short below": Case(
        f""" date 2025-09-01 快訊

兩國元首「深入」會談

聯合報／ 記者賴某某／即時報導
{A}（歐新社）
{B}

請繼續往下閱讀...

{C}

北京 普亭 俄羅斯 俄烏戰爭 王毅
大陸開放居民遊金馬 旅遊業看好、民眾憂小三通船位更擠

兩黨智庫論壇昨日在北京落幕，會中就推動人員往來正常化等議題達成五項共同意見後續待觀察宣布""",
        (A + "（歐新社）", B, C),
        date(2025, 9, 1),
        "兩國元首「深入」會談",
    ),
    "a summary that repeats the first paragraph": Case(
        f"两国元首会谈\n\n发布日期:2020.09.27 来源:中国新闻网 分享至:\n摘要 {A}\n\n{A}\n\n{B}\n",
        (A, B),
        date(2020, 9, 27),
        "两国元首会谈",
    ),
    "the title again below pictures, counters": Case(
        f"""分享好友 资讯首页 频道列表

四国外长来华“串门” 聊点啥?

2021-04-02 13:221210

{A}

四国外长来华“串门” 聊点啥?

{B}

举报 0
收藏 0
打赏 0""",
        (A, B),
        date(2021, 4, 2),
        "四国外长来华“串门” 聊点啥?",
    ),
    "title, date and text in one line": Case(
        f"两国外长会面 部长:关系保持正确前进方向 Mar 30, 2022 {A}{B}",
        (A + B,),
        date(2022, 3, 30),
        "两国外长会面 部长:关系保持正确前进方向",
    ),
    "buttons and an address with the date": Case(
        f"""文匯首頁 > 即時新聞 > 即時國際 > 正文
【打印】   【推薦】  【關閉】

主席走馬訪東盟

http://news.example.com   [2013-10-05]

【文匯網訊】{A}

{B}""",
        (f"【文匯網訊】{A}", B),
        date(2013, 10, 5),
        "主席走馬訪東盟",
    ),
    "notices above, the byline of an agency, a code at the end": Case(
        f"""本網站使用相關技術提供更好的閱讀體驗,同時尊重使用者隱私,點這裡瞭解隱私聲明。
下載

部長赴鄰國引抗議 外交部:深化夥伴關係

2026/3/10 13:26(3/10 13:53 更新)
圖為副秘書長林某某。(中央社檔案照片)

(中央社記者楊某某台北10日電){A}

{B}

google news透過 Google News追蹤中央社

{C}(編輯:陳某某)1150310

本網站之文字、圖片及影音,非經授權,不得轉載、公開播送或公開傳輸及利用。

延伸閱讀
部長看比賽 媒體關注反應
2026/3/8 20:11""",
        ("圖為副秘書長林某某。", f"(中央社記者楊某某台北10日電){A}", B, C),
        date(2026, 3, 10),
        "部長赴鄰國引抗議 外交部:深化夥伴關係",
    ),
    "captions above the date, a bracketed byline, an advertisement": Case(
        f"""為達最佳瀏覽效果,建議使用 Chrome、Firefox 或 Microsoft Edge 的瀏覽器。
限制級
根據「電腦網路內容分級處理辦法」修正條文第六條第三款規定,已於網站首頁依規定作標示。

總統:友好已琅琅上口

總統今天接見訪團時表示,友好這四個字大家都已琅琅上口。(總統府提供)

總統今天接見訪團時表示,友好這四個字大家都已琅琅上口。(總統府提供)

2017/03/20 14:02

〔記者鍾某某/台北報導〕{A}

{B}
不用抽 不用搶 現在用APP看新聞 保證天天中獎 點我下載APP 按我看活動辦法
相關新聞""",
        (A, B),
        date(2017, 3, 20),
        "總統:友好已琅琅上口",
    ),
    "date and source below the title, a footer": Case(
        f"""部长同国务卿通电话

2025-10-28 09:14:48 来源: 新华社 评论:0 点击:  收藏
  新华社北京10月27日电 {A}

  {B}

责任编辑:杨某

关于

互联网违法不良信息举报 意见反馈 新闻地图 旧版回顾
网站简介 - 联系方法 - 招聘信息 - 报社简介 - 广告服务 - 网站地图
某某网版权所有
©1997-2022 某公司提供技术支持""",
        (A, B),
        date(2025, 10, 28),
        "部长同国务卿通电话",
    ),
    "a hotline and crumbs above, an imprint below": Case(
        f"""品牌热线:18700000000
您的位置: 首页 > 新讯快报 > 正文
部长同国务卿通电话
来源:新华社 2025-10-28 00:15
新华社北京10月27日电 {A}

{B}

某某科技有限公司主办 某某网版权所有
网站备案号: 京ICP备2022000000号-2        京公安网备: 号""",
        (A, B),
        date(2025, 10, 28),
        "部长同国务卿通电话",
    ),
    "a menu and crumbs above, an interview": Case(
        f"""福建|时评|大学城|台海|娱乐|体育|国内|国际|专题|福州|厦门|莆田|泉州
您所在的位置: 某某网 > 国内> 时政 > 正文

部长回答中外记者提问

2017-03-09 07:20:20  来源:新华社  责任编辑:周某 赵某某
分享到:

这是部长在回答记者提问。新华社记者李某摄

新华社北京3月8日电 {A}

部长:{B}

新华社记者:今年将举办论坛,有什么考虑?希望达成什么目标?

部长:{C}""",
        (A, f"部长:{B}", "新华社记者:今年将举办论坛,有什么考虑?希望达成什么目标?", f"部长:{C}"),
        date(2017, 3, 9),
        "部长回答中外记者提问",
    ),
    "no date, furniture below": Case(
        f"{A}{C}\n編輯:常某某\n關鍵詞:外交部發言人通話\n評論\n字號:小\n發表\n查看更多\n加載中……",
        (A + C,),
    ),
    "pages before and after, comments": Case(
        f"部长即将抵达\n\n{A}{B}\n\n上一篇:\n\n下一篇:\n\n已有 0 条评论",
        (A + B,),
        None,
        "部长即将抵达",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_crawled_page(name: str) -> None:
    case = CASES[name]
    found = clean(RawArticle("page.txt", 1, "text/plain", case.page))
    assert isinstance(found, Article), found
    assert tuple(found.text.split("\n")) == case.body
    assert found.published == case.published
    assert case.title is None or found.title == case.title
