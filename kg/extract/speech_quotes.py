"""The quotations of a text that may be speech, by place."""

from __future__ import annotations

from bisect import bisect_right

from kg.extract.sentences import Quote, Segment, quotes

_AT_LEAST = 8  # code points; shorter quotations are names and emphasis


class Quotations:
    """The outermost quotations of a text, titles left out. They do not overlap."""

    def __init__(self, text: str) -> None:
        self._quotes = [quote for quote in quotes(text) if not quote.is_title and not quote.depth]
        self._starts = [quote.start for quote in self._quotes]

    def around(self, at: int) -> Quote | None:
        """The quotation that the character at this place is in; a mark is in none."""
        quote = self._last(at)
        return quote if quote is not None and quote.start < at < quote.end else None

    def holding(self, segment: Segment) -> Quote | None:
        """The quotation long enough to be speech that a whole sentence is in, marks included."""
        quote = self._last(segment.start)
        if quote is None or segment.end > quote.end:
            return None
        return quote if is_long(quote) else None

    def opened_between(self, low: int, high: int) -> Quote | None:
        """The quotation long enough to be speech that begins between two places."""
        quote = self._last(high)
        return quote if quote is not None and quote.start >= low and is_long(quote) else None

    def share(self, segment: Segment) -> float:
        """How much of a sentence is quoted, from 0 to 1."""
        index = bisect_right(self._starts, segment.start) - 1
        quoted = 0
        for quote in self._quotes[max(index, 0) :]:
            if quote.start >= segment.end:
                break
            if is_long(quote):
                quoted += max(0, min(quote.end, segment.end) - max(quote.start, segment.start))
        return quoted / max(segment.end - segment.start, 1)

    def _last(self, at: int) -> Quote | None:
        """The last quotation that begins at this place or before it."""
        index = bisect_right(self._starts, at) - 1
        return self._quotes[index] if index >= 0 else None


def is_long(quote: Quote) -> bool:
    """Whether a quotation is long enough to be speech."""
    return quote.end - quote.start >= _AT_LEAST
