"""Checks a graph against the shapes in `ontology/shapes.ttl`: the one door to pySHACL.

Comes in: an rdflib Graph or Dataset, or a Turtle, TriG, N-Triples or N-Quads file. Goes out: `Finding`s, sorted. Named
graphs are united first: SHACL looks at one graph, and a claim and its evidence need not stand in the same one. Two
things that SHACL Core cannot say are checked here beside the shapes, and reported in the same form: terms of our
vocabulary that do not exist (rule `known-term`), and quotes whose length is not that of their offsets (rule
`quote-length`). No inference, no repair.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg import ontology
from kg.errors import InputError
from kg.iris import NAMESPACE, SCHEMES, expand, local, shorten
from kg.ontology import nearest, syntax_error

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

FORMATS = {".ttl": "turtle", ".trig": "trig", ".nt": "nt", ".nq": "nquads"}
SHAPES = "ontology/shapes.ttl"
REWRITE = "Correct the line, or write the file again with `kg build`."


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong at one node.

    `severity` is "Violation", or "Warning" for what may be right; `path` is a property, or several, alternatives joined by
    "|" and steps by "/"; `source_shape` is the name of the rule; `value` is empty where a value is missing; `message`
    tells the mend.
    """

    severity: str
    focus_node: str
    path: str
    source_shape: str
    value: str
    message: str


def conforms(findings: Iterable[Finding]) -> bool:
    """Whether nothing is violated; warnings are not violations."""
    return all(finding.severity != "Violation" for finding in findings)


def validate(data: Graph | Path | str) -> tuple[Finding, ...]:
    """What is wrong with a graph, in order of severity, node and rule; empty where nothing is.

    Args:
        data: An rdflib Graph or Dataset, or the path of a file.

    Raises:
        InputError: The file cannot be read, or is not in the format that its name says.
        KnowledgeError: The shapes or the ontology cannot be read.
    """
    graph = read_graph(Path(data)) if isinstance(data, str | Path) else united(data)
    return tuple(sorted({*_shape_findings(graph), *_unknown_terms(graph), *_wrong_quotes(graph)}))


# --- reading -------------------------------------------------------------------------------------------------


def read_graph(path: Path) -> Graph:
    """The triples of a file, of all its named graphs together.

    Raises:
        InputError: As `validate`; with the line, where the parser knows it.
    """
    from rdflib import Dataset, Graph

    format_ = FORMATS.get(path.suffix.lower())
    if format_ is None:
        mend = f"Give a file that ends in {', '.join(FORMATS)}."
        raise InputError(f"cannot tell the format of {path.suffix or 'a file without suffix'}", place=str(path), mend=mend)
    graph = Dataset() if format_ in ("trig", "nquads") else Graph()
    # Opened here, because rdflib leaves a file open when it does not parse.
    with _faults_named(path, format_), path.open("rb") as stream:
        _parse(graph, stream, format_)
    return united(graph)


@contextmanager
def _faults_named(path: Path, format_: str) -> Iterator[None]:
    """Turns what rdflib's parsers raise into an InputError with the file and, where it can be told, the line."""
    from rdflib.exceptions import ParserError

    try:
        yield
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", place=str(path), mend="Give a readable file in UTF-8.") from error
    except RecursionError as error:
        raise InputError("nested too deeply", place=str(path), mend="Write nested blank nodes as nodes with IRIs.") from error
    except SyntaxError as error:
        problem, line = syntax_error(error)
        raise InputError(f"not {path.suffix[1:]}: {problem}", place=f"{path}:{line}", mend=REWRITE) from error
    except (AssertionError, IndexError, ValueError) as error:  # raised where a file ends inside a term
        raise InputError(f"not {path.suffix[1:]}: cut off or broken", place=str(path), mend=REWRITE) from error
    except ParserError as error:
        problem = str(error).splitlines()[0].rstrip(":")
        raise InputError(f"not {path.suffix[1:]}: {problem}", place=f"{path}:{_bad_line(path, format_)}", mend=REWRITE) from error


def _bad_line(path: Path, format_: str) -> int:
    """The first line that does not parse. rdflib does not count the lines of N-Triples and N-Quads."""
    with path.open("rb") as lines:
        return next((number for number, line in enumerate(lines, start=1) if not _parses(line, format_)), 1)


def _parses(line: bytes, format_: str) -> bool:
    from rdflib import Dataset
    from rdflib.exceptions import ParserError

    try:
        _parse(Dataset(), io.BytesIO(line), format_)
    except ParserError:
        return False
    return True


def _parse(graph: Graph, stream: IO[bytes], format_: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's Dataset uses names that rdflib itself deprecates
        graph.parse(stream, format=format_)


def united(graph: Graph) -> Graph:
    """The triples of all named graphs in one graph; a plain graph is returned as it is."""
    from rdflib import Dataset, Graph

    if not isinstance(graph, Dataset):
        return graph
    union = Graph()
    for subject, predicate, object_, _ in graph.quads():
        union.add((subject, predicate, object_))
    return union


# --- shapes --------------------------------------------------------------------------------------------------


def _shape_findings(graph: Graph) -> Iterator[Finding]:
    import pyshacl
    from rdflib import SH, Graph

    shapes = Graph().parse(ontology.locate(SHAPES), format="turtle")
    # In place, because without inference nothing is added to the graph; a copy would cost as much as the check.
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none", inplace=True)
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
