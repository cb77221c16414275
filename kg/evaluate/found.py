"""What is compared with the gold: what an output says, or what a second reader found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.evaluate.pieces import Piece
from kg.rdf.readback import Names


@dataclass(frozen=True, slots=True)
class Prediction:
    """One event. People and places stand with all their names."""

    iri: str
    type: str
    status: str
    date: str | None
    first_day: str
    last_day: str
    persons: tuple[Names, ...]
    parties: tuple[Names, ...]
    sat_in: tuple[Names, ...] = ()
    places: tuple[Names, ...] = ()
    around: tuple[Names, ...] = ()  # what the places are in
    topics: Mapping[Names, frozenset[str]] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    told: Mapping[str, str] = field(default_factory=dict)  # by file: the words and where they are


@dataclass(frozen=True, slots=True)
class Office:
    """Somebody's office, and what it is held in, each with all its names."""

    person: Names
    office: Names
    of: Names
    files: frozenset[str]


@dataclass(frozen=True, slots=True)
class Said:
    """What was said: its squeezed text, or where a reader notes its beginning and its end."""

    speakers: tuple[Names, ...]
    files: frozenset[str]
    text: str = ""
    first: Piece | None = None
    last: Piece | None = None

    def holds(self, words: Piece) -> bool:
        """Whether these words of the gold are among those said."""
        if self.first is None:
            return words.stands_in(self.text)
        if words == self.first:
            return True
        ends = (self.first.at, words.at, self.last.at if self.last else None)
        start, place, end = ends
        return start is not None and place is not None and end is not None and start <= place <= end


@dataclass(frozen=True, slots=True)
class Told:
    """An article: its squeezed text, or what a reader notes of its beginning and its end."""

    files: frozenset[str]
    part: int
    title: Piece | None
    publisher: Names
    published: str
    text: str | None = None
    first: Piece | None = None
    last: Piece | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that is compared."""

    events: tuple[Prediction, ...]
    offices: tuple[Office, ...]
    statements: tuple[Said, ...]
    articles: tuple[Told, ...]


def bounds(edtf: str | None) -> tuple[str, str]:
    """First and last day of a day, month, year or interval; of no date, of all time."""
    if not edtf:
        return "0000-01-01", "9999-12-31"
    if "/" in edtf:
        first, last = edtf.split("/", 1)
        return bounds(first)[0], bounds(last)[1]
    return {
        4: (f"{edtf}-01-01", f"{edtf}-12-31"),
        7: (f"{edtf}-01", f"{edtf}-31"),
    }.get(len(edtf), (edtf, edtf))
