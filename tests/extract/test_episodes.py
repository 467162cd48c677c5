"""Which event mentions of a report are one event."""

from __future__ import annotations

import pytest

from tests.extract.grammar import code, links, read

HOTEL = "Gunmen attacked a hotel in Mopti on Monday."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Gunmen attacked a hotel, killing two guards.", ("killing two guards", "attacked a hotel"), id="participle of harm"),
        pytest.param("The drone attack wounded four men.", ("wounded four men", "The drone attack"), id="verb of harm after its cause"),
        pytest.param("Three policemen were wounded when a bomb hit a bus.", ("wounded", "hit a bus"), id="harm before its cause"),
        pytest.param("Rebels invaded a farm and killed two men.", ("killed two men", "invaded a farm"), id="coordinated verbs"),
        pytest.param("A suicide attack hit a market.", ("hit a market", "A suicide attack"), id="event noun as subject"),
        pytest.param(f"{HOTEL} The attack lasted two hours.", ("The attack", "attacked a hotel"), id="the attack"),
        pytest.param(
            "Two bombs exploded in Lima. The explosions killed two men.", ("The explosions", "exploded"), id="a plural that goes on"
        ),
        pytest.param(
            "Rebels attacked a port. They also wounded two men and looted a market.",
            ("wounded two men", "attacked a port"),
            id="they also",
        ),
        pytest.param(f"{HOTEL} Twelve people were killed.", ("killed", "attacked a hotel"), id="a bare toll"),
        pytest.param("Peru and Chile met in Lima. The meeting was short.", ("The meeting", "met"), id="the meeting"),
        pytest.param(
            "The Orinda Peace Forum opened. The Orinda Peace Forum closed.",
            ("The Orinda Peace Forum", "The Orinda Peace Forum"),
            id="the same name",
        ),
        pytest.param(
            "Peru launched an offensive against rebels. The offensive was short.",
            ("The offensive", "an offensive against rebels"),
            id="the offensive",
        ),
        pytest.param(
            "Gunmen shot dead a judge in Quito, the latest attack on officials.",
            ("the latest attack on officials", "shot dead a judge"),
            id="the latest attack",
        ),
        pytest.param(
            "Militants killed five men in an ambush, officials said, in the deadliest attack for five years.",
            ("the deadliest attack", "an ambush"),
            id="in the deadliest attack",
        ),
        pytest.param(
            "Five people died in the attack and the mosque was destroyed.", ("destroyed", "the attack"), id="what else came to harm"
        ),
        pytest.param(
            "Peru and Chile had clashes in Lima. It rained. Nobody knew why the clashes began.",
            ("the clashes", "clashes in Lima"),
            id="the same plural",
        ),
        pytest.param(
            "The army did not attack the port. It did not attack the port.", ("attack the port", "attack the port"), id="denied twice"
        ),
    ],
)
def test_one_event_told_twice(text: str, expected: tuple[str, str]) -> None:
    assert expected in links(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{HOTEL} In 2019, gunmen killed nine people in Quito.", id="another year and place"),
        pytest.param(f"{HOTEL} The attack on Lugara University was worse.", id="another site"),
        pytest.param("Twelve people have been killed since the attack on the base.", id="since"),
        pytest.param("The army repelled an attack on its base and killed 20 insurgents.", id="a deed that answers another"),
        pytest.param(f"{HOTEL} Another attack followed.", id="another"),
        pytest.param("A witness in the trial over the massacre of 2009 has been killed.", id="what the victim saw"),
        pytest.param(f"{HOTEL} Attacks are common.", id="attacks in general"),
        pytest.param(f"{HOTEL} The army will attack the rebels.", id="another status"),
        pytest.param("Peru and Chile met in Lima. A meeting of Ghana and Togo followed.", id="a meeting of others"),
        pytest.param("The Orinda Peace Forum closed. The Lugara Peace Forum opened.", id="other names"),
        pytest.param("Rebels attacked the port. " + "Trees fell. " * 7 + "The attack was short.", id="seven sentences back"),
    ],
)
def test_two_events(text: str) -> None:
    assert [pair for pair in read(text).same if pair[0].startswith("e")] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A bomb exploded in Quito. The bomb was placed by two men.", 1, id="the bomb told before"),
        pytest.param("A bomb exploded in Quito. A bomb was placed by two men in Lima.", 2, id="another bomb"),
    ],
)
def test_who_placed_the_bomb_is_told_of_its_explosion(text: str, expected: int) -> None:
    assert len([e for e in code(text).events if e.cls == "Attack"]) == expected
