"""What a body is part of, where it has its seat."""

from __future__ import annotations

import pytest

from tests.extract.grammar import rules, said

PREDICATES = ("contributesTo", "partOf", "basedIn", "operatesIn", "headquarteredAt", "linkedTo")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Chad is part of the Multinational Joint Task Force.",
            {("Chad", "contributesTo", "Multinational Joint Task Force")},
            id="state part of a mission",
        ),
        pytest.param("Zarafa, an affiliate of Al-Qaeda, fled.", {("Zarafa", "linkedTo", "Al-Qaeda")}, id="affiliate"),
        pytest.param(
            "The unit is part of the Chadian army.",
            {("unit", "partOf", "Chadian army"), ("Chadian army", "partOf", "Chadian")},
            id="part of",
        ),
        pytest.param("The talks are part of the plan.", set(), id="part of something that is no actor"),
        pytest.param("The Lugara Front is based in Torvala.", {("Lugara Front", "basedIn", "Torvala")}, id="based in"),
        pytest.param(
            "The Lugara Front, which operates in Mozambique, fled.", {("Lugara Front", "operatesIn", "Mozambique")}, id="operates in"
        ),
        pytest.param("The group has its headquarters in Torvala.", {("group", "basedIn", "Torvala")}, id="has its headquarters in"),
        pytest.param(
            "The Tiger Battalion of the South Sudanese army fled.",
            {("Tiger Battalion", "partOf", "South Sudanese army"), ("South Sudanese army", "partOf", "South Sudanese")},
            id="a unit of an army",
        ),
        pytest.param(
            "The Lugara Unity Front's armed wing, the Torla Brigade, fled.",
            {("Torla Brigade", "partOf", "Lugara Unity Front")},
            id="an armed wing by name",
        ),
        pytest.param(
            "The Wagner Group has about 1,000 fighters in Mali.", {("Wagner Group", "operatesIn", "Mali")}, id="where its fighters are"
        ),
        pytest.param(
            "The UN peacekeeping mission in Mali (MINUSMA) fled.",
            {("MINUSMA", "partOf", "UN"), ("MINUSMA", "operatesIn", "Mali")},
            id="a mission by its abbreviation",
        ),
        pytest.param("The film is based in Torvala.", set(), id="a film is no actor"),
        pytest.param("The Lugara Front is based near Torvala.", set(), id="near is not in"),
    ],
)
def test_what_is_said_of_bodies(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert said(text, *PREDICATES) == expected


def test_a_relation_carries_the_name_of_its_rule() -> None:
    assert rules("Zarafa, an affiliate of Al-Qaeda, fled.", "linkedTo") == {("Zarafa", "Al-Qaeda"): "affiliate-of"}
