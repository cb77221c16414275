"""HTML to a tree of elements: what Beautiful Soup makes of lxml's events, and no more of it.

Beautiful Soup's tree costs twenty times what parsing does. The events are the same, and so is
what follows from them: which element closes which, that runs of white space are one character,
and that comments and the readings above characters (ruby) are no text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from html import escape

_ASCII_SPACES = " \n\t\f\r"
_SPACE_COUNTS = frozenset({"pre", "textarea"})  # elements in which white space is kept
_VOID = frozenset({"meta", "link", "br", "img", "hr", "input", "wbr"})
_NO_TEXT = frozenset({"rt", "rp", "style", "script", "template"})


class Hidden(str):
    """A string that is no text: a comment, the content of a template."""

    __slots__ = ()


class Element:
    """An element, which does not know what it stands in, so that none lives longer than used.

    ``length`` counts the characters of text in it and in all that it holds; ``alone`` tells that
    what it stands in holds nothing else.
    """

    __slots__ = ("alone", "attributes", "children", "length", "name")

    def __init__(self, name: str, attributes: Mapping[str, str]) -> None:
        self.name, self.attributes = name, attributes
        self.children: list[Element | str] = []
        self.length = 0
        self.alone = False

    def strings(self) -> Iterator[str]:
        """All its text, piece by piece."""
        for element in self.elements():
            if type(element) is str:
                yield element

    def text(self, between: str = "") -> str:
        """All its text."""
        return between.join(self.strings())

    def elements(self, without: Container[str] = ()) -> Iterator[Element | str]:
        """All that it holds, at any depth, in the order of the page.

        What stands in elements of the names ``without`` is left out, they themselves are not.
        """
        waiting = self.children[::-1]
        while waiting:
            found = waiting.pop()
            yield found
            if isinstance(found, Element) and found.children and found.name not in without:
                waiting.extend(reversed(found.children))

    def html(self) -> str:
        """The element as HTML."""
        told = "".join(f' {name}="{escape(value)}"' for name, value in self.attributes.items())
        inner = (
            child.html() if isinstance(child, Element) else escape(child, quote=False)
            for child in self.children
            if not isinstance(child, Hidden)
        )
        end = "" if self.name in _VOID else f"</{self.name}>"
        return f"<{self.name}{told}>{''.join(inner)}{end}"

    def find(self, name: str) -> Element | None:
        """The first element of this name in it."""
        return next(
            (item for item in self.elements() if isinstance(item, Element) and item.name == name),
            None,
        )


class _Builder:
    """Takes the events of a parser (the methods are lxml's) and builds the tree."""

    def __init__(self) -> None:
        self.root = self._current = Element("", {})
        self._above: list[Element] = []  # the open elements but the innermost
        self._open = Counter[str]()
        self._pieces: list[str] = []
        self._kept = self._hidden = 0  # open elements in which white space or no text counts

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._pieces:
            self._end_text()
        element = Element(name, attributes)
        self._current.children.append(element)
        self._above.append(self._current)
        self._current = element
        self._open[name] += 1
        self._kept += name in _SPACE_COUNTS
        self._hidden += name in _NO_TEXT

    def end(self, name: str) -> None:
        if self._pieces:
            self._end_text()
        if self._open[name]:
            while self._close() != name:
                pass

    def data(self, text: str) -> None:
        self._pieces.append(text)

    def comment(self, text: str) -> None:
        self._end_text()
        self._current.children.append(Hidden(text))

    def pi(self, target: str, text: str | None = None) -> None:
        self.comment(f"{target} {text}")

    def close(self) -> Element:
        self._end_text()
        while self._above:
            self._close()
        return self.root

    def _close(self) -> str:
        """Close the innermost element; its name."""
        element = self._current
        self._current = self._above.pop()
        self._current.length += element.length
        if len(element.children) == 1 and isinstance(only := element.children[0], Element):
            only.alone = True
        self._open[element.name] -= 1
        self._kept -= element.name in _SPACE_COUNTS
        self._hidden -= element.name in _NO_TEXT
        return element.name

    def _end_text(self) -> None:
        """Put the text in that was gathered; white space alone is one character."""
        text = "".join(self._pieces)
        self._pieces.clear()
        if not text:
            return
        if not self._kept and not text.strip(_ASCII_SPACES):
            text = "\n" if "\n" in text else " "
        if self._hidden:
            self._current.children.append(Hidden(text))
        else:
            self._current.children.append(text)
            self._current.length += len(text)


def parse(content: str) -> Element:
    """The page below a root without a name."""
    from lxml import etree  # heavy: only where there is HTML

    builder = _Builder()
    if not content:
        return builder.root
    parser = etree.HTMLParser(target=builder)
    parser.feed(content)
    root: Element = parser.close()
    return root
