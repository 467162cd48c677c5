"""Pages from templates: every value escaped, controls shown as what they are, addresses only to this server's pages."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, select_autoescape
from starlette.responses import HTMLResponse

from kg.export.page.looks import shown
from kg.iris import shorten
from kg.serve.addresses import outside, page_of


@cache
def environment(base: str) -> Environment:
    """The templates of this package, with their filters."""
    found = Environment(
        loader=PackageLoader("kg.serve", "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {"page": lambda iri: page_of(iri, base), "outside": outside, "shown": shown, "short": shorten}
    return found


def page(template: str, base: str, *, status: int = 200, headers: dict[str, str] | None = None, **values: Any) -> HTMLResponse:  # noqa: ANN401 -- what a template shows
    """A page."""
    return HTMLResponse(environment(base).get_template(template).render(**values), status, headers)
