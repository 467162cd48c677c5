"""What the graph says of one thing: its facts, what points to it, what is claimed about it and in which words.

An IRI comes in; a `ThingView` goes out, ready for a page. Asks the workers, reads no store, words no HTML.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from kg import ontology
from kg.graph.terms import RDF_TYPE, Iri, Literal, Term
from kg.graph.wording import casualties_in_words, in_words
from kg.iris import local, shorten
from kg.model import Bounds
from kg.query.pool import Pool
from kg.serve.asking import Row, rows
from kg.serve.texts import Passage, Texts

LIMIT = 300  # rows of each kind shown on one page

FACTS = """SELECT ?p ?o ?label WHERE {
  %iri% ?p ?o . FILTER (?p != sikg:mentionedIn)
  OPTIONAL { ?o rdfs:label|skos:prefLabel ?label } } LIMIT %limit%"""
INCOMING = """SELECT ?p ?s ?label WHERE {
  ?s ?p %iri% . FILTER (?p NOT IN (sikg:claimSubject, sikg:claimObject, sikg:aboutEvent, oa:hasSource, prov:wasDerivedFrom, prov:wasAttributedTo, prov:used, sikg:amongGroup))
  OPTIONAL { ?s rdfs:label|skos:prefLabel ?label } } LIMIT %limit%"""
CLAIMS = """SELECT ?claim ?type ?subject ?subjectLabel ?property ?object ?objectLabel ?verbatim ?kind ?lower ?upper ?best ?among
    ?be ?bl ?ee ?el ?basis ?confidence ?speaker ?speakerLabel ?contradicts WHERE {
  { SELECT DISTINCT ?claim { { ?claim sikg:claimSubject %iri% } UNION { ?claim sikg:claimObject %iri% } UNION { ?claim sikg:aboutEvent %iri% } } LIMIT %limit% }
  ?claim a ?type ; sikg:basis ?basis .
  OPTIONAL { ?claim sikg:claimSubject|sikg:aboutEvent ?subject . ?subject rdfs:label|skos:prefLabel ?subjectLabel }
  OPTIONAL { ?claim sikg:claimProperty ?property ; sikg:claimObject ?object . OPTIONAL { ?object rdfs:label|skos:prefLabel ?objectLabel } }
  OPTIONAL { ?claim sikg:verbatim ?verbatim } OPTIONAL { ?claim sikg:casualtyKind ?kind }
  OPTIONAL { ?claim sikg:lowerBound ?lower } OPTIONAL { ?claim sikg:upperBound ?upper } OPTIONAL { ?claim sikg:bestEstimate ?best }
  OPTIONAL { ?claim sikg:amongGroup/rdfs:label ?among }
  OPTIONAL { ?claim sikg:beginEarliest ?be } OPTIONAL { ?claim sikg:beginLatest ?bl }
  OPTIONAL { ?claim sikg:endEarliest ?ee } OPTIONAL { ?claim sikg:endLatest ?el }
  OPTIONAL { ?claim sikg:confidence ?confidence }
  OPTIONAL { ?claim prov:wasAttributedTo ?speaker . OPTIONAL { ?speaker rdfs:label ?speakerLabel } }
  OPTIONAL { ?claim sikg:contradicts ?contradicts } }"""
_SELECTORS = """?passage oa:hasSource ?article ; oa:hasSelector ?position, ?words .
  ?position oa:start ?start ; oa:end ?end . ?words oa:exact ?quote .
  OPTIONAL { ?article sikg:contentSha256 ?sha } OPTIONAL { ?article rdfs:label ?articleLabel } OPTIONAL { ?article schema:headline ?headline }"""
EVIDENCE = (
    """SELECT DISTINCT ?claim ?article ?articleLabel ?headline ?sha ?start ?end ?quote WHERE {
  { SELECT DISTINCT ?claim { { ?claim sikg:claimSubject %iri% } UNION { ?claim sikg:claimObject %iri% } UNION { ?claim sikg:aboutEvent %iri% } } LIMIT %limit% }
  ?claim prov:wasDerivedFrom ?passage . """
    + _SELECTORS
    + " }"
)
MENTIONS = (
    "SELECT DISTINCT ?article ?articleLabel ?headline ?sha ?start ?end ?quote WHERE { %iri% sikg:mentionedIn ?passage . "
    + _SELECTORS
    + " } ORDER BY ?article ?start LIMIT %limit%"
)


@dataclass(frozen=True, slots=True)
class Link:
    """A value to show: an address in the graph with its label, or plain words (no `iri`)."""

    words: str
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Property:
    """A property in words, and its values."""

    label: str
    iri: str
    values: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote in its sentence, and the article it stands in."""

    article: Link
    passage: Passage
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim as a sentence of three parts, with its words."""

    iri: str
    subject: Link
    relation: str
    value: Link
    basis: str
    confidence: str
    speaker: Link
    when: str
    verbatim: str
    contradicted: bool
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ThingView:
    """Everything a page of a thing shows. Without facts and without links to it, the graph does not know it."""

    iri: str
    label: str
    classes: tuple[Link, ...]
    other_names: tuple[str, ...]
    facts: tuple[Property, ...]
    incoming: tuple[Property, ...]
    claims: tuple[ClaimView, ...]
    mentions: tuple[Evidence, ...]
    is_cut: bool

    @property
    def is_known(self) -> bool:
        """Whether the graph says anything about it."""
        return bool(self.classes or self.facts or self.incoming or self.claims)


async def thing(pool: Pool, iri: Iri, texts: Texts) -> ThingView:
    """What the graph says of this thing."""
    questions = (FACTS, INCOMING, CLAIMS, EVIDENCE, MENTIONS)
    facts, incoming, claims, evidence, mentions = await asyncio.gather(*(rows(pool, q, iri=iri, limit=LIMIT) for q in questions))
    names = {"rdfs:label", "skos:prefLabel"}
    labels = [words(row["o"]) for row in facts if shorten(words(row["p"])) in names]
    others = sorted({words(row["o"]) for row in facts if shorten(words(row["p"])) == "skos:altLabel"})
    classes = sorted({words(row["o"]) for row in facts if words(row["p"]) == RDF_TYPE})
    shown = [row for row in facts if words(row["p"]) != RDF_TYPE and shorten(words(row["p"])) not in {*names, "skos:altLabel"}]
    quotes: dict[str, list[Evidence]] = {}
    for row in evidence:
        quotes.setdefault(words(row["claim"]), []).append(_evidence(row, texts))
    return ThingView(
        iri.value,
        labels[0] if labels else shorten(iri.value),
        tuple(Link(class_label(value), value) for value in classes),
        tuple(others),
        _properties(shown, "o", inverse=False),
        _properties(incoming, "s", inverse=True),
        tuple(sorted(_claims(claims, quotes), key=_reading_order)),
        tuple(_evidence(row, texts) for row in mentions),
        max(len(facts), len(incoming), len(mentions)) >= LIMIT,
    )


# --- words -----------------------------------------------------------------------------------------------------------


def words(term: Term | None) -> str:
    """The value of a term."""
    return term.value if isinstance(term, Iri | Literal) else ""


def whole(term: Term | None) -> int:
    """A whole number; 0 where the data say something else, for they may be anyone's."""
    try:
        return int(words(term)[:18])
    except ValueError:
        return 0


def class_label(iri: str) -> str:
    """A class as people call it."""
    known = ontology.load().classes.get(local(iri))
    return known.label if known else shorten(iri)


def property_label(iri: str, *, inverse: bool = False) -> str:
    """A property as people call it, read forwards or backwards."""
    known = ontology.load().properties.get(shorten(iri))
    if known is None:
        plain = shorten(iri)
        return f"is {plain} of" if inverse else plain
    return known.inverse_label or f"is {known.label} of" if inverse else known.label


def _link(term: Term, label: Term | None) -> Link:
    if isinstance(term, Iri):
        return Link(words(label) or shorten(term.value), term.value)
    return Link(words(term))


def _properties(found: Iterable[Row], value: str, *, inverse: bool) -> tuple[Property, ...]:
    ordered = sorted(found, key=lambda row: (property_label(words(row["p"]), inverse=inverse), words(row["p"])))
    return tuple(
        Property(
            property_label(iri, inverse=inverse),
            iri,
            tuple(sorted({_link(row[value], row.get("label")) for row in same}, key=lambda link: (link.words.lower(), link.iri))),
        )
        for iri, same in groupby(ordered, key=lambda row: words(row["p"]))
    )


# --- claims ----------------------------------------------------------------------------------------------------------


def _claims(found: Iterable[Row], quotes: dict[str, list[Evidence]]) -> Iterable[ClaimView]:
    seen = set()
    for row in found:
        iri = words(row["claim"])
        if iri not in seen:
            seen.add(iri)
            yield _claim(row, tuple(sorted(quotes.get(iri, ()), key=lambda e: (e.article.iri, e.start))))


def _claim(row: Row, evidence: tuple[Evidence, ...]) -> ClaimView:
    subject = _link(row.get("subject", row["claim"]), row.get("subjectLabel"))
    bounds = Bounds(*(_day(row.get(name)) for name in ("be", "bl", "ee", "el")))
    when = in_words(bounds) if bounds != Bounds() else ""
    match local(words(row["type"])):
        case "CasualtyFigure":
            relation, value, when = "casualties", Link(_figure(row)), ""
        case "Dating":
            relation, value, when = "date", Link(when or "unknown"), ""
        case _:
            relation = property_label(words(row.get("property")))
            value = _link(row["object"], row.get("objectLabel")) if "object" in row else Link("")
    return ClaimView(
        words(row["claim"]),
        subject,
        relation,
        value,
        local(words(row["basis"])),
        words(row.get("confidence")),
        _link(row["speaker"], row.get("speakerLabel")) if "speaker" in row else Link(""),
        when,
        words(row.get("verbatim")),
        "contradicts" in row,
        evidence,
    )


def _figure(row: Row) -> str:
    """A casualty figure in words, from its bounds."""
    low, best, high = (whole(row[name]) if name in row else None for name in ("lower", "best", "upper"))
    among = f" ({words(row['among'])})" if "among" in row else ""
    return casualties_in_words(local(words(row.get("kind"))), low, best, high) + among


def _day(term: Term | None) -> date | None:
    try:
        return date.fromisoformat(words(term)[:10])
    except ValueError:
        return None


def _reading_order(claim: ClaimView) -> tuple[str, int, str]:
    first = claim.evidence[0] if claim.evidence else None
    return (first.article.iri if first else "", first.start if first else 0, claim.iri)


def _evidence(row: Row, texts: Texts) -> Evidence:
    start, end, quote = whole(row["start"]), whole(row["end"]), words(row["quote"])
    article = Link(words(row.get("headline")) or words(row.get("articleLabel")) or shorten(words(row["article"])), words(row["article"]))
    return Evidence(article, texts.passage(words(row.get("sha")), start, end, quote), start, end)
