"""Credits are cut, sentences are not."""


import pytest

from kg.articles.credits import byline_end, credit_start, is_credit
from kg.articles.script import simplify


@pytest.mark.parametrize(
    "line",
    [
        "總監製:周宗敏",
        "監 制:班 瑋",
        "策 劃:劉 潔 鄭 衛 蘭紅光",
        "责任编辑:杨瑞",
        "（责任编辑：赵六、钱七）",
        "编译 刘静；审校 李军",
        "译者/何黎",
        "翻译：某报中文网",
        "自由亚洲电台记者柳飞 责编：嘉远 网编：洪伟",
        "自由亚洲电台记者 夏小华、李宗翰 台北报导 责编 许书婷 网编 瑞哲",
        "张平/凝炼（法新社、德新社、路透社）",
        "李鱼 综合报导",
        "（综合报道）",
        "本报记者 孟祥麟 黄发红 刘 歌",
        "本报驻韩国记者 万 宇 本报驻朝鲜记者 程维丹",
        "【撰文：法政匯思】",
        "来源：外交部",
        "版式设计：沈亦伶",
        "新华社记者 庞兴雷摄",
        "新華社記者饒愛民攝",
        "文：Jocelyn Yu",
    ],
)
def test_lines_of_credits(line: str) -> None:
    assert is_credit(simplify(line), after_credit=False)


@pytest.mark.parametrize(
    "line",
    [
        "习近平:联合国成立75年来,为世界和平与发展作出重要贡献。",
        "记者：习近平总书记提出的这一论断对党的对外工作意味着什么？",
        "王毅、何立峰等参加。",
        "普京:最坚定支持中国涉台立场",
        "双方还就其他共同关心的问题交换了意见。",
        "中俄关系经受住各种风浪考验",
        "2016年11月28日",
        "访华四天 习：访华时机特殊 意义重大",
        "赖向东 王建华",
        "",
    ],
)
def test_lines_that_are_none(line: str) -> None:
    assert not is_credit(simplify(line), after_credit=False)


def test_a_line_of_names_goes_on_with_a_credit() -> None:
    assert is_credit(simplify("賴向東 王建華"), after_credit=True)
    assert not is_credit("中俄关系经受住各种风浪考验", after_credit=True)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("国家主席在北京会见秘书长。新華社記者 劉衛兵 攝", "国家主席在北京会见秘书长。"),
        ("国家主席会见候任秘书长。新華社記者饒愛民攝", "国家主席会见候任秘书长。"),
        ("双方举行会谈。（新华社记者 李学仁 摄）", "双方举行会谈。"),
        ("发言人出席记者会。(中央社檔案照片)", "发言人出席记者会。"),
        ("总统出席仪式。（图片来源：总统府）", "总统出席仪式。"),
        ("他批评这一说法。（译者：陈昱婷/核稿：卢映孜）", "他批评这一说法。"),
        ("领事馆关闭。 ©Getty Images", "领事馆关闭。"),
        ("没有信用的句子。", "没有信用的句子。"),
        ("两人周三会面（7月22日）", "两人周三会面（7月22日）"),
        ("他说：「大家要頂住！」", "他说：「大家要頂住！」"),
    ],
)
def test_credits_at_the_end_of_a_line(line: str, kept: str) -> None:
    assert line[: credit_start(simplify(line), caption=False)].rstrip() == kept


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("外长在会议上握手。美聯社", "外长在会议上握手。"),
        ("教宗抵达机场。圖：美聯社", "教宗抵达机场。"),
        ("特首会见官员。政府新聞處圖片", "特首会见官员。"),
        ("众院举行院会的情景（路透社）", "众院举行院会的情景"),
        ("外相在下院发表声明。（2020年7月20日）", "外相在下院发表声明。（2020年7月20日）"),
        ("街边的停车位 摄影：小子", "街边的停车位"),
        ("他们合影，左起为总理。", "他们合影，左起为总理。"),
    ],
)
def test_credits_of_captions(line: str, kept: str) -> None:
    assert line[: credit_start(simplify(line), caption=True)].rstrip() == kept


def test_a_bracketed_byline() -> None:
    line = simplify("〔記者某某某/台北報導〕總統今天接見訪團。")
    assert line[byline_end(line) :] == "总统今天接见访团。"
    assert byline_end("【学习进行时】国家主席指出，") == 0


@pytest.mark.parametrize("unit", ["记者张三", "张三、", "编辑 张三 ", "（", "Wang ", "新华社记者"])
def test_long_lines_are_read_to_their_end(unit: str) -> None:
    """Where work grew with the square of the length this would not end."""
    is_credit((unit * 200)[:120], after_credit=True)
    assert credit_start(unit * 500 + "甲。", caption=True) <= len(unit) * 500 + 2


@pytest.mark.parametrize("tail", ["（编辑：李四）", ""])
def test_a_credit_before_a_credit_is_cut_as_well(tail: str) -> None:
    line = f"双方交换意见。新华社记者张三摄{tail}"
    assert line[: credit_start(line, caption=False)] == "双方交换意见。"
