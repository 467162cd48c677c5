"""How tangled a drawing is: lines that cross one another, and lines that run through a node or label they do not belong to.

In: positions, boxes and edges of a drawing. Out: one number, the less the better; `layout` keeps the best of several drawings.
Lines are taken as straight, which the page's slightly bowed ones nearly are. Cost grows with the square of the edges.
"""

from __future__ import annotations

from collections.abc import Sequence

Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]

THROUGH_A_BOX = 1.5  # crossings that one line through a foreign box is as bad as


def tangle(points: dict[int, Point], rectangles: dict[int, Rectangle], edges: Sequence[tuple[int, int]]) -> float:
    """Crossings of two lines, and lines through boxes; a line may touch the box of its own ends."""
    lines = [(a, b, points[a], points[b]) for a, b in edges]
    crossings = sum(
        _cross(start, end, other_start, other_end)
        for i, (a, b, start, end) in enumerate(lines)
        for c, d, other_start, other_end in lines[i + 1 :]
        if not {a, b} & {c, d}
    )
    through = sum(_enters(start, end, box) for a, b, start, end in lines for node, box in rectangles.items() if node not in (a, b))
    return crossings + THROUGH_A_BOX * through


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Point, b: Point, c: Point) -> float:
    """Positive where a, b, c turn one way, negative where they turn the other."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _enters(start: Point, end: Point, box: Rectangle) -> bool:
    """Whether a line has a part inside a box: it is clipped at each of the four sides in turn."""
    left, top, right, bottom = box
    first, last = 0.0, 1.0
    for begin, length, low, high in ((start[0], end[0] - start[0], left, right), (start[1], end[1] - start[1], top, bottom)):
        if length == 0:
            if not low < begin < high:
                return False
            continue
        near, far = sorted(((low - begin) / length, (high - begin) / length))
        first, last = max(first, near), min(last, far)
    return first < last
