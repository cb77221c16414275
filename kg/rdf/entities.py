"""Who and what the graph speaks of: agents, places, agreements, roles, topics, articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.articles.script import simplify
from kg.model import Article, Entity, Kind, Text, Topic, digest
from kg.rdf import nodes
from kg.rdf.hierarchy import Hierarchy
from kg.rdf.nodes import Names, Quad
from kg.rdf.things import KNOWLEDGE

CLASSES: Mapping[Kind, str] = {
    "person": "schema:Person",
    "organization": "schema:Organization",
    "country": "schema:Country",
    "place": "schema:Place",
    "agreement": "kg:Agreement",
    "role": "org:Role",
}
SCHEME = "topic"  # the key of the scheme itself


def outlets(articles: Iterable[Article], entities: Iterable[Entity]) -> dict[str, str]:
    """The key of every publisher and agency by name: the entity of that name, or one of its own."""
    known: dict[str, str] = {}
    for entity in entities:
        if entity.kind == "organization":
            for label in (*entity.labels, *entity.alt_labels):
                known.setdefault(label.text, entity.key)
    called = {name for article in articles for name in (article.publisher, article.agency) if name}
    return {name: known.get(name) or f"organization/{digest(name)}" for name in sorted(called)}


def outlet_entities(keys: Mapping[str, str], entities: Iterable[Entity]) -> list[Entity]:
    """The publishers and agencies that are no entities yet."""
    there = {entity.key for entity in entities}
    return [
        Entity(key, "organization", _labels(name), known=False)
        for name, key in keys.items()
        if key not in there
    ]


def _script_of(article: Article) -> str:
    """The language of a headline, which may be in the other script than the body."""
    return "zh-hant" if simplify(article.title) != article.title else article.language


def _labels(name: str) -> tuple[Text, ...]:
    """An outlet's name by script: in Latin letters it is English, else told by its characters."""
    if name.isascii():
        return (Text(name, "en"),)
    simplified = simplify(name)
    told = (Text(name, "zh-hant"),) if simplified != name else ()
    return (Text(simplified, "zh-hans"), *told)


def describe_entity(entity: Entity, names: Names, hierarchy: Hierarchy) -> Iterator[Quad]:
    """An entity with its class, names, place and authorities."""
    own = CLASSES[entity.kind]
    labels = {nodes.string(label.text, label.lang) for label in entity.labels}
    others = {nodes.string(label.text, label.lang) for label in entity.alt_labels} - labels
    said = [("rdf:type", names[name]) for name in (own, *hierarchy.superclasses.get(own, ()))]
    said += [("rdfs:label", label) for label in labels]
    said += [("skos:altLabel", label) for label in others]
    said += [("schema:sameAs", nodes.iri(same)) for same in entity.same_as]
    if entity.contained_in:
        said.append(("schema:containedInPlace", names[entity.contained_in]))
    if entity.coordinates:
        said.append(("schema:geo", _geo(entity, names)))
    for predicate, object_ in said:
        yield Quad(names[entity.key], names[predicate], object_, names[KNOWLEDGE])


def describe_point(entity: Entity, names: Names) -> Iterator[tuple[str, Quad]]:
    """Where an entity is, as a node of its own: (subject, quad)."""
    if not entity.coordinates:
        return
    latitude, longitude = entity.coordinates
    subject = _geo(entity, names)
    for predicate, object_ in (
        ("rdf:type", names["schema:GeoCoordinates"]),
        ("schema:latitude", nodes.decimal(latitude)),
        ("schema:longitude", nodes.decimal(longitude)),
    ):
        yield subject, Quad(subject, names[predicate], object_, names[KNOWLEDGE])


def _geo(entity: Entity, names: Names) -> str:
    return f"{names[entity.key][:-1]}#geo>"


def describe_topic(topic: Topic, names: Names) -> Iterator[Quad]:
    """A concept of the scheme."""
    key = f"{SCHEME}/{topic.id}"
    said = [
        ("rdf:type", names["skos:Concept"]),
        ("skos:inScheme", names[SCHEME]),
        ("skos:notation", nodes.string(topic.id)),
        *(("skos:prefLabel", nodes.string(label.text, label.lang)) for label in topic.labels),
        *(("skos:broader", names[f"{SCHEME}/{id_}"]) for id_ in topic.broader),
    ]
    if not topic.broader:
        said.append(("skos:topConceptOf", names[SCHEME]))
    for predicate, object_ in said:
        yield Quad(names[key], names[predicate], object_, names[KNOWLEDGE])


def describe_scheme(topics: Iterable[Topic], names: Names) -> Iterator[Quad]:
    """The scheme that the topics are in."""
    yield Quad(
        names[SCHEME], names["rdf:type"], names["skos:ConceptScheme"], names[KNOWLEDGE]
    )
    for topic in topics:
        if not topic.broader:
            top = names[f"{SCHEME}/{topic.id}"]
            yield Quad(names[SCHEME], names["skos:hasTopConcept"], top, names[KNOWLEDGE])


def describe_class(name: str, above: Iterable[str], names: Names) -> Iterator[Quad]:
    """A class of the user's own: the graph has to say itself what it is, since no file does."""
    yield Quad(names[name], names["rdf:type"], names["rdfs:Class"], names[KNOWLEDGE])
    for broader in above:
        yield Quad(names[name], names["rdfs:subClassOf"], names[broader], names[KNOWLEDGE])


def describe_article(article: Article, outlet: Mapping[str, str], names: Names) -> Iterator[Quad]:
    """An article's metadata, in its own graph. ``outlet`` gives the keys of outlets by name."""
    said = [
        ("rdf:type", names["schema:NewsArticle"]),
        ("schema:headline", nodes.string(article.title, _script_of(article))),
        ("schema:inLanguage", nodes.string(article.language)),
        ("kg:part", nodes.integer(article.part)),
        *(("kg:sourceFile", nodes.string(path)) for path in (article.path, *article.also)),
    ]
    if article.publisher:
        said.append(("schema:publisher", names[outlet[article.publisher]]))
    if article.agency:
        said.append(("kg:agency", names[outlet[article.agency]]))
    if article.author:
        said.append(("schema:author", nodes.string(article.author)))
    if article.published:
        said.append(("schema:datePublished", nodes.day(article.published)))
    if article.url:
        said.append(("schema:url", nodes.string(article.url)))
    graph = names[f"graph/{article.key}"]
    for predicate, object_ in said:
        yield Quad(names[article.key], names[predicate], object_, graph)
