"""``kg build``: what it says, what it refuses, and how it ends."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.folders import FILES

Run = Callable[..., subprocess.CompletedProcess[str]]
SEED = "002_6cdceab04aad32ca.txt"
CHINESE = "新华社北京1月2日电 国家主席1月2日在北京会见来访的客人，双方就共同关心的问题交换意见。"

BAD = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\n", "is empty"),
    "binary.txt": (bytes(range(256)) * 8, "is no text"),
    "english.txt": (b"The leaders met and talked at some length.", "Chinese characters"),
    "front.md": (f"---\ntitle: [习近平\n---\n{CHINESE}".encode(), "front matter is broken"),
    "open.md": (f"---\ntitle: 习近平\n{CHINESE}".encode(), "no closing ---"),
    "broken.json": (f'{{"text": "{CHINESE}"'.encode(), "cannot be parsed"),
    "torn.zip": (b"PK\x03\x04 no archive at all", "not a zip file"),
}


@pytest.fixture
def folder(tmp_path: Path, seeds: Path) -> Path:
    """A folder with one good article."""
    news = tmp_path / "news"
    news.mkdir()
    shutil.copy(seeds / SEED, news / SEED)
    return news


def _built_files(output: Path) -> list[str]:
    lines = (output / "articles.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line)["file"] for line in lines if line]


def test_the_output_has_every_file_of_the_contract(built: Path):
    assert {path.name for path in built.iterdir()} == {
        "analysis", "articles.jsonl", "dataset.nq.gz", "graph.html", "graph.ttl",
        "network.gexf", "network.graphml", "report.html",
    }  # fmt: skip


def test_the_summary_says_what_was_built_and_where_to_look(run, seeds: Path, tmp_path: Path):
    done = run("build", seeds, "-o", tmp_path / "out")
    assert done.returncode == 0
    assert done.stdout.startswith("Built 5 articles, ")
    for name in ("graph.html", "report.html", "graph.ttl", "analysis"):
        assert str(tmp_path / "out" / name) in done.stdout
    assert "Next: kg query" in done.stdout


def test_json_summary_is_all_there_is_on_stdout(run, folder: Path, tmp_path: Path):
    (folder / "empty.txt").touch()
    done = run("build", folder, "-o", tmp_path / "out", "--json")
    summary = json.loads(done.stdout)
    assert summary["articles"] == 1
    assert summary["refused"] == 1
    assert summary["refusals"][0]["path"] == "empty.txt"
    assert summary["refusals"][0]["code"] == "empty"


def test_a_name_that_is_no_utf8_is_written_everywhere(run, folder: Path, tmp_path: Path):
    (folder / SEED).rename(folder / os.fsdecode(b"a\xff.txt"))
    (folder / os.fsdecode(b"empty\xfe.txt")).touch()
    output = tmp_path / os.fsdecode(b"out\xfd")
    done = run("build", folder, "-o", output, "--json")
    assert done.returncode == 1, done.stderr
    summary = json.loads(done.stdout)
    assert summary["output"].endswith("out\ufffd")
    assert [refusal["path"] for refusal in summary["refusals"]] == ["empty\ufffd.txt"]
    assert _built_files(output) == ["a\ufffd.txt"]
    for page in ("graph.html", "report.html"):
        assert "a\ufffd.txt" in (output / page).read_text(encoding="utf-8")
    for arguments in (["query", "articles-by-outlet", "-o", output, "--format", "json"],
                      ["export", output, "--format", "jsonld"], ["validate", output]):
        assert run(*arguments).returncode == 0


def test_quiet_says_nothing_and_profile_tells_the_time_of_each_stage_on_stderr(
    run, folder: Path, tmp_path: Path
):
    done = run("build", folder, "-o", tmp_path / "out", "--quiet", "--profile")
    assert (done.returncode, done.stdout) == (0, "")
    stages = [line.split(" CPU  ")[-1] for line in done.stderr.splitlines()]
    assert stages[:5] == ["know", "read", "extract", "merge", "analyse"]
    assert stages[-1] == "all"


@pytest.fixture(scope="module")
def bad_build(
    run: Run, seeds: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[subprocess.CompletedProcess[str], Path]:
    """One good article among all kinds of bad inputs, built."""
    folder = tmp_path_factory.mktemp("bad")
    (folder / "news").mkdir()
    shutil.copy(seeds / SEED, folder / "news" / SEED)
    for name, (content, _) in BAD.items():
        (folder / "news" / name).write_bytes(content)
    return run("build", folder / "news", "-o", folder / "out"), folder / "out"


def test_bad_inputs_do_not_hinder_the_others(bad_build):
    done, output = bad_build
    assert done.returncode == 1
    assert _built_files(output) == [SEED]
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == len(BAD)


@pytest.mark.parametrize("name", BAD)
def test_a_bad_input_is_named_with_its_reason(bad_build, name: str):
    done, output = bad_build
    (line,) = (line for line in done.stderr.splitlines() if f"kg: {name}" in line)
    assert BAD[name][1] in line
    assert name in (output / "report.html").read_text(encoding="utf-8")


def test_an_unreadable_file_is_named(run, folder: Path, tmp_path: Path):
    """A process's memory cannot be read as a file by anybody, not even by root."""
    done = run("build", folder, "/proc/self/mem", "-o", tmp_path / "out")
    assert done.returncode == 1
    assert "mem: " in done.stderr
    assert "Traceback" not in done.stderr
    assert _built_files(tmp_path / "out") == [SEED]


NAMES = ["a\nkg: all is well.txt", "b\x1b[2Kc.txt", "d\u202ee.txt", "f\u2028g.txt"]


def test_a_name_cannot_forge_what_is_told(run, folder: Path, tmp_path: Path):
    for name in NAMES:
        (folder / name).touch()
    shutil.copy(folder / SEED, folder / f"0 {NAMES[0]}")
    told = run("build", folder, folder / "no\nfile", "-o", tmp_path / "out").stderr.splitlines()
    assert len(told) == len(NAMES) + 1
    assert told[1].startswith("kg: a\\nkg: all is well.txt: is empty")
    assert not any(set(line) & set("\x1b\u202e\u2028") for line in told)
    explained = run("explain", "2020-03-12", "-o", tmp_path / "out").stdout
    assert "0 a\\nkg: all is well.txt" in explained


def test_an_invalid_date_is_no_date(run, folder: Path, tmp_path: Path):
    front = f"---\ntitle: 会见\ndate: 2021-13-45\n---\n{CHINESE}\n"
    (folder / "date.md").write_text(front, encoding="utf-8")
    done = run("build", folder, "-o", tmp_path / "out")
    lines = (tmp_path / "out" / "articles.jsonl").read_text(encoding="utf-8").split("\n")
    article = next(json.loads(line) for line in lines if "date.md" in line)
    assert done.returncode in (0, 1)
    assert article["published"] is None
    assert "2021-13" not in (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")


def test_a_missing_folder_is_wrong_usage(run, tmp_path: Path):
    done = run("build", tmp_path / "nowhere", "-o", tmp_path / "out")
    assert done.returncode == 2
    assert "nowhere: there is no such file or folder" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_missing_folder_among_others_is_named_and_they_are_built(
    run, folder: Path, tmp_path: Path
):
    done = run("build", tmp_path / "nowhere", folder, "-o", tmp_path / "out")
    assert done.returncode == 1
    assert "nowhere: there is no such file or folder" in done.stderr
    assert _built_files(tmp_path / "out") == [SEED]


def test_where_nothing_can_be_read_the_old_output_stays(run, tmp_path: Path):
    (tmp_path / "empty.txt").touch()
    output = tmp_path / "out"
    output.mkdir()
    (output / "graph.ttl").write_text("old", encoding="utf-8")
    done = run("build", tmp_path / "empty.txt", "-o", output)
    assert done.returncode == 1
    assert "no article could be read" in done.stderr
    assert (output / "graph.ttl").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("hold", ["nothing", "a hidden file", "an output"])
def test_inputs_that_hold_nothing_are_wrong_usage(run, built: Path, tmp_path: Path, hold: str):
    folder = tmp_path / "news"
    folder.mkdir()
    if hold == "a hidden file":
        (folder / ".hidden.txt").write_text(CHINESE, encoding="utf-8")
    given = built if hold == "an output" else folder
    for flags in ([], ["--quiet"], ["--json"]):
        done = run("build", given, "-o", tmp_path / "out", *flags)
        assert (done.returncode, done.stdout) == (2, "")
        assert "the inputs hold no article" in done.stderr
        assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["build", "list", "check"])
def test_missing_knowledge_is_wrong_usage(run, folder: Path, tmp_path: Path, command: str):
    own = tmp_path / "nowhere"
    arguments = {
        "build": ["build", folder, "-o", tmp_path / "out", "--knowledge", own],
        "list": ["knowledge", "list", "--knowledge", own],
        "check": ["knowledge", "check", own],
    }
    done = run(*arguments[command])
    assert done.returncode == 2
    assert f"{own}: no such folder of knowledge" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_input_is_wrong_usage(run):
    done = run("build")
    assert done.returncode == 2
    assert "INPUT" in done.stderr


def test_an_output_that_cannot_be_written_is_told_before_anything_is_read(run, seeds: Path):
    done = run("build", seeds, "-o", "/proc/output")
    assert done.returncode == 2
    assert "/proc/output: cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_of_the_users_own_is_never_replaced(run, seeds: Path, tmp_path: Path):
    (tmp_path / "thesis.doc").write_text("years of work", encoding="utf-8")
    done = run("build", seeds, "-o", tmp_path)
    assert done.returncode == 2
    assert "thesis.doc" in done.stderr
    assert (tmp_path / "thesis.doc").read_text(encoding="utf-8") == "years of work"


def test_a_bad_base_iri_is_wrong_usage(run, seeds: Path, tmp_path: Path):
    done = run("build", seeds, "-o", tmp_path / "out", "--base-iri", "no iri")
    assert done.returncode == 2
    assert "no iri" in done.stderr


def test_another_base_iri_is_the_base_of_all_data(run, folder: Path, tmp_path: Path):
    run("build", folder, "-o", tmp_path / "out", "--base-iri", "https://example.org/kg")
    graph = (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")
    assert "https://example.org/kg" in graph
    assert "https://w3id.org/diplomacy-kg/id" not in graph


def test_broken_knowledge_is_invalid_data_with_file_and_line(run, seeds: Path, tmp_path: Path):
    own = tmp_path / "own" / "people"
    own.mkdir(parents=True)
    record = "- id: li-si\n  zh_hans: 李四\n  nams_weak: [四]\n  source: editor\n"
    (own / "mine.yaml").write_text(record, encoding="utf-8")
    done = run("build", seeds, "-o", tmp_path / "out", "--knowledge", own.parent)
    assert done.returncode == 3
    assert "people/mine.yaml:" in done.stderr and "nams_weak" in done.stderr
    assert "Traceback" not in done.stderr


def test_broken_decisions_are_told(run, seeds: Path, tmp_path: Path):
    (tmp_path / "decisions.yaml").write_text("- {sme: [a, b]}\n", encoding="utf-8")
    done = run("build", seeds, "-o", tmp_path / "out", "--decisions", tmp_path / "decisions.yaml")
    assert done.returncode == 3
    assert "decisions.yaml, entry 1" in done.stderr


def test_without_text_nothing_of_the_articles_is_written(run, folder: Path, tmp_path: Path):
    done = run("build", folder, "-o", tmp_path / "out", "--without-text")
    assert done.returncode == 0
    body = (folder / SEED).read_text(encoding="utf-8")
    sentence = next(line.strip() for line in body.splitlines() if len(line.strip()) > 60)
    for path in (tmp_path / "out").rglob("*"):
        if path.is_file() and path.suffix != ".gz":
            assert sentence[:40] not in path.read_text(encoding="utf-8"), path.name


@pytest.mark.parametrize(
    "attack", ["<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"]
)
def test_article_text_never_becomes_markup(run, folder: Path, tmp_path: Path, attack: str):
    text = (folder / SEED).read_text(encoding="utf-8")
    told = text.replace("习近平指出,", f"习近平指出,{attack}</script><img src=x onerror=alert(2)>")
    assert told != text
    (folder / SEED).write_text(told, encoding="utf-8")
    assert run("build", folder, "-o", tmp_path / "out").returncode == 0
    for name in ("graph.html", "report.html"):
        page = (tmp_path / "out" / name).read_text(encoding="utf-8")
        assert "<script>alert(1)" not in page
        assert "<img src=x" not in page


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("nowhere.yaml", "nowhere.yaml: there is no such file; check the path"),
        ("", "cannot be read: is a directory; name a file"),
    ],
)
def test_decisions_that_are_no_file_are_told_in_one_line(
    run, seeds: Path, tmp_path: Path, name: str, told: str
):
    done = run("build", seeds, "-o", tmp_path / "out", "--decisions", tmp_path / name)
    assert done.returncode == 2
    assert done.stderr.endswith(f"{told}\n") and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("base", ["", " ", "/", "id"])
def test_a_base_that_is_none_is_refused(run, seeds: Path, tmp_path: Path, base: str):
    done = run("build", seeds, "-o", tmp_path / "out", "--base-iri", base)
    assert done.returncode == 2
    assert done.stderr == (
        f"kg: base IRI {base!r}: is no absolute IRI in ASCII; "
        "give one like https://example.org/id\n"
    )
    assert not (tmp_path / "out").exists()


def test_a_build_writes_what_is_known_as_the_files_of_an_output(built: Path):
    written = [path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file()]
    assert sorted(written) == list(FILES)
