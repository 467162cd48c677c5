"""Names in running text: the bare name, its class, and the id of what the catalogue knows."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.extract.grammar import grammar, names, quoted

Row = tuple[str, str, str]


class TestPersons:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            pytest.param("Defence Minister Tomas Ilvaro arrived.", ["Tomas Ilvaro"], id="post before the name"),
            pytest.param("General Ana Belmonte spoke.", ["Ana Belmonte"], id="rank before the name"),
            pytest.param("Uganda's Defence Minister Grace Okello spoke.", ["Grace Okello"], id="polity and post before the name"),
            pytest.param("Brigadier General Abdel-Karim Nuhu spoke.", ["Abdel-Karim Nuhu"], id="rank of two words, name with a hyphen"),
            pytest.param("Ms Okello was told by Dr Nuhu.", ["Okello", "Nuhu"], id="honorifics"),
            pytest.param("police commissioner Abel Nuhu said so.", ["Abel Nuhu"], id="post in lower case"),
            pytest.param("Ivan Petrenko, a farmer, heard the shots.", ["Ivan Petrenko"], id="no title at all"),
            pytest.param("Chad's President Idris Oumar said so.", ["Idris Oumar"], id="a state that is also a first name"),
            pytest.param("The general spoke to the minister.", [], id="titles without a name"),
        ],
    )
    def test_are_named_without_their_titles(self, text: str, expected: list[str]) -> None:
        assert [name for name, cls, _ in names(text) if cls == "Person"] == expected


class TestOrganisations:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            pytest.param(
                "Kenya's Ministry of Defence denied it.", [("Kenya's Ministry of Defence", "GovernmentBody", "")], id="possessive"
            ),
            pytest.param(
                "The Peruvian Ministry of Foreign Affairs denied it.",
                [("Peruvian Ministry of Foreign Affairs", "GovernmentBody", "")],
                id="adjective and two words after of",
            ),
            pytest.param(
                "The Ministry of Health of Brazil denied it.", [("Ministry of Health of Brazil", "GovernmentBody", "")], id="state after of"
            ),
            pytest.param("The Ugandan army crossed the border.", [("Ugandan army", "MilitaryForce", "")], id="force in lower case"),
            pytest.param(
                "Men of the Nigerian Air Force landed.",
                [("Nigerian Air Force", "MilitaryForce", "org/nigerian-air-force")],
                id="known force",
            ),
            pytest.param(
                "The U.S. Africa Command said so.",
                [("U.S. Africa Command", "MilitaryForce", "org/us-africa-command")],
                id="a known force with its state",
            ),
            pytest.param("The Kasava Liberation Front fled.", [("Kasava Liberation Front", "ArmedGroup", "")], id="head of an armed group"),
            pytest.param("The terror outfit Zarafa was banned.", [("Zarafa", "ArmedGroup", "")], id="noun for an armed group before"),
            pytest.param("The Zarafa militant group was banned.", [("Zarafa", "ArmedGroup", "")], id="noun for an armed group after"),
            pytest.param("He joined the outlawed Zarafa.", [("Zarafa", "ArmedGroup", "")], id="outlawed"),
            pytest.param("He fought the al shabab.", [], id="known name without a capital"),
            pytest.param("He fought Al Shabab.", [("Al Shabab", "ArmedGroup", "org/al-shabaab")], id="known name in another spelling"),
            pytest.param(
                "The Kashari Resistance Army (KRA) fled.", [("Kashari Resistance Army", "ArmedGroup", "")], id="abbreviation in brackets"
            ),
            pytest.param(
                "The United Nations Mission in Liberia closed.",
                [("United Nations Mission in Liberia", "Mission", "org/unmil")],
                id="known mission",
            ),
            pytest.param("An army and a ministry were named.", [], id="common nouns are no names"),
        ],
    )
    def test_have_the_class_of_their_head(self, text: str, expected: list[Row]) -> None:
        assert names(text) == expected


class TestPlacesAndSites:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            pytest.param("In Torvala, people fled.", [("Torvala", "Place", "")], id="after in"),
            pytest.param("The town of Torvala was quiet.", [("Torvala", "Place", "")], id="the town of"),
            pytest.param("Torvala province was quiet.", [("Torvala", "Place", "")], id="province"),
            pytest.param("Raids hit Torvala junction.", [("Torvala", "Place", "")], id="a crossing"),
            pytest.param("They shelled Torvala's Old City.", [("Torvala", "Place", "")], id="its old city"),
            pytest.param(
                "An attack on Torvala in eastern Chad began.",
                [("Torvala", "Place", ""), ("Chad", "State", "state/chad")],
                id="in eastern Y",
            ),
            pytest.param("The shelling of Kramatorsk began.", [("Kramatorsk", "Place", "")], id="what was shelled"),
            pytest.param(
                "They met near Torvala and Sharafa in Chad.",
                [("Torvala", "Place", ""), ("Sharafa", "Place", ""), ("Chad", "State", "state/chad")],
                id="near X and Y",
            ),
            pytest.param("A statement in Arabic came.", [], id="a language"),
            pytest.param(
                "It was in northeastern Chad, in Northeastern Mali.",
                [("Chad", "State", "state/chad"), ("Mali", "State", "state/mali")],
                id="a side of a state",
            ),
            pytest.param(
                "They met on the Mali-Niger border.", [("Mali", "State", "state/mali"), ("Niger", "State", "state/niger")], id="two states"
            ),
            pytest.param("They burned a Shiite Turkmen village.", [], id="a people of a faith"),
            pytest.param("Men from Torvala came.", [("Torvala", "Place", "")], id="from"),
            pytest.param(
                "They burned Torvala, Mengala and Darbu villages.",
                [(n, "Place", "") for n in ("Torvala", "Mengala", "Darbu")],
                id="X, Y and Z villages",
            ),
            pytest.param(
                "It hit the towns of Torvala and Mengala.", [("Torvala", "Place", ""), ("Mengala", "Place", "")], id="towns of X and Y"
            ),
            pytest.param("They stormed Torvala, a farming community in the north.", [("Torvala", "Place", "")], id="X, a community"),
            pytest.param("They met in a place called Torvala.", [("Torvala", "Place", "")], id="a place called"),
            pytest.param("It took place at Torvala on Monday.", [("Torvala", "Place", "")], id="took place at"),
            pytest.param("Rebels raided Wau.", [("Wau", "Place", "")], id="raided, a town that the tagger takes for a person"),
            pytest.param("They visited Mariam.", [("Mariam", "Person", "")], id="visited, a person"),
            pytest.param("It exploded near Kidal.", [("Kidal", "Place", "")], id="near, at the end"),
            pytest.param("Factions shelled Ain Torva.", [("Ain Torva", "Place", "")], id="shelled"),
            pytest.param("It was in Belgorod overnight.", [("Belgorod", "Place", "")], id="a town that the tagger takes for a language"),
            pytest.param("It was on the Douentza-Timbuktu road.", [("Douentza-Timbuktu", "Facility", "")], id="a road by its ends"),
            pytest.param("It was on the Goma to Rutshuru road.", [("Goma", "Place", ""), ("Rutshuru", "Place", "")], id="the X to Y road"),
            pytest.param(
                "It was on the road from Goma to Rutshuru.", [("Goma", "Place", ""), ("Rutshuru", "Place", "")], id="the road from X to Y"
            ),
            pytest.param(
                "They killed Torvala district chief Omar Khan.",
                [("Torvala", "Place", ""), ("Omar Khan", "Person", "")],
                id="X district chief",
            ),
            pytest.param("They fled to Torvala-e Mengal.", [("Torvala-e Mengal", "Place", "")], id="a compound with a small word"),
            pytest.param("They fled to villages in al-Torvala.", [("al-Torvala", "Place", "")], id="al- before it"),
            pytest.param("They burned a mostly Shiite village.", [], id="a faith before a village"),
            pytest.param("They burned houses in the Shiite village of Torvala.", [("Torvala", "Place", "")], id="a faith and a name"),
            pytest.param("Lugara University was closed.", [("Lugara University", "Facility", "")], id="site in capitals"),
            pytest.param("The Sandali hotel was closed.", [("Sandali hotel", "Facility", "")], id="the and a site in lower case"),
            pytest.param("A Kampala hotel was closed.", [("Kampala", "Place", "")], id="a and a site in lower case"),
            pytest.param("Camp Redstone was shelled.", [("Camp Redstone", "MilitaryBase", "")], id="camp before its name"),
            pytest.param(
                "Burkina Faso and Benin", [("Burkina Faso", "State", "state/burkina-faso"), ("Benin", "State", "state/benin")], id="states"
            ),
        ],
    )
    def test_are_told_by_the_words_around(self, text: str, expected: list[Row]) -> None:
        assert names(text) == expected


class TestEvents:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            pytest.param("The Orinda Peace Forum opened.", [("Orinda Peace Forum", "Meeting", "")], id="forum"),
            pytest.param(
                "The Japan – Vietnam Defence Dialogue opened.", [("Japan – Vietnam Defence Dialogue", "Meeting", "")], id="two states"
            ),
            pytest.param("He joined Operation Silver Shield.", [("Operation Silver Shield", "MilitaryOperation", "")], id="operation"),
            pytest.param("The operation opened a dialogue.", [], id="common nouns"),
        ],
    )
    def test_have_names_too(self, text: str, expected: list[Row]) -> None:
        assert names(text) == expected


class TestHostileText:
    @pytest.mark.parametrize("text", ["", " ", "...", "?!", "( ) ( )", "\u202e\u202d", "“”", "'s of the", "-- – —"])
    def test_without_words_has_no_names(self, text: str) -> None:
        assert names(text) == []

    def test_a_name_of_three_hundred_words_ends_in_finite_time_and_overlaps_nothing(self) -> None:
        text = "The " + " ".join(["Orvan"] * 300) + " Front attacked Torvala."
        [tokens] = grammar().language.tokens([(text, 0)])
        found = grammar().names.names(tokens)
        assert [n.first for n in found] == sorted(n.first for n in found)
        assert all(a.last <= b.first for a, b in pairwise(found))

    @pytest.mark.parametrize("text", ["They left \u200f Burkina Faso \u200e.", "They left \u200fBurkina Faso\u200e."])
    def test_direction_marks_hide_no_known_name(self, text: str) -> None:
        assert [(cls, known) for _, cls, known in names(text)] == [("State", "state/burkina-faso")]


class TestPartsOfNames:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            pytest.param("Uganda's Defence Minister Grace Okello", ["Defence Minister", "Uganda"], id="the post, and the state in it"),
            pytest.param("the Peruvian Ministry of Defence", ["Peruvian"], id="the state of a ministry"),
            pytest.param("a Nigeria-based group", ["Nigeria"], id="the place in a modifier"),
            pytest.param("the Japan – Vietnam Defence Dialogue", ["Japan", "Vietnam"], id="the states of a meeting"),
            pytest.param("the Kasava Liberation Front", [], id="none"),
        ],
    )
    def test_are_names_themselves(self, text: str, expected: list[str]) -> None:
        [tokens] = grammar().language.tokens([(text, 0)])
        [name, *_] = grammar().names.names(tokens)
        inner = [p for part in name.parts for p in (part, *part.parts)]
        assert [quoted(text, tokens, p.core) for p in inner] == expected

    def test_an_abbreviation_is_another_name_only_with_an_initial_of_the_name(self) -> None:
        for text, expected in (
            ("the Kasava Front (KF) fled", "KF"),
            ("the Kasava Front (AFP) fled", ""),
            ("the Kasava Front (fled)", ""),
            ("in Mali (MINUSMA)", ""),
        ):
            [tokens] = grammar().language.tokens([(text, 0)])
            [name, *_] = grammar().names.names(tokens)
            assert (quoted(text, tokens, name.alias) if name.alias else "") == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            pytest.param("the KPMC [Kasava Peasant Militia Council] fled", ("Kasava Peasant Militia Council", ""), id="spelled out"),
            pytest.param("M23 (March 23 Movement) fled", ("March 23 Movement", "org/m23"), id="known"),
            pytest.param(
                "the ANA [Association of Nursery Aides] fled", ("Association of Nursery Aides", ""), id="a known abbreviation of another"
            ),
            pytest.param("the ANA [it said] fled", ("", "org/afghan-national-army"), id="no name of it"),
        ],
    )
    def test_a_full_name_in_brackets_says_what_the_abbreviation_before_it_is(self, text: str, expected: tuple[str, str]) -> None:
        [tokens] = grammar().language.tokens([(text, 0)])
        [name, *_] = grammar().names.names(tokens)
        assert (quoted(text, tokens, name.alias) if name.alias else "", name.known) == expected


def test_a_guessed_name_that_is_the_surname_of_a_person_is_that_person() -> None:
    texts = [("General Tomas Ilvaro spoke.", 0), ("People asked whether Ilvaro would stay.", 100)]
    read = [(tokens, grammar().names.names(tokens)) for tokens in grammar().language.tokens(texts)]
    assert [[(n.cls, n.rule) for n in found] for _, found in read] == [[("Person", "titled-person")], [("Organisation", "name-tagger")]]
    assert [[(n.cls, n.rule) for n in found] for found in grammar().names.agree(read)] == [
        [("Person", "titled-person")],
        [("Person", "surname")],
    ]


def test_an_article_before_a_preposition_is_none_of_the_names_after_it() -> None:
    [tokens] = grammar().language.tokens([("All parties rejected the murder of Luis Carlos Galan.", 0)])
    assert [(n.cls, n.rule) for n in grammar().names.names(tokens)] == [("Person", "person")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Guerrillas of the Farabundo Marti National Liberation Front fled.",
            ["Farabundo Marti National Liberation Front"],
            id="of a group",
        ),
        pytest.param("Urban guerrillas attacked the old town.", [], id="of a kind"),
    ],
)
def test_armed_people_at_the_beginning_of_a_sentence_are_no_part_of_a_name(text: str, expected: list[str]) -> None:
    [tokens] = grammar().language.tokens([(text, 0)])
    assert [quoted(text, tokens, (n.first, n.last)) for n in grammar().names.names(tokens)] == expected
