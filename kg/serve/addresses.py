"""Where things of the graph have their pages here, and which addresses may be linked at all.

An IRI of the data, `{base}id/org/name`, has its page at `/id/org/name`: where the base is this server's own, that is the
IRI itself. Any other IRI has one at `/resource?iri=…`. Only http(s) addresses are ever links to elsewhere.
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from kg.iris import BASE

PARTS = ("id/", "graph/")


def page_of(iri: str, base: str = BASE) -> str:
    """The address of the page of an IRI on this server."""
    rest = iri.removeprefix(base)
    if rest != iri and rest.startswith(PARTS) and not any(part in ("", ".", "..") for part in rest.split("/")):
        return "/" + quote(rest, safe="/%~!$&'()*+,;=:@-._")
    return "/resource?iri=" + quote(iri, safe="")


def iri_of(path: str, base: str = BASE) -> str:
    """The IRI whose page is at a path of this server, percent-encoded as it came."""
    return base + path.removeprefix("/")


def outside(iri: str) -> str:
    """The IRI, if a browser may follow it; otherwise nothing."""
    return iri if urlsplit(iri).scheme in ("http", "https") else ""
