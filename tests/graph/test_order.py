"""One order for a graph, however its quads come, and however many of them memory holds."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.contract import read_coding
from kg.export.rdf import SYNTAXES, pieces
from kg.graph.build import quads
from kg.graph.order import SECTIONS, ordered, reading_order
from kg.graph.sorting import Spool
from kg.graph.terms import XSD, Iri, Literal, Quad
from kg.iris import Iris, expand

GOLD = Path(__file__).parents[1] / "gold" / "seed.json"
# Numbers in names that have one value, and values that differ in what is not their words.
names = st.sampled_from(["urn:x1", "urn:x01", "urn:x001", "https://w3id.org/sikg/id/org/a", "urn:١"]).map(Iri)
values = names | st.sampled_from(
    [Literal("1"), Literal("01"), Literal("1", XSD + "integer"), Literal("1", "", "en"), Literal("1", "", "fr")]
)
properties = st.sampled_from(["rdf:type", "sikg:aboutEvent", "sikg:claimSubject", "rdfs:label"]).map(lambda curie: Iri(expand(curie)))
graphs = st.none() | st.sampled_from(["urn:g", "urn:g/facts", "urn:g/claims"]).map(Iri)


@pytest.mark.parametrize("by_graph", [False, True])
@given(st.lists(st.builds(Quad, names, properties, values, graphs), max_size=12), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_order_in_which_quads_come_changes_nothing(by_graph: bool, given_quads: list[Quad], chance: random.Random) -> None:
    found = list(ordered(given_quads, by_graph=by_graph)[0])
    shuffled = given_quads * 2
    chance.shuffle(shuffled)
    assert list(ordered(shuffled, by_graph=by_graph)[0]) == found
    assert set(found) == set(given_quads)
    assert len(found) == len(set(given_quads))


@pytest.mark.parametrize("name", SYNTAXES)
def test_what_is_sorted_on_disk_is_written_with_the_same_bytes(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    graph = list(quads([read_coding(GOLD)], Iris()))
    expected = list(pieces(graph, name))
    random.Random(5).shuffle(graph)
    monkeypatch.setattr("kg.graph.order.VALUES_IN_MEMORY", 100)
    assert list(pieces(graph, name)) == expected


def test_sections_follow_from_classes_in_any_graph() -> None:
    attack = Quad(Iri("urn:a"), Iri(expand("rdf:type")), Iri(expand("sikg:Attack")), Iri("urn:g"))
    _, found = ordered([Quad(Iri("urn:a"), Iri("urn:p"), Literal("x")), attack, Quad(Iri("urn:b"), Iri("urn:p"), Literal("x"))])
    assert [list(SECTIONS)[found[Iri(name)]] for name in ("urn:a", "urn:b")] == ["Events", "Other"]


def test_a_graph_is_in_reading_order_when_built() -> None:
    graph = list(quads([read_coding(GOLD)], Iris()))
    assert list(reading_order(graph[::-1])) == graph


@pytest.mark.parametrize("in_memory", [1, 3, 1000])
def test_a_spool_is_gone_through_again_and_sorted(in_memory: int) -> None:
    spool = Spool((n * 7 % 50 for n in range(120)), in_memory=in_memory)
    assert list(spool) == list(spool) == [n * 7 % 50 for n in range(120)]
    assert list(spool.sorted(lambda n: -n)) == list(range(49, -1, -1))
