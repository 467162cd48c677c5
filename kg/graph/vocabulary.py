"""The part of the ontology that a graph needs to answer questions on its own.

Quads come in; the class tree above the classes in use and the concepts in use, with their labels and everything
broader, go out as triples. A question such as "attacks, or any narrower kind" then needs no second file. Definitions,
properties and everything unused stay in `ontology/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg import ontology
from kg.graph.terms import RDF_TYPE, Iri, Namespace, Quad, Triple, text
from kg.iris import PREFIXES, SCHEMES, expand, local

RDFS, SKOS = Namespace(PREFIXES["rdfs"]), Namespace(PREFIXES["skos"])


def terms_in_use(quads: Iterable[Quad], terms: ontology.Ontology | None = None) -> Iterator[Triple]:
    """The triples that place every class and concept in use; unknown ones are passed over (the shapes find them)."""
    known = terms or ontology.load()
    classes: set[str] = set()
    concepts: set[tuple[str, str]] = set()
    for quad in quads:
        if isinstance(quad.object, Iri):
            if quad.predicate.value == RDF_TYPE:
                classes.add(local(quad.object.value))
            elif quad.object.value.startswith(SCHEMES):
                scheme, _, slug = quad.object.value.removeprefix(SCHEMES).partition("/")
                concepts.add((scheme, slug))
    yield from _class_tree(classes, known)
    for scheme, slug in sorted(_with_broader(concepts, known)):
        yield from _concept(known.schemes[scheme][slug])


def _class_tree(classes: Iterable[str], known: ontology.Ontology) -> Iterator[Triple]:
    for name in sorted({above for cls in classes for above in known.lineage(cls)}):
        for parent in known.classes[name].parents:
            if parent in known.classes:
                yield _class(known.classes[name]), RDFS["subClassOf"], _class(known.classes[parent])


def _class(cls: ontology.Class) -> Iri:
    return Iri(expand(cls.curie))


def _with_broader(concepts: Iterable[tuple[str, str]], known: ontology.Ontology) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    waiting = list(concepts)
    while waiting:
        scheme, slug = waiting.pop()
        concept = known.schemes.get(scheme, {}).get(slug)
        if concept and (scheme, slug) not in found:
            found.add((scheme, slug))
            waiting += [(scheme, concept.broader)] if concept.broader else []
    return found


def _concept(concept: ontology.Concept) -> Iterator[Triple]:
    scheme = Iri(SCHEMES + concept.scheme)
    node = Iri(f"{scheme.value}/{concept.slug}")
    yield node, Iri(RDF_TYPE), SKOS["Concept"]
    yield node, SKOS["prefLabel"], text(concept.label)
    yield node, SKOS["inScheme"], scheme
    if concept.broader:
        yield node, SKOS["broader"], Iri(f"{scheme.value}/{concept.broader}")
