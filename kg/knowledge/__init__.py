"""Knowledge as data: who and what there is, how it is called, and the words that tell of it."""

from kg.knowledge.loading import Knowledge, assemble, load
from kg.knowledge.names import folded
from kg.knowledge.reading import KnowledgeError, KnowledgeFile
from kg.knowledge.records import (
    Agreement,
    AnyRecord,
    City,
    ContactVerb,
    Country,
    Cue,
    OfficeHeld,
    Organization,
    Person,
    Record,
    Role,
    SpeechVerb,
    TopicWords,
    Venue,
    parse_partial_date,
    strong_names,
)

__all__ = [
    "Agreement",
    "AnyRecord",
    "City",
    "ContactVerb",
    "Country",
    "Cue",
    "Knowledge",
    "KnowledgeError",
    "KnowledgeFile",
    "OfficeHeld",
    "Organization",
    "Person",
    "Record",
    "Role",
    "SpeechVerb",
    "TopicWords",
    "Venue",
    "assemble",
    "folded",
    "load",
    "parse_partial_date",
    "strong_names",
]
