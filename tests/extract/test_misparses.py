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
        pytest.param("Gunmen killed six adults, a girl and a baby.", ["6-6", "1-1", "1-1", "8-8"], id="a list"),
        pytest.param("Gunmen killed two men, a farmer and a driver.", ["2-2"], id="an apposition, since it adds up"),
    ],
)
def test_a_list_of_counted_people_adds_up(text: str, expected: list[str]) -> None:
    assert [row[2] for row in figures(text)] == expected
