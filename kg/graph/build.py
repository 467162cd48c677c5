"""From codings to quads: the graph of ONTOLOGY, as a sorted stream of our own light terms.

Codings come in; quads go out in reading order (`kg.graph.order`), the same for the same codings whatever their order.
Each article fills two named graphs: its facts (what it and its things are, and every stated or resolved relation as a
plain triple) and its claims (who says so, how sure, in which words at which characters). The default graph holds what
belongs to no one article: the contradictions between claims, and the classes and concepts in use, so that an export
answers questions on its own. Disputable values (tolls, dates) are nodes, never literals on the event. No blank nodes.

Does not read text, resolve names, validate (`kg.validate`) or write files (`kg.export`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal as Choice

from kg.errors import InputError
from kg.graph.claims import Claim, Source, claims_of, contradictions
from kg.graph.order import reading_order
from kg.graph.terms import Iri, Literal, Namespace, Quad, Term, Triple, day, decimal, integer, text
from kg.graph.things import Thing, describe, other_names
from kg.graph.vocabulary import terms_in_use
from kg.iris import PREFIXES, Iris
from kg.model import Article, Bounds, CasualtyFigure, Coding, Dating, Entity, Event, Relation, Span, Topic

DCTERMS, GEO, OA, ORG, PROV, RDF, RDFS, SCHEMA, SIKG, SKOS, TIME = (
    Namespace(PREFIXES[p]) for p in ("dcterms", "geo", "oa", "org", "prov", "rdf", "rdfs", "schema", "sikg", "skos", "time")
)
A = RDF["type"]
PREDICATES = {"sikg": SIKG, "org": ORG, "schema": SCHEMA}
CLASSES = {"Post": ORG["Post"]}  # classes reused from elsewhere under their own IRI
OUTSIDE = {"geonames": Namespace("https://sws.geonames.org/"), "wikidata": Namespace("http://www.wikidata.org/entity/")}
WKT = GEO["wktLiteral"].value


def quads(codings: Iterable[Coding], iris: Iris) -> Iterator[Quad]:
    """The graph of the codings, without duplicates, in reading order.

    Raises:
        InputError: Two codings are of the same article, or a coding refers to an id it does not hold.
    """
    known = sorted(codings, key=lambda coding: coding.article.id)
    _check_once(known)
    found = article_quads(known, describe(known), iris)
    found += [Quad(*triple) for triple in contradicting((claim for coding in known for claim in claims_of(coding)), iris)]
    return reading_order([*found, *(Quad(*triple) for triple in terms_in_use(found))])


def article_quads(codings: Iterable[Coding], things: Mapping[str, Thing], iris: Iris) -> list[Quad]:
    """The named graphs of some codings, their things as all codings together describe them.

    Raises:
        InputError: A coding refers to an id it does not hold.
    """
    builder, found = _Builder(things, iris), list[Quad]()
    for coding in codings:
        _check(coding)
        found += builder.quads(coding)
    return found


def contradicting(claims: Iterable[Claim], iris: Iris) -> Iterator[Triple]:
    """The triples that say which claims cannot both be true, in both directions; they are of no one article."""
    for one, other in contradictions(claims):
        nodes = [Iri(iris.claim(claim.article, claim.digest)) for claim in (one, other)]
        yield nodes[0], SIKG["contradicts"], nodes[1]
        yield nodes[1], SIKG["contradicts"], nodes[0]


def _check_once(codings: Sequence[Coding]) -> None:
    times = Counter(coding.article.id for coding in codings)
    for article, count in times.items():
        if count > 1:
            mend = "Give each document its own id, and each document once."
            raise InputError(f"{count} codings have this article id", place=article, mend=mend)


def _check(coding: Coding) -> None:
    held = {thing.id for thing in _things(coding)}
    for id_ in _references(coding):
        if id_ not in held:
            mend = "Every subject, object, speaker, event and group of a coding is one of its entities, events or topics."
            raise InputError(f"refers to {id_!r}, which it does not hold", place=coding.article.id, mend=mend)


def _references(coding: Coding) -> Iterator[str]:
    for relation in coding.relations:
        yield relation.subject
        if relation.predicate != "sikg:weaponType":
            yield relation.object
    for figure in coding.casualties:
        yield figure.event
        yield from filter(None, [figure.among_group])
    yield from (dating.event for dating in coding.dates)
    yield from filter(None, [coding.article.dateline_place])
    said: Iterable[Source] = (*coding.relations, *coding.casualties, *coding.dates)
    yield from (source.attributed_to for source in said if source.attributed_to)


def _things(coding: Coding) -> tuple[Entity | Event | Topic, ...]:
    return (*coding.entities, *coding.events, *coding.topics)


class _Builder:
    """What the triples of one build share: the IRI policy and the one description of each thing."""

    def __init__(self, things: Mapping[str, Thing], iris: Iris) -> None:
        self.things = things
        self.iris = iris

    def quads(self, coding: Coding) -> Iterator[Quad]:
        """The two named graphs of one coding."""
        article, claims = coding.article.id, claims_of(coding)
        facts, told = self.graph(article, "facts"), self.graph(article, "claims")
        for triple in self.facts(coding, claims):
            yield Quad(*triple, facts)
        for triple in self.told(coding, claims):
            yield Quad(*triple, told)

    # --- facts -----------------------------------------------------------------------------------------------------

    def facts(self, coding: Coding, claims: Sequence[Claim]) -> Iterator[Triple]:
        yield from self.article(coding.article)
        for entity in coding.entities:
            yield from self.entity(entity)
        for event in coding.events:
            yield from self.event(event)
        for topic in coding.topics:
            yield self.thing(topic.id), A, SKOS["Concept"]
            yield self.thing(topic.id), SKOS["prefLabel"], text(self.things[topic.id].label)
            for name in other_names(topic, self.things):
                yield self.thing(topic.id), SKOS["altLabel"], text(name)
        for claim in claims:
            if isinstance(claim.source, Relation) and claim.source.basis != "implied":
                yield self.plain(claim.source)

    def article(self, article: Article) -> Iterator[Triple]:
        node = Iri(self.iris.article(article.id))
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
            yield node, SCHEMA["locationCreated"], self.thing(article.dateline_place)

    def entity(self, entity: Entity) -> Iterator[Triple]:
        thing, node = self.things[entity.id], self.thing(entity.id)
        yield from self.named(node, thing, entity)
        if thing.iso_alpha2:
            yield node, SIKG["isoAlpha2"], Literal(thing.iso_alpha2)
        if thing.facility_type:
            yield node, SIKG["facilityType"], self.concept("target-type", thing.facility_type)
        for rank in thing.ranks:
            yield node, SIKG["rank"], Literal(rank)
        for scheme, identifier in thing.links:
            if scheme in OUTSIDE:
                yield node, SKOS["exactMatch"], OUTSIDE[scheme][identifier + "/" if scheme == "geonames" else identifier]
        yield from self.position(node, thing)

    def position(self, node: Iri, thing: Thing) -> Iterator[Triple]:
        if thing.place_precision:
            yield node, SIKG["placePrecision"], self.concept("geo-precision", thing.place_precision)
        if thing.point:
            geometry, (lat, lon) = Iri(node.value + "/geometry"), thing.point
            yield node, GEO["hasGeometry"], geometry
            yield geometry, A, GEO["Geometry"]
            yield geometry, GEO["asWKT"], Literal(f"POINT({Decimal(str(lon)):f} {Decimal(str(lat)):f})", WKT)

    def event(self, event: Event) -> Iterator[Triple]:
        thing, node = self.things[event.id], self.thing(event.id)
        yield from self.named(node, thing, event)
        yield node, SIKG["eventStatus"], self.concept("status", thing.status)
        for slug in thing.event_types:
            scheme, _, bare = slug.rpartition("/")
            yield node, SIKG["eventType"], self.concept(scheme or "event-type", bare)

    def named(self, node: Iri, thing: Thing, told: Entity | Event) -> Iterator[Triple]:
        yield node, A, CLASSES.get(thing.cls, SIKG[thing.cls])
        yield node, RDFS["label"], text(thing.label)
        for name in other_names(told, self.things):
            yield node, SKOS["altLabel"], text(name)

    def plain(self, relation: Relation) -> tuple[Iri, Iri, Iri]:
        prefix, _, name = relation.predicate.partition(":")
        if prefix not in PREDICATES:
            raise InputError(f"no vocabulary has the prefix of {relation.predicate!r}", mend=f"Known are {', '.join(PREDICATES)}.")
        concept = relation.predicate == "sikg:weaponType"
        value = self.concept("weapon-type", relation.object) if concept else self.thing(relation.object)
        return self.thing(relation.subject), PREDICATES[prefix][name], value

    # --- claims ----------------------------------------------------------------------------------------------------

    def told(self, coding: Coding, claims: Sequence[Claim]) -> Iterator[Triple]:
        article = coding.article.id
        places = {e.id: e.place_precision for e in coding.entities if e.place_precision}
        made_by = self.thing(f"extraction/{article}") if coding.extractor else None
        for claim in claims:
            yield from self.claim(claim, places, made_by)
        yield from self.extraction(coding)
        for thing in _things(coding):
            for span in thing.mentions:
                yield self.thing(thing.id), SIKG["mentionedIn"], self.evidence(article, span)
        mentions = (span for thing in _things(coding) for span in thing.mentions)
        for span in sorted({*mentions, *(span for claim in claims for span in claim.evidence)}):
            yield from self.passage(article, span)

    def extraction(self, coding: Coding) -> Iterator[Triple]:
        """What made the claims of an article: this program, with the language model it used."""
        made = coding.extractor
        if made is None:
            return
        node, article = self.thing(f"extraction/{coding.article.id}"), Iri(self.iris.article(coding.article.id))
        program, model = self.thing(f"software/{made.name}-{made.version}"), self.thing(f"software/{made.model}-{made.model_version}")
        yield node, A, PROV["Activity"]
        yield node, RDFS["label"], text(f"Extraction from article {coding.article.id}")
        yield node, PROV["used"], article
        for agent, label in ((program, f"{made.name} {made.version}"), (model, f"{made.model} {made.model_version}")):
            yield node, PROV["wasAssociatedWith"], agent
            yield agent, A, PROV["SoftwareAgent"]
            yield agent, RDFS["label"], text(label)
        yield model, DCTERMS["identifier"], Literal(f"sha256:{made.model_sha256}")

    def claim(self, claim: Claim, places: Mapping[str, str], made_by: Iri | None) -> Iterator[Triple]:
        node, source = self.claim_node(claim), claim.source
        match source:
            case Relation():
                yield from self.relation(node, source, places)
            case CasualtyFigure():
                yield from self.figure(node, source)
            case Dating():
                yield from self.dating(node, source)
        yield node, SIKG["basis"], self.concept("basis", source.basis)
        yield node, SIKG["confidence"], decimal(source.confidence)
        if source.rule:
            yield node, SIKG["rule"], Literal(source.rule)
        speaker = self.thing(source.attributed_to) if source.attributed_to else Iri(self.iris.article(claim.article))
        yield node, PROV["wasAttributedTo"], speaker
        if made_by is not None:
            yield node, PROV["wasGeneratedBy"], made_by
        for span in claim.evidence:
            yield node, PROV["wasDerivedFrom"], self.evidence(claim.article, span)

    def relation(self, node: Iri, relation: Relation, places: Mapping[str, str]) -> Iterator[Triple]:
        subject, predicate, value = self.plain(relation)
        yield node, A, SIKG["Claim"]
        yield node, SIKG["claimSubject"], subject
        yield node, SIKG["claimProperty"], predicate
        yield node, SIKG["claimObject"], value
        if relation.predicate == "sikg:occurredAt" and relation.object in places:
            yield node, SIKG["geoPrecision"], self.concept("geo-precision", places[relation.object])
        if relation.validity:
            yield from _bounds(node, relation.validity)

    def figure(self, node: Iri, figure: CasualtyFigure) -> Iterator[Triple]:
        yield node, A, SIKG["CasualtyFigure"]
        yield node, SIKG["aboutEvent"], self.thing(figure.event)
        yield node, SIKG["casualtyKind"], self.concept("casualty-kind", figure.kind)
        yield node, SIKG["qualifier"], self.concept("qualifier", figure.qualifier)
        yield node, SIKG["verbatim"], Literal(figure.verbatim)
        if figure.among_group:
            yield node, SIKG["amongGroup"], self.thing(figure.among_group)
        for name, number in (("lowerBound", figure.lower), ("upperBound", figure.upper), ("bestEstimate", figure.best)):
            if number is not None:
                yield node, SIKG[name], integer(number)

    def dating(self, node: Iri, dating: Dating) -> Iterator[Triple]:
        yield node, A, SIKG["Dating"]
        yield node, SIKG["aboutEvent"], self.thing(dating.event)
        yield node, SIKG["verbatim"], Literal(dating.verbatim)
        yield from _bounds(node, dating.bounds)
        if dating.precision:
            yield node, SIKG["datePrecision"], TIME["unit" + dating.precision.capitalize()]
        if dating.anchor:
            yield node, SIKG["anchorDate"], day(dating.anchor)

    def passage(self, article: str, span: Span) -> Iterator[Triple]:
        node = self.evidence(article, span)
        position, quote = Iri(node.value + "/position"), Iri(node.value + "/quote")
        yield node, A, OA["SpecificResource"]
        yield node, OA["hasSource"], Iri(self.iris.article(article))
        yield node, OA["hasSelector"], position
        yield node, OA["hasSelector"], quote
        yield position, A, OA["TextPositionSelector"]
        yield position, OA["start"], integer(span.start)
        yield position, OA["end"], integer(span.end)
        yield quote, A, OA["TextQuoteSelector"]
        yield quote, OA["exact"], Literal(span.quote)

    # --- names -----------------------------------------------------------------------------------------------------

    def thing(self, id_: str) -> Iri:
        return Iri(self.iris.thing(id_))

    def concept(self, scheme: str, slug: str) -> Iri:
        return Iri(self.iris.concept(scheme, slug))

    def evidence(self, article: str, span: Span) -> Iri:
        return Iri(self.iris.evidence(article, span.start, span.end))

    def claim_node(self, claim: Claim) -> Iri:
        return Iri(self.iris.claim(claim.article, claim.digest))

    def graph(self, article: str, part: Choice["facts", "claims"]) -> Iri:
        return Iri(self.iris.graph(article, part))


def _bounds(node: Iri, bounds: Bounds) -> Iterator[tuple[Iri, Iri, Term]]:
    days = (bounds.begin_earliest, bounds.begin_latest, bounds.end_earliest, bounds.end_latest)
    for name, value in zip(("beginEarliest", "beginLatest", "endEarliest", "endLatest"), days, strict=True):
        if value is not None:
            yield node, SIKG[name], day(value)
