"""Meetings: who took part, where, and what was discussed."""

from __future__ import annotations

import pytest

from tests.extract.grammar import Triple, read, said

ROLES = ("participant", "occurredAt", "about")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Peru and Chile met in Lima.",
            {("meet", "participant", "Peru"), ("meet", "participant", "Chile"), ("meet", "occurredAt", "Lima")},
            id="two states met",
        ),
        pytest.param(
            "General Peter Oloo met Colonel Ana Belmonte.",
            {("meet", "participant", "Peter Oloo"), ("meet", "participant", "Ana Belmonte")},
            id="one met the other",
        ),
        pytest.param(
            "The talks between Peru and Chile were short.",
            {("talk", "participant", "Peru"), ("talk", "participant", "Chile")},
            id="talks between",
        ),
        pytest.param(
            "Colonel Ana Belmonte attended the Orinda Peace Forum.", {("Orinda Peace Forum", "participant", "Ana Belmonte")}, id="attended"
        ),
        pytest.param(
            "Peru met Chile to discuss fisheries and water.",
            {
                ("meet", "participant", "Peru"),
                ("meet", "participant", "Chile"),
                ("meet", "about", "fisheries"),
                ("meet", "about", "water"),
            },
            id="met to discuss",
        ),
        pytest.param("The talks on disarmament were short.", {("talk", "about", "disarmament")}, id="talks on"),
        pytest.param(
            "The Orinda Peace Forum, which was held at the Palace Hotel, was short.",
            {("Orinda Peace Forum", "occurredAt", "Palace Hotel")},
            id="held at",
        ),
        pytest.param("The summit was held in Geneva.", {("summit", "occurredAt", "Geneva")}, id="held in"),
        pytest.param("The president met the challenge in Lima.", set(), id="no meeting"),
    ],
)
def test_what_a_sentence_says_of_a_meeting(text: str, expected: set[Triple]) -> None:
    assert said(text, *ROLES) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("They discussed trade and mining.", ["trade", "mining"], id="objects"),
        pytest.param(
            "The two sides discussed a range of topics including water; trade; and mining.", ["water", "trade", "mining"], id="semicolons"
        ),
        pytest.param("Their talks touched on water.", ["water"], id="touched on"),
        pytest.param("The talks focused on the security of borders.", ["security of borders"], id="a topic with its of"),
        pytest.param("The two sides were tired.", [], id="nothing"),
    ],
)
def test_topics_belong_to_the_last_meeting(text: str, expected: list[str]) -> None:
    assert [t.label for t in read(f"Peru and Chile met in Lima. {text}").topics] == expected


def test_without_a_meeting_nothing_is_discussed() -> None:
    assert read("The two sides discussed trade and mining.").topics == ()


def test_states_in_the_name_of_a_meeting_take_part_by_implication() -> None:
    text = "The Japan – Vietnam Defence Dialogue was held in Hanoi."
    assert said(text, "participant", basis="implied") == {
        ("Japan – Vietnam Defence Dialogue", "participant", "Japan"),
        ("Japan – Vietnam Defence Dialogue", "participant", "Vietnam"),
    }
    assert said(text, "participant", basis="stated") == set()


def test_the_two_sides_are_those_of_the_meeting_told_before() -> None:
    parties = {(s, o) for s, _, o in said("Peru and Chile met in Lima. The two sides last met in 2015.", "participant")}
    assert parties == {("meet", "Peru"), ("meet", "Chile")}
    assert len([r for r in read("Peru and Chile met in Lima. The two sides last met in 2015.").relations if r.rule == "same-sides"]) == 2
