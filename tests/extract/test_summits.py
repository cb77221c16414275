"""Summits of bodies whose articles name nobody as taking part, but let their leaders speak."""

from __future__ import annotations

from datetime import date

import pytest

from tests.extract.reading import events, told

_LED = "欧盟27国领导人11月18日在布鲁塞尔举行特别峰会。"
_SAID = "德国总理朔尔茨表示,分歧很大。欧洲理事会主席米歇尔说,会有协议。"


def _all(text: str) -> list[tuple[str, str, str | None, frozenset[str]]]:
    return [told(event) for event in events(text, published=date(2024, 11, 19))]


def test_leaders_of_members_and_organs_who_speak_were_there() -> None:
    ((kind, status, day, keys),) = _all(_LED + _SAID)
    assert (kind, status, day) == ("Conference", "held", "2024-11-18")
    assert keys == {"european-union", "olaf-scholz", "charles-michel"}


def test_others_who_speak_of_it_were_not() -> None:
    said = "美国总统拜登说,这是好事。法国外长巴罗表示,会有结果。欧洲议会议长梅措拉批评各国。"
    ((_, _, _, keys),) = _all(_LED + said)
    assert keys == {"european-union"}


@pytest.mark.parametrize("lead", [
    "围绕拟议中的方案,欧盟各国领导人开启马拉松式会谈。",
    "欧盟27国国家元首及政府首脑在为期两天的峰会首日的谈判呈胶着状态。",
    "11月18日,意见不一的欧盟领导人围绕预算的艰苦谈判进入第三天。",
])
def test_leaders_of_a_body_who_talk_hold_a_gathering(lead: str) -> None:
    ((kind, status, _, keys),) = _all(lead + _SAID)
    assert (kind, status) == ("Conference", "held")
    assert keys >= {"european-union", "olaf-scholz", "charles-michel"}


def test_a_summit_that_was_moved_is_told_where_it_was_held() -> None:
    text = "原定在岘港举行的东盟峰会11月18日以视频形式召开。东盟领导人会谈由今年4月推迟到11月。"
    ((_, status, day, keys),) = _all(text)
    assert (status, day, keys) == ("held", "2024-11-18", {"asean"})
