"""Resources by the hundred thousand that are of a few forms: evidence, measures.

A form is what the predicates of a resource are. How resources of a form look in Turtle and in
N-Quads is laid out once; after that only their subjects and objects are put in.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.rdf.nodes import Said
from kg.rdf.turtle import TurtleWriter, objects, rank, resource

_REMEMBERED = 1 << 16  # terms: articles, events and rules recur


class _Line(NamedTuple):
    """A predicate of a form: its names in both formats, and where its objects stand."""

    name: str
    lead: bytes
    places: tuple[int, ...]


class _Form(NamedTuple):
    """The lines sorted by predicate; ``turtle`` takes a subject, and objects by ``order``."""

    turtle: str
    order: tuple[int, ...]
    lines: tuple[_Line, ...]


class FormWriter:
    """Writes resources of which one description says everything."""

    def __init__(self, writer: TurtleWriter) -> None:
        self._writer = writer
        self._forms: dict[tuple[str, ...], _Form] = {}
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._both)
        self._several = lru_cache(maxsize=_REMEMBERED)(self._listed)

    def write(self, subject: str, said: Said) -> tuple[str, bytes]:
        """All that is said of a subject: as Turtle, and as lines of N-Quads in UTF-8."""
        form = self._form(tuple([predicate for predicate, _ in said.pairs]))
        told = [object_ for _, object_ in said.pairs]
        turtle: list[str] = []
        quads: list[bytes] = []
        for name, lead, places in form.lines:
            if len(places) == 1:
                short, full = self._single(told[places[0]])
                turtle.append(f" {short}")
                quads.append(lead + full)
            else:
                short, fulls = self._several(name, frozenset([told[place] for place in places]))
                turtle.append(short)
                quads += [lead + full for full in fulls]
        start, end = subject.encode() + b" ", b" " + said.graph.encode() + b" .\n"
        ordered = [turtle[place] for place in form.order]
        return (form.turtle % (self._writer.term(subject), *ordered),
                start + (end + start).join(quads) + end)

    def _form(self, predicates: tuple[str, ...]) -> _Form:
        form = self._forms.get(predicates)
        if form is None:
            form = self._forms[predicates] = self._laid_out(predicates)
        return form

    def _laid_out(self, predicates: Sequence[str]) -> _Form:
        ordered = sorted(set(predicates))
        lines = tuple(
            _Line(self._writer.predicate(one), f"{one} ".encode(),
                  tuple(at for at, other in enumerate(predicates) if other == one))
            for one in ordered
        )
        order = sorted(range(len(ordered)), key=lambda number: rank(ordered[number]))
        names = (lines[number].name.replace("%", "%%") for number in order)
        return _Form(resource("%s", [f"{name}%s" for name in names]), tuple(order), lines)

    def _single(self, term: str) -> tuple[str, bytes]:
        """A term in both formats; texts are too many to remember, and the same in both."""
        return self._remembered(term) if term.endswith(">") else (term, term.encode())

    def _both(self, term: str) -> tuple[str, bytes]:
        return self._writer.term(term), term.encode()

    def _listed(self, name: str, terms: frozenset[str]) -> tuple[str, list[bytes]]:
        """The objects of a predicate in both formats, sorted."""
        ordered = sorted(terms)
        short = objects(name, [self._writer.term(term) for term in ordered])
        return short, [term.encode() for term in ordered]
