"""Whose a described group is, and which organisation stands behind its fighters."""

from __future__ import annotations

import pytest

from tests.extract.grammar import mentioned, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Gunmen shot two Peruvian soldiers.", {("Peruvian soldiers", "partOf", "Peruvian")}, id="adjective"),
        pytest.param("Gunmen shot two UN peacekeepers.", {("UN peacekeepers", "partOf", "UN")}, id="organisation before the noun"),
        pytest.param("Gunmen shot two farmers.", set(), id="nobody's"),
        pytest.param("Gunmen shot two Peru farmers.", set(), id="a state's name before people who are not its own"),
    ],
)
def test_a_group_is_part_of_what_its_words_name(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert said(text, "partOf") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Boko Haram fighters burned a school.", {"Boko Haram", "Boko Haram fighters"}, id="fighters with the name before"),
        pytest.param("Two members of Boko Haram burned a school.", {"Boko Haram", "members of Boko Haram"}, id="members of"),
        pytest.param("M23 rebels burned a school.", {"M23", "M23 rebels"}, id="rebels with the name before"),
        pytest.param("Peruvian soldiers burned a school.", {"Peruvian soldiers"}, id="soldiers of a state act for themselves"),
        pytest.param("Armed men burned a school.", {"Armed men"}, id="nobody's fighters"),
    ],
)
def test_what_its_fighters_do_an_armed_group_does(text: str, expected: set[str]) -> None:
    assert {who for _, _, who in said(text, "perpetrator")} == expected


def test_an_organisation_with_fighters_is_an_armed_group() -> None:
    assert ("Lugara Front", "ArmedGroup") in mentioned("Two fighters of the Lugara Front burned a school.")
    assert ("Lugara Front", "Organisation") in mentioned("The Lugara Front opened a school.")
