"""Which weak triggers name an incident."""

from __future__ import annotations

import pytest

from tests.extract.grammar import events


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Rebels planted a bomb.", ["plant"], id="a weapon is planted"),
        pytest.param("Rebels planted trees.", [], id="trees are planted"),
        pytest.param("Jets dropped bombs on rebels.", ["drop"], id="bombs are dropped"),
        pytest.param("Revenue dropped by ten per cent as rebels advanced on the port.", [], id="revenue drops"),
        pytest.param("Rebels eliminated two officers.", ["eliminate"], id="people are eliminated"),
        pytest.param("Soldiers eliminated the vehicles.", [], id="things are not killed"),
        pytest.param("A mortar shell fell on the market, killing a guard.", ["kill"], id="a shell that falls takes no town"),
        pytest.param("Gunmen hit a bank.", ["hit"], id="somebody armed"),
        pytest.param("Prices hit a peak.", [], id="nobody armed"),
        pytest.param("He was intercepted by two men.", ["intercept"], id="a person by people"),
        pytest.param("The message was intercepted by two men.", [], id="a thing by people"),
        pytest.param("A car packed with dynamite exploded near a bank.", ["explode"], id="packed with explosives"),
        pytest.param("A bomb-laden motorcycle exploded near a bank.", ["explode"], id="laden with them"),
        pytest.param("A packed bus exploded near a bank.", [], id="packed with people"),
        pytest.param("The priest whom rebels kidnapped regained his freedom.", ["kidnap"], id="freedom is not taken by force"),
        pytest.param("A bomb went off. The explosion damaged a bus.", ["go", "explosion", "damage"], id="the blast told before"),
        pytest.param("The explosion damaged a bus.", [], id="a blast by nobody"),
    ],
)
def test_weak_triggers(text: str, expected: list[str]) -> None:
    assert [head for head, cls, *_ in events(text) if cls in ("Attack", "Incident")] == expected
