"""What words stand for: names written down with the names inside them, and what a name's own words state."""

from __future__ import annotations

import pytest

from tests.extract.grammar import mentioned, read, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Uganda's Defence Minister Grace Okello slept.",
            {("Grace Okello", "holds", "Defence Minister"), ("Defence Minister", "postIn", "Uganda")},
            id="a titled person holds a post in the state",
        ),
        pytest.param(
            "General Ana Belmonte slept.",
            set(),
            id="a rank is no post",
        ),
        pytest.param(
            "The Peruvian Ministry of Defence was closed.",
            {("Peruvian Ministry of Defence", "partOf", "Peruvian")},
            id="a ministry is part of its state",
        ),
        pytest.param("The Chadian army slept.", {("Chadian army", "partOf", "Chadian")}, id="an army is part of its state"),
        pytest.param(
            "The United Nations Mission in Liberia closed.",
            {
                ("United Nations Mission in Liberia", "operatesIn", "Liberia"),
                ("United Nations Mission in Liberia", "partOf", "United Nations"),
            },
            id="a mission operates in its land and is part of its organisation",
        ),
        pytest.param("Peruvian farmers slept.", set(), id="an adjective before a common noun states nothing"),
        pytest.param("The Kasava Liberation Front slept.", set(), id="a name without a name inside it states nothing"),
    ],
)
def test_a_name_states_what_its_own_words_say(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert said(text, "holds", "postIn", "partOf", "operatesIn") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Peru’s President Marek Dolan slept.", [("Peru", "State"), ("President", "Post"), ("Marek Dolan", "Person")], id="parts"
        ),
        pytest.param("Kenyans and Peruvians slept.", [("Kenyans", "State"), ("Peruvians", "State")], id="a people mentions its state"),
        pytest.param(
            "A Nigeria-based firm slept.", [("A Nigeria-based firm", "Organisation"), ("Nigeria", "State")], id="the name inside a modifier"
        ),
        pytest.param("The Orinda Peace Forum opened.", [], id="a meeting is an event, not a thing"),
        pytest.param("Nobody slept.", [], id="nobody"),
    ],
)
def test_names_are_mentions_with_their_class(text: str, expected: list[tuple[str, str]]) -> None:
    assert mentioned(text) == expected


def test_a_person_is_quoted_without_title_and_keeps_the_rank() -> None:
    [mention] = read("Brigadier General Ana Belmonte slept.").mentions
    assert (mention.span.quote, mention.rank) == ("Ana Belmonte", "Brigadier General")


def test_an_abbreviation_is_a_span_of_its_own() -> None:
    [mention] = read("The Kashari Resistance Army (KRA) slept.").mentions
    assert (mention.span.quote, mention.alias, mention.alias_span and mention.alias_span.quote) == ("Kashari Resistance Army", "KRA", "KRA")


def test_a_description_is_written_down_once_for_all_that_is_said_of_it() -> None:
    reading = read("Gunmen attacked a hotel in Quito with rifles, killing two guards.")
    assert sorted(m.label for m in reading.mentions if not m.name) == ["Gunmen", "guards", "hotel in Quito"]


def test_a_description_of_nobody_is_no_mention() -> None:
    assert [m.label for m in read("No soldiers were killed in the attack on the port.").mentions if m.cls == "Group"] == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\n\n", id="empty paragraphs"),
        pytest.param("?!\n\n...\n\n“”", id="only punctuation"),
        pytest.param("\u202e\u200f\u200e", id="only direction marks"),
        pytest.param("1234567890 " * 50, id="only digits"),
    ],
)
def test_text_without_words_has_no_mentions(text: str) -> None:
    assert mentioned(text) == []


def test_every_mention_quotes_the_text() -> None:
    text = "\ufeffGeneral\u00a0Ana Belmonte\nsaid \u202bthe Kasava Front\u202c attacked\tTorvala.\r\n\r\nShe spoke in Quito."
    assert [m.span.quote for m in read(text).mentions] == [text[m.span.start : m.span.end] for m in read(text).mentions]
