"""Where verbs that tell words stand: what the finders of those who speak all look at."""

from __future__ import annotations

from kg.extract.annotations import Text
from kg.extract.saying import says
from kg.knowledge import Knowledge


class SayingFinder:
    """Provides the layer ``sayings``: where each verb that tells words begins."""

    requires = ()
    provides = "sayings"

    def __init__(self, knowledge: Knowledge) -> None:
        self._says = says(knowledge)

    def extract(self, text: Text) -> tuple[int, ...]:
        """The offsets, in order."""
        return tuple(match.start() for match in self._says.finditer(text.simplified))
