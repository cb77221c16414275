"""Suggestions as records of a folder of knowledge, for a careful reader to correct."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kg.evaluate.suggestions import KINDS, Kind, Suggestion
from kg.extract.lookup import new_person_key
from kg.knowledge import Knowledge

_CHECK = {
    "people": "names found by an office or by their form",
    "roles": "say by 'of' what the office is held in: country, organization or either",
    "contact_verbs": "say by 'event' and 'frame' what it tells, and add examples",
    "speech_verbs": "add examples",
}


def as_yaml(suggestions: Sequence[Suggestion], knowledge: Knowledge) -> str:
    """The records file by file, each below a comment with the file's name.

    ``source`` is the article that tells it; the editor's where none is known by its address.
    """
    return "\n".join(
        "\n".join((f"# {kind}.yaml: {_CHECK[kind]}", *_lines(kind, suggestions, knowledge), ""))
        for kind in KINDS
        if any(one.kind == kind for one in suggestions)
    )


def _lines(
    kind: Kind, suggestions: Sequence[Suggestion], knowledge: Knowledge
) -> Iterator[str]:
    taken = set(getattr(knowledge, kind)) if kind in ("people", "roles") else set()
    for one in suggestions:
        if one.kind == kind:
            record = _record(one)
            if "id" in record:
                record["id"] = _unused(record["id"], taken)
            yield f"- {_flow(record)}"


def _unused(id_: str, taken: set[str]) -> str:
    """The id, with a number where another record has it."""
    number, found = 2, id_
    while found in taken:
        found, number = f"{id_}-{number}", number + 1
    taken.add(found)
    return found


def _record(one: Suggestion) -> dict[str, Any]:
    source = one.source or "editor"
    if one.kind == "contact_verbs":
        return {"verb": one.word, "event": "Meeting", "frame": one.frame, "source": source}
    if one.kind == "speech_verbs":
        return {"verb": one.word, "source": source}
    id_ = one.id or _spelled(one.word)
    named: dict[str, Any] = {"id": id_, "zh_hans": one.word, "zh_hant": one.zh_hant}
    if one.kind == "people":
        named |= {"country": one.country, "offices": _offices(one)}
    told = {key: value for key, value in named.items() if value}
    return {**told, "source": source}


def _offices(one: Suggestion) -> list[dict[str, str]]:
    if one.office is None:
        return []
    role, body = one.office
    return [{"role": role, "of": body} if body else {"role": role}]


def _spelled(name: str) -> str:
    """An id of the name's sounds, as the graph gives to people whom it does not know."""
    return new_person_key(name, None).removeprefix("person/")


def _flow(record: dict[str, Any]) -> str:
    """The record on one line."""
    import yaml

    told = yaml.safe_dump(
        record, allow_unicode=True, default_flow_style=True, sort_keys=False, width=10**6
    )
    return str(told).strip()

