"""Who runs a site and whose people are there, told by a clause of its own."""

from __future__ import annotations

import pytest

from tests.extract.grammar import said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "MINUSMA handed over Camp Sirba to the Malian army.",
            {("Camp Sirba", "operatedBy", "MINUSMA"), ("Camp Sirba", "operatedBy", "Malian army")},
            id="handed over",
        ),
        pytest.param(
            "Camp Sirba was transferred to the Malian army by MINUSMA.",
            {("Camp Sirba", "operatedBy", "MINUSMA"), ("Camp Sirba", "operatedBy", "Malian army")},
            id="was transferred",
        ),
        pytest.param(
            "They attacked a checkpoint manned by Malian soldiers.",
            {("checkpoint", "operatedBy", "Malian soldiers"), ("checkpoint", "hosts", "Malian soldiers")},
            id="manned by",
        ),
        pytest.param("Camp Sirba hosts French troops.", {("Camp Sirba", "hosts", "French troops")}, id="hosts"),
        pytest.param("Camp Sirba is home to French troops.", {("Camp Sirba", "hosts", "French troops")}, id="home to"),
        pytest.param("They shelled a base of MINUSMA.", {("base", "operatedBy", "MINUSMA")}, id="of a body"),
        pytest.param(
            "MINUSMA withdrew. They shelled the mission's base.", {("mission's base", "operatedBy", "MINUSMA")}, id="the mission's"
        ),
        pytest.param("MINUSMA will hand over Camp Sirba to the Malian army.", set(), id="not yet"),
        pytest.param("MINUSMA handed over the suspect to the Malian army.", set(), id="a suspect is no site"),
        pytest.param("The town is home to thousands of people.", set(), id="a town is no site"),
    ],
)
def test_who_runs_a_site_and_who_is_there(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert said(text, "operatedBy", "hosts") == expected
