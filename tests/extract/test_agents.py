"""Who does it: agents, whose forces and weapons they are, and who came when it happened."""

from __future__ import annotations

import pytest

from tests.extract.grammar import said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Six drivers were killed when rebels blocked the road.", {"rebels"}, id="rebels who came"),
        pytest.param(
            "Six drivers were killed when members of Boko Haram blocked the road.", {"Boko Haram", "members of Boko Haram"}, id="members"
        ),
        pytest.param("Six drivers were killed when farmers blocked the road.", set(), id="people without arms"),
        pytest.param("Six drivers were killed by soldiers when rebels blocked the road.", {"soldiers"}, id="the agent is told"),
        pytest.param("Six drivers were killed before rebels blocked the road.", set(), id="at another time"),
    ],
)
def test_armed_people_who_came_are_supposed_to_have_done_the_harm(text: str, expected: set[str]) -> None:
    assert {who for _, _, who in said(text, "perpetrator")} == expected


def test_a_state_that_leads_air_strikes_carries_them_out() -> None:
    assert said("Saudi-led air raids killed 21 people.", "perpetrator") == {("raid", "perpetrator", "Saudi")}


def test_the_owner_of_an_aircraft_is_the_agent_of_its_attack() -> None:
    told = said("Saudi-led coalition warplanes killed eight civilians.", "perpetrator", "participant")
    assert told == {("kill", "perpetrator", "Saudi-led coalition"), ("kill", "participant", "Saudi")}


def test_the_force_of_a_blast_is_nobody() -> None:
    assert said("The force of the explosion killed two people.", "perpetrator") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A series of Saudi airstrikes hit a hospital.", {"Saudi"}, id="of strikes"),
        pytest.param("A jet of the Sudanese Air Force bombed a market.", {"Sudanese Air Force"}, id="of a force"),
        pytest.param("A jet belonging to the Sudanese Air Force bombed a market.", {"Sudanese Air Force"}, id="belonging to"),
        pytest.param("Warplanes of a Saudi-led alliance bombed a market.", {"Saudi"}, id="of those whom a state leads"),
        pytest.param("A series of articles hit a hospital.", set(), id="of something else"),
    ],
)
def test_whose_strike_or_aircraft_it_is_tells_the_agent(text: str, expected: set[str]) -> None:
    assert {who for _, _, who in said(text, "perpetrator")} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Two men died as a result of shelling by M23 rebels.", ("shell", "perpetrator", "M23"), id="a gerund"),
        pytest.param("An attack has occurred in Goma by M23 rebels.", ("attack", "perpetrator", "M23"), id="occurred by"),
        pytest.param(
            "African Union Mission in Somalia air strikes killed two men.",
            ("strike", "perpetrator", "African Union Mission in Somalia"),
            id="a mission's strikes",
        ),
    ],
)
def test_the_agent_of_a_deed_told_as_a_noun(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in said(text, "perpetrator")
