"""Who conducts a military operation, against whom, where, and since when."""

from __future__ import annotations

import pytest

from tests.extract.grammar import Triple, datings, said

ROLES = ("conductedBy", "target", "occurredAt")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Ethiopia launched an offensive against rebels in Tigray.",
            {("offensive", "conductedBy", "Ethiopia"), ("offensive", "target", "rebels"), ("offensive", "occurredAt", "Tigray")},
            id="launched an offensive",
        ),
        pytest.param(
            "Kenyan forces conducted Operation Silver Shield against Boko Haram.",
            {("Operation Silver Shield", "conductedBy", "Kenyan forces"), ("Operation Silver Shield", "target", "Boko Haram")},
            id="named operation",
        ),
        pytest.param(
            "Kenyan forces conducted an operation in Mopti against Boko Haram fighters.",
            {("operation", "conductedBy", "Kenyan forces"), ("operation", "target", "Boko Haram"), ("operation", "occurredAt", "Mopti")},
            id="against its fighters is against the group",
        ),
        pytest.param("Operation Silver Shield went on.", set(), id="nothing told"),
        pytest.param("Doctors performed an operation in Mopti.", set(), id="of a hospital"),
    ],
)
def test_roles_of_operations(text: str, expected: set[Triple]) -> None:
    assert said(text, *ROLES) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Peru launched an offensive against rebels in 2019.", {("offensive", "in 2019", "begin")}, id="launched"),
        pytest.param("Peru conducted an offensive against rebels in 2019.", {("offensive", "in 2019", "whole")}, id="conducted"),
    ],
)
def test_launching_dates_only_the_beginning(text: str, expected: set[Triple]) -> None:
    assert datings(text) == expected
