"""Boxes that stand inside an article: links to others, appeals, players.

Its own paragraphs stand in elements of one kind. What stands elsewhere can neither end the
article nor belong to it where it heads or holds links.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from kg.articles.lines import Line

_LEAST_IN_PLACE = 2  # paragraphs that tell which elements hold the article
_LONGEST_BOX = 20  # lines between two paragraphs of an article
_HEADS = ("end", "related")
_SIGNS = (*_HEADS, "link", "menu", "gallery")  # of a box with other things


def continued(lines: tuple[Line, ...], first: int, last: int) -> tuple[int, int]:
    """The run of lines with the paragraphs of the same place beyond boxes."""
    place = _own_place(lines, first, last)
    if not place:
        return first, last
    return _reach(lines, first, -1, place), _reach(lines, last, 1, place)


def boxed_lines(lines: tuple[Line, ...], first: int, last: int) -> frozenset[int]:
    """The indexes of lines in boxes, between two lines of the article's own place."""
    place = _own_place(lines, first, last)
    own = [index for index in range(first, last + 1) if lines[index].block.place == place]
    if not place or not own:
        return frozenset()
    boxed: set[int] = set()
    inside = range(own[0], own[-1] + 1)
    for of_article, indexes in groupby(inside, lambda index: lines[index].block.place == place):
        box = [] if of_article else list(indexes)
        if any(lines[index].kind in _SIGNS for index in box):
            boxed |= {index for index in box if lines[index].block.kind != "caption"}
    return frozenset(boxed)


def _own_place(lines: tuple[Line, ...], first: int, last: int) -> int:
    """Where most paragraphs of the run stand; 0 if not even two of the page stand there."""
    run = Counter(line.block.place for line in lines[first : last + 1] if _is_prose(line))
    place, _ = max(run.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    there = sum(line.block.place == place and _is_prose(line) for line in lines)
    return place if there >= _LEAST_IN_PLACE else 0


def _reach(lines: tuple[Line, ...], start: int, step: int, place: int) -> int:
    """The furthest paragraph of the place, with no head of that place and no long box before."""
    found, index = start, start + step
    while 0 <= index < len(lines) and abs(index - found) <= _LONGEST_BOX:
        line = lines[index]
        if line.closes:
            break
        if line.block.place == place:
            if line.kind in _HEADS:
                break
            found = index if _is_prose(line) else found
        index += step
    return found


def _is_prose(line: Line) -> bool:
    return line.kind == "text" and line.ended and line.block.kind == "paragraph"
