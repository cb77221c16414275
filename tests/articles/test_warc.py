"""Web archives: pages with their addresses; broken records are named, and the rest goes on."""

from __future__ import annotations

import gzip
import io
from datetime import date
from pathlib import Path

import pytest
from fastwarc.warc import WarcRecord, WarcRecordType

from kg.articles import load, stored
from kg.articles.containers import stored_files
from kg.articles.stored import Stored
from kg.model import Article, Refusal

BODY = "甲国外交部长九日在首都会见来访的乙国客人，双方就渔业合作和航线问题交换了意见。"
OTHER = "丙国总统七日同丁国总理通电话，双方谈到两国边境口岸的开放，并约定年内再次会谈。"


def html(text: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body><h1>来访</h1><p>{text}</p></body></html>".encode()


def answer(body: bytes, *headers: str, status: str = "200 OK", kind: str = "text/html") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def record(
    data: bytes, url: str = "https://example.org/a.html", kind: WarcRecordType | None = None,
    content_type: str = "application/http; msgtype=response",
) -> bytes:  # fmt: skip
    made = WarcRecord()
    made.init_headers(kind or WarcRecordType.response, record_urn=b"<urn:uuid:1>")
    made.headers["WARC-Target-URI"] = url
    made.headers["WARC-Date"] = "2024-05-06T07:08:09Z"
    made.headers["Content-Type"] = content_type
    made.set_bytes_content(data)
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


def page(text: str, url: str = "https://example.org/a.html") -> bytes:
    return record(answer(html(text)), url)


def put(folder: Path, *records: bytes, name: str = "crawl.warc") -> Path:
    path = folder / name
    pack = gzip.compress if name.endswith(".gz") else bytes
    path.write_bytes(b"".join(map(pack, records)))
    return path


def loaded(path: Path) -> tuple[list[Article], list[Refusal]]:
    articles, refusals = load([path])
    return list(articles), list(refusals)


def only(path: Path) -> Article:
    articles, refusals = loaded(path)
    assert refusals == []
    (article,) = articles
    return article


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz", "CRAWL.WARC.GZ"])
def test_every_page_is_an_article_with_its_address(tmp_path: Path, name: str) -> None:
    first = page(BODY, "https://example.org/1.html")
    path = put(tmp_path, first, page(OTHER, "https://example.org/2.html"), name=name)
    articles, refusals = loaded(path)
    assert refusals == []
    assert [(a.path, a.part, a.url, a.text) for a in articles] == [
        (name, 1, "https://example.org/1.html", BODY),
        (name, 2, "https://example.org/2.html", OTHER),
    ]


def test_a_file_packed_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(page(BODY) + page(OTHER)))
    assert [article.text for article in loaded(path)[0]] == [BODY, OTHER]


def test_below_a_folder_it_is_called_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "day").mkdir()
    put(tmp_path / "day", page(BODY))
    assert only(tmp_path).path == "day/crawl.warc"


def test_the_day_of_the_crawl_is_no_day_of_publication(tmp_path: Path) -> None:
    article = only(put(tmp_path, page(BODY), name="NEWS-20240506070809-00001.warc"))
    assert article.published is None


def test_the_address_and_the_page_tell_the_day_of_publication(tmp_path: Path) -> None:
    told = html(BODY, '<meta property="article:published_time" content="2021-03-04">')
    assert only(put(tmp_path, record(answer(told)))).published == date(2021, 3, 4)
    path = put(tmp_path, page(BODY, "https://example.org/2021/03/05/a.html"))
    assert only(path).published == date(2021, 3, 5)


def test_a_page_is_searched_for_its_article_as_any_page_of_a_site(tmp_path: Path) -> None:
    links = "".join(f'<li><a href="/{i}">甲乙两国举行第{i}轮磋商</a></li>' for i in range(9))
    whole = f"<html><body><ul>{links}</ul><h1>来访</h1><p>{BODY}</p></body></html>"
    (tmp_path / "a.html").write_text(whole, encoding="utf-8")
    crawled = only(put(tmp_path, record(answer(whole.encode()))))
    assert crawled.text == only(tmp_path / "a.html").text == BODY


def test_what_is_no_page_is_left_out(tmp_path: Path) -> None:
    path = put(
        tmp_path,
        record(b"software: x\r\n", kind=WarcRecordType.warcinfo, content_type="text/plain"),
        record(b"GET / HTTP/1.1\r\n\r\n", kind=WarcRecordType.request),
        record(answer(html(OTHER), status="404 Not Found")),
        record(answer(html(OTHER), "Location: /b", status="301 Moved")),
        record(answer(b"\x89PNG", kind="image/png")),
        page(BODY),
    )
    assert (only(path).text, only(path).part) == (BODY, 6)


def test_a_stored_page_without_its_headers_is_a_page(tmp_path: Path) -> None:
    kept = record(html(BODY), kind=WarcRecordType.resource, content_type="text/html")
    assert only(put(tmp_path, kept)).text == BODY


def test_bodies_are_unpacked_as_the_server_packed_them(tmp_path: Path) -> None:
    packed = answer(gzip.compress(html(BODY)), "Content-Encoding: gzip")
    whole = html(OTHER)
    chunk = f"{len(whole):x}\r\n".encode() + whole + b"\r\n0\r\n\r\n"
    chunked = answer(chunk, "Transfer-Encoding: chunked")
    articles, refusals = loaded(put(tmp_path, record(packed), record(chunked)))
    assert ([article.text for article in articles], refusals) == ([BODY, OTHER], [])


def test_the_server_names_the_encoding(tmp_path: Path) -> None:
    short = "<html><body><h1>会见外长</h1><p>外长会见客人，交换意见。</p></body></html>"
    kind = 'text/html; charset="GBK"'
    path = put(tmp_path, record(answer(short.encode("gbk"), kind=kind)))
    assert only(path).text == "外长会见客人，交换意见。"


def broken(kind: str) -> bytes:
    if kind == "packed":
        return record(answer(b"no gzip at all", "Content-Encoding: gzip"))
    if kind == "chunked":
        return record(answer(b"<html> no chunk", "Transfer-Encoding: chunked"))
    if kind == "no HTTP":
        return record(b"<html>")
    return b"these bytes are no record\r\n\r\n"


@pytest.mark.parametrize("kind", ["packed", "chunked", "no HTTP", "no record"])
@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_a_broken_record_is_named_and_the_rest_goes_on(
    tmp_path: Path, kind: str, name: str
) -> None:
    articles, (refusal,) = loaded(put(tmp_path, page(BODY), broken(kind), page(OTHER), name=name))
    assert [(article.part, article.text) for article in articles] == [(1, BODY), (3, OTHER)]
    assert (refusal.path, refusal.part, refusal.code) == (name, 2, "unreadable")
    assert kind == "no record" or "https://example.org/a.html" in refusal.message


@pytest.mark.parametrize(
    ("junk_first", "where"),
    [(True, "at byte 0 "), (False, "behind the record that begins at byte 0 ")],
)
@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_bytes_that_are_no_record_are_told_with_their_place(
    tmp_path: Path, name: str, junk_first: bool, where: str
) -> None:
    records = [broken("no record"), page(BODY)]
    _, (refusal,) = loaded(put(tmp_path, *records[:: 1 if junk_first else -1], name=name))
    assert refusal.path == name
    assert refusal.message.startswith(f"cannot be read: what stands {where}is no record (")
    assert refusal.remedy == "store the crawl again, or leave it out"


def test_a_damaged_packed_record_costs_only_itself(tmp_path: Path) -> None:
    records = [gzip.compress(page(text)) for text in (BODY, OTHER, OTHER)]
    damaged = bytearray(records[1])
    damaged[40] ^= 0xFF
    path = tmp_path / "a.warc.gz"
    path.write_bytes(records[0] + bytes(damaged) + records[2])
    articles, refusals = loaded(path)
    assert [article.text for article in articles] == [BODY, OTHER]
    assert [(refusal.part, refusal.code) for refusal in refusals] == [(2, "unreadable")]


def test_a_file_that_breaks_off_keeps_what_was_whole(tmp_path: Path) -> None:
    path = put(tmp_path, page(BODY), page(OTHER)[:-60])
    articles, (refusal,) = loaded(path)
    assert [article.text for article in articles] == [BODY]
    assert refusal.part == 2 and "breaks off" in refusal.message


def test_a_page_that_cannot_be_used_is_named_with_its_address(tmp_path: Path) -> None:
    english = record(answer(b"<html>Nothing Chinese in here.</html>"), "https://example.org/e")
    articles, (refusal,) = loaded(put(tmp_path, english, page(BODY)))
    assert len(articles) == 1
    assert (refusal.part, refusal.code) == (1, "not-chinese")
    assert refusal.message.startswith("https://example.org/e has")


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty"), (b"no crawl at all", "unreadable"), (b"\x1f\x8b\x08 torn", "unreadable")],
)
@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_what_is_no_crawl_is_refused(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    articles, (refusal,) = loaded(tmp_path / name)
    assert articles == [] and refusal.code == code


def test_a_crawl_without_a_page_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, record(answer(b"\x89PNG", kind="image/png")))
    assert [refusal.code for refusal in loaded(path)[1]] == ["no-article"]


def test_bombs_cost_their_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "MOST_FILE", 1_000)
    bomb = record(answer(gzip.compress(b"0" * 1_000_000), "Content-Encoding: gzip"))
    big = record(answer(b"0" * 2_000))
    found = [item for _, item in stored_files([put(tmp_path, bomb, big, page(BODY))])]
    assert [isinstance(item, Stored) for item in found] == [False, False, True]
    assert [item.code for item in found if isinstance(item, Refusal)] == ["too-big"] * 2


def test_a_file_that_unpacks_to_too_much_ends_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.articles.warc._MOST_UNPACKED", 1_000)
    articles, (refusal,) = loaded(put(tmp_path, page(BODY), *[page(OTHER)] * 9))
    assert articles and refusal.code == "unreadable" and "GiB" in refusal.message


def test_bytes_that_look_like_records_without_end_are_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(page(BODY) + b"WARC/1.0 not\n" * 100_000)
    articles, refusals = loaded(path)
    assert len(articles) == 1 and len(refusals) == 1
