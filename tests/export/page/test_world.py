"""Where things are on the map, and the outline of the world that it is drawn on."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from kg.export.page.whereabouts import whereabouts, world
from kg.export.page.world import compact
from kg.graph.network import to_networkx
from tests.pages import TEXTS, invented


def test_the_outline_is_small_and_knows_the_countries_by_their_code() -> None:
    assert len(world()["countries"]) > 170
    assert world()["countries"]["KE"]["at"] == [37.8, 0.6]
    assert "Natural Earth" in world()["source"]


def test_an_outline_keeps_shared_borders_once_in_whole_units() -> None:
    arcs = [[[0, 0], [10, 0], [0, 10]], [[10, 10], [-10, -10]]]
    shapes = [
        {"type": "Polygon", "id": "001", "arcs": [[0, 1]]},
        {"type": "MultiPolygon", "id": "010", "arcs": [[[~1]]]},
        {"type": "Polygon", "arcs": [[~0]]},
    ]
    topology = {"arcs": arcs, "transform": {"scale": [1, 1], "translate": [0, 0]}, "objects": {"countries": {"geometries": shapes}}}
    found = compact(topology, {"001": "AA", "010": "AQ"})

    assert found["arcs"] == [[0, 0, 100, 0, 0, 100], [100, 100, -100, -100]]
    assert found["countries"] == {"AA": {"at": [6.7, 3.3], "rings": [[0, 1]]}}
    assert found["others"] == [[[~0]]]


def graph_of(nodes: dict[str, dict[str, Any]], edges: list[tuple[str, str, str]]) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    for name, values in nodes.items():
        graph.add_node(name, label=name, kind="entity", **values)
    for subject, predicate, target in edges:
        graph.add_edge(subject, target, predicate=predicate)
    return graph


def test_an_event_is_where_it_occurred_and_as_precisely_as_that_place_is_known() -> None:
    found = whereabouts(to_networkx(invented(), TEXTS))

    assert found == {"event/raid": (10.5, -61.2, "near", "Port Vell"), "place/port-vell": (10.5, -61.2, "near", "Port Vell")}


def test_a_base_without_a_position_is_somewhere_in_its_state() -> None:
    graph = graph_of({"base": {"cls": "MilitaryBase"}, "village": {"cls": "Place"}, "state": {"cls": "State", "iso_alpha2": "KE"}},
                     [("base", "sikg:locatedIn", "village"), ("village", "sikg:locatedIn", "state"), ("village", "sikg:locatedIn", "base")])  # fmt: skip

    assert whereabouts(graph)["base"] == (0.6, 37.8, "country", "state")


@pytest.mark.parametrize("cls", ["Person", "ArmedGroup", "Post"])
def test_actors_are_not_put_on_the_map(cls: str) -> None:
    graph = graph_of({"actor": {"cls": cls}, "state": {"cls": "State", "iso_alpha2": "KE"}}, [("actor", "sikg:locatedIn", "state")])

    assert list(whereabouts(graph)) == ["state"]
