"""Whose a described group is, and which organisation stands behind its fighters."""

from __future__ import annotations

import pytest

from tests.extract.grammar import mentioned, read, said, words


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Gunmen suspected to be members of Boko Haram burned a school.", {"Boko Haram", "Gunmen"}, id="suspected to be"),
        pytest.param(
            "Members of Boko Haram terrorists burned a school.",
            {"Boko Haram", "Members of Boko Haram terrorists"},
            id="members of fighters",
        ),
        pytest.param("A column of M23 rebels burned a school.", {"M23", "column of M23 rebels"}, id="a column of"),
        pytest.param(
            "The school was burned by Boko Haram Islamists.", {"Boko Haram", "Boko Haram Islamists"}, id="followers with a capital"
        ),
        pytest.param(
            "Members of the armed forces burned a school.", {"armed forces", "Members of the armed forces"}, id="members of the army"
        ),
        pytest.param(
            "Gunmen suspected to be Fulani herdsmen killed 12 people.", {"Fulani herdsmen", "Gunmen"}, id="suspected to be a militia"
        ),
        pytest.param("Turkana raiders burned a school.", {"Turkana raiders"}, id="a people's militia"),
    ],
)
def test_the_organisation_behind_is_found_through_descriptions(text: str, expected: set[str]) -> None:
    assert {who for _, _, who in said(text, "perpetrator")} == expected


def test_a_supposed_organisation_is_less_sure() -> None:
    reading = read("Gunmen suspected to be Boko Haram members burned a school.")
    sure = {words(reading, r.object or ""): r.confidence for r in reading.relations if r.predicate == "sikg:perpetrator"}
    assert sure == {"Boko Haram": 0.6, "Gunmen": 0.9}
