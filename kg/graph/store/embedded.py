"""The embedded store: quads in memory or in a folder, asked and changed in this process."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from typing import Literal as Choice

from kg.errors import QueryError, SikgError
from kg.graph.store.convert import own_quad, own_term, their_quad
from kg.graph.store.files import parsed, with_default_graph
from kg.graph.store.folder import made, opened, sound
from kg.graph.terms import BlankNode, Iri, Quad, Term
from kg.iris import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox

Form = Choice["select", "ask", "construct"]
TRIPLE_COLUMNS = ("subject", "predicate", "object")
_IN_NO_NAMED_GRAPH = "SELECT ?s ?p ?o WHERE { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } }"
_PREFIXES = dict(PREFIXES)  # once, not for every query


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: rows under columns.

    A `construct` answer has the columns subject, predicate, object; an `ask` answer has no column, and one row if it
    is true. An unbound variable is None.
    """

    form: Form
    columns: tuple[str, ...]
    rows: Iterator[tuple[Term | None, ...]]


class Answering(Protocol):
    """Whatever answers SPARQL as a store does."""

    def query(self, text: str) -> Answer:
        """The answer to a query."""
        ...


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
        import pyoxigraph as ox

        inner = ox.Store()
        _fill(inner, paths)
        return cls(inner)

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
        return cls(opened(folder, create=create, read_only=read_only))

    @classmethod
    def build(cls, folder: Path, *paths: Path) -> None:
        """Make a store of files in a new folder, quickly and with little memory: whole, or not at all.

        Raises:
            InputError: A file does not parse, or the folder is not empty or cannot be written.
        """

        def fill(inner: ox.Store) -> None:
            _fill(inner, paths)
            inner.optimize()

        made(folder, fill)

    def add(self, quads: Iterable[Quad]) -> None:
        """Add the quads: all of them, or none if one cannot be read or written."""
        self._extend(map(their_quad, quads))

    def load(self, path: Path) -> None:
        """Add what a file says: all of it, or nothing if a line of it does not parse."""
        self._extend(parsed(path))

    def _extend(self, quads: Iterator[ox.Quad]) -> None:
        self._own()
        try:
            with sound():
                self._inner.extend(with_default_graph(quads))
        except OSError as error:
            raise _unwritten(error) from error

    def update(self, text: str) -> None:
        """Change the store by a SPARQL update of our own: wholly, or not at all.

        Raises:
            QueryError: It is not a SPARQL 1.1 update.
            SikgError: It cannot be written.
        """
        self._own()
        try:
            with sound():
                self._inner.update(text, prefixes=dict(PREFIXES))
        except SyntaxError as error:
            raise QueryError(f"not a SPARQL update: {error}", mend="The place is given as line:column.") from error
        except OSError as error:
            raise _unwritten(error) from error

    def quads(self) -> Iterator[Quad]:
        """Every quad: those of named graphs, then the triples that no named graph holds. Unordered."""
        self._own()
        with sound():
            for name in self._inner.named_graphs():
                yield from map(own_quad, self._inner.quads_for_pattern(None, None, None, name))
            for subject, predicate, value in self.query(_IN_NO_NAMED_GRAPH).rows:
                if isinstance(subject, Iri | BlankNode) and isinstance(predicate, Iri) and value is not None:
                    yield Quad(subject, predicate, value)

    def graphs(self) -> tuple[Iri, ...]:
        """The names of the named graphs, sorted."""
        self._own()
        with sound():
            return tuple(sorted(own_term(name) for name in self._inner.named_graphs()))

    def count(self, graph: Iri | None = None) -> int:
        """The number of triples in a named graph, or, without one, of different triples in all."""
        import pyoxigraph as ox

        self._own()
        name = ox.DefaultGraph() if graph is None else ox.NamedNode(graph.value)
        with sound():
            return sum(1 for _ in self._inner.quads_for_pattern(None, None, None, name))

    def query(self, text: str, *, default_graphs: Sequence[Iri] = (), named_graphs: Sequence[Iri] = ()) -> Answer:
        """The answer to a SPARQL query, in this process and without a time limit: for queries of our own.

        The prefixes of `kg.iris.PREFIXES` need not be declared.

        Args:
            text: The query.
            default_graphs: Named graphs to take together as the default graph, in place of all triples.
            named_graphs: The named graphs that GRAPH may name, in place of all of them.

        Raises:
            QueryError: It is not a SPARQL 1.1 query.
        """
        import pyoxigraph as ox

        result = self.raw(text, default_graphs, named_graphs)
        if isinstance(result, ox.QuerySolutions):
            return Answer("select", tuple(v.value for v in result.variables), _solutions(result))
        if isinstance(result, ox.QueryTriples):
            return Answer("construct", TRIPLE_COLUMNS, _triples(result))
        return Answer("ask", (), iter([()] if result else []))

    def raw(
        self, text: str, default_graphs: Sequence[Iri] = (), named_graphs: Sequence[Iri] = ()
    ) -> ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean:
        """The engine's own result, which `kg.graph.store.wire` writes; raises what `query` raises."""
        import pyoxigraph as ox

        self._own()
        given = bool(default_graphs or named_graphs)  # a dataset is given whole: what it leaves out is empty
        default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [ox.NamedNode(graph.value) for graph in default_graphs]
        named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(graph.value) for graph in named_graphs]
        try:
            with sound():
                return self._inner.query(
                    text, prefixes=_PREFIXES, default_graph=default if given else None, named_graphs=named if given else None
                )
        except SyntaxError as error:
            mend = "The place is given as line:column. Updates are not queries, and a prefix of your own must be declared."
            raise QueryError(f"not a SPARQL query: {error}", mend=mend) from error

    def snapshot(self, folder: Path) -> None:
        """A copy of a store in a folder, as it is now: cheap, by hard links where the file system is the same."""
        self._own()
        self._inner.backup(str(folder))

    def flush(self) -> None:
        """Make every write so far safe against a power cut."""
        self._own()
        self._inner.flush()

    def __len__(self) -> int:
        """The number of different triples."""
        return self.count()

    def _own(self) -> None:
        if os.getpid() != self._owner:
            problem = f"this store was opened by process {self._owner} and cannot be used by its child {os.getpid()}"
            raise SikgError(problem, mend="Open the store after the fork, in the one process that is to own it.")


def _fill(inner: ox.Store, paths: Sequence[Path]) -> None:
    """Add what files say to a store that nobody else has seen yet: not atomic, it is thrown away if this fails."""
    for path in paths:
        inner.bulk_extend(with_default_graph(parsed(path)))


def _unwritten(error: OSError) -> SikgError:
    return SikgError(f"the store cannot be written: {error}", mend="Look for a full disk or missing rights; nothing was changed.")


def _solutions(result: ox.QuerySolutions) -> Iterator[tuple[Term | None, ...]]:
    with sound():
        for solution in result:
            yield tuple(None if term is None else own_term(term) for term in solution)


def _triples(result: ox.QueryTriples) -> Iterator[tuple[Term | None, ...]]:
    with sound():
        for triple in result:
            yield tuple(map(own_term, triple))
