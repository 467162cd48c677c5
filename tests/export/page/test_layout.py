"""Places of nodes: nothing lies on anything, whichever way they are found."""

from __future__ import annotations

import networkx as nx
import pytest

from kg.export.page.layout import Box, positions
from kg.export.page.packing import packed
from kg.export.page.tangles import tangle


@pytest.mark.parametrize("nodes", [1, 2, 40, 320], ids=["one", "two", "all pairs", "pivots"])
def test_no_box_lies_on_another(nodes: int) -> None:
    tree = nx.Graph()
    tree.add_nodes_from(range(nodes))
    tree.add_edges_from((node, node // 3) for node in range(1, nodes) if node % 11)
    boxes = {node: Box(side=20 + node % 40, above=15, below=20 + node % 30) for node in range(nodes)}
    at = positions(tree, boxes)

    def meet(a: int, b: int) -> bool:
        beside = abs(at[a][0] - at[b][0]) >= boxes[a].side + boxes[b].side
        upper, lower = sorted((a, b), key=lambda node: at[node][1] + (boxes[node].below - boxes[node].above) / 2)
        return not beside and at[upper][1] + boxes[upper].below > at[lower][1] - boxes[lower].above + 1

    assert [(a, b) for a in range(nodes) for b in range(a) if meet(a, b)] == []
    assert nodes == len(at)


def test_tangles_are_crossings_and_lines_through_foreign_boxes() -> None:
    corners = {0: (0.0, 0.0), 1: (10.0, 10.0), 2: (0.0, 10.0), 3: (10.0, 0.0), 4: (5.0, 0.0)}
    small = {node: (x - 1, y - 1, x + 1, y + 1) for node, (x, y) in corners.items()}

    assert tangle(corners, small, [(0, 1), (2, 3)]) == 1.0
    assert tangle(corners, small, [(0, 3)]) == 1.5
    assert tangle(corners, small, [(0, 2), (1, 3), (0, 4)]) == 0.0


def test_large_graphs_are_packed_by_community_without_two_at_one_place() -> None:
    communities = [list(range(10)), list(range(10, 14)), [14], [15]]
    at = packed(communities, {3: 9, 11: 4})

    assert sorted(at) == list(range(16))
    assert len(set(at.values())) == 16
    assert packed(communities, {3: 9, 11: 4}) == at
    spread = [max(abs(at[a][0] - at[b][0]) for a in members for b in members) for members in communities]
    assert spread == [450, 150, 0, 0]


def test_the_best_linked_member_stands_in_the_middle_of_its_community() -> None:
    at = packed([list(range(9))], {5: 3})
    middle = sorted(at.values())[4]

    assert at[5] == middle


def test_nothing_needs_no_place() -> None:
    assert packed([], {}) == {}
