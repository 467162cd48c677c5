"""The words that times are made of, as alternatives of patterns and as values.

Comes in: a lexicon. Goes out: `TimeWords`, which offers the rows of ontology/lexicon/times.csv by kind, and numbers
as they stand before units of time ("two and a half", "several"). The forms they stand in are `time_forms`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kg.extract.numerals import numeral
from kg.extract.time_forms import S
from kg.lexicon import Lexicon

CLOCK_UNITS = ("TH", "TM", "TS")  # hours, minutes, seconds: after the T of a duration
ORDINAL_DIGITS = r"\d{1,2}(?:st|nd|rd|th)"
_DIGITS = r"(?<![\d.,$€£-])(?:\d{1,3}(?:,\d{3})+|\d{1,4})(?:\.\d{1,2})?"


@dataclass(frozen=True)
class TimeWords:
    """The words of time of a lexicon, in lower case."""

    lexicon: Lexicon

    def values(self, kind: str) -> dict[str, str]:
        """The words of a kind with their values."""
        return {word: row.value for word, rows in self.lexicon.times.items() for row in rows if row.kind == kind}

    def one_of(self, kind: str) -> str:
        """A group of the kind's name that matches any of its words, to the end of the word or its full stop."""
        return rf"(?P<{kind}>{any_of(self.values(kind))})(?:\b|(?<=\.))"

    def begin(self, kind: str) -> str:
        """A pattern for where a word of a kind begins: what a form that holds one needs."""
        return rf"(?<!\w)(?:{any_of(self.values(kind))})"

    @cached_property
    def months(self) -> dict[str, int]:
        """Months, from 1."""
        return {word: int(value) for word, value in self.values("month").items()}

    @cached_property
    def weekdays(self) -> dict[str, int]:
        """Days of the week, Monday 1."""
        return {word: int(value) for word, value in self.values("weekday").items()}

    @cached_property
    def parts(self) -> dict[str, str]:
        """Parts of the day."""
        return self.values("daypart")

    @cached_property
    def units(self) -> dict[str, str]:
        """Units in the singular, with the letters of TIMEX3."""
        return self.values("unit")

    @cached_property
    def unit(self) -> str:
        """A group for a unit of time in the singular or plural."""
        return rf"(?P<unit>{any_of(self.units)})(?P<plural>e?s)?\b"

    @cached_property
    def ordinals(self) -> dict[str, int]:
        """Ordinals as words."""
        return {word: row.value for word, row in self.lexicon.numbers.items() if row.kind == "ordinal"}

    @cached_property
    def ordinal(self) -> str:
        """A group for an ordinal in digits or as a word."""
        return rf"(?P<ordinal>{ORDINAL_DIGITS}|{any_of(self.ordinals)})"

    def place(self, ordinal: str) -> int:
        """The number of an ordinal that `ordinal` matched."""
        return self.ordinals.get(ordinal.casefold()) or int(ordinal[:-2])

    @cached_property
    def hour(self) -> str:
        """A group for an hour as it stands before "o'clock"."""
        return (
            rf"(?P<spoken>\d{{1,2}}|{any_of(w for w, row in self.lexicon.numbers.items() if row.kind == 'cardinal' and row.value <= 12)})"
        )

    @cached_property
    def number(self) -> str:
        """A group for a number as it stands before a unit: digits, words, vague quantities, an article."""
        vague = any_of(phrase for phrase in map(" ".join, self.lexicon.quantities.rows) if self._quantity(phrase) != 0)
        word = any_of(w for w, row in self.lexicon.numbers.items() if row.kind != "ordinal")
        multiplier = any_of(w for w, row in self.lexicon.numbers.items() if row.kind == "multiplier")
        spelled = rf"(?:an?{S}(?={multiplier}))?(?:{word})(?:(?:-|{S}(?:and{S})?)(?:{word})){{0,7}}"
        halves = rf"(?:{S}and{S}a{S}half)?"
        return rf"(?P<number>half(?:(?:{S}|-)an?\b)?|(?:{vague})(?:{S}of)?|{spelled}{halves}|{_DIGITS}{halves}|an?(?:{S}half)?)"

    @cached_property
    def ends_in_number(self) -> re.Pattern[str]:
        """Text that ends in a number and a blank."""
        return re.compile(rf"(?<!\w){self.number}(?:{S}|-)$", re.IGNORECASE)

    def count(self, number: str) -> float | None:
        """What a number that `number` matched comes to; None for a vague one."""
        words = re.sub(r"[\s-]+", " ", number.casefold()).removesuffix(" of")
        if words in ("a", "an"):
            return 1
        if words in ("half", "half a", "half an", "a half"):
            return 0.5
        if words.endswith(" and a half"):
            whole = self.count(words.removesuffix(" and a half"))
            return None if whole is None else whole + 0.5
        if self.lexicon.quantities.get(words) is not None:
            return self._quantity(words)
        found = numeral(words.split(), 0, self.lexicon.numbers)
        return found[0] if found is not None else None

    def _quantity(self, phrase: str) -> float | None:
        row = self.lexicon.quantities.get(phrase)
        return row.best if row is not None else None

    def duration(self, count: float | None, unit: str) -> str:
        """The TIMEX3 value of so many units: "P2D", "PT5H", "PXM"."""
        digits = re.match(r"\d+", unit)
        if digits:
            count, unit = count and count * int(digits[0]), unit[digits.end() :]
        if unit in _YEARS:
            count, unit = count and count * _YEARS[unit], "Y"
        if count == 0.5 and unit in _HALVES:
            return _HALVES[unit]
        amount = "X" if count is None else f"{count:g}" if count < 1_000_000 else str(int(count))
        return f"PT{amount}{unit[1:]}" if unit in CLOCK_UNITS else f"P{amount}{unit}"


_YEARS = {"DE": 10, "CE": 100, "ML": 1000}  # in durations, as in ISO 8601, these are so many years
_HALVES = {"TH": "PT30M", "Y": "P6M", "D": "PT12H", "TM": "PT30S"}


def any_of(words: Iterable[str]) -> str:
    """Alternatives that match any of the words, the longest first; by their first letters, so that few are tried at a place."""
    begun: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        begun.setdefault(word[:1], []).append(re.escape(word[1:]).replace(r"\ ", S))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in begun.items()) or "(?!)"
