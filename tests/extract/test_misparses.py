"""What the model misreads in news of incidents is mended when sentences are made."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Sentences
from tests.extract.grammar import figures, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Five Kenyans killed, seven injured in attack.", ("VBN", "nsubjpass"), id="counted people before a comma"),
        pytest.param("Five rebels killed two men, seven injured in attack.", ("VBD", "nsubj"), id="with an object"),
        pytest.param("Five rebels attacked, as they said, in the night.", ("VBD", "nsubj"), id="a verb of no harm"),
    ],
)
def test_a_headline_tells_what_befell_people(parse: Sentences, text: str, expected: tuple[str, str]) -> None:
    [sentence] = parse(text)
    verb = sentence.words[2]
    assert (verb.tag, sentence.head(sentence.words[1]) is verb and sentence.words[1].dep) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Guards opened fire on migrants attempting to cross the border.",
            {("open", "target", "migrants")},
            id="a participle after the object of a preposition",
        ),
        pytest.param(
            "Two attackers opened fire on a trader from the district killing him instantly.",
            {("open", "target", "trader"), ("kill", "victim", "trader")},
            id="a participle of harm goes on with the clause",
        ),
        pytest.param("Gunmen have killed a female identified as a clerk.", {("kill", "victim", "female")}, id="an adjective for a person"),
    ],
)
def test_what_follows_a_noun_does_not_take_its_place(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert expected <= said(text, "target", "victim")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Militiamen opened fire on a bus.",
            {("open", "perpetrator", "Militiamen"), ("open", "target", "bus")},
            id="a plural at the head",
        ),
        pytest.param(
            "Two soldiers were killed by an IED.", {("kill", "victim", "soldiers"), ("kill", "weaponType", "landmine-ied")}, id="IED"
        ),
        pytest.param("Two IEDs wounded a nurse.", {("wound", "victim", "nurse"), ("wound", "weaponType", "landmine-ied")}, id="IEDs"),
        pytest.param(
            "Gunmen storm hotel in Quito.",
            {("storm", "perpetrator", "Gunmen"), ("storm", "target", "hotel in Quito")},
            id="a verb like a noun",
        ),
        pytest.param(
            "IED detonates under a UN convoy near Kidal: two peacekeepers killed, four wounded.",
            {("detonate", "target", "UN convoy"), ("detonate", "weaponType", "landmine-ied"), ("kill", "victim", "peacekeepers")},
            id="a verb like a plural",
        ),
        pytest.param(
            "A lawyer accused soldiers of burning villages and killing a nurse.",
            {("burn", "perpetrator", "soldiers"), ("kill", "victim", "nurse")},
            id="accused of burning and killing",
        ),
        pytest.param(
            "Gunmen attempted to assassinate a nurse.",
            {("attempt", "perpetrator", "Gunmen"), ("attempt", "victim", "nurse")},
            id="whom they attempted to kill",
        ),
        pytest.param("Nine men, bound and shot in the head, were found.", {("shoot", "victim", "men")}, id="two participles"),
        pytest.param(
            "Police shot a 15-year-old boy.",
            {("shoot", "perpetrator", "Police"), ("shoot", "victim", "15-year-old boy")},
            id="an age is no number of people",
        ),
        pytest.param(
            "An attack on a village in Peru by bandits killed a nurse.",
            {("attack", "perpetrator", "bandits"), ("kill", "victim", "nurse")},
            id="by, after a place",
        ),
        pytest.param(
            "Police shoot dead protester.", {("shoot", "perpetrator", "Police"), ("shoot", "victim", "protester")}, id="shoot dead"
        ),
        pytest.param(
            "The rebels have held the two aid workers hostage.",
            {("hold", "perpetrator", "rebels"), ("hold", "victim", "aid workers")},
            id="held somebody hostage",
        ),
        pytest.param(
            "Shelling by rebels killed a nurse.",
            {("shell", "perpetrator", "rebels"), ("kill", "victim", "nurse")},
            id="a participle with its doer",
        ),
    ],
)
def test_roles_in_the_style_of_headlines_and_notes(text: str, expected: set[tuple[str, str, str]]) -> None:
    found = said(text, "perpetrator", "target", "victim", "weaponType")
    assert {row for row in found if row[2] != "firearm"} >= expected
    assert {row for row in found if row[1] == "perpetrator"} == {row for row in expected if row[1] == "perpetrator"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Gunmen killed six adults, a girl and a baby.", ["6-6", "1-1", "1-1", "8-8"], id="a list"),
        pytest.param("Gunmen killed two men, a farmer and a driver.", ["2-2"], id="an apposition, since it adds up"),
    ],
)
def test_a_list_of_counted_people_adds_up(text: str, expected: list[str]) -> None:
    assert [row[2] for row in figures(text)] == expected


def test_an_attempt_kills_nobody() -> None:
    assert figures("Gunmen attempted to assassinate a nurse.") == []
