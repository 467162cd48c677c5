"""Where on a map things are: their own position, or that of what they are in, and how precisely that is known.

In: the graph. Out: for each thing that can be placed, latitude, longitude, precision (exact, near, region, country) and the thing
that the position was taken from. States stand at the middle of their outline (`world.json`). Positions are followed along
claims of place only ("occurred at", "located in", …), never guessed from a name; a position taken over from another place is at most
as precise as that place: nothing is known of where inside it the thing lies.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kg.export.page.looks import shown

if TYPE_CHECKING:
    import networkx as nx

Place = tuple[float, float, str, str]  # latitude, longitude, precision, label of the thing whose position it is
Leads = dict[str, list[tuple[int, str]]]

PLACING = ("sikg:occurredAt", "sikg:locatedIn", "sikg:headquarteredAt")  # in this order: the nearer the better
PLACED_KINDS = ("Place", "Facility", "MilitaryBase", "State")
PRECISIONS = ("exact", "near", "region", "country")
STEPS = 6  # a base in a village in a district in a province in a state


@cache
def world() -> dict[str, Any]:
    """Outlines of the world's countries, as `kg.export.page.world` writes them."""
    loaded: dict[str, Any] = json.loads(files(__package__).joinpath("world.json").read_text(encoding="utf-8"))
    return loaded


def whereabouts(graph: nx.MultiDiGraph) -> dict[str, Place]:
    """The places of events, bases, facilities and places (an actor is not put on the map), by node, in the order of the ids."""
    leads: Leads = {}
    for subject, target, values in graph.edges(data=True):
        if values["predicate"] in PLACING:
            leads.setdefault(subject, []).append((PLACING.index(values["predicate"]), target))
        elif values["predicate"] == "sikg:target" and graph.nodes[target]["cls"] in PLACED_KINDS:
            leads.setdefault(subject, []).append((len(PLACING), target))
    shown_there = (n for n, values in graph.nodes(data=True) if values["kind"] == "event" or values["cls"] in PLACED_KINDS)
    known: dict[tuple[str, int], Place | None] = {}
    found = {node: _found(graph, node, leads, STEPS, known) for node in sorted(shown_there)}
    return {node: place for node, place in found.items() if place}


def _found(graph: nx.MultiDiGraph, node: str, leads: Leads, steps: int, known: dict[tuple[str, int], Place | None]) -> Place | None:
    """The most precise position within some steps; each node is looked at once for each number of steps, rings or not."""
    if (node, steps) not in known:
        own = _own(graph.nodes[node])
        further = sorted(set(leads.get(node, ()))) if steps and not own else []
        reached = [(rank, _found(graph, target, leads, steps - 1, known)) for rank, target in further]
        best = min(((PRECISIONS.index(place[2]), rank, place) for rank, place in reached if place), default=None)
        known[node, steps] = best[2] if best else own
    return known[node, steps]


def _own(values: dict[str, Any]) -> Place | None:
    if values.get("lat") is not None and values.get("lon") is not None:
        precision = values.get("place_precision")
        return values["lat"], values["lon"], precision if precision in PRECISIONS else "near", shown(values["label"])
    country = world()["countries"].get(values.get("iso_alpha2") or "")
    return (country["at"][1], country["at"][0], "country", shown(values["label"])) if country else None
