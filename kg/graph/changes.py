"""Changes to a store by article, as one SPARQL update each: all of it happens, or nothing.

An article's quads, or its id, come in; a text goes out that any store takes which holds every triple once in its default
graph and the triples of each article in named graphs. Taking an article back removes its named graphs, and from the
default graph what no other source says: its facts, its claims, and what was drawn from comparing them with others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.graph.terms import Iri, Quad, to_ntriples

_TAKEN = """DELETE {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }}
  FILTER NOT EXISTS {{ GRAPH ?other {{ ?s ?p ?o }} FILTER (?other NOT IN ({all})) }} }}"""
_COMPARED = """DELETE {{ ?a sikg:contradicts ?b }} WHERE {{ GRAPH {graph} {{ ?claim a ?type ; sikg:basis ?basis }}
  {{ ?claim sikg:contradicts ?b BIND (?claim AS ?a) }} UNION {{ ?a sikg:contradicts ?claim BIND (?claim AS ?b) }} }}"""


def retraction(graphs: Sequence[Iri]) -> str:
    """The update that takes these named graphs of one article back."""
    names = [to_ntriples(graph) for graph in graphs]
    listed = ", ".join(names)
    steps = [_COMPARED.format(graph=name) for name in names]
    steps += [_TAKEN.format(graph=name, all=listed) for name in names]
    steps += [f"DROP SILENT GRAPH {name}" for name in names]
    return " ;\n".join(steps)


def addition(quads: Iterable[Quad]) -> str:
    """The update that adds these quads, and their triples to the default graph."""
    plain: dict[str, None] = {}
    named: dict[Iri, dict[str, None]] = {}
    for quad in quads:
        triple = f"{to_ntriples(quad.subject)} {to_ntriples(quad.predicate)} {to_ntriples(quad.object)} ."
        plain[triple] = None
        if quad.graph is not None:
            named.setdefault(quad.graph, {})[triple] = None
    inside = [f"GRAPH {to_ntriples(graph)} {{\n{chr(10).join(triples)}\n}}" for graph, triples in sorted(named.items())]
    return "INSERT DATA {\n" + "\n".join([*plain, *inside]) + "\n}"
