"""One HTML file with a graph to look at: offline, the quoted sentence behind every line.

In: a graph as `kg.graph.network.to_networkx` makes it. Out: a page that holds everything it needs and asks nobody for anything.
The only door to pyvis: its `Network` carries nodes, edges and options, and its package the vis-network script; its own template,
which calls content networks and trusts what it is given, is not used. What is shown goes in as JSON in a data block, is set as text only,
and a Content-Security-Policy with hashes lets no other script or style in. Same graph, same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from collections import defaultdict
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import SikgError
from kg.export.page.content import content_of
from kg.export.page.layout import Box, frame, positions
from kg.export.page.looks import LINE_PX, shown, width_of

if TYPE_CHECKING:
    import networkx as nx
    from pyvis.network import Network

Values = dict[str, Any]

SCRIPTS = ("dom.js", "draw.js", "panel.js", "page.js")  # each uses only those before it
STRAIGHT_FROM = 1_000  # lines: curves cost time in the browser
SINGLE_BEND = 0.10  # how far a lone line bows out, as a share of its length
BEND_STEP = 0.22  # between lines that join the same two nodes


def write_network_page(graph: nx.MultiDiGraph, path: Path, *, title: str) -> None:
    """Write the page to a file: beside it first, then renamed, so that an old page stays whole if anything goes wrong.

    Raises:
        SikgError: The file cannot be written.
    """
    page = network_page(graph, title=title).encode("utf-8")
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as stream:
            stream.write(page)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError as error:
        mend = "Give a place with room and the right to write; nothing was changed."
        raise SikgError(f"cannot be written: {error}", place=str(path), mend=mend) from error
    finally:
        with suppress(OSError):
            beside.unlink()


def network_page(graph: nx.MultiDiGraph, *, title: str) -> str:
    """The page as HTML."""
    from jinja2 import Environment, select_autoescape

    content = content_of(graph, title)
    boxes = {number: _box(thing) for number, thing in enumerate(content["things"])}
    network = _network(content, positions(_undirected(content), boxes))
    places = {node["id"]: (node["x"], node["y"]) for node in network.nodes}
    content["frame"] = [round(edge) for edge in frame(places, boxes)]
    content["drawing"] = {"nodes": network.nodes, "edges": network.edges, "options": network.options}
    scripts, styles = [_vis_script(), _page_script()], [_vis_style(), _asset("page.css")]
    template = Environment(autoescape=select_autoescape(default=True, default_for_string=True)).from_string(_asset("page.html"))
    return template.render(
        title=shown(title),
        summary=content["summary"],
        policy=_policy(scripts, styles),
        styles=styles,
        scripts=scripts,
        content=_json_for_html(content),
    )


# --- the drawing -------------------------------------------------------------------------------------------


def _box(thing: Values) -> Box:
    """The room of a node and the label under it, as `draw.js` draws them."""
    lines = [*thing["lines"], *thing["under"]]
    side = max(thing["radius"], *(width_of(line) / 2 for line in lines))
    return Box(side=side, above=thing["radius"], below=thing["radius"] + 4 + LINE_PX * len(lines))


def _undirected(content: Values) -> nx.Graph:
    import networkx as nx

    plain = nx.Graph()
    plain.add_nodes_from(range(len(content["things"])))
    plain.add_edges_from((relation["from"], relation["to"]) for relation in content["relations"])
    return plain


def _network(content: Values, places: dict[int, tuple[int, int]]) -> Network:
    """Nodes, edges and options. The lists are filled directly: `add_node` and `add_edge` search them all each time."""
    from pyvis.edge import Edge
    from pyvis.network import Network
    from pyvis.node import Node

    network = Network(directed=True)
    for number, thing in enumerate(content["things"]):
        x, y = places[number]
        network.nodes.append(Node(number, "dot", "", x=x, y=y, size=thing["radius"]).options)
    network.node_ids = [node["id"] for node in network.nodes]
    network.node_map = {node["id"]: node for node in network.nodes}
    bends = _bends(content["relations"])
    for number, relation in enumerate(content["relations"]):
        look = {"id": number, "dashes": [5, 5] if relation["isImplied"] else False, "smooth": bends[number]}
        network.edges.append(Edge(relation["from"], relation["to"], directed=True, **look).options)
    network.set_options(json.dumps(_options(len(network.edges))))
    return network


def _options(edges: int) -> Values:
    """Fixed places, no physics; what is drawn of a node is drawn by `draw.js`, so the node itself is see-through."""
    clear = {"background": "transparent", "border": "transparent"}
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "nodes": {"color": {**clear, "highlight": clear, "hover": clear}, "borderWidth": 1, "chosen": False},
        "edges": {"arrows": {"to": {"enabled": True, "scaleFactor": 0.45}}, "width": 1.1, "selectionWidth": 0.9, "hoverWidth": 0.6},
        "interaction": {
            "hover": True,
            "multiselect": False,
            "selectConnectedEdges": False,
            "hoverConnectedEdges": False,
            "hideEdgesOnDrag": edges > STRAIGHT_FROM,
            "keyboard": {"enabled": True, "bindToWindow": False},
        },
    }


def _bends(relations: list[Values]) -> list[Values | bool]:
    """How each line bows, so that lines between the same two nodes lie side by side."""
    bundles = defaultdict(list)
    for number, relation in enumerate(relations):
        bundles[min(relation["from"], relation["to"]), max(relation["from"], relation["to"])].append(number)
    bends: list[Values | bool] = [False] * len(relations)
    for bundle in bundles.values() if len(relations) < STRAIGHT_FROM else ():
        for place, number in enumerate(bundle):
            bend = (place - (len(bundle) - 1) / 2) * BEND_STEP if len(bundle) > 1 else SINGLE_BEND
            outward = bend if relations[number]["from"] <= relations[number]["to"] else -bend
            if bend:
                bends[number] = {"type": "curvedCW" if outward > 0 else "curvedCCW", "roundness": round(abs(bend), 2)}
    return bends


# --- the parts of the page ---------------------------------------------------------------------------------


def _json_for_html(content: Values) -> str:
    """JSON that cannot end the data block it stands in, whatever its texts are."""
    text = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _policy(scripts: list[str], styles: list[str]) -> str:
    """Nothing is allowed but our own scripts and styles, named by their hashes."""
    allowed = {"script-src": scripts, "style-src": styles}
    parts = [f"{name} {' '.join(map(_hash, texts))}" for name, texts in allowed.items()]
    closed = ("connect-src", "img-src", "font-src", "object-src", "frame-src", "base-uri", "form-action")
    return "; ".join(["default-src 'none'", *parts, *(f"{name} 'none'" for name in closed)])


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


@cache
def _asset(name: str) -> str:
    return files("kg.export.page").joinpath(name).read_text(encoding="utf-8")


@cache
def _page_script() -> str:
    """Our modules as one script: their imports and exports fall away, since each comes after what it uses."""
    joined = "\n".join(_asset(name) for name in SCRIPTS)
    plain = re.sub(r"^import .*;\n|^export (?=function|const|class)", "", joined, flags=re.MULTILINE)
    return f'(() => {{\n"use strict";\n{plain}}})();\n'


@cache
def _vis_script() -> str:
    """The vis-network that pyvis brings along, without the link to its source map."""
    script = files("pyvis").joinpath("lib/vis-9.1.2/vis-network.min.js").read_text(encoding="utf-8")
    return re.sub(r"\n//# sourceMappingURL=\S*\s*$", "\n", script)


@cache
def _vis_style() -> str:
    """Its style sheet without the rules that show pictures: they are for buttons this page does not have."""
    style = files("pyvis").joinpath("lib/vis-9.1.2/vis-network.css").read_text(encoding="utf-8")
    return re.sub(r"[^{}]*\{[^{}]*url\([^{}]*\}", "", style)
