"""Where: cities, venues and countries named in a text."""

from __future__ import annotations

from collections.abc import Iterator

from kg.articles.script import simplify
from kg.extract.annotations import PlaceName, Text, Token
from kg.knowledge import Knowledge


class PlaceFinder:
    """Provides the layer ``places`` from the layer ``tokens``."""

    requires = ("tokens",)
    provides = "places"

    def __init__(self, knowledge: Knowledge) -> None:
        cities = {
            city.id: tuple(simplify(name) for name in (city.zh_hans, *city.names))
            for city in knowledge.cities.values()
        }
        self._venues = frozenset(knowledge.venues)
        self._cities_of = {
            venue.id: (venue.within, cities[venue.within])
            for venue in knowledge.venues.values() if venue.within in cities
        }

    def extract(self, text: Text) -> tuple[PlaceName, ...]:
        """All places, in order of offsets."""
        tokens: tuple[Token, ...] = text.layer("tokens")
        return tuple(place for token in tokens for place in self._of(token))

    def _of(self, token: Token) -> Iterator[PlaceName]:
        term = token.meaning("place", "country")
        if term is None:
            return
        if term.kind == "country":
            yield PlaceName(token.start, token.end, f"place/{term.id}", "country")
            return
        city, names = self._cities_of.get(term.id, ("", ()))
        named = next((name for name in names if name in token.surface[:-1]), "")
        if named:  # a venue whose name holds its city's: 北京人民大会堂
            start = token.start + token.surface.index(named)
            yield PlaceName(start, start + len(named), f"place/{city}")
        begin = token.start + (len(named) if token.surface.startswith(named) else 0)
        yield PlaceName(begin, token.end, f"place/{term.id}",
                        "venue" if term.id in self._venues else "city")
