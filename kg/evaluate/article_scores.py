"""How well articles are read: bodies, metadata, offices, statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

from kg.articles.script import simplify
from kg.evaluate.found import Found, Office, Said, Told
from kg.evaluate.gold import FORMER, GoldArticle, GoldOffice, GoldStatement
from kg.evaluate.tally import Tally

_SHORTEST, _LONGEST, _SLACK = 0.8, 1.35, 40  # of a body against the gold's length, code points

Telling = TypeVar("Telling", Office, Said)


def count_articles(tally: Tally, gold: tuple[GoldArticle, ...], found: Found) -> None:
    """Compare each article of the gold, part by part; offices and statements file by file."""
    texts: dict[str, dict[int, Told]] = {}
    for article in found.articles:
        for file in article.files:
            texts.setdefault(file, {})[article.part] = article
    parts = Counter(article.file for article in gold)
    for wanted in gold:
        here = texts.get(wanted.file, {})
        first = here[min(here)] if here else None
        got = here.get(wanted.part) if parts[wanted.file] > 1 else first
        _count_body(tally, wanted, got)
        _count_metadata(tally, wanted, got)
    for file, told in sorted(_by_file(gold).items()):
        _count_offices(tally, file, told, _in_file(found.offices, file))
        _count_statements(tally, file, told, _in_file(found.statements, file))


def _by_file(gold: tuple[GoldArticle, ...]) -> dict[str, list[GoldArticle]]:
    files: dict[str, list[GoldArticle]] = {}
    for article in gold:
        files.setdefault(article.file, []).append(article)
    return files


def _in_file(things: Iterable[Telling], file: str) -> list[Telling]:
    return [thing for thing in things if file in thing.files]


def _count_body(tally: Tally, wanted: GoldArticle, got: Told | None) -> None:
    """Whether the body is whole, begins and ends right, and holds no boilerplate."""
    first, last = wanted.body_first, wanted.body_last
    if not (first and last):
        return
    tally.add("bodies")
    if got and got.text is None:
        tally.add("body_start", got.first == first)
        tally.add("body_end", got.last == last)
        return
    text = (got and got.text) or ""
    starts, ends = first.begins(text), last.ends(text)
    whole = (starts or first.stands_in(text)) and (ends or last.stands_in(text))
    whole = whole and all(piece.stands_in(text) for piece in wanted.body_middle)
    length = wanted.body_chars
    fits = not length or _SHORTEST * length <= len(text) <= _LONGEST * length + _SLACK
    kept = [piece for piece in wanted.not_body if piece.stands_in(text)]
    tally.add("bodies_seen")
    tally.add("body_start", starts)
    tally.add("body_end", ends)
    tally.add("body_whole", whole and fits)
    tally.add("boiler_gold", len(wanted.not_body))
    tally.add("boiler_kept", len(kept))
    for right, what in ((starts, "begins"), (ends, "ends")):
        if not right:
            tally.say("body", _part(wanted), f"{what} elsewhere")
    for piece in kept:
        tally.say("body", _part(wanted), f"holds {piece}")


def _count_metadata(tally: Tally, wanted: GoldArticle, got: Told | None) -> None:
    """Title, outlet and day, where the reader notes them."""
    day, outlet = (wanted.published or "")[:10], wanted.publisher or ""
    right = {
        "published": (day, got and got.published[:10] == day),
        "title": (wanted.title, got and got.title == wanted.title),
        "publisher": (outlet, got and _same_name(outlet, got.publisher)),
    }
    for name, (told, met) in right.items():
        if told:
            tally.add(f"{name}_gold")
            tally.add(f"{name}_right", bool(met))
            if not met:
                tally.say(name, _part(wanted), f"{told} | got {getattr(got, name, None)}")


def _same_name(name: str, names: Iterable[str]) -> bool:
    """Whether a name is one of these, in either script."""
    return simplify(name).casefold() in {simplify(other).casefold() for other in names}


def _count_offices(tally: Tally, file: str, gold: list[GoldArticle], got: list[Office]) -> None:
    """Person, office and body by any of their names."""
    if any(article.offices is None for article in gold):
        return
    wanted = list(dict.fromkeys(office for article in gold for office in article.offices or ()))
    ours = {(o.person[:1], o.office[:1], o.of[:1]): o for o in got}
    missed = [w for w in wanted if not any(_same_office(w, o) for o in ours.values())]
    wrong = [o for o in ours.values() if not any(_same_office(w, o) for w in wanted)]
    tally.add_met("office", len(wanted) - len(missed), len(wrong), len(missed))
    for office in missed:
        tally.say("miss", file, f"office {office.person} {office.office} {office.of}")
    for extra in wrong:
        names = (names[0] if names else "?" for names in (extra.person, extra.office, extra.of))
        tally.say("extra", file, f"office {' '.join(names)}")


def _same_office(gold: GoldOffice, ours: Office) -> bool:
    """Whether it is this person's office; a body may stand in the office's own name."""
    if gold.person not in ours.person:
        return False
    office = gold.office.removeprefix(FORMER)
    if office in ours.office and gold.of in ours.of:
        return True
    with_body = {body + name for body in ours.of for name in ours.office}
    return gold.of + office in with_body | set(ours.office) or office in with_body


def _count_statements(tally: Tally, file: str, gold: list[GoldArticle], got: list[Said]) -> None:
    """Whether the words are in a statement, and in one of this speaker.

    A reader notes the first few statements of an article only, so nothing tells what is wrong.
    """
    for wanted in (said for article in gold for said in article.statements or ()):
        holding = [said for said in got if said.holds(wanted.first)]
        right = any(wanted.speaker in names for said in holding for names in said.speakers)
        tally.add("said")
        tally.add("said_found", bool(holding))
        tally.add("said_right", right)
        if not right:
            tally.say("miss", file, _told(wanted, holding))


def _told(wanted: GoldStatement, holding: list[Said]) -> str:
    speakers = sorted(names[0] for said in holding for names in said.speakers)
    got = f" | got {speakers}" if holding else ""
    return f"statement of {wanted.speaker} {wanted.first}{got}"


def _part(article: GoldArticle) -> str:
    return article.file if article.part == 1 else f"{article.file}#{article.part}"
