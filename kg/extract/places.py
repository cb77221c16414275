"""Where: cities, venues and countries named in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.articles.script import simplify
from kg.extract.annotations import VENUE_RULE, PlaceName, Text, Token
from kg.extract.geography import country_finder
from kg.extract.lookup import new_venue_key, short_names
from kg.extract.spans import Taken
from kg.knowledge import Knowledge

# What follows the short name of a country to which someone goes (赴日访问, 抵美后).
_ABROAD = (
    "访问|出席|参加|与会|会[见谈晤]|进行|展开|考察|参访|后|，|。|、|[一二三四五六七八九十两0-9]"
)
# 在京, the capital as the mainland's press calls it.
_IN_THE_CAPITAL = re.compile(
    r"在(京)(?=会[见谈晤]|[同与和，]|举行|出席|召开|开幕|闭幕|签署|分别|主持)")


class PlaceFinder:
    """Provides the layer ``places`` from the layer ``tokens``."""

    requires = ("tokens",)
    provides = "places"

    def __init__(self, knowledge: Knowledge) -> None:
        cities = {
            city.id: tuple(simplify(name) for name in (city.zh_hans, *city.names))
            for city in knowledge.cities.values()
        }
        self._country = country_finder(knowledge)
        self._shorts = {
            short: owners[0] for short, owners in short_names(knowledge).items()
            if len(owners) == 1
        }
        self._bound_for = re.compile(f"[赴抵]([{''.join(sorted(self._shorts))}])(?={_ABROAD})")
        self._capital = knowledge.countries["china"].capital or "beijing"
        lists = knowledge.lists
        heads = "|".join(sorted(lists["grammar.venue_ends"], key=len, reverse=True))
        self._venue = re.compile(
            f"((?:(?!{'|'.join(lists['grammar.no_venues'])})[\u4e00-\u9fff·]){{1,8}}?"
            f"(?:{heads}))(?=[，,。；;、]|{'|'.join(lists['grammar.after_venues'])})")
        self._venues = frozenset(knowledge.venues)
        cities |= {
            venue.id: tuple(simplify(name) for name in (venue.zh_hans, *venue.names))
            for venue in knowledge.venues.values()
        }
        self._holders_of = {
            venue.id: (venue.within, cities[venue.within])
            for venue in knowledge.venues.values() if venue.within in cities
        }

    def extract(self, text: Text) -> tuple[PlaceName, ...]:
        """All places, in order of offsets."""
        tokens: tuple[Token, ...] = text.layer("tokens")
        found = [place for token in tokens for place in self._of(token)]
        found = [self._of_its_city(text.simplified, place, before)
                 for before, place in zip((None, *found), found, strict=False)]
        taken = Taken((token.start, token.end) for token in tokens)
        found += self._venues_by_pattern(text.simplified, found, taken)
        found += [
            PlaceName(*match.span(1), f"place/{self._shorts[match[1]]}", "country")
            for match in self._bound_for.finditer(text.simplified)
            if not taken.touches(*match.span(1))
        ]
        found += [
            PlaceName(*match.span(1), f"place/{self._capital}", "city")
            for match in _IN_THE_CAPITAL.finditer(text.simplified)
            if not taken.touches(*match.span(1))
        ]
        return tuple(sorted(found, key=lambda place: (place.start, place.end)))

    def _of_its_city(
        self, text: str, place: PlaceName, before: PlaceName | None
    ) -> PlaceName:
        """A venue right after a city that is not its own is another of its name (甲城首相官邸)."""
        if before is None or before.end != place.start or place.level != "venue" or (
                before.level != "city"
                or self._country(before.key) in (None, self._country(place.key))):
            return place
        name = text[place.start : place.end]
        return replace(place, key=new_venue_key(name, before.key), rule=VENUE_RULE)

    def _venues_by_pattern(
        self, text: str, found: list[PlaceName], taken: Taken
    ) -> list[PlaceName]:
        """Venues not known, right after the city that they are in (平壤木兰馆)."""
        matches = ((place, self._venue.match(text, place.end)) for place in found
                   if place.level == "city")
        return [
            PlaceName(*match.span(1), new_venue_key(match[1], place.key), "venue", VENUE_RULE)
            for place, match in matches if match and not taken.touches(*match.span(1))
        ]

    def _of(self, token: Token) -> Iterator[PlaceName]:
        term = token.meaning("place", "country")
        if term is None:
            return
        if term.kind == "country":
            yield PlaceName(token.start, token.end, f"place/{term.id}", "country")
            return
        holder, names = self._holders_of.get(term.id, ("", ()))
        named = next((name for name in names if name in token.surface[:-1]), "")
        if named:  # a venue whose name holds that of what it lies in: 人民大会堂北大厅
            start = token.start + token.surface.index(named)
            yield PlaceName(start, start + len(named), f"place/{holder}",
                            "venue" if holder in self._venues else "city")
        begin = token.start + (len(named) if token.surface.startswith(named) else 0)
        yield PlaceName(begin, token.end, f"place/{term.id}",
                        "venue" if term.id in self._venues else "city")
