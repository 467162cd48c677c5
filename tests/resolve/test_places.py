"""Places on the map: an id and coordinates where the gazetteer has them, by the states that the document names."""

from __future__ import annotations

import pytest

from kg.model import Entity, Span
from kg.resolve.places import locate


def place(label: str, cls: str = "Place", *, named: bool = True) -> Entity:
    return Entity(f"{cls.lower()}/{label.lower()}", cls, label, (Span(0, len(label), label),), named=named)


def state(code: str) -> Entity:
    return Entity(f"state/{code.lower()}", "State", code, (Span(0, 2, code),), iso_alpha2=code)


def geonames(*entities: Entity) -> str | None:
    """The GeoNames id of the first of some entities."""
    return dict(locate(entities)[0].links).get("geonames")


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        pytest.param("Lima", "3936456", id="a capital"),
        pytest.param("LIMA", "3936456", id="in capitals"),
        pytest.param("Bogota", "3688689", id="without its accent"),
        pytest.param("Bogotá", "3688689", id="with its accent"),
        pytest.param("Orvanatown", None, id="in no gazetteer"),
        pytest.param("", None, id="empty"),
        pytest.param("\u202eLima", "3936456", id="with a direction mark"),
    ],
)
def test_a_place_is_found_by_its_name(label: str, expected: str | None) -> None:
    assert geonames(place(label)) == expected


def test_of_several_places_the_most_populous_is_meant() -> None:
    assert geonames(place("Tripoli")) == "2210247"  # the capital of Libya, not the city in Lebanon


def test_a_state_that_the_document_names_decides() -> None:
    assert geonames(place("Tripoli"), state("LB")) == "266826"
    assert geonames(place("Tripoli"), state("PE")) == "2210247"


def test_coordinates_come_with_the_id_and_are_exact() -> None:
    [lima] = locate([place("Lima")])
    assert (round(lima.lat or 0), round(lima.lon or 0), lima.place_precision) == (-12, -77, "exact")


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(place("Lima", "Organisation"), id="no place"),
        pytest.param(place("Lima", "Facility"), id="a site"),
        pytest.param(place("Lima", named=False), id="a description"),
    ],
)
def test_nothing_but_named_places_is_located(other: Entity) -> None:
    assert locate([other]) == (other,)


def test_order_and_all_else_stay() -> None:
    entities = (place("Quito"), state("EC"), place("Lima", "Person"))
    assert [(e.id, e.cls, e.mentions) for e in locate(entities)] == [(e.id, e.cls, e.mentions) for e in entities]
