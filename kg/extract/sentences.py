"""Paragraphs, sentences and quotations of Chinese text, by offsets.

Old pages mix full-width and ASCII marks, and leave quotation marks open: both are borne with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FINAL = "。！？｡"
_ASCII_FINAL = "!?"  # only where they follow Chinese or end a word: a?b=c is no sentence
_CLOSERS = "”’」』”＂\"）)】》〉"
_TRAILING = "。！？!?…"  # repeated marks: ？！ belongs to one end
# After a closing mark these go on with the sentence: “谁负责？”的问题.
_GOES_ON = "，,、：:的等和与或及地之这那一"
_QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉"}
_OPENER_OF = {closer: opener for opener, closer in _QUOTES.items()}
_STRAIGHT = "\"＂"
_DEEPEST = 12  # quotations in quotations; more are marks left open, and are passed over
TITLE_MARKS = "《〈"
# Text between these is never split, unless it is longer than anybody names a thing.
_WHOLE = re.compile(
    r"《[^《》\n]{0,80}》|〈[^〈〉\n]{0,80}〉|（[^（）\n]{0,60}）|\([^()\n]{0,60}\)"
)
_LONGEST = 800  # code points
_CLAUSE_MARKS = "，,；; "
_PARAGRAPH = re.compile(r"[^\n]+")
_BREAK = re.compile(r"\u3000{2,}")


@dataclass(frozen=True, slots=True, order=True)
class Segment:
    """A stretch of text; half-open, without white space at its ends."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of the segment."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """A quotation or a title with its marks. ``mark`` is the opening one; ``depth`` from 0.

    ``closed`` is false where the paragraph ends first; the quotation then ends with it.
    """

    start: int
    end: int
    mark: str
    depth: int
    closed: bool

    @property
    def is_title(self) -> bool:
        """Whether it is the name of a work or document (《巴黎协定》), not speech."""
        return self.mark in TITLE_MARKS


def paragraphs(text: str) -> tuple[Segment, ...]:
    """The paragraphs: lines, and what two ideographic spaces part."""
    found: list[Segment] = []
    for line in _PARAGRAPH.finditer(text):
        start = line.start()
        for gap in _BREAK.finditer(text, line.start(), line.end()):
            found.extend(_trimmed(text, start, gap.start()))
            start = gap.end()
        found.extend(_trimmed(text, start, line.end()))
    return tuple(found)


def sentences(text: str) -> tuple[Segment, ...]:
    """The sentences, in order. Closing marks belong to the sentence they close."""
    whole = [match.span() for match in _WHOLE.finditer(text)]
    return tuple(
        part for paragraph in paragraphs(text)
        for sentence in _split(text, paragraph, whole) for part in _parts(text, sentence)
    )


def _parts(text: str, sentence: Segment) -> Iterator[Segment]:
    """The sentence, or pieces of it where it is longer than anybody writes: a text without marks.

    What reads a sentence looks at all of it for each of its words.
    """
    start = sentence.start
    while sentence.end - start > _LONGEST:
        limit = start + _LONGEST
        cut = max(text.rfind(mark, start, limit) for mark in _CLAUSE_MARKS) + 1 or limit
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, sentence.end)


def _trimmed(text: str, start: int, end: int) -> tuple[Segment, ...]:
    """The stretch without white space at its ends; nothing if nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (Segment(start, end),) if start < end else ()


_END = re.compile(f"[{_FINAL}{re.escape(_ASCII_FINAL)}]")


def _split(text: str, paragraph: Segment, whole: list[tuple[int, int]]) -> list[Segment]:
    found: list[Segment] = []
    start = paragraph.start
    position = start
    while match := _END.search(text, position, paragraph.end):
        end = _sentence_end(text, match.start(), paragraph.end)
        position = match.end()
        if end is None or _inside(match.start(), whole):
            continue
        found.extend(_trimmed(text, start, end))
        start = position = end
    found.extend(_trimmed(text, start, paragraph.end))
    return found


def _inside(at: int, whole: list[tuple[int, int]]) -> bool:
    """Whether the place is inside one of the spans (in order, none overlapping)."""
    from bisect import bisect_right

    index = bisect_right(whole, (at, len(whole) + at)) - 1
    return index >= 0 and at < whole[index][1]


def _sentence_end(text: str, at: int, limit: int) -> int | None:
    """Where the sentence with a final mark at this place ends; None where it goes on."""
    if text[at] in _ASCII_FINAL and not _ends_ascii(text, at, limit):
        return None
    end = at + 1
    while end < limit and text[end] in _TRAILING:
        end += 1
    closed = end
    while closed < limit and text[closed] in _CLOSERS and _closes(text, at, closed):
        closed += 1
    if closed > end and closed < limit and text[closed] in _GOES_ON:
        return None
    return closed


def _closes(text: str, at: int, place: int) -> bool:
    """Whether a mark closes here: a straight quote before white space or the end, or any other.

    Straight quotes open and close with one sign; after a final mark it closes where an odd
    number of them stands in the line before it.
    """
    if text[place] not in _STRAIGHT:
        return True
    line = text.rfind("\n", 0, at) + 1
    return text.count(text[place], line, place) % 2 == 1


def _ends_ascii(text: str, at: int, limit: int) -> bool:
    following = text[at + 1] if at + 1 < limit else " "
    previous = text[at - 1] if at else " "
    return not previous.isascii() or following.isspace() or following in _CLOSERS


def quotes(text: str) -> tuple[Quote, ...]:
    """The quotations and titles, by start. A mark without its fellow opens up to the paragraph."""
    found: list[Quote] = []
    for paragraph in paragraphs(text):
        found.extend(_quotes(text, paragraph))
    return tuple(sorted(found))


_MARK = re.compile("[" + "".join([*_QUOTES, *_OPENER_OF, *_STRAIGHT]) + "]")


def _quotes(text: str, paragraph: Segment) -> list[Quote]:
    found: list[Quote] = []
    opened: list[tuple[str, int]] = []
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        mark, marks = match.group(), [sign for sign, _ in opened]
        opener = mark if mark in _STRAIGHT else _OPENER_OF.get(mark)
        if opener is None or (mark in _STRAIGHT and mark not in marks):
            if len(opened) < _DEEPEST:
                opened.append((mark, match.start()))
        elif opener in marks:
            depth = len(marks) - 1 - marks[::-1].index(opener)
            found.append(Quote(opened[depth][1], match.end(), opener, depth, True))
            del opened[depth:]  # marks left open inside are dropped
    found.extend(
        Quote(start, paragraph.end, mark, depth, False)
        for depth, (mark, start) in enumerate(opened)
        if mark not in TITLE_MARKS
    )
    return found
