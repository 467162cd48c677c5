"""The order in which a graph is read: articles, actors, places, events, claims, passages, and the terms they use.

Quads come in, in any order; the same quads go out, each once, always in one order: by kind of subject, then by
subject (claims by what they are about), then by property from the most telling to the least, then by value, then by
graph. Writers rely on it: the triples of a subject are neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kg.graph.sorting import VALUES_IN_MEMORY, Spool
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
    return ordered(quads)[0]


def ordered(quads: Iterable[Quad], *, by_graph: bool = False) -> tuple[Iterator[Quad], Mapping[Iri | BlankNode, int]]:
    """The quads, each once, in reading order, and the position in `SECTIONS` of every subject, by its classes in any graph.

    Args:
        quads: More than memory holds are sorted on disk; what is held of them all are their subjects.
        by_graph: Put graph after graph, and each of them in reading order.
    """
    held = Spool(quads, in_memory=VALUES_IN_MEMORY)
    subjects = _Subjects()
    for quad in held:
        subjects.note(quad)
    keys = subjects.keys()

    def key(quad: Quad) -> tuple[object, ...]:
        inside = keys[quad.subject], property_key(quad.predicate), _term_key(quad.object), quad.graph.value if quad.graph else ""
        return (graph_key(quad), *inside) if by_graph else inside

    return held.sorted(key), subjects.sections


def graph_key(quad: Quad) -> tuple[bool, str, bool, str]:
    """Sorts quads by graph: the default graph, then those of each article, its facts before its claims."""
    of_article, _, part = quad.graph.value.rpartition("/") if quad.graph else ("", "", "")
    return quad.graph is not None, of_article, part != "facts", part


def property_key(predicate: Iri) -> tuple[int, str]:
    """Sorts properties: the listed ones as listed, the rest by name between the telling and the last ones."""
    return _RANK_OF.get(predicate.value, 500), predicate.value


def natural(words: str) -> Natural:
    """Sorts text with numbers in it by their value: "14-31" before "102-110"."""
    return tuple(int(part) if at % 2 else part for at, part in enumerate(_DIGITS.split(words)))


def _is_term(subject: str) -> bool:
    return any(subject.startswith(namespace) for namespace in PREFIXES.values())


class _Subjects:
    """What the order of subjects rests on, noted quad by quad."""

    def __init__(self) -> None:
        self.sections: dict[Iri | BlankNode, int] = {}
        self.about: dict[Iri | BlankNode, dict[Iri, str]] = {}

    def note(self, quad: Quad) -> None:
        section = self.sections.get(quad.subject)
        if section is None:
            section = self.sections[quad.subject] = TERMS if _is_term(_words(quad.subject)) else OTHER
        if isinstance(quad.object, Iri):
            if quad.predicate.value == RDF_TYPE and section != TERMS:
                self.sections[quad.subject] = min(section, _SECTION_OF.get(quad.object.value, OTHER))
            elif quad.predicate in _ABOUT:
                known = self.about.setdefault(quad.subject, {})
                known[quad.predicate] = min(known.get(quad.predicate, quad.object.value), quad.object.value)

    def keys(self) -> dict[Iri | BlankNode, tuple[int, Natural, Natural, str]]:
        """The place of each subject; numbers in names count by their value, and where that is equal ("x1", "x01") the name decides."""
        return {s: (n, natural(_about(self.about.get(s, {}))), natural(_words(s)), _words(s)) for s, n in self.sections.items()}


def _about(values: dict[Iri, str]) -> str:
    return " ".join(values[p] for p in _ABOUT if p in values)


def _words(term: Iri | BlankNode) -> str:
    return term.value if isinstance(term, Iri) else f"_:{term.label}"


def _term_key(term: Term) -> tuple[int, Natural, str, str, str]:
    match term:
        case Iri(value):
            return 0, natural(value), value, "", ""
        case Literal(value, datatype, language):
            return 1, natural(value), value, datatype, language
        case BlankNode(label):
            return 2, natural(label), label, "", ""
        case TripleTerm():
            return 3, natural(repr(term)), repr(term), "", ""
