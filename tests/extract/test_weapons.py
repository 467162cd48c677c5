"""With what an incident was done: weapons told, and weapons that its words imply."""

from __future__ import annotations

import pytest

from tests.extract.grammar import read, words

Row = tuple[str, str, str]


def weapons(text: str) -> set[Row]:
    """Event, concept and basis of every weapon of a text."""
    reading = read(text)
    return {(words(reading, r.subject), r.object, r.basis) for r in reading.relations if r.predicate == "sikg:weaponType"}


def quotes(text: str) -> list[list[str]]:
    return [[e.quote for e in r.evidence] for r in read(text).relations if r.predicate == "sikg:weaponType"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Rebels attacked a bridge with mortars.", {"mortar-artillery-rocket"}, id="with"),
        pytest.param("A car bomb exploded.", {"vehicle-bomb"}, id="what exploded"),
        pytest.param("A drone attack shook Quito.", {"drone"}, id="before the noun"),
        pytest.param("The rebels fired rockets at the port.", {"mortar-artillery-rocket"}, id="what was fired"),
        pytest.param("Two men threw a grenade into a bar.", {"grenade"}, id="what was thrown"),
        pytest.param("A bomb killed two people.", {"explosive"}, id="the subject"),
        pytest.param("The judge was killed by men armed with pistols.", {"firearm"}, id="armed with"),
        pytest.param("An attack caused by a bomb killed two people.", {"explosive"}, id="caused by"),
        pytest.param("Israeli warplanes bombed a bridge.", {"aircraft"}, id="warplanes"),
        pytest.param("Guerrillas attacked a pipeline with dynamite and rifles.", {"explosive", "firearm"}, id="two weapons"),
        pytest.param("A truck bomb tore through a hotel.", {"vehicle-bomb"}, id="the longest name of a weapon"),
        pytest.param("Two people died in the blasts, which were car bombs.", {"vehicle-bomb"}, id="what the blasts were"),
        pytest.param("Rebels took a judge hostage. He was shown with a gun to his head.", {"firearm"}, id="held to somebody's head"),
        pytest.param("Rebels raided a farm. They used machetes.", {"blade"}, id="used, in the next sentence"),
        pytest.param("A gun and bomb attack on a bridge killed two people.", {"firearm", "explosive"}, id="two before the noun"),
        pytest.param("The bus was hit by several rounds of gunfire.", {"firearm"}, id="rounds of"),
        pytest.param("Rebels rammed the gate with a car full of explosives.", {"vehicle-bomb"}, id="a vehicle full of explosives"),
        pytest.param("A truck packed with dynamite exploded at the gate.", {"vehicle-bomb"}, id="a vehicle packed with explosives"),
        pytest.param("Rebels rammed the gate with a car full of furniture.", set(), id="a vehicle full of other things"),
        pytest.param("Rebels attacked a bridge with great speed.", set(), id="no weapon"),
        pytest.param("Rebels attacked a bridge.", set(), id="none told"),
        pytest.param("Rebels attacked a rifle factory.", set(), id="what a factory makes is not used"),
        pytest.param("Rebels attacked a bridge. Police found rifles in a barn.", set(), id="found is not used"),
        pytest.param("Rebels attacked a bridge. The mine of the town was closed.", set(), id="a mine where men dig"),
        pytest.param("Miners were taken hostage by rebels at a gold mine.", set(), id="a gold mine"),
        pytest.param("Police said no bomb was used in the attack on the bridge.", set(), id="no bomb"),
    ],
)
def test_weapons_told(text: str, expected: set[str]) -> None:
    assert {concept for _, concept, basis in weapons(text) if basis == "stated"} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A judge was shot dead in Quito.", {("shoot", "firearm", "implied")}, id="verb"),
        pytest.param("The bombing of a market shocked Peru.", {("bombing", "explosive", "implied")}, id="type of the event"),
        pytest.param("Gunmen killed a judge.", {("kill", "firearm", "implied")}, id="who did it"),
        pytest.param("A man was killed in a shootout.", {("shootout", "firearm", "implied")}, id="noun"),
        pytest.param("Rebels killed a man and torched ten houses.", {("torch", "incendiary", "implied")}, id="set on fire"),
        pytest.param("Two farmers were hacked to death.", {("hack", "blade", "implied")}, id="hacked"),
        pytest.param("Gunmen killed a judge with a knife.", {("kill", "blade", "stated")}, id="a weapon told leaves nothing to imply"),
        pytest.param("Gunmen bombed a church.", {("bomb", "explosive", "implied")}, id="the deed says more than who did it"),
        pytest.param("Rebels attacked a village and killed two people.", set(), id="nothing implied"),
        pytest.param("Rebels set a bus on fire.", {("set", "incendiary", "implied")}, id="set something on fire"),
        pytest.param(
            "Five people were killed and cattle rustled by gunmen.", {("rustle", "firearm", "implied")}, id="a robbery that killed"
        ),
        pytest.param("Gunmen robbed a bank in Quito.", {("rob", "firearm", "implied")}, id="a robbery by gunmen"),
        pytest.param("A bomber blew himself in the stadium.", {("blow", "explosive", "implied")}, id="blew himself, without up"),
        pytest.param(
            "Militants killed five policemen in Quito. Two gunmen were shot dead after the assault.",
            {("kill", "firearm", "implied"), ("shoot", "firearm", "implied")},
            id="the attackers who fell were gunmen",
        ),
        pytest.param(
            "An explosion followed by an attack by gunmen in Quito killed 13 people.",
            {("explosion", "explosive", "implied"), ("attack", "firearm", "implied")},
            id="gunmen beside a blast",
        ),
        pytest.param(
            "Rebels threw a grenade into a bar and opened fire on guests.",
            {("throw", "grenade", "stated"), ("open", "firearm", "implied")},
            id="another weapon beside one told",
        ),
        pytest.param("Police arrested two gunmen.", set(), id="no incident"),
    ],
)
def test_weapons_implied(text: str, expected: set[Row]) -> None:
    assert weapons(text) == expected


def test_a_weapon_is_quoted_as_worded() -> None:
    assert quotes("Rebels attacked the port with two old mortars.") == [["mortars"]]


def test_an_implied_weapon_cites_the_words_of_a_weapon_of_its_kind_told_nearby() -> None:
    text = "The bombing of a market killed two people. A dog barked. A bomb exploded in Lima on Monday."
    assert quotes(text) == [["bomb"], ["bomb", "bombing"]]


def test_a_weapon_belongs_to_the_incident_of_its_own_words() -> None:
    text = "Rebels attacked a port with mortars in 2019. In Lima on Monday, gunmen shot a judge."
    assert weapons(text) == {("attack", "mortar-artillery-rocket", "stated"), ("shoot", "firearm", "implied")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Rebels attacked a farm in Mopti. Men opened fire on a bar, hurting a waiter.",
            {("attack", "firearm", "implied"), ("open", "firearm", "implied")},
            id="the deed told next",
        ),
        pytest.param(
            "Six people were killed when armed men invaded Orvano village. The paper reports that several houses were burnt.",
            {("invade", "incendiary", "implied")},
            id="a deed told next that harmed nobody, in a short report",
        ),
        pytest.param(
            "Two people were killed in Mopti. Men opened fire on a bar in Quito, hurting a waiter.",
            {("open", "firearm", "implied")},
            id="in another place",
        ),
        pytest.param(
            "Two people were killed in Mopti. Men opened fire on a bar on Monday, hurting a waiter.",
            {("open", "firearm", "implied")},
            id="on another day",
        ),
    ],
)
def test_an_incident_without_a_weapon_has_that_of_the_deed_told_next(text: str, expected: set[Row]) -> None:
    assert weapons(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Rebels bombed a church.", {("bomb", "explosive", "implied")}, id="what a report begins with"),
        pytest.param("Rebels killed a judge in Quito on Monday. In 2019 they bombed a church in Lima.", set(), id="told in passing"),
        pytest.param(
            "Rebels kidnapped a judge in Quito on Monday. In 2019 they bombed a church in Lima, killing two people.",
            {("bomb", "explosive", "implied")},
            id="told later, with a toll",
        ),
    ],
)
def test_a_weapon_is_implied_by_an_incident_that_tells_a_harm_or_begins_the_report(text: str, expected: set[Row]) -> None:
    assert weapons(text) == expected
