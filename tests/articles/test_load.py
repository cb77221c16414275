"""The whole stage: order, copies, refusals."""

from pathlib import Path

import pytest

from kg.articles import load
from kg.errors import InputMissing
from kg.rdf.export import Format, export

TEXT = "国务委员九日在北京会见甲国外长，双方就两国关系和共同关心的国际问题交换了意见。"
OTHER = "总统七日在首都同来访的乙国总理举行会谈，双方签署了多项合作文件，并会见了记者。"


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_identical_texts_are_one_article_with_several_paths(tmp_path: Path) -> None:
    for name in ("b/copy.txt", "a/first.txt", "c/copy.txt"):
        put(tmp_path, name, TEXT)
    put(tmp_path, "d/other.txt", OTHER)
    articles, refusals = load([tmp_path])
    assert [(a.path, a.also) for a in articles] == [
        ("a/first.txt", ("b/copy.txt", "c/copy.txt")),
        ("d/other.txt", ()),
    ]
    assert refusals == ()


def test_the_same_words_under_another_title_are_another_article(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", f"会见外长\n{TEXT}")
    put(tmp_path, "b.txt", f"外长来访\n{TEXT}")
    assert len(load([tmp_path])[0]) == 2


def test_the_order_of_the_inputs_does_not_matter(tmp_path: Path) -> None:
    one = put(tmp_path, "x/1.txt", TEXT)
    two = put(tmp_path, "y/2.txt", OTHER)
    bad = put(tmp_path, "z/3.txt", "")
    assert load([one, two, bad]) == load([bad, two, one]) == load([two, tmp_path / "z", one])


def test_what_is_refused_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    put(tmp_path, "1-empty.txt", "")
    put(tmp_path, "2-good.txt", TEXT)
    put(tmp_path, "3-front.md", "---\ntitle: [\n---\n" + TEXT)
    put(tmp_path, "4-english.txt", "Nothing Chinese in here.")
    (tmp_path / "5-binary.dat").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00")
    articles, refusals = load([tmp_path])
    assert [article.path for article in articles] == ["2-good.txt"]
    assert [(refusal.path, refusal.code) for refusal in refusals] == [
        ("1-empty.txt", "empty"),
        ("3-front.md", "front-matter"),
        ("4-english.txt", "not-chinese"),
        ("5-binary.dat", "binary"),
    ]


def test_parts_of_a_file_keep_their_numbers(tmp_path: Path) -> None:
    items = f"### 会见外长来访\n{TEXT}\n### \u3000空\n\n### 总理来访会谈\n{OTHER}\n"
    put(tmp_path, "20250507.md", items)
    articles, _ = load([tmp_path])
    assert [(article.part, article.title) for article in articles] == [
        (1, "会见外长来访"),
        (3, "总理来访会谈"),
    ]


@pytest.mark.parametrize("format", ["turtle", "n-triples", "json-ld", "rdf-xml", "csv"])
def test_an_export_is_no_input(root: Path, tmp_path: Path, format: Format) -> None:
    export(root / "output", tmp_path / "exported", format)
    articles, refusals = load([tmp_path])
    assert articles == ()
    assert len(refusals) == (2 if format == "csv" else 1)


@pytest.mark.parametrize(
    "name", ["graph.ttl", "dataset.nq.gz", "articles.jsonl", "graph.html", "report.html"]
)
def test_a_file_of_a_build_by_itself_is_no_input(root: Path, name: str) -> None:
    articles, (refusal,) = load([root / "output" / name])
    assert articles == ()
    assert "is written by diplomacy-kg" in refusal.message


def test_a_missing_input_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match="nowhere"):
        load([tmp_path / "nowhere"])


def test_no_input_is_no_article() -> None:
    assert load([]) == ((), ())
