"""The user's decisions: a YAML list that overrules what rules decided.

    - {same: [event/…, event/…], reason: one visit, told twice}
    - {different: [event/…, event/…], reason: two calls on one day}
    - {same: [article/…, article/…], reason: one dispatch, printed twice}
    - {retract: evidence/0a1b2c3d4e5f60718293a4, reason: the outlet corrected it}
    - {add: {subject: event/…, predicate: schema:location, value: place/beijing,
             article: 0a1b…, quote: 在北京}, reason: read by hand}
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputUnreadable, KgError
from kg.merge.records import SINGLE
from kg.model import Decision


class DecisionsRefused(KgError):
    """A file of decisions that cannot be used."""


@dataclass(frozen=True, slots=True)
class Addition:
    """A claim that a user adds; ``quote`` must stand in the article's text."""

    subject: str
    predicate: str
    value: str
    article: str
    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class UserDecisions:
    """What a user decided. Retractions are ids of claims (or of their evidence)."""

    identities: tuple[Decision, ...] = ()
    retractions: frozenset[str] = frozenset()
    additions: tuple[Addition, ...] = ()


# How long the id of a claim is; that of its evidence goes on with what tells its triple.
CLAIM_ID = 16
_KEYS = ("same", "different", "retract", "add")
_ADD = ("subject", "predicate", "value", "article", "quote")


def load_decisions(path: Path | None) -> UserDecisions:
    """Read a decisions file; raises DecisionsRefused, naming the entry, where it is wrong."""
    if path is None:
        return UserDecisions()
    entries = _entries(path)
    identities: list[Decision] = []
    retractions: set[str] = set()
    additions: list[Addition] = []
    said: dict[tuple[str, str], tuple[str, int]] = {}
    for number, entry in enumerate(entries, 1):
        kind = _kind(path, number, entry)
        unknown = sorted(set(entry) - {kind, "reason"})
        if unknown:
            raise DecisionsRefused(
                f"{path}, entry {number}", f"'{unknown[0]}' unknown", f"give {kind} and reason")
        reason = str(entry.get("reason", "")).strip() or "decided by the user"
        if kind in ("same", "different"):
            left, right = sorted(_pair(path, number, entry[kind]))
            _say_once(path, number, said, (left, right), kind)
            identities.append(Decision(left, right, kind, 1.0, reason, "user"))
        elif kind == "retract":
            retractions.add(str(entry[kind]).rsplit("/", 1)[-1][:CLAIM_ID])
        else:
            added = _addition(path, number, entry[kind], reason)
            if added.predicate in SINGLE:
                _say_once(path, number, said, (added.subject, added.predicate), added.value)
            additions.append(added)
    return UserDecisions(tuple(identities), frozenset(retractions), tuple(additions))


def _entries(path: Path) -> list[Any]:
    """What the file lists. Raises DecisionsRefused where there is none, or no list."""
    import yaml

    try:
        # Scalars stay as written: an article's id may be all digits, a date none of the calendar.
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        _refuse_twice(path, root)
        entries = yaml.BaseLoader("").construct_document(root) if root else []
    except FileNotFoundError as error:
        raise DecisionsRefused(str(path), "there is no such file", "check the path") from error
    except OSError as error:
        told = InputUnreadable.of(path, error)
        raise DecisionsRefused(told.place, told.what, told.remedy) from error
    except (UnicodeDecodeError, RecursionError, yaml.YAMLError) as error:
        what = f"not readable as YAML ({error})"
        raise DecisionsRefused(str(path), what, "correct it") from error
    if not isinstance(entries, list):
        raise DecisionsRefused(str(path), "not a list", "write a list of decisions")
    return entries


def _refuse_twice(path: Path, root: Any) -> None:
    """Raises DecisionsRefused for a key that stands twice: the first would go unheard."""
    for number, entry in enumerate(getattr(root, "value", ()), 1):
        keys = [pair[0].value for pair in getattr(entry, "value", ()) if isinstance(pair, tuple)]
        for key in keys:
            if keys.count(key) > 1:
                raise DecisionsRefused(
                    f"{path}, entry {number}", f"'{key}' twice", "begin each decision with a dash")


def _kind(path: Path, number: int, entry: Any) -> Any:
    kinds = [key for key in _KEYS if isinstance(entry, dict) and key in entry]
    if len(kinds) != 1:
        raise DecisionsRefused(
            f"{path}, entry {number}", "not one decision", f"give one of {', '.join(_KEYS)}"
        )
    return kinds[0]


def _pair(path: Path, number: int, value: Any) -> list[str]:
    if not isinstance(value, list) or len(value) != 2:
        raise DecisionsRefused(
            f"{path}, entry {number}", "not a pair", "give two keys, of events or of articles")
    left, right = (_key(str(item)) for item in value)
    if left == right:
        raise DecisionsRefused(
            f"{path}, entry {number}", f"{left} twice", "give the keys of two")
    return [left, right]


def _say_once(
    path: Path, number: int, said: dict[tuple[str, str], tuple[str, int]], about: tuple[str, str],
    what: str,
) -> None:
    """Keeps what an entry says about something; raises where an earlier one says otherwise."""
    before, earlier = said.setdefault(about, (what, number))
    if before != what:
        raise DecisionsRefused(
            f"{path}, entry {number}",
            f"'{what}' of {' '.join(about)} contradicts '{before}' of entry {earlier}",
            "keep one of the two")


def _key(named: str) -> str:
    """The key of a node, also where its whole IRI is given."""
    return "/".join(named.rsplit("/", 2)[-2:]) if "://" in named else named


def _addition(path: Path, number: int, value: Any, reason: str) -> Addition:
    missing = [key for key in _ADD if not isinstance(value, dict) or key not in value]
    if missing:
        raise DecisionsRefused(
            f"{path}, entry {number}", f"lacks {', '.join(missing)}", "add what is missing"
        )
    unknown = sorted(set(value) - set(_ADD))
    if unknown:
        raise DecisionsRefused(
            f"{path}, entry {number}", f"'{unknown[0]}' unknown", f"give {', '.join(_ADD)}")
    subject, predicate, added, article, quote = (str(value[key]) for key in _ADD)
    if not all((subject, predicate, added, article, quote)):
        raise DecisionsRefused(f"{path}, entry {number}", "something is empty", "fill it in")
    return Addition(_key(subject), predicate, _key(added), _key(article).removeprefix("article/"),
                    quote, reason)
