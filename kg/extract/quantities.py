"""How many: number expressions with their bounds, and the noun they count.

Comes in: a sentence. Goes out: `Count`s, "more than a dozen troops" as at least 13 of "troops". Number words,
vague quantities and hedges are rows of the lexicon; the bounds they give are honest minima. Does not know what is
counted for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.tree import Sentence, Word
from kg.lexicon import Lexicon
from kg.model import Qualifier, Span

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_TOO_LARGE = 10_000_000  # no incident counts more people; a larger number is money, or a slip
_RANGE_WORDS = ("to", "-", "–", "and", "or")


@dataclass(frozen=True, slots=True)
class Count:
    """A number expression at words [first, last) and the noun it counts, if it counts one."""

    first: int
    last: int
    lower: int | None
    upper: int | None
    best: int | None
    qualifier: Qualifier
    noun: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class _Value:
    lower: int | None
    upper: int | None
    best: int | None
    end: int
    vague: bool = False


def counts(sentence: Sentence, lexicon: Lexicon) -> tuple[Count, ...]:
    """The number expressions of a sentence, from left to right."""
    return tuple(_scan(sentence, lexicon))


def _scan(sentence: Sentence, lexicon: Lexicon) -> Iterator[Count]:
    words = [w.lower for w in sentence.words]
    at = 0
    while at < len(words):
        found = _count_at(sentence, words, at, lexicon)
        if found is None:
            at += 1
            continue
        yield found
        at = found.last


def _count_at(sentence: Sentence, words: Sequence[str], at: int, lexicon: Lexicon) -> Count | None:
    hedge = lexicon.hedges.at(words, at)
    before = hedge if hedge and hedge[0].position == "before" else None
    start = before[1] if before else at
    value = _value(sentence, words, start, lexicon)
    if value is None:
        return None
    if before and before[0].phrase == "between":
        value = _range(sentence, words, value, lexicon, ("and",)) or value
    elif not before:
        value = _range(sentence, words, value, lexicon, ("to", "-", "–")) or value
    after = lexicon.hedges.at(words, value.end)
    qualifier = before[0].qualifier if before else ""
    phrase = before[0].phrase if before else ""
    end = value.end
    if after and after[0].position == "after" and not before:
        qualifier, phrase, end = after[0].qualifier, after[0].phrase, after[1]
    bounded = _bound(value, qualifier, phrase)
    noun = _counted(sentence, start, end)
    return Count(at, end, bounded.lower, bounded.upper, bounded.best, _qualifier(bounded, qualifier), noun, sentence.span(at, end))


def _value(sentence: Sentence, words: Sequence[str], at: int, lexicon: Lexicon) -> _Value | None:
    if at >= len(words) or sentence.words[at].name is not None:
        return None
    vague = lexicon.quantities.at(words, at)
    number = _number(words, at, lexicon)
    if vague and (number is None or vague[1] >= number[1]):
        row, end = vague
        if row.lower is None and row.upper is None and row.best is None:
            return None
        return _Value(row.lower, row.upper, row.best, end, vague=row.best is None)
    if number is None or number[0] > _TOO_LARGE:
        return None
    value, end = number
    return _Value(value, value, value, end)


def _number(words: Sequence[str], at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """A number in digits or words and the position after it: "1,200", "two dozen", "a hundred and five", "2.5 million"."""
    total, current, end = 0.0, 0.0, at
    seen = False
    while end < len(words):
        word = words[end]
        row = lexicon.numbers.get(word)
        if _DIGITS.fullmatch(word) and not seen:
            current = float(word.replace(",", ""))
        elif row and row.kind == "cardinal" and (not seen or current % 10 == 0 or current == 0):
            if seen and current and row.value >= 10 and current % 100 != 0:
                break
            current += row.value
        elif row and row.kind == "multiplier":
            current = (current or 1) * row.value
            if row.value >= 1000:
                total, current = total + current, 0
        elif word in ("a", "an") and not seen and end + 1 < len(words) and _is_multiplier(words[end + 1], lexicon):
            current = 1
        elif word == "-" and seen and end + 1 < len(words) and words[end + 1] in lexicon.numbers and current % 10 == 0 and current < 100:
            end += 1
            continue
        elif word == "and" and seen and current % 100 == 0 and current and end + 1 < len(words) and words[end + 1] in lexicon.numbers:
            end += 1
            continue
        else:
            parts = word.split("-")
            if not seen and len(parts) == 2 and all(p in lexicon.numbers and lexicon.numbers[p].kind == "cardinal" for p in parts):
                current = float(sum(lexicon.numbers[p].value for p in parts))
            else:
                break
        seen = True
        end += 1
    if not seen or (words[at] in ("a", "an") and end == at + 1):
        return None
    return int(total + current), end


def _is_multiplier(word: str, lexicon: Lexicon) -> bool:
    row = lexicon.numbers.get(word)
    return row is not None and row.kind == "multiplier"


def _range(sentence: Sentence, words: Sequence[str], low: _Value, lexicon: Lexicon, joins: Sequence[str]) -> _Value | None:
    if low.end >= len(words) or words[low.end] not in joins:
        return None
    high = _value(sentence, words, low.end + 1, lexicon)
    if high is None or low.lower is None or high.upper is None or high.upper <= low.lower:
        return None
    return _Value(low.lower, high.upper, None, high.end)


def _bound(value: _Value, qualifier: str, phrase: str) -> _Value:
    n = value.best if value.best is not None else value.lower
    if n is None or (value.best is None and not value.vague):
        return value
    if value.vague:
        return replace(value, lower=n, upper=None, best=None)
    match qualifier:
        case "at-least":
            return replace(value, upper=None, best=None)
        case "more-than":
            return replace(value, lower=n + 1, upper=None, best=None)
        case "about":
            return replace(value, lower=None, upper=None)
        case "at-most":
            strict = phrase.startswith(("fewer", "less", "under", "below"))
            return replace(value, lower=None, upper=n - 1 if strict else n, best=None)
        case _:
            return value


def _qualifier(value: _Value, qualifier: str) -> Qualifier:
    if value.best is None and value.lower is not None and value.upper is not None:
        return "range"
    if value.vague:
        return "at-least"
    known: dict[str, Qualifier] = {"at-least": "at-least", "more-than": "more-than", "about": "about", "at-most": "at-most"}
    return known.get(qualifier, "exactly")


def _counted(sentence: Sentence, first: int, last: int) -> int | None:
    """The noun a number counts: the one it modifies, or that follows "of", or the next noun before any verb."""
    for word in sentence.words[first:last]:
        head = sentence.head(word)
        if word.dep in ("nummod", "quantmod", "amod", "compound", "nmod") and head.i >= last and head.is_noun:
            return head.i
    if last < len(sentence.words) and sentence.words[last].lower == "of":
        return _next_noun(sentence, last + 1)
    return _next_noun(sentence, last)


def _next_noun(sentence: Sentence, at: int) -> int | None:
    """The head noun of the phrase that begins here."""
    found: Word | None = None
    for word in sentence.words[at : at + 6]:
        if word.is_noun:
            found = word
        elif found is not None or word.is_verb and word.tag not in ("VBN", "VBG") or word.tag in (",", ".", "IN", "CC", ":", "TO", "MD"):
            break
    return found.i if found else None
