"""Where an export comes from: quads at hand, an RDF file, or a store, here or elsewhere, behind one face.

A writer takes a `Source`: it may read the quads as often as it needs to, or ask a store by SPARQL. A file is read anew
for each pass, and loaded into memory only for a writer that asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import InputError
from kg.graph.changes import BESIDE_THE_DATA
from kg.graph.content import Content
from kg.graph.readback import content_of
from kg.graph.store import SUFFIXES, Store, read_quads
from kg.graph.terms import XSD, BlankNode, Iri, Literal, Quad, Term, Triple, to_ntriples
from kg.iris import Iris
from kg.remote import RemoteError, RemoteStore, is_url
from kg.remote.store import UNION

NO_DATA = (*BESIDE_THE_DATA, Iri(UNION))


@dataclass(frozen=True, slots=True)
class Source:
    """A graph to write out: `quads` gives every quad anew at each call, `store` something that answers SPARQL."""

    quads: Callable[[], Iterator[Quad]]
    store: Callable[[], Store]
    _contents: dict[Iris, Content] = field(default_factory=dict, compare=False, repr=False)

    def content(self, iris: Iris) -> Content:
        """What the graph says, read once."""
        if iris not in self._contents:
            self._contents[iris] = content_of(self.quads(), iris)
        return self._contents[iris]

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> Source:
        """Quads at hand; they are kept if they can be read only once."""
        held = quads if isinstance(quads, list | tuple) else list(quads)
        return cls(lambda: iter(held), lambda: Store.of(held))

    @classmethod
    def file(cls, path: Path) -> Source:
        """An RDF file, whose format follows from its suffix."""
        return cls(lambda: read_quads(path), lambda: Store.read(path))

    @classmethod
    def of_store(cls, store: Store) -> Source:
        """A store, in memory, in a folder or far away.

        Oxigraph keeps decimals as numbers and gives 1.0 back as 1: they get their point again, so that a graph is written
        from a store as it was written from its build.
        """
        return cls(lambda: (_with_point(quad) for quad in store.quads() if quad.graph not in NO_DATA), lambda: store)

    @classmethod
    def remote(cls, url: str) -> Source:
        """A store elsewhere, read graph by graph, anew for each pass; it is held in memory for a writer that asks by SPARQL."""
        return cls(lambda: _remote_quads(url), lambda: Store.of(_remote_quads(url)))


def _remote_quads(url: str) -> Iterator[Quad]:
    """Every quad: those of named graphs, each counted, then the triples that no named graph holds; not what is kept beside the data."""
    seen: set[Triple] = set()
    with RemoteStore(url) as store:
        for graph, count in sorted((name, n) for name, n in store.counts().items() if name not in NO_DATA):
            found = list(_triples(store.select(f"SELECT ?s ?p ?o WHERE {{ GRAPH {to_ntriples(graph)} {{ ?s ?p ?o }} }}")))
            if len(found) != count:
                mend = "Raise the number of rows that the store answers with."
                raise RemoteError(f"gives {len(found):,} of the {count:,} triples of {graph.value}", place=store.place, mend=mend)
            for triple in found:
                seen.add(triple)
                yield _with_point(Quad(*triple, graph))
        for triple in _triples(store.query("SELECT ?s ?p ?o WHERE { ?s ?p ?o }").rows):
            if triple not in seen:
                yield _with_point(Quad(*triple))


def _triples(rows: Iterable[tuple[Term | None, ...]]) -> Iterator[Triple]:
    for subject, predicate, value in rows:
        if isinstance(subject, Iri | BlankNode) and isinstance(predicate, Iri) and value is not None:
            yield subject, predicate, value


def _with_point(quad: Quad) -> Quad:
    value = quad.object
    if isinstance(value, Literal) and value.datatype == XSD + "decimal" and value.value.isdigit():
        return replace(quad, object=replace(value, value=value.value + ".0"))
    return quad


def open_source(words: str) -> Source:
    """The source that words name: the folder of a store, the URL of one, or a file of RDF.

    Raises:
        InputError: There is no such store or file, or a file has no suffix that is known. A fault inside a file shows when it is read.
    """
    if is_url(words):
        return Source.remote(words)
    path = Path(words)
    if path.is_dir():
        return Source.of_store(Store.open(path))
    if not path.is_file():
        raise InputError("is not there", place=words, mend="Give the folder of a store, or an RDF file; `kg build` makes exports/sikg.nq.")
    if path.suffix.lower() not in SUFFIXES:
        raise InputError(f"no RDF format has the suffix {path.suffix!r}", place=words, mend=f"Known are {', '.join(SUFFIXES)}.")
    return Source.file(path)
