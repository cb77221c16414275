"""Does the knowledge hold together: references, identifiers, and who owns a name."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from kg.knowledge.names import folded_all
from kg.knowledge.records import City, Country, Organization, Person, Role, Venue, strong_names

if TYPE_CHECKING:
    from kg.knowledge.loading import Located

Records = Mapping[str, Mapping[str, "Located"]]
Named = tuple["Located", str, str]  # a record, a strong name of it, and the name folded

# Kinds that share one space of names: a text says 北京 and must mean one thing.
NAMED = ("people", "countries", "organizations", "cities", "venues", "agreements")
# Kinds that share one space of ids: place/ID, and what an office can be held in.
ID_SPACES = (("countries", "cities", "venues"), ("countries", "organizations"))


def check_consistency(records: Records, words: Iterable[str] = ()) -> list[str]:
    """Every problem with its file and line, in order of kind and id; empty where all is well.

    ``words`` are those of every text, which can be nobody's strong name.
    """
    named, offices = _named(records, NAMED), _named(records, ("roles",))
    common = dict.fromkeys(folded_all(list(words)), "is a common word")
    of_offices = {fold: "is the name of an office" for _, _, fold in offices}
    return [
        *_dangling(records),
        *_without_source(records),
        *_ended_before_begun(records),
        *_shared_ids(records),
        *_circles(records),
        *_shared_names(named),
        *_met_everywhere(named, {**common, **of_offices}),
        *_met_everywhere(offices, {}),
    ]


def _named(records: Records, kinds: Iterable[str]) -> list[Named]:
    """Every strong name of some kinds with its record; the shipped come first."""
    known = sorted(_all(records, kinds), key=lambda located: bool(located.file.folder))
    named = [(located, name) for located in known for name in strong_names(located.record)]
    folds = folded_all([name for _, name in named])
    return [(*pair, fold) for pair, fold in zip(named, folds, strict=True)]


def _all(records: Records, kinds: Iterable[str]) -> Iterator[Located]:
    for kind in kinds:
        for id_ in sorted(records[kind]):
            yield records[kind][id_]


def _dangling(records: Records) -> Iterator[str]:
    known = {kind: records[kind].keys() for kind in records}
    for located in _all(records, records):
        for key, id_, kinds in _references(located):
            if not any(id_ in known[kind] for kind in kinds):
                ids = sorted(other for kind in kinds for other in known[kind])
                close = difflib.get_close_matches(id_, ids, n=1)
                hint = f"; did you mean '{close[0]}'?" if close else ""
                yield located.problem(f"'{key}: {id_}' is no id of {' or '.join(kinds)}{hint}")


def _references(located: Located) -> list[tuple[str, str, tuple[str, ...]]]:
    """(key, id, kinds it may be of) of every id the record names."""
    record = located.record
    holders = ("countries", "organizations")
    found: list[tuple[str, str | None, tuple[str, ...]]] = []
    if isinstance(record, Person):
        found = [("country", record.country, ("countries",))]
        for office in record.offices:
            found += [("role", office.role, ("roles",)), ("of", office.of, holders)]
    elif isinstance(record, Country):
        found = [("capital", record.capital, ("cities",)), ("part_of", record.part_of, holders[:1])]
    elif isinstance(record, Organization):
        found = [("country", record.country, holders[:1]), ("parent", record.parent, holders[1:])]
        found += [("members", member, holders[:1]) for member in record.members]
    elif isinstance(record, City):
        found = [("within", record.within, ("countries",))]
    elif isinstance(record, Venue):
        found = [("within", record.within, ("venues", "cities", "countries"))]
    elif isinstance(record, Role):
        found = [("default_of", record.default_of, holders),
                 ("kind_of", record.kind_of, ("roles",))]
    return [(key, id_, kinds) for key, id_, kinds in found if id_ is not None]


def _without_source(records: Records) -> Iterator[str]:
    for located in _all(records, records):
        if located.record.wikidata and not located.record.wikidata_source:
            yield located.problem("'wikidata' without 'wikidata_source': who says so?")


def _ended_before_begun(records: Records) -> Iterator[str]:
    for located in _all(records, ("people",)):
        for office in getattr(located.record, "offices", ()):
            start, end = office.start or "", office.end or ""
            known = min(len(start), len(end))  # 2020 and 2020-03 are compared as years
            if end[:known] < start[:known]:
                yield located.problem(f"'{office.role}' ends ({end}) before it starts ({start})")


def _shared_ids(records: Records) -> Iterator[str]:
    for kinds in ID_SPACES:
        owners: dict[str, Located] = {}
        for located in _all(records, kinds):
            earlier = owners.setdefault(located.record.id, located)
            if earlier is not located:
                id_ = located.record.id
                yield located.problem(f"id '{id_}' stands already in {earlier.file.name}")


def _circles(records: Records) -> Iterator[str]:
    """Organizations and venues that are part of themselves, over any number of steps."""
    for kind, key in (("organizations", "parent"), ("venues", "within")):
        above_of = {id_: getattr(located.record, key, None)
                    for id_, located in records[kind].items()}
        for located in _all(records, (kind,)):
            seen = {located.record.id}
            above = above_of[located.record.id]
            while above in above_of and above not in seen:
                seen.add(above)
                above = above_of[above]
            if above == located.record.id:
                yield located.problem(f"'{above}' is part of itself by its '{key}'")


def _shared_names(named: Iterable[Named]) -> Iterator[str]:
    """Names with two owners, told once a pair, at the later one."""
    owners: dict[str, Located] = {}
    told: set[tuple[str, str]] = set()
    for located, name, fold in named:
        earlier = owners.setdefault(fold, located)
        pair = (earlier.record.id, located.record.id)
        if earlier is not located and pair not in told:
            told.add(pair)
            yield located.problem(
                f"'{name}' of '{located.record.id}' is a strong name of "
                f"'{earlier.record.id}' too ({earlier.file.name}); make one of them weak"
            )


def _met_everywhere(named: Iterable[Named], common: Mapping[str, str]) -> Iterator[str]:
    """Strong names that stand in every article, and so would find everybody everywhere."""
    for located, name, fold in named:
        if why := common.get(fold) or _too_short(fold):
            yield located.problem(
                f"the strong name '{name}' of '{located.record.id}' {why}, and would be met "
                "in every article; give a longer name, or make it weak"
            )


def _too_short(name: str) -> str | None:
    """Why a name is too short to be told from other words; None where it is not."""
    signs = [unicodedata.category(sign)[0] for sign in name]
    if "L" not in signs:
        return "holds no letter"
    return "is a single character" if signs.count("L") + signs.count("N") < 2 else None
