"""What a graph says, as values: articles, things, and claims with their bounds, numbers and words.

`kg.graph.readback` makes a `Content` of the quads of any graph; writers of tables and networks work on it. Things are
named by IRI; an empty string or None is what is not given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kg import ontology
from kg.iris import shorten
from kg.model import Bounds

UNBOUNDED = Bounds()


@dataclass(frozen=True, slots=True)
class Article:
    """A report, or a row of a dataset, as a source of claims."""

    iri: str
    id: str
    label: str
    headline: str = ""
    published: date | None = None
    language: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article; offsets are code points, None where they are not given."""

    article: str
    start: int | None
    end: int | None
    quote: str


@dataclass(frozen=True, slots=True)
class Thing:
    """An actor, place, post, asset, event, topic or concept. `cls` is the most special of its classes, "" where unknown.

    `event_types`, `status`, `facility_type` and `place_precision` are slugs of their schemes; `point` is (lat, lon);
    `mentioned` are the passages that name it.
    """

    iri: str
    id: str
    cls: str
    label: str
    alt_labels: tuple[str, ...] = ()
    event_types: tuple[str, ...] = ()
    status: str = ""
    iso_alpha2: str = ""
    facility_type: str = ""
    ranks: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()
    point: tuple[float, float] | None = None
    place_precision: str = ""
    mentioned: tuple[Passage, ...] = ()

    @property
    def mentions(self) -> int:
        """How many passages name it."""
        return len(self.mentioned)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says: that a triple holds (`cls` "Claim"), how many were harmed, or when an event was.

    Things are named by IRI, `property` is a prefixed name, empty for figures and datings, whose `subject` is the event.
    An empty string or None is what is not given.
    """

    iri: str
    cls: str
    subject: str
    property: str = ""
    object: str = ""
    bounds: Bounds = UNBOUNDED
    precision: str = ""
    geo_precision: str = ""
    kind: str = ""
    among: str = ""
    lower: int | None = None
    best: int | None = None
    upper: int | None = None
    qualifier: str = ""
    verbatim: str = ""
    basis: str = ""
    confidence: float | None = None
    rule: str = ""
    speaker: str = ""
    article: str = ""
    passages: tuple[Passage, ...] = ()
    contradicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Unread:
    """A value that is not what its property needs: of which node, and what it is."""

    node: str
    property: str
    value: str


@dataclass(frozen=True)
class Content:
    """Everything, each mapping by IRI in natural order; `links` are the triples between things, told or only asserted."""

    articles: Mapping[str, Article]
    things: Mapping[str, Thing]
    claims: Mapping[str, Claim]
    links: tuple[tuple[str, str, str], ...]
    unread: tuple[Unread, ...]
    terms: ontology.Ontology

    def is_a(self, iri: str, cls: str) -> bool:
        """Whether a thing is of a class or of one below it."""
        return iri in self.things and self.terms.is_a(self.things[iri].cls, cls)

    def label(self, iri: str) -> str:
        """The label of a thing or article; of anything else, its short name; "" of nothing."""
        known = self.things.get(iri) or self.articles.get(iri)
        return known.label if known else shorten(iri)

    def source_of(self, claim: Claim) -> str:
        """Who says it: the speaker, or the article by its headline."""
        article = self.articles.get(claim.article)
        return self.label(claim.speaker) if claim.speaker else article.headline or article.label if article else "unknown source"

    def about(self, iri: str) -> tuple[Claim, ...]:
        """The claims whose subject is this thing."""
        return self._by_subject.get(iri, ())

    def links_of(self, iri: str) -> tuple[tuple[str, str, str], ...]:
        """The links whose subject is this thing."""
        return self._links_by_subject.get(iri, ())

    @cached_property
    def _links_by_subject(self) -> Mapping[str, tuple[tuple[str, str, str], ...]]:
        groups: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for link in self.links:
            groups[link[0]].append(link)
        return {subject: tuple(links) for subject, links in groups.items()}

    @cached_property
    def _by_subject(self) -> Mapping[str, tuple[Claim, ...]]:
        groups: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            groups[claim.subject].append(claim)
        return {subject: tuple(claims) for subject, claims in groups.items()}
