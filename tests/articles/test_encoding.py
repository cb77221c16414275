"""Encodings are proved or refused."""

import codecs

import pytest

from kg.articles.encoding import Binary, Undecodable, decode, everyday

HANS = "国家主席十二日在北京会见来访的外国总统，双方就经贸合作和地区问题交换了意见。"
HANT = "國家主席十二日在北京會見來訪的外國總統，雙方就經貿合作和地區問題交換了意見。"


@pytest.mark.parametrize("text", [HANS, HANT])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"]
)
def test_what_is_written_is_read(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_traditional_text_in_big5() -> None:
    assert decode(HANT.encode("big5hkscs")) == HANT


def test_characters_of_hong_kong_in_big5() -> None:
    text = HANT + "但係佢哋話啲嘢冇問題，喺度食飯。"
    assert decode(text.encode("big5hkscs")) == text


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030"])
def test_declared_gb2312_may_hold_characters_beyond_it(declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body>{HANS}朱镕基·①囧</body></html>'
    assert decode(page.encode("gb18030")) == page


def test_a_page_that_declares_another_encoding_than_its_own_is_still_read() -> None:
    page = f'<html><head><meta charset="gb2312"></head><body>{HANS}</body></html>'
    assert decode(page.encode("utf-8")) == page
    lying = page.replace("gb2312", "utf-8")
    assert decode(lying.encode("gb18030")) == lying


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16"])
@pytest.mark.parametrize("count", [1, 3])
def test_stray_nuls_are_dropped(encoding: str, count: int) -> None:
    text = "\x00".join([HANS] * (count + 1))
    assert decode(text.encode(encoding)) == HANS * (count + 1)


def test_a_page_in_utf16_without_a_mark_is_still_known() -> None:
    page = f"<html><head><title>a</title></head><body><p>{HANS}</p></body></html>"
    assert decode(page.encode("utf-16-le")) == page


def test_utf8_with_a_broken_byte_is_refused_not_guessed() -> None:
    with pytest.raises(Undecodable):
        decode(HANS.encode()[:40] + b"\xff\xfe\xfd" + HANS.encode())


@pytest.mark.parametrize("encoding", ["euc-kr", "shift_jis", "koi8-r"])
def test_other_languages_are_no_everyday_chinese(encoding: str) -> None:
    words = {
        "euc-kr": "대한민국 대통령은 오늘 서울에서 회담을 열고 협력을 논의했다. ",
        "shift_jis": "首相は今日、東京で会談を開き、協力について話し合いました。",
        "koi8-r": "Президент провёл сегодня переговоры в Москве. ",
    }
    with pytest.raises((Undecodable, Binary)):
        decode(words[encoding].encode(encoding) * 5)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n" + b"\x00" * 50,
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"PK\x03\x04" + b"\x00" * 60,
        bytes(range(256)) * 4,
        b"\x00\x01\x02\x03" * 100,
        b"\x01\x02\x03\x04\x05" * 40,
    ],
)
def test_binary(data: bytes) -> None:
    with pytest.raises((Binary, Undecodable)):
        decode(data)


def test_binary_is_told_from_text_in_an_unknown_encoding() -> None:
    with pytest.raises(Binary):
        decode(b"\x00\x01\x02\x03\x04\x05\x06" * 30)


def test_a_mark_that_lies_is_told_with_the_byte() -> None:
    with pytest.raises(Undecodable, match=r"byte \d+"):
        decode(codecs.BOM_UTF8 + b"\xff\xff")


def test_everyday() -> None:
    assert everyday(HANT) > 0.95
    assert everyday(HANS.encode("gb18030").decode("big5", errors="replace")) < 0.7
    assert everyday("plain English") == 0
