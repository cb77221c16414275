"""The order of the extractors, checked when it is put together, and the way of one article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points

from kg.articles.datelines import without_datelines
from kg.articles.script import simplify
from kg.extract.agenda import AgendaFinder
from kg.extract.annotations import (
    Agent,
    Extractor,
    ResolvedDate,
    Text,
)
from kg.extract.attendance import leads
from kg.extract.bodies import SpeakingBodies
from kg.extract.claims import ClaimWriter
from kg.extract.events import EventFinder
from kg.extract.geography import country_finder
from kg.extract.headings import HeadingEvents
from kg.extract.heads import heads_of_clauses
from kg.extract.holders import OfficeHolders
from kg.extract.local_events import LocalEvent, Telling
from kg.extract.matcher import build_lexicon
from kg.extract.mentions import mentions_of, offices_told
from kg.extract.others import OtherAgents
from kg.extract.phrases import PhraseFinder
from kg.extract.places import PlaceFinder
from kg.extract.repeats import RepeatedNames, names_by_pattern
from kg.extract.resolution import Resolver
from kg.extract.sayings import SayingFinder
from kg.extract.speaking import SpeakingNames
from kg.extract.spoken import SentenceSplitter, SpeechFinder
from kg.extract.statements import StatementFinder
from kg.extract.stays import is_placed_by_another, located
from kg.extract.summits import Summits
from kg.extract.tellings import context_of, events_of, spans_of
from kg.extract.timeline import Timeline
from kg.extract.tokens import TokenFinder
from kg.extract.topics import TopicFinder
from kg.knowledge import Knowledge
from kg.model import Article, Claim, Document, Ref


@dataclass(frozen=True, slots=True)
class Matcher:
    """Knowledge compiled once. ``extractors`` run in this order on every text."""

    knowledge: Knowledge
    extractors: tuple[Extractor, ...]
    statements: StatementFinder
    agendas: AgendaFinder
    country_of: Callable[[str], str | None]  # from the key of a place to that of its country
    holders: OfficeHolders
    summits: Summits


def compile_matcher(knowledge: Knowledge) -> Matcher:
    """Compile the knowledge. Raises ValueError where an extractor lacks a layer it requires."""
    built_in: tuple[Extractor, ...] = (
        TokenFinder(build_lexicon(knowledge)),
        SentenceSplitter(),
        SayingFinder(knowledge),
        PhraseFinder(knowledge),
        OtherAgents(knowledge),
        SpeakingNames(knowledge),
        RepeatedNames(),
        SpeakingBodies(knowledge),
        PlaceFinder(knowledge),
        Timeline(),
        SpeechFinder(knowledge),
        EventFinder(knowledge),
        HeadingEvents(knowledge),
    )
    third_party = tuple(
        entry.load()(knowledge) for entry in sorted(entry_points(group="kg.extractors"))
    )
    extractors = built_in + third_party
    check_order(extractors)
    topics = TopicFinder(knowledge.topic_words)
    return Matcher(
        knowledge, extractors, StatementFinder(topics), AgendaFinder(knowledge, topics),
        country_finder(knowledge), OfficeHolders(knowledge), Summits(knowledge),
    )




def check_order(extractors: Sequence[Extractor]) -> None:
    """Each extractor must find the layers it requires among those made before it."""
    made: set[str] = set()
    for extractor in extractors:
        missing = [name for name in extractor.requires if name not in made]
        if missing:
            raise ValueError(
                f"{type(extractor).__name__} requires {', '.join(missing)}, "
                "which no extractor before it provides"
            )
        made.add(extractor.provides)


def extract(article: Article, matcher: Matcher) -> Document:
    """What one article tells."""
    reading = _read(article, matcher)
    body, title = reading.body, reading.title
    return Document(
        article, body.simplified, title.simplified, mentions_of(body), mentions_of(title),
        _claims(reading, matcher),
    )


def read_events(article: Article, matcher: Matcher) -> tuple[LocalEvent, ...]:
    """The events that one article tells, before they are claims."""
    return _read(article, matcher).events


@dataclass(frozen=True, slots=True)
class _Reading:
    """An article read: its texts with their layers, and the events they tell together."""

    title: Text
    body: Text
    resolver: Resolver
    headings: tuple[ResolvedDate, ...]  # the dated ones of the body
    events: tuple[LocalEvent, ...]

    @property
    def sections(self) -> tuple[tuple[int, int], ...]:
        """Where each dated heading stands: what follows it happened then."""
        return spans_of(self.headings)


def _read(article: Article, matcher: Matcher) -> _Reading:
    words = without_datelines(simplify(article.text))
    body = _annotated(Text(article, "text", article.text, words), matcher)
    told: tuple[Agent, ...] = body.layer("agents")
    known = frozenset(agent.key.removeprefix("person/") for agent in told if agent.key)
    title = _annotated(
        Text(article, "title", article.title, simplify(article.title), known=known,
             countries=frozenset(
                 a.key.removeprefix("place/") for a in told if a.key and a.kind == "country"),
             names=names_by_pattern(body.simplified, told)), matcher)
    agents: tuple[Agent, ...] = (*body.layer("agents"), *title.layer("agents"))
    told_people = [a for a in body.layer("agents") if a.kind == "person"]
    people = [a for a in told_people if a.key]
    met = [a for a in told_people if a.rule == "pronoun-met"]
    teams = any(a.rule == "pronoun-team" for a in agents)
    leaders = [a for a in told_people if leads(body.simplified, a)] if teams else []
    acting = [a for a in told_people if a.key or a.rule == "office-alone"]
    resolver = Resolver(
        matcher.knowledge, [a for a in agents if a.key], body.layer("speech"),
        [sentence.start for sentence in body.layer("sentences")], acting, article.published,
        matcher.holders, met, leaders, heads_of_clauses(body.simplified, acting),
        frozenset(a.start for a in acting if body.simplified[a.end : a.end + 1] == "的"))
    headings = tuple(date for date in body.layer("dates") if date.heading)
    events = matcher.summits.attended(
        events_of(title, body, resolver, headings), people, body.layer("speech"))
    events = located(events, matcher.country_of)
    return _Reading(title, body, resolver, headings, events)


def _annotated(text: Text, matcher: Matcher) -> Text:
    for extractor in matcher.extractors:
        text = text.with_layer(extractor.provides, extractor.extract(text))
    return text


def _claims(reading: _Reading, matcher: Matcher) -> tuple[Claim, ...]:
    """All claims, each after those it rests on."""
    writer = ClaimWriter(reading.body.article)
    for text in (reading.body, reading.title):
        writer.read_dates(text.layer("dates"), text.field)
    told = tuple(_told(writer, reading, matcher))
    return writer.grounds(told) + told


def _told(writer: ClaimWriter, reading: _Reading, matcher: Matcher) -> Iterator[Claim]:
    body, title, events = reading.body, reading.title, reading.events
    for text in (body, title):
        yield from offices_told(writer, text, reading.headings)
    named: dict[str, set[int]] = defaultdict(set)
    for index, event in enumerate(events):
        for name in _names(reading, event):
            named[name].add(index)
    for event in sorted(events, key=is_placed_by_another):  # which rest on the others
        yield from writer.event(event, context_of(event, body, reading.headings))
        yield from _sidelines(writer, reading, event, named)
    for text in (title, body):
        for number, hit in matcher.agendas.find(text, events):
            yield writer.agenda(events[number], hit, text.field)
    for said in matcher.statements.find(
            body, events, reading.resolver, reading.sections):
        event_told = None
        if said.event is not None:
            first = events[said.event].tellings[0]
            event_told = (writer.event_key(events[said.event]),
                          (first.candidate.start, first.candidate.end), first.field)
        yield from writer.statement(said, event_told)
    yield from writer.names(body)
    yield from writer.names(title, {agent.key for agent in body.layer("agents")})


def _sidelines(
    writer: ClaimWriter, reading: _Reading, event: LocalEvent, named: Mapping[str, set[int]]
) -> Iterator[Claim]:
    """The gathering on whose sidelines an event was, where the article tells of it too.

    ``named`` are the numbers of the events told under each name.
    """
    for telling in event.tellings:
        span = telling.candidate.within
        if span is None:
            continue
        name = _words(reading, telling, span)
        alike = (found for told, found in named.items() if told in name or name in told)
        for other in (reading.events[i] for i in sorted(set().union(*alike))):
            if other is not event:
                yield writer.claim(
                    writer.event_key(event), "schema:superEvent", Ref(writer.event_key(other)),
                    span, "on-the-sidelines", 0.8, field=telling.field)


def _names(reading: _Reading, event: LocalEvent) -> list[str]:
    """The names under which an event is told, simplified."""
    return [_words(reading, t, t.candidate.name) for t in event.tellings if t.candidate.name]


def _words(reading: _Reading, telling: Telling, span: tuple[int, int]) -> str:
    text = reading.title if telling.field == "title" else reading.body
    return text.simplified[slice(*span)]
