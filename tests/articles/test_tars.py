"""Tar archives: what is damaged is told by its place, and all the rest is read."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.articles.containers import stored_files
from kg.articles.stored import Stored
from kg.model import Refusal

BLOCK = 512
FILES = ("a.txt", "b.txt", "c.txt", "d.txt")
LONG = "长" * 60 + ".txt"  # a name that takes headers of its own


def tar(*names: str, kind: int = tarfile.GNU_FORMAT, content: bytes = b"") -> bytes:
    """An archive of files, each of its own content, or of this: three blocks a file."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=kind) as archive:
        for number, name in enumerate(names):
            info = tarfile.TarInfo(name)
            data = content or bytes([65 + number % 26]) * 700
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def special(**links: tuple[bytes, str]) -> bytes:
    """An archive of a.txt and of members of these types with what they link to."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, (kind, target) in links.items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, target
            archive.addfile(info)
        info = tarfile.TarInfo("day/a.txt")
        info.size = 1
        archive.addfile(info, io.BytesIO(b"A"))
    return out.getvalue()


def read(folder: Path, data: bytes, name: str = "x.tar") -> tuple[list[str], list[Refusal]]:
    path = folder / name
    path.write_bytes(data)
    found = [item for _, item in stored_files([path])]
    return (
        [item.path for item in found if isinstance(item, Stored)],
        [item for item in found if isinstance(item, Refusal)],
    )


def spoilt(data: bytes, start: int, count: int = 1, by: bytes = b"\x07") -> bytes:
    return data[:start] + by * count + data[start + count :]


@pytest.mark.parametrize("by", [b"\x07", b"\x00"], ids=["junk", "zeros"])
@pytest.mark.parametrize("broken", range(4))
def test_a_broken_header_costs_its_member(tmp_path: Path, broken: int, by: bytes) -> None:
    start = broken * 3 * BLOCK
    names, (told,) = read(tmp_path, spoilt(tar(*FILES), start, BLOCK, by))
    assert names == [name for name in FILES if name != FILES[broken]]
    assert (told.path, told.code) == ("x.tar", "unreadable")
    assert f"is damaged from byte {start} to " in told.message
    assert "pack its files anew" in told.remedy
    if broken:
        assert f"after '{FILES[broken - 1]}'" in told.message


@pytest.mark.parametrize("kind", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_the_header_behind_that_of_a_long_name_may_be_broken(tmp_path: Path, kind: int) -> None:
    data = tar("a.txt", LONG, "c.txt", kind=kind)
    start = data.index(b"B" * 700) - BLOCK
    names, (told,) = read(tmp_path, spoilt(data, start, 100))
    assert names == ["a.txt", "c.txt"]
    assert f"is damaged from byte {3 * BLOCK} to " in told.message


def test_a_file_cut_off_inside_a_member(tmp_path: Path) -> None:
    names, (whole, member) = read(tmp_path, tar(*FILES)[: 7 * BLOCK + 100])
    assert names == ["a.txt", "b.txt"]
    assert whole.path == "x.tar" and "breaks off" in whole.message and "'c.txt'" in whole.message
    assert member.path == "c.txt" and "damaged: unexpected end of data" in member.message


@pytest.mark.parametrize("end", [6 * BLOCK, 6 * BLOCK + 200], ids=["between", "in a header"])
def test_a_file_cut_off_between_members(tmp_path: Path, end: int) -> None:
    names, (told,) = read(tmp_path, tar(*FILES)[:end])
    assert names == ["a.txt", "b.txt"]
    assert told.path == "x.tar" and f"byte {6 * BLOCK}" in told.message and "lost" in told.message


@pytest.mark.parametrize(
    ("name", "pack"),
    [("x.tar.gz", gzip.compress), ("x.tar.xz", lzma.compress), ("x.tbz2", bz2.compress)],
)
def test_a_packed_archive_cut_off_gives_what_stands_before(
    tmp_path: Path, name: str, pack: Callable[[bytes], bytes]
) -> None:
    noise = random.Random(1).randbytes(2_000_000)  # so that bzip2 makes more than one block
    packed = pack(tar("a.txt", "b.txt")[: 6 * BLOCK] + tar("c.txt", content=noise))
    names, (whole, member) = read(tmp_path, packed[:-99], name)
    assert names == ["a.txt", "b.txt"]
    assert member.path == "c.txt" and "damaged" in member.message
    assert whole.path == name and "cannot be unpacked after 'c.txt'" in whole.message


def test_a_packed_archive_with_a_broken_header(tmp_path: Path) -> None:
    data = gzip.compress(spoilt(tar(*FILES), 3 * BLOCK, BLOCK))
    assert read(tmp_path, data, "x.tgz")[0] == ["a.txt", "c.txt", "d.txt"]


def test_archives_put_one_behind_the_other_are_all_read(tmp_path: Path) -> None:
    assert read(tmp_path, tar("a.txt") + tar("b.txt")) == (["a.txt", "b.txt"], [])


@pytest.mark.parametrize("tail", [b"", bytes(BLOCK * 30), b"\x07" * 900], ids=["", "zeros", "junk"])
def test_what_stands_behind_the_end_is_no_damage(tmp_path: Path, tail: bytes) -> None:
    assert read(tmp_path, tar("a.txt") + tail) == (["a.txt"], [])


def test_an_archive_damaged_everywhere_is_given_up(tmp_path: Path) -> None:
    files = [f"{number:03}.txt" for number in range(300)]
    data = tar(*files)
    for number in range(1, 300, 2):
        data = spoilt(data, number * 3 * BLOCK)
    _, told = read(tmp_path, data)
    assert "is damaged in 100 places" in told[-1].message and len(told) < 110


@pytest.mark.parametrize(("data", "why"), [(b"", "it is empty"), (b"\x07" * 3000, "is no tar")])
def test_what_is_no_tar_archive_is_refused(tmp_path: Path, data: bytes, why: str) -> None:
    names, (told,) = read(tmp_path, data)
    assert names == [] and why in told.message


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        (tarfile.FIFOTYPE, "a pipe, a device or"),
        (tarfile.CHRTYPE, "a pipe, a device or"),
        (tarfile.BLKTYPE, "a pipe, a device or"),
        (b"Z", "of an unknown kind"),
    ],
)
def test_what_is_no_file_is_told_by_its_name(tmp_path: Path, kind: bytes, why: str) -> None:
    names, (told,) = read(tmp_path, special(odd=(kind, "")))
    assert names == ["day/a.txt"] and told.path == "odd" and why in told.message


@pytest.mark.parametrize("target", ["/etc/passwd", "../out.txt", "nothing.txt", "link"])
@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE])
def test_a_link_to_what_is_not_in_the_archive_is_told(
    tmp_path: Path, kind: bytes, target: str
) -> None:
    names, (told,) = read(tmp_path, special(link=(kind, target)))
    assert names == ["day/a.txt"] and told.path == "link"
    assert f"it is a link to '{target}'" in told.message


@pytest.mark.parametrize("target", ["day/a.txt", "./day/../day/a.txt", "day"])
def test_a_symbolic_link_inside_the_archive_adds_nothing(tmp_path: Path, target: str) -> None:
    links = {"latest": (tarfile.SYMTYPE, target), "last": (tarfile.SYMTYPE, "latest")}
    assert read(tmp_path, special(**links)) == (["day/a.txt"], [])


def test_a_hard_link_is_a_file(tmp_path: Path) -> None:
    assert read(tmp_path, special(b=(tarfile.LNKTYPE, "day/a.txt"))) == (["b", "day/a.txt"], [])
