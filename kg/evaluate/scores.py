"""From pairs to figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from kg.evaluate.gold import EVERYBODY, LIVE, GoldArticle, GoldEvent
from kg.evaluate.matching import Pair, gold_events, pair_up
from kg.evaluate.predictions import Prediction

_SHORTEST, _LONGEST, _SLACK = 0.8, 1.35, 40  # of a body against the gold's length, code points


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Figures by name, and a line for each miss, extra and near hit."""

    figures: Mapping[str, Any]
    lines: tuple[str, ...]


@cache
def compared_topics() -> frozenset[str]:
    """The topics that every gold file knows; others are neither rewarded nor punished."""
    text = Path(__file__).with_name("topics.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


class Tally:
    """Counts, and what is worth a look."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.lines: list[str] = []

    def add(self, name: str, count: int = 1) -> None:
        self.counts[name] += count

    def say(self, what: str, file: str, told: str) -> None:
        self.lines.append(f"  {what:6} {file[:22]} {told}")


def score(
    gold: tuple[GoldArticle, ...],
    predictions: tuple[Prediction, ...],
    articles: Iterable[Mapping[str, Any]],
) -> Evaluation:
    """Compare what was built with the gold."""
    tally = Tally()
    for file, events in sorted(gold_events(gold).items()):
        here = tuple(event for event in predictions if file in event.files)
        _count_file(tally, file, events, here)
    _count_articles(tally, gold, articles)
    return Evaluation(_figures(tally.counts), tuple(tally.lines))


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
            tally.say("extra", file, f"({prediction.status}) {_told(prediction)}")


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
    allowed = {place for reading in readings for place in reading.places}
    _count_places(tally, set(gold.first.places), allowed, prediction)
    if gold.topics_count:
        _count_topics(tally, gold, tellings, prediction)
    if gold.main and not exact:
        tally.say("near", file, f"{_wanted(gold)} | got {_told(prediction)}")


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


def _count_articles(
    tally: Tally, gold: tuple[GoldArticle, ...], articles: Iterable[Mapping[str, Any]]
) -> None:
    """Bodies and publication dates."""
    texts: dict[str, dict[int, Mapping[str, Any]]] = {}
    for article in articles:
        for file in (article["file"], *article.get("also", ())):
            texts.setdefault(file.rsplit("/", 1)[-1], {})[article.get("part") or 1] = article
    parts = Counter(article.file for article in gold)
    for wanted in gold:
        here = texts.get(wanted.file, {})
        first = here[min(here)] if here else None
        got = here.get(wanted.part) if parts[wanted.file] > 1 else first
        _count_body(tally, wanted, got)
        if wanted.published:
            published = str((got or {}).get("published") or "")
            tally.add("published_gold")
            tally.add("published_right", published[:10] == wanted.published[:10])


def _count_body(tally: Tally, wanted: GoldArticle, got: Mapping[str, Any] | None) -> None:
    """Whether the body is whole, begins and ends right, and holds no boilerplate."""
    if not (wanted.body_first and wanted.body_last):
        return
    text = _squeezed(got["text"]) if got else ""
    first, last = _squeezed(wanted.body_first)[:10], _squeezed(wanted.body_last)[-8:]
    whole = all(piece in text for piece in (first, last, *map(_squeezed, wanted.body_middle)))
    length = wanted.body_chars
    fits = not length or _SHORTEST * length <= len(text) <= _LONGEST * length + _SLACK
    tally.add("bodies")
    tally.add("body_start", text.startswith(first))
    tally.add("body_end", text.endswith(last))
    tally.add("body_whole", whole and fits)
    tally.add("boiler_gold", len(wanted.not_body))
    tally.add("boiler_kept", sum(_squeezed(piece) in text for piece in wanted.not_body))


def _figures(c: Counter[str]) -> dict[str, Any]:
    wrong = c["spurious"] + c["false_held"]
    return {
        "found": _prf(c["found"], wrong, c["missed"]),
        "exact": _prf(c["exact"], wrong + c["inexact"], c["missed"] + c["inexact"]),
        "topics": _prf(c["topic_tp"], c["topic_fp"], c["topic_fn"]),
        "places": _prf(c["place_tp"], c["place_fp"], c["place_fn"]),
        "not_held": _prf(c["off_right"], c["off_wrong"], c["off_missed"]),
        "not_held_told_as_held": f"{c['false_held']} of {c['off_gold']}",
        "type_right": _ratio(c["type_right"], c["met"]),
        "date_right": _ratio(c["date_right"], c["met"]),
        "body_whole": _ratio(c["body_whole"], c["bodies"]),
        "body_start": _ratio(c["body_start"], c["bodies"]),
        "body_end": _ratio(c["body_end"], c["bodies"]),
        "boilerplate_kept": f"{c['boiler_kept']} of {c['boiler_gold']}",
        "published": _ratio(c["published_right"], c["published_gold"]),
        "counts": {
            "main": c["found"] + c["missed"],
            "found": c["found"],
            "exact": c["exact"],
            "passing_met": c["met"] - c["found"],
            "spurious": c["spurious"],
        },
    }


def _prf(right: int, wrong: int, missed: int) -> dict[str, float]:
    """Precision, recall and F1 to four digits."""
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    both = precision + recall
    f1 = round(2 * precision * recall / both, 4) if both else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": f1}


def _ratio(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text or "")


def _wanted(gold: GoldEvent) -> str:
    first = gold.first
    parties = sorted(first.parties) or ""
    return f"{first.type} {first.date} {sorted(first.participants)} {parties}"


def _told(prediction: Prediction) -> str:
    persons = sorted(names[0] for names in prediction.persons)
    parties = sorted(names[0] for names in prediction.parties)
    return f"{prediction.type} {prediction.date} {persons} {parties}"
