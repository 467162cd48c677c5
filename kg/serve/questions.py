"""The query page: the named questions as a menu, their parameters as fields, SPARQL to write, answers as table and graph."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import QueryError
from kg.graph.results import answer_of
from kg.graph.terms import Iri, Literal, Term
from kg.query import find
from kg.query import questions as named
from kg.query.pool import Pool
from kg.query.pool import Request as Query
from kg.query.questions import Question
from kg.query.render import shown
from kg.serve.faults import status_of
from kg.serve.pages import Pages

SHOWN_ROWS = 1_000  # in the page; all of them in the files it offers
EXAMPLE = """SELECT ?event ?date ?words WHERE {
  ?dating a sikg:Dating ; sikg:aboutEvent/rdfs:label ?event ;
          sikg:beginEarliest ?date ; sikg:verbatim ?words .
}
ORDER BY ?date"""


class QueryPage:
    """The handler of the query page."""

    def __init__(self, pool: Pool, pages: Pages) -> None:
        self.pool, self.pages = pool, pages

    async def answer(self, request: Request) -> Response:
        """The form, and under it the answer to what it holds."""
        parameters = request.query_params
        try:
            question = find(parameters["question"]) if parameters.get("question") else None
            values = _values(question, dict(parameters))
            text = question.text(values) if question else parameters.get("query", "")
        except QueryError as error:
            return self._page(400, error=error)
        shared = {"question": question, "values": values, "text": text}
        if not text.strip():
            return self._page(200, **shared)
        try:
            reply = await self.pool.ask(Query(text, graphs="turtle"))
        except QueryError as error:
            return self._page(status_of(error), error=error, **shared)
        if reply.form == "construct":
            return self._page(200, turtle=reply.body.decode("utf-8"), truncated=reply.truncated, **shared)
        found = json.loads(reply.body)
        if reply.form == "ask":
            return self._page(200, truth=bool(found["boolean"]), asked=True, **shared)
        answer = answer_of(found)
        rows = [[_cell(term) for term in row] for row in answer.rows]
        truncated = bool(found.get("truncated"))
        return self._page(200, columns=answer.columns, rows=rows[:SHOWN_ROWS], count=len(rows), truncated=truncated, **shared)

    def _page(self, status: int, **values: object) -> Response:
        return self.pages.html("query.html", status=status, questions=named(), example=EXAMPLE, **values)


def _values(question: Question | None, parameters: dict[str, str]) -> dict[str, str]:
    """What was filled into the fields of a question; an empty field keeps its default."""
    if question is None:
        return {}
    return {p.name: parameters[f"p-{p.name}"].strip() for p in question.parameters if parameters.get(f"p-{p.name}", "").strip()}


def _cell(term: Term | None) -> dict[str, str]:
    """A cell: its words, its address if it is a thing, and whether it is a number, which stands to the right."""
    number = isinstance(term, Literal) and term.datatype.endswith(("#integer", "#decimal", "#double", "#nonNegativeInteger"))
    return {"words": shown(term), "iri": term.value if isinstance(term, Iri) else "", "kind": "number" if number else "plain"}
