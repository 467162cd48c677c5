"""Reads RDF back: a file is parsed, checked against the shapes, and added to a store, all of it or nothing.

The file may be ours or anyone's: it is read as `kg.validate.reading` reads. Blank nodes are renamed after the content of
their file, so that two files cannot share one by accident, and the same file read twice gives the same graph.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.graph.store import Store, read_quads
from kg.graph.terms import BlankNode, Iri, Quad, Term, TripleTerm
from kg.validate.checks import findings_in
from kg.validate.findings import Finding, conforms
from kg.validate.reading import graph_of

DIGEST_CHARACTERS = 12  # of the SHA-256 of a file, in the names of its blank nodes


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of it: how many quads the file holds, what is wrong with them, how many were new to the store."""

    quads: int
    findings: tuple[Finding, ...]
    added: int

    @property
    def conforms(self) -> bool:
        """Whether no shape is violated; warnings are no violations."""
        return conforms(self.findings)


def import_file(path: Path, store: Path | Store | None = None) -> Imported:
    """Check a file of RDF and, where a store is given and no shape is violated, add it.

    Args:
        path: Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML, by its suffix.
        store: A store, or the folder of one, which is made where there is none.

    Raises:
        InputError: The file cannot be read, does not parse, or would harm its reader; or the store cannot be opened.
        SikgError: The store cannot be written; nothing is added then.
    """
    quads = list(dict.fromkeys(_renamed(read_quads(path), path)))
    findings = findings_in(graph_of(quads))
    if store is None or not conforms(findings):
        return Imported(len(quads), findings, 0)
    opened = store if isinstance(store, Store) else Store.open(store, create=True)
    before = sum(1 for _ in opened.quads())
    opened.add(quads)
    opened.flush()
    return Imported(len(quads), findings, sum(1 for _ in opened.quads()) - before)


def _renamed(quads: Iterable[Quad], path: Path) -> Iterator[Quad]:
    """The quads with every blank node named by its file and by its place among the blank nodes of the file."""
    names: dict[str, BlankNode] = {}
    digest = ""

    def renamed(term: Term) -> Term:
        nonlocal digest
        match term:
            case BlankNode(label):
                digest = digest or hashlib.sha256(path.read_bytes()).hexdigest()[:DIGEST_CHARACTERS]
                return names.setdefault(label, BlankNode(f"f{digest}n{len(names)}"))
            case TripleTerm(subject, predicate, value):
                return TripleTerm(node(subject), predicate, renamed(value))
        return term

    def node(term: Iri | BlankNode) -> Iri | BlankNode:
        found = renamed(term)
        return found if isinstance(found, Iri | BlankNode) else term

    for quad in quads:
        yield replace(quad, subject=node(quad.subject), object=renamed(quad.object))
