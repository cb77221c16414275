"""From what was found to claims: one value, one place, one rule each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from kg.extract.annotations import (
    KNOWN_NAME_RULES,
    PUBLISHED_RULE,
    VENUE_RULE,
    Agent,
    Office,
    ResolvedDate,
    publication,
)
from kg.extract.annotations import Text as AnnotatedText
from kg.extract.enough import is_news
from kg.extract.local_events import LocalEvent, Telling
from kg.extract.names import spelled_after
from kg.extract.statements import Said
from kg.extract.stays import INFERRED_PLACES
from kg.extract.topics import TopicHit
from kg.extract.when import month_of
from kg.model import LIVE, Article, Claim, Field, Ref, Span, Text, Value, digest

# How sure a fact is that rests on the day of publication alone, or on a knowledge of offices.
_PUBLISHED, _BY_OFFICE, _BY_VISIT, _BY_KNOWLEDGE = 0.5, 0.8, 0.7, 0.6


class ClaimWriter:
    """Makes the claims of one article. What a claim rests on must be written before it."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._lang = article.language.lower()
        self._dates: dict[tuple[Field, int, int], Claim] = {}  # by place
        self._stays: dict[tuple[Field, int, int], str] = {}  # where a visit was: claim by place
        self._holders: dict[str, str] = {}  # who holds an office: claim by office held
        self._taking_part: dict[tuple[str, str], str] = {}  # claim by event and agent

    def claim(
        self, subject: str, predicate: str, value: Value, span: tuple[int, int], rule: str,
        confidence: float, *, field: Field = "text", rests_on: Iterable[str] = (),
    ) -> Claim:
        """One claim of this article."""
        return Claim(subject, predicate, value, self._article.id, field, *span, rule,
                     round(confidence, 2), tuple(rests_on))

    # --- dates ----------------------------------------------------------------------------

    def read_dates(self, dates: Iterable[ResolvedDate], field: Field) -> None:
        """Remember what dates mean, in the order of the text, for claims that rest on them."""
        for found in dates:
            self._date(found, field)

    def grounds(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """The dates that claims rest on, as claims about the article, each after its own."""
        wanted = {id_ for claim in claims for id_ in claim.derived_from}
        kept: list[Claim] = []
        for claim in reversed(self._dates.values()):
            if claim.id in wanted:
                wanted.update(claim.derived_from)
                kept.append(claim)
        return tuple(reversed(kept))

    def _date(self, found: ResolvedDate, field: Field) -> str:
        """The id of the claim that a date of the article means what it does."""
        published = found.rule == PUBLISHED_RULE
        field = "metadata" if published else field
        known = self._dates.get((field, found.start, found.end))
        if known is None:
            value = found.span.day if published and found.span else date_value(found)
            predicate = "schema:datePublished" if published else "schema:temporalCoverage"
            rests_on = self._rests_on(found, field)
            assert value is not None
            known = self._dates[field, found.start, found.end] = self.claim(
                self._article.key, predicate, value, (found.start, found.end), found.rule,
                0.9, field=field, rests_on=rests_on)
        return known.id

    def _rests_on(self, found: ResolvedDate, field: Field) -> tuple[str, ...]:
        """The ids of the claims that the meaning of a date rests on."""
        return tuple(self._date(ground, field) for ground in found.rests_on)

    # --- events ---------------------------------------------------------------------------

    def event_key(self, event: LocalEvent) -> str:
        """Key of an event as this article tells it: made from where it is told first."""
        first = event.tellings[0]
        place = (first.field, first.candidate.start, first.candidate.type,
                 *sorted(first.keys))
        return f"event/{digest(self._article.id, *place)}"

    def event(self, event: LocalEvent, fallback: ResolvedDate | None) -> Iterator[Claim]:
        """All claims of an event."""
        subject = self.event_key(event)
        for telling in event.tellings:
            yield from self._telling(subject, telling)
        if not event.dates:
            yield from self._fallback_date(subject, event, fallback)

    def agenda(self, event: LocalEvent, hit: TopicHit, field: Field) -> Claim:
        """That an event was about a topic, as the article itself tells of its agenda."""
        return self.claim(self.event_key(event), "schema:about", Ref(f"topic/{hit.topic}"),
                          (hit.start, hit.end), "agenda-words", 0.85, field=field)

    def _telling(self, subject: str, telling: Telling) -> Iterator[Claim]:
        found = telling.candidate
        word = (found.start, found.end)

        def tell(predicate: str, value: Value, span: tuple[int, int], rule: str,
                 confidence: float, rests_on: Iterable[str] = ()) -> Claim:
            return self.claim(subject, predicate, value, span, rule, confidence,
                              field=telling.field, rests_on=rests_on)

        if found.type != "Event":
            yield tell("rdf:type", Ref(f"kg:{found.type}"), word, found.rule, found.confidence)
            yield tell("kg:status", Ref(f"kg:{found.status}"), found.status_span or word,
                       f"status-{found.status}", 0.9)
        for p in telling.participants:
            span = (p.start, p.end)
            there = tell(p.predicate, Ref(p.key), span, p.rule, p.confidence,
                         self._held(p.key, p.known_by))
            self._taking_part.setdefault((subject, p.key), there.id)
            yield there
            if p.holder:
                yield tell("kg:officeHolder", Ref(p.holder), span, "office-holder-known",
                           _BY_KNOWLEDGE, (there.id,))
            if p.country and p.predicate != "kg:inAttendance":
                grounds = (there.id, *self._held(p.key, p.stands_by))
                yield tell("kg:party", Ref(p.country), span, "party-by-office", _BY_OFFICE,
                           grounds if p.country != p.key else ())
                body = p.through or (p.key if p.kind != "person" else p.country)
                if body is not None and body != p.country:  # of a country, by name
                    yield tell("kg:party", Ref(body), span, "party-by-name", p.confidence)
        for place in found.places:
            span = (place.start, place.end)
            stay = self._stays.get((telling.field, *span))
            inferred = place.rule in INFERRED_PLACES
            where = tell("schema:location", Ref(place.key), span, place.rule,
                         _BY_VISIT if inferred else 0.9, (stay,) if inferred and stay else ())
            if not inferred:
                self._stays.setdefault((telling.field, *span), where.id)
            yield where
        if found.date is not None:
            yield tell("kg:edtf", date_value(found.date), (found.date.start, found.date.end),
                       found.date.rule, 0.9, self._rests_on(found.date, telling.field))
        if found.ordinal is not None:
            yield tell("kg:ordinal", found.ordinal[0], found.ordinal[1:], "ordinal", 0.9)
        if found.name is not None:
            words = self._original(telling.field)[found.name[0] : found.name[1]]
            yield tell("schema:name", Text(words, self._lang), found.name, "name-of-event", 0.9)

    def _fallback_date(
        self, subject: str, event: LocalEvent, fallback: ResolvedDate | None
    ) -> Iterator[Claim]:
        """A date that its sentences do not tell: that of its context, else of publication."""
        if fallback is not None:
            yield self.claim(subject, "kg:edtf", date_value(fallback),
                             (fallback.start, fallback.end), "date-from-context", 0.7,
                             rests_on=[self._date(fallback, "text")])
            return
        published = publication(self._article)
        if published is None or published.span is None or event.status not in LIVE:
            return
        day = self._article.filed
        span = Span(day.isoformat(), day, day) if day else published.span
        if not any(telling.candidate.lead for telling in event.tellings):
            if not is_news(event) or self._article.published is None:
                return
            span = month_of(self._article.published)  # told further down: of these weeks
        yield self.claim(subject, "kg:edtf", span, (0, 10), "date-of-publication", _PUBLISHED,
                         field="metadata", rests_on=[self._date(published, "metadata")])

    def _held(self, member: str, office: Office | None) -> tuple[str, ...]:
        """The claim that tells of an office held; none where no office is told beside the name."""
        told = office and self._holders.get(membership_key(member, office))
        return (told,) if told else ()

    def _original(self, field: Field) -> str:
        return self._article.title if field == "title" else self._article.text

    # --- statements -----------------------------------------------------------------------

    def statement(self, said: Said, event: tuple[str, tuple[int, int], Field] | None
                  ) -> Iterator[Claim]:
        """All claims of a statement. ``event`` is its key, and where and in what it is told."""
        speech = said.speech
        whole = (speech.start, speech.end)
        subject = f"statement/{digest(self._article.id, *whole)}"
        words = self._article.text[speech.start : speech.end]
        rule = "speech-direct" if speech.direct else "speech-indirect"
        yield self.claim(subject, "schema:text", Text(words, self._lang), whole, rule, 1.0)
        yield self.claim(subject, "kg:direct", speech.direct, whole, rule, 0.9)
        for speaker in said.speakers:
            span = speech.speaker_span or whole
            there = self._taking_part.get((event[0] if event else "", speaker))
            meant = [there] if there and speaker not in speech.speakers else []
            yield self.claim(subject, "kg:speaker", Ref(speaker), span, rule, 0.9, rests_on=meant)
        for addressee in speech.addressees:
            yield self.claim(subject, "kg:addressee", Ref(addressee), whole, rule, 0.8)
        if speech.verb and speech.verb_span:
            start, end = speech.verb_span
            verb = Text(self._article.text[start:end], self._lang)
            yield self.claim(subject, "kg:reportingVerb", verb, (start, end), rule, 0.9)
        if event is not None:
            yield self.claim(subject, "kg:madeIn", Ref(event[0]), event[1], "said-in-event", 0.85,
                             field=event[2])
        for hit in said.topics:
            yield self.claim(subject, "schema:about", Ref(f"topic/{hit.topic}"),
                             (hit.start, hit.end), "topic-words", 0.9)
        for key, start, end in said.mentions:
            yield self.claim(subject, "schema:mentions", Ref(key), (start, end), "name", 0.9)

    # --- offices --------------------------------------------------------------------------

    def office(self, agent: Agent, office: Office, seen: ResolvedDate | None, *, field: Field
               ) -> Iterator[Claim]:
        """All claims of an office told beside a name."""
        assert agent.key is not None
        subject = membership_key(agent.key, office)
        name, post = (agent.head_start, agent.head_end), (office.start, office.end)
        member = self.claim(subject, "org:member", Ref(agent.key), name, agent.rule,
                            agent.confidence, field=field)
        self._holders.setdefault(subject, member.id)
        yield member
        yield self.claim(subject, "org:role", Ref(f"role/{office.role}"), post, "office", 0.95,
                         field=field)
        phrase = (agent.start, office.end)
        if office.of is not None:
            yield self.claim(subject, "org:organization", Ref(office.of), phrase, "office-of", 0.9,
                             field=field)
        if office.of is not None and office.body is not None:
            start, end = office.body
            printed = Text(self._original(field)[start:end], self._lang)
            yield self.claim(office.of, "skos:altLabel", printed, (start, end), "office-of", 0.8,
                             field=field)
        yield self.claim(subject, "kg:tenure", Ref(f"kg:{office.tenure}"), phrase, "tenure", 0.9,
                         field=field)
        if seen is not None and seen.span and seen.span.day:
            yield self.claim(subject, "kg:seen", seen.span.day, phrase, "office-seen", 0.8,
                             field=field, rests_on=[self._date(seen, field)])

    def names(self, text: AnnotatedText, known: Collection[str] = ()) -> Iterator[Claim]:
        """The names under which nodes stand in a text, as printed; not of those in ``known``."""
        for agent in text.layer("agents"):
            if agent.key is None or agent.key in known:
                continue
            for (start, end), lang in self._names(text, agent):
                name = Text(text.original[start:end], lang)
                yield self.claim(agent.key, "skos:altLabel", name, (start, end), agent.rule,
                                 agent.confidence, field=text.field)

        for place in text.layer("places"):
            if place.rule == VENUE_RULE:
                name = Text(text.original[place.start : place.end], self._lang)
                yield self.claim(place.key, "skos:altLabel", name, (place.start, place.end),
                                 place.rule, 0.8, field=text.field)

    def _names(self, text: AnnotatedText, agent: Agent) -> Iterator[tuple[tuple[int, int], str]]:
        """The name, and the Latin spelling printed after that of a person found by pattern."""
        yield (agent.head_start, agent.head_end), self._lang
        by_pattern = agent.kind == "person" and agent.rule not in KNOWN_NAME_RULES
        if by_pattern and (spelled := spelled_after(text.original, agent.head_end)):
            yield spelled, "en"


def membership_key(member: str, office: Office) -> str:
    """Key of an office held: who, as what, in what, and whether still."""
    return f"membership/{digest(member, office.role, office.of or '', office.tenure)}"


def date_value(found: ResolvedDate) -> Span:
    """The date of an event; what is not told yet stands as X (EDTF level 1)."""
    if found.span is not None:
        return found.span
    month = f"{found.month:02d}" if found.month else "XX"
    day = f"{found.day:02d}" if found.day else "XX"
    return Span(f"XXXX-{month}-{day}", None, None)
