"""A graph to be checked: a file of anyone's RDF as one rdflib graph.

Files are parsed by pyoxigraph, after what would harm a reader is refused (`kg.graph.foreign`), and never by rdflib, which
fetches contexts and expands entities. Named graphs are united: SHACL looks at one graph, and a claim and its evidence
need not stand in the same one. (pySHACL passes a TriG file that is read into a plain Graph: it then sees no triple.)
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.graph.store import read_quads
from kg.graph.terms import BlankNode, Iri, Literal, Quad, Term, TripleTerm

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


def read_graph(path: Path) -> Graph:
    """The triples of a file, of all its named graphs together.

    Raises:
        InputError: It cannot be read, is not in the format that its name says, or would harm its reader; with the line,
            where the parser knows it.
    """
    return graph_of(read_quads(path))


def graph_of(quads: Iterable[Quad]) -> Graph:
    """The triples of some quads as an rdflib graph, literals exactly as written. Triples about triples (RDF 1.2), which rdflib has not, are left out."""
    from rdflib import Graph

    graph = Graph()
    with _quiet():
        for quad in quads:
            if not isinstance(quad.object, TripleTerm):
                graph.add((_node(quad.subject), _node(quad.predicate), _node(quad.object)))
    return graph


def united(graph: Graph) -> Graph:
    """The triples of all named graphs in one graph; a plain graph is returned as it is."""
    from rdflib import Dataset, Graph

    if not isinstance(graph, Dataset):
        return graph
    union = Graph()
    for subject, predicate, object_, _ in graph.quads():
        union.add((subject, predicate, object_))
    return union


def _node(term: Term) -> Node:
    import rdflib

    match term:
        case Iri(value):
            return rdflib.URIRef(value)
        case BlankNode(label):
            return rdflib.BNode(label)
        case Literal(value, _, language) if language:
            return rdflib.Literal(value, lang=language)
        case Literal(value, datatype):
            return rdflib.Literal(value, datatype=rdflib.URIRef(datatype), normalize=False)
        case TripleTerm():
            raise TypeError("rdflib has no triple terms")


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps rdflib from logging a stack trace for each literal that is not of its datatype: the shapes find them."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
