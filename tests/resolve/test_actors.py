"""Which mentions of a report are one thing, and what it is called."""

from __future__ import annotations

import pytest

from tests.extract.grammar import code, entity

FLED = "They fled."


def labels(text: str, cls: str = "") -> list[str]:
    """The labels of the entities of a text, of one class or of all."""
    return [e.label for e in code(text).entities if not cls or e.cls == cls]


@pytest.mark.parametrize(
    ("text", "cls", "expected"),
    [
        pytest.param(
            "Kenya's Ministry of Defence spoke. The Kenyan Defence Ministry denied it. The Ministry of Defence of Kenya was asked.",
            "GovernmentBody",
            ["Ministry of Defence of Kenya"],
            id="a body of a state, in either order",
        ),
        pytest.param(
            "The Kenyan Defence Ministry spoke. The Kenyan Defense Ministry denied it.",
            "GovernmentBody",
            ["Kenyan Defence Ministry"],
            id="British and American spelling",
        ),
        pytest.param(
            "The Kenyan Defence Ministry met the Peruvian Defence Ministry.",
            "GovernmentBody",
            ["Kenyan Defence Ministry", "Peruvian Defence Ministry"],
            id="of two states",
        ),
        pytest.param("Al Shabab fled. The al-Shabaab fighters followed.", "ArmedGroup", ["Al-Shabaab"], id="spellings of a known group"),
        pytest.param("Kenya slept. Two Kenyans and a Kenyan firm slept.", "State", ["Kenya"], id="a state, its people, its adjective"),
        pytest.param(
            "General Ana Belmonte spoke. Colonel Peter Oloo met Belmonte.", "Person", ["Ana Belmonte", "Peter Oloo"], id="surname"
        ),
        pytest.param(
            "General Ana Belmonte met General Peter Belmonte.",
            "Person",
            ["Ana Belmonte", "Peter Belmonte"],
            id="two persons of one surname",
        ),
        pytest.param(
            "The Kashari Resistance Army (KRA) fled. On Monday the KRA returned.",
            "ArmedGroup",
            ["Kashari Resistance Army"],
            id="abbreviation",
        ),
        pytest.param(
            "The Lugara Front fled. The Kasava Front followed.", "Organisation", ["Lugara Front", "Kasava Front"], id="other names"
        ),
        pytest.param("", "", [], id="nothing"),
    ],
)
def test_mentions_of_one_thing_are_one_entity(text: str, cls: str, expected: list[str]) -> None:
    assert labels(text, cls) == expected


class TestAnEntity:
    def test_knows_its_other_names_its_rank_and_every_mention(self) -> None:
        text = "General Ana Belmonte spoke. Colonel Peter Oloo met Belmonte."
        found = entity(text, "Ana Belmonte")
        assert (found.id, found.alt_labels, found.rank) == ("person/ana-belmonte", ("Belmonte",), "General")
        assert [m.quote for m in found.mentions] == ["Ana Belmonte", "Belmonte"]

    def test_is_linked_to_the_catalogue_by_its_id(self) -> None:
        found = entity("He joined Boko Haram.", "Boko Haram")
        assert (found.id, found.cls, found.links) == ("org/boko-haram", "ArmedGroup", (("catalogue", "org/boko-haram"),))

    def test_of_a_state_has_its_code_and_no_adjective_among_its_names(self) -> None:
        found = entity("Peruvian farmers left Peru.", "Peru")
        assert (found.id, found.iso_alpha2, found.alt_labels) == ("state/peru", "PE", ())

    def test_of_a_site_has_its_type(self) -> None:
        found = entity("Gunmen attacked a hotel in Quito.", "hotel in Quito")
        assert (found.cls, found.facility_type, found.named) == ("Facility", "business", False)

    def test_of_a_post_is_told_apart_by_its_state(self) -> None:
        text = "Kenya's Defence Minister Tomas Ilvaro met Peru's Defence Minister Ana Belmonte."
        assert [e.id for e in code(text).entities if e.cls == "Post"] == ["post/kenya-defence-minister", "post/peru-defence-minister"]

    def test_known_by_its_fighters_is_an_armed_group_everywhere(self) -> None:
        assert entity("The Lugara Front spoke. Two fighters of the Lugara Front burned a bus.", "Lugara Front").cls == "ArmedGroup"


class TestDescriptions:
    def test_are_entities_only_where_something_is_said_of_them(self) -> None:
        assert labels("The hotel was old. Soldiers slept.") == []

    def test_stay_apart_unless_the_words_go_back(self) -> None:
        assert labels("Gunmen burned a school. Three other gunmen burned a church.", "Group") == ["Gunmen", "other gunmen"]
        assert labels("Four gunmen burned a school. The gunmen shot a judge.", "Group") == ["gunmen"]

    def test_an_unnamed_cartel_is_an_organisation_and_an_unnamed_gang_a_group(self) -> None:
        assert labels("The cartel burned a school.", "ArmedGroup") == ["cartel"]
        assert labels("The gang burned a school.", "Group") == ["gang"]

    def test_leave_the_name_inside_them_to_what_it_names(self) -> None:
        [group] = [e for e in code("The Boko Haram militant group burned a school.").entities if e.cls == "ArmedGroup"]
        assert [m.quote for m in group.mentions] == ["Boko Haram"]

    def test_have_ids_that_depend_on_their_words_and_place_only(self) -> None:
        text = "Gunmen burned a school."
        assert [e.id for e in code(text).entities] == [e.id for e in code(text + " " + FLED).entities]
        assert len({e.id for e in code("Gunmen burned a school. Gunmen burned a school.").entities}) == 4


@pytest.mark.parametrize(
    ("text", "label"),
    [
        pytest.param("Hector Oqueli Colindres arrived. Gunmen killed Oqueli.", "Hector Oqueli Colindres", id="middle name"),
        pytest.param(
            "Gunmen killed Colonel Franklin Quintero. Waldemar Franklin Quintero was 40.", "Waldemar Franklin Quintero", id="fuller later"
        ),
        pytest.param("LUIS CARLOS GALAN SPOKE TO THE CROWD IN THE TOWN. GUNMEN KILLED GALAN.", "LUIS CARLOS GALAN", id="capitals"),
    ],
)
def test_a_part_of_a_name_is_the_person_of_the_fuller_name(text: str, label: str) -> None:
    coding = code(text)
    victims = {r.object for r in coding.relations if r.predicate == "sikg:victim"}
    assert [e.label for e in coding.entities if e.id in victims] == [label]
