"""Arrests, seizures of goods and protests: events whose parties are participants, never perpetrators or victims."""

from __future__ import annotations

import pytest

from tests.extract.grammar import Triple, said

ROLES = ("participant", "perpetrator", "victim", "target", "occurredAt")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Police arrested two students in Lima.",
            {("arrest", "participant", "Police"), ("arrest", "participant", "students"), ("arrest", "occurredAt", "Lima")},
            id="who arrests whom",
        ),
        pytest.param(
            "Two students were arrested by soldiers.",
            {("arrest", "participant", "students"), ("arrest", "participant", "soldiers")},
            id="passive",
        ),
        pytest.param(
            "Peasants protested in Lima.", {("protest", "participant", "Peasants"), ("protest", "occurredAt", "Lima")}, id="protest"
        ),
        pytest.param("Soldiers seized two rifles.", {("seize", "participant", "Soldiers")}, id="goods"),
        pytest.param(
            "The arrest of two students by police.", {("arrest", "participant", "police"), ("arrest", "participant", "students")}, id="noun"
        ),
    ],
)
def test_parties_are_participants(text: str, expected: set[Triple]) -> None:
    assert said(text, *ROLES) == expected
