"""Knowledge as data: who and what there is, how it is called, and the words that tell of it."""

from kg.knowledge.citations import Attestation, citation, parse_source
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
from kg.knowledge.sources import SourceReport, check_sources

__all__ = [
    "Agreement",
    "AnyRecord",
    "Attestation",
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
    "SourceReport",
    "SpeechVerb",
    "TopicWords",
    "Venue",
    "assemble",
    "check_sources",
    "citation",
    "folded",
    "load",
    "parse_partial_date",
    "parse_source",
    "strong_names",
]
