"""Zip archives: a bad member costs that member."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest

from kg.articles.containers import stored_files
from kg.articles.stored import Stored
from kg.model import Refusal


def packed(*names: str, method: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name in names:
            archive.writestr(name, f"<{name}>" * 50)
    return out.getvalue()


def read(folder: Path, data: bytes) -> tuple[list[str], list[Refusal]]:
    path = folder / "x.zip"
    path.write_bytes(data)
    found = [item for _, item in stored_files([path])]
    return (
        [item.path for item in found if isinstance(item, Stored)],
        [item for item in found if isinstance(item, Refusal)],
    )


def marked(data: bytes, entry: int, offset: int, value: bytes) -> bytes:
    """The archive with bytes of an entry of its directory, and of the file's own head, changed."""
    start = -1
    for _ in range(entry + 1):
        start = data.index(b"PK\x01\x02", start + 1)
    return data[: start + offset] + value + data[start + offset + len(value) :]


def test_a_wrong_checksum_costs_its_member(tmp_path: Path) -> None:
    bad = packed("a", "b", "c").replace(b"<b><b>", b"<b>\x07b>")
    names, (told,) = read(tmp_path, bad)
    assert names == ["a", "c"]
    assert told.path == "b" and "Bad CRC-32" in told.message and "anew" in told.remedy


def test_a_member_that_cannot_be_unpacked_costs_that_member(tmp_path: Path) -> None:
    good = packed("a", "b", "c", method=zipfile.ZIP_DEFLATED)
    at = good.index(b"PK\x03\x04", good.index(b"PK\x03\x04", 1)) + 31
    names, (told,) = read(tmp_path, good[:at] + b"\xff\xff\xff" + good[at + 3 :])
    assert names == ["a", "c"] and told.path == "b"


@pytest.mark.parametrize(
    ("offset", "value", "why"), [(8, b"\x01", "locked by a password"), (10, b"\x63", "compression")]
)
def test_a_member_that_cannot_be_opened_costs_that_member(
    tmp_path: Path, offset: int, value: bytes, why: str
) -> None:
    names, (told,) = read(tmp_path, marked(packed("a", "b", "c"), 1, offset, value))
    assert names == ["a", "c"] and told.path == "b" and why in told.message


def test_a_link_is_told(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("link")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    names, (told,) = read(tmp_path, out.getvalue())
    assert names == [] and told.path == "link" and "it is a link" in told.message
