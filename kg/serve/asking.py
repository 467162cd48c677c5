"""Our own questions to the workers: SPARQL with terms put in by our term writer, rows of our own terms out."""

from __future__ import annotations

import asyncio
import json

from kg.graph.results import answer_of, term_of
from kg.graph.store import TRIPLE_COLUMNS, Answer
from kg.graph.store.files import triples_of
from kg.graph.terms import Term, to_ntriples
from kg.query.pool import Pool, Request

Row = dict[str, Term]
MAX_ROWS = 200_000  # of a query of our own, which is bounded by itself


def filled(sparql: str, **terms: Term | int) -> str:
    """A query with terms in place of `%name%`: written as N-Triples, so that no word becomes part of the query."""
    for name, term in terms.items():
        sparql = sparql.replace(f"%{name}%", str(term) if isinstance(term, int) else to_ntriples(term))
    return sparql


async def rows(pool: Pool, sparql: str, **terms: Term | int) -> list[Row]:
    """The rows of a SELECT query, each as its bound variables."""
    reply = await pool.ask(Request(filled(sparql, **terms), max_rows=MAX_ROWS))
    found = json.loads(reply.body)
    return [{name: term_of(value) for name, value in row.items()} for row in found["results"]["bindings"]]


class Asked:
    """The workers as a store that answers queries, for code that runs beside the event loop."""

    def __init__(self, pool: Pool, loop: asyncio.AbstractEventLoop) -> None:
        self.pool, self.loop = pool, loop

    def query(self, text: str) -> Answer:
        """The answer to a query of our own; raises what `Pool.ask` raises."""
        reply = asyncio.run_coroutine_threadsafe(self.pool.ask(Request(text, graphs="ntriples", max_rows=MAX_ROWS)), self.loop).result()
        if reply.form == "construct":
            return Answer("construct", TRIPLE_COLUMNS, triples_of(reply.body))
        return answer_of(json.loads(reply.body))
