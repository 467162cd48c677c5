"""Puts a graph into a store elsewhere, named graph by named graph, and proves that it arrived.

Quads come in; the store holds them in the end, or a `RemoteError` says how far it came. Each graph is replaced whole (PUT),
so that pushing twice changes nothing. What has arrived is written down in the store itself, in a graph of digests: a push
that was cut off goes on after the last graph that was confirmed. At the end every graph is counted. All triples
together go into the default graph, once each, as in the embedded store; where a store takes all named graphs together
for its default graph, they go into a graph of their own, and `RemoteStore.query` asks that one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.graph.changes import BESIDE_THE_DATA, DEFAULT, MANIFEST
from kg.graph.terms import Iri, Literal, Quad, to_nquads
from kg.iris import BASE, expand
from kg.remote.client import RemoteError
from kg.remote.store import UNION, RemoteStore, Triple

IDENTIFIER = Iri(expand("dcterms:identifier"))
CHECKPOINT_GRAPHS = 20  # after so many graphs the manifest is written

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did: graphs sent, graphs that were there already, triples of all named graphs, and graphs left over from before."""

    sent: int
    kept: int
    triples: int
    strange: tuple[Iri, ...]


@dataclass(frozen=True)
class _Part:
    """A graph to send: its name in the store (None is the default graph), its triples in order, and their digest."""

    name: Iri | None
    triples: tuple[Triple, ...]

    @property
    def key(self) -> Iri:
        return self.name or DEFAULT

    @property
    def digest(self) -> str:
        lines = (to_nquads(Quad(*triple)) for triple in self.triples)
        return "sha256:" + hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()


def push(quads: Iterable[Quad], store: RemoteStore, *, progress: Progress = lambda _done, _total: None) -> Pushed:
    """Put a graph into a store.

    Args:
        quads: The graph.
        store: The store; graphs of other names in it stay as they are.
        progress: Called after each graph with how many are done, of how many.

    Raises:
        RemoteError: The store refuses, cannot be reached, or holds something else in the end.
    """
    parts = _parts(quads, unites=store.layout.unites)
    told, counts = _manifest(store), store.counts()
    confirmed: dict[Iri, str] = {}
    sent = 0
    try:
        for done, part in enumerate(parts, start=1):
            held = (store.count() if part.name is None else counts.get(part.name, 0)) if told.get(part.key) == part.digest else -1
            if held != len(part.triples):
                store.put_graph(part.name, part.triples)
                sent += 1
            confirmed[part.key] = part.digest
            if sent and sent % CHECKPOINT_GRAPHS == 0:
                _write(store, told | confirmed)
            progress(done, len(parts))
    finally:
        if sent:
            _write(store, told | confirmed)
    return Pushed(sent, len(parts) - sent, sum(len(part.triples) for part in parts[:-1]), _check(store, parts))


def _parts(quads: Iterable[Quad], *, unites: bool) -> list[_Part]:
    """The graphs to send, by name, the default graph last."""
    named: dict[Iri, dict[Triple, None]] = {}
    union: dict[Triple, None] = {}
    for quad in quads:
        triple = (quad.subject, quad.predicate, quad.object)
        union[triple] = None
        if quad.graph is not None:
            named.setdefault(quad.graph, {})[triple] = None
    found = [_Part(name, _sorted(named[name])) for name in sorted(named)]
    return [*found, _Part(Iri(UNION) if unites else None, _sorted(union))]


def _sorted(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    return tuple(sorted(triples, key=lambda triple: to_nquads(Quad(*triple))))


def _manifest(store: RemoteStore) -> dict[Iri, str]:
    """The digests of the graphs that were confirmed before."""
    rows = store.select(f"SELECT ?g ?d WHERE {{ GRAPH <{MANIFEST.value}> {{ ?g <{IDENTIFIER.value}> ?d }} }}")
    return {graph: digest.value for graph, digest in rows if isinstance(graph, Iri) and isinstance(digest, Literal)}


def _write(store: RemoteStore, digests: dict[Iri, str]) -> None:
    store.put_graph(MANIFEST, [(graph, IDENTIFIER, Literal(digest)) for graph, digest in sorted(digests.items())])


def _check(store: RemoteStore, parts: Iterable[_Part]) -> tuple[Iri, ...]:
    """Compare every graph's size with what was sent; gives the graphs of this base that are not of this push."""
    counts = store.counts()
    for part in parts:
        held = store.count() if part.name is None else counts.get(part.name, 0)
        if held != len(part.triples):
            name = part.name.value if part.name else "the default graph"
            mend = "Push again: what is right is not sent again. If it stays so, the store changes what it is given."
            raise RemoteError(f"{name} holds {held:,} triples, and {len(part.triples):,} were sent", place=store.place, mend=mend)
    known = {part.name for part in parts} | {*BESIDE_THE_DATA}
    return tuple(graph for graph in sorted(counts) if graph not in known and graph.value.startswith(BASE + "graph/"))
