"""Which states give people to a mission."""

from __future__ import annotations

import pytest

from tests.extract.grammar import rules, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("MINUSMA is made up of troops from Ghana and Togo.", {"Ghana", "Togo"}, id="made up of troops from"),
        pytest.param("Ghana contributes troops to MINUSMA.", {"Ghana"}, id="contributes"),
        pytest.param("Sweden sent 200 soldiers to MINUSMA.", {"Sweden"}, id="sent soldiers to"),
        pytest.param("They thanked MINUSMA, to which Ghana and Togo contribute troops.", {"Ghana", "Togo"}, id="to which"),
        pytest.param("MINUSMA was set up in 2013. Ghana and Togo contribute troops to the mission.", {"Ghana", "Togo"}, id="the mission"),
        pytest.param("MINUSMA was set up in 2013. Togo provided the bulk of its troops.", {"Togo"}, id="the bulk of its troops"),
        pytest.param("MINUSMA has 9,000 men. The largest troop contributors are Ghana and Togo.", {"Ghana", "Togo"}, id="contributors are"),
        pytest.param("Ghana joined MINUSMA in 2014.", {"Ghana"}, id="joined"),
        pytest.param("Ghanaian soldiers serving with MINUSMA repelled the attack.", {"Ghanaian"}, id="soldiers serving with"),
        pytest.param("Soldiers from Ghana and Togo make up MINUSMA.", {"Ghana", "Togo"}, id="make up"),
        pytest.param("Ghana, the largest contributor to MINUSMA, lost two men.", {"Ghana"}, id="the largest contributor, in apposition"),
        pytest.param("Ghanaian soldiers from MINUSMA repelled the attack.", {"Ghanaian"}, id="soldiers from"),
        pytest.param("Sweden sent a letter to MINUSMA.", set(), id="a letter is no contribution"),
        pytest.param("Ghana left MINUSMA.", set(), id="leaving is no contribution"),
        pytest.param("Ghana will not contribute troops to MINUSMA.", set(), id="denied"),
    ],
)
def test_who_contributes_to_a_mission(text: str, expected: set[str]) -> None:
    assert said(text, "contributesTo") == {(state, "contributesTo", "MINUSMA") for state in expected}


def test_the_state_of_a_killed_peacekeeper_is_a_sign() -> None:
    assert rules("MINUSMA was attacked. A Togolese peacekeeper was killed.", "contributesTo") == {
        ("Togolese", "MINUSMA"): "peacekeepers-of-state"
    }
