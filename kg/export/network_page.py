"""One HTML file with a graph to look at: offline, the quoted sentence behind every line.

In: a graph as `kg.graph.network.to_networkx` makes it. Out: a page that holds everything it needs and asks nobody for anything.
The only door to pyvis: its `Network` carries nodes, edges and options, and its package the vis-network script; its own template,
which calls content networks and trusts what it is given, is not used. What is shown goes in as JSON in a data block, is set as text only,
and a Content-Security-Policy with hashes lets no other script or style in. Same graph, same bytes.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter, defaultdict
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.export.files import write_whole
from kg.export.page.assets import asset, page_script, policy
from kg.export.page.content import content_of
from kg.export.page.layout import Box, positions
from kg.export.page.looks import LINE_PX, shown, width_of
from kg.export.page.measures import Measures, measures
from kg.export.page.packing import packed
from kg.export.page.whereabouts import world

if TYPE_CHECKING:
    import networkx as nx
    from pyvis.network import Network

Values = dict[str, Any]

SPRINGS_UP_TO = 800  # things: a second of CPU for the layout by distances; above it, communities are packed
SINGLE_BEND = 0.10  # how far a lone line bows out, as a share of its length
BEND_STEP = 0.22  # between lines that join the same two nodes


def write_network_page(graph: nx.MultiDiGraph, path: Path, *, title: str, focus: str | None = None, hops: int = 1) -> None:
    """Write the page to a file: beside it first, then renamed, so that an old page stays whole if anything goes wrong.

    Raises:
        SikgError: The file cannot be written.
        InputError: The focus is no node of the graph.
    """
    write_whole([render_network_page(graph, title=title, focus=focus, hops=hops)], path)


def render_network_page(graph: nx.MultiDiGraph, *, title: str, focus: str | None = None, hops: int = 1, further: str | None = None) -> str:
    """The page as HTML.

    Args:
        graph: As `kg.graph.network` makes it.
        title: Heading and title of the page.
        focus: The node that is chosen when the page opens, and around which it then shows the graph.
        hops: How many claims away from the focus the first picture reaches.
        further: Where a server tells more of a node: the panel links to it, with the node's id, percent-encoded, at its end.
            A path of the same server ("/…") or an http(s) address.

    Raises:
        InputError: The focus is no node of the graph, or `further` is no such address.
    """
    from jinja2 import Environment, select_autoescape

    if focus is not None and focus not in graph:
        raise InputError("is not in this graph", place=focus, mend="Give the id of one of its nodes.")
    if further is not None and not re.match(r"/(?![/\\])|https?://", further):
        raise InputError(f"{further!r} leads nowhere on a server", mend="Give a path that begins with one slash, or an http(s) address.")
    content = _content(graph, title)
    content |= {"focus": sorted(graph).index(focus), "hops": hops} if focus is not None else {}
    content |= {"further": further} if further else {}
    content |= {"world": world()} if any("place" in thing for thing in content["things"]) else {}
    scripts, styles = [_vis_script(), page_script()], [_vis_style(), asset("page.css")]
    template = Environment(autoescape=select_autoescape(default=True, default_for_string=True)).from_string(asset("page.html"))
    return template.render(
        title=shown(title),
        summary=content["summary"],
        policy=policy(scripts, styles),
        styles=styles,
        scripts=scripts,
        content=_json_for_html(content),
    )


def policy_of(page: str) -> str:
    """The Content-Security-Policy that a rendered page carries, for a server that wants to send it as a header too."""
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    if found is None:
        raise ValueError("not a page made here")
    return html.unescape(found[1])


# --- what is shown, and where ------------------------------------------------------------------------------


def _content(graph: nx.MultiDiGraph, title: str) -> Values:
    """What the page says, how central its things are, and where they stand."""
    content = content_of(graph, title)
    plain = _undirected(content)
    found = measures(plain)
    network = _network(content, _places(content, plain, found))
    content["communities"] = _communities(content, found)
    for number, thing in enumerate(content["things"]):
        thing["community"] = found.community[number]
        if found.betweenness:
            thing["between"] = found.betweenness[number]
    content["measured"] = found.how
    content["drawing"] = {
        "places": [at for node in network.nodes for at in (node["x"], node["y"])],
        "bends": [edge["bend"] for edge in network.edges],
        "options": network.options,
    }
    return content


def _communities(content: Values, found: Measures) -> list[Values]:
    """Each community with its size and its best linked member."""
    links = [thing["links_"] for thing in content["things"]]
    sizes = Counter(found.community.values())
    hubs: dict[int, int] = {}
    for number, community in sorted(found.community.items()):
        if community not in hubs or links[number] > links[hubs[community]]:
            hubs[community] = number
    return [{"size": sizes[community], "hub": hubs[community]} for community in sorted(hubs)]


def _places(content: Values, plain: nx.Graph, found: Measures) -> dict[int, tuple[int, int]]:
    if len(content["things"]) <= SPRINGS_UP_TO:
        return positions(plain, {number: _box(thing) for number, thing in enumerate(content["things"])})
    members = defaultdict(list)
    for number, community in sorted(found.community.items()):
        members[community].append(number)
    return packed([members[community] for community in sorted(members)], {n: thing["links_"] for n, thing in enumerate(content["things"])})


def _box(thing: Values) -> Box:
    """The room of a node and the label under it, as `draw.js` draws them."""
    lines = [*thing.get("lines", [thing["label"]]), *thing.get("under", ())]
    side = max(thing["radius"], *(width_of(line) / 2 for line in lines))
    return Box(side=side, above=thing["radius"], below=thing["radius"] + 4 + LINE_PX * len(lines))


def _undirected(content: Values) -> nx.Graph:
    import networkx as nx

    plain = nx.Graph()
    plain.add_nodes_from(range(len(content["things"])))
    plain.add_edges_from((relation["from"], relation["to"]) for relation in content["relations"] if relation["from"] != relation["to"])
    return plain


def _network(content: Values, places: dict[int, tuple[int, int]]) -> Network:
    """Nodes, edges and options. The lists are filled directly: `add_node` and `add_edge` search them all each time."""
    from pyvis.edge import Edge
    from pyvis.network import Network
    from pyvis.node import Node

    network = Network(directed=True)
    network.nodes = [
        Node(number, "dot", "", x=x, y=y, size=thing["radius"]).options
        for (number, (x, y)), thing in zip(sorted(places.items()), content["things"], strict=True)
    ]
    network.node_ids = [node["id"] for node in network.nodes]
    network.node_map = {node["id"]: node for node in network.nodes}
    bends = _bends(content["relations"])
    network.edges = [
        Edge(relation["from"], relation["to"], directed=True, id=number, bend=bends[number]).options
        for number, relation in enumerate(content["relations"])
    ]
    network.set_options(json.dumps(_options()))
    return network


def _options() -> Values:
    """Fixed places, no physics; what is drawn of a node is drawn by `draw.js`, so the node itself is see-through."""
    clear = {"background": "transparent", "border": "transparent"}
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "nodes": {"shape": "dot", "color": {**clear, "highlight": clear, "hover": clear}, "borderWidth": 0, "chosen": False},
        "edges": {"arrows": {"to": {"enabled": True, "scaleFactor": 0.45}}, "width": 1.1, "selectionWidth": 0.9, "hoverWidth": 0.6},
        "interaction": {
            "hover": True,
            "multiselect": False,
            "selectConnectedEdges": False,
            "hoverConnectedEdges": False,
            "keyboard": {"enabled": True, "bindToWindow": False},
        },
    }


def _bends(relations: list[Values]) -> list[float]:
    """How each line bows, to one side or the other, so that lines between the same two nodes lie side by side."""
    bundles = defaultdict(list)
    for number, relation in enumerate(relations):
        bundles[min(relation["from"], relation["to"]), max(relation["from"], relation["to"])].append(number)
    bends = [0.0] * len(relations)
    for bundle in bundles.values():
        for place, number in enumerate(bundle):
            bend = (place - (len(bundle) - 1) / 2) * BEND_STEP if len(bundle) > 1 else SINGLE_BEND
            bends[number] = round(bend if relations[number]["from"] <= relations[number]["to"] else -bend, 2)
    return bends


# --- the parts of the page ---------------------------------------------------------------------------------


def _json_for_html(content: Values) -> str:
    """JSON that cannot end the data block it stands in, whatever its texts are."""
    text = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


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
