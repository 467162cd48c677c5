"""Reads a graph back as values: the quads of a build, a file or any store become a `Content`.

Quads come in, in any order; one `Content` goes out, the same for the same triples in whatever graphs they stand. What is
not of our vocabulary is passed over; a value that is no date, number or position is left out and listed in `unread`.
Does not resolve, infer or ask a store.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import TypeVar

from kg import ontology
from kg.graph.content import Article, Claim, Content, Passage, Thing, Unread
from kg.graph.order import natural
from kg.graph.terms import Iri, Literal, Quad, Term
from kg.iris import SCHEMES, Iris, expand, local, shorten
from kg.model import Bounds

T = TypeVar("T")

CLAIMS = ("Claim", "CasualtyFigure", "Dating")
DIGITS_LIMIT = 15  # more people than ever lived; longer numbers are no counts
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(T.*|Z|[+-]\d{2}:\d{2})?")
_POINT = re.compile(r"\s*(?:<[^>]*>)?\s*POINT\s*\(\s*(-?\d+(?:\.\d+)?)\s+(-?\d+(?:\.\d+)?)\s*\)\s*", re.IGNORECASE)


def content_of(quads: Iterable[Quad], iris: Iris | None = None) -> Content:
    """The content of a graph.

    Args:
        quads: The graph; a triple that stands in several named graphs counts once.
        iris: Says which IRIs have an id ("org/name"); others go by their prefixed name or whole.
    """
    return _Reader(quads, iris or Iris()).content()


class _Reader:
    """The triples by subject and property, and what can be made of them."""

    def __init__(self, quads: Iterable[Quad], iris: Iris) -> None:
        self.base = iris.base + "id/"
        self.terms = ontology.load()
        self.classes = {expand(cls.curie): name for name, cls in self.terms.classes.items()}
        self.values: defaultdict[str, defaultdict[str, dict[Term, None]]] = defaultdict(lambda: defaultdict(dict))
        for quad in quads:
            if isinstance(quad.subject, Iri):
                self.values[quad.subject.value][quad.predicate.value][quad.object] = None
        self.unread: set[Unread] = set()

    def content(self) -> Content:
        kinds = {node: self.cls(node) for node in self.values}
        articles = {n: self.article(n) for n in _sorted(kinds) if kinds[n] in ("NewsArticle", "DatasetRecord")}
        told = {n: self.claim(n, kinds[n], articles) for n in _sorted(kinds) if kinds[n] in CLAIMS}
        named = {
            n
            for claim in told.values()
            for n in (claim.subject, claim.among, claim.speaker, *self.iris(claim.iri, "sikg:claimObject"))
            if n
        }
        named |= {weapon for node in kinds for weapon in self.iris(node, "sikg:weaponType")}
        entities = {n for n, cls in kinds.items() if cls and self.is_thing(n, cls)}
        things = {n: self.thing(n, kinds.get(n, "")) for n in _sorted((entities | named) - articles.keys())}
        claims = dict(sorted(told.items(), key=lambda item: (natural(item[1].subject), natural(item[0]))))
        return Content(articles, things, claims, self.links(things), tuple(sorted(self.unread)), self.terms)

    # --- nodes -----------------------------------------------------------------------------------------------------

    def cls(self, node: str) -> str:
        """The most special known class of a node; "" where there is none."""
        types = (term.value for term in self.of(node, "rdf:type") if isinstance(term, Iri))
        known = sorted(self.classes[iri] for iri in types if iri in self.classes)
        return max(known, key=lambda name: len(self.terms.lineage(name)), default="")

    def is_thing(self, node: str, cls: str) -> bool:
        if cls == "Concept":
            return not node.startswith(SCHEMES)
        return cls in self.terms.entity_classes or self.terms.is_a(cls, "Event")

    def thing(self, node: str, cls: str) -> Thing:
        label = self.text(node, "rdfs:label", "skos:prefLabel")
        if not label:
            label = self.concept_label(node) or local(node.rstrip("/#")).replace("-", " ")
        return Thing(
            iri=node,
            id=self.id(node),
            cls="Topic" if cls == "Concept" and not node.startswith(SCHEMES) else cls,
            label=label,
            alt_labels=self.texts(node, "skos:altLabel"),
            event_types=self.slugs(node, "sikg:eventType"),
            status=self.slug(node, "sikg:eventStatus"),
            iso_alpha2=self.text(node, "sikg:isoAlpha2"),
            facility_type=self.slug(node, "sikg:facilityType"),
            ranks=self.texts(node, "sikg:rank"),
            matches=self.iris(node, "skos:exactMatch"),
            point=self.point(node),
            place_precision=self.slug(node, "sikg:placePrecision"),
            mentioned=self.passages(node, "sikg:mentionedIn"),
        )

    def article(self, node: str) -> Article:
        return Article(
            iri=node,
            id=self.id(node).removeprefix("article/"),
            label=self.text(node, "rdfs:label", "dcterms:identifier") or local(node),
            headline=self.text(node, "schema:headline"),
            published=self.read(node, "schema:datePublished", _day),
            language=self.text(node, "schema:inLanguage"),
            sha256=self.text(node, "sikg:contentSha256"),
        )

    def claim(self, node: str, cls: str, articles: Mapping[str, Article]) -> Claim:
        passages, source, speaker = (
            self.passages(node, "prov:wasDerivedFrom"),
            self.first(node, "prov:wasDerivedFrom"),
            self.first(node, "prov:wasAttributedTo"),
        )
        of_passages = [passage.article for passage in passages if passage.article]
        article = next((a for a in (*of_passages, source, speaker) if a in articles or a in of_passages), "")
        days = [self.read(node, f"sikg:{name}", _day) for name in ("beginEarliest", "beginLatest", "endEarliest", "endLatest")]
        return Claim(
            iri=node,
            cls=cls,
            subject=self.first(node, "sikg:aboutEvent", "sikg:claimSubject"),
            property=shorten(self.first(node, "sikg:claimProperty")),
            object=self.first(node, "sikg:claimObject") or self.text(node, "sikg:claimObject"),
            bounds=Bounds(*days),
            precision=local(self.first(node, "sikg:datePrecision")).removeprefix("unit").lower(),
            geo_precision=self.slug(node, "sikg:geoPrecision"),
            kind=self.slug(node, "sikg:casualtyKind"),
            among=self.first(node, "sikg:amongGroup"),
            lower=self.read(node, "sikg:lowerBound", _count),
            best=self.read(node, "sikg:bestEstimate", _count),
            upper=self.read(node, "sikg:upperBound", _count),
            qualifier=self.slug(node, "sikg:qualifier"),
            verbatim=self.text(node, "sikg:verbatim"),
            basis=self.slug(node, "sikg:basis"),
            confidence=self.read(node, "sikg:confidence", _share),
            rule=self.text(node, "sikg:rule"),
            speaker="" if speaker in articles else speaker,
            article=article,
            passages=passages,
            contradicts=self.iris(node, "sikg:contradicts"),
        )

    def passages(self, told: str, curie: str) -> tuple[Passage, ...]:
        found = []
        for node in self.iris(told, curie):
            if self.of(node, "oa:hasSelector"):
                inside = self.iris(node, "oa:hasSelector")
                start = next((n for n in (self.read(s, "oa:start", _count) for s in inside) if n is not None), None)
                end = next((n for n in (self.read(s, "oa:end", _count) for s in inside) if n is not None), None)
                quote = next((q for q in (self.text(s, "oa:exact") for s in inside) if q), "")
                found.append(Passage(self.first(node, "oa:hasSource"), start, end, quote))
        return tuple(sorted(found, key=lambda p: (p.article, p.start or 0, p.end or 0, p.quote)))

    def links(self, things: Mapping[str, Thing]) -> tuple[tuple[str, str, str], ...]:
        """The triples between things."""
        found = [
            (subject, shorten(predicate), value.value)
            for subject in things
            for predicate, values in self.values.get(subject, {}).items()
            for value in values
            if isinstance(value, Iri) and value.value in things
        ]
        return tuple(sorted(found, key=lambda link: (natural(link[0]), link[1], natural(link[2]))))

    # --- values ----------------------------------------------------------------------------------------------------

    def id(self, node: str) -> str:
        return node.removeprefix(self.base) if node.startswith(self.base) else shorten(node)

    def of(self, node: str, curie: str) -> Collection[Term]:
        return self.values[node].get(expand(curie), {}) if node in self.values else ()

    def iris(self, node: str, *curies: str) -> tuple[str, ...]:
        return tuple(_sorted(term.value for curie in curies for term in self.of(node, curie) if isinstance(term, Iri)))

    def first(self, node: str, *curies: str) -> str:
        return next(iter(self.iris(node, *curies)), "")

    def texts(self, node: str, curie: str) -> tuple[str, ...]:
        """The literals, those in English or in no language first."""
        literals = [term for term in self.of(node, curie) if isinstance(term, Literal)]
        ordered = sorted(literals, key=lambda term: (term.language not in ("", "en"), term.value))
        return tuple(dict.fromkeys(term.value for term in ordered))

    def text(self, node: str, *curies: str) -> str:
        return next((text for curie in curies for text in self.texts(node, curie)), "")

    def slugs(self, node: str, curie: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(local(iri) for iri in self.iris(node, curie)))

    def slug(self, node: str, curie: str) -> str:
        return next(iter(self.slugs(node, curie)), "")

    def concept_label(self, node: str) -> str:
        scheme, _, slug = node.removeprefix(SCHEMES).partition("/") if node.startswith(SCHEMES) else ("", "", "")
        concept = self.terms.schemes.get(scheme, {}).get(slug)
        return concept.label if concept else ""

    def read(self, node: str, curie: str, reading: Callable[[str], T | None]) -> T | None:
        """The first value that can be read; the others are listed as unread."""
        found = None
        for text in self.texts(node, curie):
            value = reading(text)
            if value is None:
                self.unread.add(Unread(node, curie, text))
            elif found is None:
                found = value
        return found

    def point(self, node: str) -> tuple[float, float] | None:
        points = (self.read(geometry, "geo:asWKT", _point) for geometry in self.iris(node, "geo:hasGeometry"))
        return next((point for point in points if point), None)


def _sorted(names: Iterable[str]) -> list[str]:
    return sorted(names, key=natural)


def _day(text: str) -> date | None:
    """The calendar day of an xsd:date or xsd:dateTime; None for a day that no calendar has."""
    found = _DAY.fullmatch(text)
    try:
        return date.fromisoformat(found.group(1)) if found else None
    except ValueError:
        return None


def _count(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS_LIMIT else None


def _share(text: str) -> float | None:
    """A confidence: from 0 to 1."""
    value = float(text) if re.fullmatch(r"\d{1,3}(\.\d{1,20})?", text, re.ASCII) else -1.0
    return value if 0 <= value <= 1 else None


def _point(text: str) -> tuple[float, float] | None:
    """Latitude and longitude of a WKT point, which gives longitude first."""
    found = _POINT.fullmatch(text)
    if not found:
        return None
    lon, lat = float(found.group(1)), float(found.group(2))
    return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None
