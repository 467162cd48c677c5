"""Which later sentences tell an incident again, and which tell of another."""

from __future__ import annotations

import pytest

from tests.extract.grammar import links, read

HALL = "Six farmers were killed in Lugara on Monday."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"{HALL} Gunmen opened fire on a minibus at a crossing.", ("opened fire", "killed"), id="what explains the deaths just told"
        ),
        pytest.param(
            "A bomb exploded in a village, killing seven people. The blast in Torla also wounded 13 people.",
            ("The blast in Torla", "exploded"),
            id="the blast, with another harm and the name of the village",
        ),
        pytest.param(
            "Militiamen massacred 40 villagers in Lugara. The militiamen stormed the mosque at noon.",
            ("stormed the mosque", "massacred 40 villagers"),
            id="by the same armed people",
        ),
        pytest.param(
            "Gunmen killed 17 miners near Lugara. The explosion of violence shocked the country. Some 17 miners were shot dead at the pit.",
            ("shot", "killed 17 miners"),
            id="the same toll",
        ),
        pytest.param(
            "A bomb killed 17 miners near Lugara on Monday. The 5:00 pm blast killed 17 people.",
            ("The 5:00 pm blast", "killed 17 miners"),
            id="the same toll, and an hour",
        ),
        pytest.param(
            "Blasts in Lugara killed 42 people. A group claimed the bombings, which also wounded 57 people.",
            ("the bombings", "Blasts in Lugara"),
            id="plurals",
        ),
        pytest.param(
            "Eleven people were killed in Lugara. Some 18 others were also wounded in the riots.", ("the riots", "killed"), id="also others"
        ),
        pytest.param(
            "Eleven people were killed in Lugara. A doctor said 18 others were wounded in the bombardment.",
            ("the bombardment", "killed"),
            id="others",
        ),
        pytest.param(
            "Five people were killed in an attack by militiamen on a bus. Militiamen opened fire on a bus near Torla.",
            ("opened fire", "an attack by militiamen on a bus"),
            id="the same doers and the same thing in other words",
        ),
        pytest.param(
            "Assailants killed a local official in Lugara. Two attackers opened fire on a local official from the Torla district.",
            ("opened fire", "killed a local official"),
            id="where somebody comes from is no other place",
        ),
        pytest.param(
            "Five people died after herders from two towns clashed. The herders fought a gun battle in Lugara.",
            ("a gun battle", "clashed"),
            id="the herders",
        ),
        pytest.param(
            "Twenty people were killed in violence among rival clans. Rifles were used in clashes between the Borana and Gabbra clans.",
            ("clashes", "violence"),
            id="among the same parties",
        ),
        pytest.param(
            "Militants have killed 21 leaders from Lugara and Torla. Some of those killed were shot dead on Saturday.",
            ("shot", "killed 21 leaders"),
            id="some of those killed",
        ),
        pytest.param(
            "Eight people were killed in their home. Gunmen stormed a house, shooting dead six adults, a girl and a baby.",
            ("stormed a house", "killed"),
            id="a toll that adds up to the one told",
        ),
        pytest.param(
            "Eight workers were wounded in Lugara. A mine went off under a car in the Torla area of the district.",
            ("went", "wounded"),
            id="a place in the district told",
        ),
    ],
)
def test_one_incident_told_again(text: str, expected: tuple[str, str]) -> None:
    assert expected in links(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{HALL} On Friday, gunmen opened fire on a minibus.", id="another day"),
        pytest.param(f"{HALL} Gunmen opened fire on a minibus in Torla.", id="another town"),
        pytest.param(f"{HALL} Gunmen also opened fire on a minibus.", id="also"),
        pytest.param(f"{HALL} Gunmen had opened fire on a minibus.", id="before that"),
        pytest.param(f"{HALL} It came two days after gunmen opened fire on a minibus.", id="the setting of another"),
        pytest.param(f"{HALL} Gunmen opened fire on a minibus, killing two men.", id="another toll"),
        pytest.param("Gunmen killed a local official in Lugara. Gunmen shot a local official in Torla.", id="the same in another town"),
        pytest.param("A bus was bombed in Lugara. Another bus was bombed.", id="another of the same"),
        pytest.param("A bomb exploded in a market. Gunmen kidnapped the doctor.", id="another kind of deed"),
    ],
)
def test_two_incidents(text: str) -> None:
    firsts = {a for a, _, _ in read(text).same if a.startswith("e")}
    events = read(text).events
    assert len(events) - len(firsts) == 2
