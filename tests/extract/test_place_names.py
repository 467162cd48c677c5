"""Names that the gazetteer knows for places, and places inside longer names."""

from __future__ import annotations

import pytest

from kg import geography, lexicon
from kg.extract.place_names import PlaceNames
from tests.extract.grammar import code


def classes(text: str) -> dict[str, str]:
    return {e.label: e.cls for e in code(text).entities if e.named}


@pytest.mark.parametrize(
    ("name", "known"),
    [
        pytest.param("Maiduguri", True, id="a city"),
        pytest.param("Helmand", True, id="a region"),
        pytest.param("Rapides Parish", True, id="a county with its noun"),
        pytest.param("Union", False, id="an ordinary word"),
        pytest.param("Orvanatown", False, id="nothing"),
    ],
)
def test_are_renowned_by_their_people(name: str, known: bool) -> None:
    assert (PlaceNames(geography.load(), lexicon.load()).renown(name) > 0) is known


def test_a_city_stands_in_the_name_of_its_police() -> None:
    found = classes("The Maiduguri Police Department arrested two men on Monday.")
    assert found["Maiduguri"] == "Place"


def test_a_town_that_the_text_tells_elsewhere_stands_in_a_name() -> None:
    text = "Gunmen attacked a market in Mainok. The Mainok Traders Association closed its offices."
    assert classes(text)["Mainok"] == "Place"


def test_a_site_lies_in_the_place_that_its_name_begins_with() -> None:
    coding = code("Gunmen attacked Maiduguri Hospital on Monday.")
    assert ("sikg:locatedIn", "implied") in {(r.predicate, r.basis) for r in coding.relations if r.subject.startswith("facility/")}
