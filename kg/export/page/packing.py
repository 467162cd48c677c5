"""Places for the nodes of a graph too large for springs: each community a square of its own, the squares set in rows.

In: communities, and the number of links of each node. Out: whole-number positions, found in one walk over the nodes: time grows with
their number and nothing else. The best linked member of a community stands in the middle of its square, the others around it in
rings, so that hubs are seen and neighbours are near. Only whole numbers are reckoned with: the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import isqrt

CELL = (150, 96)  # pixels: room for a node and a label of two lines
GAP_CELLS = 1  # between two squares
ASPECT = (13, 10)  # width to height of the page that is drawn on


def packed(communities: Sequence[Sequence[int]], links: Mapping[int, int]) -> dict[int, tuple[int, int]]:
    """Where each node stands, in pixels; the middle of the drawing is the origin.

    Args:
        communities: Members of each, the largest community first.
        links: How many links each node has.
    """
    sides = [isqrt(max(0, len(members) - 1)) + 1 for members in communities]
    cells = sum((side + GAP_CELLS) ** 2 for side in sides)
    # cells wide so that pixels come out in the shape of the page
    width = max([isqrt(cells * ASPECT[0] * CELL[1] // (ASPECT[1] * CELL[0])) + 1, *sides])
    placed: dict[int, tuple[int, int]] = {}
    column = row = height = 0
    for members, side in zip(communities, sides, strict=True):
        if column and column + side > width:
            column, row, height = 0, row + height + GAP_CELLS, 0
        middle = (column + (side - 1) // 2, row + (side - 1) // 2)
        ordered = sorted(members, key=lambda node: (-links.get(node, 0), node))
        for node, (x, y) in zip(ordered, _rings(side), strict=False):
            placed[node] = (middle[0] + x) * CELL[0], (middle[1] + y) * CELL[1]
        column, height = column + side + GAP_CELLS, max(height, side)
    return _centred(placed)


def _rings(side: int) -> Iterator[tuple[int, int]]:
    """The cells of a square of this side, from the middle outwards."""
    low, high = -((side - 1) // 2), side // 2
    yield 0, 0
    for ring in range(1, high + 1):
        for y in range(-ring, ring + 1):
            for x in range(-ring, ring + 1) if abs(y) == ring else (-ring, ring):
                if low <= x <= high and low <= y <= high:
                    yield x, y


def _centred(placed: dict[int, tuple[int, int]]) -> dict[int, tuple[int, int]]:
    if not placed:
        return {}
    xs, ys = [x for x, _ in placed.values()], [y for _, y in placed.values()]
    left, top = (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2
    return {node: (x - left, y - top) for node, (x, y) in sorted(placed.items())}
