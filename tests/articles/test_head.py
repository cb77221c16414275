"""What the head of a page tells."""

import json

import pytest

from kg.articles.head import told_by_head
from kg.articles.tree import parse


def told(record: object) -> list[tuple[str, str]]:
    script = json.dumps(record, ensure_ascii=False)
    content = f'<html><script type="application/ld+json">{script}</script></html>'
    return list(told_by_head(parse(content), content))


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("张三", "张三"),
        ({"@type": "Person", "name": "张三"}, "张三"),
        ([{"name": "张三"}, {"name": "李四"}], "张三、李四"),
    ],
)
def test_the_author_of_a_record(author: object, name: str) -> None:
    assert ("author", name) in told({"@type": "NewsArticle", "author": author})


@pytest.mark.parametrize("author", [None, [], {}, {"name": None}, 7, "https://example.org/me"])
def test_an_author_without_a_name(author: object) -> None:
    assert told({"@type": "NewsArticle", "author": author}) == []


def test_the_publisher_of_a_record() -> None:
    record = {"@type": "NewsArticle", "publisher": {"@type": "Organization", "name": "某报"}}
    assert told(record) == [("publisher", "某报")]
