"""Where an event happened and with what."""

from __future__ import annotations

import pytest

from tests.extract.grammar import read, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Gunmen shot a judge in Quito.", ["Quito"], id="place"),
        pytest.param("Gunmen shot a judge near Quito.", ["Quito"], id="near a place"),
        pytest.param("In Quito gunmen shot a judge.", ["Quito"], id="place before the subject"),
        pytest.param("Gunmen shot a judge in Quito in Ecuador.", ["Quito", "Ecuador"], id="the more particular first"),
        pytest.param("Two judges were shot in the town of Mopti.", ["Mopti"], id="the town of"),
        pytest.param("Rebels kidnapped a priest from a church in Quito.", ["church in Quito", "Quito"], id="taken from"),
        pytest.param("A car bomb exploded outside a courthouse in Quetta.", ["courthouse in Quetta", "Quetta"], id="outside a site"),
        pytest.param("Gunmen shot a judge in March.", [], id="a month is no place"),
        pytest.param("Gunmen shot a judge in a hurry.", [], id="nor is a hurry"),
        pytest.param("Gunmen shot a judge, police said in Quito.", [], id="where it was said"),
        pytest.param("QUITO, Ecuador (Reuters) - Gunmen shot a judge.", [], id="the date line"),
    ],
)
def test_places(text: str, expected: list[str]) -> None:
    reading = read(text)
    found = [
        m.name or m.label for r in reading.relations if r.predicate == "sikg:occurredAt" for m in [reading.mentions[int(r.object[1:])]]
    ]
    assert list(dict.fromkeys(found)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Rebels attacked a bridge with mortars.", {"mortar-artillery-rocket"}, id="with"),
        pytest.param("A car bomb exploded.", {"vehicle-bomb"}, id="what exploded"),
        pytest.param("A drone attack shook Quito.", {"drone"}, id="before the noun"),
        pytest.param("The rebels fired rockets at the port.", {"mortar-artillery-rocket"}, id="what was fired"),
        pytest.param("Two men threw a grenade into a bar.", {"grenade"}, id="what was thrown"),
        pytest.param("A bomb killed two people.", {"explosive"}, id="the subject"),
        pytest.param("Israeli warplanes bombed a bridge.", {"aircraft"}, id="warplanes"),
        pytest.param("Guerrillas attacked a pipeline with dynamite and rifles.", {"explosive", "firearm"}, id="two weapons"),
        pytest.param("A truck bomb tore through a hotel.", {"vehicle-bomb"}, id="the longest name of a weapon"),
        pytest.param("Rebels attacked a bridge with great speed.", set(), id="no weapon"),
        pytest.param("Rebels attacked a bridge.", set(), id="none told"),
        pytest.param("Rebels attacked a rifle factory.", set(), id="what a factory makes is not used"),
    ],
)
def test_weapons(text: str, expected: set[str]) -> None:
    assert {concept for _, _, concept in said(text, "weaponType")} == expected


def test_a_weapon_is_quoted_as_worded() -> None:
    [told] = [r for r in read("Rebels attacked the port with two old mortars.").relations if r.predicate == "sikg:weaponType"]
    assert [e.quote for e in told.evidence] == ["mortars"]
