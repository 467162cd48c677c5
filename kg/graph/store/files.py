"""The quads of a file of RDF, read one after the other; a fault names the file and the line. Writes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.graph.foreign import refuse_harm
from kg.graph.store.convert import own_quad, own_term, their_quad
from kg.graph.terms import BlankNode, Quad, Term, TripleTerm

if TYPE_CHECKING:
    import pyoxigraph as ox

SUFFIXES = {
    ".ttl": "TURTLE", ".trig": "TRIG", ".nq": "N_QUADS", ".nt": "N_TRIPLES", ".jsonld": "JSON_LD", ".rdf": "RDF_XML", ".owl": "RDF_XML",
}  # fmt: skip
SYNTAX_NAMES = {
    "TURTLE": "Turtle", "TRIG": "TriG", "N_QUADS": "N-Quads", "N_TRIPLES": "N-Triples", "JSON_LD": "JSON-LD", "RDF_XML": "RDF/XML",
}  # fmt: skip
_PLACE = re.compile(r"^Parser error at line \d[^:]*: ")


def read_quads(path: Path) -> Iterator[Quad]:
    """The quads of a file, in its order; the format follows from the suffix.

    Raises:
        InputError: The file is missing, has an unknown suffix, or does not parse; names the file and the line.
    """
    return map(own_quad, parsed(path))


def canonical(quads: Iterable[Quad]) -> tuple[Quad, ...]:
    """The quads, without doublets, with blank nodes named by what is said of them (RDF Dataset Canonicalization 1.0)."""
    import pyoxigraph as ox

    held = tuple(dict.fromkeys(quads))
    if not any(isinstance(term, BlankNode | TripleTerm) for quad in held for term in (quad.subject, quad.object)):
        return held
    dataset = ox.Dataset(map(their_quad, held))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return tuple(map(own_quad, dataset))


def parsed(path: Path) -> Iterator[ox.Quad]:
    """The quads of a file as pyoxigraph reads them; raises what `read_quads` raises."""
    import pyoxigraph as ox

    name = SUFFIXES.get(path.suffix.lower())
    if path.is_dir():
        raise InputError("is a folder, not a file of RDF", place=str(path), mend=f"Give a file in it, with one of {', '.join(SUFFIXES)}.")
    if name is None:
        raise InputError(f"no RDF format has the suffix {path.suffix!r}", place=str(path), mend=f"Known are {', '.join(SUFFIXES)}.")
    try:
        refuse_harm(path, name)
        yield from ox.parse(path=str(path), format=getattr(ox.RdfFormat, name))
    except SyntaxError as error:
        reason = _PLACE.sub("", error.msg)
        mend = f"Correct the line, or write the file again. The parser says: {error.msg}."
        if "LoadDocumentCallback" in reason:
            reason, mend = "its context stands elsewhere", "Write the context into the file: nothing is fetched."
        place = f"{path}:{error.lineno}" if error.lineno else str(path)
        raise InputError(f"not {SYNTAX_NAMES[name]}: {reason}", place=place, mend=mend) from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", place=str(path), mend="Give a readable file.") from error


def with_default_graph(quads: Iterator[ox.Quad]) -> Iterator[ox.Quad]:
    """Each quad, and its triple in the default graph."""
    import pyoxigraph as ox

    default = ox.DefaultGraph()
    for quad in quads:
        yield quad
        if quad.graph_name != default:
            yield ox.Quad(quad.subject, quad.predicate, quad.object)


def triples_of(text: bytes) -> Iterator[tuple[Term, Term, Term]]:
    """The triples of N-Triples."""
    import pyoxigraph as ox

    for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES):
        yield own_term(quad.subject), own_term(quad.predicate), own_term(quad.object)
