"""The network for Gephi, Cytoscape, yEd and other drawing programs: GraphML and GEXF, written by networkx.

A `Content` comes in; text goes out. Nodes are things, a line is everything said about one pair and one property, with
its weight (how many claims), dates, basis, confidence and a quote. GEXF adds the days of events for the timeline of
Gephi. XML has no control characters: they are written visibly as escapes. Neither the day of writing nor the version of networkx stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.export.rows import Row, edge_rows, node_rows
from kg.graph.content import Content

if TYPE_CHECKING:
    import networkx as nx

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graphml(content: Content) -> Iterator[str]:
    """The network as GraphML."""
    from networkx.readwrite.graphml import GraphMLWriter

    writer = GraphMLWriter(prettyprint=True)
    writer.add_graph_element(network(content))
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"{writer}\n"


def gexf(content: Content) -> Iterator[str]:
    """The network as GEXF 1.2, with the days of events as its timeline."""
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(prettyprint=True, version="1.2draft")
    writer.add_graph(network(content, timeline=True))
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)
        for creator in meta.iter("creator"):
            creator.text = "SIKG"
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"{writer}\n"


def network(content: Content, *, timeline: bool = False) -> nx.MultiDiGraph:
    """The network as networkx, with plain values that XML can hold.

    Args:
        content: What to draw.
        timeline: Give nodes that have days a `start` and an `end`, which GEXF understands.
    """
    import networkx as nx

    graph = nx.MultiDiGraph()
    for row in node_rows(content):
        values = _values(row, "Id")
        if timeline and "date_from" in values and "date_to" in values:
            values |= {"start": values["date_from"], "end": values["date_to"]}
        graph.add_node(_shown(str(row["Id"])), **values)
    for row in edge_rows(content):
        ends = _shown(str(row["Source"])), _shown(str(row["Target"]))
        graph.add_edge(*ends, key=str(row["property"]), **_values(row, "Source", "Target", "Type"))
    return graph


def _values(row: Row, *left_out: str) -> dict[str, str | int | float]:
    """The known values of a row, under names in small letters, numbers with a point as such throughout."""
    known = {name.lower(): value for name, value in row.items() if value is not None and name not in left_out}
    return {name: _shown(value) if isinstance(value, str) else value for name, value in known.items()}


def _shown(text: str) -> str:
    return _NOT_XML.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
