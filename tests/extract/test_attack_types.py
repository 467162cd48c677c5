"""The type of an attack, by the weapon told or by who did it, where its words only say "attack" or tell the harm."""

from __future__ import annotations

import pytest

from tests.extract.grammar import code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A car bomb killed 12 people in Lugara.", ("bombing",), id="a car bomb"),
        pytest.param("A roadside bomb killed two soldiers in Lugara.", ("remote-explosive",), id="a roadside bomb"),
        pytest.param("A suicide bomber struck a mosque in Lugara.", ("suicide-bombing",), id="a suicide bomber"),
        pytest.param("Warplanes hit a market in Lugara.", ("air-drone-strike",), id="warplanes"),
        pytest.param("Rockets hit the airport in Lugara.", ("shelling",), id="rockets"),
        pytest.param("Rebels attacked a bus in Lugara with rifles.", ("armed-assault",), id="rifles"),
        pytest.param("Rebels ambushed a bus in Lugara with mortars.", ("ambush",), id="a type told stays"),
        pytest.param("Rebels attacked a bus in Lugara with mortars and rifles.", ("attack",), id="weapons of two types"),
        pytest.param("Gunmen attacked a bus in Lugara.", ("attack",), id="a weapon only implied"),
        pytest.param("Rebels attacked a bus in Lugara with knives.", ("attack",), id="a weapon of no type"),
    ],
)
def test_the_weapon_tells_the_type(text: str, expected: tuple[str, ...]) -> None:
    [event] = code(text).events
    assert event.event_types == expected
