"""What the search box compares: names in both scripts, pinyin, initials and English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from kg.articles.script import simplify

_DROPPED = re.compile(r"[\s\u00b7\u2027\u30fb·・.,'’\-–—_:;/()（）《》「」“”，。、：]+")
_HAN = re.compile("[\u3400-\u9fff]")


def folded(text: str) -> str:
    """Lower case, simplified, without accents, spaces and punctuation; the page does the same."""
    plain = unicodedata.normalize("NFKD", text)
    bare = "".join(sign for sign in plain if not unicodedata.category(sign).startswith("M"))
    return _DROPPED.sub("", simplify(bare).lower())


def search_terms(names: Iterable[str], *, initials: bool = True) -> tuple[str, ...]:
    """Everything a node is found by: its folded names, their pinyin and its initials."""
    found: dict[str, None] = {}
    for name in names:
        plain = folded(name)
        found[plain] = None
        if initials:  # a surname alone is a name too
            found.update(dict.fromkeys(folded(part) for part in name.split() if len(part) > 1))
        if _HAN.search(plain):
            found.update(dict.fromkeys(_pinyin(plain, initials=initials)))
    return tuple(term for term in found if term)


def _pinyin(text: str, *, initials: bool) -> list[str]:
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin(text)
    joined = "".join(syllables)
    spelt = [joined]
    if "v" in joined:  # 吕: lv on keyboards, lü in books, found as lu
        spelt.append(joined.replace("v", "u"))
    return [*spelt, "".join(one[0] for one in syllables)] if initials else spelt


def fold_table(terms: Iterable[str]) -> dict[str, str]:
    """Traditional to simplified, for the characters that can occur in a query that matches."""
    wanted = {sign for term in terms for sign in term if _HAN.match(sign)}
    signs = [chr(code) for code in range(0x3400, 0xA000)]
    # a line break between them, so that no phrase is converted, only characters
    plain = simplify("\n".join(signs)).split("\n")
    return {
        sign: simple for sign, simple in zip(signs, plain, strict=True)
        if simple != sign and simple in wanted
    }
