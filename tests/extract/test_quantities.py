"""How many, with honest bounds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.quantities import counts
from kg.extract.tree import Sentence
from kg.lexicon import Lexicon

Sentences = Callable[[str], tuple[Sentence, ...]]
Row = tuple[str, int | None, int | None, int | None, str, str | None]


def found(sentence: Sentence, words: Lexicon) -> list[Row]:
    """The counts of a sentence: wording, bounds, qualifier and the noun counted."""
    return [
        (c.span.quote, c.lower, c.upper, c.best, c.qualifier, sentence.words[c.noun].text if c.noun is not None else None)
        for c in counts(sentence, words)
    ]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("one soldier", ("one", 1, 1, 1, "exactly", "soldier")),
        ("12 soldiers", ("12", 12, 12, 12, "exactly", "soldiers")),
        ("1,200 people", ("1,200", 1200, 1200, 1200, "exactly", "people")),
        ("2.5 million people", ("2.5 million", 2_500_000, 2_500_000, 2_500_000, "exactly", "people")),
        ("twenty-five villagers", ("twenty-five", 25, 25, 25, "exactly", "villagers")),
        ("a hundred and five villagers", ("a hundred and five", 105, 105, 105, "exactly", "villagers")),
        ("two dozen fighters", ("two dozen", 24, 24, 24, "exactly", "fighters")),
        ("a dozen fighters", ("a dozen", 12, 12, 12, "exactly", "fighters")),
        ("half a dozen fighters", ("half a dozen", 6, 6, 6, "exactly", "fighters")),
        ("a couple of guards", ("a couple", 2, 2, 2, "exactly", "guards")),
        ("no civilians", ("no", 0, 0, 0, "exactly", "civilians")),
        ("all 12 passengers", ("all 12", 12, 12, 12, "exactly", "passengers")),
        ("a total of 40 people", ("a total of 40", 40, 40, 40, "exactly", "people")),
        ("dozens of people", ("dozens", 24, None, None, "at-least", "people")),
        ("scores of people", ("scores", 40, None, None, "at-least", "people")),
        ("hundreds of people", ("hundreds", 200, None, None, "at-least", "people")),
        ("several hundred people", ("several hundred", 300, None, None, "at-least", "people")),
        ("a couple of dozen people", ("a couple of dozen", 24, None, 24, "at-least", "people")),
        ("several soldiers", ("several", 3, None, None, "at-least", "soldiers")),
        ("at least 140 people", ("at least 140", 140, None, None, "at-least", "people")),
        ("no fewer than 30 people", ("no fewer than 30", 30, None, None, "at-least", "people")),
        ("a total of at least 20 people", ("a total of at least 20", 20, None, None, "at-least", "people")),
        ("12 or more soldiers", ("12 or more", 12, None, None, "at-least", "soldiers")),
        ("more than a dozen troops", ("more than a dozen", 13, None, None, "more-than", "troops")),
        ("over 70 people", ("over 70", 71, None, None, "more-than", "people")),
        ("more than 1,000 people", ("more than 1,000", 1001, None, None, "more-than", "people")),
        ("nearly 200 people", ("nearly 200", None, None, 200, "about", "people")),
        ("about 50 people", ("about 50", None, None, 50, "about", "people")),
        ("some 40 people", ("some 40", None, None, 40, "about", "people")),
        ("20 or so people", ("20 or so", None, None, 20, "about", "people")),
        ("up to 30 people", ("up to 30", None, 30, None, "at-most", "people")),
        ("as many as 30 people", ("as many as 30", None, 30, None, "at-most", "people")),
        ("fewer than 5 people", ("fewer than 5", None, 4, None, "at-most", "people")),
        ("well under 50 people", ("well under 50", None, 49, None, "at-most", "people")),
        ("between 10 and 15 people", ("between 10 and 15", 10, 15, None, "range", "people")),
        ("10 to 15 people", ("10 to 15", 10, 15, None, "range", "people")),
        ("10-15 people", ("10-15", 10, 15, None, "range", "people")),
        ("10–15 people", ("10–15", 10, 15, None, "range", "people")),
        ("ten or eleven people", ("ten or eleven", 10, 11, None, "range", "people")),
        ("anywhere from 10 to 15 people", ("anywhere from 10 to 15", 10, 15, None, "range", "people")),
        ("two to three dozen people", ("two to three dozen", 24, 36, None, "range", "people")),
        ("50 to a hundred people", ("50 to a hundred", 50, 100, None, "range", "people")),
    ],
)
def test_wording_gives_bounds(phrase: str, expected: Row, parse: Callable[[str], tuple[Sentence, ...]], words: Lexicon) -> None:
    [sentence] = parse(f"The blast killed {phrase} in the market.")
    assert found(sentence, words) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The blast killed three soldiers and seven civilians.",
            [("three", 3, 3, 3, "exactly", "soldiers"), ("seven", 7, 7, 7, "exactly", "civilians")],
        ),
        ("The toll rose from 10 to 15.", [("15", 15, 15, 15, "exactly", None)]),
        ("Five of the victims were children.", [("Five", 5, 5, 5, "exactly", "victims")]),
        ("Some people fled over the hill.", []),
        ("The ransom was $5 million.", []),
        ("Many people fled.", []),
        (
            "Two soldiers were killed and a third was wounded.",
            [("Two", 2, 2, 2, "exactly", "soldiers"), ("a third", 1, 1, 1, "exactly", None)],
        ),
        ("A third of the village burned.", []),
        ("They made a second attack.", []),
        ("A number of people fled.", []),
        ("Prices rose by 2.5.", []),
        ("About 30 % of them left.", []),
    ],
)
def test_a_sentence_has_as_many_as_it_says(text: str, expected: list[Row], parse: Sentences, words: Lexicon) -> None:
    [sentence] = parse(text)
    assert found(sentence, words) == expected
