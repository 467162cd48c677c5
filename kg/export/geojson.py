"""A map layer: incidents and places as GeoJSON, each with how exactly its position is known.

A `Content` comes in; text goes out, one feature a line (RFC 7946: longitude first, WGS 84). An incident that no place
puts on the map has a null geometry, so that tables made of the layer still have it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kg.export.tables import incident_rows
from kg.graph.content import Content

LEFT_OUT = ("latitude", "longitude")  # they are the geometry


def geojson_lines(content: Content) -> Iterator[str]:
    """The features of a graph: incidents by date, then places with a position."""
    yield '{"type": "FeatureCollection", "features": ['
    yield ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in (*_incidents(content), *_places(content)))
    yield "]}"


def _incidents(content: Content) -> Iterator[dict[str, Any]]:
    for row in incident_rows(content):
        properties = {name: value for name, value in row.items() if value is not None and name not in LEFT_OUT}
        yield _feature(str(row["iri"]), row["longitude"], row["latitude"], {"kind": "incident", **properties})


def _places(content: Content) -> Iterator[dict[str, Any]]:
    for thing in content.things.values():
        if thing.point:
            lat, lon = thing.point
            told = {"place": thing.id, "label": thing.label, "class": thing.cls, "position_precision": thing.place_precision}
            incidents = _count(content, thing.iri)
            properties = {name: value for name, value in told.items() if value}
            yield _feature(thing.iri, lon, lat, {"kind": "place", **properties, "incidents": incidents, "iri": thing.iri})


def _count(content: Content, place: str) -> int:
    return sum(1 for s, name, o in content.links if o == place and name == "sikg:occurredAt" and content.is_a(s, "Incident"))


def _feature(iri: str, lon: Any, lat: Any, properties: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 -- numbers or None
    geometry = {"type": "Point", "coordinates": [lon, lat]} if lon is not None and lat is not None else None
    return {"type": "Feature", "id": iri, "geometry": geometry, "properties": properties}
