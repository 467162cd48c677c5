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
        pytest.param(
            "At least five civilians were killed and 16 wounded Monday in a blast.",
            [("kill", "killed", "5-", "civilians"), ("wound", "injured", "16-16", "")],
            id="a day after the harm",
        ),
        pytest.param(
            "A bomb kills 13 people, wounds 31.", [("kill", "killed", "13-13", "people"), ("kill", "injured", "31-31", "")], id="headline"
        ),
        pytest.param(
            "The attack left close to 30 persons with varying degrees of injuries.",
            [("attack", "injured", "-", "persons")],
            id="left with injuries",
        ),
        pytest.param(
            "The shelling resulted in the killing of 10 persons and the wounding of 30 others.",
            [("killing", "killed", "10-10", "persons"), ("killing", "injured", "30-30", "")],
            id="nouns of verbs",
        ),
        pytest.param(
            "Five men were killed, six injured and five arrested when guards opened fire.",
            [("kill", "killed", "5-5", "men"), ("injure", "injured", "6-6", ""), ("arrest", "captured", "5-5", "")],
            id="those arrested are not injured",
        ),
        pytest.param(
            "Ten people said to be of the same family were killed.",
            [("kill", "killed", "10-10", "people")],
            id="a participle taken for the verb",
        ),
        pytest.param("At least 13 Torvali were killed.", [("kill", "killed", "13-", "")], id="a people no table has"),
        pytest.param("The group killed seven foreign hostages.", [("kill", "killed", "7-7", "")], id="hostages killed"),
        pytest.param(
            "Ali Khan, 46, was shot dead by gunmen on July 8, 2015.",
            [("shoot", "killed", "1-1", "Ali Khan")],
            id="an age and a year are none",
        ),
        pytest.param("No fewer than six soldiers were killed.", [("kill", "killed", "6-", "soldiers")], id="no fewer than"),
        pytest.param(
            "Five hunters were found dead. Militants attacked them.",
            [("find", "killed", "5-5", "hunters")],
            id="the deed in the next sentence",
        ),
        pytest.param("No one was killed in the attack.", [("kill", "killed", "0-0", "")], id="no one"),
        pytest.param("Two of the attackers were killed.", [("kill", "killed", "2-2", "attackers")], id="two of"),
        pytest.param("Between 10 and 15 people were killed.", [("kill", "killed", "10-15", "people")], id="range"),
        pytest.param("Gunmen killed a journalist.", [("kill", "killed", "1-1", "journalist")], id="one without a number"),
        pytest.param("A passerby was wounded in the blast.", [("wound", "injured", "1-1", "passerby")], id="one in the passive"),
        pytest.param("Gunmen killed a teacher southwest of the town.", [("kill", "killed", "1-1", "teacher")], id="one before a direction"),
        pytest.param(
            "A trader left the market on Monday and was shot dead by gunmen.",
            [("shoot", "killed", "1-1", "trader")],
            id="what also befell who did something",
        ),
        pytest.param("Gunmen shot dead Ali Hassan, a teacher.", [("shoot", "killed", "1-1", "Ali Hassan")], id="one by name"),
        pytest.param("At least eight people were reported killed in a clash.", [("kill", "killed", "8-", "people")], id="reported killed"),
        pytest.param("Six soldiers are said to have been killed.", [("kill", "killed", "6-6", "soldiers")], id="said to have been killed"),
        pytest.param("Three people were confirmed dead after the attack.", [("attack", "killed", "3-3", "people")], id="confirmed dead"),
        pytest.param("The attack claimed the lives of seven people.", [("attack", "killed", "7-7", "people")], id="lives of"),
        pytest.param("The attack led to the death of over 26 people.", [("attack", "killed", "27-", "people")], id="death of"),
        pytest.param("Six people sustained serious injuries in the attack.", [("attack", "injured", "6-6", "people")], id="injuries"),
        pytest.param("Rebels massacred at least 70 Muslims.", [("massacre", "killed", "70-", "Muslims")], id="a people with a capital"),
        pytest.param("Rebels massacred at least 70 Zoroastrians.", [("massacre", "killed", "70-", "")], id="a plural that no table has"),
        pytest.param(
            "A bomb killed 12 people, including two children.",
            [("kill", "killed", "12-12", "people"), ("kill", "killed", "2-2", "children")],
            id="including",
        ),
        pytest.param(
            "A bomb killed 12 people, among them four policemen.",
            [("kill", "killed", "12-12", "people"), ("kill", "killed", "4-4", "policemen")],
            id="among them",
        ),
        pytest.param(
            "Five people were abducted and killed.",
            [("abduct", "hostage", "5-5", "people"), ("kill", "killed", "5-5", "people")],
            id="two harms of the same people",
        ),
        pytest.param(
            "One journalist was shot dead and another wounded.",
            [("shoot", "killed", "1-1", "journalist"), ("wound", "injured", "1-1", "")],
            id="another without a verb",
        ),
        pytest.param(
            "A teacher was killed, and a villager wounded in an attack.",
            [("kill", "killed", "1-1", "teacher"), ("wound", "injured", "1-1", "villager")],
            id="one beside another",
        ),
        pytest.param(
            "Two soldiers were killed and another was wounded.",
            [("kill", "killed", "2-2", "soldiers"), ("wound", "injured", "1-1", "")],
            id="another",
        ),
    ],
)
def test_counts_of_the_harmed(text: str, expected: list[Row]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "total"),
    [
        pytest.param("Gunmen killed three soldiers and seven civilians.", "10-10", id="numbers"),
        pytest.param("Gunmen killed the mayor and two of his guards.", "3-3", id="one and two of"),
        pytest.param("A couple and their three children were killed.", "5-5", id="couple and children"),
        pytest.param("A bomb killed a soldier and at least four others.", "5-", id="at least"),
        pytest.param("Police shot dead four protesters and killed another.", "5-5", id="two verbs"),
    ],
)
def test_people_told_side_by_side_have_an_implied_sum(text: str, total: str) -> None:
    [summed] = [f for f in read(text).casualties if f.basis == "implied"]
    assert (f"{summed.lower}-{'' if summed.upper is None else summed.upper}", summed.among_group) == (total, None)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("A bomb killed 12 people, including two children and a priest.", id="including"),
        pytest.param("Gunmen killed an elder and member of the council.", id="one person with two words"),
        pytest.param("Gunmen killed five of them, a colonel and a doctor said.", id="speakers"),
    ],
)
def test_parts_and_speakers_are_not_added_up(text: str) -> None:
    assert [f for f in read(text).casualties if f.basis == "implied"] == []


def test_people_named_after_their_number_are_not_counted_again() -> None:
    assert figures("Two aid workers were abducted. Ann Bell and Ian Cole were abducted by gunmen.") == [
        ("abduct", "hostage", "2-2", "aid workers")
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Twelve gunmen attacked a hotel.", id="attackers"),
        pytest.param("Soldiers attacked a rebel who had served 12 years.", id="years"),
        pytest.param("Gunmen attacked a man who represented Ward 4.", id="a number that names"),
        pytest.param("Villagers protested over the death of three men in the clash.", id="motive"),
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
