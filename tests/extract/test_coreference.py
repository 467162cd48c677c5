"""What pronouns, possessives and definite descriptions go back to; nothing is guessed where nothing fits."""

from __future__ import annotations

import pytest

from tests.extract.grammar import links, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Ansaru attacked a camp. The group burned a school.", ("The group", "Ansaru"), id="the group"),
        pytest.param("Ansaru attacked a camp. It burned a school.", ("It", "Ansaru"), id="it"),
        pytest.param("Four gunmen shot a judge. The gunmen burned a school.", ("The gunmen", "Four gunmen"), id="the same attackers"),
        pytest.param("Gunmen shot a judge. The attackers burned a school.", ("The attackers", "Gunmen"), id="attackers in other words"),
        pytest.param(
            "Rebels bombed a hotel. Police searched the hotel after gunmen attacked the hotel.", ("the hotel", "a hotel"), id="the site"
        ),
        pytest.param("The army denied that it shelled a hospital.", ("it", "The army"), id="it in a clause of saying"),
        pytest.param("General Ana Belmonte spoke. She said that rebels shot a judge.", ("She", "Ana Belmonte"), id="she"),
        pytest.param("General Peter Oloo spoke. He said that rebels shot a judge.", ("He", "Peter Oloo"), id="he"),
    ],
)
def test_words_go_back_to_the_nearest_that_fits(text: str, expected: tuple[str, str]) -> None:
    assert expected in links(text)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param("It burned a school.", "It", id="nothing was told before"),
        pytest.param("General Ana Belmonte spoke. It burned a school.", "It", id="a person is no it"),
        pytest.param("Ansaru spoke. She said that rebels shot a judge.", "She", id="a group is no she"),
        pytest.param("Rebels shot a judge. Six other gunmen burned a school.", "Six other gunmen", id="another description"),
        pytest.param("Ansaru spoke. A group burned a school.", "A group", id="an indefinite description is new"),
        pytest.param(
            "Rebels bombed a hotel in Quito. Rebels attacked the hotel in Lima.", "the hotel in Lima", id="a description with another place"
        ),
        pytest.param(
            "Rebels bombed a hotel in Quito. Rebels attacked the Lima hotel.", "the Lima hotel", id="a description with a name of its own"
        ),
    ],
)
def test_words_go_back_to_nothing_where_nothing_fits(text: str, quote: str) -> None:
    assert [pair for pair in links(text) if pair[0] == quote] == []


def test_an_antecedent_more_than_four_sentences_back_is_too_far() -> None:
    between = "Trees fell. " * 4
    assert said(f"Ansaru slept. {between}The group burned a school.", "perpetrator") == {("burn", "perpetrator", "group")}
    assert said("Ansaru slept. Trees fell. The group burned a school.", "perpetrator") == {("burn", "perpetrator", "Ansaru")}


def test_the_town_is_the_place_told_last() -> None:
    assert said("Rebels reached Torvala in Chad on Monday. They attacked a school in the town.", "occurredAt") >= {
        ("attack", "occurredAt", "Torvala")
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Gunmen killed ten people. The attack was the work of the rebel group, Boko Haram.", {"Gunmen", "Boko Haram"}, id="beside"
        ),
        pytest.param(
            "Gunmen killed ten people. The attack was the work of a rebel group called Boko Haram.", {"Gunmen", "Boko Haram"}, id="called"
        ),
    ],
)
def test_a_description_goes_by_the_name_that_it_gives(text: str, expected: set[str]) -> None:
    assert {who for _, _, who in said(text, "perpetrator")} == expected


def test_rebels_are_none_of_the_attackers_told_before() -> None:
    assert ("the rebels", "Two attackers") not in links("Two attackers shot a judge. The army accused the rebels of the murder.")


def test_the_government_goes_back_to_no_armed_group() -> None:
    text = "M23 burned a school on Monday, killing two people. The opposition blamed the government for the attack."
    assert ("attack", "perpetrator", "M23") not in said(text, "perpetrator")
