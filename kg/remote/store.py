"""A store elsewhere, with the operations of the embedded one: query, update, put and drop a graph, count.

SPARQL 1.1 Protocol and Graph Store HTTP Protocol. A query's answer counts only if it is SPARQL JSON that parses to its
end: a store that runs out of time may say 200 and break off. Graphs are sent as N-Triples, which is Turtle to everyone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import islice
from urllib.parse import quote, urlencode, urlsplit

from kg.errors import InputError
from kg.graph.results import answer_of
from kg.graph.store import TRIPLE_COLUMNS, Answer
from kg.graph.store.files import triples_of
from kg.graph.terms import BlankNode, Iri, Literal, Term, to_ntriples
from kg.iris import BASE, PREFIXES
from kg.remote.client import Client, RemoteError, credentials, redacted
from kg.remote.layouts import layout_of

JSON = "application/sparql-results+json"
FORM = "application/x-www-form-urlencoded"  # Virtuoso 7 never answers a query that is posted as it is
Triple = tuple[Iri | BlankNode, Iri, Term]
UNION = BASE + "graph/union"  # the graph that stands for all triples where a store has no default graph of its own


def is_url(where: str) -> bool:
    """Whether this names a store elsewhere."""
    return urlsplit(where).scheme in ("http", "https")


class RemoteStore:
    """A store behind a URL; credentials come from the URL or the environment."""

    def __init__(self, url: str, *, layout: str = "", client: Client | None = None) -> None:
        if not is_url(url):
            raise InputError("is no address of a store", place=redacted(url), mend="Give http://… or https://….")
        bare, user, password = credentials(url)
        self.root, self.layout = layout_of(bare, layout)
        self.client = client or Client(user=user, password=password, scheme=self.layout.scheme)
        self.place = redacted(bare)

    def __enter__(self) -> RemoteStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def query(self, text: str) -> Answer:
        """The answer to a SPARQL query; the prefixes of the vocabularies need not be declared.

        Raises:
            RemoteError: The store refuses it, or its answer is not whole.
        """
        prologue = "".join(
            f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items() if f"{name}:" in text and f"PREFIX {name}:" not in text
        )
        parameters: dict[str, str | list[str]] = {"default-graph-uri": UNION} if self.layout.unites else {}
        headers = {"Content-Type": FORM, "Accept": f"{JSON}, application/n-triples;q=0.9"}
        url = self.root + self.layout.query
        answer = self.client.send(
            "POST", url, parameters=parameters, body=urlencode({"query": prologue + text}).encode("ascii"), headers=headers, repeatable=True
        )
        media = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media in ("application/n-triples", "text/plain"):
            return Answer("construct", TRIPLE_COLUMNS, triples_of(answer.content))
        if media not in (JSON, "application/json"):
            mend = "Is this the address of its SPARQL endpoint?"
            raise RemoteError(f"answers a query with {media or 'something unnamed'}", place=self.place, mend=mend)
        return self._read(answer.content)

    def _read(self, body: bytes) -> Answer:
        try:
            return answer_of(json.loads(body))
        except (ValueError, KeyError, TypeError) as error:
            mend = "It ran out of time or the line was cut: ask less at once, or give the store more time."
            raise RemoteError("the answer breaks off, or is no SPARQL JSON", place=self.place, mend=mend) from error

    def update(self, text: str) -> None:
        """Change the store by a SPARQL update."""
        headers = {"Content-Type": "application/sparql-update"}
        self.client.send("POST", self.root + self.layout.update, body=text.encode("utf-8"), headers=headers, expect=(200, 204))

    def put_graph(self, graph: Iri | None, triples: Iterable[Triple]) -> int:
        """Make these the triples of a graph, in place of what it held; None is the default graph. Gives their number.

        A large graph is sent in pieces: the first replaces, the others add.
        """
        total, method, waiting = 0, "PUT", iter(triples)
        while piece := list(islice(waiting, self.layout.chunk)):
            self._put(method, graph, piece)
            total, method = total + len(piece), "POST"
        if total == 0:
            self.drop_graph(graph)
        return total

    def _put(self, method: str, graph: Iri | None, triples: Sequence[Triple]) -> None:
        body = "".join(f"{' '.join(map(to_ntriples, triple))} .\n" for triple in triples).encode("utf-8")
        headers = {"Content-Type": "text/turtle"}
        # Adding the same triples twice changes nothing: there are no blank nodes.
        self.client.send(method, self._graphs(graph), body=body, headers=headers, expect=(200, 201, 204), repeatable=True)

    def drop_graph(self, graph: Iri | None) -> None:
        """Remove a graph; one that is not there is no fault."""
        self.client.send("DELETE", self._graphs(graph), expect=(200, 202, 204, 404))

    def graphs(self) -> tuple[Iri, ...]:
        """The names of the named graphs, sorted."""
        return tuple(sorted(self.counts()))

    def counts(self) -> dict[Iri, int]:
        """The number of triples of each named graph."""
        found = self.select("SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
        return {graph: int(number.value) for graph, number in found if isinstance(graph, Iri) and isinstance(number, Literal)}

    def count(self, graph: Iri | None = None) -> int:
        """The number of triples of a named graph, or of the default graph."""
        inside = "?s ?p ?o" if graph is None else f"GRAPH {to_ntriples(graph)} {{ ?s ?p ?o }}"
        [(number,)] = self.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {inside} }}")
        return int(number.value) if isinstance(number, Literal) else 0

    def select(self, text: str) -> list[tuple[Term | None, ...]]:
        """The answer over the whole store, also where a query is asked of the union graph."""
        headers = {"Content-Type": FORM, "Accept": JSON}
        answer = self.client.send(
            "POST", self.root + self.layout.query, body=urlencode({"query": text}).encode("ascii"), headers=headers, repeatable=True
        )
        media = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media not in (JSON, "application/json"):
            raise RemoteError(f"answers a query with {media or 'something unnamed'}", place=self.place, mend="Is this its SPARQL endpoint?")
        return list(self._read(answer.content).rows)

    def _graphs(self, graph: Iri | None) -> str:
        address = self.root + self.layout.graphs
        return f"{address}?graph={quote(graph.value, safe='')}" if graph else f"{address}?{self.layout.default}"
