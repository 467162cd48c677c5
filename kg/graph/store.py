"""A store of triples that answers SPARQL: the only door to pyoxigraph.

Quads or files (Turtle, TriG, N-Quads, N-Triples) come in; answers made of our own terms go out. The default graph
holds every triple once, whichever source told it, and the named graphs hold the triples by source: so a question
counts a triple once, and gives the same answer from Turtle as from TriG. (pyoxigraph's own union of graphs yields a
triple once a graph.) Does not guard against foreign queries, nor stop a slow one: `kg.query` does.

A store in a folder belongs to one process: a second one is refused, and a forked child may not use its parent's.
Writes survive a killed process; they survive a power cut only after `flush`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from typing import Literal as Choice

from kg.errors import InputError, QueryError, SikgError
from kg.graph.foreign import refuse_harm
from kg.graph.terms import BlankNode, Iri, Literal, Quad, Term, TripleTerm
from kg.iris import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox

Form = Choice["select", "ask", "construct"]
TRIPLE_COLUMNS = ("subject", "predicate", "object")
SUFFIXES = {
    ".ttl": "TURTLE", ".trig": "TRIG", ".nq": "N_QUADS", ".nt": "N_TRIPLES", ".jsonld": "JSON_LD", ".rdf": "RDF_XML", ".owl": "RDF_XML",
}  # fmt: skip
SYNTAX_NAMES = {
    "TURTLE": "Turtle", "TRIG": "TriG", "N_QUADS": "N-Quads", "N_TRIPLES": "N-Triples", "JSON_LD": "JSON-LD", "RDF_XML": "RDF/XML",
}  # fmt: skip
_PLACE = re.compile(r"^Parser error at line \d[^:]*: ")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: rows under columns.

    A `construct` answer has the columns subject, predicate, object; an `ask` answer has no column, and one row if it
    is true. An unbound variable is None.
    """

    form: Form
    columns: tuple[str, ...]
    rows: Iterator[tuple[Term | None, ...]]


class Store:
    """Triples in memory, or in a folder."""

    def __init__(self, inner: ox.Store) -> None:
        self._inner = inner
        self._owner = os.getpid()

    @classmethod
    def of(cls, quads: Iterable[Quad] = ()) -> Store:
        """A store in memory that holds the quads."""
        import pyoxigraph as ox

        store = cls(ox.Store())
        store.add(quads)
        return store

    @classmethod
    def read(cls, *paths: Path) -> Store:
        """A store in memory that holds what the files say.

        Raises:
            InputError: A file is missing, has an unknown suffix, or does not parse; names the file and the line.
        """
        store = cls.of()
        for path in paths:
            store.load(path)
        return store

    @classmethod
    def open(cls, folder: Path, *, create: bool = False, read_only: bool = False) -> Store:
        """The store kept in a folder.

        Args:
            folder: Where it is kept.
            create: Make a new one if there is none. Without it, a folder that holds no store is an error: a lost
                store must never look like an empty one.
            read_only: Open it without the right to write. Not beside a process that writes.

        Raises:
            InputError: There is no store, another process has it open, or it is damaged.
        """
        import pyoxigraph as ox

        if not create and not (folder / "CURRENT").is_file():
            raise InputError("holds no store", place=str(folder), mend="Give the folder of a store, or ask for a new one to be created.")
        try:
            return cls(ox.Store.read_only(str(folder)) if read_only else ox.Store(str(folder)))
        except OSError as error:
            problem, mend = _cannot_open(str(error))
            raise InputError(problem, place=str(folder), mend=mend) from error

    def add(self, quads: Iterable[Quad]) -> None:
        """Add the quads: all of them, or none if one cannot be read or written."""
        self._extend(map(_their_quad, quads))

    def load(self, path: Path) -> None:
        """Add what a file says: all of it, or nothing if a line of it does not parse."""
        self._extend(_parsed(path))

    def _extend(self, quads: Iterable[ox.Quad]) -> None:
        self._own()
        try:
            self._inner.extend(_with_default_graph(quads))
        except OSError as error:
            raise SikgError(
                f"the store cannot be written: {error}", mend="Look for a full disk or missing rights; nothing was added."
            ) from error

    def quads(self) -> Iterator[Quad]:
        """Every quad: those of named graphs, then the triples that no named graph holds. Unordered."""
        import pyoxigraph as ox

        self._own()
        for quad in self._inner:
            same = self._inner.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
            if quad.graph_name != ox.DefaultGraph() or len(list(same)) == 1:
                yield _own_quad(quad)

    def query(self, text: str) -> Answer:
        """The answer to a SPARQL query, in this process and without a time limit: for queries of our own.

        The prefixes of `kg.iris.PREFIXES` need not be declared.

        Raises:
            QueryError: It is not a SPARQL 1.1 query.
        """
        import pyoxigraph as ox

        self._own()
        try:
            result = self._inner.query(text, prefixes=dict(PREFIXES))
        except SyntaxError as error:
            mend = "The place is given as line:column. Updates are not queries, and a prefix of your own must be declared."
            raise QueryError(f"not a SPARQL query: {error}", mend=mend) from error
        if isinstance(result, ox.QuerySolutions):
            return Answer("select", tuple(v.value for v in result.variables), _solutions(result))
        if isinstance(result, ox.QueryTriples):
            return Answer("construct", TRIPLE_COLUMNS, (tuple(map(_own_term, triple)) for triple in result))
        return Answer("ask", (), iter([()] if result else []))

    def flush(self) -> None:
        """Make every write so far safe against a power cut."""
        self._own()
        self._inner.flush()

    def __len__(self) -> int:
        """The number of different triples."""
        import pyoxigraph as ox

        return sum(1 for _ in self._inner.quads_for_pattern(None, None, None, ox.DefaultGraph()))

    def _own(self) -> None:
        if os.getpid() != self._owner:
            problem = f"this store was opened by process {self._owner} and cannot be used by its child {os.getpid()}"
            raise SikgError(problem, mend="Open the store after the fork, in the one process that is to own it.")


def read_quads(path: Path) -> Iterator[Quad]:
    """The quads of a file, in its order; the format follows from the suffix.

    Raises:
        InputError: The file is missing, has an unknown suffix, or does not parse; names the file and the line.
    """
    return map(_own_quad, _parsed(path))


def _parsed(path: Path) -> Iterator[ox.Quad]:
    import pyoxigraph as ox

    name = SUFFIXES.get(path.suffix.lower())
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
        raise InputError(f"cannot be read: {error}", place=str(path), mend="Give a readable file.") from error


def _cannot_open(reason: str) -> tuple[str, str]:
    if "lock" in reason.lower():
        return "is in use by another process", "Ask the process that owns it, or end that process first."
    return f"cannot be opened: {reason}", "Look at the rights of the folder; if it is damaged, build the store again from its N-Quads."


def _with_default_graph(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    import pyoxigraph as ox

    default = ox.DefaultGraph()
    for quad in quads:
        yield quad
        if quad.graph_name != default:
            yield ox.Quad(quad.subject, quad.predicate, quad.object)


def _solutions(result: ox.QuerySolutions) -> Iterator[tuple[Term | None, ...]]:
    for solution in result:
        yield tuple(None if term is None else _own_term(term) for term in solution)


def _own_quad(quad: ox.Quad) -> Quad:
    import pyoxigraph as ox

    graph = None if isinstance(quad.graph_name, ox.DefaultGraph) else _own_term(quad.graph_name)
    return Quad(_own_term(quad.subject), _own_term(quad.predicate), _own_term(quad.object), graph)


def _own_term(term: object) -> Any:  # noqa: ANN401 -- one of our terms: which one, its place in a quad decides
    import pyoxigraph as ox

    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    if isinstance(term, ox.Literal):
        return Literal(term.value, "", term.language) if term.language else Literal(term.value, term.datatype.value)
    if isinstance(term, ox.BlankNode):
        return BlankNode(term.value)
    if isinstance(term, ox.Triple):
        return TripleTerm(_own_term(term.subject), _own_term(term.predicate), _own_term(term.object))
    raise TypeError(f"not a term: {term!r}")


def _their_quad(quad: Quad) -> ox.Quad:
    import pyoxigraph as ox

    triple = _their_term(quad.subject), _their_term(quad.predicate), _their_term(quad.object)
    return ox.Quad(*triple) if quad.graph is None else ox.Quad(*triple, ox.NamedNode(quad.graph.value))


def _their_term(term: Term) -> Any:  # noqa: ANN401 -- one of their terms: which one, ours decides
    import pyoxigraph as ox

    match term:
        case Iri(value):
            return ox.NamedNode(value)
        case BlankNode(label):
            return ox.BlankNode(label)
        case TripleTerm(subject, predicate, value):
            return ox.Triple(_their_term(subject), _their_term(predicate), _their_term(value))
        case Literal(value, datatype, language):
            return ox.Literal(value, language=language) if language else ox.Literal(value, datatype=ox.NamedNode(datatype))
