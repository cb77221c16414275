"""From folders of YAML to one checked :class:`Knowledge`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from kg.knowledge.reading import KnowledgeError, KnowledgeFile, decode_records, read_folder
from kg.knowledge.records import (
    Agreement,
    City,
    ContactVerb,
    Country,
    Cue,
    Organization,
    Person,
    Role,
    SpeechVerb,
    TopicWords,
    Venue,
)
from kg.resources import data_dir

# The name of a file, or of a folder it is in, tells what its records are.
RECORD_KINDS: Mapping[str, type[msgspec.Struct]] = {
    "people": Person,
    "countries": Country,
    "organizations": Organization,
    "cities": City,
    "venues": Venue,
    "roles": Role,
    "agreements": Agreement,
}
WORD_KINDS: Mapping[str, type[msgspec.Struct]] = {
    "topics": TopicWords,
    "contact_verbs": ContactVerb,
    "speech_verbs": SpeechVerb,
    "cues": Cue,
}
LISTS = "lists"
_VERBS_AND_CUES = ("contact_verbs", "speech_verbs", "cues")
# Lists of words that nobody is called by.
_COMMON_WORDS = (
    "grammar.not_names", "speech.adverbs", "speech.first_person", "speech.modals",
    "speech.no_speakers", "speech.pronouns",
)  # fmt: skip


class Knowledge(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known before the first article is read. Dicts are sorted by id.

    ``lists`` are the files below ``lists/``: ``lists/credits.yaml`` as ``credits`` where it is
    a list of text, as ``credits.KEY`` where it is a mapping of such lists. ``digest`` changes
    with any byte of any file read.
    """

    people: dict[str, Person]
    countries: dict[str, Country]
    organizations: dict[str, Organization]
    cities: dict[str, City]
    venues: dict[str, Venue]
    roles: dict[str, Role]
    agreements: dict[str, Agreement]
    topic_words: tuple[TopicWords, ...]
    contact_verbs: tuple[ContactVerb, ...]
    speech_verbs: tuple[SpeechVerb, ...]
    cues: tuple[Cue, ...]
    lists: dict[str, tuple[str, ...]]
    digest: str

    def __repr__(self) -> str:
        return (
            f"<Knowledge {len(self.people)} people, {len(self.organizations)} organizations, "
            f"{len(self.countries)} countries, {len(self.cities)} cities, {self.digest}>"
        )


@dataclass(frozen=True, slots=True)
class Located:
    """A record with the file and the index (from 0) it was read at."""

    record: Any  # a record of things, or of words
    file: KnowledgeFile
    index: int

    def problem(self, what: str) -> str:
        """An error at the line of this record."""
        from kg.knowledge.yaml_reading import entry_line

        return self.file.problem(entry_line(self.file, self.index), what)


def load(*extra_folders: Path) -> Knowledge:
    """The shipped knowledge and that of the folders, checked as a whole.

    A record of a later folder replaces the one with its id in an earlier folder, a verb the one
    of the same letters; other words and lists add up. Raises KnowledgeError with every problem,
    each with file and line.
    """
    return assemble(_files(extra_folders))


def located_words(*extra_folders: Path) -> Iterator[Located]:
    """The records of words, shipped and of the folders, each with its place: topics, verbs, cues.

    Raises KnowledgeError where a file cannot be read.
    """
    for file in _files(extra_folders):
        kind = _kind(file)
        if kind in WORD_KINDS:
            for index, record in enumerate(decode_records(file, WORD_KINDS[kind])):
                yield Located(record, file, index)


def _files(extra_folders: Iterable[Path]) -> Iterator[KnowledgeFile]:
    yield from read_folder(data_dir(), folder="")
    for folder in extra_folders:
        yield from read_folder(Path(folder), folder=Path(folder).as_posix())


def _kind(file: KnowledgeFile) -> str:
    return next((part for part in file.parts if part in RECORD_KINDS or part in WORD_KINDS), "")


def assemble(files: Iterable[KnowledgeFile]) -> Knowledge:
    """Knowledge from files already read, in the order of their folders."""
    from kg.knowledge.consistency import check_consistency

    files = tuple(files)
    gathered = _Gathered()
    problems: list[str] = []
    for file in files:
        try:
            _take(file, gathered)
        except KnowledgeError as error:
            problems.extend(error.problems)
    problems = problems or check_consistency(gathered.records, _common_words(gathered))
    if problems:
        raise KnowledgeError(tuple(sorted(problems, key=_by_line)))
    return _knowledge(gathered, _digest(files))


def _by_line(problem: str) -> tuple[str, int, str]:
    """Problems in the order in which one mends them: by file, then by line."""
    name, line, what = [*problem.split(":", 2), "", ""][:3]
    return name, int(line) if line.isdigit() else 0, what


class _Gathered:
    """What the files read so far hold."""

    def __init__(self) -> None:
        self.records: dict[str, dict[str, Located]] = {kind: {} for kind in RECORD_KINDS}
        self.words: dict[str, list[msgspec.Struct]] = {kind: [] for kind in WORD_KINDS}
        self.lists: dict[str, tuple[str, ...]] = {}


def _take(file: KnowledgeFile, gathered: _Gathered) -> None:
    kind = _kind(file)
    if kind in RECORD_KINDS:
        _take_records(file, kind, gathered.records[kind])
    elif kind in WORD_KINDS:
        gathered.words[kind].extend(decode_records(file, WORD_KINDS[kind]))
    elif file.parts[0] == LISTS:
        for name, items in _lists(file).items():
            gathered.lists[name] = gathered.lists.get(name, ()) + items
    else:
        known = ", ".join([*RECORD_KINDS, *WORD_KINDS, LISTS])
        raise KnowledgeError((file.problem(1, f"no kind of knowledge; known: {known}"),))


def _take_records(file: KnowledgeFile, kind: str, known: dict[str, Located]) -> None:
    for index, record in enumerate(decode_records(file, RECORD_KINDS[kind])):
        found = Located(record, file, index)
        earlier = known.get(found.record.id)
        if earlier and earlier.file.folder == file.folder:
            what = f"id '{found.record.id}' stands already in {earlier.file.name}"
            raise KnowledgeError((found.problem(what),))
        known[found.record.id] = found


def _common_words(gathered: _Gathered) -> Iterator[str]:
    """Words that stand in any text: verbs, cues, and those of some lists."""
    for record in (found for kind in _VERBS_AND_CUES for found in gathered.words[kind]):
        yield record.word if isinstance(record, Cue) else getattr(record, "verb", "")
    for name in _COMMON_WORDS:
        yield from gathered.lists.get(name, ())


def _lists(file: KnowledgeFile) -> dict[str, tuple[str, ...]]:
    from kg.knowledge.yaml_reading import read_yaml

    name, value = ".".join(file.parts[1:]), read_yaml(file)
    named = value if isinstance(value, dict) else {"": value or []}
    try:
        lists = msgspec.convert(named, dict[str, tuple[str, ...]])
    except msgspec.ValidationError:
        what = "expected a list of text, or a mapping of such lists"
        raise KnowledgeError((file.problem(1, what),)) from None
    return {f"{name}.{key}" if key else name: items for key, items in lists.items()}


def _knowledge(gathered: _Gathered, digest: str) -> Knowledge:
    by_kind = {
        kind: {id_: found[id_].record for id_ in sorted(found)}
        for kind, found in gathered.records.items()
    }
    words = {kind: _last_told(found) for kind, found in gathered.words.items()}
    words["topic_words"] = words.pop("topics")
    lists = {name: gathered.lists[name] for name in sorted(gathered.lists)}
    return msgspec.convert(
        {**by_kind, **words, "lists": lists, "digest": digest}, Knowledge, from_attributes=False
    )


def _last_told(words: Iterable[msgspec.Struct]) -> tuple[msgspec.Struct, ...]:
    """The words in order; of verbs of the same letters the last one, which is of one's own."""
    told = {getattr(word, "verb", None) or id(word): word for word in words}
    return tuple(told.values())


def _digest(files: Iterable[KnowledgeFile]) -> str:
    digest = hashlib.sha256()
    for file in files:
        for part in (file.path, file.text):
            data = part.encode("utf-8", "surrogateescape")  # a name may have stray bytes
            digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()[:16]
