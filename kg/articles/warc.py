"""Web archives (WARC, ISO 28500) to the pages that were crawled.

A page is what a server answered to a request that succeeded, in HTML. Redirects, pictures and
records that tell about other records are no pages. A record that is broken costs that record:
reading goes on where the next one begins.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from kg.articles import stored
from kg.articles.stored import Budget, Stored, WebPage, unreadable
from kg.model import Refusal

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_SUFFIXES = (".warc", ".warc.gz")
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_GZIP, _WARC = b"\x1f\x8b\x08", b"WARC/1."  # how a packed record begins, and a plain one
_MOST_BROKEN = 1_000  # places where a file is taken up again: bytes made to look like records
_MOST_UNPACKED = 16 << 30  # of one file: a crawl's usual gigabyte, packed; pages go on one by one

_TOO_BIG = "is larger than 64 MiB"


class _Broken(ValueError):
    """What is wrong with a record."""


@dataclass(frozen=True, slots=True)
class _Record:
    """A record with what it holds, or with its problem; ``number`` counts from 1."""

    number: int
    url: str
    served: bool  # an answer by HTTP, with its headers
    data: bytes
    problem: str = ""


def is_warc(path: str) -> bool:
    """Whether the file is a web archive by its name."""
    return path.lower().endswith(_SUFFIXES)


def pages(path: str, place: str) -> Iterator[Stored | Refusal]:
    """The pages in the file at ``place``, in its order, and its broken records."""
    with open(place, "rb") as stream:
        if not os.fstat(stream.fileno()).st_size:
            yield Stored(path, b"")
            return
        found = False
        for record in _records(stream):
            page = _page(path, record)
            if page is not None:
                found = True
                yield page
    if not found:
        remedy = "give a crawl of pages, or leave it out"
        yield Refusal(path, None, "no-article", "holds no HTML page", remedy)


# --- from the file to records ----------------------------------------------------------------


def _records(stream: BinaryIO) -> Iterator[_Record]:
    """The records that answer requests, and those that are broken."""
    budget = Budget(_MOST_UNPACKED, "16 GiB")
    number, start, reported = 0, 0, False
    for _ in range(_MOST_BROKEN):
        try:
            for position, record in _from(stream, start):
                budget.spend(record.content_length)
                start, reported = position, False
                number += 1
                if (told := _told(record, number)) is not None:
                    yield told
            return
        except OSError as error:  # of fastwarc: no record begins here, or it cannot be unpacked
            if not reported:
                yield _Record(number + 1, "", False, b"", _no_record(start, number, error))
                number += 1
            reported = True
        start = _next_start(stream, start + 1)
        if start < 0:
            return


def _no_record(start: int, before: int, error: OSError) -> str:
    """What is told of bytes between records; ``start`` is where the last of those before began."""
    where = f"behind the record that begins at byte {start}" if before else f"at byte {start}"
    return f"what stands {where} is no record ({error})"


def _from(stream: BinaryIO, start: int) -> Iterator[tuple[int, WarcRecord]]:
    """(Where it begins, record) of each record from there on. OSError where there is none."""
    from fastwarc.warc import ArchiveIterator  # only where there is a crawl to read

    stream.seek(start)
    for record in ArchiveIterator(stream, parse_http=False):
        yield record.stream_pos, record


def _next_start(stream: BinaryIO, start: int) -> int:
    """Where something begins like a record, from the place on; -1 for nowhere."""
    with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(_GZIP if content[: len(_GZIP)] == _GZIP else _WARC, start)


def _told(record: WarcRecord, number: int) -> _Record | None:
    """The record with its bytes; None where it is no answer of a server, nor a stored page."""
    from fastwarc.warc import WarcRecordType

    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    served = record.record_type == WarcRecordType.response and record.is_http
    kind = _media_type(record.headers.get("Content-Type"))
    if not served and (record.record_type != WarcRecordType.resource or kind not in _HTML):
        return None
    declared = record.content_length
    if declared > stored.MOST_FILE:
        return _Record(number, url, served, b"", _TOO_BIG)
    data = record.reader.read(declared) if declared else b""
    problem = "" if len(data) == declared else f"breaks off after {len(data)} bytes of {declared}"
    return _Record(number, url, served, data, problem)


# --- from a record to a page -----------------------------------------------------------------


def _page(path: str, record: _Record) -> Stored | Refusal | None:
    """The page in a record; None where it holds something else."""
    if record.problem:
        return _refusal(path, record, record.problem)
    if not record.served:
        return Stored(path, record.data, WebPage(record.number, record.url))
    try:
        answer = _answer(record.data)
    except (OSError, _Broken) as error:
        return _refusal(path, record, str(error))
    if answer is None:
        return None
    body, charset = answer
    return Stored(path, body, WebPage(record.number, record.url, charset))


def _answer(data: bytes) -> tuple[bytes, str | None] | None:
    """(Body, declared encoding) of a page; None where it is none. OSError, _Broken.

    It is parsed apart from its file, since a body that cannot be unpacked ends the reading.
    """
    from fastwarc.warc import WarcRecord, WarcRecordType

    record = WarcRecord()
    record.init_headers(WarcRecordType.response, content_length=len(data))
    record.set_bytes_content(data)
    record.is_http = True
    record.parse_http(auto_decode="all")
    status = record.http_headers.status_code if record.http_headers else None
    if status is None:
        raise _Broken("it is no answer by HTTP")
    if not 200 <= status < 300 or _media_type(record.http_content_type) not in _HTML:
        return None
    body = record.reader.read(stored.MOST_FILE + 1)
    if len(body) > stored.MOST_FILE:
        raise _Broken(_TOO_BIG)
    return body, (record.http_charset or "").strip("\"'") or None


def _media_type(header: str | None) -> str:
    return (header or "").split(";")[0].strip().lower()


def _refusal(path: str, record: _Record, problem: str) -> Refusal:
    if problem == _TOO_BIG:
        return Refusal(path, record.number, "too-big", f"{record.url} {problem}", "leave it out")
    what = f"{record.url}: {problem}" if record.url else problem
    return unreadable(path, what, record.number, remedy="store the crawl again, or leave it out")
