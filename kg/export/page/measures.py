"""How central things are, and which belong together: networkx measures for the panel.

In: the undirected graph of things, numbered. Out: for each number its betweenness (the share of shortest paths between others that
run through it) where it can be had in time, and its community. Communities come from the Louvain method, and for large graphs from
label propagation, both with a fixed seed; the largest is number 0. What is estimated or left out is said in `how`, which the
page shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

SEED = 20220505
EXACT_UP_TO = 500  # nodes: betweenness from all of them
ESTIMATED_UP_TO = 5_000  # nodes: from a sample; above it every start costs a walk through the whole graph
SAMPLE = 60
LOUVAIN_UP_TO = 5_000


@dataclass(frozen=True, slots=True)
class Measures:
    """Betweenness (0 to 1) and community of each node; `betweenness` is empty where the graph is too large for it."""

    betweenness: dict[int, float]
    community: dict[int, int]
    how: str


def measures(graph: nx.Graph) -> Measures:
    """The measures of a graph whose nodes are numbers; the same for the same graph on every run."""
    import networkx as nx

    count = graph.number_of_nodes()
    communities = {node: number for number, members in enumerate(_communities(graph)) for node in members}
    if count > ESTIMATED_UP_TO:
        return Measures({}, communities, f"betweenness is left out above {ESTIMATED_UP_TO:,} things; communities by label propagation")
    sample = None if count <= EXACT_UP_TO else SAMPLE
    between = nx.betweenness_centrality(graph, k=sample, seed=SEED)
    how = "betweenness over all pairs" if sample is None else f"betweenness estimated from {SAMPLE} things"
    return Measures({node: round(value, 4) for node, value in between.items()}, communities, f"{how}; communities by the Louvain method")


def _communities(graph: nx.Graph) -> list[list[int]]:
    """The members of each community, the largest community first."""
    import networkx as nx

    if graph.number_of_nodes() <= LOUVAIN_UP_TO:
        found = nx.community.louvain_communities(graph, seed=SEED)
    else:
        found = nx.community.fast_label_propagation_communities(graph, seed=SEED)
    return sorted((sorted(members) for members in found), key=lambda members: (-len(members), members[0]))
