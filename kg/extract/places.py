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
        city, names = self._cities_of.get(term.id, ("", ()))
        split = next((len(name) for name in names if token.surface.startswith(name)), 0)
        if 0 < split < len(token.surface):  # a venue whose name begins with its city's
            yield PlaceName(token.start, token.start + split, f"place/{city}")
        yield PlaceName(token.start + split, token.end, f"place/{term.id}", term.kind == "country")
