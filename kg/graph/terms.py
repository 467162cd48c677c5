"""RDF terms of our own: an IRI, a literal, a blank node, a quad, and how each is written in N-Triples.

Values go in and light frozen values come out, so that building and writing a graph need no RDF library and cost no
import. Does not parse, store or compare by value ("1" and "01" are two literals). Syntax follows the W3C
Recommendations "RDF 1.1 N-Triples" and "RDF 1.1 N-Quads"; what they cannot carry is refused with a reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kg.errors import SikgError

XSD = "http://www.w3.org/2001/XMLSchema#"
XSD_STRING = XSD + "string"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\\ud800-\udfff]')
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
# Controls, DEL, C1, the two non-characters and every bidirectional control: written as escapes, so that a line shows what it holds.
_TO_ESCAPE = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


# Terms and quads say themselves how they are pickled: what dataclasses with slots do by default takes five times as long.


@dataclass(frozen=True, slots=True, order=True)
class Iri:
    """An absolute IRI."""

    value: str

    def __reduce__(self) -> tuple[type[Iri], tuple[str]]:
        return Iri, (self.value,)


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A literal: its lexical form, and a datatype or (then without one) a language."""

    value: str
    datatype: str = XSD_STRING
    language: str = ""

    def __reduce__(self) -> tuple[type[Literal], tuple[str, str, str]]:
        return Literal, (self.value, self.datatype, self.language)


@dataclass(frozen=True, slots=True, order=True)
class BlankNode:
    """A blank node of a query result; graphs built here have none."""

    label: str


@dataclass(frozen=True, slots=True)
class TripleTerm:
    """A triple used as a term (RDF 1.2): only a query result can hold one."""

    subject: Iri | BlankNode
    predicate: Iri
    object: Term


Term = Iri | Literal | BlankNode | TripleTerm


@dataclass(frozen=True, slots=True)
class Quad:
    """A triple, and the named graph it is in; None is the default graph."""

    subject: Iri | BlankNode
    predicate: Iri
    object: Term
    graph: Iri | None = None

    def __reduce__(self) -> tuple[type[Quad], tuple[Iri | BlankNode, Iri, Term, Iri | None]]:
        return Quad, (self.subject, self.predicate, self.object, self.graph)


class Namespace:
    """The IRIs that begin alike: `Namespace("http://example.org/#")["name"]` is one of them."""

    __slots__ = ("base",)

    def __init__(self, base: str) -> None:
        self.base = base

    def __getitem__(self, name: str) -> Iri:
        return Iri(self.base + name)


Triple = tuple[Iri | BlankNode, Iri, Term]


def text(value: str, language: str = "en") -> Literal:
    """A literal in a language."""
    return Literal(value, "", language)


def day(value: date) -> Literal:
    """A calendar day as xsd:date."""
    return Literal(value.isoformat(), XSD + "date")


def integer(value: int) -> Literal:
    """A whole number as xsd:integer."""
    return Literal(str(value), XSD + "integer")


def decimal(value: float) -> Literal:
    """A number as xsd:decimal: no exponent, always a point ("1.0", "0.85")."""
    written = format(Decimal(str(value)), "f")
    return Literal(written if "." in written else written + ".0", XSD + "decimal")


def to_ntriples(term: Term) -> str:
    """The term as N-Triples writes it.

    Raises:
        SikgError: An IRI or a literal holds what no RDF syntax can carry (a lone surrogate, a space in an IRI, …).
    """
    match term:
        case Iri(value):
            return f"<{checked_iri(value)}>"
        case BlankNode(label):
            return f"_:{label}"
        case TripleTerm(subject, predicate, value):
            return f"<<( {to_ntriples(subject)} {to_ntriples(predicate)} {to_ntriples(value)} )>>"
        case Literal(value, datatype, language):
            quoted = f'"{escaped(value)}"'
            if language:
                return f"{quoted}@{_checked_language(language)}"
            return quoted if datatype == XSD_STRING else f"{quoted}^^<{checked_iri(datatype)}>"


def to_nquads(quad: Quad) -> str:
    """The quad as a line of N-Quads, without the line end."""
    terms: list[Term] = [quad.subject, quad.predicate, quad.object]
    if quad.graph is not None:
        terms.append(quad.graph)
    return " ".join(map(to_ntriples, terms)) + " ."


def checked_iri(value: str) -> str:
    """The IRI itself, if it is absolute and can be written between angle brackets."""
    found = _NOT_IN_IRI.search(value)
    if found or not _SCHEME.match(value):
        problem = f"holds {found.group()!r}" if found else "has no scheme"
        raise SikgError(f"the IRI {value!r} {problem}", mend="Percent-encode the character, or make the IRI absolute.")
    return value


def escaped(value: str) -> str:
    """A literal's lexical form with every character escaped that a quoted string cannot or should not show."""
    lone = _SURROGATE.search(value)
    if lone:
        problem = f"the text {value[:40]!r} holds the lone surrogate U+{ord(lone.group()):04X}, which RDF cannot carry"
        raise SikgError(problem, mend="Decode the source again, replacing what is not a character.")
    return _TO_ESCAPE.sub(lambda found: _SHORT.get(found.group(), f"\\u{ord(found.group()):04X}"), value)


def _checked_language(tag: str) -> str:
    if not _LANGUAGE.fullmatch(tag):
        raise SikgError(f"{tag!r} is not a language tag", mend="Give a BCP 47 tag such as en or pt-BR.")
    return tag
