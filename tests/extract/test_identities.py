"""People told by a description first and by name beside it."""

from __future__ import annotations

import pytest

from tests.extract.grammar import code, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Gunmen kidnapped a young couple, Silvia Azurdia and Victor Rodriguez, on Monday.",
            {"young couple", "Silvia Azurdia", "Victor Rodriguez"},
            id="apposition",
        ),
        pytest.param(
            "Terrorists attacked mines and killed 12 miners, including Saul Cantoral, head of the union.",
            {"miners", "Saul Cantoral"},
            id="including",
        ),
        pytest.param(
            "A bomb killed three people on Monday. The dead were identified as Jose Perez, 30, and Maria Lopez.",
            {"people", "Jose Perez", "Maria Lopez"},
            id="identified as",
        ),
        pytest.param(
            "The two students who were kidnapped are Victor Rodriguez and Carlos Conde.",
            {"students", "Victor Rodriguez", "Carlos Conde"},
            id="copula",
        ),
        pytest.param("Gunmen killed two officers, Colonel Juan Perez said.", {"officers"}, id="a speaker is no victim"),
        pytest.param("Gunmen killed the leader of the party, Juan Perez said.", {"leader of the party"}, id="nor after a phrase"),
        pytest.param("Gunmen killed the mayor of Quito, Juan Perez, on Monday.", {"Juan Perez"}, id="the mayor of X, Y"),
        pytest.param("A bomb hurt a guard named Barroso.", {"guard", "Barroso"}, id="named"),
        pytest.param("Juan Perez, one of the six priests murdered in May, taught there.", {"priests", "Juan Perez"}, id="one of them"),
        pytest.param(
            "A bomb killed two men. A judge identified the dead men as Juan Perez, 38, and Luis Conde, 42.",
            {"men", "Juan Perez", "Luis Conde"},
            id="somebody identified them",
        ),
    ],
)
def test_named_people_have_the_role_of_their_description(text: str, expected: set[str]) -> None:
    assert {who for _, _, who in said(text, "victim")} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Police arrested two men suspected of the murder of a judge: Alvaro Delgado and Jorge Canaveral.",
            {"men", "Alvaro Delgado", "Jorge Canaveral"},
            id="as many as are counted",
        ),
        pytest.param(
            "Three men killed a judge. Their names are Alvaro Delgado, Jorge Canaveral and Luis Hasbun.",
            {"men", "Alvaro Delgado", "Jorge Canaveral", "Luis Hasbun"},
            id="their names are",
        ),
        pytest.param("A bomb killed a judge in Quito. Police arrested five suspects.", {"suspects"}, id="suspects of what was told"),
    ],
)
def test_named_people_are_the_culprits_of_their_description(text: str, expected: set[str]) -> None:
    assert {who for _, _, who in said(text, "perpetrator")} == expected


def test_only_the_people_listed_have_the_role() -> None:
    assert {who for _, _, who in said("Rebels killed 12 miners, including Saul Cantoral.", "perpetrator")} == {"Rebels"}


def test_a_description_and_the_name_in_apposition_are_one_person() -> None:
    coding = code("A judge, Carlos Valencia, was killed by gunmen.")
    victims = {r.object for r in coding.relations if r.predicate == "sikg:victim"}
    assert [e.label for e in coding.entities if e.id in victims] == ["Carlos Valencia"]


def test_the_victim_of_an_attack_is_its_victim() -> None:
    assert said("Luis Galan was the victim of another attack in Quito.", "victim") == {("attack", "victim", "Luis Galan")}


def test_culprits_may_be_identified_between_commas() -> None:
    text = "Two men, identified as Alvaro Delgado and Jorge Rojas, were arrested for the murder of a senator."
    assert {who for _, _, who in said(text, "perpetrator")} == {"men", "Alvaro Delgado", "Jorge Rojas"}
