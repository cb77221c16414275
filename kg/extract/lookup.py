"""What several extractors look up in the knowledge: short names of countries, name patterns."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from kg.extract.names import NameFinder
from kg.knowledge import Knowledge
from kg.model import digest

# Where names are short and not transliterated.
EAST_ASIA = frozenset({
    "china", "japan", "south-korea", "north-korea", "vietnam", "taiwan", "hong-kong", "macao",
    "singapore", "mongolia",
})


_SEVERAL = 3  # names that hold a character of transliterated names


def name_finder(knowledge: Knowledge) -> NameFinder:
    """The finder of names never seen, taught by the names that are known."""
    return NameFinder(knowledge.lists, _foreign_names(knowledge))


def _foreign_names(knowledge: Knowledge) -> Iterator[str]:
    """The characters that transliterated names are made of: those that several of them hold.

    Some people abroad have Chinese names (谷立言): what only they hold tells nothing.
    """
    names = (person.zh_hans for person in knowledge.people.values()
             if person.country is not None and person.country not in EAST_ASIA)
    held = Counter(character for name in names for character in set(name))
    return (character for character, count in held.items() if count >= _SEVERAL)


def short_names(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    owners: dict[str, tuple[str, ...]] = {}
    for country in knowledge.countries.values():
        for short in country.short:
            if len(short) == 1:
                owners[short] = (*owners.get(short, ()), country.id)
    return owners


def body_key(knowledge: Knowledge, identifier: str) -> str:
    """Key of a country or organization, by its id."""
    kind = "place" if identifier in knowledge.countries else "organization"
    return f"{kind}/{identifier}"


def new_person_key(name: str, country: str | None) -> str:
    """Key of a person not in the knowledge: the name in Latin letters, and a digest."""
    return f"person/{_spelled(name)}-{digest(name, country or '', length=6)}"


def new_group_key(name: str) -> str:
    """Key of a group that is told by what it is: the words in Latin letters, and a digest."""
    return f"organization/{_spelled(name)}-{digest(name, length=6)}"


def new_venue_key(name: str, city: str) -> str:
    """Key of a venue not in the knowledge, by its name and city."""
    return f"place/{_spelled(name)}-{digest(name, city, length=6)}"


def _spelled(name: str) -> str:
    from pypinyin import lazy_pinyin

    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    latin = "-".join(re.findall("[a-z]+", plain.casefold()))
    return "-".join(lazy_pinyin(name, errors="ignore")) or latin or "name"


def people_by_spelling(knowledge: Knowledge) -> dict[str, str]:
    """From the Latin spelling of a name to the person's id; spellings of two are left out."""
    found: dict[str, list[str]] = {}
    for person in knowledge.people.values():
        spellings = {latin_key(name) for name in (person.en, *person.names) if name}
        for spelling in spellings - {""}:
            found.setdefault(spelling, []).append(person.id)
    return {spelling: ids[0] for spelling, ids in found.items() if len(ids) == 1}


def latin_key(name: str) -> str:
    """A Latin spelling without accents, marks and case; empty for names in other scripts."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return "".join(character for character in plain.casefold() if character.isalpha())


def departments(knowledge: Knowledge) -> frozenset[str]:
    """The keys of the departments through which states deal with one another."""
    ends = tuple(knowledge.lists["grammar.departments_of_state"])
    return frozenset(f"organization/{body.id}" for body in knowledge.organizations.values()
                     if body.country and body.zh_hans.endswith(ends))


def posted_roles(knowledge: Knowledge) -> frozenset[str]:
    """The offices that are held towards a country or body, not for it (ids)."""
    posted = frozenset(knowledge.lists["grammar.posted_roles"])
    return posted | {role.id for role in knowledge.roles.values() if role.kind_of in posted}
