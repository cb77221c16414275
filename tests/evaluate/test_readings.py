"""Gold that knows files and texts by their digests, and second readers."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from kg.cli import app
from kg.cli.checking import build_and_score
from kg.evaluate import (
    Evaluation,
    GoldUnreadable,
    OutputUnreadable,
    agreement,
    digests,
    evaluate,
    find_files,
)
from kg.evaluate.pieces import Piece, Place, read_piece

TITLE = "王毅会见俄罗斯外长拉夫罗夫"
BODY = (
    "2021年3月22日，国务委员兼外交部长王毅在桂林会见俄罗斯外交部长拉夫罗夫。\n\n"
    "王毅表示，中俄要加强气候变化合作。拉夫罗夫表示，俄方愿同中方深化经贸往来。\n"
)
NEWS = f"---\ntitle: {TITLE}\ndate: 2021-03-23\npublisher: 新华社\n---\n\n{BODY}"
EVENT = {
    "id": "talks", "type": "Meeting", "status": "held", "main": True, "date": "2021-03-22",
    "participants": ["王毅", "拉夫罗夫"], "parties": [], "place": ["桂林"],
    "topics": {"王毅": ["climate-change"], "拉夫罗夫": ["trade"]},
    "quote": "王毅在桂林会见俄罗斯外交部长",
}  # fmt: skip
NOTES: dict[str, Any] = {
    "file": "talks.md", "part": 1, "title": TITLE, "publisher": "新华社", "published": "2021-03-23",
    "body_first": "2021年3月22日，国务委员", "body_last": "愿同中方深化经贸往来。",
    "not_body": ["date: 2021"], "events": [EVENT],
    "non_events": [{"what": "要加强气候变化合作", "why": "愿望"}, "深化经贸往来: a wish"],
    "offices": [
        {"person": "王毅", "office": "外交部长", "of": "中国"},
        {"person": "王毅", "office": "国务委员", "of": "中国"},
        {"person": "拉夫罗夫", "office": "外交部长", "of": "俄罗斯"},
    ],
    "statements": [
        {"speaker": "王毅", "first": "中俄要加强气候变", "last": "气候变化合作", "direct": False,
         "topics": ["climate-change"]},
        {"speaker": "普京", "first": "俄方愿同中方深化", "last": "深化经贸往来", "direct": False,
         "topics": ["trade"]},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with two files of which one was read."""
    folder = tmp_path_factory.mktemp("news")
    (folder / "talks.md").write_text(NEWS, encoding="utf-8")
    (folder / "other.md").write_text("别的新闻。", encoding="utf-8")
    archive = folder / "news.tar.xz"
    with tarfile.open(archive, "w:xz") as tar:
        tar.add(folder / "talks.md", "some/talks.md")
        tar.add(folder / "other.md", "some/other.md")
    return archive


@pytest.fixture(scope="module")
def convert(root: Path, corpus: Path, tmp_path_factory: pytest.TempPathFactory):
    """Turn notes into a reading, as ``tools/reading`` does."""
    folder = tmp_path_factory.mktemp("readings")

    def converted(name: str, notes: dict[str, Any]) -> Path:
        told = folder / f"{name}-notes.json"
        told.write_text(json.dumps({"articles": [notes]}), encoding="utf-8")
        command = [sys.executable, root / "tools" / "reading", told, corpus, "About.", "--unseen"]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, cwd=root)
        (folder / f"{name}.json").write_text(done.stdout, encoding="utf-8")
        return folder / f"{name}.json"

    return converted


@pytest.fixture(scope="module")
def reading(convert) -> Path:
    return convert("first", NOTES)


@pytest.fixture(scope="module")
def scored(reading: Path, corpus: Path) -> Evaluation:
    return build_and_score([reading], find_files(corpus, digests(reading)))


def test_a_reading_holds_no_text_of_the_article(reading: Path):
    content = json.loads(reading.read_text(encoding="utf-8"))
    (article,) = content["articles"]
    assert article["file_sha256"] == hashlib.sha256(NEWS.encode()).hexdigest()
    assert article["title"]["at"] == NEWS.index(TITLE)
    assert article["events"][0]["quote"]["chars"] == len(EVENT["quote"])
    assert [event["why"] for event in article["non_events"]] == ["愿望", "a wish"]
    assert not content["rules_written_beside"]
    for words in (TITLE, "气候变化", "经贸往来", "talks.md"):
        assert words not in reading.read_text(encoding="utf-8")


def test_the_files_of_a_reading_are_found_in_an_archive_and_built(scored: Evaluation):
    assert scored.figures["found"]["f1"] == scored.figures["exact"]["f1"] == 1.0


@pytest.mark.parametrize("kind", ["persons", "offices"])
def test_kinds_are_scored_apart(scored: Evaluation, kind: str):
    assert scored.figures[kind] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}


def test_what_there_is_none_of_has_no_figure(scored: Evaluation):
    assert scored.figures["parties"] is None


@pytest.mark.parametrize("name", ["title", "publisher", "published", "body_whole", "body_start"])
def test_metadata_and_bodies_are_compared_by_digest(scored: Evaluation, name: str):
    assert scored.figures[name] == 1.0
    assert scored.figures["boilerplate_kept"] == "0 of 1"


def test_a_statement_needs_its_words_and_its_speaker(scored: Evaluation):
    assert scored.figures["statements_found"] == 1.0
    assert scored.figures["statements_right"] == 0.5
    assert [line for line in scored.lines if "statement of 普京" in line and "拉夫罗夫" in line]


def test_misses_and_extras_are_told_with_their_words(convert, corpus: Path):
    missed = {**EVENT, "date": "2020-01-02"}
    reading = convert("missed", {**NOTES, "events": [missed], "offices": []})
    lines = build_and_score([reading], find_files(corpus, digests(reading))).lines
    place = NEWS.index(EVENT["quote"])
    assert [li for li in lines if "miss " in li and "talks.md Meeting 2020-01-02" in li
            and f"@{place} {EVENT['quote']}" in li]  # fmt: skip
    assert [li for li in lines if "extra " in li and "Meeting 2021-03-22" in li and "body@" in li]
    assert [li for li in lines if "extra " in li and "office 王毅 外" in li]


def test_a_reader_who_agrees_scores_full(reading: Path):
    figures = agreement([reading], [reading]).figures
    for kind in ("found", "exact", "persons", "topics", "places", "offices"):
        assert figures[kind]["f1"] == 1.0
    for name in ("statements_right", "title", "publisher", "published", "body_start", "body_end"):
        assert figures[name] == 1.0
    assert figures["body_whole"] is None  # a reader notes no whole bodies


def test_a_second_reader_is_scored_as_if_it_were_the_program(reading: Path, convert):
    said = [
        {**NOTES["statements"][0], "first": "王毅表示，中俄要"},
        {**NOTES["statements"][1], "speaker": "拉夫罗夫"},
    ]
    event = {**EVENT, "participants": ["王毅", "拉夫罗夫", "普京"], "topics": {}}
    second = convert("second", {
        **NOTES, "title": "会见", "events": [event], "statements": said,
        "offices": NOTES["offices"][1:],
    })  # fmt: skip
    figures = agreement([reading], [second]).figures
    assert figures["found"]["f1"] == 1.0
    assert figures["exact"]["f1"] == 0.0
    assert figures["persons"]["precision"] == 0.6667
    assert figures["topics"]["recall"] == 0.0
    assert figures["offices"]["recall"] == 0.6667
    assert figures["title"] == 0.0
    assert figures["statements_found"] == 1.0  # the words are within what the second noted
    assert figures["statements_right"] == 0.5


def test_agreement_is_on_what_both_read(reading: Path, root: Path):
    other = root / "tests" / "gold" / "readings" / "H1-second.json"
    found = agreement([reading, other], [reading])
    assert found.figures["counts"]["main"] == 1
    assert set(found.missing) == digests(other)


def test_readers_who_share_no_file_do_not_compare(reading: Path, root: Path):
    other = root / "tests" / "gold" / "readings" / "H1-second.json"
    with pytest.raises(GoldUnreadable, match=r"H1-second\.json: has none of the 1 files"):
        agreement([reading], [other])


def test_files_known_by_digest_need_the_corpus(reading: Path, root: Path):
    with pytest.raises(GoldUnreadable, match="digest"):
        evaluate([reading], root / "output")


def test_files_that_the_corpus_lacks_are_named(reading: Path, root: Path):
    key = hashlib.sha256(NEWS.encode()).hexdigest()
    told = f"1 of its 1 files are not in the corpus: {key[:16]}…"
    with pytest.raises(GoldUnreadable, match=told):
        evaluate([reading], root / "output", {})


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_the_command_builds_the_files_and_shows(reading: Path, corpus: Path):
    done = _run("evaluate", "--gold", reading, "--corpus", corpus, "--show")
    assert done.exit_code == 0, done.stderr
    assert "found                    precision=1.0" in done.stdout
    assert "building 1 files" in done.stderr


def test_the_command_compares_readers(reading: Path):
    done = _run("evaluate", "--gold", reading, "--against", reading, "--json")
    assert json.loads(done.stdout)["offices"]["f1"] == 1.0


def _gold(path: Path, *files: str) -> Path:
    """Gold that tells the same event of each file."""
    articles = [{"file": file, "events": [EVENT]} for file in files]
    path.write_text(json.dumps({"articles": articles}), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def output(corpus: Path) -> Path:
    """The output of a build of one file."""
    done = _run("build", corpus.parent / "talks.md", "-o", corpus.parent / "output", "-q")
    assert done.exit_code == 0, done.stderr
    return corpus.parent / "output"


def test_files_of_the_gold_that_an_output_lacks_are_named(output: Path, tmp_path: Path):
    gold = _gold(tmp_path / "gold.json", "talks.md", "二.md", "gone.md")
    done = _run("evaluate", "--gold", gold, "--output", output)
    assert done.exit_code == 1
    assert done.stderr == (
        f"kg: 2 of the 3 files of the gold are not in {output}, and count as missed: "
        "gone.md, 二.md\n"
    )
    told = json.loads(_run("evaluate", "--gold", gold, "--output", output, "--json").stdout)
    assert told["missing"] == ["gone.md", "二.md"]


def test_an_output_that_has_all_files_of_the_gold_lacks_none(output: Path, tmp_path: Path):
    gold = _gold(tmp_path / "gold.json", "talks.md")
    done = _run("evaluate", "--gold", gold, "--output", output, "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(done.stdout)["missing"] == []


def test_an_output_of_other_files_is_wrong_usage(output: Path, tmp_path: Path):
    gold = _gold(tmp_path / "gold.json", "gone.md", "二.md")
    with pytest.raises(OutputUnreadable, match=r"output: has none of the 2 files of the gold \("):
        evaluate([gold], output)


def test_many_missing_files_are_counted_and_some_named(output: Path, tmp_path: Path):
    gold = _gold(tmp_path / "gold.json", "talks.md", *(f"{n:02}.md" for n in range(30)))
    done = _run("evaluate", "--gold", gold, "--output", output)
    assert "30 of the 31" in done.stderr
    assert done.stderr.endswith("18.md, 19.md and 10 more\n")


def test_what_a_second_reader_did_not_read_is_named_and_left_out(tmp_path: Path):
    gold = _gold(tmp_path / "gold.json", "a.md", "b.md")
    second = _gold(tmp_path / "second.json", "a.md", "c.md")
    done = _run("evaluate", "--gold", gold, "--against", second)
    assert done.exit_code == 0
    assert done.stderr == (
        f"kg: 1 of the 2 files of the gold are not in {second}, and are left out: b.md\n"
    )


@pytest.mark.parametrize(
    "articles",
    [
        [], ["a"], [{"file": "a", "events": {"x": 1}}], "a", 5, [None],
        [{"file": 5, "events": []}], [{"file": "a", "part": "x", "events": []}],
        [{"file": "a", "body_chars": "x", "events": []}],
        *([{"file": "a", "events": [{**EVENT, **wrong}]}] for wrong in (
            {"type": "Meting"}, {"status": "hold"}, {"date": "soon"}, {"date": "2020-13-45"},
            {"participants": "习近平"}, {"alt": [{"status": "hold"}]}, {"topics": ["trade"]},
        )),
    ],
)  # fmt: skip
def test_gold_of_another_shape_is_refused(tmp_path: Path, articles: object):
    path = tmp_path / "gold.json"
    path.write_text(json.dumps({"articles": articles}), encoding="utf-8")
    with pytest.raises(GoldUnreadable, match=r"gold\.json: "):
        agreement([path], [path])


def test_a_piece_is_found_by_its_digest_alone():
    known = read_piece("气候 变化")
    assert known is not None
    unknown = Piece(known.sha256, known.chars)
    for piece in (known, unknown):
        assert piece.stands_in("要加强气候变化合作")
        assert not piece.stands_in("气候")
        assert piece.begins("气候变化合作") and not piece.begins("要气候变化")
        assert piece.ends("加强气候变化") and not piece.ends("气候变化合作")


def test_a_piece_gets_its_words_back_only_where_they_stand():
    place = Place("要 加强 气候\n变化 合作")
    piece = place.piece("气候变化")
    assert piece.at == 5
    assert place.restored(Piece(piece.sha256, piece.chars, 5)).text == "气候变化"
    assert place.restored(Piece(piece.sha256, piece.chars, 2)).text is None
    assert place.restored(Piece(piece.sha256, piece.chars)).text is None
    assert place.find("没有") is None
