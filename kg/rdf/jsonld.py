"""JSON-LD: one node a line, with the prefixes as context. Same triples, same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from kg.rdf.literals import Parts, parts
from kg.rdf.nodes import XSD, Triple
from kg.rdf.prefixes import Shortener
from kg.rdf.turtle import TYPE, rank

Json = Any
# Canonical, and small enough for readers to whom a JSON number is a double.
_SAFE_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")


def serialize(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> Iterator[str]:
    """The pieces of a JSON-LD document of triples in which each subject's stand together."""
    import orjson

    shorten = Shortener(prefixes)
    yield '{"@context":' + orjson.dumps(dict(prefixes)).decode() + ',\n"@graph":['
    for number, (subject, group) in enumerate(groupby(triples, key=lambda t: t.subject)):
        node = _node(subject, sorted(set(group), key=_order), shorten)
        yield (",\n" if number else "\n") + orjson.dumps(node).decode()
    yield "\n]}\n"


def _order(triple: Triple) -> tuple[tuple[int, str], str]:
    return rank(triple.predicate), triple.object


def _node(subject: str, triples: Iterable[Triple], shorten: Shortener) -> dict[str, Json]:
    node: dict[str, Json] = {"@id": shorten.name(subject)}
    for triple in triples:
        if triple.predicate == TYPE:
            node.setdefault("@type", []).append(shorten.name(triple.object))
        else:
            values = node.setdefault(shorten.name(triple.predicate), [])
            values.append(_value(triple.object, shorten))
    return {key: value[0] if _single(key, value) else value for key, value in node.items()}


def _single(key: str, value: Json) -> bool:
    return key != "@id" and len(value) == 1


def _value(term: str, shorten: Shortener) -> Json:
    if term.startswith("<"):
        return {"@id": shorten.name(term)}
    return _literal(parts(term), shorten)


def _literal(literal: Parts, shorten: Shortener) -> Json:
    if literal.lang:
        return {"@value": literal.text, "@language": literal.lang}
    if literal.datatype == f"{XSD}boolean" and literal.text in ("true", "false"):
        return literal.text == "true"
    if literal.datatype == f"{XSD}integer" and _SAFE_INTEGER.fullmatch(literal.text):
        return int(literal.text)
    if literal.datatype == f"{XSD}string":
        return literal.text
    return {"@value": literal.text, "@type": shorten.name(f"<{literal.datatype}>")}
