"""What lies where, as far as is known."""

from __future__ import annotations

from collections.abc import Callable

from kg.knowledge import Knowledge


def country_finder(knowledge: Knowledge, *, whole: bool = False) -> Callable[[str], str | None]:
    """From the key of a place to that of the country it lies in; None where that is unknown.

    A country is its own. ``whole`` tells that a territory is that of the country it belongs to.
    """
    countries = {c.id: f"place/{(whole and c.part_of) or c.id}"
                 for c in knowledge.countries.values()}
    within = {city.id: city.within for city in knowledge.cities.values()}
    within |= {venue.id: venue.within for venue in knowledge.venues.values()}

    def country_of(place: str) -> str | None:
        name = place.removeprefix("place/")
        while name in within and name not in countries:
            name = within[name]
        return countries.get(name)

    return country_of
