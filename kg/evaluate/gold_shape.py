"""The shape of gold: what is of another type, or no word of the scheme, is refused."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

_DAY = "[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
_Date = Annotated[str, msgspec.Meta(pattern=rf"^{_DAY}(/{_DAY})?\Z")]
_Names = tuple[str, ...]
_Topics = dict[str, _Names]


class ReadingShape(msgspec.Struct):
    """An event as one reader tells it."""

    type: Literal[
        "Meeting", "VideoMeeting", "PhoneCall", "Correspondence", "Conference", "Visit", "Speech",
        "Ceremony",
    ]  # fmt: skip
    status: Literal["held", "ongoing", "planned", "cancelled", "denied"]
    date: _Date | None
    participants: _Names
    parties: _Names | None = None
    attendees: _Names | None = None
    place: _Names | None = None
    topics: _Topics | None = None
    optional_topics: _Topics | None = None
    main: bool = True
    alt: tuple[dict[str, Any], ...] = ()


class ArticleShape(msgspec.Struct):
    """An article; pieces of text are checked where they are read."""

    events: tuple[dict[str, Any], ...]
    file: str | None = None
    file_sha256: str | None = None
    part: int = 1
    publisher: str | None = None
    published: str | None = None
    body_chars: int | None = None
    not_body: tuple[Any, ...] = ()
    body_middle: tuple[Any, ...] = ()


def check(raw: Any, shape: type[msgspec.Struct]) -> None:
    """Raises ValueError that tells what is wrong, and where."""
    msgspec.convert(raw, shape)
