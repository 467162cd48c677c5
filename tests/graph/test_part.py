"""A part of a store, and the network of a graph that was read back."""

from __future__ import annotations

import json
from typing import Any

import networkx as nx
import pytest

from kg.errors import InputError
from kg.graph.build import quads
from kg.graph.network import to_networkx
from kg.graph.part import network_of, quads_around
from kg.graph.readback import content_of
from kg.graph.store import Store
from kg.iris import Iris
from tests.pages import TEXTS, invented

IRIS = Iris()


@pytest.fixture(scope="module")
def store() -> Store:
    return Store.of(quads(invented(), IRIS))


def told(graph: nx.MultiDiGraph) -> dict[str, Any]:
    """What a graph says, without what is not read back: mentions and articles of things, whether a thing is named."""
    nodes = {}
    for name, values in graph.nodes(data=True):
        dropped = ("mentions", "named", "links", "articles")
        nodes[name] = {key: value for key, value in values.items() if key not in dropped}
        for kind in ("dates", "casualties"):
            nodes[name][kind] = sorted((claim(values) for values in values[kind]), key=json.dumps)
    return {"nodes": nodes, "edges": sorted(((a, b, claim(values)) for a, b, values in graph.edges(data=True)), key=json.dumps)}


def claim(values: dict[str, Any]) -> dict[str, Any]:
    """A claim with the number of its contradictions in place of their names, which differ."""
    return {key: value for key, value in values.items() if key not in ("id", "contradicts")} | {
        "clashes": len(values.get("contradicts", ()))
    }


def test_a_store_gives_the_same_network_as_the_codings_it_was_built_from(store: Store) -> None:
    assert told(to_networkx(invented(), TEXTS)) == told(network_of(content_of(store.quads(), IRIS), TEXTS))


def test_without_texts_a_quote_stands_alone(store: Store) -> None:
    graph = network_of(content_of(store.quads(), IRIS))
    [evidence] = graph.nodes["event/talks"]["dates"][0]["evidence"]

    assert (evidence["quote"], evidence["sentence"], evidence["offset"]) == ("denied", "denied", 0)
    assert evidence["start"] == TEXTS["a2"].index("denied")


@pytest.mark.parametrize(
    ("hops", "expected"),
    [
        (0, ["person/ada-birk"]),
        (1, ["org/red-band", "person/ada-birk"]),
        (2, ["event/raid", "org/blue-line", "org/red-band", "person/ada-birk"]),
        (9, ["event/raid", "event/talks", "org/blue-line", "org/red-band", "person/ada-birk", "place/port-vell"]),
    ],
)
def test_a_part_reaches_as_many_claims_far_as_asked(store: Store, hops: int, expected: list[str]) -> None:
    part = network_of(content_of(quads_around(store, [IRIS.thing("person/ada-birk")], hops), IRIS), TEXTS)
    whole = network_of(content_of(store.quads(), IRIS), TEXTS)

    assert sorted(part) == expected
    assert told(part)["edges"] == told(whole.subgraph(expected))["edges"]


def test_a_part_of_something_unknown_is_refused(store: Store) -> None:
    with pytest.raises(InputError, match="the store says nothing of it"):
        list(quads_around(store, [IRIS.thing("org/none")]))
