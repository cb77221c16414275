"""Where: cities, venues and countries named in a text."""

from __future__ import annotations

from kg.extract.annotations import PlaceName, Text, Token


class PlaceFinder:
    """Provides the layer ``places`` from the layer ``tokens``.

    A place that only begins a longer name (北京大学, 东京电力) is no place where things happen.
    """

    requires = ("tokens",)
    provides = "places"

    def extract(self, text: Text) -> tuple[PlaceName, ...]:
        """All places, in order of offsets."""
        tokens: tuple[Token, ...] = text.layer("tokens")
        return tuple(
            PlaceName(token.start, token.end, f"place/{term.id}", term.kind == "country")
            for token in tokens
            if (term := token.meaning("place", "country")) is not None
        )
