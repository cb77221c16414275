"""What is found on disk, what cannot be read there, and how files are called."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.articles import load
from kg.articles.files import distinct
from kg.model import Article, Refusal

TEXT = "国务委员九日在北京会见甲国外长，双方就两国关系和共同关心的国际问题交换了意见。"


def put(folder: Path, name: str, text: str = TEXT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def outcome(*inputs: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """Paths of the articles; paths and reasons of what was unreadable."""
    articles, refusals = load(inputs)
    assert {refusal.code for refusal in refusals} <= {"unreadable"}
    return [a.path for a in articles], [(r.path, r.message) for r in refusals]


# --- what cannot be read --------------------------------------------------------------------


def make_link_to_nothing(path: Path) -> None:
    path.symlink_to("nothing")


def make_loop(path: Path) -> None:
    path.symlink_to(path.name)


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_socket(path: Path) -> None:
    before = Path.cwd()
    os.chdir(path.parent)  # the name of a socket has to be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path.name)
    os.chdir(before)


def make_link_to_a_device(path: Path) -> None:
    path.symlink_to("/dev/null")


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (make_link_to_nothing, "the link leads nowhere"),
        (make_loop, "too many levels of symbolic links"),
        (make_pipe, "it is a pipe, a socket or a device"),
        (make_socket, "it is a pipe, a socket or a device"),
        (make_link_to_a_device, "it is a pipe, a socket or a device"),
    ],
)
def test_what_is_no_file_is_told(
    tmp_path: Path, make: Callable[[Path], None], why: str
) -> None:
    put(tmp_path, "good.txt")
    make(tmp_path / "bad.txt")
    told = [("bad.txt", f"cannot be read: {why}")]
    assert outcome(tmp_path) == (["good.txt"], told)
    assert outcome(tmp_path / "bad.txt") == ([], told)


def test_what_may_not_be_read_is_told(open_folder: Path, unprivileged: Callable) -> None:
    for name in ("good.txt", "file.txt", "shut/a.txt", "listed/a.txt"):
        put(open_folder, name)
    for name, mode in (("file.txt", 0), ("shut", 0), ("listed", 0o444)):
        (open_folder / name).chmod(mode)
    why = "cannot be read: permission denied"
    with unprivileged():
        assert outcome(open_folder) == (
            ["good.txt"], [("file.txt", why), ("listed/a.txt", why), ("shut", why)]
        )  # fmt: skip
        for name, path in (("file.txt", "file.txt"), ("shut", "shut"), ("shut/a.txt", "a.txt")):
            assert outcome(open_folder / name) == ([], [(path, why)])


def test_a_link_to_a_folder_elsewhere_is_told_and_one_inside_is_read_once(tmp_path: Path) -> None:
    put(tmp_path, "elsewhere/b.txt", TEXT * 2)
    put(tmp_path, "news/day/a.txt")
    (tmp_path / "news" / "out").symlink_to(tmp_path / "elsewhere")
    for name, target in (("day/up", ".."), ("latest", "day")):
        (tmp_path / "news" / name).symlink_to(target)
    why = "cannot be read: is a link to a folder elsewhere, which is not followed"
    assert outcome(tmp_path / "news") == (["day/a.txt"], [("out", why)])


# --- how files are called ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        ({"/u/x.txt": "x.txt", "/u/y.txt": "y.txt"}, ["x.txt", "y.txt"]),
        ({"/u/a/x.txt": "x.txt", "/u/b/x.txt": "x.txt"}, ["a/x.txt", "b/x.txt"]),
        ({"/1/n/x.txt": "x.txt", "/2/n/x.txt": "x.txt"}, ["1/n/x.txt", "2/n/x.txt"]),
        ({"/u/x.txt": "x.txt", "/u/x.txt.gz": "x.txt"}, ["x.txt", "x.txt.gz"]),
        ({"/x.txt": "x.txt", "/a/x.txt": "x.txt"}, ["/x.txt", "a/x.txt"]),
        (
            {"/u/a/x.txt": "x.txt", "/u/b/x.txt": "x.txt", "/v/x.txt": "a/x.txt"},
            ["u/a/x.txt", "b/x.txt", "v/x.txt"],
        ),
    ],
)
def test_no_two_files_are_called_the_same(paths: dict[str, str], names: list[str]) -> None:
    assert list(distinct(paths).values()) == names


@pytest.mark.parametrize("folders", [("one", "two"), ("2020-01-01", "1999-12-31"), ("b", "a")])
def test_copies_of_one_name_in_two_folders_are_both_told(
    tmp_path: Path, folders: tuple[str, str]
) -> None:
    told = "---\ntitle: 会见外长\nauthor: 张三\n---\n"
    first = put(tmp_path, f"{folders[0]}/x.md", told + TEXT)
    second = put(tmp_path, f"{folders[1]}/x.md", f"---\ntitle: 会见外长\n---\n{TEXT}")
    (article,), _ = load([first.parent, second.parent])
    assert (article.path, *article.also) == tuple(sorted(f"{name}/x.md" for name in folders))
    assert (article.author, article.published) == ("张三", None)
    assert load([second, first]) == ((article,), ())


def test_names_in_another_encoding_are_told_apart_and_can_be_written(tmp_path: Path) -> None:
    for name, text in ((b"\xff.txt", TEXT), (b"\xfe.txt", "")):
        (tmp_path / os.fsdecode(name)).write_text(text, encoding="utf-8")
    (article,), (refusal,) = load([tmp_path])
    assert (article.path, refusal.path) == (r"\udcff.txt", r"\udcfe.txt")


def test_members_of_one_name_in_two_archives_are_told_apart(tmp_path: Path) -> None:
    import zipfile

    for name, text in (("a.zip", TEXT), ("b.zip", TEXT * 2)):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("1.txt", text)
    articles, _ = load([tmp_path / "a.zip", tmp_path / "b.zip"])
    assert [article.path for article in articles] == ["a.zip/1.txt", "b.zip/1.txt"]


def test_a_file_and_its_packed_neighbour_are_told_apart(tmp_path: Path) -> None:
    import gzip

    put(tmp_path, "x.txt")
    (tmp_path / "x.txt.gz").write_bytes(gzip.compress(f"{TEXT}{TEXT}".encode()))
    (tmp_path / "bad.txt").write_bytes(b"")
    (tmp_path / "bad.txt.gz").write_bytes(gzip.compress(b""))
    articles, refusals = load([tmp_path])
    found: list[Article | Refusal] = [*articles, *refusals]
    assert [item.path for item in found] == ["x.txt", "x.txt.gz", "bad.txt", "bad.txt.gz"]
