"""The part of a large store that explains one thing, got by SPARQL, so that the rest need not be read.

Words of a user and a store come in; a `Content` goes out in which `kg.explain.explain` finds for these words what it would find in
the whole store.
"""

from __future__ import annotations

import re

from kg.explain.naming import addresses
from kg.graph.behind import quads_behind
from kg.graph.content import Content
from kg.graph.part import column
from kg.graph.readback import content_of
from kg.graph.store import Answering
from kg.graph.terms import Iri, Literal
from kg.iris import Iris
from kg.tables import folded

# What every engine reads as an absolute IRI; rarer ones are found by reading the whole store.
_IRI = re.compile(r"(https?|urn):(?:[\w/#.~:?&=+,;@!$'()*-]|%[0-9A-Fa-f]{2})+")
_HELD = "SELECT DISTINCT ?near WHERE { VALUES ?near { %s } ?near ?p ?o }"
_NAMES = "SELECT ?thing ?name WHERE { ?thing rdfs:label|skos:prefLabel|skos:altLabel|schema:headline ?name }"


def content_about(words: str, store: Answering, iris: Iris | None = None) -> Content | None:
    """What a store says of everything that may be meant by some words; None where it knows nothing called so."""
    policy, wanted = iris or Iris(), folded(words)
    meant = column(store, _HELD, [address for address in addresses(words, policy) if _IRI.fullmatch(address)])
    if not meant and wanted:
        names = ((thing, name) for thing, name in store.query(_NAMES).rows if isinstance(thing, Iri) and isinstance(name, Literal))
        meant = sorted({thing.value for thing, name in names if folded(name.value) == wanted})
    return content_of(quads_behind(store, meant), policy) if meant else None
