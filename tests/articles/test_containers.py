"""Files on disk and in archives."""

from __future__ import annotations

from pathlib import Path

from kg.articles.containers import stored_files


def test_the_output_of_an_earlier_build_is_no_input(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("习近平会见法国总统马克龙。", encoding="utf-8")
    output = tmp_path / "output" / "analysis"
    output.mkdir(parents=True)
    (output / "met.csv").write_text("text\n习近平会见法国总统马克龙。\n", encoding="utf-8")
    for name in ("graph.ttl", "articles.jsonl"):
        (tmp_path / "output" / name).write_text("{}\n", encoding="utf-8")
    assert [found.path for _, found in stored_files([tmp_path])] == ["a.txt"]
