"""The order in which a graph is read: articles, actors, places, events, claims, passages, and the terms they use.

Quads come in, in any order; the same quads go out, each once, always in one order: by kind of subject, then by
subject (claims by what they are about), then by property from the most telling to the least, then by value, then by
graph. Writers rely on it: the triples of a subject are neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.graph.terms import RDF_TYPE, BlankNode, Iri, Literal, Namespace, Quad, Term, TripleTerm
from kg.iris import PREFIXES, expand

SECTIONS: dict[str, tuple[str, ...]] = {
    "Articles and datasets": ("schema:NewsArticle", "sikg:DatasetRecord", "prov:Activity", "prov:SoftwareAgent"),
    "Actors": (
        "sikg:Actor", "sikg:State", "sikg:Organisation", "sikg:GovernmentBody", "sikg:MilitaryForce", "sikg:ArmedGroup",
        "sikg:InternationalOrganisation", "sikg:Mission", "sikg:Group", "sikg:Person", "org:Organization", "org:Post", "prov:Agent",
    ),
    "Places and things": ("sikg:Place", "sikg:Facility", "sikg:MilitaryBase", "sikg:Asset", "geo:Geometry"),
    "Events": ("sikg:Event", "sikg:Incident", "sikg:Attack", "sikg:MilitaryOperation", "sikg:Meeting"),
    "Topics": ("skos:Concept",),
    "Claims": ("sikg:Claim", "sikg:CasualtyFigure", "sikg:Dating", "prov:Entity"),
    "Passages": ("oa:SpecificResource", "oa:TextPositionSelector", "oa:TextQuoteSelector"),
    "Classes and concepts in use": (),
    "Other": (),
}  # fmt: skip
TERMS, OTHER = len(SECTIONS) - 2, len(SECTIONS) - 1

PROPERTIES = (
    "rdf:type", "rdfs:label", "skos:prefLabel", "skos:altLabel", "sikg:isoAlpha2", "sikg:rank", "sikg:facilityType",
    "schema:headline", "schema:datePublished", "schema:dateline", "schema:locationCreated", "schema:inLanguage", "sikg:contentSha256",
    "sikg:eventType", "sikg:eventStatus", "sikg:perpetrator", "sikg:claimedBy", "sikg:conductedBy", "sikg:target", "sikg:victim", "sikg:participant",
    "sikg:weaponType", "sikg:occurredAt", "schema:about",
    "sikg:claimSubject", "sikg:claimProperty", "sikg:claimObject", "sikg:aboutEvent", "sikg:casualtyKind", "sikg:amongGroup",
    "sikg:lowerBound", "sikg:bestEstimate", "sikg:upperBound", "sikg:qualifier",
    "sikg:beginEarliest", "sikg:beginLatest", "sikg:endEarliest", "sikg:endLatest", "sikg:datePrecision", "sikg:geoPrecision",
    "sikg:verbatim", "sikg:anchorDate", "sikg:basis", "sikg:confidence", "sikg:rule", "sikg:contradicts", "prov:wasAttributedTo", "prov:wasDerivedFrom", "prov:wasGeneratedBy",
    "oa:hasSource", "oa:hasSelector", "oa:start", "oa:end", "oa:exact",
)  # fmt: skip

_SECTION_OF = {expand(cls): at for at, classes in enumerate(SECTIONS.values()) for cls in classes}
_RANK_OF = {expand(name): rank for rank, name in enumerate(PROPERTIES)}
_LAST = {"skos:exactMatch", "geo:hasGeometry", "geo:asWKT", "sikg:placePrecision", "sikg:mentionedIn"}
_RANK_OF |= {expand(name): 1000 + rank for rank, name in enumerate(sorted(_LAST))}
_SIKG = Namespace(PREFIXES["sikg"])
_ABOUT = (_SIKG["aboutEvent"], _SIKG["claimSubject"], _SIKG["claimProperty"], _SIKG["claimObject"])
_DIGITS = re.compile(r"(\d+)", re.ASCII)

Natural = tuple[str | int, ...]


def reading_order(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads, each once, in reading order."""
    found = list(dict.fromkeys(quads))
    subjects = _subject_keys(found)
    found.sort(key=lambda q: (subjects[q.subject], property_key(q.predicate), _term_key(q.object), _graph_key(q.graph)))
    return iter(found)


def sections(quads: Iterable[Quad]) -> dict[Iri | BlankNode, int]:
    """The position in `SECTIONS` of every subject, by its classes in any graph."""
    found: dict[Iri | BlankNode, int] = {}
    for quad in quads:
        section = found.setdefault(quad.subject, TERMS if _is_term(_words(quad.subject)) else OTHER)
        if quad.predicate.value == RDF_TYPE and isinstance(quad.object, Iri) and section != TERMS:
            found[quad.subject] = min(section, _SECTION_OF.get(quad.object.value, OTHER))
    return found


def property_key(predicate: Iri) -> tuple[int, str]:
    """Sorts properties: the listed ones as listed, the rest by name between the telling and the last ones."""
    return _RANK_OF.get(predicate.value, 500), predicate.value


def natural(words: str) -> Natural:
    """Sorts text with numbers in it by their value: "14-31" before "102-110"."""
    return tuple(int(part) if at % 2 else part for at, part in enumerate(_DIGITS.split(words)))


def _is_term(subject: str) -> bool:
    return any(subject.startswith(namespace) for namespace in PREFIXES.values())


def _subject_keys(quads: Sequence[Quad]) -> dict[Iri | BlankNode, tuple[int, Natural, Natural]]:
    about: dict[Iri | BlankNode, dict[Iri, str]] = {}
    for quad in quads:
        if isinstance(quad.object, Iri) and quad.predicate in _ABOUT:
            about.setdefault(quad.subject, {})[quad.predicate] = quad.object.value
    return {s: (section, natural(_about(about.get(s, {}))), natural(_words(s))) for s, section in sections(quads).items()}


def _about(values: dict[Iri, str]) -> str:
    return " ".join(values[p] for p in _ABOUT if p in values)


def _words(term: Iri | BlankNode) -> str:
    return term.value if isinstance(term, Iri) else f"_:{term.label}"


def _term_key(term: Term) -> tuple[int, Natural, str, str]:
    match term:
        case Iri(value):
            return 0, natural(value), "", ""
        case Literal(value, datatype, language):
            return 1, natural(value), datatype, language
        case BlankNode(label):
            return 2, natural(label), "", ""
        case TripleTerm():
            return 3, natural(repr(term)), "", ""


def _graph_key(graph: Iri | None) -> str:
    return graph.value if graph else ""
