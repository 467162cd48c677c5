"""The SPARQL 1.1 Protocol for queries, at one address: GET, POST of a form, POST of a query.

A request comes in; the answer goes out in the format the client accepts, or a fault with its code: 400 for what is no
query, 403 to 415 for what may not be asked so, 406 where no format fits, 503 for what took too long. Updates are refused.
A client that hangs up ends its query. An answer that was cut says so in the header `SIKG-Truncated`, and in JSON and XML.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.errors import QueryError, SikgError
from kg.graph.terms import checked_iri
from kg.query.pool import Pool, Request
from kg.serve.faults import fault, query_fault
from kg.serve.negotiation import GRAPHS, RESULTS, choose

MAX_BODY_BYTES = 256 * 1024  # a query of 64 KiB with every character percent-encoded
MAX_FIELDS = 100
BODY_SECONDS = 30.0
REMEMBERED_BYTES = 8 * 1024  # of an address; longer ones are read anew each time
PATIENCE_SECONDS = 0.1  # after which it is watched whether the client is still there
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"

T = TypeVar("T")


class RefusedError(Exception):
    """A request that cannot be answered, with its status code."""

    def __init__(self, status: int, problem: str, mend: str = "") -> None:
        super().__init__(problem)
        self.status, self.problem, self.mend = status, problem, mend


@dataclass(frozen=True, slots=True)
class _Asked:
    """The parameters of one request."""

    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    format: str


class Endpoint:
    """Answers queries; a GET without one is handed to `describe`."""

    def __init__(self, pool: Pool, describe: ASGIApp) -> None:
        self.pool = pool
        self.describe = describe

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers = Headers(scope=scope)
        if scope["method"] in ("GET", "HEAD") and not scope["query_string"]:
            await self.describe(scope, receive, send)
            return
        try:
            async with asyncio.timeout(BODY_SECONDS):
                asked = await _asked(scope, headers, receive)
            response = await self._answer(asked, headers.get("accept", ""), receive)
        except RefusedError as refused:
            more = {"Allow": "GET, HEAD, POST"} if refused.status == 405 else None
            response = fault(refused.status, refused.problem, refused.mend, more)
        except TimeoutError:
            response = fault(408, f"the request was not there after {BODY_SECONDS:g} seconds", "Send it at once.")
        except QueryError as error:
            response = query_fault(error)
        if response is not None:
            await response(scope, receive, send)

    async def _answer(self, asked: _Asked, accept: str, receive: Receive) -> Response | None:
        """The answer, or None where nobody waits for it any more."""
        results, graphs = _formats(asked.format, accept)
        request = Request(asked.query, results or "json", graphs or "turtle", asked.default_graphs, asked.named_graphs)
        reply = await while_there(self.pool.ask(request), receive)
        if reply is None:
            return None
        name, media = (graphs, GRAPHS) if reply.form == "construct" else (results, RESULTS)
        if name is None:
            offered = ", ".join(media.values())
            raise RefusedError(406, "no format that you accept can hold this answer", f"Offered are {offered}.")
        headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
        if reply.truncated:
            headers["SIKG-Truncated"] = "true"
        return Response(reply.body, headers=headers, media_type=media[name])


async def while_there(answer: Coroutine[object, object, T], receive: Receive) -> T | None:
    """The result of a coroutine, or None if the client hung up before; the coroutine is then cancelled."""
    waiting, watching = asyncio.current_task(), []
    gone = False

    async def watch() -> None:
        nonlocal gone
        await _left(receive)
        gone = True
        if waiting:
            waiting.cancel()

    # Most answers come at once, and then nobody has to watch.
    timer = asyncio.get_running_loop().call_later(PATIENCE_SECONDS, lambda: watching.append(asyncio.ensure_future(watch())))
    try:
        return await answer
    except asyncio.CancelledError:
        if gone and waiting:
            waiting.uncancel()
            return None
        raise
    finally:
        timer.cancel()
        for task in watching:
            task.cancel()


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _formats(name: str, accept: str) -> tuple[str | None, str | None]:
    """The formats for rows and for triples; None where none is acceptable."""
    if name:
        if name not in RESULTS and name not in GRAPHS:
            raise RefusedError(400, "there is no such format", f"Known are {', '.join((*RESULTS, *GRAPHS))}.")
        return (name if name in RESULTS else "json"), (name if name in GRAPHS else "turtle")
    results, graphs = choose(accept, *RESULTS.values()), choose(accept, *GRAPHS.values())
    return _key(RESULTS, results), _key(GRAPHS, graphs)


def _key(offers: dict[str, str], media: str | None) -> str | None:
    return next((name for name, known in offers.items() if known == media), None)


# --- reading a request -----------------------------------------------------------------------------------------------


async def _asked(scope: Scope, headers: Headers, receive: Receive) -> _Asked:
    if scope["method"] in ("GET", "HEAD"):
        encoded: bytes = scope["query_string"]
        return _read_address(encoded) if len(encoded) <= REMEMBERED_BYTES else _read(_fields(encoded))
    fields = _fields(scope["query_string"])
    if scope["method"] != "POST":
        raise RefusedError(405, "queries are asked with GET or POST")
    content_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type == FORM:
        return _read([*_fields(await _body(headers, receive)), *(field for field in fields if field[0] != "query")])
    if content_type == DIRECT:
        words = _decoded(await _body(headers, receive))
        if any(name == "query" for name, _ in fields):
            raise RefusedError(400, "the query stands in the body and in the address", "Give it once.")
        return _read([*fields, ("query", words)])
    if content_type == "application/sparql-update":
        raise RefusedError(415, "this endpoint is read-only: it takes no updates", "Change the data with `kg add` or `kg retract`.")
    raise RefusedError(415, "a query is posted as a form or as a query", f"Send {FORM} or {DIRECT}.")


@lru_cache(maxsize=1024)
def _read_address(encoded: bytes) -> _Asked:
    """What an address asks; clients ask the same again and again."""
    return _read(_fields(encoded))


def _read(fields: Sequence[tuple[str, str]]) -> _Asked:
    named: dict[str, list[str]] = {}
    for name, value in fields:
        named.setdefault(name, []).append(value)
    if "update" in named or "using-graph-uri" in named or "using-named-graph-uri" in named:
        raise RefusedError(400, "this endpoint is read-only: it takes no updates", "Change the data with `kg add` or `kg retract`.")
    queries = named.get("query", [])
    if len(queries) != 1:
        raise RefusedError(400, "there is no query" if not queries else "there are several queries", "Give one parameter named query.")
    return _Asked(
        queries[0], _iris(named.get("default-graph-uri", [])), _iris(named.get("named-graph-uri", [])), (named.get("format") or [""])[-1]
    )


def _iris(values: Sequence[str]) -> tuple[str, ...]:
    try:
        return tuple(checked_iri(value) for value in values)
    except SikgError as error:
        raise RefusedError(400, "a graph is named by an absolute IRI") from error


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS)
    except ValueError as error:  # UnicodeDecodeError is one
        raise RefusedError(400, "the parameters are not percent-encoded UTF-8") from error


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(400, "the query is not UTF-8") from error


async def _body(headers: Headers, receive: Receive) -> bytes:
    too_long = RefusedError(413, f"more than {MAX_BODY_BYTES:,} bytes were sent", "Ask a shorter query.")
    declared = headers.get("content-length", "0")
    if not declared.isdecimal() or len(declared) > 9 or int(declared) > MAX_BODY_BYTES:
        raise too_long
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise RefusedError(400, "the client hung up")
        body += message.get("body", b"")
        if len(body) > MAX_BODY_BYTES:
            raise too_long
        if not message.get("more_body", False):
            return bytes(body)
