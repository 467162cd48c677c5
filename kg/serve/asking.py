"""Our own questions to the workers: SPARQL with terms put in by our term writer, rows of our own terms out."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping
from typing import Any

from kg.graph.store import TRIPLE_COLUMNS, Answer
from kg.graph.store.files import triples_of
from kg.graph.terms import BlankNode, Iri, Literal, Term, TripleTerm, to_ntriples
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
    return [{name: _term(value) for name, value in row.items()} for row in found["results"]["bindings"]]


class Asked:
    """The workers as a store that answers queries, for code that runs beside the event loop."""

    def __init__(self, pool: Pool, loop: asyncio.AbstractEventLoop) -> None:
        self.pool, self.loop = pool, loop

    def query(self, text: str) -> Answer:
        """The answer to a query of our own; raises what `Pool.ask` raises."""
        reply = asyncio.run_coroutine_threadsafe(self.pool.ask(Request(text, graphs="ntriples", max_rows=MAX_ROWS)), self.loop).result()
        if reply.form == "construct":
            return Answer("construct", TRIPLE_COLUMNS, triples_of(reply.body))
        found = json.loads(reply.body)
        if reply.form == "ask":
            return Answer("ask", (), iter([()] if found["boolean"] else []))
        return answer_of(found)


def answer_of(found: Mapping[str, Any]) -> Answer:
    """SPARQL JSON as rows under columns."""
    columns = tuple(found["head"]["vars"])
    return Answer("select", columns, _rows(found["results"]["bindings"], columns))


def _rows(bindings: list[dict[str, Any]], columns: tuple[str, ...]) -> Iterator[tuple[Term | None, ...]]:
    for row in bindings:
        yield tuple(_term(row[name]) if name in row else None for name in columns)


def _term(value: Mapping[str, Any]) -> Any:  # noqa: ANN401 -- one of our terms: which one, its place decides
    match value["type"]:
        case "uri":
            return Iri(value["value"])
        case "bnode":
            return BlankNode(value["value"])
        case "triple":
            return TripleTerm(*(_term(value["value"][part]) for part in ("subject", "predicate", "object")))
        case _:
            language = value.get("xml:lang", "")
            return (
                Literal(value["value"], "", language) if language else Literal(value["value"], value.get("datatype", Literal("").datatype))
            )
