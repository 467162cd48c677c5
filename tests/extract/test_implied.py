"""What a reader concludes and no sentence says: always of basis `implied`."""

from __future__ import annotations

import pytest

from tests.extract.grammar import Triple, datings, said

LIST = (
    "Since Kenya launched an operation against Boko Haram in 2011 it has been in danger."
    " The attacks include the bombing of a hotel in Mombasa."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Rebels stormed a base hosting Danish soldiers, killing 12 people.",
            {("storm", "victim", "Danish soldiers")},
            id="people killed at a base are its soldiers",
        ),
        pytest.param("Rebels stormed a base hosting Danish soldiers.", set(), id="nobody was harmed"),
        pytest.param(
            "Kenyan forces conducted an operation against Boko Haram.",
            {("Kenyan forces", "opposes", "Boko Haram")},
            id="an operation against an armed group is opposition",
        ),
        pytest.param("Kenyan forces conducted an operation against rebels.", set(), id="a description is no armed group"),
        pytest.param(
            LIST,
            {("Kenya", "opposes", "Boko Haram"), ("bombing", "perpetrator", "Boko Haram"), ("bombing", "victim", "Kenya")},
            id="a list of attacks since an operation",
        ),
        pytest.param("The attacks include the bombing of a hotel in Mombasa.", set(), id="a list after nothing"),
        pytest.param(
            "NAIROBI, Kenya (Reuters) - Defence Secretary Ana Belmonte slept.",
            {("Defence Secretary", "postIn", "Kenya")},
            id="a post in a report from home",
        ),
        pytest.param("NAIROBI, Kenya (Reuters) - Peru's Defence Secretary Ana Belmonte slept.", set(), id="a post of another state"),
        pytest.param("Defence Secretary Ana Belmonte slept.", set(), id="a post without a date line"),
        pytest.param("Gunmen attacked a hotel.", set(), id="nothing to conclude"),
    ],
)
def test_conclusions(text: str, expected: set[Triple]) -> None:
    found = said(text, basis="implied")
    assert {t for t in found if t[1] != "weaponType"} == expected  # implied weapons: test_weapons


def test_listed_attacks_came_after_the_operation_began() -> None:
    assert {(event, edge) for event, _, edge in datings(LIST)} == {("operation", "begin"), ("bombing", "after")}


def test_a_planned_meeting_lies_after_publication() -> None:
    assert {(event, edge) for event, _, edge in datings("Peru and Chile plan a meeting.")} == {("meeting", "after")}
    assert datings("Peru and Chile held a meeting.") == set()
