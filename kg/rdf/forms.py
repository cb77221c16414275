"""Resources by the hundred thousand that are of a few forms: evidence, measures.

A form is what the predicates of a resource are. How resources of a form look in Turtle and in
N-Quads is laid out once; after that only their subjects and objects are put in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.rdf.nodes import Said
from kg.rdf.turtle import TurtleWriter, objects, rank, resource

_REMEMBERED = 1 << 16  # terms: articles, events and rules recur


class _Several(NamedTuple):
    """A predicate with several objects: where they stand, and where among all lines they go."""

    name: str
    lead: str
    places: tuple[int, ...]
    at: int


class _Form(NamedTuple):
    """How resources look whose predicates are the same.

    ``single`` are the places of the objects that their predicates have alone, in the order of
    ``leads``, which begin the lines of N-Quads; ``turtle`` takes a subject and the objects by
    ``order``, those of the predicates with several last.
    """

    turtle: str
    order: tuple[int, ...]
    single: tuple[int, ...]
    leads: tuple[str, ...]
    several: tuple[_Several, ...]


class FormWriter:
    """Writes resources of which one description says everything."""

    def __init__(self, writer: TurtleWriter) -> None:
        self._writer = writer
        self._forms: dict[tuple[str, ...], _Form] = {}
        self._short = _Remembered(writer.term)
        self._listed = lru_cache(maxsize=_REMEMBERED)(self._list)

    def write(self, subject: str, said: Said) -> tuple[str, bytes]:
        """All that is said of a subject: as Turtle, and as lines of N-Quads in UTF-8."""
        form, told, short = self._form(said.predicates), said.objects, self._short
        terms = [told[place] for place in form.single]
        lines = [lead + term for lead, term in zip(form.leads, terms, strict=True)]
        # texts are too many to remember, and the same in both
        turtle = [short[term] if term[-1] == ">" else term for term in terms]
        for several in form.several:
            found = frozenset([told[place] for place in several.places])
            listed, each = self._listed(several.name, several.lead, found)
            turtle.append(listed)
            lines[several.at : several.at] = each
        start, end = f"{subject} ", f" {said.graph} .\n"
        ordered = [turtle[place] for place in form.order]
        return (form.turtle % (self._writer.term(subject), *ordered),
                f"{start}{(end + start).join(lines)}{end}".encode())

    def _form(self, predicates: tuple[str, ...]) -> _Form:
        form = self._forms.get(predicates)
        if form is None:
            form = self._forms[predicates] = self._laid_out(predicates)
        return form

    def _laid_out(self, predicates: Sequence[str]) -> _Form:
        places: dict[str, list[int]] = {name: [] for name in sorted(predicates)}
        for place, name in enumerate(predicates):
            places[name].append(place)
        single = [name for name in places if len(places[name]) == 1]
        several = [name for name in places if len(places[name]) > 1]
        given = [*single, *reversed(several)]
        ranked = sorted(places, key=rank)
        return _Form(
            resource("%s", [self._line(name, name in single) for name in ranked]),
            tuple(given.index(name) for name in ranked),
            tuple(places[name][0] for name in single),
            tuple(f"{name} " for name in single),
            # from the last to the first, so that no place moves before it is used
            tuple(self._several(name, places[name], sum(one < name for one in single))
                  for name in reversed(several)),
        )

    def _several(self, name: str, places: Sequence[int], at: int) -> _Several:
        return _Several(self._writer.predicate(name), f"{name} ", tuple(places), at)

    def _line(self, name: str, single: bool) -> str:
        """A predicate with the place of its objects, which bring their own blank if several."""
        return f"{self._writer.predicate(name).replace('%', '%%')}{' ' if single else ''}%s"

    def _list(self, name: str, lead: str, terms: frozenset[str]) -> tuple[str, list[str]]:
        """The objects of a predicate in both formats, sorted."""
        ordered = sorted(terms)
        short = objects(name, [self._writer.term(term) for term in ordered])
        return short, [lead + term for term in ordered]


class _Remembered(dict[str, str]):
    """Terms as they are made; all are forgotten where they become too many."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, term: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        made = self[term] = self._make(term)
        return made
