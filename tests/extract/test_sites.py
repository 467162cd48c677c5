"""Who runs a site, whom it hosts, whose headquarters it is, and where it lies."""

from __future__ import annotations

import pytest

from tests.extract.grammar import said

PREDICATES = ("operatedBy", "hosts", "locatedIn", "headquarteredAt")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The French base was closed.", {("French base", "operatedBy", "French")}, id="adjective before a base"),
        pytest.param("The French hotel was closed.", set(), id="a French hotel is run by nobody we know"),
        pytest.param(
            "The base in Torvala is run by France.",
            {("base in Torvala", "operatedBy", "France"), ("base in Torvala", "locatedIn", "Torvala")},
            id="is run by",
        ),
        pytest.param(
            "Ghana runs a base in Torvala.",
            {("base in Torvala", "operatedBy", "Ghana"), ("base in Torvala", "locatedIn", "Torvala")},
            id="runs",
        ),
        pytest.param("The base lies in Torvala.", {("base", "locatedIn", "Torvala")}, id="lies in"),
        pytest.param("A camp run by Ghana burned.", {("camp", "operatedBy", "Ghana")}, id="run by after the noun"),
        pytest.param("The camp, which houses Kenyan soldiers, burned.", {("camp", "hosts", "Kenyan soldiers")}, id="houses"),
        pytest.param(
            "A base hosting Danish soldiers burned.", {("base hosting Danish soldiers", "hosts", "Danish soldiers")}, id="hosting"
        ),
        pytest.param("Turkish troops stationed at the base were unharmed.", {("base", "hosts", "Turkish troops")}, id="stationed at"),
        pytest.param("Rebels burned a school in Torvala.", {("school in Torvala", "locatedIn", "Torvala")}, id="site in a place"),
        pytest.param("Rebels burned a school near Torvala.", set(), id="near is not in"),
        pytest.param("Torvala, Sudan, is quiet.", {("Torvala", "locatedIn", "Sudan")}, id="place and state"),
        pytest.param("The Iraqi town of Torvala is quiet.", {("Torvala", "locatedIn", "Iraqi")}, id="adjective and town"),
        pytest.param(
            "The village of Ostrim in Torvala province was quiet.", {("Ostrim", "locatedIn", "Torvala")}, id="village in a province"
        ),
        pytest.param("He visited Paris, London and Rome.", set(), id="a list of places is no nesting"),
        pytest.param("He visited Peru, Chile and Ghana.", set(), id="a list of states is no nesting"),
        pytest.param(
            "The Hexagon, the headquarters of the French Ministry of Defence, was closed.",
            {("French Ministry of Defence", "headquarteredAt", "Hexagon")},
            id="headquarters in apposition",
        ),
        pytest.param("The Hexagon, a large building, was closed.", set(), id="apposition of something else"),
    ],
)
def test_what_is_said_of_sites_and_places(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert said(text, *PREDICATES) == expected
