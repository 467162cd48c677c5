"""JSON-LD of a graph: nodes in reading order, worded by the context of the ontology, which stands inside the file.

Quads come in; text goes out, node by node. The facts and claims of each source stand in named graphs, as in TriG.
Nothing in it has to be fetched: the context is written out, the same as `ontology/context.jsonld`, with the base of
the data added. Follows the W3C Recommendation "JSON-LD 1.1". What JSON-LD cannot carry is refused with a reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain, groupby
from typing import Any

from kg import ontology
from kg.errors import SikgError
from kg.graph.order import ordered
from kg.graph.syntax import relative
from kg.graph.terms import RDF_TYPE, XSD, XSD_STRING, BlankNode, Iri, Literal, Quad, Term, TripleTerm, checked_iri, to_ntriples
from kg.iris import PREFIXES, Iris, expand, local

Json = dict[str, Any]

IN_ENGLISH = ("rdfs:label", "skos:altLabel", "skos:prefLabel")
WRITTEN_AS = {"xsd:nonNegativeInteger": "xsd:integer"}  # the range allows less than the datatype that numbers are written in
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,14}")  # numbers that JSON readers keep as they are
_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_HIDDEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


def context(terms: ontology.Ontology | None = None) -> Json:
    """The context of the ontology: prefixes, classes and properties by their local names, values with their types."""
    known = terms or ontology.load()
    named: Json = {"@version": 1.1, **_prefixes(known)}
    named |= {name: cls.curie for name, cls in known.classes.items()}
    for curie in IN_ENGLISH:
        named[local(expand(curie))] = {"@id": curie, "@language": "en"}
    for curie, property_ in known.properties.items():
        types = [WRITTEN_AS.get(name, name) for name in property_.range if name.startswith("xsd:") and name != "xsd:string"]
        coercion = {"@type": "@id"} if property_.kind == "object" else {"@type": types[0]} if len(types) == 1 else {}
        named[local(expand(curie))] = {"@id": curie, **coercion}
    return named


def _prefixes(known: ontology.Ontology) -> dict[str, str]:
    """The prefixes; one that is also the name of a property ("basis") is called after its scheme instead."""
    taken = {local(expand(curie)) for curie in known.properties}
    return {f"{prefix}-scheme" if prefix in taken else prefix: space for prefix, space in PREFIXES.items()}


def jsonld_lines(quads: Iterable[Quad], iris: Iris) -> Iterator[str]:
    """The quads as one JSON-LD document."""
    writer = _Writer(iris)
    head = json.dumps({"@context": writer.context}, ensure_ascii=False, indent=2)
    yield head.removesuffix("\n}") + ","
    yield '  "@graph": ['
    yield from _separated(writer.blocks(quads))
    yield "  ]"
    yield "}"


def _separated(blocks: Iterable[Iterable[str]]) -> Iterator[str]:
    """The lines of the blocks, with a comma where one block ends and another begins."""
    held = ""
    for block in blocks:
        if held:
            yield held + ","
        held = ""
        for line in block:
            if held:
                yield held
            held = line
    if held:
        yield held


class _Writer:
    """How terms are written under one context."""

    def __init__(self, iris: Iris) -> None:
        self.base = iris.base + "id/" if iris.base.startswith("http") else ""
        self.context: Json = {**({"@base": checked_iri(self.base)} if self.base else {}), **context()}
        self.prefixes = _prefixes(ontology.load())
        self.names, self.coercions = _names()

    def blocks(self, quads: Iterable[Quad]) -> Iterator[Iterable[str]]:
        """The nodes of the default graph, then the named graphs."""
        for graph, inside in groupby(ordered(quads, by_graph=True)[0], key=lambda quad: quad.graph):
            nodes = ((_indented(node),) for node in self.nodes(inside))
            if graph is None:
                yield from nodes
            else:
                yield chain([f'    {{"@id": {_text(self.node(graph))}, "@graph": ['], _separated(nodes), ["    ]}"])

    def nodes(self, quads: Iterable[Quad]) -> Iterator[Json]:
        for subject, about in groupby(quads, key=lambda quad: quad.subject):
            node: Json = {"@id": self.node(subject)}
            for predicate, same in groupby(about, key=lambda quad: quad.predicate):
                values = list(dict.fromkeys(quad.object for quad in same))
                key, written = self.statement(predicate, values)
                node[key] = written[0] if len(written) == 1 else written
            yield node

    def statement(self, predicate: Iri, values: list[Term]) -> tuple[str, list[Any]]:
        if predicate.value == RDF_TYPE and all(isinstance(value, Iri) for value in values):
            return "@type", [self.word(value) for value in values if isinstance(value, Iri)]
        key = self.word(predicate)
        return key, [self.value(value, self.coercions.get(key, {})) for value in values]

    def value(self, term: Term, coercion: Mapping[str, str]) -> Any:  # noqa: ANN401 -- JSON
        match term:
            case Iri() | BlankNode():
                node = self.node(term)
                return node if coercion.get("@type") == "@id" else {"@id": node}
            case Literal(value, _, language) if language:
                to_ntriples(term)  # refuses what no syntax can carry
                return value if coercion.get("@language") == language else {"@value": value, "@language": language}
            case Literal(value, datatype):
                to_ntriples(term)
                if datatype == XSD_STRING:
                    return {"@value": value} if coercion else value
                if datatype == XSD + "integer" and _WHOLE.fullmatch(value):
                    return int(value)
                typed = self.word(Iri(datatype))
                return value if coercion.get("@type") == typed else {"@value": value, "@type": typed}
            case TripleTerm():
                raise SikgError("JSON-LD 1.1 has no triples as terms", mend="Export RDF 1.2 as `rdf12`.")

    def node(self, term: Iri | BlankNode) -> str:
        """A node: relative to the base, prefixed, or whole."""
        if isinstance(term, BlankNode):
            return to_ntriples(term)
        return relative(term.value, self.base) or self._short(term.value) or self._whole(term.value)

    def word(self, term: Iri) -> str:
        """A class, property or datatype: by its name in the context, prefixed, or whole."""
        return self.names.get(term.value) or self._short(term.value) or self._whole(term.value)

    def _short(self, iri: str) -> str:
        for prefix, namespace in self.prefixes.items():
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
                return f"{prefix}:{iri[len(namespace) :]}"
        return ""

    def _whole(self, iri: str) -> str:
        scheme, _, rest = checked_iri(iri).partition(":")
        if scheme in self.context and not rest.startswith("//"):
            problem = f"JSON-LD would read {iri!r} as a prefixed name, since {scheme!r} is a name of the context"
            raise SikgError(problem, mend="Export it as TriG or N-Quads.")
        return iri


@cache
def _names() -> tuple[dict[str, str], dict[str, Json]]:
    """The names of the context by IRI, and how their values are read."""
    names, coercions = {}, {}
    for name, meaning in context().items():
        if isinstance(meaning, dict):
            names[expand(meaning["@id"])] = name
            coercions[name] = {key: value for key, value in meaning.items() if key != "@id"}
        elif isinstance(meaning, str) and "://" not in meaning:
            names[expand(meaning)] = name
    return names, coercions


def _text(value: Any) -> str:  # noqa: ANN401 -- JSON
    written = json.dumps(value, ensure_ascii=False)
    return _HIDDEN.sub(lambda found: f"\\u{ord(found.group()):04x}", written)


def _indented(node: Json) -> str:
    """A node with one property a line."""
    lines = [f"      {_text(key)}: {_text(value)}" for key, value in node.items()]
    return "    {\n" + ",\n".join(lines) + "\n    }"
