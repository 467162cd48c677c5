"""What a coding claims: a node for each claim, with its value, its words, its speaker, and what made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.graph.claims import Claim
from kg.graph.nodes import DCTERMS, OA, PROV, RDFS, SIKG, TIME, A, Nodes
from kg.graph.terms import Iri, Literal, Term, Triple, day, decimal, integer, text
from kg.model import Bounds, CasualtyFigure, Coding, Dating, Entity, Event, Relation, Span, Topic


class Told:
    """Writes claims and the passages that they rest on."""

    def __init__(self, nodes: Nodes) -> None:
        self.nodes = nodes

    def triples(self, coding: Coding, claims: Sequence[Claim]) -> Iterator[Triple]:
        """Every claim, the mentions of every thing, the passages of both, and what made them."""
        article = coding.article.id
        things: tuple[Entity | Event | Topic, ...] = (*coding.entities, *coding.events, *coding.topics)
        places = {e.id: e.place_precision for e in coding.entities if e.place_precision}
        made_by = self.nodes.thing(f"extraction/{article}") if coding.extractor else None
        for claim in claims:
            yield from self._claim(claim, places, made_by)
        yield from self._extraction(coding)
        for thing in things:
            for span in thing.mentions:
                yield self.nodes.thing(thing.id), SIKG["mentionedIn"], self.nodes.evidence(article, span)
        mentions = (span for thing in things for span in thing.mentions)
        for span in sorted({*mentions, *(span for claim in claims for span in claim.evidence)}):
            yield from self._passage(article, span)

    def _extraction(self, coding: Coding) -> Iterator[Triple]:
        """What made the claims of an article: this program, with the language model it used."""
        made = coding.extractor
        if made is None:
            return
        node, article = self.nodes.thing(f"extraction/{coding.article.id}"), self.nodes.article(coding.article.id)
        program, model = (
            self.nodes.thing(f"software/{made.name}-{made.version}"),
            self.nodes.thing(f"software/{made.model}-{made.model_version}"),
        )
        yield node, A, PROV["Activity"]
        yield node, RDFS["label"], text(f"Extraction from article {coding.article.id}")
        yield node, PROV["used"], article
        for agent, label in ((program, f"{made.name} {made.version}"), (model, f"{made.model} {made.model_version}")):
            yield node, PROV["wasAssociatedWith"], agent
            yield agent, A, PROV["SoftwareAgent"]
            yield agent, RDFS["label"], text(label)
        yield model, DCTERMS["identifier"], Literal(f"sha256:{made.model_sha256}")

    def _claim(self, claim: Claim, places: Mapping[str, str], made_by: Iri | None) -> Iterator[Triple]:
        node, source = self.nodes.claim(claim), claim.source
        match source:
            case Relation():
                yield from self._relation(node, source, places)
            case CasualtyFigure():
                yield from self._figure(node, source)
            case Dating():
                yield from self._dating(node, source)
        yield node, SIKG["basis"], self.nodes.concept("basis", source.basis)
        yield node, SIKG["confidence"], decimal(source.confidence)
        if source.rule:
            yield node, SIKG["rule"], Literal(source.rule)
        speaker = self.nodes.thing(source.attributed_to) if source.attributed_to else self.nodes.article(claim.article)
        yield node, PROV["wasAttributedTo"], speaker
        if made_by is not None:
            yield node, PROV["wasGeneratedBy"], made_by
        for span in claim.evidence:
            yield node, PROV["wasDerivedFrom"], self.nodes.evidence(claim.article, span)

    def _relation(self, node: Iri, relation: Relation, places: Mapping[str, str]) -> Iterator[Triple]:
        subject, predicate, value = self.nodes.triple(relation)
        yield node, A, SIKG["Claim"]
        yield node, SIKG["claimSubject"], subject
        yield node, SIKG["claimProperty"], predicate
        yield node, SIKG["claimObject"], value
        if relation.predicate == "sikg:occurredAt" and relation.object in places:
            yield node, SIKG["geoPrecision"], self.nodes.concept("geo-precision", places[relation.object])
        if relation.validity:
            yield from _bounds(node, relation.validity)

    def _figure(self, node: Iri, figure: CasualtyFigure) -> Iterator[Triple]:
        yield node, A, SIKG["CasualtyFigure"]
        yield node, SIKG["aboutEvent"], self.nodes.thing(figure.event)
        yield node, SIKG["casualtyKind"], self.nodes.concept("casualty-kind", figure.kind)
        yield node, SIKG["qualifier"], self.nodes.concept("qualifier", figure.qualifier)
        yield node, SIKG["verbatim"], Literal(figure.verbatim)
        if figure.among_group:
            yield node, SIKG["amongGroup"], self.nodes.thing(figure.among_group)
        for name, number in (("lowerBound", figure.lower), ("upperBound", figure.upper), ("bestEstimate", figure.best)):
            if number is not None:
                yield node, SIKG[name], integer(number)

    def _dating(self, node: Iri, dating: Dating) -> Iterator[Triple]:
        yield node, A, SIKG["Dating"]
        yield node, SIKG["aboutEvent"], self.nodes.thing(dating.event)
        yield node, SIKG["verbatim"], Literal(dating.verbatim)
        yield from _bounds(node, dating.bounds)
        if dating.precision:
            yield node, SIKG["datePrecision"], TIME["unit" + dating.precision.capitalize()]
        if dating.anchor:
            yield node, SIKG["anchorDate"], day(dating.anchor)

    def _passage(self, article: str, span: Span) -> Iterator[Triple]:
        node = self.nodes.evidence(article, span)
        position, quote = Iri(node.value + "/position"), Iri(node.value + "/quote")
        yield node, A, OA["SpecificResource"]
        yield node, OA["hasSource"], self.nodes.article(article)
        yield node, OA["hasSelector"], position
        yield node, OA["hasSelector"], quote
        yield position, A, OA["TextPositionSelector"]
        yield position, OA["start"], integer(span.start)
        yield position, OA["end"], integer(span.end)
        yield quote, A, OA["TextQuoteSelector"]
        yield quote, OA["exact"], Literal(span.quote)


def _bounds(node: Iri, bounds: Bounds) -> Iterator[tuple[Iri, Iri, Term]]:
    days = (bounds.begin_earliest, bounds.begin_latest, bounds.end_earliest, bounds.end_latest)
    for name, value in zip(("beginEarliest", "beginLatest", "endEarliest", "endLatest"), days, strict=True):
        if value is not None:
            yield node, SIKG[name], day(value)
