"""Who is the other one who speaks near a place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.extract.annotations import Utterance
from kg.extract.turns import Turns

_SPEAKERS = ("person/a", "person/b", "person/c", "organization/d")


def _utterance(start: int, speakers: tuple[str, ...]) -> Utterance:
    return Utterance(start, start + 1, speakers, False, None, None, None, True)


@given(
    st.dictionaries(st.integers(0, 20), st.lists(st.sampled_from(_SPEAKERS), unique=True)),
    st.integers(0, 20), st.sampled_from(_SPEAKERS),
)
def test_the_nearest_other_person_speaks(
    spoken: dict[int, list[str]], position: int, speaker: str
) -> None:
    speeches = [_utterance(start, tuple(keys)) for start, keys in sorted(spoken.items())]
    others = sorted(
        (abs(start - position), key) for start, keys in spoken.items() for key in keys
        if key != speaker and key.startswith("person/"))
    expected = others[0][1] if others else None
    assert Turns(speeches).nearest_other(position, speaker) == expected
