"""Things are found by any of their names, and a wrong name is answered with what comes near."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib

from kg.rdf.naming import NamedKind, UnknownName, event_type, find
from kg.rdf.queries import run
from kg.terms import PREFIXES

BASE = "https://example.org/kg/"


@pytest.mark.parametrize(
    ("kind", "name", "key"),
    [
        ("topic", "climate-change", "topic/climate-change"),
        ("topic", "Climate Change", "topic/climate-change"),
        ("topic", "气候变化", "topic/climate-change"),
        ("topic", "氣候變化", "topic/climate-change"),
        ("person", "普京", "person/vladimir-putin"),
        ("person", "普丁", "person/vladimir-putin"),
        ("person", "蒲亭", "person/vladimir-putin"),
        ("person", "vladimir putin", "person/vladimir-putin"),
        ("person", "Putin", "person/vladimir-putin"),
        ("person", "Antonio Guterres", "person/antonio-guterres"),
        ("person", "vladimir-putin", "person/vladimir-putin"),
        ("person", "person/vladimir-putin", "person/vladimir-putin"),
        ("person", f"{BASE}person/vladimir-putin", "person/vladimir-putin"),
        ("agent", "俄羅斯", "place/russia"),
        ("agent", "U.N.", "organization/united-nations"),
        ("agent", "普京", "person/vladimir-putin"),
        ("place", "Moscow", "place/moscow"),
        ("place", "俄罗斯", "place/russia"),
        ("agreement", "巴黎协议", "agreement/paris-agreement"),
        ("event", "2020-05-01", "event/one"),
        ("event", "普京演讲", "event/three"),
        ("event", "two", "event/two"),
    ],
)
def test_any_name_finds_it(
    kind: NamedKind, name: str, key: str, small: ox.Store, small_in_rdflib: rdflib.Graph
) -> None:
    assert find(kind, name, small) == f"<{BASE}{key}>"
    assert find(kind, name, small_in_rdflib) == f"<{BASE}{key}>"


@pytest.mark.parametrize(
    ("kind", "name", "near"),
    [
        ("topic", "climate-chnage", "气候变化 (climate-change)"),
        ("topic", "气候", "气候变化 (climate-change)"),
        ("person", "Vladimir Puttin", "普京 (vladimir-putin)"),
        ("person", "古特列斯", "古特雷斯 (antonio-guterres)"),
        ("place", "moskow", "莫斯科 (moscow)"),
    ],
)
def test_an_unknown_name_is_told_with_what_comes_near(
    kind: NamedKind, name: str, near: str, small: ox.Store
) -> None:
    with pytest.raises(UnknownName, match="has this name; did you mean") as refused:
        find(kind, name, small)
    assert near in str(refused.value)


def test_a_name_unlike_any_has_no_suggestion(small: ox.Store) -> None:
    with pytest.raises(UnknownName, match="no topic has this name; see what"):
        find("topic", "zzzz", small)


@pytest.mark.parametrize("name", ["", " ", "-", "<", "x> ?p ?o . } #", '"', "\\"])
def test_what_is_no_name_finds_nothing(name: str, small: ox.Store) -> None:
    with pytest.raises(UnknownName):
        find("person", name, small)


def test_a_name_of_several_is_told_with_all_of_them(small: ox.Store) -> None:
    with pytest.raises(UnknownName, match="2 of kind person") as refused:
        find("person", "李", small)
    assert "李安娜 (anna-li)" in str(refused.value) and "李贝拉 (bela-li)" in str(refused.value)


def test_a_day_with_two_events_names_neither(small: ox.Store) -> None:
    with pytest.raises(UnknownName, match=r"普京同古特雷斯通电话 \(two\)"):
        find("event", "2020-05-02", small)


def test_a_person_is_no_place(small: ox.Store) -> None:
    with pytest.raises(UnknownName, match="no place has this name"):
        find("place", "普京", small)


@pytest.mark.parametrize("name", ["VideoMeeting", "video meeting", "视频会晤", "視訊會晤"])
def test_an_event_type_by_any_name(name: str, small: ox.Store) -> None:
    assert event_type(name, small) == f"<{PREFIXES['kg']}VideoMeeting>"


def test_an_event_type_of_the_users_own(small_in_rdflib: rdflib.Graph) -> None:
    graph = rdflib.Graph() + small_in_rdflib
    event = rdflib.URIRef(f"{BASE}event/one")
    graph.add((event, rdflib.RDF.type, rdflib.URIRef(f"{PREFIXES['kg']}Hearing")))
    assert event_type("hearing", graph) == f"<{PREFIXES['kg']}Hearing>"
    assert len(run(graph, "events-by-type", {"type": "Hearing"}).rows) == 1


def test_an_unknown_event_type_is_told_with_what_comes_near(small: ox.Store) -> None:
    with pytest.raises(UnknownName, match=r"did you mean .*Meeting"):
        event_type("Meetings", small)


def test_defaults_are_found_below_another_base(small: ox.Store) -> None:
    table = run(small, "meetings-by-topic")
    assert [row[0] for row in table.texts()] == ["2020-05-01"]
