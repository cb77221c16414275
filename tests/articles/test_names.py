"""Names of members of archives in other encodings: the same text whatever the container."""

from __future__ import annotations

import io
import logging
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.articles.containers import stored_files
from kg.articles.names import decode_names

NAME = "国际新闻/外长会谈.txt"


def make_tar(path: Path, names: list[bytes]) -> Path:
    with tarfile.open(path, "w", format=tarfile.GNU_FORMAT) as archive:
        for name in names:
            info = tarfile.TarInfo(name.decode("utf-8", "surrogateescape"))
            info.size = 1
            archive.addfile(info, io.BytesIO(b"A"))
    return path


def make_zip(path: Path, names: list[bytes]) -> Path:
    """As systems that do not know UTF-8 make it; the names are put in afterwards."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number, name in enumerate(names):
            archive.writestr(f"{number:0{len(name)}}", "A")
    data = out.getvalue()
    for number, name in enumerate(names):
        data = data.replace(f"{number:0{len(name)}}".encode(), name)
    path.write_bytes(data)
    return path


Make = Callable[[Path, list[bytes]], Path]
CONTAINERS = pytest.mark.parametrize("make", [make_tar, make_zip])


def names_in(make: Make, folder: Path, names: list[bytes]) -> list[str]:
    archive = make(folder / ("x.tar" if make is make_tar else "x.zip"), names)
    return [found.path for _, found in stored_files([archive])]


@CONTAINERS
@pytest.mark.parametrize(
    ("name", "encoding"),
    [(NAME, "gb18030"), ("國際新聞/外長會談.txt", "big5"), (NAME, "utf-8")],
)
def test_names_are_read_in_the_encoding_that_makes_chinese_of_them(
    make: Make, tmp_path: Path, name: str, encoding: str
) -> None:
    assert names_in(make, tmp_path, [name.encode(encoding), b"a.txt"]) == sorted(["a.txt", name])


@CONTAINERS
@pytest.mark.parametrize(
    ("name", "told"), [(b"caf\xe9.txt", "caf%E9.txt"), (b"\xff\xfe\x80.txt", "%FF%FE%80.txt")]
)
def test_a_name_in_no_sure_encoding_can_be_printed(
    make: Make, tmp_path: Path, name: bytes, told: str
) -> None:
    assert names_in(make, tmp_path, [name]) == [told]


@CONTAINERS
def test_names_in_no_sure_encoding_stay_apart(make: Make, tmp_path: Path) -> None:
    assert names_in(make, tmp_path, [b"\xfe.txt", b"\xff.txt"]) == ["%FE.txt", "%FF.txt"]


def test_one_name_in_another_encoding_makes_none_sure() -> None:
    names = decode_names([NAME.encode("gb18030"), b"\xff.txt"], "x.zip")
    assert names[b"\xff.txt"] == "%FF.txt" and "%" in names[NAME.encode("gb18030")]


def test_a_guess_is_told(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        decode_names([NAME.encode("gb18030"), b"a.txt"], "x.zip")
    (told,) = caplog.messages
    assert told.startswith("x.zip: names of 1 of its files are read as GB18030")


def test_names_in_utf_8_are_no_guess(caplog: pytest.LogCaptureFixture) -> None:
    assert decode_names([NAME.encode(), b"a.txt"], "x.zip")[NAME.encode()] == NAME
    assert caplog.messages == []


@pytest.mark.parametrize(("good", "told"), [(True, "é.txt"), (False, "%E9.txt")])
def test_a_name_in_utf_8_beside_that_in_a_zip_is_taken(
    tmp_path: Path, good: bool, told: str
) -> None:
    field = struct.pack("<BI", 1, zlib.crc32(b"\xe9.txt") + (not good)) + "é.txt".encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("0.txt")
        info.extra = struct.pack("<HH", 0x7075, len(field)) + field
        archive.writestr(info, "A")
    (tmp_path / "x.zip").write_bytes(out.getvalue().replace(b"0.txt", b"\xe9.txt"))
    assert [found.path for _, found in stored_files([tmp_path / "x.zip"])] == [told]
