"""What is said, without how it is told: to find the same sentence in another article."""

from __future__ import annotations

import re

# Sentences shorter than this say the same by chance (characters, without marks).
LEAST_WORDS = 10
_NOT_WORDS = re.compile(r"[\W_]+")
# 甲指出, and 甲: before the words. Longer beginnings are part of what is said.
_INTRODUCED = re.compile(
    r"^[^，,：:。；]{2,14}(?:说|称|指出|强调|表示|认为|重申|指)[，,：:]|^[^，,：:。]{2,10}[：:]"
)


def without_marks(simplified: str) -> str:
    """The letters and digits of a simplified text alone."""
    return _NOT_WORDS.sub("", simplified)


def bare_words(simplified: str) -> str:
    """The words of a simplified sentence, without marks and without the 甲指出 before them."""
    return without_marks(_INTRODUCED.sub("", simplified))
