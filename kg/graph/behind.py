"""What a store holds behind some things: the claims that they have a part in, and all that those claims rest on.

IRIs of things, articles or claims come in; quads go out, got by SPARQL and by nothing else, so that a large store is not read
out to explain one thing. What is read back of them says of these things what the whole store says. Does not find things.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from kg.graph.part import column, parts_of, triples_of
from kg.graph.store import Answering
from kg.graph.terms import Iri, Quad
from kg.iris import expand

_WITH = """SELECT DISTINCT ?claim WHERE { VALUES ?near { %s }
  { ?claim sikg:claimSubject|sikg:claimObject|sikg:aboutEvent|sikg:amongGroup|prov:wasAttributedTo|prov:wasDerivedFrom ?near }
  UNION { ?claim prov:wasDerivedFrom/oa:hasSource ?near } ?claim sikg:basis ?basis }"""
_AGAINST = "SELECT DISTINCT ?other WHERE { VALUES ?claim { %s } ?claim sikg:contradicts ?other }"
_TO = """SELECT DISTINCT ?from WHERE { VALUES ?near { %s } ?from ?p ?near FILTER (?p NOT IN (sikg:claimSubject, sikg:claimObject, sikg:aboutEvent,
  sikg:amongGroup, oa:hasSource, prov:wasDerivedFrom, prov:wasAttributedTo, prov:used, sikg:contradicts)) }"""
_CLAIMS = "SELECT DISTINCT ?claim WHERE { VALUES ?claim { %s } ?claim sikg:basis ?basis }"
_NAMED = ("sikg:claimSubject", "sikg:claimObject", "sikg:aboutEvent", "sikg:amongGroup", "prov:wasAttributedTo")


def quads_behind(store: Answering, iris: Collection[str]) -> Iterator[Quad]:
    """The triples of some things, of every claim that they have a part in or that contradicts one of these, and of what is named there.

    Args:
        store: Any store; it is asked by SPARQL only.
        iris: Things, articles or claims.
    """
    claims = {*column(store, _WITH, iris), *column(store, _CLAIMS, iris)}
    claims |= {*column(store, _AGAINST, claims)}
    found = [*triples_of(store, sorted({*iris, *claims}))]
    wanted = {expand(curie) for curie in _NAMED}
    named = {value.value for _, p, value in found if p in wanted and isinstance(value, Iri)}
    linked = {value.value for s, p, value in found if s in iris and p != expand("sikg:mentionedIn") and isinstance(value, Iri)}
    pending, known = parts_of(found, mentions_of=iris), {*iris, *claims}
    named |= linked | {*column(store, _TO, iris)}
    while pending:
        known |= set(pending)
        further = triples_of(store, pending)
        found += further
        pending = [node for node in parts_of(further) if node not in known]
    found += triples_of(store, sorted(named - known))
    found += triples_of(store, _geometries(found, known))
    return (Quad(Iri(subject), Iri(predicate), value) for subject, predicate, value in found)


def _geometries(found: Iterable[tuple[str, str, object]], known: Collection[str]) -> list[str]:
    wanted = expand("geo:hasGeometry")
    return sorted({value.value for _, p, value in found if p == wanted and isinstance(value, Iri) and value.value not in known})
