"""RDF/XML of a graph: every triple once, whichever graph it is in, subject by subject in reading order.

Quads come in; lines go out. Follows the W3C Recommendation "RDF 1.1 XML Syntax". XML has no control characters and
its properties need a name: what cannot be carried is refused with a reason, never changed or dropped. (pyoxigraph's own
writer leaves carriage returns, control characters and nameless properties as they are, so that they are lost or unreadable.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from kg.errors import SikgError
from kg.graph.order import reading_order
from kg.graph.terms import XSD_STRING, BlankNode, Iri, Literal, Quad, Term, TripleTerm, checked_iri, to_ntriples
from kg.iris import PREFIXES, Iris

RDF = PREFIXES["rdf"]
RESERVED = frozenset(RDF + name for name in ("Description", "ID", "RDF", "about", "datatype", "li", "nodeID", "parseType", "resource"))
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*$")
_BLANK = re.compile(r"[A-Za-z0-9._-]+")
MEND = "Export it as Turtle or N-Triples, which can."


def rdfxml_lines(quads: Iterable[Quad], iris: Iris) -> Iterator[str]:  # noqa: ARG001 -- every writer is called alike
    """The union of all graphs as RDF/XML."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield "<rdf:RDF"
    spaces = [f"    xmlns:{prefix}={quoteattr(space)}" for prefix, space in sorted(PREFIXES.items())]
    yield "\n".join(spaces) + ">"
    for subject, about in groupby(reading_order(quads), key=lambda quad: quad.subject):
        yield f"  <rdf:Description {_node('about', subject)}>"
        for predicate, value in dict.fromkeys((quad.predicate, quad.object) for quad in about):
            yield f"    {_property(predicate, value)}"
        yield "  </rdf:Description>"
    yield "</rdf:RDF>"


def _property(predicate: Iri, value: Term) -> str:
    name, declared = _name(predicate.value)
    match value:
        case Iri() | BlankNode():
            return f"<{name}{declared} {_node('resource', value)}/>"
        case Literal(words, datatype, language):
            to_ntriples(value)  # refuses what no syntax can carry
            about = f" xml:lang={quoteattr(language)}" if language else ""
            if not language and datatype != XSD_STRING:
                about = f" rdf:datatype={quoteattr(datatype)}"
            return f"<{name}{declared}{about}>{_text(words)}</{name}>"
        case TripleTerm():
            raise SikgError("RDF 1.1 XML has no triples as terms", mend="Export RDF 1.2 as `rdf12`.")


def _node(attribute: str, node: Iri | BlankNode) -> str:
    if isinstance(node, Iri):
        return f"rdf:{attribute}={quoteattr(_checked(checked_iri(node.value)))}"
    if not _BLANK.fullmatch(node.label):
        raise SikgError(f"RDF/XML cannot name the blank node {node.label!r}", mend=MEND)
    return f'rdf:nodeID="b{node.label}"'


def _name(predicate: str) -> tuple[str, str]:
    """A property as a name of XML, and the declaration of its namespace where it is not one of ours."""
    found = _NAME.search(checked_iri(predicate))
    if not found or not found.start() or predicate in RESERVED:
        problem = f"RDF/XML cannot write the property {predicate!r}, which "
        problem += "it keeps for itself" if predicate in RESERVED else "does not end in a name"
        raise SikgError(problem, mend=MEND)
    for prefix, space in PREFIXES.items():
        if predicate.startswith(space) and _NAME.fullmatch(predicate, len(space)):
            return f"{prefix}:{predicate[len(space) :]}", ""
    return f"n:{found.group()}", f" xmlns:n={quoteattr(predicate[: found.start()])}"


def _text(words: str) -> str:
    return escape(_checked(words), {"\r": "&#13;"})


def _checked(words: str) -> str:
    found = _NOT_XML.search(words)
    if found:
        raise SikgError(f"XML cannot carry U+{ord(found.group()):04X}, which stands in {words[:40]!r}", mend=MEND)
    return words
