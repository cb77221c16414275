"""Files, folders, patterns and archives to raw articles; bad ones to refusals that name them."""

import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.articles.read import read, read_bytes
from kg.articles.stored import Stored
from kg.errors import InputMissing
from kg.model import RawArticle, Refusal

TEXT = "国务院总理七日在北京会见外国客人，双方就合作交换意见。"
FRONT = f'---\ntitle: "会见"\ndate: 2020-07-21T02:00:00Z\nauthor: 某报\n---\n{TEXT}\n'


def put(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def paths(inputs: list[str | Path]) -> list[str]:
    return [found.path for found in read(inputs)]


def only(inputs: list[str | Path]) -> RawArticle:
    (found,) = read(inputs)
    assert isinstance(found, RawArticle), found
    return found


def refusal(name: str, data: str | bytes) -> Refusal:
    found = read_bytes(Stored(name, data.encode() if isinstance(data, str) else data))
    assert isinstance(found, Refusal), found
    assert found.path == name
    assert found.message and found.remedy
    return found


# --- where files are ----------------------------------------------------------------------


def test_a_folder_is_read_below_itself_in_the_order_of_paths(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.txt", "c.md", ".hidden.txt", "b/.git/config"):
        put(tmp_path, name, TEXT)
    assert paths([tmp_path]) == ["a/1.txt", "b/2.txt", "c.md"]


def test_a_file_is_called_by_its_name(tmp_path: Path) -> None:
    assert only([put(tmp_path, "deep/in/a.txt", TEXT)]).path == "a.txt"


def test_a_pattern(tmp_path: Path) -> None:
    for name in ("x1.txt", "x2.txt", "y.txt"):
        put(tmp_path, name, TEXT)
    assert paths([str(tmp_path / "x*.txt")]) == ["x1.txt", "x2.txt"]


def test_a_name_with_the_marks_of_a_pattern_is_a_name_first(tmp_path: Path) -> None:
    assert only([put(tmp_path, "[国际]a.txt", TEXT)]).path == "[国际]a.txt"


def test_the_order_of_inputs_does_not_matter_and_nothing_is_read_twice(tmp_path: Path) -> None:
    one, two = put(tmp_path, "a/1.txt", TEXT), put(tmp_path, "b/2.txt", TEXT)
    forwards = list(read([one, two, tmp_path / "b"]))
    assert forwards == list(read([tmp_path / "b", two, one]))
    assert [found.path for found in forwards] == ["1.txt", "2.txt"]


@pytest.mark.parametrize("missing", ["no-such-folder", "no/such/file.txt", "nothing-*.md"])
def test_a_missing_input_is_an_error_that_names_it(tmp_path: Path, missing: str) -> None:
    with pytest.raises(InputMissing, match="no"):
        list(read([tmp_path / missing]))


# --- archives -----------------------------------------------------------------------------


def make_tar(path: Path, members: dict[str, bytes], mode: str) -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def make_zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            with archive.open(zipfile.ZipInfo(name), "w") as member:  # "" is a name here
                member.write(data)
    return path


@pytest.mark.parametrize(
    ("name", "mode"), [("a.tar", "w"), ("a.tar.gz", "w:gz"), ("a.tar.xz", "w:xz")]
)
def test_members_of_a_tar_file(tmp_path: Path, name: str, mode: str) -> None:
    members = {"d/2.txt": TEXT.encode(), "d/1.txt": TEXT.encode(), "d/.hidden": b"x"}
    assert paths([make_tar(tmp_path / name, members, mode)]) == ["d/1.txt", "d/2.txt"]


def test_members_of_an_archive_below_a_folder_keep_it_in_their_path(tmp_path: Path) -> None:
    make_zip(tmp_path / "day.zip", {"1.txt": TEXT.encode(), "__MACOSX/1.txt": b"x"})
    assert paths([tmp_path / "day.zip"]) == ["1.txt"]
    assert paths([tmp_path]) == ["day.zip/1.txt"]


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".xz", lzma.compress)])
def test_one_packed_file(tmp_path: Path, suffix: str, pack: object) -> None:
    assert callable(pack)
    path = put(tmp_path, "a.txt" + suffix, pack(TEXT.encode()))
    assert only([path]) == RawArticle("a.txt", 1, "text/plain", TEXT)


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "a/../../out.txt", "C:\\out.txt"])
def test_names_that_lead_out_of_an_archive_are_refused(tmp_path: Path, name: str) -> None:
    archive = make_tar(tmp_path / "a.tar", {name: TEXT.encode(), "ok.txt": TEXT.encode()}, "w")
    found = {item.path: item for item in read([archive])}
    assert isinstance(found.pop("ok.txt"), RawArticle)
    (bad,) = found.values()
    assert isinstance(bad, Refusal) and bad.code == "unreadable"


@pytest.mark.parametrize("make", [make_zip, lambda path, files: make_tar(path, files, "w")])
@pytest.mark.parametrize("name", [".", ""])
def test_a_member_without_a_name_is_refused(
    tmp_path: Path, make: Callable[[Path, dict[str, bytes]], Path], name: str
) -> None:
    suffix = "zip" if make is make_zip else "tar"
    archive = make(tmp_path / f"a.{suffix}", {name: TEXT.encode(), "ok.txt": TEXT.encode()})
    for given, prefix in ((archive, ""), (tmp_path, f"a.{suffix}/")):
        found = {item.path: item for item in read([given])}
        assert isinstance(found.pop(f"{prefix}ok.txt"), RawArticle)
        (bad,) = found.values()
        assert isinstance(bad, Refusal) and bad.path == f"a.{suffix}"
        assert "has no name" in bad.message


def test_a_name_in_an_archive_stays_as_it_is(tmp_path: Path) -> None:
    archive = make_tar(tmp_path / "a.tar", {'d/./a\\"b.md"': TEXT.encode()}, "w")
    found = only([archive])
    assert (found.path, found.media_type) == ('d/a\\"b.md"', "text/markdown")


def test_links_in_an_archive_lead_nowhere(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    (told,) = read([tmp_path / "a.tar"])
    assert isinstance(told, Refusal) and "it is a link to '/etc/passwd'" in told.message


def test_a_bomb_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.articles import stored

    monkeypatch.setattr(stored, "MOST_FILE", 1_000)
    monkeypatch.setattr(stored, "MOST_BYTES", 5_000)
    big = put(tmp_path, "big.txt.gz", gzip.compress(b"0" * 1_000_000))
    (found,) = read([big])
    assert isinstance(found, Refusal) and found.code == "too-big"
    many = make_zip(tmp_path / "many.zip", {f"{i}.txt": b"0" * 900 for i in range(10)})
    (found,) = read([many])
    assert isinstance(found, Refusal) and "2 GiB" in found.message


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.txt.gz", "a.txt.xz"])
def test_a_broken_archive_is_refused_and_the_rest_goes_on(tmp_path: Path, name: str) -> None:
    put(tmp_path, name, b"no archive at all")
    put(tmp_path, "z.txt", TEXT)
    bad, good = read([tmp_path])
    assert isinstance(bad, Refusal) and bad.code == "unreadable"
    assert isinstance(good, RawArticle)


# --- kinds ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.txt", TEXT, "text/plain"),
        ("a", TEXT, "text/plain"),
        ("a.md", TEXT, "text/markdown"),
        ("a.html", f"<p>{TEXT}</p>", "text/html"),
        ("a.shtml", f"<p>{TEXT}</p>", "text/html"),
        ("a.txt", f"<!DOCTYPE html><html><body>{TEXT}</body></html>", "text/html"),
        ("a.json", json.dumps([{"text": TEXT}], ensure_ascii=False), "application/json"),
        ("a.jsonl", json.dumps({"text": TEXT}, ensure_ascii=False), "application/x-ndjson"),
        ("a.json", json.dumps([{"text": TEXT}]), "application/json"),
        ("a.csv", f"title,text\n题目,{TEXT}\n", "text/csv"),
    ],
)
def test_kinds(name: str, content: str, media_type: str) -> None:
    found = read_bytes(Stored(name, content.encode()))
    assert isinstance(found, RawArticle) and found.media_type == media_type


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_front_matter_becomes_hints(name: str) -> None:
    found = read_bytes(Stored(name, FRONT.replace("\n", "\r\n").encode()))
    assert isinstance(found, RawArticle)
    assert found.media_type == "text/markdown"
    assert dict(found.hints) == {"title": "会见", "date": "2020-07-21T02:00:00Z", "author": "某报"}
    assert found.content.strip() == TEXT


# --- refusals ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
        (b"\x00\x01\x02\x03" * 50, "binary"),
        (b"\x81\x30\xff\xff" * 40, "undecodable"),
        ("Only English here, nothing else at all.", "not-chinese"),
        ("首相は今日、東京で会談を開き、協力について話し合いました。", "not-chinese"),
        ("대한민국 대통령은 서울에서 회담을 열었다. 大統領會談會見合作問題交換意見", "not-chinese"),
        (f"---\ntitle: [open\n---\n{TEXT}", "front-matter"),
        (f"---\ntitle: 会见\n{TEXT}", "front-matter"),
        (f"---\n- a\n- b\n---\n{TEXT}", "front-matter"),
    ],
)
def test_bad_files(data: str | bytes, code: str) -> None:
    assert refusal("bad.txt", data).code == code


def test_a_file_without_rights_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.txt", TEXT)

    def no_rights(*args: object, **options: object) -> None:
        raise PermissionError("permission denied")

    monkeypatch.setattr(Path, "open", no_rights)
    (found,) = read([tmp_path])
    assert isinstance(found, Refusal) and "permission denied" in found.message
