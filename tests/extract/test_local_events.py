"""An event of one article: what its tellings add up to, however often it is told."""

from __future__ import annotations

from datetime import date

from kg.extract.local_events import LocalEvent
from tests.extract.reading import events

_LEAD = "3月9日,习近平会见法国总统马克龙。"


def _one(text: str) -> LocalEvent:
    (event,) = events(text, published=date(2021, 3, 10))
    return event


def test_tellings_that_say_the_same_are_worked_on_once() -> None:
    event = _one(_LEAD + "习近平会见马克龙。" * 50)
    assert len(event.tellings) > 50
    assert len(event.distinct) <= 3


def test_what_is_carried_on_is_what_all_tellings_add_up_to() -> None:
    event = _one(_LEAD + "习近平会见马克龙。" * 5 + "习近平3月9日同马克龙总统举行会谈。")
    anew = LocalEvent(event.tellings)
    assert list(anew.distinct) == list(event.distinct)
    assert (anew.type, anew.keys, anew.dates) == (event.type, event.keys, event.dates)
    assert (anew.told_last, anew.sides) == (event.told_last, event.sides)


def test_a_later_telling_of_the_same_moves_where_it_was_told_last() -> None:
    once, twice = _one(_LEAD), _one(_LEAD + "习近平会见马克龙。" * 2)
    assert twice.told_last > once.told_last >= 0
