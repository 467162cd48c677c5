"""Where stores of each kind take queries, updates and graphs, and how they log in: from their own manuals.

`oxigraph` and `virtuoso` are tested against the real servers; the others follow their documentation. A layout is named, or
guessed from the form of the address.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.errors import InputError
from kg.remote.client import Scheme


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths below an address. `graph` is the parameter that names a graph; `default` names the default one.

    `chunk` is how many triples are sent in one piece. `unites` says that a query without FROM sees all named graphs, so
    that the union of all goes into a graph of its own, which is then asked.
    """

    query: str
    update: str
    graphs: str
    scheme: Scheme = "basic"
    default: str = "default"
    unites: bool = False
    chunk: int = 100_000


LAYOUTS = {
    "oxigraph": Layout("/query", "/update", "/store"),
    "virtuoso": Layout("/sparql", "/sparql-auth", "/sparql-graph-crud-auth", scheme="digest", unites=True, chunk=20_000),
    "fuseki": Layout("/query", "/update", "/data"),
    "graphdb": Layout("", "/statements", "/rdf-graphs/service", unites=True),
    "qlever": Layout("", "", "", unites=True),
    "neptune": Layout("/sparql", "/sparql", "/sparql/gsp/", unites=True),
}


def layout_of(url: str, name: str = "") -> tuple[str, Layout]:
    """The address below which the paths lie, and the layout: the named one, or the one that the address looks like.

    Raises:
        InputError: There is no such layout.
    """
    if name and name not in LAYOUTS:
        raise InputError(f"no layout is called {name!r}", mend=f"Known are {', '.join(LAYOUTS)}.")
    path = urlsplit(url).path.rstrip("/")
    guessed = name or _guess(path)
    layout = LAYOUTS[guessed]
    root = url.rstrip("/")
    for ending in sorted({layout.query, layout.update, layout.graphs} - {""}, key=len, reverse=True):
        if root.endswith(ending.rstrip("/")):
            root = root[: -len(ending.rstrip("/"))]
            break
    return root, layout


def _guess(path: str) -> str:
    if path.startswith("/sparql"):
        return "virtuoso"
    if "/repositories/" in path:
        return "graphdb"
    return "oxigraph" if path in ("", "/query", "/update", "/store") else "fuseki"
