"""The RDF formats of a graph: Turtle, TriG, N-Triples, N-Quads, JSON-LD and RDF/XML.

Quads come in; a file or a stream holds them in the end. How each syntax looks is in `kg.graph.syntax`, `kg.export.jsonld`
and `kg.export.rdfxml`. All of them hold every triple; Turtle, N-Triples and RDF/XML do not hold which graph it is in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from kg.errors import SikgError
from kg.export.files import write_whole
from kg.export.jsonld import jsonld_lines
from kg.export.rdfxml import rdfxml_lines
from kg.graph.syntax import nquads_lines, ntriples_lines, trig_lines, turtle_lines
from kg.graph.terms import Quad
from kg.iris import Iris


@dataclass(frozen=True, slots=True)
class Syntax:
    """A syntax of RDF: how it is called, what its files end with, and how it is written."""

    name: str
    suffix: str
    media_type: str
    lines: Callable[[Iterable[Quad], Iris], Iterator[str]]
    has_graphs: bool


SYNTAXES: Mapping[str, Syntax] = {
    known.name: known
    for known in (
        Syntax("turtle", ".ttl", "text/turtle", turtle_lines, has_graphs=False),
        Syntax("trig", ".trig", "application/trig", trig_lines, has_graphs=True),
        Syntax("ntriples", ".nt", "application/n-triples", ntriples_lines, has_graphs=False),
        Syntax("nquads", ".nq", "application/n-quads", nquads_lines, has_graphs=True),
        Syntax("jsonld", ".jsonld", "application/ld+json", jsonld_lines, has_graphs=True),
        Syntax("rdfxml", ".rdf", "application/rdf+xml", rdfxml_lines, has_graphs=False),
    )
}


def write(quads: Iterable[Quad], path: Path, syntax_name: str, iris: Iris | None = None) -> None:
    """Write the quads to a file: whole, or not at all.

    Raises:
        SikgError: No such syntax, a term that it cannot carry, or a place that cannot be written; the file that was
            there before is then as it was.
    """
    write_whole(pieces(quads, syntax_name, iris), path)


def write_to(quads: Iterable[Quad], stream: TextIO, syntax_name: str, iris: Iris | None = None) -> None:
    """Write the quads to a text stream, which stays open."""
    stream.writelines(pieces(quads, syntax_name, iris))


def pieces(quads: Iterable[Quad], syntax_name: str, iris: Iris | None = None) -> Iterator[str]:
    """The quads in a syntax, line by line, with the line ends."""
    return (line + "\n" for line in syntax(syntax_name).lines(quads, iris or Iris()))


def syntax(name: str) -> Syntax:
    """The syntax of that name ("turtle", "trig", "nquads", …) or suffix ("ttl", "nq").

    Raises:
        SikgError: There is none.
    """
    for known in SYNTAXES.values():
        if name.lower().lstrip(".") in (known.name, known.suffix.lstrip(".")):
            return known
    raise SikgError(f"no RDF format is called {name!r}", mend=f"Known are {', '.join(SYNTAXES)}.")
