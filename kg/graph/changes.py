"""Changes to a store by article, as one SPARQL update: all of it happens, or nothing.

Quads, names of graphs and codings come in; a text goes out that any store takes which holds every triple once in its default
graph and the triples of each article in named graphs. Taking an article back removes its named graphs, and from the
default graph what no other source says: its facts, its claims, and what was drawn from comparing them with others. Beside its graphs a store keeps the coding of each article that was added, as
JSON in a graph of its own that is no part of the data: what other reports change in an article is worked out from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.graph.terms import Iri, Literal, Quad, Triple, to_nquads, to_ntriples
from kg.iris import BASE, expand

CODINGS = Iri(BASE + "graph/codings")  # the graph of the codings; its triples are in no default graph
MANIFEST = Iri(BASE + "graph/manifest")  # the digests of what `kg push` sent
DEFAULT = Iri(BASE + "graph/default")  # how the default graph is called in the manifest; no graph has this name
BESIDE_THE_DATA = (CODINGS, MANIFEST)
_VALUE, _JSON = Iri(expand("rdf:value")), expand("rdf:JSON")

_TAKEN = """DELETE {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }}
  FILTER NOT EXISTS {{ GRAPH ?other {{ ?s ?p ?o }} FILTER (?other NOT IN ({all})) }} }}"""
_COMPARED = """DELETE {{ ?a {contradicts} ?b }} WHERE {{ GRAPH {graph} {{ ?claim {basis} ?basis }}
  {{ ?claim {contradicts} ?b BIND (?claim AS ?a) }} UNION {{ ?a {contradicts} ?claim BIND (?claim AS ?b) }} }}"""
_TERMS = {"contradicts": to_ntriples(Iri(expand("sikg:contradicts"))), "basis": to_ntriples(Iri(expand("sikg:basis")))}
CODED = f"SELECT ?article ?coding WHERE {{ GRAPH {to_ntriples(CODINGS)} {{ ?article {to_ntriples(_VALUE)} ?coding }} }}"


def retraction(graphs: Sequence[Iri]) -> str:
    """The update that takes these named graphs back; "" where there is none."""
    names = [to_ntriples(graph) for graph in graphs]
    listed = ", ".join([*names, *map(to_ntriples, BESIDE_THE_DATA)])
    steps = [_COMPARED.format(graph=name, **_TERMS) for name in names]
    steps += [_TAKEN.format(graph=name, all=listed) for name in names]
    steps += [f"DROP SILENT GRAPH {name}" for name in names]
    return " ;\n".join(steps)


def unpushed(graphs: Sequence[Iri]) -> str:
    """The update by which a push no longer takes these graphs, and the default graph, for what it sent."""
    return " ;\n".join(f"DELETE WHERE {{ GRAPH {to_ntriples(MANIFEST)} {{ {to_ntriples(name)} ?p ?o }} }}" for name in (*graphs, DEFAULT))


def addition(quads: Iterable[Quad]) -> str:
    """The update that adds these quads, and their triples to the default graph."""
    plain: dict[str, None] = {}
    named: dict[Iri, dict[str, None]] = {}
    for quad in quads:
        triple = to_nquads(Quad(quad.subject, quad.predicate, quad.object))
        plain[triple] = None
        if quad.graph is not None:
            named.setdefault(quad.graph, {})[triple] = None
    inside = [f"GRAPH {to_ntriples(graph)} {{\n{chr(10).join(triples)}\n}}" for graph, triples in sorted(named.items())]
    return "INSERT DATA {\n" + "\n".join([*plain, *inside]) + "\n}"


def removal(triples: Iterable[Triple]) -> str:
    """The update that takes triples of no one article out of the default graph; "" where there is none."""
    lines = sorted(to_nquads(Quad(*triple)) for triple in triples)
    return "DELETE DATA {\n" + "\n".join(lines) + "\n}" if lines else ""


def keeping(codings: Mapping[Iri, str]) -> str:
    """The update that keeps these codings, by the IRI of their article, in place of what is kept of those articles."""
    steps = [forgetting(codings)]
    lines = [to_nquads(Quad(article, _VALUE, Literal(coding, _JSON))) for article, coding in sorted(codings.items())]
    steps += [f"INSERT DATA {{ GRAPH {to_ntriples(CODINGS)} {{\n{chr(10).join(lines)}\n}} }}"] if lines else []
    return " ;\n".join(filter(None, steps))


def forgetting(articles: Iterable[Iri]) -> str:
    """The update that keeps the codings of these articles no longer; "" where there is none."""
    return " ;\n".join(f"DELETE WHERE {{ GRAPH {to_ntriples(CODINGS)} {{ {to_ntriples(article)} ?p ?o }} }}" for article in articles)
