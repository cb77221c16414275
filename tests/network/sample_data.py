"""What the sample graph is made of: entities, topics, events, and where their sentences stand."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Kind, Status

XI, GUTERRES, PUTIN = "person/xi-jinping", "person/antonio-guterres", "person/vladimir-putin"
THOMSON = "person/peter-thomson"
CHINA, UN, BEIJING = "place/china", "organization/united-nations", "place/beijing"

ENTITIES: tuple[tuple[str, Kind, str, str, str, str | None], ...] = (
    (XI, "person", "习近平", "習近平", "Xi Jinping", None),
    (GUTERRES, "person", "古特雷斯", "古特雷斯", "António Guterres", None),
    (PUTIN, "person", "普京", "普京", "Vladimir Putin", None),
    (THOMSON, "person", "汤姆森", "湯姆森", "Peter Thomson", None),
    ("person/cyril-ramaphosa", "person", "拉马福萨", "拉馬福薩", "Cyril Ramaphosa", None),
    ("person/abdel-fattah-el-sisi", "person", "塞西", "塞西", "Abdel Fattah el-Sisi", None),
    ("person/macky-sall", "person", "萨勒", "薩勒", "Macky Sall", None),
    ("person/yang-jiechi", "person", "杨洁篪", "楊潔篪", "Yang Jiechi", None),
    ("person/wang-yi", "person", "王毅", "王毅", "Wang Yi", None),
    (UN, "organization", "联合国", "聯合國", "United Nations", None),
    ("organization/un-general-assembly", "organization", "联合国大会", "聯合國大會",
     "UN General Assembly", None),
    ("organization/african-union", "organization", "非洲联盟", "非洲聯盟", "African Union", None),
    ("organization/world-health-organization", "organization", "世界卫生组织", "世界衛生組織",
     "World Health Organization", None),
    (CHINA, "country", "中国", "中國", "China", None),
    ("place/russia", "country", "俄罗斯", "俄羅斯", "Russia", None),
    ("place/south-africa", "country", "南非", "南非", "South Africa", None),
    ("place/egypt", "country", "埃及", "埃及", "Egypt", None),
    ("place/senegal", "country", "塞内加尔", "塞內加爾", "Senegal", None),
    ("place/switzerland", "country", "瑞士", "瑞士", "Switzerland", None),
    ("place/japan", "country", "日本", "日本", "Japan", None),
    ("place/argentina", "country", "阿根廷", "阿根廷", "Argentina", None),
    (BEIJING, "place", "北京", "北京", "Beijing", CHINA),
    ("place/diaoyutai", "place", "钓鱼台国宾馆", "釣魚臺國賓館", "Diaoyutai", BEIJING),
    ("place/great-hall", "place", "人民大会堂", "人民大會堂", "Great Hall of the People", BEIJING),
    ("place/geneva", "place", "日内瓦", "日內瓦", "Geneva", "place/switzerland"),
    ("place/palais-des-nations", "place", "万国宫", "萬國宮", "Palais des Nations", "place/geneva"),
    ("place/osaka", "place", "大阪", "大阪", "Osaka", "place/japan"),
    ("place/buenos-aires", "place", "布宜诺斯艾利斯", "布宜諾斯艾利斯", "Buenos Aires",
     "place/argentina"),
    ("agreement/paris-agreement", "agreement", "《巴黎协定》", "《巴黎協定》", "Paris Agreement",
     None),
    ("agreement/un-charter", "agreement", "《联合国宪章》", "《聯合國憲章》", "UN Charter", None),
    ("role/president", "role", "国家主席", "國家主席", "President", None),
    ("role/secretary-general", "role", "秘书长", "秘書長", "Secretary-General", None),
)
# id, zh-hans, zh-hant, en, broader, words in both scripts
TOPICS: tuple[tuple[str, str, str, str, str | None, str], ...] = (
    ("multilateralism", "多边主义", "多邊主義", "Multilateralism", None, "多边主义|多邊主義"),
    ("unilateralism", "单边主义", "單邊主義", "Unilateralism", None, "单边主义|單邊主義"),
    ("united-nations", "联合国事务", "聯合國事務", "United Nations affairs", None,
     "联合国.{0,8}作用|聯合國.{0,8}作用|支持联合国|支持聯合國"),
    ("global-governance", "全球治理", "全球治理", "Global governance", None, "全球治理"),
    ("climate-change", "气候变化", "氣候變化", "Climate change", "environment",
     "气候变化|氣候變化|巴黎协定|巴黎協定"),
    ("environment", "环境", "環境", "Environment", None, "生态文明|绿色丝绸之路"),
    ("epidemic", "疫情", "疫情", "Epidemics", "public-health", "疫情|抗疫"),
    ("public-health", "公共卫生", "公共衛生", "Public health", None, "卫生健康|公共卫生"),
    ("vaccines", "疫苗", "疫苗", "Vaccines", "public-health", "疫苗"),
    ("belt-and-road", "一带一路", "一帶一路", "Belt and Road", None, "一带一路|一帶一路"),
    ("sustainable-development", "可持续发展", "可持續發展", "Sustainable development", None,
     "可持续发展|可持續發展"),
    ("developing-countries", "发展中国家", "發展中國家", "Developing countries", None,
     "发展中国家|發展中國家"),
    ("shared-future", "人类命运共同体", "人類命運共同體", "Shared future", None,
     "命运共同体|命運共同體"),
    ("africa", "非洲", "非洲", "Africa", None, "非洲"),
    ("trade", "贸易", "貿易", "Trade", None, "贸易|貿易|经贸"),
    ("energy", "能源", "能源", "Energy", None, "能源|油气"),
    ("democracy", "民主", "民主", "Democracy", None, "民主"),
    ("sovereignty", "主权", "主權", "Sovereignty", None, "主权|主權|内政"),
    ("taiwan", "台湾", "臺灣", "Taiwan", "sovereignty", "涉台"),
    ("peacekeeping", "维和", "維和", "Peacekeeping", None, "维和|維和"),
    ("poverty-reduction", "减贫", "減貧", "Poverty reduction", None, "减贫|減貧"),
)


@dataclass(frozen=True)
class Plan:
    """An event to be made: what tells it, and where its statements begin and end."""

    key: str
    type: str
    day: str
    people: tuple[str, ...]
    places: tuple[str, ...]
    # (article number, sentence that tells the event, first and last words of its section)
    told: tuple[tuple[int, str, str, str], ...]
    ordinal: int | None = None
    sat_in: tuple[str, ...] = ()
    status: Status = "held"


_BG = (XI, GUTERRES)
_DIAOYUTAI, _HALL = (BEIJING, "place/diaoyutai"), (BEIJING, "place/great-hall")
PLANS = (
    Plan("event/2016-11-28-meeting", "Meeting", "2016-11-28", _BG, _DIAOYUTAI,
          ((0, "2016年11月28日,國家主席", "習近平:作為最具", "2017年1月18日"),)),
    Plan("event/2017-01-18-ceremony", "Ceremony", "2017-01-18", (XI,), ("place/geneva",),
          ((0, "這是會議結束後", "", ""),)),
    Plan("event/2017-01-18-meeting", "Meeting", "2017-01-18", (XI, GUTERRES, THOMSON),
          ("place/geneva", "place/palais-des-nations"),
          ((0, "2017年1月18日,國家主席習近平在瑞士日內瓦萬國宮會見", "習近平:當前形勢下",
            "2018年4月8日"),)),
    Plan("event/2018-04-08-meeting", "Meeting", "2018-04-08", _BG, _HALL,
          ((0, "2018年4月8日,國家主席", "習近平:支持聯合國發揮", "2018年9月2日"),)),
    Plan("event/2018-09-02-meeting", "Meeting", "2018-09-02", _BG, _HALL,
          ((0, "2018年9月2日,國家主席", "習近平:聯合國是多邊主義的旗幟", "2018年11月30日"),)),
    Plan("event/2018-11-30-meeting", "Meeting", "2018-11-30", _BG, ("place/buenos-aires",),
          ((0, "2018年當地時間11月30日", "習近平:中方始終相信", "2019年4月26日"),)),
    Plan("event/2019-04-26-meeting", "Meeting", "2019-04-26", _BG, _HALL,
          ((0, "2019年4月26日,國家主席", "習近平:當今世界正經歷", "2019年6月28日"),)),
    Plan("event/2019-06-28-meeting", "Meeting", "2019-06-28",
          (XI, "person/cyril-ramaphosa", "person/abdel-fattah-el-sisi", "person/macky-sall",
           GUTERRES), ("place/osaka",),
          ((0, "2019年6月28日,國家主席", "習近平:形勢越是複雜嚴峻,越要彰顯", "2020年3月12日"),)),
    Plan("event/2020-03-12-call", "PhoneCall", "2020-03-12", _BG, (),
          ((0, "2020年3月12日", "", ""), (2, "3月12日晚", "习近平指出,新冠", "高层论坛"))),
    Plan("event/2020-09-23-video-meeting", "VideoMeeting", "2020-09-23", _BG, (BEIJING,),
          ((0, "2020年9月23日晚", "習近平:聯合國成立75年來", "2013年以來"),
           (1, "国家主席习近平23日晚", "习近平强调,联合国成立75年来", "相关推荐")),
          8, ("person/yang-jiechi", "person/wang-yi")),
    Plan("event/2021-05-06-call", "PhoneCall", "2021-05-06", _BG, (),
          ((3, "中国国家主席习近平昨晚", "根据新华社报道", "</div>"),)),
    Plan("event/2021-12-15-video-meeting", "VideoMeeting", "2021-12-15", (XI, PUTIN), (BEIJING,),
          ((4, "据新华社报道", "习近平指出,当前,国际上", "双方还就其他"),), 37),
    Plan("event/2022-02-visit", "Visit", "2022-02", (PUTIN,), (CHINA,),
          ((4, "明年,中国共产党", "", ""),), status="planned"),
)
KINDS = {"Meeting": ("会见", "會見", "Meeting"),
         "VideoMeeting": ("视频会见", "視頻會見", "Video meeting"),
          "PhoneCall": ("通电话", "通電話", "Phone call"), "Ceremony": ("仪式", "儀式", "Ceremony"),
          "Visit": ("访问", "訪問", "Visit")}
