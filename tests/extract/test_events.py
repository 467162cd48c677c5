"""Which words are event mentions, and of which class and type."""

from __future__ import annotations

import pytest

from tests.extract.grammar import events, read

Row = tuple[str, str, str]


def found(text: str) -> list[Row]:
    return [(head, cls, kind) for head, cls, kind, _ in events(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Gunmen attacked a hotel.", [("attack", "Attack", "attack")], id="verb"),
        pytest.param("The attack on the port was short.", [("attack", "Attack", "attack")], id="noun"),
        pytest.param("The bombing of a market shocked Peru.", [("bombing", "Attack", "bombing")], id="gerund"),
        pytest.param("Saboteurs blew up a pipeline.", [("blow", "Attack", "bombing")], id="verb and particle"),
        pytest.param("Rebels kidnapped a priest.", [("kidnap", "Attack", "abduction")], id="abduction"),
        pytest.param("A suicide bomber blew himself up.", [("blow", "Attack", "suicide-bombing")], id="suicide bombing"),
        pytest.param("Rebels seized Mopti.", [("seize", "Incident", "seizure")], id="seizure of a town"),
        pytest.param("Rebels seized two engineers.", [("seize", "Attack", "abduction")], id="seizure of people"),
        pytest.param("Police arrested two men.", [("arrest", "Event", "arrest")], id="an arrest is no incident"),
        pytest.param("Rebels captured two engineers.", [("capture", "Event", "arrest")], id="people captured"),
        pytest.param("Boko Haram captured two engineers.", [("capture", "Attack", "abduction")], id="captured by an armed group"),
        pytest.param("Boko Haram said it had executed two engineers.", [("execute", "Attack", "execution")], id="an armed group of itself"),
        pytest.param("The Houthis launched a ballistic missile at Riyadh.", [("launch", "Attack", "shelling")], id="a verb and its weapon"),
        pytest.param("The army clashed with rebels.", [("clash", "Incident", "armed-clash")], id="clash"),
        pytest.param(
            "Peru launched an offensive against rebels.",
            [("offensive", "MilitaryOperation", "offensive")],
            id="support verb carries a noun",
        ),
        pytest.param("The Orinda Peace Forum opened.", [("Orinda Peace Forum", "Meeting", "meeting")], id="name of a meeting"),
        pytest.param("Peru and Chile met in Lima.", [("meet", "Meeting", "meeting")], id="verb of meeting with two sides"),
        pytest.param(
            "Gunmen attacked a hotel, killing two guards.", [("attack", "Attack", "attack"), ("kill", "Attack", "attack")], id="two"
        ),
    ],
)
def test_triggers_are_events(text: str, expected: list[Row]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Officers trained for bomb disposal.", id="a trigger that only modifies"),
        pytest.param("Attack helicopters landed.", id="a trigger that only modifies, at the beginning"),
        pytest.param("There was a wave of attacks in the region.", id="a wave of attacks"),
        pytest.param("He denounced killings and kidnappings.", id="bare plurals of no place or day"),
        pytest.param("Militants continue to attack villages.", id="a habit"),
        pytest.param("The price hit a new high.", id="a weak trigger without anybody armed or harmed"),
        pytest.param("The president met the challenge.", id="meeting no one"),
        pytest.param("The team's striker attacked the goal in the league match before the final.", id="sport"),
        pytest.param("Prices exploded.", id="figure of speech"),
        pytest.param("Rwanda is helping rebels fight hunger.", id="a standing conflict"),
        pytest.param("Prices rose in March.", id="a month"),
        pytest.param("", id="nothing"),
        pytest.param("!!!", id="punctuation"),
    ],
)
def test_other_words_are_none(text: str) -> None:
    assert found(text) == []


def test_a_heading_that_opens_a_list_is_no_event_of_its_own() -> None:
    assert found("Some of the notable attacks include the 2015 bombing of a market.") == [("bombing", "Attack", "bombing")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Gunmen attacked a hotel in Quito on Monday.", "attacked a hotel", id="verb and object"),
        pytest.param("A drone attack on an oil depot hurt four men.", "A drone attack on an oil depot", id="noun and what it is aimed at"),
        pytest.param("He saw the attack, which was short.", "the attack", id="noun up to the comma"),
    ],
)
def test_a_mention_has_the_words_that_tell_the_event(text: str, expected: str) -> None:
    assert read(text).events[0].span.quote == expected


@pytest.mark.parametrize(
    ("text", "definite"),
    [("The attack was short.", True), ("An attack was short.", False), ("This attack was short.", True), ("Its attack was short.", True)],
)
def test_definite_mentions_may_go_back_to_an_event_told_before(text: str, definite: bool) -> None:
    assert [e.definite for e in read(text).events] == [definite]
