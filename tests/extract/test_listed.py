"""Who and what is listed beside one that has a role has it, too, however the parser breaks the list."""

from __future__ import annotations

import pytest

from tests.extract.grammar import coded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Gonzalo Ardila, manager of the local fund, and Olindo Mantilla, a director of the company, were also kidnapped.",
            {"Gonzalo Ardila", "Olindo Mantilla"},
            id="with appositions",
        ),
        pytest.param(
            "Rebels killed Oscar Celio, a spokesman; Miguel Cacel, an official; and Ana Belmonte, a teacher.",
            {"Oscar Celio", "Miguel Cacel", "Ana Belmonte"},
            id="with semicolons",
        ),
        pytest.param(
            "Priests Ignacio Ellana, Segundo Mondes and Joaquin Lopez, the first two of whom taught there, were killed.",
            {"Ignacio Ellana", "Segundo Mondes", "Joaquin Lopez"},
            id="before an apposition to all",
        ),
        pytest.param(
            "The massacre of the priests Ignacio Ellana and Segundo Mondes, along with their cook Julia Ramos, was denounced.",
            {"priests", "Ignacio Ellana", "Segundo Mondes", "Julia Ramos"},
            id="along with",
        ),
        pytest.param("They killed the judge Pedro Alvar, his wife and their son.", {"Pedro Alvar", "his wife", "son"}, id="kin"),
        pytest.param("Gunmen killed Miguel Cacel, and Ana Belmonte said so.", {"Miguel Cacel"}, id="not who speaks"),
        pytest.param("Gunmen killed Miguel Cacel, son of Pedro Cacel, and fled.", {"Miguel Cacel"}, id="not of whom"),
        pytest.param(
            "The murder in Quito of leaders Miguel Cacel and Ana Belmonte shook them.", {"Miguel Cacel", "Ana Belmonte"}, id="in X of"
        ),
        pytest.param("The murder on 26 May of mayor Ana Belmonte shook them.", {"Ana Belmonte"}, id="on a day of"),
    ],
)
def test_people_are_victims_together(text: str, expected: set[str]) -> None:
    assert {o for _, p, o in coded(text) if p == "victim"} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The attacks on five offices, two banks, one store, and one movie theater killed two people.",
            {"five offices", "two banks", "one store", "one movie theater"},
            id="as subjects of the next verb",
        ),
        pytest.param(
            "A house, several shops, some government offices, and schools have been bombed.",
            {"house", "several shops", "government offices", "schools"},
            id="as appositions",
        ),
        pytest.param("Rebels attacked a bank, and a hotel was closed.", {"bank"}, id="not the subject of another verb"),
        pytest.param("Rebels attacked a bank in a town with a hotel.", {"bank"}, id="not what only stands there"),
        pytest.param("Dozens of houses were burned down by a mob.", {"houses"}, id="dozens of them"),
        pytest.param("Shots were fired at the consulate.", {"consulate"}, id="shots fired at"),
        pytest.param("A missile fired by a plane hit a school.", {"school"}, id="not what fires"),
        pytest.param("Attackers set fire to a school.", {"school"}, id="set fire to"),
        pytest.param("Gunmen fired at an ambulance and a bus.", {"ambulance", "bus"}, id="fired at"),
        pytest.param("Militants killed a man, setting houses and cars alight.", {"houses", "cars"}, id="set alight, in a list"),
        pytest.param("Guerrillas set two trucks loaded with wood on fire.", {"two trucks"}, id="set on fire with words between"),
        pytest.param("A car bomb exploded. The explosion seriously damaged a bus.", {"bus"}, id="what the blast damaged"),
        pytest.param("The explosion of a boiler damaged a bus.", set(), id="no blast by anybody"),
    ],
)
def test_things_are_targets_together(text: str, expected: set[str]) -> None:
    assert {o for _, p, o in coded(text) if p == "target"} == expected
