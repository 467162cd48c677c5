"""Culprits by words of accusation: who is accused, held, involved, or has an act attributed to him."""

from __future__ import annotations

import pytest

from tests.extract.grammar import read, said, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The soldiers involved in the massacre fled.", {("massacre", "soldiers")}, id="involved in"),
        pytest.param(
            "The minister implicated four officers and two sergeants in the killing of six priests.",
            {("killing", "officers"), ("killing", "sergeants")},
            id="implicate somebody in",
        ),
        pytest.param("Police arrested three men in connection with the bombing.", {("bombing", "men")}, id="in connection with"),
        pytest.param("The bombing was attributed to Boko Haram.", {("bombing", "Boko Haram")}, id="attributed to"),
        pytest.param("Two men were convicted of the bombing.", {("bombing", "men")}, id="convicted of"),
        pytest.param("Two men were not involved in the bombing.", set(), id="denied"),
        pytest.param("The army rejects any statement implicating M23 in the bombing.", set(), id="rejected"),
        pytest.param("Two men were arrested in Quito.", set(), id="no act"),
        pytest.param(
            "Gunmen killed two nuns. Five soldiers took part in the crime.", {("kill", "Gunmen"), ("kill", "soldiers")}, id="the crime"
        ),
        pytest.param("The perpetrators of the massacre were M23 rebels.", {("massacre", "M23"), ("massacre", "M23 rebels")}, id="were"),
    ],
)
def test_an_accused_is_told_as_perpetrator(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(act, who) for act, _, who in said(text, "perpetrator")} == expected


def test_an_accusation_is_less_sure_and_the_accusers() -> None:
    reading = read("The governor accused two policemen of the murder of a judge.")
    [relation] = [r for r in reading.relations if r.predicate == "sikg:perpetrator"]
    assert (relation.confidence, relation.rule) == (0.5, "accused-accuse")
    assert words(reading, relation.attributed_to or "") == "governor"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Five soldiers were involved in the murder of a priest.", {"soldiers"}, id="somebody"),
        pytest.param("Soldiers might be involved in the murder of a priest.", set(), id="only what may be"),
        pytest.param("The people involved in the murder of a priest fled.", set(), id="nobody in particular"),
    ],
)
def test_only_particular_people_are_accused_of_what_is_stated(text: str, expected: set[str]) -> None:
    assert {who for _, _, who in said(text, "perpetrator")} == expected


def test_the_act_may_hang_on_somebody_inside_the_accusation() -> None:
    text = "Workers have accused rebels armed by the army of the attack on the office."
    assert said(text, "perpetrator") == {("attack", "perpetrator", "rebels")}


def test_the_main_suspects_are_accused() -> None:
    text = "A bomb killed ten people in Kano. Boko Haram militants are the main suspects."
    assert {who for _, _, who in said(text, "perpetrator")} == {"Boko Haram", "Boko Haram militants"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The arrest of eight soldiers for the murder of a priest was just.", {"soldiers"}, id="arrest for"),
        pytest.param(
            "The arrest of eight soldiers on charges of involvement in the murder of a priest was just.",
            {"soldiers"},
            id="arrest on charges",
        ),
        pytest.param("The trial of a colonel for the murder of a priest began.", {"colonel"}, id="trial"),
        pytest.param("The arrest of eight soldiers angered the town where gunmen killed a priest.", {"gunmen"}, id="for nothing told"),
    ],
)
def test_who_is_arrested_or_tried_is_accused_also_where_a_noun_tells_it(text: str, expected: set[str]) -> None:
    assert {who for _, _, who in said(text, "perpetrator")} == expected
