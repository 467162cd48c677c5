"""Numbers in digits and words."""

from __future__ import annotations

import pytest

from kg.extract.numerals import numeral
from kg.lexicon import Lexicon


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", (12, 1)),
        ("1,200", (1200, 1)),
        ("1,234,567", (1_234_567, 1)),
        ("2.5 million", (2_500_000, 2)),
        ("12 dozen", (144, 2)),
        ("3 lakh", (300_000, 2)),
        ("1.5", (1.5, 1)),
        ("one", (1, 1)),
        ("zero", (0, 1)),
        ("twenty-five", (25, 1)),
        ("twenty - five", (25, 3)),
        ("twenty five", (25, 2)),
        ("dozen", (12, 1)),
        ("a dozen", (12, 2)),
        ("two dozen", (24, 2)),
        ("three score", (60, 2)),
        ("a hundred", (100, 2)),
        ("a hundred and five", (105, 4)),
        ("five hundred twenty-one", (521, 3)),
        ("twelve hundred", (1200, 2)),
        ("two thousand five hundred", (2500, 4)),
        ("two thousand and six", (2006, 4)),
        ("one hundred thousand", (100_000, 3)),
        ("two million three hundred thousand", (2_300_000, 5)),
        ("twenty five soldiers", (25, 2)),
        ("two hundred and twelve others", (212, 4)),
    ],
)
def test_are_read_to_their_last_word(text: str, expected: tuple[float, int], words: Lexicon) -> None:
    assert numeral(text.split(), 0, words.numbers) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two hundred and later", (200, 2)),
        ("five ten", (5, 1)),
        ("twenty-twelve", None),
        ("two and three", (2, 1)),
        ("ten - five", (10, 1)),
        ("five thousand thousand", (5000, 2)),
        ("a", None),
        ("a few", None),
        ("and", None),
        ("first", None),
        ("1,20", None),
        ("12a", None),
        ("٣", None),
        ("9" * 400, None),
        ("", None),
    ],
)
def test_end_where_english_ends_them(text: str, expected: tuple[float, int] | None, words: Lexicon) -> None:
    assert numeral(text.split(), 0, words.numbers) == expected
