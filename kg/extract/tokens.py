"""The words of the lexicon in a text."""

from __future__ import annotations

from kg.extract.annotations import Text, Token
from kg.extract.matcher import Lexicon


class TokenFinder:
    """Provides the layer ``tokens``."""

    requires = ()
    provides = "tokens"

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def extract(self, text: Text) -> tuple[Token, ...]:
        """The tokens, none overlapping, in order."""
        return self._lexicon.tokens(text.simplified)
