"""The values that pass between the rooms: frozen, typed, and each able to say where it comes from.

A `Document` goes in. A `Coding` comes out: everything one document says, in the vocabulary of the ontology, with
the characters that say it. One `Coding` is one line of `kg extract` and has the shape of a hand coding in
`tests/gold/`, so that truth, output and graph input are the same kind of thing.

Offsets are 0-based Unicode code points into the document's text exactly as read, half-open:
`text[span.start:span.end] == span.quote`, always. Class names are local names of the ontology ("ArmedGroup");
predicates are prefixed ("sikg:perpetrator", "org:holds", "schema:about"); concepts are slugs of their scheme
("armed-assault"). Dates are `datetime.date`; an unknown bound is None.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Basis = Literal["stated", "resolved", "implied"]
Status = Literal["occurred", "planned", "denied", "hypothetical"]
Precision = Literal["day", "week", "month", "year"]
PlacePrecision = Literal["exact", "near", "region", "country"]
CasualtyKind = Literal["killed", "injured", "hostage", "missing", "captured"]
Qualifier = Literal["exactly", "at-least", "more-than", "about", "at-most", "range"]
StatementForm = Literal["quoted", "reported", "paraphrased"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters of a document: start and end in code points, half-open, and the text between."""

    start: int
    end: int
    quote: str

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other span lies inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Problem:
    """Something cut, unreadable or left unresolved: kept and counted, never silent.

    `kind` is one of a small set of slugs ("page-furniture", "no-publication-date", "unresolved-time", …).
    """

    kind: str
    reason: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A report as read: its exact text and what came with it from outside.

    `id` is the file's stem or the record's docid; `published` is the date given from outside the text, if any.
    """

    id: str
    text: str
    sha256: str
    published: date | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    from_markup: bool = False  # the text was taken out of markup, so it is given back with the coding
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """What a document says about itself."""

    id: str
    sha256: str
    characters: int
    language: str = "en"
    published: date | None = None
    published_evidence: Span | None = None
    dateline: Span | None = None
    dateline_place: str | None = None
    source: str | None = None
    title: str | None = None
    url: str | None = None
    text: str | None = None  # given back where the text was taken out of markup, so that offsets have something to refer to


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor, place, facility, post or thing of one document, with every place that mentions it.

    `named` is true for something known by a name and false for one known by description only.
    `links` maps a scheme to an identifier there, e.g. ("geonames", "192950"); ("catalogue", id) marks a known thing.
    """

    id: str
    cls: str
    label: str
    mentions: tuple[Span, ...]
    named: bool = True
    alt_labels: tuple[str, ...] = ()
    iso_alpha2: str | None = None
    facility_type: str | None = None
    rank: str | None = None
    links: tuple[tuple[str, str], ...] = ()
    lat: float | None = None
    lon: float | None = None
    place_precision: PlacePrecision | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, is planned, denied or imagined, as one document tells it."""

    id: str
    cls: str
    label: str
    mentions: tuple[Span, ...]
    event_types: tuple[str, ...] = ()
    status: Status = "occurred"
    alt_labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bounds:
    """Four day-level bounds: first and last possible first day, first and last possible last day; None is unknown."""

    begin_earliest: date | None = None
    begin_latest: date | None = None
    end_earliest: date | None = None
    end_latest: date | None = None


@dataclass(frozen=True, slots=True)
class Dating:
    """A claim about when an event began and ended."""

    event: str
    bounds: Bounds
    precision: Precision | None
    verbatim: str
    basis: Basis
    evidence: tuple[Span, ...]
    anchor: date | None = None
    attributed_to: str | None = None
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class CasualtyFigure:
    """A claim about how many people were harmed in an event."""

    event: str
    kind: CasualtyKind
    lower: int | None
    upper: int | None
    best: int | None
    qualifier: Qualifier
    verbatim: str
    basis: Basis
    evidence: tuple[Span, ...]
    among_group: str | None = None
    attributed_to: str | None = None
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A claim that subject, predicate and object belong together; subject and object are ids of the same coding.

    The object of `sikg:weaponType` is a concept slug. `attributed_to` is the id of the speaker, or None for the
    article's own voice. `validity` bounds the time for which the claim is made, where the words give it.
    """

    subject: str
    predicate: str
    object: str
    basis: Basis
    evidence: tuple[Span, ...]
    attributed_to: str | None = None
    validity: Bounds | None = None
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a meeting was about, as worded."""

    id: str
    label: str
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """Words given to a speaker. `claims` are positions in the coding's `relations`."""

    speaker: str
    form: StatementForm
    text: Span
    attribution: Span
    claims: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression with its TIMEX3 type and value ("2022-05-03", "2016", "P2D", "PRESENT_REF")."""

    span: Span
    type: TimexType
    value: str


@dataclass(frozen=True, slots=True)
class Extractor:
    """What made a coding: this program and the language model it used, whose digest is a SHA-256 of its files."""

    name: str
    version: str
    model: str
    model_version: str
    model_sha256: str


@dataclass(frozen=True, slots=True)
class Coding:
    """Everything one document says, each value with its evidence. One line of `kg extract`."""

    article: Article
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    dates: tuple[Dating, ...] = ()
    casualties: tuple[CasualtyFigure, ...] = ()
    relations: tuple[Relation, ...] = ()
    topics: tuple[Topic, ...] = ()
    statements: tuple[Statement, ...] = ()
    times: tuple[Timex, ...] = ()
    problems: tuple[Problem, ...] = ()
    extractor: Extractor | None = None  # None for a coding made by hand
