"""Numbers in digits and words: "1,200", "2.5 million", "two dozen", "a hundred and five", "twenty-five".

Comes in: words in lower case and a position. Goes out: the value of the longest number that begins there, and where
it ends. Values of words are rows of ontology/lexicon/numbers.csv. Vague quantities and bounds are `quantities`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.lexicon import Number

_DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,6})?", re.ASCII)
_JOINS = ("-", "‐", "‑")  # what may stand between tens and ones
HUNDRED, THOUSAND = 100, 1000


def numeral(words: Sequence[str], at: int, numbers: Mapping[str, Number]) -> tuple[float, int] | None:
    """The number whose first word is at a position, and the position after its last word."""
    if at >= len(words):
        return None
    word = words[at]
    if _DIGITS.fullmatch(word):
        return _scaled(float(word.replace(",", "")), words, at + 1, numbers)
    begins = word in numbers or word in ("a", "an") or "-" in word
    return _Spelled(numbers).read(words, at) if begins else None


def _scaled(value: float, words: Sequence[str], at: int, numbers: Mapping[str, Number]) -> tuple[float, int]:
    """Digits with the multipliers after them: "2.5 million", "12 dozen"."""
    while at < len(words) and (row := numbers.get(words[at])) is not None and row.kind == "multiplier":
        value, at = value * row.value, at + 1
    return round(value, 6), at


class _Spelled:
    """Reads a number in words from left to right: ones after tens, tens after hundreds, and so on down."""

    def __init__(self, numbers: Mapping[str, Number]) -> None:
        self.numbers = numbers
        self.total = 0  # what stands before the last "thousand", "million", …
        self.group = 0  # what stands after it
        self.room = THOUSAND  # the next cardinal must be below this
        self.scale = 0  # the last "thousand", "million", … if any; the next must be below it

    def read(self, words: Sequence[str], at: int) -> tuple[float, int] | None:
        end = at
        if words[at] in ("a", "an") and self._row(words, at + 1, "multiplier"):
            self.group, self.room, end = 1, 0, at + 1
        while (after := self._step(words, end, first=end == at)) is not None:
            end = after
        return (float(self.total + self.group), end) if end > at else None

    def _step(self, words: Sequence[str], at: int, *, first: bool) -> int | None:
        """The position after the next word of the number; None where it ends."""
        if at >= len(words):
            return None
        if not first and words[at] in _JOINS:
            return self._cardinal(words, at + 1) if self.room == 10 else None
        if not first and words[at] == "and":
            return self._cardinal(words, at + 1) if self.room == HUNDRED else None
        return self._cardinal(words, at) or self._multiplier(words, at, first=first)

    def _cardinal(self, words: Sequence[str], at: int) -> int | None:
        row = self._row(words, at, "cardinal")
        if row is None:
            return self._hyphened(words[at], at) if at < len(words) else None
        return at + 1 if self._add(row.value) else None

    def _hyphened(self, word: str, at: int) -> int | None:
        """ "twenty-five" as one token."""
        tens, _, ones = word.partition("-")
        rows = [self.numbers.get(part) for part in (tens, ones)]
        values = [row.value for row in rows if row is not None and row.kind == "cardinal"]
        if len(values) != 2 or values[0] < 20 or not 0 < values[1] < 10:
            return None
        return at + 1 if self._add(sum(values)) else None

    def _add(self, value: int) -> bool:
        if value >= self.room or (value == 0 and self.group):
            return False
        self.group += value
        self.room = 10 if value >= 20 and value % 10 == 0 else 0
        return True

    def _multiplier(self, words: Sequence[str], at: int, *, first: bool) -> int | None:
        row = self._row(words, at, "multiplier")
        if row is None or (not first and self.group == 0):
            return None
        if row.value >= THOUSAND:
            if self.scale and row.value >= self.scale:
                return None
            self.total, self.group = self.total + (self.group or 1) * row.value, 0
            self.scale, self.room = row.value, THOUSAND if row.value > THOUSAND else HUNDRED
            return at + 1
        if self.group >= HUNDRED:
            return None
        self.group = (self.group or 1) * row.value
        self.room = HUNDRED if row.value == HUNDRED else 0
        return at + 1

    def _row(self, words: Sequence[str], at: int, kind: str) -> Number | None:
        row = self.numbers.get(words[at]) if at < len(words) else None
        return row if row is not None and row.kind == kind else None
