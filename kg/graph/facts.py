"""The facts of a coding: what its article and its things are, and what its stated and resolved claims say, as plain triples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kg.graph.claims import Claim
from kg.graph.nodes import GEO, ORG, RDFS, SCHEMA, SIKG, SKOS, A, Nodes
from kg.graph.terms import Iri, Literal, Namespace, Triple, day, text
from kg.graph.things import Thing, other_names
from kg.model import Article, Coding, Entity, Event, Relation

CLASSES = {"Post": ORG["Post"]}  # classes reused from elsewhere under their own IRI
OUTSIDE = {"geonames": Namespace("https://sws.geonames.org/"), "wikidata": Namespace("http://www.wikidata.org/entity/")}
WKT = GEO["wktLiteral"].value


class Facts:
    """Writes facts; things are described as all codings together describe them."""

    def __init__(self, things: Mapping[str, Thing], nodes: Nodes) -> None:
        self.things = things
        self.nodes = nodes

    def triples(self, coding: Coding, claims: Sequence[Claim]) -> Iterator[Triple]:
        """The article, its things, and the plain triple of every claim that is stated or resolved."""
        yield from self._article(coding.article)
        for entity in coding.entities:
            yield from self._entity(entity)
        for event in coding.events:
            yield from self._event(event)
        for topic in coding.topics:
            yield self.nodes.thing(topic.id), A, SKOS["Concept"]
            yield self.nodes.thing(topic.id), SKOS["prefLabel"], text(self.things[topic.id].label)
            for name in other_names(topic, self.things):
                yield self.nodes.thing(topic.id), SKOS["altLabel"], text(name)
        for claim in claims:
            if isinstance(claim.source, Relation) and claim.source.basis != "implied":
                yield self.nodes.triple(claim.source)

    def _article(self, article: Article) -> Iterator[Triple]:
        node = self.nodes.article(article.id)
        yield node, A, SCHEMA["NewsArticle"]
        yield node, RDFS["label"], text(f"Article {article.id}")
        yield node, SCHEMA["inLanguage"], Literal(article.language)
        yield node, SIKG["contentSha256"], Literal(article.sha256)
        if article.title:
            yield node, SCHEMA["headline"], Literal(article.title)
        if article.published:
            yield node, SCHEMA["datePublished"], day(article.published)
        if article.dateline:
            yield node, SCHEMA["dateline"], Literal(article.dateline.quote)
        if article.dateline_place:
            yield node, SCHEMA["locationCreated"], self.nodes.thing(article.dateline_place)

    def _entity(self, entity: Entity) -> Iterator[Triple]:
        thing, node = self.things[entity.id], self.nodes.thing(entity.id)
        yield from self._named(node, thing, entity)
        if thing.iso_alpha2:
            yield node, SIKG["isoAlpha2"], Literal(thing.iso_alpha2)
        if thing.facility_type:
            yield node, SIKG["facilityType"], self.nodes.concept("target-type", thing.facility_type)
        for rank in thing.ranks:
            yield node, SIKG["rank"], Literal(rank)
        for scheme, identifier in thing.links:
            if scheme in OUTSIDE:
                yield node, SKOS["exactMatch"], OUTSIDE[scheme][identifier + "/" if scheme == "geonames" else identifier]
        yield from self._position(node, thing)

    def _position(self, node: Iri, thing: Thing) -> Iterator[Triple]:
        if thing.place_precision:
            yield node, SIKG["placePrecision"], self.nodes.concept("geo-precision", thing.place_precision)
        if thing.point:
            geometry, (lat, lon) = Iri(node.value + "/geometry"), thing.point
            yield node, GEO["hasGeometry"], geometry
            yield geometry, A, GEO["Geometry"]
            yield geometry, GEO["asWKT"], Literal(f"POINT({Decimal(str(lon)):f} {Decimal(str(lat)):f})", WKT)

    def _event(self, event: Event) -> Iterator[Triple]:
        thing, node = self.things[event.id], self.nodes.thing(event.id)
        yield from self._named(node, thing, event)
        yield node, SIKG["eventStatus"], self.nodes.concept("status", thing.status)
        for slug in thing.event_types:
            scheme, _, bare = slug.rpartition("/")
            yield node, SIKG["eventType"], self.nodes.concept(scheme or "event-type", bare)

    def _named(self, node: Iri, thing: Thing, told: Entity | Event) -> Iterator[Triple]:
        yield node, A, CLASSES.get(thing.cls, SIKG[thing.cls])
        yield node, RDFS["label"], text(thing.label)
        for name in other_names(told, self.things):
            yield node, SKOS["altLabel"], text(name)
