"""Checks a graph against the shapes in `ontology/shapes.ttl`: the one door to pySHACL.

Comes in: an rdflib Graph or Dataset, or a file of RDF. Goes out: `Finding`s, sorted. Two things that SHACL Core cannot
say are checked here beside the shapes, and reported in the same form: terms of our vocabulary that do not exist (rule
`known-term`), and quotes whose length is not that of their offsets (rule `quote-length`). No inference, no repair. Only
our shapes are used: shapes, rules, scripts and owl:imports in the data are data, never followed and never run.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg import ontology
from kg.iris import NAMESPACE, SCHEMES, expand, local, shorten
from kg.ontology import nearest
from kg.validate.findings import Finding
from kg.validate.reading import read_graph, united

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

SHAPES = "ontology/shapes.ttl"


def validate(data: Graph | Path | str) -> tuple[Finding, ...]:
    """What is wrong with a graph, in order of severity, node and rule; empty where nothing is.

    Args:
        data: An rdflib Graph or Dataset, or the path of a file.

    Raises:
        InputError: The file cannot be read, or is not in the format that its name says.
        KnowledgeError: The shapes or the ontology cannot be read.
    """
    return findings_in(read_graph(Path(data)) if isinstance(data, str | Path) else united(data))


def findings_in(graph: Graph) -> tuple[Finding, ...]:
    """What is wrong with a plain graph."""
    return tuple(sorted({*_shape_findings(graph), *_unknown_terms(graph), *_wrong_quotes(graph)}))


# --- shapes --------------------------------------------------------------------------------------------------


def _shape_findings(graph: Graph) -> Iterator[Finding]:
    import pyshacl
    from rdflib import SH, Graph

    shapes = Graph().parse(ontology.locate(SHAPES), format="turtle")
    graph = _comparable(graph, shapes)
    # In place, because without inference nothing is added to the graph; a copy would cost as much as the check.
    # Every switch that could fetch or run something is named, so that no default of a later version turns it on.
    _, report, _ = pyshacl.validate(
        graph, shacl_graph=shapes, inference="none", inplace=True, do_owl_imports=False, advanced=False, js=False, meta_shacl=False
    )
    if not isinstance(report, Graph):
        raise TypeError(f"pySHACL gave no report: {report}")
    for result in report.objects(None, SH.result):
        source = report.value(result, SH.sourceShape)
        yield Finding(
            severity=local(report.value(result, SH.resultSeverity)),
            focus_node=str(report.value(result, SH.focusNode)),
            path=_path(shapes, shapes.value(source, SH.path)),
            source_shape=local(source),
            value=str(report.value(result, SH.value) or ""),
            message=str(report.value(result, SH.resultMessage) or ""),
        )


def _comparable(graph: Graph, shapes: Graph) -> Graph:
    """The graph with every value that cannot be compared as its own words, where a shape compares.

    pySHACL ends with an exception where sh:lessThanOrEquals meets a blank node, NaN, or a literal that is none of its datatype
    ("2022-02-31" as a date). As a plain string such a value breaks the same rule, and is reported by its words.
    """
    from rdflib import SH, XSD, Graph, Literal

    compared = {p for shape, other in shapes.subject_objects(SH.lessThanOrEquals) for p in (other, shapes.value(shape, SH.path))}
    kinds = (XSD.date, XSD.integer, XSD.nonNegativeInteger)
    wrong = [
        triple
        for property_ in sorted(compared, key=str)
        for triple in graph.triples((None, property_, None))
        if not (isinstance(triple[2], Literal) and triple[2].datatype in kinds and not triple[2].ill_typed)
    ]
    if not wrong:
        return graph
    changed = Graph()
    changed += graph
    for subject, property_, value in wrong:
        changed.remove((subject, property_, value))
        changed.add((subject, property_, Literal(str(value))))
    return changed


def _path(shapes: Graph, path: Node | None) -> str:
    """A property as prefixed name; alternatives joined by "|", steps by "/"."""
    from rdflib import SH, URIRef

    if path is None or isinstance(path, URIRef):
        return shorten(str(path or ""))
    alternatives = shapes.value(path, SH.alternativePath)
    return ("|" if alternatives else "/").join(shorten(str(p)) for p in shapes.items(alternatives or path))


# --- what SHACL Core cannot say ------------------------------------------------------------------------------


def _unknown_terms(graph: Graph) -> Iterator[Finding]:
    """One finding for each term of our namespaces that is neither in the ontology nor declared in the data."""
    from rdflib import URIRef

    known = _vocabulary()
    first: dict[str, tuple[str, str]] = {}
    for subject, predicate, object_ in graph:
        for iri in (str(term) for term in (predicate, object_) if isinstance(term, URIRef)):
            if iri.startswith((NAMESPACE, SCHEMES)) and iri not in known:
                place = (str(subject), str(predicate))
                first[iri] = min(first.get(iri, place), place)
    for term, (focus, predicate_) in first.items():
        if not _declared(graph, term):
            hint = nearest(shorten(term), sorted(map(shorten, known)))
            message = f"{shorten(term)} is not in the ontology. {hint} Correct the name, or add the term with what needs it."
            yield Finding("Violation", focus, shorten(predicate_), "known-term", term, message.replace("  ", " "))


def _vocabulary() -> frozenset[str]:
    terms = ontology.load()
    curies = [t.curie for table in (terms.classes, terms.properties) for t in table.values()]
    concepts = [f"{SCHEMES}{scheme}/{slug}" for scheme, slugs in terms.schemes.items() for slug in slugs]
    schemes = [SCHEMES + scheme for scheme in terms.schemes]
    return frozenset([*map(expand, curies), *concepts, *schemes, NAMESPACE + "inverseLabel"])


def _declared(graph: Graph, term: str) -> bool:
    """Whether the data themselves say that the term is a concept, as a dataset's own scheme does."""
    from rdflib import RDF, SKOS, URIRef

    types = set(graph.objects(URIRef(term), RDF.type))
    return bool(types & {SKOS.Concept, SKOS.ConceptScheme})


def _wrong_quotes(graph: Graph) -> Iterator[Finding]:
    """One finding for each passage whose quote is not as long as its offsets say, in code points."""
    from rdflib import Literal, URIRef

    def values(node: Node, curie: str) -> list[Node]:
        return list(graph.objects(node, URIRef(expand(curie))))

    for passage in set(graph.subjects(URIRef(expand("oa:hasSelector")))):
        selectors = values(passage, "oa:hasSelector")
        starts, ends, quotes = ([v for s in selectors for v in values(s, f"oa:{name}")] for name in ("start", "end", "exact"))
        if len(starts) == len(ends) == len(quotes) == 1 and isinstance(starts[0], Literal) and isinstance(ends[0], Literal):
            start, end, exact = starts[0].value, ends[0].value, str(quotes[0])
            if isinstance(start, int) and isinstance(end, int) and len(exact) != end - start:
                message = f"The quote has {len(exact)} characters, its offsets {start}-{end} hold {end - start}: correct the offsets."
                yield Finding("Violation", str(passage), "oa:exact", "quote-length", exact, message)
