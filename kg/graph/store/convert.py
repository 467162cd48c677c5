"""Our terms and quads as pyoxigraph's, and back. Nothing is changed on the way, and nothing is looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.graph.terms import BlankNode, Iri, Literal, Quad, Term, TripleTerm

if TYPE_CHECKING:
    import pyoxigraph as ox


def own_quad(quad: ox.Quad) -> Quad:
    """Their quad as ours."""
    import pyoxigraph as ox

    graph = None if isinstance(quad.graph_name, ox.DefaultGraph) else own_term(quad.graph_name)
    return Quad(own_term(quad.subject), own_term(quad.predicate), own_term(quad.object), graph)


def own_term(term: object) -> Any:  # noqa: ANN401 -- one of our terms: which one, its place in a quad decides
    """Their term as ours."""
    import pyoxigraph as ox

    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    if isinstance(term, ox.Literal):
        return Literal(term.value, "", term.language) if term.language else Literal(term.value, term.datatype.value)
    if isinstance(term, ox.BlankNode):
        return BlankNode(term.value)
    if isinstance(term, ox.Triple):
        return TripleTerm(own_term(term.subject), own_term(term.predicate), own_term(term.object))
    raise TypeError(f"not a term: {term!r}")


def their_quad(quad: Quad) -> ox.Quad:
    """Our quad as theirs."""
    import pyoxigraph as ox

    triple = their_term(quad.subject), their_term(quad.predicate), their_term(quad.object)
    return ox.Quad(*triple) if quad.graph is None else ox.Quad(*triple, ox.NamedNode(quad.graph.value))


def their_term(term: Term) -> Any:  # noqa: ANN401 -- one of their terms: which one, ours decides
    """Our term as theirs."""
    import pyoxigraph as ox

    match term:
        case Iri(value):
            return ox.NamedNode(value)
        case BlankNode(label):
            return ox.BlankNode(label)
        case TripleTerm(subject, predicate, value):
            return ox.Triple(their_term(subject), their_term(predicate), their_term(value))
        case Literal(value, datatype, language):
            return ox.Literal(value, language=language) if language else ox.Literal(value, datatype=ox.NamedNode(datatype))
