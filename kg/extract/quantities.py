"""How many: number expressions with their bounds, and the noun they count.

Comes in: a sentence. Goes out: `Count`s, "more than a dozen troops" as at least 13 of "troops". Vague quantities and
the wording that bounds a number are rows of the lexicon; the bounds they give are honest minima. Sums of money and
percentages are passed over. Does not know what is counted for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.numerals import numeral
from kg.extract.tree import Sentence, Word
from kg.lexicon import Hedge, Lexicon
from kg.model import Qualifier, Span

TOO_LARGE = 10_000_000  # no incident counts more people; a larger number is money, or a slip
REACH = 6  # words after a number in which the noun it counts begins
_RANGE = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,7})[-–—](\d{1,3}(?:,\d{3})+|\d{1,7})", re.ASCII)
_PLUS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,7})\+", re.ASCII)
_DASHES = ("-", "–", "—")
_MONEY = ("$", "us$", "€", "£", "¥", "₹")


@dataclass(frozen=True, slots=True)
class Count:
    """A number expression at words [first, last) and the noun it counts, if it counts one; or one person (`singles`)."""

    first: int
    last: int
    lower: int | None
    upper: int | None
    best: int | None
    qualifier: Qualifier
    noun: int | None
    span: Span
    single: bool = False  # one person, told without a number


@dataclass(frozen=True, slots=True)
class _Value:
    """What a number or quantity allows, and the position after its last word. A vague one has no best value."""

    lower: int | None
    upper: int | None
    best: int | None
    end: int
    qualifier: Qualifier = "exactly"


def counts(sentence: Sentence, lexicon: Lexicon) -> tuple[Count, ...]:
    """The number expressions of a sentence, from left to right."""
    return tuple(_Counter(sentence, lexicon).scan())


class _Counter:
    """Looks for number expressions in one sentence."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.words = [w.lower for w in sentence.words]
        self.lexicon = lexicon

    def scan(self) -> Iterator[Count]:
        at = 0
        while at < len(self.words):
            found = self._count_at(at)
            if found is None:
                at += 1
                continue
            if not self._is_passed_over(found):
                yield found
            at = found.last

    def _is_passed_over(self, count: Count) -> bool:
        """A sum, a percentage, or the first number of "rose from 10 to 15", which no longer holds."""
        before, after = self._word(count.first - 1), self._word(count.last)
        outdated = before == "from" and after == "to" and self._value(count.last + 1) is not None
        return outdated or after == "%" or before in _MONEY

    def _count_at(self, at: int) -> Count | None:
        hedges, start = self._hedges(at)
        value = self._value(start)
        if value is None:
            return None
        joins = self._joins(hedges, at)
        value = _bounded(self._range(value, joins) or value, hedges)
        end = value.end
        if not hedges or value.qualifier == "exactly":
            after, end = self._hedge_after(end)
            value = _bounded(value, [after] if after else [])
        noun = _counted(self.sentence, start, end)
        if noun is not None and self._is_day(self.words[noun]) and noun > end:
            noun = None  # "16 wounded Monday"
        return Count(at, end, value.lower, value.upper, value.best, value.qualifier, noun, self.sentence.span(at, end))

    def _word(self, at: int) -> str:
        return self.words[at] if 0 <= at < len(self.words) else ""

    def _hedges(self, at: int) -> tuple[list[Hedge], int]:
        """The wording before a number that bounds it ("a total of at least"), and the position after it."""
        found: list[Hedge] = []
        while (row := self.lexicon.hedges.at(self.words, at)) is not None and row[0].position == "before":
            found.append(row[0])
            at = row[1]
        return found, at

    def _hedge_after(self, at: int) -> tuple[Hedge | None, int]:
        """The wording after a number that bounds it ("or more", "-odd"), and the position after it."""
        start = at + 1 if self._word(at) in _DASHES else at
        row = self.lexicon.hedges.at(self.words, start)
        return (row[0], row[1]) if row is not None and row[0].position == "after" else (None, at)

    def _is_day(self, word: str) -> bool:
        return any(w.kind in ("weekday", "month") for w in self.lexicon.times.get(word, ()))

    def _joins(self, hedges: Sequence[Hedge], at: int) -> tuple[str, ...]:
        """The words that may stand between the two ends of a range."""
        if any(h.qualifier == "range" and h.phrase.endswith("between") for h in hedges):
            return ("and", "to", *_DASHES)
        if not hedges and self._word(at - 1) == "from":
            return _DASHES
        return ("to", "or", *_DASHES)

    def _value(self, at: int) -> _Value | None:
        if at >= len(self.words) or self.sentence.words[at].name is not None:
            return None
        if written := _RANGE.fullmatch(self.words[at]) or _PLUS.fullmatch(self.words[at]):
            low, *high = (int(g.replace(",", "")) for g in written.groups())
            return _between(low, high[0], at + 1) if high else _Value(low, None, None, at + 1, "at-least")
        number = numeral(self.words, at, self.lexicon.numbers)
        vague = self.lexicon.quantities.at(self.words, at)
        if vague is not None and (number is None or vague[1] >= number[1]):
            row, end = vague
            if row.lower is None and row.upper is None and row.best is None:
                return None
            return _Value(row.lower, row.upper, row.best, end, "at-least" if row.upper is None else "exactly")
        if number is None:
            return _Value(1, 1, 1, at + 2) if self._is_one_more(at) else None
        if number[0] > TOO_LARGE or number[0] != int(number[0]):
            return None
        return _Value(int(number[0]), int(number[0]), int(number[0]), number[1])

    def _is_one_more(self, at: int) -> bool:
        """ "two were killed and a third was hurt": an ordinal that stands for a person, not for a share ("a third of")."""
        row = self.lexicon.numbers.get(self._word(at + 1))
        if row is None or row.kind != "ordinal" or self.words[at] not in ("a", "another") or self._word(at + 2) == "of":
            return False
        return self.sentence.words[at + 1].dep in ("nsubj", "nsubjpass", "dobj", "conj")

    def _range(self, low: _Value, joins: Sequence[str]) -> _Value | None:
        if self._word(low.end) not in joins or low.lower is None:
            return None
        high = self._value(low.end + 1)
        if high is None or high.upper is None:
            return None
        return _between(low.lower * self._shared(low, high), high.upper, high.end)

    def _shared(self, low: _Value, high: _Value) -> int:
        """What the second number multiplies for both: "two to three dozen"."""
        first, last = (self.lexicon.numbers.get(self._word(value.end - 1)) for value in (low, high))
        if last is None or last.kind != "multiplier" or (first is not None and first.kind == "multiplier"):
            return 1
        return last.value if (low.lower or 0) * last.value <= (high.upper or 0) else 1


def _between(lower: int, upper: int, end: int) -> _Value | None:
    return _Value(lower, upper, None, end, "range") if upper > lower else None


def _bounded(value: _Value, hedges: Sequence[Hedge]) -> _Value:
    """The value as the first wording with a bound of its own lets it stand."""
    hedge = next((h for h in hedges if h.qualifier not in ("exactly", "range")), None)
    if hedge is None or value.best is None or value.qualifier != "exactly":
        return value
    n = value.best
    match hedge.qualifier:
        case "at-least":
            return replace(value, upper=None, best=None, qualifier="at-least")
        case "more-than":
            return replace(value, lower=n + 1, upper=None, best=None, qualifier="more-than")
        case "at-most":
            upper = n - 1 if hedge.strict else n
            return replace(value, lower=None, upper=upper, best=None, qualifier="at-most")
        case _:
            return replace(value, lower=None, upper=None, qualifier="about")


def _counted(sentence: Sentence, first: int, last: int) -> int | None:
    """The noun a number counts: the one it modifies, or that follows "of", or the next noun before any verb."""
    for word in sentence.words[first:last]:
        head = sentence.head(word)
        if word.dep in ("nummod", "quantmod", "amod", "compound", "nmod") and head.i >= last and head.is_noun:
            return head.i
    if last < len(sentence.words) and sentence.words[last].lower == "of":
        body = sentence.child(sentence.words[last], "pobj")
        return body.i if body is not None and body.is_noun and body.i - last <= REACH else _next_noun(sentence, last + 1)
    return _next_noun(sentence, last)


def _next_noun(sentence: Sentence, at: int) -> int | None:
    """The head noun of the phrase that begins here."""
    found: Word | None = None
    for word in sentence.words[at : at + REACH]:
        if word.is_noun:
            found = word
        elif (
            found is not None
            or (word.is_verb and word.dep not in ("amod", "compound", "nmod"))
            or word.tag in (",", ".", "IN", "CC", ":", "TO", "MD", "WRB", "WDT", "WP", "PRP")
        ):
            break
    return found.i if found else None
