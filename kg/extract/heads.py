"""Who heads a clause: the subject that 他 takes up, before those who are only named in one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.annotations import Agent
from kg.extract.scene import CLAUSE_ENDS

_BRINGS_IN = re.compile("[与同和跟向对给为被由获接替晤访见迎据把让请使]")
_FAR = 24  # code points between the beginning of a clause and its head
_MARKS = re.compile(f"[{CLAUSE_ENDS}“”「」]")


def heads_of_clauses(text: str, people: Sequence[Agent]) -> frozenset[int]:
    """Where those begin who stand first in a clause, with nothing before that brings them in."""
    found: set[int] = set()
    clause = -1  # where the clause begins that has its head
    for person in people:
        near = max(0, person.start - _FAR)
        marks = (mark.end() for mark in _MARKS.finditer(text, near, person.start))
        begin = max(marks, default=-1 if near else 0)
        if begin >= 0 and begin != clause:
            if _BRINGS_IN.search(text, begin, person.start) is None:
                found.add(person.start)
            clause = begin
    return frozenset(found)
