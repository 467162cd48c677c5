"""Turtle, TriG, N-Triples and N-Quads of a graph as lines: written to be read, and the same lines for the same graph.

Quads come in; lines without their ends go out. Turtle holds every triple once, whichever graph it is in; TriG and
N-Quads keep the graphs, N-Triples do not. Subjects stand in reading order under a heading for their kind, `a` and the label first;
things of the graph are relative to its base (`<org/name>`), vocabulary is prefixed. Syntax follows the W3C
Recommendations "RDF 1.1 Turtle", "TriG" and "N-Quads". What RDF cannot carry is refused with a reason
(`kg.graph.terms`). Does not parse (`kg.graph.store` does) or open files (`kg.export.rdf` does).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from kg.graph.order import SECTIONS, ordered
from kg.graph.sorting import sorted_lines
from kg.graph.terms import RDF_TYPE, XSD, XSD_STRING, BlankNode, Iri, Literal, Quad, Term, checked_iri, escaped, to_nquads, to_ntriples
from kg.iris import Iris

LINE_WIDTH = 120  # characters; a longer list of values is broken, one value a line
INDENT = "    "
_RELATIVE = re.compile(r"[A-Za-z0-9_~][A-Za-z0-9._~%-]*(/[A-Za-z0-9_~%-][A-Za-z0-9._~%-]*)+")  # no scheme, no dot segments
_LOCAL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?")
_BARE = {XSD + "integer": re.compile(r"[+-]?[0-9]+"), XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+")}


def nquads_lines(quads: Iterable[Quad], iris: Iris) -> Iterator[str]:  # noqa: ARG001 -- every writer is called alike
    """The quads as N-Quads, each once, sorted by line; more than memory holds are sorted on disk."""
    return sorted_lines(map(to_nquads, quads))


def ntriples_lines(quads: Iterable[Quad], iris: Iris) -> Iterator[str]:  # noqa: ARG001 -- every writer is called alike
    """The union of all graphs as N-Triples, as `nquads_lines`."""
    return sorted_lines(to_nquads(replace(quad, graph=None)) for quad in quads)


def turtle_lines(quads: Iterable[Quad], iris: Iris) -> Iterator[str]:
    """The union of all graphs as Turtle."""
    names = _Names(iris)
    yield from names.header()
    found, kinds = ordered(quads)
    yield from _sections(found, kinds, names, "")


def trig_lines(quads: Iterable[Quad], iris: Iris) -> Iterator[str]:
    """The quads as TriG: the default graph, then those of each article, its facts before its claims."""
    names = _Names(iris)
    yield from names.header()
    found, kinds = ordered(quads, by_graph=True)
    for graph, inside in groupby(found, key=lambda quad: quad.graph):
        if graph is None:
            yield from _sections(inside, kinds, names, "")
            continue
        yield f"\n{names.term(graph)} {{"
        yield from _sections(inside, kinds, names, INDENT)
        yield "}"


def _sections(quads: Iterable[Quad], kinds: Mapping[Iri | BlankNode, int], names: _Names, indent: str) -> Iterator[str]:
    """Every subject with its properties, under a heading for each kind of subject."""
    titles = list(SECTIONS)
    for kind, of_kind in groupby(quads, key=lambda quad: kinds[quad.subject]):
        yield from ("", f"{indent}# --- {titles[kind]} ---")
        for subject, about in groupby(of_kind, key=lambda quad: quad.subject):
            yield ""
            yield from (indent + line for line in _subject(subject, about, names))


def _subject(subject: Iri | BlankNode, about: Iterable[Quad], names: _Names) -> Iterator[str]:
    statements = [
        _statement(predicate, dict.fromkeys(q.object for q in same), names) for predicate, same in groupby(about, key=lambda q: q.predicate)
    ]
    for at, statement in enumerate(statements):
        start = f"{names.term(subject)} " if at == 0 else INDENT
        yield from (start + statement + (" ;" if at < len(statements) - 1 else " .")).split("\n")


def _statement(predicate: Iri, values: Iterable[Term], names: _Names) -> str:
    verb = "a" if predicate.value == RDF_TYPE else names.term(predicate)
    words = [names.term(value) for value in values]
    on_one_line = f"{verb} {', '.join(words)}"
    if len(words) == 1 or len(on_one_line) <= LINE_WIDTH:
        return on_one_line
    return f"{verb}\n{INDENT * 2}" + f",\n{INDENT * 2}".join(words)


def relative(iri: str, base: str) -> str:
    """What is left of an IRI below a base, where that is read back as the same IRI; otherwise nothing."""
    return iri[len(base) :] if base and iri.startswith(base) and _RELATIVE.fullmatch(iri, len(base)) else ""


class _Names:
    """How terms are written in Turtle under one base and one set of prefixes."""

    def __init__(self, iris: Iris) -> None:
        self.base = iris.base + "id/" if iris.base.startswith("http") else ""
        self.prefixes: Mapping[str, str] = {prefix: space for prefix, space in sorted(iris.prefixes().items()) if prefix != "id"}

    def header(self) -> Iterator[str]:
        if self.base:
            yield f"@base <{checked_iri(self.base)}> ."
        for prefix, namespace in self.prefixes.items():
            yield f"@prefix {prefix}: <{checked_iri(namespace)}> ."

    def term(self, term: Term) -> str:
        match term:
            case Iri(value):
                return self.iri(value)
            case Literal(value, datatype, "") if datatype in _BARE and _BARE[datatype].fullmatch(value):
                return value
            case Literal(value, datatype, "") if datatype != XSD_STRING:
                return f'"{escaped(value)}"^^{self.iri(datatype)}'
            case _:
                return to_ntriples(term)

    def iri(self, value: str) -> str:
        below = relative(value, self.base)
        if below:
            return f"<{below}>"
        for prefix, namespace in self.prefixes.items():
            if value.startswith(namespace) and _LOCAL.fullmatch(value, len(namespace)):
                return f"{prefix}:{value[len(namespace) :]}"
        return to_ntriples(Iri(value))
