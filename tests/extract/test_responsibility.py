"""Claims of responsibility, and blame: told apart from the act itself."""

from __future__ import annotations

import pytest

from tests.extract.grammar import code, read, said, told

BOMB = "A car bomb exploded in Quetta."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Boko Haram claimed responsibility for the bombing.", {("bombing", "claimedBy", "Boko Haram")}, id="claimed responsibility"
        ),
        pytest.param(f"{BOMB} Boko Haram claimed responsibility.", {("explode", "claimedBy", "Boko Haram")}, id="of the event told before"),
        pytest.param("Responsibility for the bombing was claimed by Boko Haram.", {("bombing", "claimedBy", "Boko Haram")}, id="passive"),
        pytest.param("Ten people died in a blast claimed by Boko Haram.", {("blast", "claimedBy", "Boko Haram")}, id="claimed by"),
        pytest.param(f"{BOMB} The attack was claimed by Boko Haram.", {("attack", "claimedBy", "Boko Haram")}, id="was claimed by"),
        pytest.param(
            f"{BOMB} M23 distributed leaflets claiming responsibility for the blast.",
            {("blast", "claimedBy", "M23")},
            id="by way of leaflets",
        ),
        pytest.param(f"{BOMB} Boko Haram took credit.", {("explode", "claimedBy", "Boko Haram")}, id="took credit"),
        pytest.param("Boko Haram claimed the bombing.", {("bombing", "claimedBy", "Boko Haram")}, id="claimed the bombing"),
        pytest.param(
            "Ten people died in a blast claimed by the breakaway Boko Haram.", {("blast", "claimedBy", "Boko Haram")}, id="a noun beside"
        ),
        pytest.param(f"{BOMB} No group has claimed responsibility.", set(), id="no group"),
        pytest.param(f"{BOMB} Boko Haram did not claim responsibility.", set(), id="did not"),
        pytest.param(f"{BOMB} Boko Haram denied responsibility.", set(), id="denied"),
        pytest.param("Boko Haram claimed responsibility.", set(), id="nothing was told"),
        pytest.param(
            f"{BOMB} The minister took responsibility for the budget of the school.",
            {("explode", "claimedBy", "minister")},
            id="of a budget",
        ),
    ],
)
def test_claims(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert said(text, "claimedBy", "perpetrator") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Police blamed Boko Haram for the bombing.", ("bombing", "perpetrator", "Boko Haram"), id="blamed for"),
        pytest.param("Police blamed the bombing on Boko Haram.", ("bombing", "perpetrator", "Boko Haram"), id="blamed on"),
        pytest.param("Boko Haram was blamed for the bombing.", ("bombing", "perpetrator", "Boko Haram"), id="passive"),
        pytest.param("Boko Haram was behind the bombing.", ("bombing", "perpetrator", "Boko Haram"), id="behind"),
        pytest.param(
            "Police hold Boko Haram responsible for the bombing.", ("bombing", "perpetrator", "Boko Haram"), id="hold responsible"
        ),
        pytest.param("Boko Haram was held responsible for the bombing.", ("bombing", "perpetrator", "Boko Haram"), id="held responsible"),
        pytest.param(
            "Police blamed the murder of two priests on Boko Haram.", ("murder", "perpetrator", "Boko Haram"), id="deeper in what is blamed"
        ),
        pytest.param("Boko Haram was responsible for the bombing.", ("bombing", "perpetrator", "Boko Haram"), id="responsible"),
    ],
)
def test_blame_is_a_perpetrator_of_less_confidence(text: str, expected: tuple[str, str, str]) -> None:
    assert said(text, "claimedBy", "perpetrator") == {expected}
    assert 0.6 in {r.confidence for r in read(text).relations if r.predicate == "sikg:perpetrator"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Farmers blamed the rain for the harvest.", id="no event"),
        pytest.param("Rebels bombed a hotel, and farmers blamed the rain.", id="the rain is no actor"),
    ],
)
def test_other_blame_names_no_perpetrator_of_ours(text: str) -> None:
    assert {who for _, _, who in said(text, "perpetrator")} <= {"Rebels"}


def test_blame_is_told_by_the_one_who_blames() -> None:
    assert told("Police blamed Boko Haram for the bombing.", "perpetrator") == {("bombing", "perpetrator", "Boko Haram", "Police")}


def test_a_group_that_says_that_it_was_behind_an_attack_claims_it() -> None:
    assert ("bombing", "claimedBy", "Boko Haram") in said("Boko Haram said that it was behind the bombing.", "claimedBy")


def test_a_duty_is_no_blame() -> None:
    assert said(f"{BOMB} The army is responsible for the budget of the school.", "perpetrator") == set()


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        pytest.param("Boko Haram claimed responsibility for attack.", True, id="without article"),
        pytest.param("Boko Haram claimed responsibility for the attack on Twitter.", True, id="where it was claimed"),
        pytest.param("The army blamed Boko Haram for the attacks.", True, id="blamed for it"),
        pytest.param("Boko Haram later claimed responsibility for the attacks.", True, id="plural"),
        pytest.param("Boko Haram claimed responsibility for the attack on a church.", False, id="another target"),
        pytest.param("Boko Haram claimed responsibility for the attack in Jos.", False, id="another place"),
        pytest.param("Boko Haram claimed responsibility for another attack.", False, id="another one"),
        pytest.param("Boko Haram claimed responsibility for an attack.", False, id="some attack"),
    ],
)
def test_the_attack_that_is_claimed_is_the_one_told_before(claim: str, expected: bool) -> None:
    events = [e for e in code(f"Gunmen killed five people in Kano. {claim}").events if e.cls == "Attack"]
    assert (len(events) == 1) == expected
