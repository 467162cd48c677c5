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
            "Gunmen suspected to be Fulani herdsmen killed 12 people.", {"Fulani militia", "Gunmen"}, id="suspected to be a militia"
        ),
        pytest.param("Turkana raiders burned a school.", {"Turkana raiders", "Turkana militia"}, id="a people's militia"),
        pytest.param("Gunmen suspected to be Fulani burned a school.", {"Fulani militia", "Gunmen"}, id="a people alone"),
        pytest.param("Fighters of the mainly rural Seleka alliance burned a school.", {"Seleka", "Fighters"}, id="of the X alliance"),
        pytest.param("M23 12th front members burned a school.", {"M23", "M23 12th front members"}, id="a part of it between"),
        pytest.param(
            "Members of the second front of M23 burned a school.", {"M23", "Members of the second front of M23"}, id="a part of it after of"
        ),
        pytest.param("People suspected to be Fulani armed men burned a school.", {"Fulani militia", "People"}, id="X armed men"),
        pytest.param("People suspected to be Boko Haram armed men burned a school.", {"Boko Haram", "People"}, id="armed men of a group"),
        pytest.param("A school was burned by some Boko Haram Islamists on Monday.", {"Boko Haram", "Boko Haram Islamists"}, id="followers"),
        pytest.param(
            "An armed group suspected to be members of Boko Haram burned a school.", {"Boko Haram", "armed group"}, id="a group suspected"
        ),
        pytest.param("Dozens of M23 rebels burned a school.", {"M23", "M23 rebels"}, id="dozens of"),
    ],
)
def test_the_organisation_behind_is_found_through_descriptions(text: str, expected: set[str]) -> None:
    assert {who for _, _, who in said(text, "perpetrator")} == expected


def test_a_supposed_organisation_is_less_sure() -> None:
    reading = read("Gunmen suspected to be Boko Haram members burned a school.")
    sure = {words(reading, r.object or ""): r.confidence for r in reading.relations if r.predicate == "sikg:perpetrator"}
    assert sure == {"Boko Haram": 0.6, "Gunmen": 0.9}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Kenyan soldiers burned a farm.", {"Kenyan"}, id="a state's soldiers"),
        pytest.param("Kenyan and Ugandan soldiers burned a farm.", {"Kenyan", "Ugandan"}, id="soldiers of two states"),
        pytest.param("A raid by the Saudi-led coalition killed nine people.", {"Saudi"}, id="the leader of a coalition"),
        pytest.param("Kenyan farmers burned a bus.", set(), id="farmers act for themselves"),
        pytest.param("Kenyan rebels burned a bus.", set(), id="rebels are not the state's"),
    ],
)
def test_a_state_takes_part_through_its_forces(text: str, expected: set[str]) -> None:
    assert {who for _, _, who in said(text, "participant")} == expected


def test_a_name_with_its_abbreviation_is_no_word_of_the_fighters_after_it() -> None:
    text = "On 26 March M23 [March 23 Movement] rebels burned a bus."
    assert ("rebels", "Group") in mentioned(text)
    assert {who for _, _, who in said(text, "perpetrator")} == {"M23", "M23 rebels"}


def test_what_points_back_or_tells_a_day_is_no_word_of_a_description() -> None:
    assert ("gunmen", "Group") in mentioned("These gunmen burned a bus.")
    assert ("armed men", "Group") in mentioned("Yesterday armed men burned a bus.")
