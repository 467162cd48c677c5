"""The application: which address is answered by what. Every route only reads."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.errors import QueryError
from kg.export.rdf import pieces
from kg.query.pool import Pool
from kg.serve.description import description
from kg.serve.faults import fault, query_fault
from kg.serve.guarding import Guarded
from kg.serve.negotiation import HTML, choose
from kg.serve.networks import Networks
from kg.serve.pages import Pages
from kg.serve.protocol import Endpoint
from kg.serve.questions import QueryPage
from kg.serve.settings import Settings
from kg.serve.texts import Texts


def create_app(settings: Settings) -> ASGIApp:
    """An ASGI application that serves a graph; its workers start with it and end with it."""
    pool = Pool(settings.source, settings.workers, settings.deadline, settings.max_rows, settings.memory)
    pages = Pages(pool, settings, Texts.of(settings.texts))
    query_page = QueryPage(pool, pages).answer

    async def describe(request: Request) -> Response:
        quads = await description(pool, str(request.base_url), settings.title)
        return Response("".join(pieces(quads, "turtle")), media_type="text/turtle")

    async def endpoint_page(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        wants_page = choose(request.headers.get("accept", ""), "text/turtle", *HTML.values()) == "text/html"
        response = await (query_page(request) if wants_page else describe(request))
        await response(scope, receive, send)

    @asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        await pool.start()
        try:
            yield
        finally:
            await pool.close()

    async def query_failed(_: Request, error: Exception) -> Response:
        return query_fault(error) if isinstance(error, QueryError) else fault(500, "the server made a mistake")

    async def refused(_: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        if status == 404:
            return pages.unknown()
        words = {405: "only reading is possible here"}
        headers = error.headers if isinstance(error, HTTPException) else None
        return fault(status, words.get(status, "that is not possible"), headers=headers)

    endpoint = Endpoint(pool, endpoint_page)
    routes = [
        Route("/", pages.start),
        Route("/sparql", endpoint),
        Route("/query", query_page),
        Route("/network", Networks(pool, pages).answer),
        Route("/search", pages.search),
        Route("/articles", pages.of_articles),
        Route("/class/{name}", pages.of_class),
        Route("/resource", pages.any),
        Route("/id/{rest:path}", pages.local),
        Route("/graph/{rest:path}", pages.local),
        Route("/.well-known/void", describe),
        Mount("/static", StaticFiles(packages=[("kg.serve", "static")])),
    ]
    app = Starlette(routes=routes, lifespan=running, exception_handlers={HTTPException: refused, QueryError: query_failed})
    app.router.redirect_slashes = False  # a redirect made from a request's path may lead elsewhere

    async def directed(scope: Scope, receive: Receive, send: Send) -> None:
        """Queries go to their endpoint without the way that pages take: it costs more than many of them."""
        to = endpoint if scope["type"] == "http" and scope["path"] == "/sparql" and scope["query_string"] else app
        await to(scope, receive, send)

    return Guarded(directed, settings.hosts, settings.origins)
