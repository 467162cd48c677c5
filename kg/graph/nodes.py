"""The nodes and vocabularies of a graph: which IRI stands for a thing, a concept, a passage or a claim of a coding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as Choice

from kg.errors import InputError
from kg.graph.claims import Claim
from kg.graph.terms import Iri, Namespace
from kg.iris import PREFIXES, Iris
from kg.model import Relation, Span

DCTERMS, GEO, OA, ORG, PROV, RDF, RDFS, SCHEMA, SIKG, SKOS, TIME = (
    Namespace(PREFIXES[p]) for p in ("dcterms", "geo", "oa", "org", "prov", "rdf", "rdfs", "schema", "sikg", "skos", "time")
)
A = RDF["type"]
PREDICATES = {"sikg": SIKG, "org": ORG, "schema": SCHEMA}


@dataclass(frozen=True, slots=True)
class Nodes:
    """The IRIs of a graph as terms, by one policy."""

    iris: Iris

    def article(self, id_: str) -> Iri:
        """The article with this id."""
        return Iri(self.iris.article(id_))

    def thing(self, id_: str) -> Iri:
        """The entity, event or topic with this id ("kind/slug")."""
        return Iri(self.iris.thing(id_))

    def concept(self, scheme: str, slug: str) -> Iri:
        """A concept of a scheme."""
        return Iri(self.iris.concept(scheme, slug))

    def evidence(self, article: str, span: Span) -> Iri:
        """A passage of an article."""
        return Iri(self.iris.evidence(article, span.start, span.end))

    def claim(self, claim: Claim) -> Iri:
        """A claim."""
        return Iri(self.iris.claim(claim.article, claim.digest))

    def graph(self, article: str, part: Choice["facts", "claims"]) -> Iri:
        """One of the two named graphs of an article."""
        return Iri(self.iris.graph(article, part))

    def triple(self, relation: Relation) -> tuple[Iri, Iri, Iri]:
        """The plain triple of a relation.

        Raises:
            InputError: Its predicate is of no vocabulary in use.
        """
        prefix, _, name = relation.predicate.partition(":")
        if prefix not in PREDICATES:
            raise InputError(f"no vocabulary has the prefix of {relation.predicate!r}", mend=f"Known are {', '.join(PREDICATES)}.")
        concept = relation.predicate == "sikg:weaponType"
        value = self.concept("weapon-type", relation.object) if concept else self.thing(relation.object)
        return self.thing(relation.subject), PREDICATES[prefix][name], value
