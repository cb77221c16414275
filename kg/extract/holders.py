"""Who holds which office when, as far as the knowledge tells."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from kg.extract.lookup import body_key
from kg.knowledge import Knowledge
from kg.knowledge.records import OfficeHeld


class OfficeHolders:
    """Finds the holder of an office told without a name (法国外长)."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._terms: dict[tuple[str, str], list[tuple[OfficeHeld, str]]] = defaultdict(list)
        for person in knowledge.people.values():
            for held in person.offices:
                if held.of is not None:
                    of = body_key(knowledge, held.of)
                    self._terms[held.role, of].append((held, f"person/{person.id}"))

    def on(self, role: str, of: str | None, day: date | None) -> frozenset[str]:
        """The keys of those who held an office on a day, as far as is known."""
        if of is None or day is None:
            return frozenset()
        terms = self._terms.get((role, of), ())
        return frozenset(person for held, person in terms if covers(held, day))


def covers(held: OfficeHeld, day: date) -> bool:
    """Whether a term of office covers a day; one without a beginning covers none."""
    written = day.isoformat()
    return held.start is not None and held.start <= written and (
        held.end is None or written[: len(held.end)] <= held.end)
