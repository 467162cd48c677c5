"""The network page of a part of the graph: around a thing, of an article, or of the things in the answer to a query.

It is the page that `kg export network` writes, with links back to the pages here. It is made beside the event loop, for it
computes its layout; what is asked of the store goes through the workers like everything else.
"""

from __future__ import annotations

import asyncio
import json
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import InputError, QueryError, SikgError
from kg.export.network_page import policy_of, render_network_page
from kg.graph.part import network_of, quads_around
from kg.graph.readback import content_of
from kg.graph.results import answer_of
from kg.graph.store.files import triples_of
from kg.graph.terms import Iri, Literal, Quad, Term, checked_iri, to_ntriples
from kg.iris import Iris
from kg.query.pool import Pool
from kg.query.pool import Request as Query
from kg.serve.asking import Asked, rows
from kg.serve.faults import fault, query_fault
from kg.serve.pages import Pages
from kg.serve.things import words

FOCUS_LIMIT = 60  # things that a network is drawn around; more lines than that nobody can follow
OF_ARTICLE = """SELECT DISTINCT ?thing { ?passage oa:hasSource %iri% . ?thing sikg:mentionedIn ?passage } LIMIT %limit%"""
MOST_MENTIONED = (
    """SELECT ?thing { ?thing sikg:mentionedIn ?m ; rdfs:label ?l } GROUP BY ?thing ORDER BY DESC(COUNT(?m)) ?thing LIMIT %limit%"""
)
NAMED = (
    """SELECT DISTINCT ?thing { VALUES ?label { %labels% } ?thing rdfs:label|skos:prefLabel ?label ; sikg:mentionedIn ?m } LIMIT %limit%"""
)


class Networks:
    """The handler of the network page."""

    def __init__(self, pool: Pool, pages: Pages) -> None:
        self.pool, self.pages = pool, pages

    async def answer(self, request: Request) -> Response:
        """The network around `?iri=…`, of the answer to `?query=…`, or of what is mentioned most."""
        iri, query = request.query_params.get("iri", "").strip(), request.query_params.get("query", "")
        hops = 2 if request.query_params.get("hops") == "2" else 1
        try:
            focuses, title = await self._focuses(iri, query)
            if not focuses:
                return self.pages.unknown()
            drawn = await asyncio.to_thread(
                self._drawn, focuses, 0 if query or len(focuses) > 1 else hops, title, asyncio.get_running_loop()
            )
        except QueryError as error:
            return query_fault(error)
        except InputError:
            return self.pages.unknown()
        except SikgError as error:
            return fault(400, error.problem, error.mend)
        return Response(drawn, media_type="text/html", headers={"Content-Security-Policy": f"{policy_of(drawn)}; frame-ancestors 'self'"})

    async def _focuses(self, iri: str, query: str) -> tuple[list[str], str]:
        """The things to draw, and a title."""
        if query:
            return await self._of_answer(query), "Answer to a query"
        if iri:
            name = Iri(checked_iri(iri))
            mentioned = await rows(self.pool, OF_ARTICLE, iri=name, limit=FOCUS_LIMIT)
            label = await rows(self.pool, "SELECT ?label { %iri% rdfs:label|skos:prefLabel|schema:headline ?label } LIMIT 1", iri=name)
            title = words(label[0]["label"]) if label else self.pages.settings.title
            return [words(row["thing"]) for row in mentioned] or [iri], title
        found = await rows(self.pool, MOST_MENTIONED, limit=FOCUS_LIMIT)
        return [words(row["thing"]) for row in found], self.pages.settings.title

    async def _of_answer(self, query: str) -> list[str]:
        """The things in an answer: by IRI, and where it gives names, by name."""
        reply = await self.pool.ask(Query(query, graphs="ntriples"))
        if reply.form == "ask":
            return []
        terms = await asyncio.to_thread(_terms_of, reply.form, reply.body)
        things = [term.value for term in terms if isinstance(term, Iri)]
        labels = " ".join(dict.fromkeys(to_ntriples(term) for term in terms if isinstance(term, Literal) and term.language))
        if labels:
            found = await rows(self.pool, NAMED.replace("%labels%", labels[:20_000].rpartition(" ")[0] or labels), limit=FOCUS_LIMIT)
            things += [words(row["thing"]) for row in found]
        known = await asyncio.gather(*(self._is_thing(iri) for iri in list(dict.fromkeys(things))[: 2 * FOCUS_LIMIT]))
        return [iri for iri, is_thing in zip(dict.fromkeys(things), known, strict=False) if is_thing][:FOCUS_LIMIT]

    async def _is_thing(self, iri: str) -> bool:
        found = await rows(self.pool, "SELECT ?m { %iri% sikg:mentionedIn ?m } LIMIT 1", iri=Iri(iri))
        return bool(found)

    def _drawn(self, focuses: list[str], hops: int, title: str, loop: asyncio.AbstractEventLoop) -> str:
        base = self.pages.settings.base
        found: list[Quad] = list(quads_around(Asked(self.pool, loop), focuses, hops))
        content = content_of(found, Iris(base))
        texts = {a.id: text for a in content.articles.values() if (text := self.pages.texts.text(a.sha256)) is not None}
        graph = network_of(content, texts)
        focus = focuses[0].removeprefix(f"{base}id/") if len(focuses) == 1 else None
        return render_network_page(
            graph,
            title=title,
            focus=focus if focus in graph else None,
            hops=max(hops, 1),
            further=f"/resource?iri={quote(base + 'id/', safe='')}",
        )


def _terms_of(form: str, body: bytes) -> list[Term]:
    answer = triples_of(body) if form == "construct" else answer_of(json.loads(body)).rows
    return [term for row in answer for term in row if term is not None]
