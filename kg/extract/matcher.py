"""One lexicon over all knowledge, and one pass over a text that finds its words.

Words overlap (中国外交部 and 外交部长 in 中国外交部长王毅); of each group of overlapping words the
reading that covers most characters with fewest words is kept, as in word segmentation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import ahocorasick_rs

from kg.articles.script import simplify
from kg.extract.annotations import Strength, Term, Token
from kg.knowledge import Knowledge
from kg.knowledge.records import Record

_TERM_KIND = {
    "people": "person",
    "countries": "country",
    "organizations": "organization",
    "cities": "place",
    "venues": "place",
    "roles": "role",
    "agreements": "agreement",
}
# Of words as long and as many, the reading with names that need no context goes first.
_RANK = {"strong": 1, "weak": 0}


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    index: int


class Lexicon:
    """All words of the knowledge, compiled into one automaton.

    ``tokens(text)`` gives the words of a simplified text, none overlapping, in order.
    """

    def __init__(self, words: Mapping[str, tuple[Term, ...]]) -> None:
        self._words = tuple(sorted(words))
        self._terms = tuple(words[word] for word in self._words)
        self._strong = tuple(
            max(_RANK[term.strength] for term in terms) for terms in self._terms
        )
        self._automaton = ahocorasick_rs.AhoCorasick(self._words, store_patterns=False)

    def __len__(self) -> int:
        return len(self._words)

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The words of a text."""
        hits = [
            _Hit(start, end, index)
            for index, start, end in self._automaton.find_matches_as_indexes(
                text, overlapping=True
            )
            if _bounded(text, start, end)
        ]
        hits.sort(key=lambda hit: (hit.start, hit.end))
        chosen = (hit for group in _groups(hits) for hit in self._best(group))
        return tuple(
            Token(hit.start, hit.end, self._words[hit.index], self._terms[hit.index])
            for hit in chosen
        )

    def _best(self, group: list[_Hit]) -> list[_Hit]:
        """The reading of a group of overlapping hits that covers most with fewest words."""
        if len(group) == 1:
            return group
        # best[end]: (covered, -words, strong words, lengths of words) and the hits, up to there.
        best: dict[int, tuple[tuple[int, int, int, int], list[_Hit]]] = {}
        ends: list[int] = []
        for hit in sorted(group, key=lambda hit: (hit.end, hit.start)):
            before = max(
                (best[end] for end in ends if end <= hit.start),
                key=lambda reading: reading[0],
                default=((0, 0, 0, 0), []),
            )
            covered, fewer, strong, squares = before[0]
            size = hit.end - hit.start
            score = (covered + size, fewer - 1, strong + self._strong[hit.index], squares + size**2)
            if hit.end not in best:
                ends.append(hit.end)
            if hit.end not in best or score > best[hit.end][0]:
                best[hit.end] = (score, [*before[1], hit])
        return max(best.values(), key=lambda reading: reading[0])[1]


def _groups(hits: list[_Hit]) -> Iterator[list[_Hit]]:
    """Runs of hits that overlap one another; hits come in order of start."""
    group: list[_Hit] = []
    reach = -1
    for hit in hits:
        if group and hit.start >= reach:
            yield group
            group = []
        group.append(hit)
        reach = max(reach, hit.end)
    if group:
        yield group


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether a word in Latin letters or digits stands alone (WHO, not in WHOSE)."""
    first, last = text[start], text[end - 1]
    if first.isascii() and first.isalnum() and start and _latin(text[start - 1]):
        return False
    return not (last.isascii() and last.isalnum() and end < len(text) and _latin(text[end]))


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def build_lexicon(knowledge: Knowledge) -> Lexicon:
    """The lexicon of all records and verbs of the knowledge."""
    words: dict[str, list[Term]] = {}
    for word, term in _all_terms(knowledge):
        terms = words.setdefault(simplify(word), [])
        if term not in terms:
            terms.append(term)
    order = {"strong": 0, "weak": 1}
    ranked = {
        word: tuple(sorted(terms, key=lambda term: (order[term.strength], term.kind, term.id)))
        for word, terms in words.items()
    }
    return Lexicon(ranked)


def _all_terms(knowledge: Knowledge) -> Iterator[tuple[str, Term]]:
    for table, kind in _TERM_KIND.items():
        records: Iterable[Record] = getattr(knowledge, table).values()
        for record in records:
            yield from _record_terms(record, kind)
    for person in knowledge.people.values():
        if person.surname and len(person.surname) > 1:
            yield person.surname, Term("person", person.id, "weak")
    for verb in knowledge.contact_verbs:
        yield verb.verb, Term("contact", verb.verb)
    for speech in knowledge.speech_verbs:
        yield speech.verb, Term("speech", speech.verb)
    for name, words in knowledge.lists.items():
        if name.startswith("grammar.") and name.endswith(("_heads", "gatherings", "decoys")):
            kind = name.removeprefix("grammar.")
            yield from ((word, Term("marker", kind)) for word in words)
    owners = Counter(s for country in knowledge.countries.values() for s in country.short)
    for country in knowledge.countries.values():
        yield from ((short + "方", Term("country", country.id)) for short in country.short)
        yield from (("访" + short, Term("visited", country.id)) for short in country.short
                    if len(short) == 1 and owners[short] == 1)


def _record_terms(record: Record, kind: str) -> Iterator[tuple[str, Term]]:
    for name in (record.zh_hans, record.zh_hant, record.en, *record.names):
        if name and len(name) > 1:
            strength: Strength = "weak" if name in record.weak else "strong"
            yield name, Term(kind, record.id, strength)
    for name in record.weak:
        if len(name) > 1:
            yield name, Term(kind, record.id, "weak")
