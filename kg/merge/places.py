"""Where a merged event was: the places that its tellings agree on, and those that clash."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from kg.merge.near_duplicates import Support
from kg.merge.records import Telling, by_user
from kg.model import Claim, Ref, Value


def choose_places(
    values: Mapping[Value, Sequence[Claim]], tellings: Sequence[Telling],
    around: Callable[[str], Iterable[str]], support: Support,
) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
    """The places that do not contradict the better supported ones, and those that do.

    Two places contradict each other where no telling tells both and neither lies in the other,
    nor both in one that is told.
    """
    together = [telling.places for telling in tellings]
    kept: list[Ref] = []
    clash: list[Value] = []
    ranked = sorted((v for v in values if isinstance(v, Ref)),
                    key=lambda place: (not by_user(values[place]), -support(values[place]),
                                       place.key))
    for place in ranked:
        lies_in = {place.key, *around(place.key)}
        fits = all(
            other.key in lies_in or place.key in {other.key, *around(other.key)}
            or any({place.key, other.key} <= told for told in together)
            for other in kept
        )
        if by_user(values[place]) or fits or _shares_city(lies_in, kept, around):
            kept.append(place)
        else:
            clash.append(place)
    return tuple(kept), tuple(clash)


def without_countries(
    places: Sequence[Value], values: Mapping[Value, Sequence[Claim]],
    around: Callable[[str], Iterable[str]],
) -> tuple[Value, ...]:
    """The places without the countries in which another of them lies."""
    keys = [place.key for place in places if isinstance(place, Ref)]
    wide = {holder for key in keys for holder in [*around(key)][-1:]}
    return tuple(place for place in places if by_user(values[place])
                 or not (isinstance(place, Ref) and place.key in wide))


def _shares_city(
    lies_in: set[str], kept: Sequence[Ref], around: Callable[[str], Iterable[str]]
) -> bool:
    """Whether a place lies in a city with one that is kept: two venues, or city and venue."""
    return any(
        set(list(around(other.key))[:-1]) & lies_in for other in kept
    )
