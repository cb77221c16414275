"""Does knowledge fit the ontology and the topics, and do its words tell what their examples say.

What ``kg.knowledge`` cannot see by itself: it knows neither the classes of events nor the scheme
of topics, and reads no sentence.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from kg.articles.script import simplify
from kg.errors import DataBroken
from kg.extract import Matcher, compile_matcher, extract
from kg.extract.pipeline import read_events
from kg.extract.topic_scheme import files_of_topics, read_scheme
from kg.knowledge import Knowledge, KnowledgeError, load
from kg.knowledge.loading import Located, located_words
from kg.knowledge.records import ContactVerb, Cue, SpeechVerb, TopicWords
from kg.model import Article, Ref, Topic, digest
from kg.rdf.hierarchy import Hierarchy, read_hierarchy
from kg.resources import ontology_dir

_LANGUAGES = {"en", "zh-hans", "zh-hant"}
_ATTENDEE = "schema:attendee"
# What is attended, hosted or spoken at names its own kind: its verb may tell any of these.
_OF_A_GATHERING = {"attend", "host", "speech"}
_GATHERINGS = {"Conference", "Meeting", "Speech"}
_PUBLISHED = date(2021, 3, 10)  # of the examples, so that 5日 is a day


def check_knowledge(*folders: Path) -> Knowledge:
    """The shipped knowledge with that of the folders, where nothing is wrong with it.

    Raises KnowledgeError with every problem found, each with file, place and remedy.
    """
    known = load(*folders)
    own = [path for folder in folders for path in sorted(Path(folder).glob("*.ttl"))]
    words = list(located_words(*folders))
    problems = list(_turtle_problems(own)) or list(_declaration_problems(words, own))
    problems = problems or list(_bad_examples(words, known))
    if problems:
        raise KnowledgeError(tuple(problems))
    return known


def _declaration_problems(words: Sequence[Located], own: Sequence[Path]) -> Iterator[str]:
    """Topics that do not fit into the scheme, and words of what is not declared."""
    schemes = (ontology_dir() / "topics.ttl", *own)
    try:
        topics = read_scheme(*schemes)
    except DataBroken as error:
        yield str(error)
        return
    yield from _unlabelled(topics, schemes)
    yield from _misnamed(words, topics, read_hierarchy(ontology_dir() / "kg.ttl", *own))


# --- Turtle -------------------------------------------------------------------------------------


def _turtle_problems(own: Sequence[Path]) -> Iterator[str]:
    """Files that are no Turtle, or that name what is not there."""
    for file in own:
        try:
            files_of_topics(file)  # its parser counts lines well
            read_hierarchy(file)
        except DataBroken as error:
            yield str(error) if error.place == str(file) else f"{file}: {error}"


def _unlabelled(topics: Iterable[Topic], files: Sequence[Path]) -> Iterator[str]:
    """Topics without a label in one of the three languages, which validation asks for."""
    where = files_of_topics(*files)
    for topic in topics:
        missing = sorted(_LANGUAGES - {label.lang for label in topic.labels})
        if missing:
            told = f"topic '{topic.id}' has no label in {', '.join(missing)}"
            yield f"{where[topic.id]}: {told}; add a skos:prefLabel in it"


# --- names --------------------------------------------------------------------------------------


def _misnamed(
    words: Sequence[Located], topics: Sequence[Topic], hierarchy: Hierarchy
) -> Iterator[str]:
    """Words of topics, events and properties that nobody declares; patterns that are none."""
    ids = {topic.id for topic in topics}
    kinds = {name.removeprefix("kg:") for name, above in hierarchy.superclasses.items()
             if "kg:Event" in above}
    ways = {_ATTENDEE} | {name for name, above in hierarchy.superproperties.items()
                          if _ATTENDEE in above}
    for found in words:
        record = found.record
        if isinstance(record, TopicWords):
            yield from _unknown(found, "topic", record.topic, ids, "a topic of the scheme")
            yield from _no_patterns(found, record.patterns)
        elif isinstance(record, ContactVerb):
            yield from _unknown(found, "event", record.event, kinds, "a class below kg:Event")
            for key, name in (("subject", record.subject), ("object", record.object)):
                if name is not None:
                    yield from _unknown(found, key, name, ways, "a way to attend")


def _unknown(
    found: Located, key: str, name: str, known: Collection[str], what: str
) -> Iterator[str]:
    if name not in known:
        near = get_close_matches(name, sorted(known), n=1)
        remedy = f"did you mean '{near[0]}'?" if near else "declare it in a .ttl file of the folder"
        yield found.problem(f"'{key}: {name}' is not {what}; {remedy}")


def _no_patterns(found: Located, patterns: Sequence[str]) -> Iterator[str]:
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            yield found.problem(f"'{pattern}' is no regular expression: {error}; mend or quote it")


# --- examples -----------------------------------------------------------------------------------


def _bad_examples(words: Sequence[Located], known: Knowledge) -> Iterator[str]:
    """Examples that do not hold their word, or that tell something else than the record says."""
    matcher = compile_matcher(known)
    used = {*known.contact_verbs, *known.speech_verbs, *known.cues}
    for found in words:
        record = found.record
        if not isinstance(record, TopicWords) and record in used:  # else one's own stands for it
            word = record.word if isinstance(record, Cue) else record.verb
            for example in record.examples:
                wrong = f"does not hold '{word}'" if word not in simplify(example) else (
                    _told_wrong(record, example, matcher))
                if wrong:
                    remedy = "mend the example or the record"
                    yield found.problem(f"the example «{example}» {wrong}; {remedy}")


def _told_wrong(
    record: ContactVerb | SpeechVerb | Cue, example: str, matcher: Matcher
) -> str | None:
    """What an example tells wrongly; None where it is right."""
    article = _article(example)
    if isinstance(record, SpeechVerb):
        claims = extract(article, matcher).claims
        said = any(claim.predicate == "kg:speaker" and isinstance(claim.value, Ref)
                   for claim in claims)
        return None if said else "tells of nobody who says something"
    events = read_events(article, matcher)
    if isinstance(record, Cue):
        others = sorted({event.status for event in events} - {record.means})
        return f"tells of an event that is {others[0]}, not {record.means}" if others else None
    wanted = {record.event} | (_GATHERINGS if record.frame in _OF_A_GATHERING else set())
    kinds = {event.type for event in events}
    if wanted & kinds:
        return None
    return f"tells of {', '.join(sorted(kinds)) or 'no event'}, not of {record.event}"


def _article(text: str) -> Article:
    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return Article(digest(text), "example", 1, "一则消息", text, "zh-Hans", sha256,
                   published=_PUBLISHED)
