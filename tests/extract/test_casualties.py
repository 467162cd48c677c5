"""How many people an event harmed, among whom, and which counts are none."""

from __future__ import annotations

import pytest

from tests.extract.grammar import figures, read, said

Row = tuple[str, str, str, str]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Gunmen killed six soldiers.", [("kill", "killed", "6-6", "soldiers")], id="object"),
        pytest.param("Six soldiers were killed.", [("kill", "killed", "6-6", "soldiers")], id="passive subject"),
        pytest.param("Six soldiers died in the attack.", [("die", "killed", "6-6", "soldiers")], id="who died"),
        pytest.param(
            "Gunmen killed six soldiers and wounded 11 others.",
            [("kill", "killed", "6-6", "soldiers"), ("wound", "injured", "11-11", "")],
            id="killed and wounded",
        ),
        pytest.param(
            "At least 20 people were killed and more than 40 wounded.",
            [("kill", "killed", "20-", "people"), ("wound", "injured", "41-", "")],
            id="a bare number is of the second harm",
        ),
        pytest.param(
            "The attack left 70 people dead and 12 missing.",
            [("attack", "killed", "70-70", "people"), ("attack", "missing", "12-12", "")],
            id="left dead",
        ),
        pytest.param("The attack claimed 12 lives.", [("attack", "killed", "12-12", "")], id="lives"),
        pytest.param("The death toll in the attack rose from 10 to 15.", [("attack", "killed", "15-15", "")], id="toll that rose"),
        pytest.param("Two soldiers are missing after the attack.", [("attack", "missing", "2-2", "soldiers")], id="missing"),
        pytest.param("Rebels captured 14 soldiers.", [("capture", "captured", "14-14", "soldiers")], id="captured"),
        pytest.param("Rebels kidnapped two French engineers.", [("kidnap", "hostage", "2-2", "French engineers")], id="hostages"),
        pytest.param("The rebels lost three fighters in the attack.", [("attack", "killed", "3-3", "fighters")], id="a side's own loss"),
        pytest.param("No one was killed in the attack.", [("kill", "killed", "0-0", "")], id="no one"),
        pytest.param("Two of the attackers were killed.", [("kill", "killed", "2-2", "attackers")], id="two of"),
        pytest.param("Between 10 and 15 people were killed.", [("kill", "killed", "10-15", "people")], id="range"),
    ],
)
def test_counts_of_the_harmed(text: str, expected: list[Row]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Twelve gunmen attacked a hotel.", id="attackers"),
        pytest.param("Gunmen killed a soldier who had served 12 years.", id="years"),
        pytest.param("The attack cost $12 million.", id="money"),
        pytest.param("The attack killed 30 cows.", id="cattle"),
        pytest.param("The attack destroyed 12 houses.", id="houses"),
        pytest.param("About 300 soldiers left the base after the attack.", id="soldiers who left"),
        pytest.param("The attack on 3 March was the fifth.", id="dates and ordinals"),
        pytest.param("Six soldiers slept.", id="no harm"),
    ],
)
def test_other_counts_are_none(text: str) -> None:
    assert figures(text) == []


def test_a_counted_group_is_a_victim_but_a_sides_own_loss_is_not() -> None:
    assert ("attack", "victim", "people") in said("The attack left 70 people dead.", "victim")
    assert said("The rebels lost three fighters in the attack.", "victim") == set()


def test_evidence_holds_the_count_and_the_word_of_harm() -> None:
    [figure] = read("On Monday the attack left at least 70 people dead in Quetta.").casualties
    assert (figure.verbatim, [e.quote for e in figure.evidence]) == ("at least 70", ["at least 70 people dead"])
