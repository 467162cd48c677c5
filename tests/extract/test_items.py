"""Tokens as items: which letter a word gets, and how many tokens an item covers."""

from __future__ import annotations

import pytest

from kg.extract.items import items_of
from tests.extract.grammar import grammar, quoted


def lettered(text: str) -> list[tuple[str, str]]:
    """The items of a text that may be part of a name: words and letter."""
    [tokens] = grammar().language.tokens([(text, 0)])
    items = items_of(tokens, grammar().lexicon, grammar().names.gazetteer)
    assert [i.first for i in items] == [0, *(i.last for i in items[:-1])][: len(items)], "items cover all tokens in order"
    return [(quoted(text, tokens, (i.first, i.last)), i.letter) for i in items if i.letter != "x"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("they left Burkina Faso", [("Burkina Faso", "S")], id="state of two words"),
        pytest.param("the Peruvian coast", [("the", "d"), ("Peruvian", "J"), ("coast", "z")], id="adjective and noun for a place"),
        pytest.param("two Peruvians fled", [("Peruvians", "L")], id="people"),
        pytest.param("they joined Boko Haram", [("Boko Haram", "G")], id="known organisation"),
        pytest.param("the US let us go", [("the", "d"), ("US", "S")], id="short names stand in capitals"),
        pytest.param("a Nigeria-based group", [("a", "i"), ("Nigeria-based", "R"), ("group", "o")], id="name and relating word"),
        pytest.param("a Zarafa-linked rebel", [("a", "i"), ("Zarafa-linked", "R"), ("rebel", "g")], id="unknown name and relating word"),
        pytest.param("General Tomas Ilvaro", [("General", "K"), ("Tomas", "U"), ("Ilvaro", "U")], id="rank"),
        pytest.param("Mrs Okello", [("Mrs", "H"), ("Okello", "U")], id="honorific"),
        pytest.param("the foreign minister", [("the", "d"), ("foreign minister", "T")], id="post in lower case is one item"),
        pytest.param("in Torvala", [("in", "n"), ("Torvala", "U")], id="unknown name after a preposition"),
        pytest.param("the town of Torvala", [("the", "d"), ("town", "z"), ("of", "c"), ("Torvala", "U")], id="noun for a place"),
        pytest.param("a hotel, a School", [("a", "i"), ("hotel", "f"), (",", "k"), ("a", "i"), ("School", "F")], id="sites by their case"),
        pytest.param("near El-Adwa town", [("El-Adwa", "U"), ("town", "z")], id="capitals joined by a hyphen are one"),
        pytest.param("they met on Monday", [], id="weekdays are no names"),
        pytest.param("the 9th Brigade", [("the", "d"), ("9th", "U"), ("Brigade", "O")], id="ordinal before a capital"),
        pytest.param("", [], id="no tokens"),
        pytest.param("?! … –", [("–", "h")], id="only punctuation"),
    ],
)
def test_words_get_the_letter_of_what_they_may_be(text: str, expected: list[tuple[str, str]]) -> None:
    assert lettered(text) == expected


def test_a_capital_at_the_beginning_of_a_sentence_makes_no_name_of_an_ordinary_word() -> None:
    assert lettered("Hostages fled. Rebels followed.") == [("Rebels", "r")]
    assert lettered("Men fled. Bombs fell.") == []


def test_three_hundred_capitalised_words_make_three_hundred_items() -> None:
    assert len(lettered("the " + " ".join(["Orvan"] * 300))) == 301
