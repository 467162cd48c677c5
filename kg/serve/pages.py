"""The pages: start, classes, things, articles, search. Requests in, HTML out, or RDF where a program asks for it."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg import ontology
from kg.errors import SikgError
from kg.graph.terms import Iri, checked_iri
from kg.query.pool import Pool
from kg.query.pool import Request as Query
from kg.serve.addresses import iri_of, page_of
from kg.serve.articles import article
from kg.serve.asking import filled, rows
from kg.serve.faults import fault
from kg.serve.lists import PAGE_SIZE, articles, class_iri, class_sizes, members, search, sections
from kg.serve.negotiation import GRAPHS, HTML, choose
from kg.serve.settings import Settings
from kg.serve.templating import page
from kg.serve.texts import Texts
from kg.serve.things import thing

SEARCH_LIMIT_CHARACTERS = 200
SUFFIXES = {"ttl": "turtle", "nt": "ntriples", "jsonld": "jsonld", "rdf": "rdfxml"}

# What a program gets of a thing: its own triples, those that point to it, and the claims about it with their words.
DESCRIBE = """CONSTRUCT { %iri% ?p ?o . ?s ?q %iri% . ?claim ?cp ?co . ?passage ?pp ?po . ?selector ?sp ?so . ?o rdfs:label ?label } WHERE {
  { %iri% ?p ?o OPTIONAL { ?o rdfs:label ?label } }
  UNION { ?s ?q %iri% }
  UNION { ?claim sikg:claimSubject|sikg:claimObject|sikg:aboutEvent %iri% ; ?cp ?co .
          OPTIONAL { ?claim prov:wasDerivedFrom ?passage . ?passage ?pp ?po ; oa:hasSelector ?selector . ?selector ?sp ?so } } }"""
OF_GRAPH = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH %iri% { ?s ?p ?o } }"
IS_GRAPH = "SELECT (COUNT(*) AS ?n) { GRAPH %iri% { ?s ?p ?o } }"


class Pages:
    """The handlers, with what they share."""

    def __init__(self, pool: Pool, settings: Settings, texts: Texts) -> None:
        self.pool, self.settings, self.texts = pool, settings, texts

    def html(self, template: str, *, status: int = 200, **values: object) -> Response:
        """A page of this server."""
        headers = {"Vary": "Accept"}
        return page(template, self.settings.base, status=status, headers=headers, site=self.settings.title, **values)

    async def start(self, _: Request) -> Response:
        """What there is: classes with their sizes, and the newest articles."""
        sizes = await class_sizes(self.pool)
        newest = await articles(self.pool, 0)
        return self.html("start.html", sections=sections(sizes), articles=newest[:10], more=len(newest) > 10, total=sum(sizes.values()))

    async def of_class(self, request: Request) -> Response:
        """The things of a class."""
        name = request.path_params["name"]
        cls = class_iri(name)
        if cls is None:
            return self.unknown()
        number = _page(request)
        entries = await members(self.pool, cls, number)
        known = ontology.load().classes[name]
        return self.html(
            "list.html",
            heading=known.label,
            note=known.definition,
            entries=entries[:PAGE_SIZE],
            here=f"/class/{name}",
            number=number,
            more=len(entries) > PAGE_SIZE,
        )

    async def of_articles(self, request: Request) -> Response:
        """The articles, newest first."""
        number = _page(request)
        entries = await articles(self.pool, number)
        return self.html(
            "list.html",
            heading="Articles",
            note="The reports that the graph was made from, newest first.",
            entries=entries[:PAGE_SIZE],
            here="/articles",
            number=number,
            more=len(entries) > PAGE_SIZE,
        )

    async def search(self, request: Request) -> Response:
        """What a word finds, in names and in quotes."""
        text = request.query_params.get("q", "").strip()[:SEARCH_LIMIT_CHARACTERS]
        things, quoted = await search(self.pool, text) if text else ([], [])
        return self.html("search.html", text=text, things=things, quoted=quoted)

    async def local(self, request: Request) -> Response:
        """The page of an IRI under this graph's base: `/id/…` and `/graph/…`."""
        path = (request.scope.get("raw_path") or quote(request.scope["path"]).encode("ascii")).decode("ascii", "replace")
        return await self.resource(iri_of(path.partition("?")[0], self.settings.base), request)

    async def any(self, request: Request) -> Response:
        """The page of any IRI, given as a parameter."""
        iri = request.query_params.get("iri", "").strip()
        if not iri:
            return fault(400, "no IRI is given", "Add ?iri=…")
        local_page = page_of(iri, self.settings.base)
        if not local_page.startswith("/resource"):
            return RedirectResponse(local_page, 308)
        return await self.resource(iri, request)

    async def resource(self, address: str, request: Request) -> Response:
        """The page of an IRI, or its triples where these are asked for."""
        try:
            iri = Iri(checked_iri(address))
        except SikgError:
            return fault(400, "that is no IRI", "Give an absolute IRI, percent-encoded.")
        wanted = _wanted(request)
        if wanted is None:
            return fault(406, "this is offered as HTML and RDF", f"Accept text/html, or one of {', '.join(GRAPHS.values())}.")
        [counted] = await rows(self.pool, IS_GRAPH, iri=iri)
        is_graph = getattr(counted["n"], "value", "0") != "0"
        if wanted != "html":
            reply = await self.pool.ask(Query(filled(OF_GRAPH if is_graph else DESCRIBE, iri=iri), graphs=wanted))
            if reply.body.count(b"\n") < 2 and not await self._is_known(iri):
                return fault(404, "the graph says nothing of it")
            headers = {"Vary": "Accept"} | ({"SIKG-Truncated": "true"} if reply.truncated else {})
            return Response(reply.body, headers=headers, media_type=GRAPHS[wanted])
        told = await article(self.pool, iri, self.texts)
        if told is not None:
            return self.html("article.html", article=told, query=_kept(request))
        view = await thing(self.pool, iri, self.texts)
        if not view.is_known and not is_graph:
            return self.unknown()
        return self.html("thing.html", thing=view, query=_kept(request), graph_size=getattr(counted["n"], "value", "") if is_graph else "")

    async def _is_known(self, iri: Iri) -> bool:
        found = await rows(self.pool, "SELECT ?p { { %iri% ?p ?o } UNION { ?o ?p %iri% } } LIMIT 1", iri=iri)
        return bool(found)

    def unknown(self) -> Response:
        """The page that says that there is none; the address is not repeated."""
        return self.html("unknown.html", status=404)


def _wanted(request: Request) -> str | None:
    """ "html", or the format of RDF that is asked for by `?format=` or by Accept; None if none fits."""
    named = request.query_params.get("format", "")
    if named:
        name = SUFFIXES.get(named, named)
        return name if name in GRAPHS or name == "html" else None
    media = choose(request.headers.get("accept", ""), *HTML.values(), *GRAPHS.values())
    return next((name for name, known in (HTML | GRAPHS).items() if known == media), None)


def _kept(request: Request) -> str:
    """What has to stay in the address of another format of the same page."""
    iri = request.query_params.get("iri", "")
    return f"iri={quote(iri, safe='')}&" if iri else ""


def _page(request: Request) -> int:
    words = request.query_params.get("page", "0")
    return min(int(words), 10_000) if words.isdecimal() and len(words) < 6 else 0
