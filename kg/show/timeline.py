"""The other arrangement of the graph: events along time, agents above, topics and places below."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg.model import Event
from kg.network.structure import Link
from kg.show.book import Book

_ROOM = 110.0  # width of an event with its label
_LANE = 96.0  # height of a row
_GAP = 110.0  # between bands
_YEAR = 30.0  # width of a year in which nothing happens
_LEAST_WIDE = 1200.0  # width of a drawing with few events
_ABOVE = ("person", "organization", "country")
_BELOW = ("topic", "agreement", "place")

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Where each node stands, and where the years begin on the axis."""

    places: dict[str, Place]
    ticks: tuple[tuple[float, str], ...]


def timeline(book: Book, nodes: Sequence[str], links: Iterable[Link]) -> Timeline:
    """Places of all nodes in whole units; the axis of time runs along y = 0."""
    events = [book.events[node] for node in nodes if node in book.events]
    scale = _scale(day for event in events if (day := _day(event)) is not None)
    width = scale.width
    places, depth = _event_places(events, scale)
    centres = _centres(places, links)
    above = -_GAP - depth[0] * _LANE
    below = _GAP + depth[1] * _LANE
    for kinds, start, step in ((_ABOVE, above, -_LANE), (_BELOW, below, _LANE)):
        for kind in kinds:
            members = [node for node in nodes if book.kinds.get(node) == kind]
            rows = _spread(members, book, centres, width, (start, step), places)
            start += (rows * _LANE + _GAP * 0.3) * (1 if step > 0 else -1) if rows else 0.0
    whole = {node: (float(round(x)), float(round(y))) for node, (x, y) in places.items()}
    return Timeline(whole, scale.ticks())


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days to units of length. A year takes the more room the more happens in it."""

    starts: Mapping[int, float]  # by year
    width: float

    def at(self, day: date) -> float:
        start, end = self.starts[day.year], self.starts.get(day.year + 1, self.width)
        return start + (end - start) * (day.timetuple().tm_yday - 1) / 366

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """The beginnings of the years."""
        return tuple((float(round(start)), str(year)) for year, start in self.starts.items())


def _scale(days: Iterable[date]) -> _Scale:
    """The years of these days, one after the other."""
    years = Counter(day.year for day in days)
    # many events stand in several rows, lest the drawing get wide and flat
    room = _ROOM * 0.8 / max(1.0, math.sqrt(years.total()) / 4)
    end, starts = 0.0, {}
    for year in range(min(years, default=0), max(years, default=-1) + 1):
        starts[year] = end
        end += _YEAR + room * years[year]
    stretch = max(1.0, _LEAST_WIDE / end) if end else 1.0
    return _Scale({year: start * stretch for year, start in starts.items()},
                  max(end * stretch, _LEAST_WIDE))


def _day(event: Event) -> date | None:
    """The middle of what is known of the date."""
    if event.date is None:
        return None
    first, last = event.date.not_before, event.date.not_after
    if first and last:
        return date.fromordinal((first.toordinal() + last.toordinal()) // 2)
    return first or last


def _event_places(
    events: Iterable[Event], scale: _Scale
) -> tuple[dict[str, Place], tuple[int, int]]:
    """Events at their days, in rows around the axis where they are close; undated ones behind.

    The second value counts the rows above and below the axis.
    """
    places: dict[str, Place] = {}
    ends: dict[int, float] = {}
    behind = scale.width + _ROOM
    for event in sorted(events, key=lambda one: (str(_day(one) or "9999"), one.key)):
        day = _day(event)
        x = scale.at(day) if day else behind
        row = next(row for row in _rows() if ends.get(row, -1e9) <= x)
        ends[row] = x + _ROOM
        places[event.key] = (x, row * _LANE)
    return places, (-min(ends, default=0), max(ends, default=0))


def _rows() -> Iterable[int]:
    """0, -1, 1, -2, 2, …"""
    row = 0
    while True:
        yield row
        row = -row if row < 0 else -row - 1


def _centres(places: dict[str, Place], links: Iterable[Link]) -> dict[str, float]:
    """The mean place on the axis of the events that a node belongs to."""
    found: dict[str, list[float]] = {}
    for link in links:
        if link.source in places:
            found.setdefault(link.target, []).append(places[link.source][0])
    return {node: math.fsum(xs) / len(xs) for node, xs in found.items()}


def _spread(
    members: list[str], book: Book, centres: dict[str, float], width: float,
    band: tuple[float, float], places: dict[str, Place],
) -> int:
    """Places the members evenly along the axis, by the middle of their events; returns rows."""
    ordered = sorted(members, key=lambda node: (centres.get(node, width), node))
    needed = math.fsum(_label_width(book.names[node][0] or node) for node in ordered)
    rows = int(needed // width) + 1 if ordered else 0
    for number, node in enumerate(ordered):
        x = (number + 0.5) / len(ordered) * width
        places[node] = (x, band[0] + band[1] * (number % rows))
    return rows


def _label_width(label: str) -> float:
    """Units that a label takes, with the room around it."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in label)
    return 40.0 + 17.0 * wide + 9.0 * (len(label) - wide)
