"""Who did what to whom: perpetrator, target and victim of incidents, by the frame of the trigger."""

from __future__ import annotations

import pytest

from tests.extract.grammar import Triple, said

ROLES = ("perpetrator", "target", "victim", "participant", "claimedBy")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Gunmen attacked a hotel.", {("attack", "perpetrator", "Gunmen"), ("attack", "target", "hotel")}, id="active"),
        pytest.param("A hotel was attacked by gunmen.", {("attack", "perpetrator", "gunmen"), ("attack", "target", "hotel")}, id="passive"),
        pytest.param("A hotel was attacked.", {("attack", "target", "hotel")}, id="passive without an agent"),
        pytest.param(
            "Rebels kidnapped a priest and two nurses.",
            {("kidnap", "perpetrator", "Rebels"), ("kidnap", "victim", "priest"), ("kidnap", "victim", "nurses")},
            id="coordinated victims",
        ),
        pytest.param(
            "Boko Haram and Ansaru attacked a hotel.",
            {("attack", "perpetrator", "Boko Haram"), ("attack", "perpetrator", "Ansaru"), ("attack", "target", "hotel")},
            id="coordinated perpetrators",
        ),
        pytest.param(
            "Guerrillas attacked a section of the pipeline.",
            {("attack", "perpetrator", "Guerrillas"), ("attack", "target", "pipeline")},
            id="a part stands for the whole",
        ),
        pytest.param(
            "Gunmen attacked a hotel, killing two guards.",
            {("attack", "perpetrator", "Gunmen"), ("attack", "target", "hotel"), ("kill", "victim", "guards")},
            id="participle of harm",
        ),
        pytest.param("Two guards died in the attack.", {("die", "victim", "guards")}, id="who dies is a victim"),
        pytest.param(
            "The judge whom rebels kidnapped fled.", {("kidnap", "perpetrator", "rebels"), ("kidnap", "victim", "judge")}, id="whom"
        ),
        pytest.param(
            "Rebels fled with the judge they kidnapped.",
            {("kidnap", "perpetrator", "Rebels"), ("kidnap", "victim", "judge")},
            id="no pronoun",
        ),
        pytest.param(
            "The killing of a judge carried out on Monday by rebels shook them.",
            {("killing", "perpetrator", "rebels"), ("killing", "victim", "judge")},
            id="carried out by",
        ),
        pytest.param(
            "A convoy came under fire from rebels.", {("come", "perpetrator", "rebels"), ("come", "target", "convoy")}, id="under fire from"
        ),
        pytest.param("They repudiated the killing of a judge.", {("killing", "victim", "judge")}, id="repudiated is no denial"),
        pytest.param(
            "Militants met five hunters. Rebels attacked them.",
            {("attack", "perpetrator", "Rebels"), ("attack", "target", "Militants")},
            id="an object is not its own subject",
        ),
        pytest.param(
            "The army clashed with rebels.",
            {("clash", "participant", "army"), ("clash", "participant", "rebels")},
            id="both sides of a clash",
        ),
        pytest.param(
            "Clashes between Malian soldiers and Ansar Dine fighters went on.",
            {
                ("clash", "participant", "Malian soldiers"),
                ("clash", "participant", "Ansar Dine fighters"),
                ("clash", "participant", "Ansar Dine"),
            },
            id="clashes between",
        ),
        pytest.param(
            "Boko Haram carried out the attack on the market.",
            {("attack", "perpetrator", "Boko Haram"), ("attack", "target", "market")},
            id="support verb",
        ),
        pytest.param(
            "The militants launched an attack against a military camp.",
            {("attack", "perpetrator", "militants"), ("attack", "target", "military camp")},
            id="launched an attack against",
        ),
        pytest.param("The base came under attack.", {("attack", "target", "base")}, id="came under attack"),
        pytest.param("There was a Nigerian air strike.", {("strike", "perpetrator", "Nigerian")}, id="air strike with an adjective"),
        pytest.param(
            "The Boko Haram attack on the market was short.",
            {("attack", "perpetrator", "Boko Haram"), ("attack", "target", "market")},
            id="name of a group before the noun",
        ),
        pytest.param("The Lugara mall attack was short.", {("attack", "target", "Lugara mall")}, id="name of a site before the noun"),
        pytest.param("Warplanes bombed a bridge.", {("bomb", "target", "bridge")}, id="a weapon is no perpetrator"),
        pytest.param(
            "The rebels plan to attack the port.", {("attack", "perpetrator", "rebels"), ("attack", "target", "port")}, id="who plans it"
        ),
        pytest.param("Police foiled an attack on the port.", {("attack", "target", "port")}, id="who foils it is no perpetrator"),
        pytest.param("Police condemned the attack on the port.", {("attack", "target", "port")}, id="who condemns it is no perpetrator"),
        pytest.param("The rebels attacked on Monday.", {("attack", "perpetrator", "rebels")}, id="no target told"),
        pytest.param("The rain stopped.", set(), id="no event"),
    ],
)
def test_arguments_have_the_role_of_their_place(text: str, expected: set[Triple]) -> None:
    assert said(text, *ROLES) == expected


def test_seized_people_are_victims_and_seized_towns_are_places() -> None:
    assert said("Rebels seized two engineers.", *ROLES) == {("seize", "perpetrator", "Rebels"), ("seize", "victim", "engineers")}
    assert said("Rebels seized Mopti.", *ROLES, "occurredAt") == {("seize", "perpetrator", "Rebels"), ("seize", "occurredAt", "Mopti")}


@pytest.mark.parametrize(
    "text",
    [
        "RESIDENTS FLED THE TOWN.",
        "“” — ‘’",
        "attacked",
        "Attacked by.",
        "By whom was by whom attacked by whom by?",
        "\u202eattacked hotels\u202c",
    ],
)
def test_broken_text_gives_no_perpetrator(text: str) -> None:
    assert said(text, "perpetrator") == set()


def test_people_without_arms_are_the_harmed_of_a_participle_without_object() -> None:
    assert said("Gunmen killed two farmers and six others wounded in Quito.", "perpetrator") == {("kill", "perpetrator", "Gunmen")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The trader was found murdered in Quito.", ("murder", "victim", "trader"), id="found murdered"),
        pytest.param("Police leader murdered in Quito.", ("murder", "victim", "Police leader"), id="as in a headline"),
    ],
)
def test_who_is_found_or_told_murdered_is_the_victim(text: str, expected: tuple[str, str, str]) -> None:
    assert said(text, "victim", "perpetrator") == {expected}


def test_who_is_charged_with_a_deed_does_it_and_not_who_charges() -> None:
    text = "The judge charged three men with killing a priest."
    assert said(text, "perpetrator") == {("kill", "perpetrator", "men")}


def test_parties_may_be_named_after_their_description() -> None:
    assert {who for _, _, who in said("Fighting between two tribes, the Lokai and the Barru, killed 27 people.", "participant")} == {
        "tribes",
        "Lokai",
        "Barru",
    }


def test_the_agents_of_all_verbs_that_carry_a_deed_are_told() -> None:
    text = "The attack on the office was staged by rebels and carried out by Ana Belmonte."
    assert {who for _, _, who in said(text, "perpetrator")} == {"rebels", "Ana Belmonte"}
