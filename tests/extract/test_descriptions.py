"""What common nouns describe: a class by the lexicon, and the words that belong to the description."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract import descriptions
from kg.extract.draft import Draft
from kg.extract.tree import Sentence
from tests.extract.grammar import grammar, read

Sentences = Callable[[str], tuple[Sentence, ...]]


def described(parse: Sentences, text: str, noun: str) -> tuple[str, str, str] | None:
    """Class, kind and label of what a noun of a sentence describes."""
    [sentence] = parse(text)
    draft = Draft(text, grammar().lexicon, grammar().catalogue, (sentence,))
    [word] = [w for w in sentence.words if w.text == noun]
    found = descriptions.describe(draft, sentence, word)
    if found is None:
        return None
    return found.cls, found.kind, descriptions.label_of(draft, descriptions.described_span(draft, sentence, word, found))


@pytest.mark.parametrize(
    ("text", "noun", "expected"),
    [
        pytest.param(
            "They saw a military camp in Torvala.", "camp", ("MilitaryBase", "site", "military camp in Torvala"), id="base with its place"
        ),
        pytest.param("They burned the primary school.", "school", ("Facility", "site", "primary school"), id="site"),
        pytest.param(
            "They saw a base hosting Danish soldiers.",
            "base",
            ("MilitaryBase", "site", "base hosting Danish soldiers"),
            id="base with its guests",
        ),
        pytest.param("The rebels fled.", "rebels", ("Group", "armed", "rebels"), id="several people"),
        pytest.param("They shot a soldier.", "soldier", ("Person", "military", "soldier"), id="one person"),
        pytest.param("The crowd turned back.", "crowd", ("Group", "civilian", "crowd"), id="a collective is several"),
        pytest.param("They burned a bus.", "bus", ("Asset", "vehicle", "bus"), id="vehicle"),
        pytest.param("They blew up a pipeline.", "pipeline", ("Asset", "infrastructure", "pipeline"), id="infrastructure"),
        pytest.param("The rebel group fled.", "group", ("ArmedGroup", "organisation", "rebel group"), id="organisation"),
        pytest.param("The army fled.", "army", ("MilitaryForce", "organisation", "army"), id="force"),
        pytest.param("The governor fled.", "governor", ("Person", "official", "governor"), id="post"),
        pytest.param("The afternoon was long.", "afternoon", None, id="nothing of the model"),
        pytest.param("They closed the borders.", "closed", None, id="no noun"),
    ],
)
def test_a_noun_has_the_class_of_its_table(parse: Sentences, text: str, noun: str, expected: tuple[str, str, str] | None) -> None:
    assert described(parse, text, noun) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Rebels killed more than a dozen young farmers.", "young farmers", id="hedge and vague number"),
        pytest.param("Rebels killed 12 farmers.", "farmers", id="figure"),
        pytest.param("Rebels killed the two farmers.", "farmers", id="article and number"),
        pytest.param("Rebels killed several French farmers.", "French farmers", id="adjective of a state"),
    ],
)
def test_a_label_leaves_articles_and_numbers_out(text: str, expected: str) -> None:
    assert [m.label for m in read(text).mentions if "farmers" in m.label] == [expected]
