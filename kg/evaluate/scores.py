"""From pairs to figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from kg.evaluate.article_scores import count_articles
from kg.evaluate.found import Found, Prediction
from kg.evaluate.gold import EVERYBODY, GoldArticle, GoldEvent, Reading
from kg.evaluate.matching import Pair, called, gold_events, pair_up, same_party
from kg.evaluate.tally import Tally, prf
from kg.model import LIVE


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Figures by name, and a line for each miss, extra and near hit.

    ``missing`` are those of the gold's ``files`` that what is scored does not have.
    """

    figures: Mapping[str, Any]
    lines: tuple[str, ...]
    missing: tuple[str, ...] = ()
    files: int = 0


@cache
def compared_topics() -> frozenset[str]:
    """The topics that every gold file knows; others are neither rewarded nor punished."""
    text = Path(__file__).with_name("topics.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


def score(gold: tuple[GoldArticle, ...], found: Found) -> Evaluation:
    """Compare what was found with the gold."""
    tally = Tally()
    for file, events in sorted(gold_events(gold).items()):
        here = tuple(event for event in found.events if file in event.files)
        _count_file(tally, file, events, here)
    count_articles(tally, gold, found)
    return Evaluation(_figures(tally), tuple(tally.lines))


def _count_file(
    tally: Tally, file: str, golds: tuple[GoldEvent, ...], predictions: tuple[Prediction, ...]
) -> None:
    pairs = {pair.gold: pair for pair in pair_up(golds, predictions)}
    for i, gold in enumerate(golds):
        if i in pairs:
            _count_pair(tally, file, gold, predictions[pairs[i].prediction], pairs[i])
        else:
            _count_missed(tally, file, gold)
    met = {pair.prediction for pair in pairs.values()}
    for j, prediction in enumerate(predictions):
        if j not in met:
            tally.add("spurious" if prediction.status in LIVE else "off_wrong")
            tally.say("extra", file, f"({prediction.status}) {_told(prediction, file)}")


def _count_missed(tally: Tally, file: str, gold: GoldEvent) -> None:
    """Nothing in the output meets this event. Passing ones are no loss."""
    if gold.first.status not in LIVE:
        tally.add("off_gold")
        tally.add("off_missed", gold.main)
        tally.say("miss", file, f"({gold.first.status}) {_wanted(gold)}")
    elif gold.main:
        tally.add("missed")
        tally.say("miss", file, _wanted(gold))


def _count_pair(
    tally: Tally, file: str, gold: GoldEvent, prediction: Prediction, pair: Pair
) -> None:
    """An event and its prediction: did both take place?"""
    tellings = gold.tellings(prediction.files)
    states = {reading.status for telling in tellings for reading in telling.readings}
    held, predicted_held = bool(states & LIVE), prediction.status in LIVE
    if held and predicted_held:
        _count_found(tally, file, gold, prediction, exact=pair.exact)
    elif predicted_held:
        tally.add("false_held")
        tally.add("off_gold")
        tally.add("off_missed", gold.main)
        tally.say("HELD?", file, f"gold {gold.first.status} {_wanted(gold)}")
    elif held:
        tally.add("missed", gold.main)
        tally.add("off_wrong")
        states_told = f"got {prediction.status} for {gold.first.status}"
        tally.say("status", file, f"{states_told} {_wanted(gold)}")
    else:
        right = prediction.status in states
        tally.add("off_gold")
        tally.add("off_right", right)
        tally.add("off_wrong", not right)
        tally.add("off_missed", gold.main and not right)


def _count_found(
    tally: Tally, file: str, gold: GoldEvent, prediction: Prediction, *, exact: bool
) -> None:
    tally.add("met")
    tally.add("found", gold.main)
    tally.add("exact", gold.main and exact)
    tally.add("inexact", gold.main and not exact)
    tellings = gold.tellings(prediction.files)
    readings = [reading for telling in tellings for reading in telling.readings]
    tally.add("type_right", any(prediction.type == reading.type for reading in readings))
    tally.add("date_right", any((prediction.date or None) == r.date for r in readings))
    _count_people(tally, readings, prediction)
    allowed = {place for reading in readings for place in reading.places}
    _count_places(tally, set(gold.first.places), allowed, prediction)
    if gold.topics_count:
        _count_topics(tally, gold, tellings, prediction)
    if gold.main and not exact:
        tally.say("near", file, f"{_wanted(gold)} | got {_told(prediction, file)}")


def _count_people(tally: Tally, readings: list[Reading], prediction: Prediction) -> None:
    """Persons and parties against the reading that they meet best."""
    persons, parties = zip(*(_people_met(reading, prediction) for reading in readings), strict=True)
    tally.add_met("person", *min(persons, key=_wrongs))
    tally.add_met("party", *min(parties, key=_wrongs))


def _wrongs(counts: tuple[int, int, int]) -> tuple[int, int]:
    right, wrong, missed = counts
    return wrong + missed, -right


def _people_met(reading: Reading, prediction: Prediction) -> tuple[tuple[int, int, int], ...]:
    """(right, wrong, missed) of persons and of parties; who only sat in is never wrong."""
    attendees = reading.attendees or frozenset()
    known = reading.participants | reading.parties | attendees
    persons = called(prediction.persons, known)
    parties = called(prediction.parties, known)
    missed = reading.participants - persons - called(prediction.sat_in, known)
    wrong = persons - reading.participants - attendees
    met = [g for g in reading.parties if any(same_party(g, p) for p in parties)]
    extra = [p for p in parties if not any(same_party(g, p) for g in reading.parties)]
    return (
        (len(reading.participants) - len(missed), len(wrong), len(missed)),
        (len(met), len(extra), len(reading.parties) - len(met)),
    )


def _count_places(
    tally: Tally, wanted: set[str], allowed: set[str], prediction: Prediction
) -> None:
    """Places told; one that contains a place told is not wrong."""
    hits = sum(any(place in names for names in prediction.places) for place in wanted)
    tally.add("place_tp", hits)
    tally.add("place_fn", len(wanted) - hits)
    for names in prediction.places:
        around = any(set(names) & set(container) for container in prediction.around)
        tally.add("place_fp", not (set(names) & allowed or around))


def _count_topics(
    tally: Tally, gold: GoldEvent, tellings: tuple[GoldEvent, ...], prediction: Prediction
) -> None:
    """Topics by speaker; optional ones are neither rewarded nor punished."""
    speakers = {s for told in tellings for s in (*told.topics, *told.optional_topics)}
    got: dict[str, frozenset[str]] = {}
    for names, topics in prediction.topics.items():
        speaker = next((name for name in names if name in speakers), names[0])
        got[speaker] = got.get(speaker, frozenset()) | (topics & compared_topics())
    for speaker in speakers | set(got):
        sure = gold.topics.get(speaker, frozenset())
        optional = (t.optional_topics.get(s, ()) for t in tellings for s in (speaker, EVERYBODY))
        allowed = {*chain(*(t.topics.get(speaker, ()) for t in tellings), *optional)}
        raised = got.get(speaker, frozenset())
        tally.add("topic_tp", len(sure & raised))
        tally.add("topic_fn", len(sure - raised))
        tally.add("topic_fp", len(raised - sure - allowed))


def _figures(tally: Tally) -> dict[str, Any]:
    c = tally.counts
    wrong = c["spurious"] + c["false_held"]
    figures = {
        "found": prf(c["found"], wrong, c["missed"]),
        "exact": prf(c["exact"], wrong + c["inexact"], c["missed"] + c["inexact"]),
        "persons": tally.met("person"),
        "parties": tally.met("party"),
        "topics": tally.met("topic") or prf(0, 0, 0),
        "places": tally.met("place") or prf(0, 0, 0),
        "not_held": prf(c["off_right"], c["off_wrong"], c["off_missed"]),
        "not_held_told_as_held": f"{c['false_held']} of {c['off_gold']}",
        "type_right": tally.share("type_right", "met"),
        "date_right": tally.share("date_right", "met"),
        "offices": tally.met("office"),
        "statements_found": tally.share("said_found", "said"),
        "statements_right": tally.share("said_right", "said"),
        "body_whole": tally.share("body_whole", "bodies_seen"),
        "body_start": tally.share("body_start", "bodies"),
        "body_end": tally.share("body_end", "bodies"),
        "boilerplate_kept": f"{c['boiler_kept']} of {c['boiler_gold']}",
        "title": tally.share("title_right", "title_gold"),
        "publisher": tally.share("publisher_right", "publisher_gold"),
        "published": tally.share("published_right", "published_gold"),
    }
    return figures | {
        "counts": {
            "main": c["found"] + c["missed"],
            "found": c["found"],
            "exact": c["exact"],
            "passing_met": c["met"] - c["found"],
            "spurious": c["spurious"],
            "offices": c["office_tp"] + c["office_fn"],
            "statements": c["said"],
        },
    }


def _wanted(gold: GoldEvent) -> str:
    first = gold.first
    parties = sorted(first.parties) or ""
    told = f"{first.type} {first.date} {sorted(first.participants)} {parties}"
    return f"{told} {gold.quote}" if gold.quote else told


def _told(prediction: Prediction, file: str) -> str:
    persons = sorted(names[0] for names in prediction.persons)
    parties = sorted(names[0] for names in prediction.parties)
    words = prediction.told.get(file, "")
    return f"{prediction.type} {prediction.date} {persons} {parties} {words}".rstrip()
