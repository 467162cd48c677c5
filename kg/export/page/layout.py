"""Places for the nodes of a drawing: distances on paper that follow distances in the graph, and nothing on top of anything.

In: an undirected graph and the box that each node needs with its label. Out: whole-number positions, the same on every
machine: a fixed seed, and no arithmetic beyond + - * / and square roots, which IEEE 754 rounds alike everywhere.
Knows nothing of classes, labels or colours.

Stress is lowered by stochastic gradient descent (Zheng, Pawar and Goodman, "Graph Drawing by Stochastic Gradient Descent",
2018): networkx has the springs, which tangle at hubs, and Kamada-Kawai, which needs SciPy. Large graphs use the distances to
some pivots instead of all pairs. Components are laid out one by one and then set side by side.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from math import fsum, isqrt, sqrt  # fsum: plain sums round differently from one Python to the next
from typing import TYPE_CHECKING

from kg.export.page.tangles import tangle

if TYPE_CHECKING:
    import networkx as nx

SEED = 20220505
EDGE_PX = 88.0  # length of a line between two nodes with one neighbour each; hubs get longer ones
HUB_PX = 17.0  # added at each end for each square root of a further neighbour
ALL_PAIRS_UP_TO = 300  # nodes; above it, pivots: memory and time grow with the square
PIVOTS = 40
SWEEPS = 30
SWEEPS_WITH_PIVOTS = 15
SWEEPS_A_SHUFFLE = 4  # a new order in each sweep draws no better, and takes a third of the time
GAP_PX = 12.0  # between the boxes of two nodes
TRIES = 10  # drawings of which the best is kept…
TRIED_PAIRS = 50_000  # …or as many as have this many pairs of nodes between them: half a second
TANGLE_PX = 40.0  # page height that one crossing fewer is worth
ASPECT = 1.3  # width to height of the page that is drawn on
SEPARATION_ROUNDS = 400
SEPARATION_ROUNDS_WHEN_LARGE = 40
FILLED = 0.5  # share of a drawing that boxes may fill before they are pushed apart: pushing in a crowd takes many rounds

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """The room a node needs around its position, in pixels: to the left and right, above, and below."""

    side: float
    above: float
    below: float


def positions(graph: nx.Graph, boxes: dict[int, Box]) -> dict[int, tuple[int, int]]:
    """Where each node stands, in whole pixels; the middle of the drawing is the origin."""
    import networkx as nx

    components = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    drawn = [_best(graph.subgraph(part).copy(), part, boxes) for part in components]
    placed = _side_by_side(drawn, boxes)
    left, top, right, bottom = frame(placed, boxes)
    middle = ((left + right) / 2, (top + bottom) / 2)
    return {node: (round(x - middle[0]), round(y - middle[1])) for node, (x, y) in sorted(placed.items())}


def frame(points: dict[int, Point], boxes: dict[int, Box]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all boxes together."""
    if not points:
        return (0.0, 0.0, 0.0, 0.0)
    return (
        min(x - boxes[node].side for node, (x, _) in points.items()),
        min(y - boxes[node].above for node, (_, y) in points.items()),
        max(x + boxes[node].side for node, (x, _) in points.items()),
        max(y + boxes[node].below for node, (_, y) in points.items()),
    )


def _best(graph: nx.Graph, nodes: list[int], boxes: dict[int, Box]) -> dict[int, Point]:
    """The least tangled of several drawings of one component, from different beginnings; one drawing where it is large."""
    terms, edges = _distances(graph, nodes), sorted((min(a, b), max(a, b)) for a, b in graph.edges if a != b)
    seeds = range(SEED, SEED + max(1, min(TRIES, TRIED_PAIRS // len(nodes) ** 2)))
    drawings = [_separated(_upright(_stressed(nodes, terms, seed)), boxes) for seed in seeds]
    return drawings[0] if len(drawings) == 1 else min(drawings, key=lambda points: _fault(points, boxes, edges))


def _fault(points: dict[int, Point], boxes: dict[int, Box], edges: list[tuple[int, int]]) -> float:
    """How far a drawing is from a good one: tangles, and how small it must be shown to fit the page."""
    left, top, right, bottom = frame(points, boxes)
    rectangles = {node: frame({node: point}, boxes) for node, point in points.items()}
    return tangle(points, rectangles, edges) + max((right - left) / ASPECT, bottom - top) / TANGLE_PX


# --- stress ------------------------------------------------------------------------------------------------


def _stressed(nodes: list[int], distances: list[tuple[int, int, float]], seed: int) -> dict[int, Point]:
    """One component, placed so that distances on paper come near to distances in the graph."""
    chance = random.Random(seed)  # noqa: S311 -- a drawing, not a secret
    room = EDGE_PX * (1 + isqrt(len(nodes)))
    at = {node: [chance.uniform(-room, room), chance.uniform(-room, room)] for node in nodes}
    if not distances:
        return dict.fromkeys(nodes, (0.0, 0.0))
    terms = [(at[a], at[b], distance, 1 / (distance * distance)) for a, b, distance in distances]
    longest, shortest = max(d for *_, d in distances) ** 2, min(d for *_, d in distances) ** 2
    sweeps = SWEEPS if len(nodes) <= ALL_PAIRS_UP_TO else SWEEPS_WITH_PIVOTS
    # From a first step that moves everything to a last one that moves little; rounded, since roots differ in their last digit.
    step = round((0.1 * shortest / longest) ** (1 / sweeps), 6)
    rate = longest
    for sweep in range(sweeps):
        if sweep % SWEEPS_A_SHUFFLE == 0:
            chance.shuffle(terms)
        _pull(terms, rate)
        rate *= step
    return {node: (x, y) for node, (x, y) in at.items()}


def _pull(terms: list[tuple[list[float], list[float], float, float]], rate: float) -> None:
    """Move each pair of points towards its distance, the far ones less; each term ends in 1 / distance squared."""
    for a, b, distance, weight in terms:  # nearly all time goes here: nothing is called but a square root
        dx, dy = a[0] - b[0], a[1] - b[1]
        apart = sqrt(dx * dx + dy * dy) or 1e-6
        move = (apart - distance) / (2 * apart)
        if rate * weight < 1:
            move *= rate * weight
        dx, dy = dx * move, dy * move
        a[0] -= dx
        a[1] -= dy
        b[0] += dx
        b[1] += dy


def _distances(graph: nx.Graph, nodes: list[int]) -> list[tuple[int, int, float]]:
    """Pairs of nodes with the length of the shortest way between them: all pairs, or every edge and every pair with a pivot."""
    import networkx as nx

    def length(a: int, b: int, _: object) -> float:
        return EDGE_PX + HUB_PX * (sqrt(graph.degree(a)) + sqrt(graph.degree(b)))

    starts = nodes if len(nodes) <= ALL_PAIRS_UP_TO else sorted(nodes, key=lambda node: (-graph.degree(node), node))[:PIVOTS]
    found = {}
    for start in starts:
        for node, distance in nx.single_source_dijkstra_path_length(graph, start, weight=length).items():
            if node != start:
                found[min(start, node), max(start, node)] = distance
    found |= {(min(a, b), max(a, b)): length(a, b, None) for a, b in graph.edges if a != b}
    return [(a, b, distance) for (a, b), distance in sorted(found.items())]


def _upright(points: dict[int, Point]) -> dict[int, Point]:
    """The points turned so that the longest extent lies across the page, which is wider than high."""
    count = len(points)
    mx, my = fsum(x for x, _ in points.values()) / count, fsum(y for _, y in points.values()) / count
    xx = fsum((x - mx) ** 2 for x, _ in points.values())
    yy = fsum((y - my) ** 2 for _, y in points.values())
    xy = fsum((x - mx) * (y - my) for x, y in points.values())
    widest = (xx + yy) / 2 + sqrt(((xx - yy) / 2) ** 2 + xy * xy)
    ux, uy = (xy, widest - xx) if abs(xy) > 1e-9 else ((1.0, 0.0) if xx >= yy else (0.0, 1.0))
    size = sqrt(ux * ux + uy * uy)
    ux, uy = ux / size, uy / size
    return {node: ((x - mx) * ux + (y - my) * uy, (y - my) * ux - (x - mx) * uy) for node, (x, y) in points.items()}


# --- room --------------------------------------------------------------------------------------------------


def _separated(points: dict[int, Point], boxes: dict[int, Box]) -> dict[int, Point]:
    """The points moved apart until no box lies on another, each pair along the way that is shorter."""
    wider = _stretch(points, boxes)
    at = {node: [x * wider, y * wider] for node, (x, y) in sorted(points.items())}
    for _ in range(SEPARATION_ROUNDS if len(at) <= ALL_PAIRS_UP_TO else SEPARATION_ROUNDS_WHEN_LARGE):
        clashes = [pair for pair in _neighbours(at, boxes) if _part(at, boxes, *pair)]
        if not clashes:
            break
    return {node: (x, y) for node, (x, y) in at.items()}


def _stretch(points: dict[int, Point], boxes: dict[int, Box]) -> float:
    """How much larger a drawing has to be for its boxes to fill no more than their share of it."""
    left, top, right, bottom = frame(points, boxes)
    needed = fsum((2 * boxes[node].side + GAP_PX) * (boxes[node].above + boxes[node].below + GAP_PX) for node in points)
    return max(1.0, sqrt(needed / (FILLED * (right - left) * (bottom - top))))


def _neighbours(at: dict[int, list[float]], boxes: dict[int, Box]) -> list[tuple[int, int]]:
    """Pairs of nodes near enough to touch, found on a grid whose cells are as large as the largest box."""
    cell = max(max(2 * box.side, box.above + box.below) for box in boxes.values()) + GAP_PX
    grid = defaultdict(list)
    for node, (x, y) in at.items():
        grid[int(x // cell), int(y // cell)].append(node)
    pairs = []
    for (column, row), here in grid.items():
        around = [(column + 1, row), (column - 1, row + 1), (column, row + 1), (column + 1, row + 1)]
        there = [node for key in around if key in grid for node in grid[key]]
        pairs += [(a, b) for i, a in enumerate(here) for b in here[i + 1 :] + there]
    return pairs


def _part(at: dict[int, list[float]], boxes: dict[int, Box], a: int, b: int) -> bool:
    """Push two nodes apart if their boxes overlap; whether they did."""
    (ax, ay), (bx, by) = at[a], at[b]
    over_x = boxes[a].side + boxes[b].side + GAP_PX - abs(ax - bx)
    a_below_b = ay + (boxes[a].below - boxes[a].above) / 2 > by + (boxes[b].below - boxes[b].above) / 2
    upper, lower = (b, a) if a_below_b else (a, b)
    over_y = at[upper][1] + boxes[upper].below + GAP_PX - (at[lower][1] - boxes[lower].above)
    if over_x <= 0 or over_y <= 0:
        return False
    if over_x < over_y:
        right, left = (a, b) if ax > bx else (b, a)
        at[right][0] += over_x / 2 + 0.5
        at[left][0] -= over_x / 2 + 0.5
    else:
        at[lower][1] += over_y / 2 + 0.5
        at[upper][1] -= over_y / 2 + 0.5
    return True


def _side_by_side(parts: list[dict[int, Point]], boxes: dict[int, Box]) -> dict[int, Point]:
    """Components in rows, the largest first, each row as wide as the largest or as the page's shape asks for."""
    frames = [frame(part, boxes) for part in parts]
    area = sum((right - left + GAP_PX) * (bottom - top + GAP_PX) for left, top, right, bottom in frames)
    width = max([sqrt(area * ASPECT), *(right - left for left, _, right, _ in frames)])
    placed: dict[int, Point] = {}
    x = y = height = 0.0
    for part, (left, top, right, bottom) in zip(parts, frames, strict=True):
        if x and x + right - left > width:
            x, y, height = 0.0, y + height + GAP_PX, 0.0
        placed |= {node: (px - left + x, py - top + y) for node, (px, py) in part.items()}
        x, height = x + right - left + GAP_PX, max(height, bottom - top)
    return placed
